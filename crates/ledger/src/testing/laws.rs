//! Every law over everything that happened. Nothing here uses `decide`, `evolve`, or the states that they made, except to
//! compare them with a book that is kept from the events alone.

mod book;
mod closing;
mod consistency;
mod deadlines;
mod hand_overs;
mod levels;
mod lights;
mod memory;
mod publications;

use super::World;
use crate::{Event, campaign, evidence, finding, hand_over, measure};
use book::Book;

/// # Panics
/// A law is broken.
pub(super) fn check(world: &World) {
    let mut book = Book::default();
    for (index, recorded) in world.history().iter().enumerate() {
        let (stream, given) = (recorded.stream, recorded.given);
        let place = format!("event {index}, {} in {stream}", recorded.event.kind());
        match (&recorded.event, stream) {
            (Event::Finding(event), crate::Stream::Finding(id)) => match event {
                finding::Event::Closed { by, .. } => closing::check(&book, id, by, &given, &place),
                finding::Event::Approved { step, level, by, .. } => {
                    levels::check(&book, id, (*step, level), by, &place);
                }
                finding::Event::Submitted { .. } => levels::plan_approved(&book, id, &place),
                finding::Event::Verified { by, .. } | finding::Event::LookedBack { by, .. } => {
                    closing::nobody_judges_themselves(&book, id, by, &place);
                }
                finding::Event::Returned { reason, .. }
                | finding::Event::Rejected { reason, .. }
                | finding::Event::Merged { reason, .. } => assert!(!reason.is_empty(), "{place}: no reason"),
                _ => {}
            },
            (Event::Measure(event), crate::Stream::Measure(id)) => match event {
                measure::Event::ExtensionRequested { to, reason, by } => {
                    deadlines::asked(&book, id, (*to, reason), by, &given, &place);
                }
                measure::Event::ExtensionApproved { by, level, .. } => {
                    deadlines::approved(&book, id, level, by, &place);
                }
                measure::Event::ExtensionGranted { to } => deadlines::granted(&book, id, *to, &place),
                measure::Event::Completed { .. } => deadlines::completed(&book, id, &given, &place),
                measure::Event::Reopened { .. } => {
                    for finding in &book.measure(id).findings {
                        assert!(!book.finding(*finding).closed, "{place}: {finding} is closed");
                    }
                }
                _ => {}
            },
            (Event::Evidence(evidence::Event::Registered { content, on, .. }), _) => {
                evidence_dates(content, *on, &place);
            }
            (Event::HandOver(hand_over::Event::Accepted { moved, .. }), crate::Stream::HandOver(id)) => {
                hand_overs::check(&book, id, moved, &given, &place);
            }
            (
                Event::Campaign(campaign::Event::Published { edition, told, withheld, .. }),
                crate::Stream::Campaign(id),
            ) => publications::check(&book, id, *edition, (told, withheld), &place),
            _ => {}
        }
        book.enter(index, recorded);
    }
    memory::check(world);
    deadlines::kept(world, &book);
    lights::check(world, &book);
    consistency::check(world);
}

/// Law 8.
fn evidence_dates(content: &evidence::Content, stored: jiff::civil::Date, place: &str) {
    assert!(content.dated <= stored, "{place}: dated after it was stored");
    if let Some(period) = content.period {
        assert!(period.from <= period.to, "{place}: a period that ends before it begins");
    }
}
