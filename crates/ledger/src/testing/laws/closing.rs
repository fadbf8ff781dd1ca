//! Law 1: what closes was done, shown, and judged by somebody else. Law 4: what continues was kept.

use jiff::civil::Date;

use super::book::{Book, MeasurePage};
use super::levels;
use crate::profile::{Kind, Step};
use crate::{Actor, FindingId, Given, Quantity};

pub(super) fn check(book: &Book, id: FindingId, by: &Actor, given: &Given, place: &str) {
    let finding = book.finding(id);
    let profile = book.profile(finding.campaign);
    assert!(finding.submitted.is_some(), "{place}: it was not submitted");
    assert!(book.live(id).next().is_some(), "{place}: no measure");
    for (measure, page) in book.live(id) {
        if runs_on(page) && page.done.is_none() {
            assert_eq!(missed(book, page, given.today), None, "{place}: {measure} missed a check-in");
        } else {
            assert!(page.done.is_some(), "{place}: {measure} is not done");
        }
        let (unmet, files, weak) = book.evidence_of(page, profile);
        assert_eq!(unmet, 0, "{place}: {measure} lacks evidence");
        assert!(files >= profile.evidence.least.value as usize, "{place}: {measure} has too little evidence");
        assert!(!weak, "{place}: the evidence of {measure} is weak");
    }
    let Some((verifier, verified)) = finding.passed else { panic!("{place}: nobody verified it") };
    nobody_judges_themselves(book, id, &verifier, place);
    nobody_judges_themselves(book, id, by, place);
    assert!(verified > levels::moved(book, id, Step::Closing), "{place}: what was verified has changed");
    levels::all_approved(book, id, Step::Closing, place);
    if let Some(rebounded) = finding.rebounded {
        let since = book.live(id).any(|(_, page)| page.done.is_some_and(|done| done > rebounded));
        assert!(since, "{place}: nothing was completed since the rebound");
    }
}

pub(super) fn nobody_judges_themselves(book: &Book, id: FindingId, by: &Actor, place: &str) {
    let Some(person) = by.person else { panic!("{place}: nobody is named") };
    for (measure, page) in book.live(id) {
        assert!(!book.answerable(page).contains(&person), "{place}: {person} answers for {measure}");
    }
}

pub(super) fn runs_on(page: &MeasurePage) -> bool {
    page.kind == Some(Kind::Continuous) && page.commitments.iter().any(|commitment| commitment.rhythm.is_some())
}

/// The last day of a period whose grace has run out and that was not kept.
pub(super) fn missed(book: &Book, page: &MeasurePage, today: Date) -> Option<Date> {
    let grace = book.profile(page.campaign).check_in_grace.value;
    let calendar = calendar::Calendar::china();
    for (number, commitment) in (1..).zip(&page.commitments) {
        let Some(rhythm) = &commitment.rhythm else { continue };
        let periods = rhythm.occurrences(commitment.from, calendar);
        for period in periods.take_while(|period| period.due < today) {
            let is_over = grace.after(period.due, calendar) < today;
            let is_owed = commitment.until.is_none_or(|until| period.due <= until);
            let done: Vec<_> = page.check_ins.iter().filter(|c| c.0 == number && c.1 == Some(period.due)).collect();
            let sum = done.iter().fold(Quantity::default(), |sum, check_in| sum.plus(check_in.2));
            let owed = commitment.quantity.unwrap_or(Quantity::whole(1));
            let is_kept = !done.is_empty() && (commitment.at_most || sum >= owed);
            if is_over && is_owed && !is_kept {
                return Some(period.due);
            }
        }
    }
    None
}
