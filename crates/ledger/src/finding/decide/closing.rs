//! Striking off (销号): the gate, and everything that lacks before it.

use super::{Case, Live};
use crate::decide::Events;
use crate::finding::{Event, Refusal, Status};
use crate::profile::Step;
use crate::reading::{answerable, campaign, standing_evidence};
use crate::{Bilingual, FindingId, Given, Lacks, Reason, States, measure};

/// Everything that lacks before `id` can be closed, whoever closes it; empty where it can be.
#[must_use]
pub fn lacks_before_closing(states: &dyn States, id: FindingId, given: &Given) -> Vec<Reason> {
    let Some(state) = states.finding(id) else { return vec![Reason::Missing(id.into())] };
    let campaign = match campaign(states, state.campaign) {
        Ok(campaign) => campaign,
        Err(refusal) => return refusal.reasons,
    };
    let case = Case { states, id, state, campaign, given };
    let mut lacks = Lacks::none();
    gate(&case, &case.live_measures(), &mut lacks);
    lacks.pass().err().map(|refusal| refusal.reasons).unwrap_or_default()
}

pub(super) fn close(case: &Case<'_>, summary: &str) -> Result<Events, crate::Refusal> {
    let measures = case.live_measures();
    let mut lacks = Lacks::none();
    lacks.text(summary, Bilingual::fixed("整改成效", "summary"));
    case.not_answerable(&measures, &mut lacks);
    gate(case, &measures, &mut lacks);
    lacks.pass()?;
    let on = case.given.today;
    let look_backs = case.campaign.profile.look_back_days(on, &case.states.calendar());
    let nothing_owed = look_backs.is_empty();
    let mut events = vec![Event::Closed { by: case.given.actor, on, summary: summary.to_owned(), look_backs }];
    if nothing_owed {
        events.push(Event::Settled {});
    }
    Ok(case.events(events))
}

/// The law: all measures done or kept, evidence shown, judged by somebody else, approved by all levels, and after a
/// rebound something new done.
fn gate(case: &Case<'_>, measures: &[Live], lacks: &mut Lacks) {
    case.must_be(&[Status::Submitted], lacks);
    work_lacks(case, measures, lacks);
    verification_lacks(case, measures, lacks);
    case.all_approved(Step::Closing, lacks);
}

/// What lacks in the work itself: measures, what they promised, what shows it.
pub(super) fn work_lacks(case: &Case<'_>, measures: &[Live], lacks: &mut Lacks) {
    lacks.unless(!measures.is_empty(), Refusal::NoMeasure);
    for (id, measure) in measures {
        if measure.runs_on() && measure.status == measure::Status::Open {
            promise_lacks(case, *id, measure, lacks);
        } else {
            lacks.unless(measure.status == measure::Status::Done, Refusal::MeasureOpen(*id));
        }
        evidence_lacks(case, *id, measure, lacks);
    }
    if let Some(rebound) = case.state.rebounds.last() {
        let since = measures.iter().any(|(_, measure)| measure.done_at().is_some_and(|done| done > rebound.at));
        lacks.unless(since, Refusal::NothingSinceRebound);
    }
}

/// A continuing measure keeps what it promised, and has kept something of each promise.
fn promise_lacks(case: &Case<'_>, id: crate::MeasureId, measure: &measure::State, lacks: &mut Lacks) {
    let Ok(of) = campaign(case.states, measure.campaign) else { return };
    for owed in measure.missed(&of.profile, &case.states.calendar(), case.given.today) {
        lacks.add(Refusal::CheckInMissed(id, owed.commitment, owed.occurrence.due));
    }
    for (number, commitment) in measure.numbered_commitments() {
        let kept = measure.done_by_occurrence(number).into_values().any(|done| commitment.is_met(Some(done)));
        lacks.unless(kept, Refusal::NeverCheckedIn(id, number));
    }
}

fn evidence_lacks(case: &Case<'_>, id: crate::MeasureId, measure: &measure::State, lacks: &mut Lacks) {
    let shown: Vec<_> = measure
        .attachments
        .iter()
        .filter_map(|shown| Some((shown, standing_evidence(case.states, shown.evidence)?)))
        .collect();
    for (number, item) in (1..).zip(&measure.checklist) {
        let met = shown.iter().any(|(shown, _)| shown.item == Some(number));
        lacks.unless(met, Refusal::ChecklistUnmet(id, number, item.clone()));
    }
    let files: std::collections::BTreeSet<_> = shown.iter().map(|(shown, _)| shown.evidence).collect();
    let (least, has) = (case.campaign.profile.evidence.least.value, u32::try_from(files.len()).unwrap_or(u32::MAX));
    lacks.unless(has >= least, Refusal::TooLittleEvidence(id, least, has));
    let weak = case.campaign.profile.is_weak(shown.iter().map(|(_, evidence)| evidence.content.kind));
    lacks.unless(shown.is_empty() || !weak, Refusal::WeakEvidence(id));
}

/// Somebody who answers for none of the measures must have judged what is there now.
pub(super) fn verification_lacks(case: &Case<'_>, measures: &[Live], lacks: &mut Lacks) {
    let Some(passed) = case.state.passing_verification() else { return lacks.add(Refusal::NotVerified) };
    let Some(verifier) = passed.act.by.person else { return lacks.add(Refusal::NotVerified) };
    lacks.unless(passed.seen == case.seen(Step::Closing), Refusal::VerificationFell(verifier));
    for (id, _) in measures.iter().filter(|(_, measure)| answerable(case.states, measure).contains(&verifier)) {
        lacks.add(Refusal::VerifierOwns(verifier, *id));
    }
}
