//! Chinese working days (工作日): weekends are off, except where a year's table of holidays and make-up days
//! (法定节假日与调休) says otherwise.
//!
//! The tables are data with a source. [`Calendar::china`] holds those known when this was built; a later notice is
//! [parsed](parse) or comes from the ledger, and replaces a year by [`Calendar::with_year`]. A year that has no table
//! counts weekends only, and [`Calendar::covers`] tells so.

mod table;
mod year;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

pub use table::{Fault, TableError, parse};
pub use year::{Year, YearFault};

/// Which days are worked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
}

impl Calendar {
    /// The tables that the State Council's notices gave until this was built. They are read at the first use.
    #[must_use]
    pub fn china() -> &'static Self {
        static CHINA: LazyLock<Calendar> = LazyLock::new(|| {
            // The table is part of the program, and a test holds that it parses.
            let years = parse(include_str!("../holidays.txt")).unwrap_or_default();
            years.into_iter().fold(Calendar::default(), Calendar::with_year)
        });
        &CHINA
    }

    /// The same calendar with this year's table in the place of the one that it had.
    #[must_use]
    pub fn with_year(mut self, year: Year) -> Self {
        self.years.insert(year.year, year);
        self
    }

    /// Whether there is a table for `year`; without one only weekends are off.
    #[must_use]
    pub fn covers(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    /// The table of `year`.
    #[must_use]
    pub fn year(&self, year: i16) -> Option<&Year> {
        self.years.get(&year)
    }

    /// All tables, the earliest year first.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// Whether `day` is worked.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        self.years.get(&day.year()).and_then(|year| year.says(day)).unwrap_or_else(|| !is_weekend(day))
    }

    /// `day` itself where it is worked, else the next day that is; `None` beyond the year 9999.
    #[must_use]
    pub fn working_day_from(&self, day: Date) -> Option<Date> {
        if self.is_working_day(day) { Some(day) } else { self.add_working_days(day, 1) }
    }

    /// The `count`-th working day after `day`, or before it where `count` is negative; `day` itself, worked or not,
    /// where it is 0. `None` beyond the years -9999 to 9999.
    #[must_use]
    pub fn add_working_days(&self, day: Date, count: i32) -> Option<Date> {
        let mut day = day;
        let mut left = count.unsigned_abs();
        while left > 0 {
            day = if count > 0 { day.tomorrow() } else { day.yesterday() }.ok()?;
            left -= u32::from(self.is_working_day(day));
        }
        Some(day)
    }

    /// How many working days lie after `from` up to and with `to`; negative, counted from the day before `from` back to
    /// `to`, where `to` is earlier. So `to` is reached from `from` by [`Calendar::add_working_days`] where it is worked.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        let back = to < from;
        let step = if back { -1 } else { 1 };
        let within = |day: &Date| if back { *day >= to } else { *day <= to };
        let days = from.series(jiff::Span::new().days(step)).skip(1).take_while(within);
        // A calendar has fewer than eight million days, so that the count fits.
        step * days.filter(|day| self.is_working_day(*day)).count() as i32
    }
}

/// The last day of a month; `None` where there is no such month.
#[must_use]
pub fn month_end(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(Date::last_of_month)
}

/// Whether `day` is a Saturday or a Sunday.
fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
