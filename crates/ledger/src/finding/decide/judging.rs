//! Approving, submitting, verifying, sending back.

use super::closing::{verification_lacks, work_lacks};
use super::{Case, Live};
use crate::decide::Events;
use crate::finding::{Event, Outcome, Refusal, Status};
use crate::profile::{Grade, MeasureField, Step};
use crate::reading::in_turn;
use crate::{Bilingual, Lacks, PersonId, Reason, measure};

const AT_WORK: [Status; 3] = [Status::Rectifying, Status::Returned, Status::Rebounded];
const PLANNED: [Status; 4] = [Status::Registered, Status::Rectifying, Status::Returned, Status::Rebounded];

pub(super) fn approve(case: &Case<'_>, step: Step, level: Option<&str>, note: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let measures = case.live_measures();
    if step == Step::Closing {
        case.must_be(&[Status::Submitted], &mut lacks);
        verification_lacks(case, &measures, &mut lacks);
    } else {
        case.must_be(&PLANNED, &mut lacks);
        plan_lacks(case, &measures, &mut lacks);
    }
    let seen = case.seen(step);
    if let Some(person) = case.not_an_owner(&measures, &mut lacks) {
        not_again(case, step, person, &mut lacks);
    }
    let levels = case.campaign.profile.levels(step);
    let next = case.next(step, &seen).filter(|_| step != Step::Extension);
    match next {
        None => lacks.add(Refusal::NothingToApprove(step)),
        Some(next) => in_turn(levels, next, level, &mut lacks),
    }
    lacks.pass()?;
    let key = next.map(|next| next.key.clone()).unwrap_or_default();
    let is_last = levels.last().is_some_and(|last| last.key == key);
    let starts = step == Step::Plan && is_last && case.state.status == Status::Registered;
    let mut events = vec![Event::Approved { step, level: key, by: case.given.actor, note: note.to_owned(), seen }];
    if starts {
        events.push(Event::Started {});
    }
    Ok(case.events(events))
}

/// Nobody approves the same thing twice; an approval that fell may be given again.
fn not_again(case: &Case<'_>, step: Step, person: PersonId, lacks: &mut Lacks) {
    let seen = case.seen(step);
    let again = case.state.approvals(step).iter().any(|a| a.act.by.person == Some(person) && a.seen == seen);
    lacks.unless(!again, Reason::ApprovedTwice(person));
}

/// What a plan must have before anybody approves it.
fn plan_lacks(case: &Case<'_>, measures: &[Live], lacks: &mut Lacks) {
    lacks.unless(!measures.is_empty(), Refusal::NoMeasure);
    for (id, measure) in measures {
        for field in case.campaign.profile.measure_fields.iter().filter(|field| !has(measure, **field)) {
            lacks.add(Refusal::MeasureField(*id, *field));
        }
    }
}

fn has(measure: &measure::State, field: MeasureField) -> bool {
    let content = &measure.content;
    match field {
        MeasureField::Lead => content.lead.is_some(),
        MeasureField::Owner => content.owner.is_some() || content.owner_post.is_some(),
        MeasureField::Unit => content.unit.is_some(),
        MeasureField::Cooperating => !content.cooperating.is_empty(),
        MeasureField::Kind => content.kind.is_some(),
        MeasureField::Deadline => measure.deadline.is_some() || measure.runs_on(),
        MeasureField::Milestones => !measure.milestones.is_empty(),
        MeasureField::Commitments => !measure.commitments.is_empty(),
        MeasureField::Checklist => !measure.checklist.is_empty(),
    }
}

pub(super) fn submit(case: &Case<'_>, note: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let measures = case.live_measures();
    case.must_be(&AT_WORK, &mut lacks);
    plan_lacks(case, &measures, &mut lacks);
    case.all_approved(Step::Plan, &mut lacks);
    work_lacks(case, &measures, &mut lacks);
    lacks.pass()?;
    Ok(case.events([Event::Submitted { by: case.given.actor, note: note.to_owned() }]))
}

pub(super) fn verify(case: &Case<'_>, grade: Grade, note: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(&[Status::Submitted], &mut lacks);
    case.not_answerable(&case.live_measures(), &mut lacks);
    let passes = case.campaign.profile.closes_with(grade);
    if !passes {
        lacks.text(note, Bilingual::fixed("验收意见", "note of the verification"));
    }
    lacks.pass()?;
    let (by, outcome) = (case.given.actor, if passes { Outcome::Passed } else { Outcome::Returned });
    let mut events =
        vec![Event::Verified { by, grade, note: note.to_owned(), outcome, seen: case.seen(Step::Closing) }];
    if !passes {
        events.push(Event::Returned { by, reason: note.to_owned() });
    }
    Ok(case.events(events))
}

/// A submission goes back to work. A plan that waits for approval goes back to planning, with the approvals that it had.
pub(super) fn send_back(case: &Case<'_>, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.named(case.given);
    lacks.reason(reason);
    let plan_waits = PLANNED.contains(&case.state.status)
        && !case.state.measures.is_empty()
        && case.next(Step::Plan, &case.seen(Step::Plan)).is_some();
    if !plan_waits {
        case.must_be(&[Status::Submitted], &mut lacks);
    }
    lacks.pass()?;
    Ok(case.events([Event::Returned { by: case.given.actor, reason: reason.to_owned() }]))
}
