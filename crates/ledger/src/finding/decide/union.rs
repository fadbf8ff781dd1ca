//! Findings and other findings: repeated, merged, rejected.

use super::Case;
use crate::decide::Events;
use crate::finding::{Event, Refusal, State, Status};
use crate::reading::{campaign, plans_freely};
use crate::{FindingId, Lacks, Stream, cause, measure};

/// What was never struck off can be merged or rejected; what was has a history of its own, and stays.
const NEVER_CLOSED: [Status; 4] = [Status::Draft, Status::Registered, Status::Rectifying, Status::Returned];

pub(super) fn link_repeat(case: &Case<'_>, earlier: FindingId) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.unless(case.state.repeats != Some(earlier), Refusal::Linked(earlier));
    if earlier == case.id {
        lacks.add(Refusal::Itself);
    } else if let Some(found) = lacks.found(case.states.finding(earlier), earlier) {
        let is_earlier = found.campaign != case.state.campaign && found.times.drafted < case.state.times.drafted;
        lacks.unless(is_earlier, Refusal::NotEarlier(earlier));
    }
    lacks.pass()?;
    Ok(case.events([Event::RepeatLinked { earlier }]))
}

pub(super) fn reject(case: &Case<'_>, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.reason(reason);
    case.must_be(&NEVER_CLOSED, &mut lacks);
    lacks.unless(case.state.closings.is_empty(), status(case.id, &case.state));
    if case.state.status != Status::Draft {
        case.not_an_owner(&case.live_measures(), &mut lacks);
    }
    lacks.pass()?;
    Ok(case.events([Event::Rejected { by: case.given.actor, reason: reason.to_owned() }]))
}

fn status(finding: FindingId, state: &State) -> Refusal {
    Refusal::Status { finding, is: state.status, wants: NEVER_CLOSED.to_vec() }
}

/// Sources, causes and measures pass to the other finding; what was said and done stays on record in this one.
pub(super) fn merge(case: &Case<'_>, into: FindingId, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.reason(reason);
    lacks.unless(into != case.id, Refusal::Itself);
    case.must_be(&NEVER_CLOSED, &mut lacks);
    lacks.unless(case.state.closings.is_empty(), status(case.id, &case.state));
    let target = lacks.found(case.states.finding(into), into);
    if let Some(target) = &target {
        // A draft would take back to a draft what somebody confirmed.
        let open = target.status.is_at_work()
            || target.status == Status::Registered
            || (target.status == Status::Draft && case.state.status == Status::Draft);
        let wants = vec![Status::Registered, Status::Rectifying, Status::Returned, Status::Rebounded];
        lacks.unless(open, Refusal::Status { finding: into, is: target.status, wants });
    }
    lacks.pass()?;
    let by = case.given.actor;
    let mut events = case.events([Event::Merged { into, by, reason: reason.to_owned() }]);
    if let Some(target) = target {
        events.extend(absorb(case, into, &target, reason)?);
    }
    Ok(events)
}

fn absorb(case: &Case<'_>, into: FindingId, target: &State, reason: &str) -> Result<Events, crate::Refusal> {
    let (from, state) = (case.id, &case.state);
    let absorbed =
        Event::Absorbed { from, sources: state.sources.clone(), causes: state.causes.iter().copied().collect() };
    let mut events: Events = vec![(Stream::Finding(into), absorbed.into())];
    for cause in &state.causes {
        let has = case.states.cause(*cause).is_some_and(|cause| cause.findings.contains(&into));
        if !has {
            events.push((Stream::Cause(*cause), cause::Event::Tied { finding: into }.into()));
        }
    }
    for measure in &state.measures {
        if !target.measures.contains(measure) {
            events.push((Stream::Measure(*measure), measure::Event::FindingTied { finding: into }.into()));
            events.push((Stream::Finding(into), Event::MeasureTied { measure: *measure }.into()));
        }
        let untied = measure::Event::FindingUntied { finding: from, reason: reason.to_owned() };
        events.push((Stream::Measure(*measure), untied.into()));
    }
    let starts = target.status == Status::Registered
        && !case.live_measures().is_empty()
        && plans_freely(&campaign(case.states, target.campaign)?.profile);
    if starts {
        events.push((Stream::Finding(into), Event::Started {}.into()));
    }
    Ok(events)
}
