//! The periods of a rhythm.

use calendar::Calendar;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Freq, Rhythm};

/// One period within which a promise is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// Its first day.
    pub from: Date,
    /// Its last day, which names it.
    pub due: Date,
}

impl Rhythm {
    /// The periods that owe something, from the one that holds `from` on, without end.
    ///
    /// Periods are those of the calendar: days, weeks from Monday, months; longer ones are counted so that quarters,
    /// half-years and years begin in January, weeks so that an interval of two begins with the week of `from`. What is
    /// left of the first period is owed where at least half of it is left, or where it ends on a day that the rule names.
    /// A period without a working day owes nothing.
    pub fn occurrences<'a>(&'a self, from: Date, calendar: &'a Calendar) -> impl Iterator<Item = Occurrence> + 'a {
        let first = self.period(from, from);
        let names_days = !self.by_day.is_empty() || !self.by_month_day.is_empty();
        let mut next = first;
        std::iter::from_fn(move || {
            let period = next?;
            next = period.due.tomorrow().ok().and_then(|day| self.period(day, from));
            Some(period)
        })
        .filter(move |period| (names_days || half_left(*period, from)) && works(*period, calendar))
    }

    /// The period that holds `day`; `from` tells which weeks count where only some do.
    fn period(&self, day: Date, from: Date) -> Option<Occurrence> {
        match self.freq {
            Freq::Hourly => Some(Occurrence { from: day, due: day }),
            Freq::Daily => self.blocks(day, from, 1),
            Freq::Weekly if self.by_day.is_empty() => self.blocks(day, monday(from)?, 7),
            Freq::Weekly => self.to_weekday(day, from),
            Freq::Monthly if self.by_month_day.is_empty() => months(day, self.interval),
            Freq::Monthly => self.to_month_day(day),
            Freq::Yearly => years(day, self.interval),
        }
    }

    /// Blocks of `interval` times `days`, counted from `start`.
    fn blocks(&self, day: Date, start: Date, days: i64) -> Option<Occurrence> {
        let length = i64::from(self.interval) * days;
        let block = i64::from(crate::days_between(start, day)).div_euclid(length);
        let from = start.checked_add((block * length).days()).ok()?;
        Some(Occurrence { from, due: from.checked_add((length - 1).days()).ok()? })
    }

    /// From the day after one named weekday to the next.
    fn to_weekday(&self, day: Date, from: Date) -> Option<Occurrence> {
        let counts = |day: Date| self.by_day.contains(&day.weekday()) && self.week_counts(day, from);
        self.bounded(day, counts)
    }

    /// From the day after one named day of a month to the next.
    fn to_month_day(&self, day: Date) -> Option<Occurrence> {
        let counts = |day: Date| {
            let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
            let last = day.days_in_month();
            i64::from(month).rem_euclid(i64::from(self.interval)) == 0
                && self
                    .by_month_day
                    .iter()
                    .any(|n| if *n == -1 { day.day() == last } else { day.day() == (*n).min(last) })
        };
        self.bounded(day, counts)
    }

    fn week_counts(&self, day: Date, from: Date) -> bool {
        let (Some(start), Some(week)) = (monday(from), monday(day)) else { return false };
        (i64::from(crate::days_between(start, week)) / 7).rem_euclid(i64::from(self.interval)) == 0
    }

    /// The period that ends with the first day from `day` on that `counts`, and begins after the last one before.
    fn bounded(&self, day: Date, counts: impl Fn(Date) -> bool) -> Option<Occurrence> {
        let mut due = day;
        while !counts(due) {
            due = due.tomorrow().ok()?;
        }
        let mut from = day;
        while let Ok(before) = from.yesterday() {
            if counts(before) {
                break;
            }
            from = before;
        }
        Some(Occurrence { from, due })
    }
}

fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().since(Weekday::Monday)).days()).ok()
}

/// Months counted from the year 0, so that quarters begin in January.
fn months(day: Date, interval: u32) -> Option<Occurrence> {
    let month = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
    let length = i64::from(interval);
    let back = month.rem_euclid(length);
    let from = day.first_of_month().checked_sub(back.months()).ok()?;
    let due = from.checked_add((length - 1).months()).ok()?.last_of_month();
    Some(Occurrence { from, due })
}

fn years(day: Date, interval: u32) -> Option<Occurrence> {
    months(day, interval.checked_mul(12)?)
}

/// Whether at least half of the period is left on `from`.
fn half_left(period: Occurrence, from: Date) -> bool {
    let whole = crate::days_between(period.from, period.due) + 1;
    let left = crate::days_between(from.max(period.from), period.due) + 1;
    left * 2 >= whole
}

fn works(period: Occurrence, calendar: &Calendar) -> bool {
    calendar.working_day_from(period.from).is_some_and(|day| day <= period.due)
}
