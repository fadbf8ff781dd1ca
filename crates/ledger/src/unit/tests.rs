//! Units: the tree, and that no sequence of moves makes a ring.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Command, chain};
use crate::testing::{Story, World, given};
use crate::{CampaignId, MeasureId, States, Stream, UnitId, measure};

fn register(name: &str, parent: u64) -> Command {
    let parent = (parent > 0).then_some(UnitId(parent));
    Command::Register { name: name.to_owned(), short: None, parent }
}

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Unit(UnitId(id), command)
}

fn put(parent: u64) -> Command {
    Command::Move { parent: (parent > 0).then_some(UnitId(parent)) }
}

fn dissolve(successor: u64, reason: &str) -> Command {
    let (successor, open) = ((successor > 0).then_some(UnitId(successor)), BTreeSet::new());
    Command::Dissolve { successor, open, reason: reason.to_owned() }
}

#[test]
fn a_unit_is_entered_named_moved_and_dissolved() {
    let mut story = Story::furnished();
    story
        .when("a unit below another", to(4, register("城西营业所", 2)))
        .when(
            "another name",
            to(4, Command::Rename { name: "城西营业厅".to_owned(), short: Some("城西厅".to_owned()) }),
        )
        .when("below another unit", to(4, put(3)))
        .when("at the top", to(4, put(0)))
        .when("no more", to(4, dissolve(2, "机构合并")));
    insta::assert_snapshot!(story.text);
}

#[test]
fn a_unit_says_no_to_everything_at_once() {
    let mut story = Story::furnished();
    story
        .when("the number is taken, it has no name, its parent is not there", to(1, register("  ", 9)))
        .when("a unit that is not there", to(9, put(1)))
        .when("below itself", to(2, put(2)))
        .when("below one that is below it", to(1, put(3)))
        .when("where it is", to(2, put(1)))
        .when("the same name", to(2, Command::Rename { name: "供水分公司".to_owned(), short: None }))
        .when("over the heads of two units, to itself, without a reason", to(1, dissolve(1, "")))
        .when("to a unit that is not there", to(3, dissolve(8, "合并")))
        .when("it goes", to(3, dissolve(0, "合并")))
        .when("twice", to(3, dissolve(0, "合并")))
        .when("a unit below a dissolved one", to(5, register("资产组", 3)))
        .when("another below a dissolved one", to(2, put(3)));
    insta::assert_snapshot!(story.text);
}

fn promise(id: u64, unit: u64) -> crate::Command {
    let content =
        measure::Content {
            statement: "补齐记录".to_owned(), unit: Some(UnitId(unit)), ..measure::Content::default()
        };
    let plan = Box::new(measure::Plan { content, ..measure::Plan::default() });
    let register =
        measure::Command::Register { campaign: CampaignId(2), findings: Vec::new(), plan, sources: Vec::new() };
    crate::Command::Measure(MeasureId(id), register)
}

/// An open measure of U3, one of U2, and one of U3 that was dropped.
fn with_measures() -> Story {
    let mut story = Story::furnished();
    for (id, unit) in [(1, 3), (2, 2), (3, 3)] {
        story.when("", promise(id, unit));
    }
    let drop = measure::Command::Drop { reason: "并入其他措施".to_owned() };
    story.when("", crate::Command::Measure(MeasureId(3), drop));
    assert!(!story.text.contains("no:"), "{}", story.text);
    story.text.clear();
    story
}

#[test]
fn what_a_unit_answers_for_passes_to_its_successor() {
    let mut story = with_measures();
    let dissolve = |successor: u64, open: &[u64]| {
        let successor = (successor > 0).then_some(UnitId(successor));
        let open = open.iter().copied().map(MeasureId).collect();
        to(3, Command::Dissolve { successor, open, reason: "机构合并".to_owned() })
    };
    story
        .when("nobody takes it over", dissolve(0, &[1, 3]))
        .when("one that is not there", dissolve(2, &[9]))
        .when("U2 takes it over", dissolve(2, &[1, 2, 3]))
        .when("a new one for what is gone", promise(4, 3));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    let of = |id| states.measure(MeasureId(id)).unwrap();
    assert_eq!((of(1).content.unit, of(1).promise), (Some(UnitId(2)), 1), "an approved plan stays approved");
    assert_eq!(of(3).content.unit, Some(UnitId(3)), "what is done with stays as it was");
}

#[derive(Debug, Clone)]
enum Act {
    Register(u64),
    Move(u64, u64),
    Dissolve(u64, u64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let id = || 0_u64..12;
    let act = prop_oneof![
        4 => id().prop_map(Act::Register),
        6 => (id(), id()).prop_map(|(unit, parent)| Act::Move(unit, parent)),
        1 => (id(), id()).prop_map(|(unit, successor)| Act::Dissolve(unit, successor)),
    ];
    proptest::collection::vec(act, 0..60)
}

proptest! {
    /// Whatever is asked: from each unit one reaches the top, and what a unit has below it is what belongs to it.
    #[test]
    fn the_tree_never_has_a_ring(acts in acts()) {
        let mut world = World::new();
        let mut next = 1;
        for act in acts {
            let command = match act {
                Act::Register(parent) => {
                    next += 1;
                    to(next, register("单位", parent))
                }
                Act::Move(unit, parent) => to(unit, put(parent)),
                Act::Dissolve(unit, successor) => to(unit, dissolve(successor, "合并")),
            };
            let _ = world.act(&command, &given(None, jiff::civil::date(2026, 3, 2)));
        }
        let states: &dyn States = &world;
        let ids: Vec<UnitId> = world.streams().filter_map(|(stream, ..)| match stream {
            Stream::Unit(id) => Some(*id),
            _ => None,
        }).collect();
        for id in &ids {
            let unit = states.unit(*id).unwrap();
            let top = *chain(states, *id).last().unwrap();
            prop_assert_eq!(states.unit(top).unwrap().parent, None, "{} never reaches the top", id);
            let below: std::collections::BTreeSet<UnitId> = ids.iter().copied().filter(|other| {
                let other = states.unit(*other).unwrap();
                other.parent == Some(*id) && other.dissolved.is_none()
            }).collect();
            prop_assert_eq!(&unit.below, &below);
            prop_assert!(unit.dissolved.is_none() || below.is_empty(), "{} is dissolved over {:?}", id, below);
        }
    }
}
