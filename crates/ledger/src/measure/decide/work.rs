//! What is done for a measure, and what shows it.

use jiff::civil::Date;

use super::Case;
use crate::decide::Events;
use crate::measure::{Commitment, Event, Refusal, Status};
use crate::reading::all_evidence;
use crate::{Bilingual, EvidenceId, Lacks, Occurrence, Quantity};

pub(super) fn reach(case: &Case<'_>, number: u32, on: Date) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    lacks.unless(case.state.open_milestone(number).is_some(), Refusal::NoMilestone(number));
    lacks.unless(on <= case.given.today, Refusal::Future(on));
    lacks.pass()?;
    Ok(case.events([Event::MilestoneReached { milestone: number, on, by: case.given.actor }]))
}

pub(super) fn check_in(
    case: &Case<'_>,
    number: u32,
    on: Date,
    due: Option<Date>,
    quantity: Option<Quantity>,
    note: &str,
    evidence: &[EvidenceId],
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    lacks.unless(on <= case.given.today, Refusal::Future(on));
    all_evidence(case.states, evidence, &mut lacks);
    let quantity = quantity.unwrap_or(Quantity::whole(1));
    let mut counts_for = None;
    match case.state.commitment(number) {
        None => lacks.add(Refusal::NoCommitment(number)),
        Some(commitment) => {
            lacks.unless(commitment.at_most || quantity > Quantity::default(), Refusal::NoQuantity);
            lacks.unless(on >= commitment.from, Refusal::BeforeStart(commitment.from));
            if commitment.rhythm.is_some() {
                counts_for = occurrence(case, commitment, on, due);
                lacks.unless(counts_for.is_some(), Refusal::NothingOwed(number, due.unwrap_or(on)));
            }
        }
    }
    lacks.pass()?;
    let due = counts_for.map(|occurrence| occurrence.due);
    let late = match due {
        Some(due) => {
            let campaign = case.campaign()?;
            case.given.today > campaign.profile.last_day_to_check_in(due, &case.states.calendar())
        }
        None => false,
    };
    Ok(case.events([Event::CheckedIn {
        commitment: number,
        due,
        on,
        quantity,
        late,
        by: case.given.actor,
        note: note.to_owned(),
        evidence: evidence.to_vec(),
    }]))
}

/// The period that something done `on` that day counts for: the one that holds the day, or an earlier one that is named.
fn occurrence(case: &Case<'_>, commitment: &Commitment, on: Date, due: Option<Date>) -> Option<Occurrence> {
    let calendar = case.states.calendar();
    let last = due.unwrap_or(on);
    let occurrence = commitment.occurrences(&calendar).find(|period| period.due >= last)?;
    let named = due.is_none_or(|due| due == occurrence.due);
    (named && occurrence.from <= on).then_some(occurrence)
}

pub(super) fn progress(case: &Case<'_>, words: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    lacks.text(words, Bilingual::fixed("进展情况", "report"));
    lacks.pass()?;
    let repeated = case.state.progress.iter().any(|earlier| same_words(&earlier.act.words, words));
    Ok(case.events([Event::Progressed {
        words: words.to_owned(),
        repeated,
        by: case.given.actor,
        on: case.given.today,
    }]))
}

/// Whether two reports say the same, whatever their spaces and punctuation.
fn same_words(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(one) == letters(other)
}

pub(super) fn attach(case: &Case<'_>, evidence: EvidenceId, item: Option<u32>) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    if case.state.status == Status::Dropped {
        case.must_be(Status::Open, &mut lacks);
    }
    all_evidence(case.states, &[evidence], &mut lacks);
    if let Some(number) = item {
        lacks.unless(case.state.checklist_item(number).is_some(), Refusal::NoChecklistItem(number));
    }
    let shown = case.state.attachments.iter().any(|shown| shown.evidence == evidence && shown.item == item);
    lacks.unless(!shown, Refusal::Attached(evidence));
    lacks.pass()?;
    Ok(case.events([Event::Attached { evidence, item, by: case.given.actor, on: case.given.today }]))
}

pub(super) fn detach(case: &Case<'_>, evidence: EvidenceId, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.none_closed(&mut lacks);
    lacks.reason(reason);
    let shown = case.state.attachments.iter().any(|shown| shown.evidence == evidence);
    lacks.unless(shown, Refusal::NotAttached(evidence));
    lacks.pass()?;
    Ok(case.events([Event::Detached { evidence, reason: reason.to_owned() }]))
}
