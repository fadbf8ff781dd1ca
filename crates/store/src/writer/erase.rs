//! Erasing payloads by law: an entry `log.erased` is carried out in the transaction that records it.
//!
//! The payload gives way to its redacted form and the salt goes, so that the digest in the header tells nothing any more;
//! whatever was folded from the payload is folded again. That the redacted form is the right one, anybody can check
//! against the digest in `log.erased`.

use std::collections::BTreeMap;

use ledger::{Bilingual, Event, log};
use tlog::Algorithm;

use super::group::Group;
use crate::engine::Change;
use crate::entry::{ENTRY, Entry};
use crate::reader::{ENTRIES_SINCE, entry_at};
use crate::snapshot::Snapshot;
use crate::{Append, StoreError};

/// The columns `payload` and `salt`.
const ERASED: u64 = 0b1_1000_0000;

/// What would stand in the place of the payload of `entry`, and its digest.
pub(crate) fn redacted(entry: &Entry, algorithm: Algorithm) -> Result<(String, ledger::Digest), StoreError> {
    let mut event = entry.event()?;
    event.redact();
    let payload = super::payload(&event)?;
    let digest = ledger::Digest(algorithm.digest(payload.as_bytes()).0);
    Ok((payload, digest))
}

impl Group<'_> {
    /// Finds what the erasures of `append` are about, and refuses what cannot be erased.
    pub(super) fn erasures(&mut self, append: &Append) -> Result<Vec<Entry>, StoreError> {
        let mut erased: Vec<Entry> = Vec::new();
        for (_, event) in &append.events {
            let Event::Log(log::Event::Erased { seq, redacted: stated, .. }) = event else { continue };
            let unfit = |zh: &str, en: &str| StoreError::Unfit {
                what: Bilingual::new(
                    format!("第 {seq} 条不能删除：{zh}"),
                    format!("entry {seq} cannot be erased: {en}"),
                ),
            };
            let entry = entry_at(self.core.connection()?, *seq)?;
            let mut entry = entry.ok_or_else(|| unfit("没有这一条", "there is no such entry"))?;
            let again = erased.iter().any(|other| other.seq == *seq) || self.erased.contains_key(seq);
            if entry.is_erased() || again {
                return Err(unfit("此前已删除", "it was erased before"));
            }
            let (payload, digest) = redacted(&entry, self.core.head.frontier.algorithm())?;
            if digest != *stated {
                return Err(unfit(
                    "所写摘要与删除后的内容不符",
                    "the digest stated is not that of the redacted payload",
                ));
            }
            entry.payload = payload;
            entry.salt = None;
            erased.push(entry);
        }
        Ok(erased)
    }

    /// Takes the payloads away and folds their streams again, with what this group has recorded so far.
    pub(super) fn erase(&mut self, entries: Vec<Entry>) -> Result<(), StoreError> {
        for entry in entries {
            let stream = entry.stream;
            self.erased.insert(entry.seq, entry);
            self.core.load(&[stream])?;
            let values = [stream.to_string().into(), 0i64.into(), i64::MAX.into()];
            let mut history = self.core.connection()?.rows(ENTRIES_SINCE, &values, Entry::read)?;
            for old in &mut history {
                if let Some(erased) = self.erased.get(&old.seq) {
                    old.clone_from(erased);
                }
            }
            history.extend(self.entries.iter().filter(|e| e.stream == stream).cloned());
            let folded = history.iter().try_fold(None, |before, entry| {
                Ok::<_, StoreError>(Some(Snapshot::after(before, &entry.event()?, entry.at)))
            })?;
            if let Some(folded) = folded {
                self.changed.insert(stream, folded);
            }
        }
        Ok(())
    }
}

/// The changes of the table `entry`.
pub(super) fn changes(erased: &BTreeMap<u64, Entry>) -> (&'static crate::table::Table, Vec<Change>) {
    (&ENTRY, erased.values().map(|entry| Change::Update { row: entry.row(), columns: ERASED }).collect())
}
