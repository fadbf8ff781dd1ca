//! Law 2: approvals in order, each by somebody else, bound to what was approved.

use super::book::Book;
use crate::profile::Step;
use crate::{Actor, FindingId};

/// Index of the last event that changed what approvals of that step, or a judgement, rest on.
pub(super) fn moved(book: &Book, id: FindingId, step: Step) -> usize {
    let finding = book.finding(id);
    let measures = finding.measures.iter().map(|id| book.measure(*id));
    let moved = measures.map(|page| if step == Step::Plan { page.promise_moved } else { page.moved });
    moved.chain([finding.moved]).max().unwrap_or(0)
}

/// The approval of that level, while it stands.
fn standing(book: &Book, id: FindingId, step: Step, level: &str) -> Option<Actor> {
    let finding = book.finding(id);
    let (by, index) = finding.approvals.get(&(step, level.to_owned()))?;
    let wiped = finding.wiped.get(&step).copied().unwrap_or(0);
    (*index > moved(book, id, step).max(wiped)).then_some(*by)
}

pub(super) fn check(book: &Book, id: FindingId, (step, level): (Step, &str), by: &Actor, place: &str) {
    let Some(person) = by.person else { panic!("{place}: nobody is named") };
    for (measure, page) in book.live(id) {
        assert!(!book.owners(page).contains(&person), "{place}: {person} owns {measure}");
    }
    let levels = book.profile(book.finding(id).campaign).levels(step);
    assert!(levels.iter().any(|known| known.key == level), "{place}: no level {level}");
    for earlier in levels.iter().take_while(|known| known.key != level) {
        let approved = standing(book, id, step, &earlier.key);
        let Some(approved) = approved else { panic!("{place}: {} comes first", earlier.key) };
        assert_ne!(approved.person, Some(person), "{place}: {person} approves twice");
    }
    assert_eq!(standing(book, id, step, level), None, "{place}: it was approved already");
}

pub(super) fn all_approved(book: &Book, id: FindingId, step: Step, place: &str) {
    for level in book.profile(book.finding(id).campaign).levels(step) {
        assert!(standing(book, id, step, &level.key).is_some(), "{place}: {} has not approved", level.key);
    }
}

pub(super) fn plan_approved(book: &Book, id: FindingId, place: &str) {
    all_approved(book, id, Step::Plan, place);
}
