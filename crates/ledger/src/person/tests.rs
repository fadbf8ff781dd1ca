//! People.

use super::Command;
use crate::testing::Story;
use crate::{PersonId, UnitId};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Person(PersonId(id), command)
}

fn register(name: &str, units: &[u64]) -> Command {
    Command::Register { name: name.to_owned(), units: units.iter().copied().map(UnitId).collect() }
}

#[test]
fn a_person_is_entered_renamed_joins_and_leaves() {
    let mut story = Story::furnished();
    story
        .when("two units", to(20, register("白叙言", &[1, 2])))
        .when("another name", to(20, Command::Rename { name: "白叙言（财务）".to_owned() }))
        .when("one more unit", to(20, Command::Join { unit: UnitId(3) }))
        .when("one less", to(20, Command::Leave { unit: UnitId(1) }));
    insta::assert_snapshot!(story.text);
}

#[test]
fn a_person_says_no_to_everything_at_once() {
    let mut story = Story::furnished();
    story
        .when("taken, without a name, in two units that are not there", to(1, register("", &[8, 9])))
        .when("nobody", to(30, Command::Rename { name: String::new() }))
        .when("the same name", to(1, Command::Rename { name: "沈知行".to_owned() }))
        .when("a unit that the person belongs to", to(1, Command::Join { unit: UnitId(2) }))
        .when("a unit that the person does not belong to", to(1, Command::Leave { unit: UnitId(3) }));
    insta::assert_snapshot!(story.text);
}
