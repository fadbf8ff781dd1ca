//! Posts.

use jiff::civil::date;

use super::{Command, Tenure};
use crate::testing::Story;
use crate::{PersonId, PostId, States, UnitId};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Post(PostId(id), command)
}

fn fill(person: u64, day: i8) -> Command {
    Command::Fill { person: PersonId(person), from: date(2026, 3, day) }
}

fn vacate(day: i8, reason: &str) -> Command {
    Command::Vacate { until: date(2026, 3, day), reason: reason.to_owned() }
}

#[test]
fn a_post_keeps_everybody_who_held_it() {
    let mut story = Story::furnished();
    story
        .when("made", to(5, Command::Create { unit: UnitId(1), title: "办公室主任".to_owned() }))
        .when("filled", to(5, fill(4, 3)))
        .when("vacated", to(5, vacate(10, "调离")))
        .when("filled again", to(5, fill(5, 12)))
        .when("vacated again", to(5, vacate(20, "退休")))
        .when("abolished", to(5, Command::Abolish { reason: "机构改革".to_owned() }));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    let post = states.post(PostId(5)).unwrap();
    let tenure = |person, from, until| Tenure {
        person: PersonId(person),
        from: date(2026, 3, from),
        until: Some(date(2026, 3, until)),
    };
    assert_eq!(post.tenures, [tenure(4, 3, 10), tenure(5, 12, 20)]);
    assert_eq!((post.holder, post.outgoing()), (None, Some(PersonId(5))));
}

#[test]
fn a_post_says_no_to_everything_at_once() {
    let mut story = Story::furnished();
    story
        .when("taken, without a title, in a unit that is not there", {
            to(1, Command::Create { unit: UnitId(9), title: " ".to_owned() })
        })
        .when("held, by somebody who is not there", to(1, fill(40, 3)))
        .when("vacated before it was filled, without a reason", to(1, vacate(1, "")))
        .when("abolished under its holder", to(1, Command::Abolish { reason: "改革".to_owned() }))
        .when("it is vacated", to(1, vacate(9, "调离")))
        .when("twice", to(1, vacate(9, "调离")))
        .when("filled before it was vacated", to(1, fill(5, 8)))
        .when("it is abolished", to(1, Command::Abolish { reason: "改革".to_owned() }))
        .when("filled after that", to(1, fill(5, 12)));
    insta::assert_snapshot!(story.text);
}
