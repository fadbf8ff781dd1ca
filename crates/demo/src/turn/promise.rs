//! Keeping promises: checking in what has come due, and doing all that is left.

use app::{Failure, Plan};
use jiff::civil::Date;
use ledger::measure::{Command as Do, Commitment, State};
use ledger::{Command, MeasureId, Quantity};

/// A period may be checked in so many days before its end.
const EARLY: i32 = 10;

/// Checks in each period that has come, or nearly, and was not kept; `count` is what is told of each.
pub(super) fn keep(plan: &mut Plan<'_>, id: MeasureId, state: &State, count: Option<Quantity>) -> Result<(), Failure> {
    let (today, calendar) = (plan.given().today, plan.states().calendar());
    for (number, commitment) in state.numbered_commitments().filter(|(_, of)| of.rhythm.is_some()) {
        let done = state.done_by_occurrence(number);
        let come = commitment.occurrences(&calendar).take_while(|period| period.from <= today);
        for period in come.filter(|period| days(today, period.due) <= EARLY) {
            if !commitment.is_met(done.get(&Some(period.due)).copied()) {
                let (on, count) = (today.min(period.due), count.unwrap_or(due(commitment)));
                check_in(plan, id, number, on.max(commitment.from), Some(period.due), count)?;
            }
        }
    }
    Ok(())
}

/// Does all that is promised and not done, and completes the measure; one that runs on is only kept.
pub(super) fn finish(plan: &mut Plan<'_>, id: MeasureId, state: &State, note: &str) -> Result<(), Failure> {
    let today = plan.given().today;
    keep(plan, id, state, None)?;
    for (number, commitment) in state.numbered_commitments().filter(|(_, of)| of.rhythm.is_none()) {
        let done = state.done_by_occurrence(number).get(&None).copied();
        if !commitment.is_met(done) {
            check_in(plan, id, number, today, None, due(commitment))?;
        }
    }
    for (number, milestone) in (1..).zip(&state.milestones).filter(|(_, of)| of.is_open()) {
        plan.run(&Command::Measure(id, Do::Reach { milestone: number, on: today.min(milestone.due) }))?;
    }
    if state.runs_on() {
        return Ok(());
    }
    plan.run(&Command::Measure(id, Do::Complete { note: note.to_owned() }))
}

fn check_in(
    plan: &mut Plan<'_>,
    id: MeasureId,
    commitment: u32,
    on: Date,
    due: Option<Date>,
    quantity: Quantity,
) -> Result<(), Failure> {
    let check_in =
        Do::CheckIn { commitment, on, due, quantity: Some(quantity), note: String::new(), evidence: Vec::new() };
    plan.run(&Command::Measure(id, check_in))
}

/// What one period owes; of a cap, the most that it allows.
fn due(commitment: &Commitment) -> Quantity {
    commitment.quantity.unwrap_or(Quantity::whole(1))
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
