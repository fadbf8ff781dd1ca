//! Rules as papers promise them, and their periods.

use calendar::Calendar;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Occurrence, Rhythm};

/// The first periods of `rule` from `from`, as `first..last`.
fn periods(rule: &str, from: Date, count: usize) -> String {
    let rhythm: Rhythm = rule.parse().unwrap();
    let periods = rhythm.occurrences(from, Calendar::china()).take(count);
    periods.map(|Occurrence { from, due }| format!("{from}..{due}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn rules_of_papers() {
    let cases = [
        ("FREQ=DAILY", date(2026, 3, 5)),
        ("FREQ=DAILY;INTERVAL=10", date(2026, 3, 5)),
        ("FREQ=HOURLY;INTERVAL=4", date(2026, 9, 29)),
        ("FREQ=WEEKLY", date(2026, 3, 4)),
        ("FREQ=WEEKLY", date(2026, 3, 6)),
        ("FREQ=WEEKLY;INTERVAL=2", date(2026, 3, 4)),
        ("FREQ=WEEKLY;BYDAY=FR", date(2026, 3, 4)),
        ("FREQ=WEEKLY;BYDAY=TU,TH", date(2026, 3, 4)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", date(2026, 3, 4)),
        ("FREQ=MONTHLY", date(2026, 1, 10)),
        ("FREQ=MONTHLY", date(2026, 1, 20)),
        ("FREQ=MONTHLY;INTERVAL=2", date(2026, 1, 1)),
        ("FREQ=MONTHLY;INTERVAL=3", date(2026, 5, 10)),
        ("FREQ=MONTHLY;INTERVAL=6", date(2026, 5, 10)),
        ("FREQ=MONTHLY;BYMONTHDAY=15", date(2026, 1, 10)),
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 1, 1)),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 1, 1)),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", date(2026, 1, 1)),
        ("FREQ=YEARLY", date(2026, 3, 2)),
        ("FREQ=YEARLY", date(2026, 8, 2)),
        ("FREQ=YEARLY;INTERVAL=2", date(2026, 1, 1)),
    ];
    let lines = cases.map(|(rule, from)| format!("{rule} from {from}\n  {}", periods(rule, from, 4)));
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_period_without_a_working_day_owes_nothing() {
    // The National Day of 2026 is off from 1 to 7 October, the Mid-Autumn Festival from 25 to 27 September.
    assert_eq!(
        periods("FREQ=DAILY", date(2026, 9, 30), 2),
        "2026-09-30..2026-09-30 2026-10-08..2026-10-08",
        "nobody is asked on holidays"
    );
    assert!(periods("FREQ=WEEKLY", date(2026, 9, 28), 2).starts_with("2026-09-28..2026-10-04 2026-10-05"));
}

#[test]
fn rules_are_written_as_they_are_read() {
    let rules = ["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "FREQ=MONTHLY;BYMONTHDAY=-1,15", "FREQ=YEARLY"];
    for rule in rules {
        assert_eq!(rule.parse::<Rhythm>().unwrap().to_string(), rule);
    }
    assert_eq!("FREQ=WEEKLY;BYDAY=FR,MO,FR".parse::<Rhythm>().unwrap().to_string(), "FREQ=WEEKLY;BYDAY=MO,FR");
}

#[test]
fn what_nobody_can_keep_is_no_rule() {
    let wrong = [
        "",
        "FREQ=",
        "FREQ=SECONDLY",
        "INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=99999",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;COUNT=3",
        "每月一次",
    ];
    for rule in wrong {
        let error = rule.parse::<Rhythm>().unwrap_err();
        assert!(error.message().zh.contains("重复规则"), "{rule}");
    }
}

fn rules() -> impl Strategy<Value = Rhythm> {
    let plain = (prop_oneof![Just("DAILY"), Just("WEEKLY"), Just("MONTHLY"), Just("YEARLY")], 1..7_u32);
    let plain = plain.prop_map(|(freq, interval)| format!("FREQ={freq};INTERVAL={interval}"));
    let days = proptest::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..4);
    let by_day = (days, 1..4_u32).prop_map(|(days, n)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={}", days.join(",")));
    let month_day = prop_oneof![Just(-1_i8), 1..32_i8];
    let by_month_day = (month_day, 1..4_u32).prop_map(|(day, n)| format!("FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={day}"));
    prop_oneof![plain, by_day, by_month_day].prop_map(|rule| rule.parse().unwrap())
}

/// All days worked.
fn no_holidays() -> Calendar {
    Calendar::default()
}

proptest! {
    #[test]
    fn periods_follow_each_other_without_a_gap(rhythm in rules(), days in 0..3000_i64) {
        let from = date(2024, 1, 1).saturating_add(days.days());
        let calendar = no_holidays();
        let periods: Vec<_> = rhythm.occurrences(from, &calendar).take(6).collect();
        let first = periods[0];
        prop_assert!(first.due >= from, "the first period is not over");
        for pair in periods.windows(2) {
            prop_assert!(pair[0].from <= pair[0].due);
            let gap = crate::days_between(pair[0].due, pair[1].from) - 1;
            // Days that are no workday fall out where a day is a period of its own.
            prop_assert!(gap == 0 || (gap <= 3 && pair[1].from == pair[1].due) || gap <= 2, "{rhythm}: {pair:?}");
        }
        // Beginning later asks for the same periods, only later.
        let later = periods[3].from;
        let again: Vec<_> = rhythm.occurrences(from, &calendar).skip_while(|p| p.from < later).take(3).collect();
        prop_assert_eq!(&again[..], &periods[3..6]);
    }

    #[test]
    fn the_first_period_is_the_one_under_way_unless_little_of_it_is_left(rhythm in rules(), days in 0..3000_i64) {
        let from = date(2024, 1, 1).saturating_add(days.days());
        let calendar = no_holidays();
        let first = rhythm.occurrences(from, &calendar).next().unwrap();
        if first.from > from {
            let skipped = crate::days_between(from, first.from);
            let length = crate::days_between(first.from, first.due) + 1;
            // Less than half a period, which may be longer by a few days than the next one, or a weekend.
            prop_assert!(skipped * 2 <= length + 6, "{rhythm}: {from} {first:?}");
        }
    }
}
