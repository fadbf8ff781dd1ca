//! Dates and time limits in English wordings.

use jiff::civil::{Date, Weekday};

use super::{Found, later, year_of};

/// English wordings.
pub(super) fn english(rest: &str, at: usize, base: Option<Date>) -> Option<Found> {
    // `3月` and most other beginnings are told by the first character behind the figures.
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = after.len() < rest.len();
    if figures && !after.starts_with(|c: char| c == ' ' || c == '\n' || c.is_ascii_lowercase()) {
        return None;
    }
    if !figures
        && !rest.starts_with([
            'J', 'F', 'M', 'A', 'S', 'O', 'N', 'D', 'Q', 'q', 'e', 'E', 'w', 'W', 'f', 's', 't', 'T', 'F', 'n', 'i',
            'o', 'j', 'm', 'a', 'd',
        ])
    {
        return None;
    }
    let window: String = rest.chars().take(48).collect::<String>().to_ascii_lowercase();
    let words: Vec<&str> = window.split([' ', '\n']).collect();
    let bare = |i: usize| words.get(i).map(|w| w.trim_matches([',', '.', ';', ')', '(']));
    let span_of = |count: usize| -> usize {
        let mut end = 0;
        for (n, word) in words.iter().take(count).enumerate() {
            end += word.len() + usize::from(n > 0);
        }
        window.get(..end).map_or(0, |t| t.trim_end_matches([',', '.', ';', ')']).len())
    };
    let number =
        |i: usize| bare(i).and_then(|w| w.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u32>().ok());
    let year = |i: usize| number(i).filter(|n| (1990..=2100).contains(n)).and_then(|n| i16::try_from(n).ok());
    // 60 days from the date of this report
    if let (Some(n), Some(unit @ ("days" | "weeks" | "months")), Some("from" | "of" | "after")) =
        (number(0).or_else(|| bare(0).and_then(english_number)), bare(1), bare(2))
    {
        let tail = words.get(3..).unwrap_or(&[]).iter().take(5).map(|w| w.trim_matches([',', '.'])).collect::<Vec<_>>();
        let unit = match unit {
            "days" => "天",
            "weeks" => "周",
            _ => "个月",
        };
        if let Some(at_word) = tail.iter().position(|w| matches!(*w, "report" | "issue")) {
            return Some(Found {
                range: at..at + span_of(4 + at_word),
                day: base.and_then(|b| later(b, n, unit)),
                limits: true,
                conditional: false,
                begins: false,
            });
        }
    }
    let month = |i: usize| bare(i).and_then(month_named);
    let made = |count, day: Option<Date>| {
        Some(Found { range: at..at + span_of(count), day, limits: true, conditional: false, begins: false })
    };
    if let (Some(day), Some(month)) = (number(0).filter(|d| *d <= 31), month(1)) {
        let year_given = year(2);
        let y = year_given.or(base.map(|b| year_of(b, month)));
        let date = y.and_then(|y| Date::new(y, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok());
        return made(if year_given.is_some() { 3 } else { 2 }, date);
    }
    if let Some(month) = month(0) {
        let m = i8::try_from(month).ok()?;
        if let (Some(day), Some(y)) = (number(1).filter(|d| *d <= 31), year(2)) {
            return made(3, Date::new(y, m, i8::try_from(day).ok()?).ok());
        }
        if let Some(y) = year(1) {
            return made(2, calendar::month_end(y, m));
        }
        return None;
    }
    let quarter = |i: usize| match bare(i) {
        Some("q1") => Some(3),
        Some("q2") => Some(6),
        Some("q3") => Some(9),
        Some("q4") => Some(12),
        _ => None,
    };
    if let (Some(month), Some(y)) = (quarter(0), year(1)) {
        return made(2, calendar::month_end(y, month));
    }
    let ordinal = |i: usize| match bare(i) {
        Some("first") => Some(1),
        Some("second") => Some(2),
        Some("third") => Some(3),
        Some("fourth") => Some(4),
        _ => None,
    };
    if let (Some(n), Some("quarter")) = (ordinal(0), bare(1)) {
        let y_at = if bare(2) == Some("of") { 3 } else { 2 };
        if let Some(y) = year(y_at) {
            return made(y_at + 1, calendar::month_end(y, n * 3));
        }
    }
    if bare(0) == Some("end") && bare(1) == Some("of") {
        if let Some(y) = year(2) {
            return made(3, calendar::month_end(y, 12));
        }
        return None;
    }
    if bare(0) == Some("within") {
        let n = number(1).or_else(|| bare(1).and_then(english_number))?;
        let unit_at = if matches!(bare(2), Some("working" | "business" | "calendar")) { 3 } else { 2 };
        let unit = match bare(unit_at)? {
            "day" | "days" if matches!(bare(2), Some("working" | "business")) => "工作日",
            "day" | "days" => "天",
            "week" | "weeks" => "周",
            "month" | "months" => "个月",
            "year" | "years" => "年",
            _ => return None,
        };
        let of_event = matches!(bare(unit_at + 1), Some("of" | "after" | "from"));
        let of_report = of_event
            && words
                .get(unit_at + 2..)
                .unwrap_or(&[])
                .iter()
                .take(4)
                .any(|w| matches!(w.trim_matches(['.', ',']), "report" | "issue" | "date"));
        let mut found = made(
            unit_at + 1,
            base.and_then(|b| if unit == "工作日" { add_weekdays(b, n) } else { later(b, n, unit) }),
        )?;
        found.conditional = of_event && !of_report;
        return Some(found);
    }
    None
}

/// Working days by weekends alone: English papers keep other holidays.
pub(super) fn add_weekdays(day: Date, count: u32) -> Option<Date> {
    let (mut day, mut left) = (day, count.min(2000));
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= u32::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
    }
    Some(day)
}

pub(super) fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS
        .iter()
        .position(|m| *m == word || (word.len() >= 3 && word.len() <= 4 && m.starts_with(word) && word != "may"))?;
    u32::try_from(at + 1).ok()
}

/// Value of an English number word up to twenty, and a few tens.
pub(crate) fn english_number(word: &str) -> Option<u32> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if let Some(at) = WORDS.iter().position(|w| *w == word) {
        return u32::try_from(at).ok();
    }
    Some(match word {
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "ninety" => 90,
        "hundred" => 100,
        _ => return None,
    })
}
