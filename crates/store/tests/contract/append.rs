use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

use jiff::{Timestamp, ToSpan as _};
use ledger::{Event, FindingId, State, Stream, finding};
use store::{Append, AppendError, StoreError};

use super::bench::Bench;
use crate::sample::{self, Dice};

fn draft(number: u64) -> Append {
    sample::append(format!("draft-{number}"), sample::finding(number, &mut Dice::new(number)))
}

fn edit(number: u64, command: &str, expected: u64) -> Append {
    let content = sample::content(number, &mut Dice::new(expected));
    let event = finding::Event::Edited { content, reason: "更正".into() };
    let stream = Stream::Finding(FindingId(number));
    Append { expect: vec![(stream, expected)], ..sample::append(command.into(), vec![(stream, event.into())]) }
}

pub fn what_is_appended_is_read(bench: &dyn Bench) {
    let store = bench.create();
    let asked = draft(1);
    let appended = store.append(asked.clone()).unwrap();
    assert!(!appended.replayed);
    let reader = store.read().unwrap();
    assert_eq!(reader.entries(0, 10).unwrap(), appended.entries);
    let stream = Stream::Finding(FindingId(1));
    assert_eq!(reader.history(&stream).unwrap(), appended.entries);
    let (version, state) = reader.state(&stream).unwrap().unwrap();
    assert_eq!(version, asked.events.len() as u64);
    let expected = asked.events.iter().fold(None, |state, (_, e)| Some(State::evolve(state, e, asked.at)));
    assert_eq!(Some(state), expected);
    for (entry, (stream, event)) in appended.entries.iter().zip(&asked.events) {
        assert_eq!((entry.stream, entry.event().unwrap()), (*stream, event.clone()));
    }
    assert_eq!(reader.next_number("finding").unwrap(), 2);
    assert_eq!(reader.next_number("measure").unwrap(), 1);
    assert_eq!(reader.head().unwrap().size, appended.entries.len() as u64);
    drop(reader);
    drop(store);
    bench.is_sound();
    // What was acknowledged is there for the next program too.
    assert_eq!(bench.open().read().unwrap().entries(0, 10).unwrap(), appended.entries);
}

pub fn a_conflict_tells_what_changed(bench: &dyn Bench) {
    let store = bench.create();
    let version = store.append(draft(1)).unwrap().entries.len() as u64;
    let first = store.append(edit(1, "first", version)).unwrap();
    let Err(AppendError::Conflict { stream, expected, found, since }) = store.append(edit(1, "second", version)) else {
        panic!("two edits of one version");
    };
    assert_eq!((stream, expected, found), (Stream::Finding(FindingId(1)), version, version + 1));
    assert_eq!(since, first.entries);
    // A stream that must not be there yet.
    let begin = Append { expect: vec![(stream, 0)], ..edit(1, "third", 0) };
    assert!(matches!(store.append(begin), Err(AppendError::Conflict { expected: 0, .. })));
    // Having read the change, one may go on.
    store.append(edit(1, "second", version + 1)).unwrap();
    drop(store);
    bench.is_sound();
}

pub fn a_command_is_applied_once(bench: &dyn Bench) {
    let store = bench.create();
    let first = store.append(draft(1)).unwrap();
    let again = store.append(draft(1)).unwrap();
    assert!(again.replayed);
    assert_eq!(again.entries, first.entries);
    // A replay is answered even where the stream has moved on since.
    let version = first.entries.len() as u64;
    let edited = store.append(edit(1, "edit", version)).unwrap();
    store.append(edit(1, "more", version + 1)).unwrap();
    assert_eq!(store.append(edit(1, "edit", version)).unwrap().entries, edited.entries);
    // Sent by many at once, it is applied by one.
    let barrier = Barrier::new(8);
    let answers: Vec<_> = thread::scope(|scope| {
        let send = || {
            barrier.wait();
            store.append(draft(2)).unwrap()
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    assert!(answers.iter().all(|answer| answer.entries == answers[0].entries));
    drop(store);
    // By another program too.
    assert!(bench.open().append(draft(2)).unwrap().replayed);
    bench.is_sound();
}

pub fn sixty_four_at_once_lose_nothing(bench: &dyn Bench) {
    let store = bench.create();
    let barrier = Barrier::new(64);
    let seqs: Vec<u64> = thread::scope(|scope| {
        let work = |thread: u64| {
            let (store, barrier) = (&store, &barrier);
            move || {
                barrier.wait();
                let mine = (0..5).map(|i| store.append(draft(1 + thread * 5 + i)).unwrap().entries);
                mine.flatten().map(|entry| entry.seq).collect::<Vec<_>>()
            }
        };
        let threads: Vec<_> = (0..64).map(|thread| scope.spawn(work(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let distinct: BTreeSet<u64> = seqs.iter().copied().collect();
    assert_eq!(distinct.len(), seqs.len());
    assert_eq!(distinct.last(), Some(&(seqs.len() as u64 - 1)));
    // All of them want the same version of one stream: one gets it.
    let version = store.read().unwrap().state(&Stream::Finding(FindingId(1))).unwrap().unwrap().0;
    let won: usize = thread::scope(|scope| {
        let work = |thread: u64| {
            let (store, barrier) = (&store, &barrier);
            move || {
                barrier.wait();
                store.append(edit(1, &format!("race-{thread}"), version)).is_ok()
            }
        };
        let threads: Vec<_> = (0..64).map(|thread| scope.spawn(work(thread))).collect();
        threads.into_iter().map(|thread| usize::from(thread.join().unwrap())).sum()
    });
    assert_eq!(won, 1);
    drop(store);
    bench.is_sound();
}

pub fn what_does_not_fit_is_refused_alone(bench: &dyn Bench) {
    let store = bench.create();
    let mut strange = draft(1);
    strange.events[0].0 = Stream::Calendar;
    let mut nameless = draft(2);
    nameless.command.clear();
    thread::scope(|scope| {
        let good: Vec<_> = (10..30)
            .map(|n| {
                let store = &store;
                scope.spawn(move || store.append(draft(n)))
            })
            .collect();
        for bad in [strange, nameless] {
            assert!(matches!(store.append(bad), Err(AppendError::Store(StoreError::Unfit { .. }))));
        }
        for thread in good {
            thread.join().unwrap().unwrap();
        }
    });
    assert_eq!(store.read().unwrap().next_number("finding").unwrap(), 30);
    drop(store);
    bench.is_sound();
}

pub fn times_never_go_back(bench: &dyn Bench) {
    let store = bench.create();
    let late = sample::moment() + 1.hours();
    store.append(Append { at: late, ..draft(1) }).unwrap();
    let earlier = store.append(Append { at: sample::moment(), ..draft(2) }).unwrap();
    assert!(earlier.entries.iter().all(|entry| entry.at == late));
    // Finer than a microsecond is not recorded.
    let fine = Timestamp::from_nanosecond(late.as_nanosecond() + 1_999).unwrap();
    let third = store.append(Append { at: fine, ..draft(3) }).unwrap();
    assert_eq!(third.entries[0].at, Timestamp::from_microsecond(late.as_microsecond() + 1).unwrap());
    drop(store);
    bench.is_sound();
}

pub fn a_reader_sees_one_moment(bench: &dyn Bench) {
    let store = bench.create();
    let before = store.append(draft(1)).unwrap().entries.len();
    let reader = store.read().unwrap();
    assert_eq!(reader.entries(0, 100).unwrap().len(), before);
    store.append(draft(2)).unwrap();
    assert_eq!(reader.entries(0, 100).unwrap().len(), before);
    assert_eq!(reader.state(&Stream::Finding(FindingId(2))).unwrap(), None);
    assert_eq!(reader.head().unwrap().size, before as u64);
    drop(reader);
    assert!(store.read().unwrap().state(&Stream::Finding(FindingId(2))).unwrap().is_some());
}

pub fn two_stores_share_one_database(bench: &dyn Bench) {
    let (one, two) = (bench.create(), bench.open());
    let mut version = one.append(draft(1)).unwrap().entries.len() as u64;
    for round in 0..6 {
        let store = if round % 2 == 0 { &two } else { &one };
        store.append(edit(1, &format!("round-{round}"), version)).unwrap();
        version += 1;
    }
    assert!(matches!(one.append(edit(1, "stale", version - 1)), Err(AppendError::Conflict { .. })));
    thread::scope(|scope| {
        for (i, store) in [&one, &two].into_iter().enumerate() {
            scope.spawn(move || (0..20).for_each(|n| drop(store.append(draft(100 + 20 * i as u64 + n)).unwrap())));
        }
    });
    let events = one.read().unwrap().history(&Stream::Finding(FindingId(1))).unwrap();
    assert!(events.iter().all(|entry| matches!(entry.event(), Ok(Event::Finding(_)))));
    assert_eq!(events.len() as u64, version);
    drop((one, two));
    bench.is_sound();
}
