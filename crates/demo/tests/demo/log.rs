//! The log proves itself, and the same day gives the same ledger.

use app::keep::Against;
use app::log;
use app::store::Watch;
use jiff::{SignedDuration, Timestamp};
use ledger::finding::Status;
use ledger::{CampaignId, Stream};

use crate::{UNTIL, app, built, finding_states, findings, measures, view};

#[test]
fn everything_verifies() {
    let report = app().verify(&Against::default(), Watch::none()).unwrap();
    assert!(report.is_sound(), "{}", report.message().en);
    let status = app().log_status().unwrap();
    assert!(status.published.len() >= 5, "{:?}", status.published);
    let closed = finding_states().into_iter().find(|(_, finding)| finding.status == Status::Closed).unwrap().0;
    let entry = app().closing_of(closed).unwrap();
    let receipt = app().receipt(entry.seq, true).unwrap();
    let checked = log::check(receipt.to_string().as_bytes(), &status.key, &[], 0).unwrap();
    assert_eq!(checked.origin, status.origin);
    let drawn = app().sample(CampaignId(1), 1).unwrap();
    assert_eq!(drawn.drawn.len(), 3);
}

#[test]
fn entries_are_of_their_time() {
    let until: Timestamp = UNTIL.parse().unwrap();
    let entries = app().store.read().unwrap().entries(0, u64::MAX).unwrap();
    assert!(entries.iter().is_sorted_by_key(|entry| entry.at));
    let (first, last) = (entries[0].at, entries[entries.len() - 1].at);
    assert!(last <= until && until.duration_since(last) < SignedDuration::from_hours(24 * 4), "{last}");
    assert!(until.duration_since(first) > SignedDuration::from_hours(24 * 420), "{first}");
}

#[test]
fn a_rebuild_gives_the_same() {
    let (_folder, demo) = built(UNTIL);
    let told = |app: &app::App| {
        let view = app.view().unwrap();
        format!("{:?}\n{:?}", findings(&view), measures(&view))
    };
    let before = told(&demo.app);
    demo.app.rebuild(Watch::none()).unwrap();
    assert_eq!(told(&demo.app), before);
}

#[test]
fn the_same_day_gives_the_same_ledger() {
    let (_folder, demo) = built(UNTIL);
    let (one, other) = (view(), demo.app.view().unwrap());
    assert_eq!(format!("{:?}", findings(&one)), format!("{:?}", findings(&other)));
    assert_eq!(format!("{:?}", measures(&one)), format!("{:?}", measures(&other)));
    let entries = app().store.read().unwrap().entries(0, u64::MAX).unwrap();
    let again = demo.app.store.read().unwrap().entries(0, u64::MAX).unwrap();
    assert_eq!(entries.len(), again.len());
    for (here, there) in entries.iter().zip(&again) {
        assert_eq!((here.at, &here.kind, &here.actor), (there.at, &there.kind, &there.actor));
        // A published checkpoint holds the root, which follows from salts.
        if here.stream != Stream::Log {
            assert_eq!(here.payload, there.payload, "{}", here.kind);
        }
    }
}
