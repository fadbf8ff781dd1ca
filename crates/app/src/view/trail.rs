//! All that happened around a finding as one story, and what a report would repeat.

use ledger::{Command, Event, FindingId, MeasureId, measure};

use super::outcome::MIRRORS;
use super::{FindingStory, Turn, View};
use crate::Failure;
use crate::history::Line;

impl View<'_> {
    /// Everything that happened to a finding and to the measures that answer it, the newest first. What only mirrors another
    /// entry is left out.
    ///
    /// # Errors
    /// The database failed.
    pub fn trail(&self, story: &FindingStory) -> Result<Vec<Line>, Failure> {
        let mut lines = story.history.clone();
        for measure in &story.measures {
            lines.extend(self.history(measure.id.into())?);
        }
        lines.retain(|line| !MIRRORS.contains(&line.kind.as_str()));
        lines.sort_unstable_by_key(|line| std::cmp::Reverse(line.seq));
        Ok(lines)
    }

    /// Whether a finding waits for somebody to judge its evidence: nobody did since it was submitted, or what was judged has
    /// changed since.
    ///
    /// # Errors
    /// The database failed.
    pub fn waits_for_verdict(&self, id: FindingId) -> Result<bool, Failure> {
        let next = self.next_for(id.into());
        self.sound(next.is_some_and(|next| next.turn.is_some_and(|(_, turn)| turn == Turn::Verify)))
    }

    /// Whether an earlier report on a measure already said these words.
    ///
    /// # Errors
    /// The database failed.
    pub fn says_again(&self, id: MeasureId, words: &str) -> Result<bool, Failure> {
        let progress = Command::Measure(id, measure::Command::Progress { words: words.to_owned() });
        let events = ledger::decide(self, &progress, &self.given()).unwrap_or_default();
        let again = |event: &Event| matches!(event, Event::Measure(measure::Event::Progressed { repeated: true, .. }));
        self.sound(events.iter().any(|(_, event)| again(event)))
    }
}
