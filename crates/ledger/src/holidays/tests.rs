//! The holiday tables.

use calendar::Year;
use jiff::civil::date;

use super::Command;
use crate::testing::Story;
use crate::{PersonId, States};

fn replace(table: Year) -> crate::Command {
    crate::Command::Calendar(Command::ReplaceYear { table })
}

#[test]
fn a_year_that_is_given_goes_before_the_built_in_one() {
    let mut story = Story::furnished();
    let table = Year {
        year: 2026,
        off: [date(2026, 3, 6)].into(),
        on: [date(2026, 3, 7)].into(),
        source: "国务院办公厅关于调整放假安排的通知".to_owned(),
    };
    story.by(PersonId(1)).when("a new notice", replace(table.clone())).when("the same again", replace(table));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    let calendar = states.calendar();
    assert!(!calendar.is_working_day(date(2026, 3, 6)));
    assert!(calendar.is_working_day(date(2026, 3, 7)));
    assert!(calendar.is_working_day(date(2026, 10, 1)), "the built-in year is replaced as a whole");
    assert!(!calendar.is_working_day(date(2025, 10, 1)), "other years stay");
}

#[test]
fn a_bad_table_is_refused_with_everything_that_is_wrong() {
    let mut story = Story::furnished();
    let table = Year {
        year: 2027,
        off: [date(2027, 1, 1), date(2026, 12, 31), date(2027, 2, 6)].into(),
        on: [date(2027, 2, 6), date(2027, 2, 8)].into(),
        source: " ".to_owned(),
    };
    story.when("bad", replace(table));
    insta::assert_snapshot!(story.text);
}
