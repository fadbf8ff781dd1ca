//! Publishing checkpoints: an entry `log.published` holds the checkpoint itself, so that taking it away, or a signature of it,
//! is a change of the log like any other. What is no checkpoint of this log is not recorded.

use ledger::{Bilingual, Event, log};
use tlog::{Trust, tree};

use super::core::Stored;
use super::group::Group;
use crate::{Append, StoreError};

impl Group<'_> {
    /// Refuses what is published and is not of this log as it is.
    pub(super) fn publications(&mut self, append: &Append) -> Result<(), StoreError> {
        append.events.iter().try_for_each(|(_, event)| match event {
            Event::Log(log::Event::Published { size, checkpoint, .. }) => self.publication(*size, checkpoint),
            _ => Ok(()),
        })
    }

    fn publication(&mut self, size: u64, note: &str) -> Result<(), StoreError> {
        let unfit = |why: Bilingual| StoreError::Unfit {
            what: Bilingual::new(
                format!("检查点不属于本日志，没有收下：{}", why.zh),
                format!("not a checkpoint of this log, it was not kept: {}", why.en),
            ),
        };
        let algorithm = self.core.head.frontier.algorithm();
        let trust = Trust::new(algorithm, self.core.signer.verifier().clone());
        let trust = trust.map_err(|error| unfit(error.message()))?;
        let opened = trust.open(note.as_bytes()).map_err(|error| unfit(error.message()))?;
        let (head, known) = (opened.checkpoint.head(), self.core.size());
        if head.size != size {
            let signed = head.size;
            return Err(unfit(Bilingual::new(
                format!("所写规模 {size}，签名中为 {signed}"),
                format!("it is said to be of size {size}, {signed} is signed"),
            )));
        }
        if size > known {
            return Err(unfit(Bilingual::new(
                format!("规模 {size}，而本台账只有 {known} 条：记录被截掉，或这是旧的备份"),
                format!(
                    "its size is {size}, and there are {known} entries here: some were cut off, or this is an old backup"
                ),
            )));
        }
        if tree::root(algorithm, size, &Stored(self.core.connection()?))? != head.root {
            return Err(unfit(Bilingual::fixed("树根不同：出现分叉或被改写", "another root: forked or rewritten")));
        }
        Ok(())
    }
}
