//! The policy of findings: one function a command.

mod closing;
mod content;
mod judging;
mod look_back;
mod union;

use std::sync::Arc;

use super::state::{Seen, State, Status};
use super::{Command, Event, Refusal};
use crate::campaign;
use crate::decide::Events;
use crate::profile::{Level, Step};
use crate::reading::{answerable, campaign, next_level, owners};
use crate::{FindingId, Given, Lacks, MeasureId, PersonId, Reason, States, Stream, measure};

pub use closing::lacks_before_closing;

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: FindingId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    if let Command::Draft { campaign, content, sources } = command {
        return content::draft(states, id, *campaign, content, sources);
    }
    let state = states.finding(id).ok_or(Reason::Missing(id.into()))?;
    let campaign = campaign(states, state.campaign)?;
    let case = Case { states, id, state, campaign, given };
    match command {
        Command::Draft { .. } => Err(Reason::Taken(id.into()).into()),
        Command::Edit { content, reason } => content::edit(&case, content, reason),
        Command::AddSource { source } => content::add_source(&case, source),
        Command::Register {} => content::register(&case),
        Command::LinkRepeat { earlier } => union::link_repeat(&case, *earlier),
        Command::Merge { into, reason } => union::merge(&case, *into, reason),
        Command::Reject { reason } => union::reject(&case, reason),
        Command::Approve { step, level, note } => judging::approve(&case, *step, level.as_deref(), note),
        Command::Submit { note } => judging::submit(&case, note),
        Command::Verify { grade, note } => judging::verify(&case, *grade, note),
        Command::Return { reason } => judging::send_back(&case, reason),
        Command::Close { summary } => closing::close(&case, summary),
        Command::LookBack { due, on, result, note, evidence, follow_up } => {
            let look = look_back::Look { due: *due, on: *on, result: *result, note, evidence, follow_up: *follow_up };
            look_back::look_back(&case, &look)
        }
    }
}

/// What an approval of that step or a judgement binds to, as it is now: of a plan what is promised, of a closing what was
/// done as well.
#[must_use]
pub fn seen(states: &dyn States, finding: &State, step: Step) -> Seen {
    let measures: Vec<_> = finding.measures.iter().filter_map(|id| Some((*id, states.measure(*id)?))).collect();
    seen_of(finding, measures.iter().map(|(id, measure)| (*id, &**measure)), step)
}

/// The same of measures that were read already.
pub(super) fn seen_of<'m>(
    finding: &State,
    measures: impl Iterator<Item = (MeasureId, &'m measure::State)>,
    step: Step,
) -> Seen {
    let of = |measure: &measure::State| if step == Step::Plan { measure.promise } else { measure.substance };
    Seen { finding: finding.substance, measures: measures.map(|(id, measure)| (id, of(measure))).collect() }
}

/// What every decision about a finding has at hand.
struct Case<'a> {
    states: &'a dyn States,
    id: FindingId,
    state: Arc<State>,
    campaign: Arc<campaign::State>,
    given: &'a Given,
}

/// A measure that answers the finding and was not given up.
type Live = (MeasureId, Arc<measure::State>);

impl Case<'_> {
    fn events(&self, events: impl IntoIterator<Item = Event>) -> Events {
        events.into_iter().map(|event| (Stream::Finding(self.id), event.into())).collect()
    }

    /// It must stand at one of these.
    fn must_be(&self, wants: &[Status], lacks: &mut Lacks) {
        let is = self.state.status;
        lacks.unless(wants.contains(&is), Refusal::Status { finding: self.id, is, wants: wants.to_vec() });
    }

    /// The measures that answer it and were not given up.
    fn live_measures(&self) -> Vec<Live> {
        let measures = self.state.measures.iter().filter_map(|id| Some((*id, self.states.measure(*id)?)));
        measures.filter(|(_, measure)| measure.status != measure::Status::Dropped).collect()
    }

    fn seen(&self, step: Step) -> Seen {
        seen(self.states, &self.state, step)
    }

    /// Whether that level's approval stands for what is seen now.
    fn approved(&self, step: Step, level: &str, seen: &Seen) -> bool {
        self.state.approvals(step).iter().any(|approval| approval.level == level && approval.seen == *seen)
    }

    /// The level that is to approve next; `None` where all have.
    fn next(&self, step: Step, seen: &Seen) -> Option<&Level> {
        next_level(self.campaign.profile.levels(step), |level| self.approved(step, level, seen))
    }

    /// Every level must have approved what is seen now.
    fn all_approved(&self, step: Step, lacks: &mut Lacks) {
        let seen = self.seen(step);
        for level in self.campaign.profile.levels(step) {
            if !self.approved(step, &level.key, &seen) {
                let before = self.state.approvals(step).iter().any(|approval| approval.level == level.key);
                let level = level.clone();
                lacks.add(if before { Refusal::ApprovalFell(step, level) } else { Refusal::NotApproved(step, level) });
            }
        }
    }

    /// Who acts, who must be named and own none of these measures.
    fn not_an_owner(&self, measures: &[Live], lacks: &mut Lacks) -> Option<PersonId> {
        let person = lacks.named(self.given)?;
        for (id, _) in measures.iter().filter(|(_, measure)| owners(self.states, measure).contains(&person)) {
            lacks.add(Refusal::OwnItem(person, *id));
        }
        Some(person)
    }

    /// Who acts, who must be named and neither own nor lead any of these measures.
    fn not_answerable(&self, measures: &[Live], lacks: &mut Lacks) -> Option<PersonId> {
        let person = lacks.named(self.given)?;
        for (id, _) in measures.iter().filter(|(_, measure)| answerable(self.states, measure).contains(&person)) {
            lacks.add(Refusal::OwnItem(person, *id));
        }
        Some(person)
    }
}
