//! Whose turn it is to approve.

use ledger::finding::next_level;
use ledger::profile::Step;
use ledger::{Stream, measure};

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
                let measures = self.measures_of(&finding);
                let measures: Vec<_> = measures.iter().map(|(id, measure)| (*id, &**measure)).collect();
                let profile = self.profile(finding.campaign)?;
                next_level(&finding, &profile, &measures, step).map(|level| level.key.clone())
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
