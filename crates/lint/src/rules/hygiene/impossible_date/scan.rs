//! Dates as they are written: 2024年6月3日, 6月31日, 2024年, 〔2024〕, 2024-06-03.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use crate::text::{after, before};

/// A date, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) range: Range<usize>,
    pub(super) year: Option<i32>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

impl Written {
    /// The day, where year, month and day are there.
    pub(super) fn date(&self) -> Option<Date> {
        Date::new(i16::try_from(self.year?).ok()?, self.month?, self.day?).ok()
    }

    /// The day of the week that follows in brackets or at once: （星期二）, 周二.
    pub(super) fn weekday(&self, text: &str) -> Option<(Range<usize>, Weekday)> {
        let rest = text.get(self.range.end..)?;
        let bare = rest.trim_start_matches(['（', '(', ' ', '，']);
        let (word, tail) = ["星期", "礼拜", "周"].iter().find_map(|w| Some((*w, bare.strip_prefix(w)?)))?;
        let c = tail.chars().next()?;
        let weekday = match c {
            '一' => Weekday::Monday,
            '二' => Weekday::Tuesday,
            '三' => Weekday::Wednesday,
            '四' => Weekday::Thursday,
            '五' => Weekday::Friday,
            '六' => Weekday::Saturday,
            '日' | '天' => Weekday::Sunday,
            _ => return None,
        };
        // 周一至周五 and 周一例会 do not name the day itself.
        let ends = after(tail, c.len_utf8()).is_none_or(|c| "）)，。、；上下早晚".contains(c));
        let start = self.range.end + rest.len() - bare.len();
        ends.then(|| (start..start + word.len() + c.len_utf8(), weekday))
    }
}

/// The dates of `text`, in order.
pub(super) fn dates(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|t| t.find(|c: char| c.is_ascii_digit())).map(|n| at + n) {
        let digits = digits(text, start);
        at = start + digits;
        if !before(text, start).is_some_and(joins)
            && let Some(date) = date(text, start, digits)
        {
            at = date.range.end.max(at);
            found.push(date);
        }
    }
    found
}

/// What makes a figure part of something larger: 12.5, A-3, 1,200.
fn joins(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '-' | '/' | '_' | '．' | '－' | '—' | '~' | '～')
}

fn digits(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

fn date(text: &str, start: usize, length: usize) -> Option<Written> {
    let value = |from: usize, length: usize| text.get(from..from + length)?.parse::<i32>().ok();
    let end = start + length;
    match (length, after(text, end)?) {
        (4, '年') => {
            let year = value(start, 4).filter(|y| (1000..3000).contains(y))?;
            // 2000年来, 1500年历史 are lengths.
            let span = text.get(end + '年'.len_utf8()..)?;
            if ["历史", "来", "前", "以前", "文明"].iter().any(|w| span.starts_with(w)) && year % 100 == 0 {
                return None;
            }
            let (month, day, end) = month_day(text, end + '年'.len_utf8());
            Some(Written { range: start..end, year: Some(year), month, day })
        }
        (4, '〕') if before(text, start) == Some('〔') => {
            let year = value(start, 4)?;
            Some(Written { range: start..end, year: Some(year), month: None, day: None })
        }
        (4, '-') => {
            let (month, day) = (text.get(end + 1..end + 3)?, text.get(end + 4..end + 6)?);
            let dashed = text.get(end + 3..end + 4)? == "-" && !after(text, end + 6).is_some_and(joins);
            let number = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse().ok()).flatten();
            let (month, day) = (number(month)?, number(day)?);
            let year = value(start, 4).filter(|y| (1900..2300).contains(y))?;
            dashed.then_some(Written { range: start..end + 6, year: Some(year), month: Some(month), day: Some(day) })
        }
        (1 | 2, '月') => match month_day(text, start) {
            (month @ Some(_), day @ Some(_), end) => Some(Written { range: start..end, year: None, month, day }),
            _ => None,
        },
        _ => None,
    }
}

/// `6月3日` at `at`: the month, the day, and where they end. A month alone counts after a year only.
fn month_day(text: &str, at: usize) -> (Option<i8>, Option<i8>, usize) {
    let part = |at: usize, unit: &[char]| {
        let length = digits(text, at);
        let named = (1..=2).contains(&length) && after(text, at + length).is_some_and(|c| unit.contains(&c));
        let value = text.get(at..at + length).filter(|_| named)?.parse::<i8>().ok()?;
        Some((value, at + length + '月'.len_utf8()))
    };
    match part(at, &['月']) {
        Some((month, end)) => match part(end, &['日', '号']) {
            Some((day, end)) => (Some(month), Some(day), end),
            None => (Some(month), None, end),
        },
        None => (None, None, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_as_written() {
        let text =
            "2024年6月3日、6月31日、2206年、〔2024〕、2024-06-03，共12.5年、3个月、A2024-06-03、前2000年来、2024年13月";
        let seen: Vec<&str> = dates(text).into_iter().map(|d| &text[d.range]).collect();
        assert_eq!(seen, ["2024年6月3日", "6月31日", "2206年", "2024", "2024-06-03", "2024年13月"]);
    }
}
