//! How fast entries become states: parsing a payload and folding it, beside `serde_json` that only parses the same bytes
//! into its own values.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use divan::counter::ItemsCount;
use ledger::testing::{Step, World, furniture, steps};
use ledger::{Event, State, Stream};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;

fn main() {
    divan::main();
}

type Entry = (Stream, &'static str, Vec<u8>, jiff::Timestamp);

/// What random runs of some hundred commands record.
fn entries() -> Vec<Entry> {
    let mut runner = TestRunner::deterministic();
    (0..20).flat_map(|_| history(&steps(400).new_tree(&mut runner).unwrap().current())).collect()
}

fn history(steps: &[Step]) -> Vec<Entry> {
    let mut world = World::new();
    for (command, given) in furniture() {
        world.act(&command, &given).unwrap();
    }
    for step in steps {
        let (command, given) = step.command(&world);
        let _ = world.act(&command, &given);
    }
    let entry = |r: &ledger::testing::Recorded| (r.stream, r.event.kind(), r.event.to_payload(), r.given.at);
    world.history().iter().map(entry).collect()
}

#[divan::bench]
fn parse_and_fold(bencher: divan::Bencher<'_, '_>) {
    let entries = entries();
    bencher.counter(ItemsCount::new(entries.len())).bench(|| {
        let mut states: BTreeMap<Stream, State> = BTreeMap::new();
        for (stream, kind, payload, at) in &entries {
            let event = Event::parse(kind, payload).unwrap();
            let state = State::evolve(states.remove(stream), &event, *at);
            states.insert(*stream, state);
        }
        states.len()
    });
}

#[divan::bench]
fn serde_json_values_only(bencher: divan::Bencher<'_, '_>) {
    let entries = entries();
    bencher.counter(ItemsCount::new(entries.len())).bench(|| {
        entries.iter().filter(|(_, _, payload, _)| serde_json::from_slice::<serde_json::Value>(payload).is_ok()).count()
    });
}

#[divan::bench]
fn write_payloads(bencher: divan::Bencher<'_, '_>) {
    let events: Vec<_> = entries().iter().map(|(_, kind, payload, _)| Event::parse(kind, payload).unwrap()).collect();
    bencher
        .counter(ItemsCount::new(events.len()))
        .bench(|| events.iter().map(|event| event.to_payload().len()).sum::<usize>());
}
