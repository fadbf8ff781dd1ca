//! Folding again, from JSON, gives the same states; erased payloads still fold; ties stand on both sides.

use std::collections::BTreeMap;

use crate::testing::World;
use crate::{Event, State, Stream};

pub(super) fn check(world: &World) {
    let mut again: BTreeMap<Stream, State> = BTreeMap::new();
    let mut erased: BTreeMap<Stream, State> = BTreeMap::new();
    for recorded in world.history() {
        let (kind, payload) = (recorded.event.kind(), recorded.event.to_payload());
        let parsed = Event::parse(kind, &payload).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(parsed, recorded.event, "{kind} through JSON");
        assert!(parsed.fits(&recorded.stream), "{kind} in {}", recorded.stream);
        let state = State::evolve(again.remove(&recorded.stream), &parsed, recorded.given.at);
        again.insert(recorded.stream, state);
        let mut redacted = parsed;
        redacted.redact();
        let state = State::evolve(erased.remove(&recorded.stream), &redacted, recorded.given.at);
        erased.insert(recorded.stream, state);
    }
    for (stream, _, state) in world.streams() {
        assert_eq!(Some(state), again.get(stream), "{stream} folded again");
        let json = serde_json::to_string(state).unwrap_or_else(|error| panic!("{stream}: {error}"));
        let parsed: State = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{stream}: {error}"));
        assert_eq!(*state, parsed, "{stream} through JSON");
        ties(world, stream, state);
        let erased = erased.get(stream).unwrap_or_else(|| panic!("{stream} is lost"));
        same_but_for_words(state, erased, stream);
    }
}

/// What is counted and dated is the same after all words were erased.
fn same_but_for_words(state: &State, erased: &State, stream: &Stream) {
    match (state, erased) {
        (State::Finding(a), State::Finding(b)) => {
            assert_eq!((a.status, a.substance, &a.measures), (b.status, b.substance, &b.measures), "{stream} erased");
        }
        (State::Measure(a), State::Measure(b)) => {
            let of = |m: &crate::measure::State| (m.status, m.substance, m.first_deadline, m.deadline, m.slippage());
            assert_eq!(of(a), of(b), "{stream} erased");
        }
        _ => {}
    }
}

fn ties(world: &World, stream: &Stream, state: &State) {
    let other = |stream: Stream| world.streams().find(|(s, _, _)| **s == stream).map(|(_, _, state)| state);
    match (stream, state) {
        (Stream::Finding(id), State::Finding(finding)) if !finding.status.is_void() => {
            for measure in &finding.measures {
                let tied =
                    matches!(other(Stream::Measure(*measure)), Some(State::Measure(m)) if m.findings.contains(id));
                assert!(tied, "{id} has {measure}, which has not {id}");
            }
        }
        (Stream::Measure(id), State::Measure(measure)) => {
            for finding in &measure.findings {
                let tied =
                    matches!(other(Stream::Finding(*finding)), Some(State::Finding(f)) if f.measures.contains(id));
                assert!(tied, "{id} answers {finding}, which has it not");
            }
        }
        _ => {}
    }
}
