//! The demonstration ledger is built, holds what it is to show, and proves itself.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

#[path = "demo/life.rs"]
mod life;
#[path = "demo/log.rs"]
mod log;
#[path = "demo/papers.rs"]
mod papers;
#[path = "demo/people.rs"]
mod people;

use std::sync::LazyLock;

use app::store::{FindingQuery, MeasureQuery};
use app::{App, Clock, Numbered, View};
use demo::Demo;
use jiff::Timestamp;
use ledger::{FindingId, MeasureId, finding, measure};
use tempfile::TempDir;

const UNTIL: &str = "2026-09-01T06:00:00Z";

/// A ledger of its own that is looked at on that day.
fn built(until: &str) -> (TempDir, Demo) {
    let folder = tempfile::tempdir().unwrap();
    let until: Timestamp = until.parse().unwrap();
    let demo = demo::build_with(&folder.path().join("data"), until, Clock::new(move || until)).unwrap();
    (folder, demo)
}

/// The one that all tests look at and none changes.
static DEMO: LazyLock<(TempDir, Demo)> = LazyLock::new(|| built(UNTIL));

fn app() -> &'static App {
    &DEMO.1.app
}

fn view() -> View<'static> {
    app().view().unwrap()
}

fn findings(view: &View<'_>) -> Vec<app::view::Finding> {
    view.findings(&FindingQuery { limit: 1000, ..FindingQuery::all(view.today) }).unwrap().rows
}

fn measures(view: &View<'_>) -> Vec<app::view::Measure> {
    view.measures(&MeasureQuery { limit: 1000, ..MeasureQuery::all(view.today) }).unwrap().rows
}

fn finding_states() -> Vec<(FindingId, finding::State)> {
    states(|state| if let ledger::State::Finding(state) = state { Some((*state).clone()) } else { None })
}

fn measure_states() -> Vec<(MeasureId, measure::State)> {
    states(|state| if let ledger::State::Measure(state) = state { Some((*state).clone()) } else { None })
}

/// All states of a kind.
fn states<I: Numbered, S>(pick: impl Fn(ledger::State) -> Option<S>) -> Vec<(I, S)> {
    let all = view().all::<I>().unwrap();
    all.into_iter().map(|(id, state)| (id, pick(state).unwrap())).collect()
}
