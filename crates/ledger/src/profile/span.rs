//! Lengths of time as rules state them.

use calendar::Calendar;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Bilingual, count};

/// A length of time in the unit in which its rule states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Calendar days (日).
    Days(u32),
    /// Working days (工作日).
    WorkingDays(u32),
    /// Calendar months; a day that the month does not have becomes its last.
    Months(u32),
}

impl Span {
    /// The day this long after `day`; the last day that can be written where that is beyond the year 9999.
    #[must_use]
    pub fn after(self, day: Date, calendar: &Calendar) -> Date {
        self.moved(day, 1, calendar).unwrap_or(Date::MAX)
    }

    /// The day this long before `day`; the first day that can be written where that is beyond the year -9999.
    #[must_use]
    pub fn before(self, day: Date, calendar: &Calendar) -> Date {
        self.moved(day, -1, calendar).unwrap_or(Date::MIN)
    }

    fn moved(self, day: Date, sign: i64, calendar: &Calendar) -> Option<Date> {
        match self {
            Self::Days(n) => day.checked_add(jiff::Span::new().try_days(i64::from(n) * sign).ok()?).ok(),
            Self::Months(n) => day.checked_add(jiff::Span::new().try_months(i64::from(n) * sign).ok()?).ok(),
            Self::WorkingDays(n) => calendar.add_working_days(day, i32::try_from(i64::from(n) * sign).ok()?),
        }
    }

    /// In words, such as `20 个工作日`.
    #[must_use]
    pub fn words(self) -> Bilingual {
        match self {
            Self::Days(n) => Bilingual::new(format!("{n} 日"), count(n, "day")),
            Self::WorkingDays(n) => Bilingual::new(format!("{n} 个工作日"), count(n, "working day")),
            Self::Months(n) => Bilingual::new(format!("{n} 个月"), count(n, "month")),
        }
    }
}

/// No time at all.
impl Default for Span {
    fn default() -> Self {
        Self::Days(0)
    }
}
