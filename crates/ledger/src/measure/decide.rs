//! The policy of measures: one function a command.

mod end;
mod extension;
mod promise;
mod work;

use std::sync::Arc;

use super::state::{State, Status};
use super::{Command, Event, Refusal};
use crate::decide::Events;
use crate::reading::{campaign, owners};
use crate::{FindingId, Given, Lacks, MeasureId, PersonId, Reason, States, Stream};

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: MeasureId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    if let Command::Register { campaign, findings, plan, sources } = command {
        return promise::register(states, (id, *campaign), findings, plan, sources, given);
    }
    let state = states.measure(id).ok_or(Reason::Missing(id.into()))?;
    let case = Case { states, id, state, given };
    match command {
        Command::Register { .. } => Err(Reason::Taken(id.into()).into()),
        Command::Edit { content, reason } => promise::edit(&case, content, reason),
        Command::SetDeadline { deadline, words } => promise::set_deadline(&case, *deadline, words.as_ref()),
        Command::Tie { finding } => promise::tie(&case, *finding),
        Command::Untie { finding, reason } => promise::untie(&case, *finding, reason),
        Command::AddMilestone { milestone } => promise::add_milestone(&case, milestone),
        Command::DropMilestone { milestone, reason } => promise::drop_milestone(&case, *milestone, reason),
        Command::AddCommitment { commitment } => promise::add_commitment(&case, commitment),
        Command::EndCommitment { commitment, until, reason } => {
            promise::end_commitment(&case, *commitment, *until, reason)
        }
        Command::AddChecklistItem { item } => promise::add_checklist_item(&case, item),
        Command::Reach { milestone, on } => work::reach(&case, *milestone, *on),
        Command::CheckIn { commitment, on, due, quantity, note, evidence } => {
            work::check_in(&case, *commitment, *on, *due, *quantity, note, evidence)
        }
        Command::Progress { words } => work::progress(&case, words),
        Command::Attach { evidence, item } => work::attach(&case, *evidence, *item),
        Command::Detach { evidence, reason } => work::detach(&case, *evidence, reason),
        Command::RequestExtension { to, reason } => extension::request(&case, *to, reason),
        Command::ApproveExtension { level, note } => extension::approve(&case, level.as_deref(), note),
        Command::RefuseExtension { reason } => extension::refuse(&case, reason),
        Command::Complete { note } => end::complete(&case, note),
        Command::Reopen { reason } => end::reopen(&case, reason),
        Command::Drop { reason } => end::give_up(&case, reason),
    }
}

/// What every decision about a measure has at hand.
struct Case<'a> {
    states: &'a dyn States,
    id: MeasureId,
    state: Arc<State>,
    given: &'a Given,
}

impl Case<'_> {
    fn events(&self, events: impl IntoIterator<Item = Event>) -> Events {
        events.into_iter().map(|event| (Stream::Measure(self.id), event.into())).collect()
    }

    /// It must stand there.
    fn must_be(&self, wants: Status, lacks: &mut Lacks) {
        let is = self.state.status;
        lacks.unless(is == wants, Refusal::Status { measure: self.id, is, wants });
    }

    /// None of its findings may be struck off: what a closing rests on does not change under its receipt.
    fn none_closed(&self, lacks: &mut Lacks) {
        for id in &self.state.findings {
            let closed = self.states.finding(*id).is_some_and(|finding| finding.status.is_closed());
            lacks.unless(!closed, Refusal::FindingClosed(*id));
        }
    }

    /// Who acts, who must be named and must not own it.
    fn other_than_owner(&self, lacks: &mut Lacks) -> Option<PersonId> {
        let person = lacks.named(self.given)?;
        lacks.unless(!owners(self.states, &self.state).contains(&person), Refusal::OwnItem(person, self.id));
        Some(person)
    }

    /// The campaign whose profile binds it.
    fn campaign(&self) -> Result<Arc<crate::campaign::State>, crate::Refusal> {
        campaign(self.states, self.state.campaign)
    }
}

/// A finding that a measure is to answer: it must be there, and neither closed nor void.
fn open_finding(states: &dyn States, id: FindingId, lacks: &mut Lacks) -> Option<Arc<crate::finding::State>> {
    let finding = lacks.found(states.finding(id), id)?;
    lacks.unless(!finding.status.is_closed(), Refusal::FindingClosed(id));
    lacks.unless(!finding.status.is_void(), Refusal::FindingVoid(id));
    Some(finding)
}
