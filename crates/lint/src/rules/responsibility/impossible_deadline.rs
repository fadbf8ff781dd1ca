//! R205: a deadline that cannot be met as written: no such day, past already, or absurdly far.

use document::{Bilingual, Severity, numbering};
use extract::{Kind, Measure};
use jiff::civil::Date;

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    items::{self, ONE_BY_ONE, Spot},
    near,
};

pub static RULE: Rule = Rule {
    code: "R205",
    name: "impossible-deadline",
    severity: Severity::Error,
    since: "0.1.0",
    summary: Bilingual::fixed("时限不可能", "an impossible deadline"),
    page: include_str!("impossible_deadline.md"),
    thresholds: &[&FARTHEST, &ONE_BY_ONE],
    check,
};

/// How many years after the paper a deadline may lie.
static FARTHEST: Threshold = Threshold {
    key: "farthest-years",
    default: 6.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("时限最多晚于材料日期几年", "how many years after the paper a deadline may lie"),
    source: Bilingual::fixed(
        "本程序自定：一个五年规划期之内，另留一年余地",
        "own default: one five-year plan, and a year to spare",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let farthest = report.count(&FARTHEST);
    let mut spots: Vec<Spot> =
        items::owed(paper).filter_map(|m| no_such_day(paper, m).or_else(|| out_of_time(paper, m, farthest))).collect();
    // A label that several measures share is said once.
    spots.dedup_by_key(|spot| spot.span);
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}项措施的时限不可能"), format!("{n} measures have impossible deadlines"))
    });
}

/// 2026年2月30日, 13月, 2026-06-31: in the deadline or in the measure's own words.
fn no_such_day(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    let texts = [measure.deadline_words.as_deref(), measure.deadline.as_deref(), Some(measure.statement.as_str())];
    let seen = texts.into_iter().flatten().find_map(wrong_date)?;
    let span = near::find(paper, &measure.spans, seen).or_else(|| items::place(&measure.spans))?;
    let message = Bilingual::new(format!("“{seen}”，没有这一天"), format!("there is no such day: \"{seen}\""));
    Some(Spot { span, message })
}

/// The deadline lies before the paper, or too far after it.
fn out_of_time(paper: &Paper<'_>, measure: &Measure, farthest: usize) -> Option<Spot> {
    let date = paper.extraction.date?;
    let day: Date = measure.deadline.as_deref()?.parse().ok()?;
    let words = measure.deadline_words.as_deref()?;
    let span = near::find(paper, &measure.spans, words).or_else(|| items::place(&measure.spans))?;
    let years = i64::from(day.year()) - i64::from(date.year());
    let message = if day < date && measure.kind != Some(Kind::Continuous) {
        Bilingual::new(
            format!("时限“{words}”早于材料日期{}", chinese_date(date)),
            format!("the deadline \"{words}\" lies before the paper's own date, {date}"),
        )
    } else if years > i64::try_from(farthest).unwrap_or(i64::MAX) {
        Bilingual::new(
            format!("时限“{words}”在{years}年以后"),
            format!("the deadline \"{words}\" is {years} years away"),
        )
    } else {
        return None;
    };
    Some(Spot { span, message })
}

fn chinese_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The first date of `text` that the calendar does not have.
fn wrong_date(text: &str) -> Option<&str> {
    let starts = text.char_indices().filter(|(at, c)| {
        numbering::digit(*c).is_some()
            && crate::text::before(text, *at).is_none_or(|b| numbering::digit(b).is_none() && b != '.')
    });
    starts.filter_map(|(at, _)| text.get(at..)).find_map(|rest| {
        let (year, month, day, taken) = date_at(rest)?;
        (!exists(year, month, day)).then(|| rest.get(..taken)).flatten()
    })
}

/// Year (where written), month, day (where written) and length of the date at the start of `text`.
fn date_at(text: &str) -> Option<(Option<u32>, u32, Option<u32>, usize)> {
    let mut at = 0;
    let mut parts = Vec::new();
    let mut marks = Vec::new();
    while parts.len() < 3 {
        let rest = text.get(at..)?;
        let digits = rest.chars().take_while(|c| numbering::digit(*c).is_some());
        let count = digits.clone().count();
        let Some(value) = number(digits).filter(|_| (1..=4).contains(&count)) else { break };
        let bytes: usize = rest.chars().take(count).map(char::len_utf8).sum();
        let Some(mark) = rest.get(bytes..).and_then(|t| t.chars().next()) else {
            parts.push((value, count));
            at += bytes;
            break;
        };
        parts.push((value, count));
        at += bytes;
        if matches!(mark, '年' | '月' | '日' | '号' | '-' | '/') {
            marks.push(mark);
            at += mark.len_utf8();
        } else {
            break;
        }
    }
    match (parts.as_slice(), marks.as_slice()) {
        ([(y, 4), (m, 1 | 2), (d, 1 | 2)], ['年', '月', '日' | '号', ..]) => Some((Some(*y), *m, Some(*d), at)),
        ([(y, 4), (m, 1 | 2), (d, 1 | 2)], ['-', '-', ..] | ['/', '/', ..]) => Some((Some(*y), *m, Some(*d), at)),
        ([(y, 4), (m, 1 | 2)], ['年', '月']) => Some((Some(*y), *m, None, at)),
        ([(m, 1 | 2), (d, 1 | 2)], ['月', '日' | '号', ..]) => Some((None, *m, Some(*d), at)),
        ([(y, 4), (m, 1 | 2), ..], ['年', '月', ..]) => Some((Some(*y), *m, None, at)),
        _ => None,
    }
}

fn number(digits: impl Iterator<Item = char>) -> Option<u32> {
    digits.map(numbering::digit).try_fold(None, |sum: Option<u32>, d| Some(Some(sum.unwrap_or(0) * 10 + d?)))?
}

/// Whether the Gregorian calendar has the day; without a year any year may be meant.
fn exists(year: Option<u32>, month: u32, day: Option<u32>) -> bool {
    const LEAP: i16 = 2024;
    let year = year.and_then(|y| i16::try_from(y).ok()).unwrap_or(LEAP);
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day.unwrap_or(1))) else { return false };
    Date::new(year, month, day).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_the_calendar_lacks() {
        let cases = [
            ("2026年2月30日前", Some("2026年2月30日")),
            ("2026年13月底前", Some("2026年13月")),
            ("2025-06-31", Some("2025-06-31")),
            ("６月３１日", Some("６月３１日")),
            ("2月29日前", None),
            ("2025年2月29日", Some("2025年2月29日")),
            ("2026年6月底前，投入42.5万元", None),
            ("每月2次，0.13月", None),
            ("3个月内", None),
            ("2026年6月5至8日", None),
        ];
        for (text, wrong) in cases {
            assert_eq!(wrong_date(text), wrong, "{text}");
        }
    }
}
