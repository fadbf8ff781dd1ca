use std::cell::Cell;

use ledger::testing::{Step, World, furniture, steps};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use store::{Append, Check, Store, Watch};

use super::bench::Bench;

/// Appends what a random run of the domain does, in groups as they come.
fn play(store: &Store, world: &mut World, steps: &[Step], run: usize) {
    let record = |command: &ledger::Command, given: &ledger::Given, world: &mut World, n: String| {
        if let Ok(events) = world.act(command, given) {
            let actor = given.actor.to_string();
            store.append(Append { command: n, actor, at: given.at, expect: Vec::new(), events }).unwrap();
        }
    };
    for (n, (command, given)) in furniture().into_iter().enumerate() {
        record(&command, &given, world, format!("{run}-furniture-{n}"));
    }
    for (n, step) in steps.iter().enumerate() {
        let (command, given) = step.command(world);
        record(&command, &given, world, format!("{run}-{n}"));
    }
}

pub fn a_rebuild_changes_nothing(bench: &dyn Bench) {
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() });
    let run = Cell::new(0);
    runner
        .run(&steps(20..120), |steps| {
            // Every case in a ledger of its own: the first at the bench's place, where its tables can be seen.
            let first = run.get() == 0;
            let at = if first { bench.at() } else { bench.another() };
            if !first && let store::Location::Sqlite(path) = &at {
                let _ = std::fs::remove_file(path);
            }
            let log = store::NewLog { algorithm: tlog::Algorithm::Sha256, signer: super::bench::signer() };
            let store = Store::create(&at, log).unwrap();
            run.set(run.get() + 1);
            let mut world = World::new();
            play(&store, &mut world, &steps, run.get());
            for (stream, version, state) in world.streams() {
                let (stored, found) = store.read().unwrap().state(stream).unwrap().unwrap();
                prop_assert_eq!(stored, version);
                prop_assert_eq!(&found, state);
            }
            let report = store.verify(&Check::new()).unwrap();
            prop_assert!(report.is_sound(), "{:#?}", report.faults);
            if first {
                let before = bench.derived();
                store.rebuild(Watch::none()).unwrap();
                prop_assert_eq!(before, bench.derived());
            }
            Ok(())
        })
        .unwrap();
}

pub fn a_rebuild_mends(bench: &dyn Bench) {
    let store = bench.create();
    let mut world = World::new();
    play(&store, &mut world, &[], 0);
    let mut dice = crate::sample::Dice::new(1);
    for n in 100..130 {
        let mut events = crate::sample::finding(n, &mut dice);
        events.extend(crate::sample::measure(n, &[n], &mut dice));
        store.append(crate::sample::append(format!("mend-{n}"), events)).unwrap();
    }
    let before = bench.derived();
    for sql in [
        "UPDATE finding SET statement = 'x' WHERE number = 110",
        "DELETE FROM measure WHERE number = 111",
        "DELETE FROM finding_text WHERE rowid = 112",
        "INSERT INTO tie VALUES (900, 900)",
        "UPDATE snapshot SET version = 9 WHERE number = 113",
        "DELETE FROM snapshot WHERE number = 114",
    ] {
        bench.sql(sql);
    }
    let faults = store.verify(&Check::new()).unwrap().faults;
    assert!(faults.len() >= 6, "{faults:#?}");
    let rebuilt = store.rebuild(Watch::none()).unwrap();
    assert_eq!(rebuilt.entries, store.read().unwrap().head().unwrap().size);
    assert_eq!(before, bench.derived());
    bench.is_sound();
    // A rebuild that is ended changes nothing, and the store goes on.
    assert_eq!(store.rebuild(Watch::new(|_| false)), Err(store::StoreError::Cancelled));
    let events = crate::sample::finding(500, &mut dice);
    store.append(crate::sample::append("after".into(), events)).unwrap();
    bench.is_sound();
}
