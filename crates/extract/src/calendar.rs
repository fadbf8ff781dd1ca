//! Chinese working days (工作日), by a holiday table that is data.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

static DAYS: LazyLock<HashMap<Date, bool>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for line in include_str!("../lexicon/holidays.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut words = line.split_whitespace();
        let (Some(year), Some(kind)) = (words.next(), words.next()) else { continue };
        for days in words {
            let (first, last) = days.split_once("..").unwrap_or((days, days));
            let parse = |day: &str| format!("{year}-{day}").parse::<Date>().ok();
            let (Some(mut day), Some(last)) = (parse(first), parse(last)) else { continue };
            while day <= last {
                map.insert(day, kind == "on");
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
    }
    map
});

/// Whether `day` is worked: weekends are off, except where the table says otherwise. Years that the table
/// does not cover count weekends only.
pub(crate) fn is_working_day(day: Date) -> bool {
    DAYS.get(&day).copied().unwrap_or(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
}

/// The `count`-th working day after `day`.
pub(crate) fn add_working_days(day: Date, count: u32) -> Option<Date> {
    let mut day = day;
    let mut left = count;
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= u32::from(is_working_day(day));
    }
    Some(day)
}

/// The last day of a month.
pub(crate) fn month_end(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(Date::last_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn make_up_days_are_worked_and_holidays_are_not() {
        assert!(is_working_day(date(2026, 2, 14)), "a Saturday that is worked");
        assert!(!is_working_day(date(2026, 2, 16)), "a Monday in the Spring Festival");
        assert_eq!(add_working_days(date(2026, 9, 30), 1), Some(date(2026, 10, 8)));
        assert_eq!(add_working_days(date(2026, 3, 6), 15), Some(date(2026, 3, 27)));
    }
}
