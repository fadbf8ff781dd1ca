//! Looking again after the closing (回头看).

use jiff::civil::Date;

use super::Case;
use crate::decide::Events;
use crate::finding::{Event, LookBackResult, Refusal, Status};
use crate::reading::all_evidence;
use crate::{Bilingual, EvidenceId, FindingId, Lacks};

/// A look-back as it was asked to be recorded.
pub(super) struct Look<'a> {
    pub(super) due: Option<Date>,
    pub(super) on: Date,
    pub(super) result: LookBackResult,
    pub(super) note: &'a str,
    pub(super) evidence: &'a [EvidenceId],
    pub(super) follow_up: Option<FindingId>,
}

pub(super) fn look_back(case: &Case<'_>, look: &Look<'_>) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(&[Status::Closed, Status::Settled], &mut lacks);
    case.not_answerable(&case.live_measures(), &mut lacks);
    check_day(case, look, &mut lacks);
    all_evidence(case.states, look.evidence, &mut lacks);
    if look.result != LookBackResult::Held {
        lacks.text(look.note, Bilingual::fixed("回头看情况", "note of the look-back"));
    }
    if look.result == LookBackResult::Changed {
        check_follow_up(case, look.follow_up, &mut lacks);
    }
    lacks.pass()?;
    Ok(case.events(events(case, look)))
}

fn check_day(case: &Case<'_>, look: &Look<'_>, lacks: &mut Lacks) {
    lacks.unless(look.on <= case.given.today, Refusal::Future(look.on));
    let early = case.state.times.closed_on.is_some_and(|closed| look.on < closed);
    lacks.unless(!early, Refusal::BeforeClosing(look.on));
    if let Some(due) = look.due {
        let scheduled = case.state.look_backs_due.contains(&due);
        lacks.unless(scheduled, Refusal::NotScheduled(due));
        // Looking early is welcome, but answers no later day: else one visit would settle all of them.
        lacks.unless(!scheduled || due <= look.on, Refusal::TooEarly(due));
    }
}

fn check_follow_up(case: &Case<'_>, follow_up: Option<FindingId>, lacks: &mut Lacks) {
    let Some(id) = follow_up else { return lacks.add(Refusal::NoFollowUp) };
    lacks.unless(id != case.id, Refusal::Itself);
    if let Some(finding) = lacks.found(case.states.finding(id), id) {
        lacks.unless(!finding.status.is_void(), Refusal::NoFollowUp);
    }
}

fn events(case: &Case<'_>, look: &Look<'_>) -> Vec<Event> {
    let (by, note) = (case.given.actor, look.note.to_owned());
    let scheduled = &case.state.look_backs_due;
    let due = look.due.or_else(|| scheduled.iter().copied().find(|day| *day <= look.on));
    let mut events = vec![Event::LookedBack {
        by,
        due,
        on: look.on,
        result: look.result,
        note: note.clone(),
        evidence: look.evidence.to_vec(),
        follow_up: look.follow_up.filter(|_| look.result == LookBackResult::Changed),
    }];
    let all_held = scheduled.iter().all(|day| Some(*day) == due);
    if look.result == LookBackResult::Rebounded {
        events.push(Event::Rebounded { by, reason: note });
    } else if all_held && case.state.status == Status::Closed {
        events.push(Event::Settled {});
    }
    events
}
