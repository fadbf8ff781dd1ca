//! How a measure ends, and begins again.

use super::Case;
use crate::Lacks;
use crate::decide::Events;
use crate::measure::{Event, Refusal, Status};

/// Done is what kept all that it promised: milestones, counts, and every period that has come.
pub(super) fn complete(case: &Case<'_>, note: &str) -> Result<Events, crate::Refusal> {
    let (state, today) = (&case.state, case.given.today);
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    if state.runs_on() && state.deadline.is_none_or(|last| today < last) {
        lacks.add(Refusal::RunsOn(state.deadline));
    }
    for (number, milestone) in (1..).zip(&state.milestones).filter(|(_, m)| m.is_open()) {
        lacks.add(Refusal::MilestoneOpen(number, milestone.text.clone()));
    }
    for (number, commitment) in state.numbered_commitments().filter(|(_, c)| c.rhythm.is_none()) {
        let done = state.done_by_occurrence(number).get(&None).copied();
        if !commitment.is_met(done) {
            let owed = commitment.quantity.map_or_else(|| "1".to_owned(), |quantity| quantity.to_string());
            lacks.add(Refusal::CommitmentShort(number, owed, done.unwrap_or_default().to_string()));
        }
    }
    if state.commitments.iter().any(|commitment| commitment.rhythm.is_some()) {
        let campaign = case.campaign()?;
        for owed in state.missed(&campaign.profile, &case.states.calendar(), today) {
            lacks.add(Refusal::CheckInMissed(owed.commitment, owed.occurrence.due));
        }
    }
    lacks.pass()?;
    Ok(case.events([Event::Completed { by: case.given.actor, on: today, note: note.to_owned() }]))
}

pub(super) fn reopen(case: &Case<'_>, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Done, &mut lacks);
    case.none_closed(&mut lacks);
    lacks.reason(reason);
    lacks.pass()?;
    Ok(case.events([Event::Reopened { by: case.given.actor, reason: reason.to_owned() }]))
}

pub(super) fn give_up(case: &Case<'_>, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    lacks.reason(reason);
    lacks.pass()?;
    Ok(case.events([Event::Dropped { by: case.given.actor, reason: reason.to_owned() }]))
}
