//! The laws over random command sequences, and that those go deep.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::Event;
use crate::testing::{Step, World, furniture, steps};

fn run(steps: &[Step]) -> World {
    let mut world = World::new();
    for (command, given) in furniture() {
        world.act(&command, &given).unwrap();
    }
    for step in steps {
        let (command, given) = step.command(&world);
        if let Err(refusal) = world.act(&command, &given) {
            assert!(!refusal.reasons.is_empty(), "a refusal says what lacks");
            let message = refusal.message();
            assert!(!message.zh.is_empty() && !message.en.is_empty());
        }
    }
    world
}

proptest! {
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn no_sequence_breaks_a_law(steps in steps(0..250)) {
        run(&steps).check();
    }
}

/// What the laws are about does happen in random runs: else they would hold of nothing.
#[test]
fn random_runs_go_deep() {
    let mut runner = TestRunner::deterministic();
    let mut kinds = BTreeSet::new();
    for _ in 0..60 {
        let steps = steps(300).new_tree(&mut runner).unwrap().current();
        let world = run(&steps);
        world.check();
        kinds.extend(world.history().iter().map(|recorded| recorded.event.kind()));
    }
    let wanted = Event::kinds().into_iter().filter(|kind| kind.starts_with("finding.") || kind.starts_with("measure."));
    let missing: Vec<_> = wanted.filter(|kind| !kinds.contains(kind.as_str())).collect();
    assert!(missing.is_empty(), "never happened: {missing:?}");
    assert!(kinds.contains("hand_over.accepted") && kinds.contains("campaign.published"));
}
