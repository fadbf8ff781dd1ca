//! Working days of the built-in tables, of replaced years, and of any years at all.

use calendar::{Calendar, Year, month_end, parse};
use jiff::civil::{Date, date};
use proptest::prelude::*;

#[test]
fn make_up_days_are_worked_and_holidays_are_not() {
    let china = Calendar::china();
    assert!(china.is_working_day(date(2026, 2, 14)), "a Saturday that is worked");
    assert!(!china.is_working_day(date(2026, 2, 16)), "a Monday in the Spring Festival");
    assert_eq!(china.working_day_from(date(2026, 2, 16)), Some(date(2026, 2, 24)));
    assert_eq!(china.working_day_from(date(2026, 2, 14)), Some(date(2026, 2, 14)));
    assert_eq!(china.add_working_days(date(2026, 9, 30), 1), Some(date(2026, 10, 8)));
    assert_eq!(china.add_working_days(date(2026, 10, 8), -1), Some(date(2026, 9, 30)));
    assert_eq!(china.add_working_days(date(2026, 3, 6), 15), Some(date(2026, 3, 27)));
    assert_eq!(china.working_days_between(date(2026, 9, 30), date(2026, 10, 10)), 3, "8, 9 and the Saturday 10");
    assert_eq!(china.working_days_between(date(2026, 10, 10), date(2026, 9, 30)), -3, "9, 8 and 30 September");
}

#[test]
fn every_built_in_year_is_sound_and_names_its_source() {
    let years: Vec<&Year> = Calendar::china().years().collect();
    assert!(years.len() >= 3, "the built-in table parses");
    for year in years {
        assert_eq!(year.faults(), [], "{}", year.year);
        assert!(year.source.contains(&year.year.to_string()), "{}", year.source);
    }
    assert!(Calendar::china().covers(2026));
    assert!(!Calendar::china().covers(2019));
}

#[test]
fn a_year_is_replaced_as_a_whole() {
    let years = parse("2026 source 试用的表\n2026 off 03-02\n").unwrap();
    let calendar = years.into_iter().fold(Calendar::china().clone(), Calendar::with_year);
    assert!(!calendar.is_working_day(date(2026, 3, 2)));
    assert!(calendar.is_working_day(date(2026, 2, 16)), "the notice's days are gone");
    assert!(!calendar.is_working_day(date(2025, 10, 8)), "other years stay");
    assert_eq!(calendar.year(2026).unwrap().source, "试用的表");
}

#[test]
fn a_bad_table_is_refused_with_every_line_and_reason() {
    let text = "\
2026 source 通知
2026 off 02-30 03-01
2026 off 05-03..05-01
2026 of 06-01
26 on 01-04
2026 on
2027 off 10-01
2026 on 01-05 10-10
2026 off 10-10
";
    insta::assert_snapshot!(parse(text).unwrap_err(), @"
    line 1: 2026-10-10 is off and worked at once: take one away
    line 1: 2026-01-05 is no weekend and worked anyway: check the date
    line 2: 2026 has no day `02-30`; days are written as month-day, such as 10-01
    line 3: `05-03..05-01` ends before it begins
    line 4: a year is followed by `source`, `off` or `on`, not by `of`
    line 5: `26` is no year of four digits
    line 6: names no day, such as 10-01..10-07
    line 7: 2027 names no source: add a line `2027 source NAME OF THE NOTICE`
    ");
    let chinese: Vec<String> = parse(text).unwrap_err().faults.into_iter().map(|fault| fault.zh).collect();
    insta::assert_snapshot!(chinese.join("\n"), @"
    2026-10-10 既放假又上班：去掉一处
    2026-01-05 不是周末，本来就上班：核对日期
    2026 年没有“02-30”这一天，日期应写成 月-日，如 10-01
    “05-03..05-01”的末日早于首日
    年份后面应为 source、off 或 on，不是“of”
    “26”不是四位数的年份
    没有写日期，如 10-01..10-07
    2027 年没有写明来源：加一行“2027 source 通知的名称”
    ");
}

#[test]
fn ends_of_the_written_calendar_and_of_months() {
    assert_eq!(Calendar::china().add_working_days(Date::MAX, 1), None);
    assert_eq!(Calendar::china().add_working_days(Date::MIN, -1), None);
    assert_eq!(month_end(2028, 2), Some(date(2028, 2, 29)));
    assert_eq!(month_end(2028, 13), None);
}

#[test]
fn a_year_of_an_entry_keeps_its_shape() {
    let year = Year { year: 2027, off: [date(2027, 1, 1)].into(), on: [].into(), source: "通知".to_owned() };
    let json = serde_json::to_string(&year).unwrap();
    assert_eq!(json, r#"{"year":2027,"off":["2027-01-01"],"on":[],"source":"通知"}"#);
    assert_eq!(serde_json::from_str::<Year>(&json).unwrap(), year);
}

fn days() -> impl Strategy<Value = Date> {
    (2023_i16..2028, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn calendars() -> impl Strategy<Value = Calendar> {
    proptest::collection::vec((2023_i16..2028, proptest::collection::btree_set(days(), 0..40)), 0..4).prop_map(
        |years| {
            years.into_iter().fold(Calendar::china().clone(), |calendar, (year, days)| {
                let (off, on) = days.into_iter().partition(|day| day.day() % 2 == 0);
                calendar.with_year(Year { year, off, on, source: "任意".to_owned() })
            })
        },
    )
}

proptest! {
    #[test]
    fn counting_undoes_adding(calendar in calendars(), day in days(), count in -300_i32..300) {
        let reached = calendar.add_working_days(day, count).unwrap();
        prop_assert_eq!(calendar.working_days_between(day, reached), count);
        prop_assert!(count == 0 || calendar.is_working_day(reached));
        prop_assert_eq!(reached.cmp(&day), count.cmp(&0));
    }

    #[test]
    fn adding_by_parts_is_adding(calendar in calendars(), day in days(), a in 0_i32..150, b in 0_i32..150, back: bool) {
        let sign = if back { -1 } else { 1 };
        let halfway = calendar.add_working_days(day, sign * a).unwrap();
        prop_assert_eq!(calendar.add_working_days(halfway, sign * b), calendar.add_working_days(day, sign * (a + b)));
    }

    #[test]
    fn the_next_working_day_skips_none(calendar in calendars(), day in days()) {
        let next = calendar.working_day_from(day).unwrap();
        prop_assert!(calendar.is_working_day(next) && next >= day);
        prop_assert_eq!(calendar.working_days_between(day, next), i32::from(next > day));
    }

    #[test]
    fn no_text_makes_it_panic(text in "([0-9 .#-]|off|on|source|2026|\n|\\PC){0,60}") {
        let _ = parse(&text);
    }
}
