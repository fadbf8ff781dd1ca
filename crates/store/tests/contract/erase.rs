use ledger::{Actor, Event, FindingId, Stream, log};
use store::{AppendError, Check, Store, StoreError, Watch};

use super::bench::Bench;
use crate::sample::{self, Dice};

fn erasing(store: &Store, seq: u64, command: &str) -> store::Append {
    let redacted = store.redacted(seq).unwrap();
    let event = log::Event::Erased {
        seq,
        by: Actor::LOCAL,
        reason: "本人要求".into(),
        authority: "个人信息保护法第四十七条".into(),
        redacted,
    };
    sample::append(command.into(), vec![(Stream::Log, Event::Log(event))])
}

fn filled(bench: &dyn Bench) -> Store {
    let store = bench.create();
    for n in 1..6 {
        let mut dice = Dice::new(n);
        let mut events = sample::finding(n, &mut dice);
        events.extend(sample::measure(n, &[n], &mut dice));
        store.append(sample::append(format!("fill-{n}"), events)).unwrap();
    }
    store
}

pub fn erased_words_are_gone_and_the_log_holds(bench: &dyn Bench) {
    let store = filled(bench);
    let stream = Stream::Finding(FindingId(3));
    let first = store.read().unwrap().history(&stream).unwrap().remove(0);
    let words = sample::content(3, &mut Dice::new(3));
    let before = store.read().unwrap().head().unwrap();
    let statement = match first.event().unwrap() {
        Event::Finding(ledger::finding::Event::Drafted { content, .. }) => content.statement,
        other => panic!("{other:?}"),
    };
    assert!(!words.statement.is_empty());
    store.append(erasing(&store, first.seq, "erase")).unwrap();
    let reader = store.read().unwrap();
    let erased = reader.history(&stream).unwrap().remove(0);
    assert!(erased.is_erased() && !erased.payload.contains(&statement));
    assert_eq!((erased.digest, erased.header()), (first.digest, first.header()));
    drop(reader);
    assert!(bench.derived().iter().all(|row| !row.contains(&statement)), "the words are nowhere");
    // The log is the one that was signed before, and the next program finds it so.
    let seen = [tlog::Note::parse(before.note.as_bytes()).unwrap()];
    let report = store.verify(&Check { seen: &seen, ..Check::new() }).unwrap();
    assert!(report.is_sound(), "{:#?}", report.faults);
    assert_eq!(report.erased, 1);
    let derived = bench.derived();
    store.rebuild(Watch::none()).unwrap();
    assert_eq!(derived, bench.derived());
    // What is erased stays so, and the stream goes on.
    store.append(sample::append("later".into(), sample::measure(9, &[3], &mut Dice::new(9)))).unwrap();
    drop(store);
    bench.is_sound();
    // A payload taken without a trace is noticed; so is one that stands where it is said to be erased.
    bench.sql("UPDATE entry SET salt = NULL WHERE seq = 0");
    assert_eq!(bench.verify().first_bad_entry(), Some(0));
}

pub fn what_cannot_be_erased_is_refused(bench: &dyn Bench) {
    let store = filled(bench);
    let refused = |append| matches!(store.append(append), Err(AppendError::Store(StoreError::Unfit { .. })));
    let mut wrong = erasing(&store, 0, "wrong");
    if let Event::Log(log::Event::Erased { redacted, .. }) = &mut wrong.events[0].1 {
        *redacted = ledger::Digest([1; 32]);
    }
    assert!(refused(wrong), "another digest");
    let mut missing = erasing(&store, 0, "missing");
    if let Event::Log(log::Event::Erased { seq, .. }) = &mut missing.events[0].1 {
        *seq = 5_000;
    }
    assert!(refused(missing), "no such entry");
    assert!(store.redacted(5_000).is_err());
    let good = erasing(&store, 0, "good");
    let again = store::Append { command: "again".into(), ..good.clone() };
    store.append(good).unwrap();
    assert!(refused(again), "erased before");
    drop(store);
    bench.is_sound();
}
