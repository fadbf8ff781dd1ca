//! Law 3: the first deadline is never lost, and a deadline moves by an extension alone.

use jiff::civil::Date;

use super::book::Book;
use super::closing::{missed, runs_on};
use crate::testing::World;
use crate::{Actor, Given, MeasureId, Quantity, State, Stream};

pub(super) fn asked(book: &Book, id: MeasureId, (to, reason): (Date, &str), by: &Actor, given: &Given, place: &str) {
    let page = book.measure(id);
    let profile = book.profile(page.campaign);
    let Some(deadline) = page.deadlines.last() else { panic!("{place}: no deadline") };
    let calendar = calendar::Calendar::china();
    assert!(!reason.is_empty() && by.person.is_some(), "{place}: no reason or nobody");
    assert!(to > *deadline, "{place}: not later");
    assert!(page.requested.is_none(), "{place}: one waits already");
    assert!(given.today <= profile.extensions.ask_before.value.before(*deadline, calendar), "{place}: too late");
    assert!(page.deadlines.len() <= profile.extensions.most.value as usize, "{place}: too often");
}

pub(super) fn approved(book: &Book, id: MeasureId, level: &str, by: &Actor, place: &str) {
    let page = book.measure(id);
    let Some((_, asker)) = page.requested else { panic!("{place}: nobody asked") };
    let Some(person) = by.person else { panic!("{place}: nobody is named") };
    assert_ne!(asker.person, Some(person), "{place}: {person} asked for it");
    assert!(!book.owners(page).contains(&person), "{place}: {person} owns it");
    assert!(page.extension_approvals.iter().all(|(_, by)| by.person != Some(person)), "{place}: twice");
    let levels = &book.profile(page.campaign).approvals.extension;
    let turn = levels.get(page.extension_approvals.len()).map_or("somebody", |level| level.key.as_str());
    assert_eq!(level, turn, "{place}: out of turn");
}

pub(super) fn granted(book: &Book, id: MeasureId, to: Date, place: &str) {
    let page = book.measure(id);
    let levels = book.profile(page.campaign).approvals.extension.len().max(1);
    assert!(page.extension_approvals.len() >= levels, "{place}: not all have approved");
    assert_eq!(page.requested.map(|(asked, _)| asked), Some(to), "{place}: another day than was asked");
}

/// What is done kept its milestones and counts; what runs on is not done before its last day.
pub(super) fn completed(book: &Book, id: MeasureId, given: &Given, place: &str) {
    let page = book.measure(id);
    assert!(!page.milestones.contains(&true), "{place}: a milestone is open");
    assert_eq!(missed(book, page, given.today), None, "{place}: a check-in was missed");
    if runs_on(page) {
        let last = page.deadlines.last();
        assert!(last.is_some_and(|last| *last <= given.today), "{place}: it runs on");
    }
    for (number, commitment) in (1..).zip(&page.commitments).filter(|(_, c)| c.rhythm.is_none()) {
        let done = page.check_ins.iter().filter(|check_in| check_in.0 == number);
        let sum = done.fold(Quantity::default(), |sum, check_in| sum.plus(check_in.2));
        let owed = commitment.quantity.unwrap_or(Quantity::whole(1));
        assert!(commitment.at_most || sum >= owed, "{place}: commitment {number} is short");
    }
}

/// The states tell the same deadlines as the book.
pub(super) fn kept(world: &World, book: &Book) {
    for (stream, _, state) in world.streams() {
        let (Stream::Measure(id), State::Measure(state)) = (stream, state) else { continue };
        let deadlines = &book.measure(*id).deadlines;
        assert_eq!(state.first_deadline, deadlines.first().copied(), "{id}: first deadline");
        assert_eq!(state.deadline, deadlines.last().copied(), "{id}: deadline");
        let slippage = state.slippage();
        assert_eq!(slippage.times as usize, deadlines.len().saturating_sub(1), "{id}: times slipped");
        let days = match (deadlines.first(), deadlines.last()) {
            (Some(first), Some(last)) => last.since(*first).map_or(0, |span| span.get_days()),
            _ => 0,
        };
        assert_eq!(i64::from(slippage.days), i64::from(days), "{id}: days slipped");
    }
}
