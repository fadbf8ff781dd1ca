//! Days of spreadsheets.

/// What of a date a format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Parts {
    pub year: bool,
    pub month: bool,
    pub day: bool,
    pub time: bool,
    /// Hours beyond the day.
    pub elapsed: bool,
    /// Written with 年.
    pub chinese: bool,
}

impl Parts {
    /// `m` beside hours or seconds, with nothing else of a date, means minutes.
    pub fn settled(self) -> Self {
        Self { month: self.month && (!self.time || self.year || self.day), ..self }
    }
}

/// Serial number of 1970-01-01, counted from 1899-12-30.
const UNIX: i64 = 25_569;
/// Days between the two ways of counting.
const EPOCH_1904: f64 = 1462.0;
/// Serial number of 9999-12-31, the last.
const LAST: f64 = 2_958_466.0;

/// The date or time `serial` in ISO 8601, as much of it as `parts` ask for: a day, with the time of day where it
/// has one and the format shows one; a month, where no day is shown; a time alone. `None` outside of the calendar.
pub(super) fn show(serial: f64, since_1904: bool, parts: Parts) -> Option<String> {
    if !(0.0..LAST).contains(&serial) {
        return None;
    }
    let dated = parts.year || parts.month || parts.day;
    let seconds = (serial * 86_400.0).round();
    if parts.elapsed || !dated {
        return Some(clock(if parts.elapsed { seconds } else { seconds % 86_400.0 }));
    }
    let seconds = seconds + if since_1904 { EPOCH_1904 * 86_400.0 } else { 0.0 };
    // The range was checked: the cast is exact.
    let day = (seconds / 86_400.0).floor() as i64;
    // The old calendar has a 29 February 1900 that never was: the days before it are one off.
    let day = if day < 60 && !since_1904 { day + 1 } else { day };
    let (year, month, date) = civil(day - UNIX);
    if !parts.day && parts.year && !parts.time {
        return Some(if parts.chinese { format!("{year}年{month}月") } else { format!("{year:04}-{month:02}") });
    }
    let of_day = seconds % 86_400.0;
    let time = if parts.time && of_day > 0.0 { format!(" {}", clock(of_day)) } else { String::new() };
    Some(format!("{year:04}-{month:02}-{date:02}{time}"))
}

fn clock(seconds: f64) -> String {
    let all = seconds as i64;
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    if seconds == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{seconds:02}") }
}

/// Year, month and day of a number of days since 1970-01-01, in the Gregorian calendar: years are counted from
/// March, so that the day that leaps is the last of its year.
const fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + (month <= 2) as i64, month, day)
}

/// A date that is ISO 8601 already, brought to the form of [`show`]: `T` becomes a space, midnight is left out.
pub(super) fn from_iso(value: &str, parts: Parts) -> String {
    let value = value.trim().trim_end_matches('Z');
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let time = time.split('.').next().unwrap_or("");
    let time = time.strip_suffix(":00").filter(|t| t.contains(':')).unwrap_or(time);
    if time.is_empty() || time == "00:00" || !parts.time { day.to_owned() } else { format!("{day} {time}") }
}
