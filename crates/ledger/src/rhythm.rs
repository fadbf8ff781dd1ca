//! How often: the part of RFC 5545 recurrence rules that papers promise (每月一次, 每周五).
//!
//! A promise such as 每月一次 owes something within each calendar month, not on a certain day, so occurrences here are
//! periods, named by their last day. With `BYDAY` or `BYMONTHDAY` the period ends on those days.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Weekday;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::Bilingual;
use crate::id::text_serde;

mod occurrences;

pub use occurrences::Occurrence;

/// A recurrence rule: `FREQ=MONTHLY;INTERVAL=3`, `FREQ=WEEKLY;BYDAY=TU,TH`, `FREQ=MONTHLY;BYMONTHDAY=-1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rhythm {
    freq: Freq,
    /// At least 1.
    interval: u32,
    /// Sorted, Monday first; only with [`Freq::Weekly`].
    by_day: Vec<Weekday>,
    /// Sorted; 1 to 31, or -1 for the last day; only with [`Freq::Monthly`].
    by_month_day: Vec<i8>,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Freq {
    /// Owed by the day all the same: the ledger knows no hours.
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// Text that is no rule, or one that no paper promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RhythmError {
    /// The text.
    pub text: String,
}

const FREQS: [(Freq, &str); 5] = [
    (Freq::Hourly, "HOURLY"),
    (Freq::Daily, "DAILY"),
    (Freq::Weekly, "WEEKLY"),
    (Freq::Monthly, "MONTHLY"),
    (Freq::Yearly, "YEARLY"),
];

const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "MO"),
    (Weekday::Tuesday, "TU"),
    (Weekday::Wednesday, "WE"),
    (Weekday::Thursday, "TH"),
    (Weekday::Friday, "FR"),
    (Weekday::Saturday, "SA"),
    (Weekday::Sunday, "SU"),
];

impl FromStr for Rhythm {
    type Err = RhythmError;

    fn from_str(text: &str) -> Result<Self, RhythmError> {
        parse(text).ok_or_else(|| RhythmError { text: text.to_owned() })
    }
}

fn parse(text: &str) -> Option<Rhythm> {
    let mut freq = None;
    let mut rhythm = Rhythm { freq: Freq::Daily, interval: 1, by_day: Vec::new(), by_month_day: Vec::new() };
    for part in text.split(';') {
        let (key, value) = part.split_once('=')?;
        match key {
            "FREQ" => freq = Some(FREQS.iter().find(|(_, name)| *name == value)?.0),
            "INTERVAL" => rhythm.interval = value.parse().ok().filter(|n| (1..=1000).contains(n))?,
            "BYDAY" => rhythm.by_day = value.split(',').map(day).collect::<Option<_>>()?,
            "BYMONTHDAY" => rhythm.by_month_day = value.split(',').map(month_day).collect::<Option<_>>()?,
            _ => return None,
        }
    }
    rhythm.freq = freq?;
    rhythm.by_day.sort_unstable_by_key(|day| day.to_monday_zero_offset());
    rhythm.by_day.dedup();
    rhythm.by_month_day.sort_unstable();
    rhythm.by_month_day.dedup();
    let fits = (rhythm.by_day.is_empty() || rhythm.freq == Freq::Weekly)
        && (rhythm.by_month_day.is_empty() || rhythm.freq == Freq::Monthly);
    fits.then_some(rhythm)
}

fn day(text: &str) -> Option<Weekday> {
    DAYS.iter().find(|(_, name)| *name == text).map(|(day, _)| *day)
}

fn month_day(text: &str) -> Option<i8> {
    text.parse().ok().filter(|n| *n == -1 || (1..=31).contains(n))
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let freq = FREQS.iter().find(|(freq, _)| *freq == self.freq).map_or("", |(_, name)| name);
        write!(f, "FREQ={freq}")?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        if !self.by_day.is_empty() {
            let names = DAYS.iter().filter(|(day, _)| self.by_day.contains(day)).map(|(_, name)| *name);
            write!(f, ";BYDAY={}", names.collect::<Vec<_>>().join(","))?;
        }
        if !self.by_month_day.is_empty() {
            let days = self.by_month_day.iter().map(ToString::to_string);
            write!(f, ";BYMONTHDAY={}", days.collect::<Vec<_>>().join(","))?;
        }
        Ok(())
    }
}

text_serde!(Rhythm);

impl RhythmError {
    /// What is wrong, for people.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let text = &self.text;
        Bilingual::new(
            format!("“{text}”不是可用的重复规则，应形如 FREQ=MONTHLY;INTERVAL=3"),
            format!("`{text}` is no rule that can be kept; one looks like FREQ=MONTHLY;INTERVAL=3"),
        )
    }
}

impl fmt::Display for RhythmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for RhythmError {}

#[cfg(test)]
mod tests;
