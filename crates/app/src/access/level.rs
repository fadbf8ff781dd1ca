//! Whose turn it is to approve.

use ledger::profile::Step;
use ledger::{Stream, measure};

use crate::view::Standing;
use crate::{Failure, View};

impl View<'_> {
    /// The key of the level that must approve `step` of a finding, or the extension that a measure waits for, next; `None`
    /// where nobody needs to.
    ///
    /// # Errors
    /// The database failed.
    pub fn level(&self, stream: Stream, step: Step) -> Result<Option<String>, Failure> {
        let level = match stream {
            Stream::Finding(id) => self.states().finding(id).and_then(|finding| {
                let approvals = self.approvals(&finding, step);
                approvals
                    .into_iter()
                    .find(|approval| approval.standing != Standing::Holds)
                    .map(|approval| approval.level)
            }),
            Stream::Measure(id) => self.states().measure(id).and_then(|measure| self.extension_level(&measure)),
            _ => None,
        };
        self.sound(level)
    }

    fn extension_level(&self, measure: &measure::State) -> Option<String> {
        measure.extension_waits(&self.profile(measure.campaign)?).map(str::to_owned)
    }
}
