//! Deadlines in Chinese and English wordings, as ISO 8601 dates.
//!
//! A named month, quarter or half-year means its last day; 上旬 and 中旬 the 10th and the 20th. What is
//! relative counts from the paper's own date; without one the words stay.

use std::ops::Range;

use calendar::Calendar;
use document::finder::Finder;
use document::{finder, numbering};

use jiff::civil::Date;

use jiff::{Span, ToSpan};

mod english;

use english::english;
pub(crate) use english::english_number;

/// A wording that names a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// The day, where it can be computed.
    pub(crate) day: Option<Date>,
    /// Whether it limits (前, 底, 内, 之前, by …) rather than merely dates.
    pub(crate) limits: bool,
    /// Whether it runs from an event (验收后20日内), so that it is no deadline.
    pub(crate) conditional: bool,
    /// Whether it begins a period that has no end (2026年起).
    pub(crate) begins: bool,
}

/// Every wording in `range` of `text`, in order; `base` is the paper's own date.
pub(crate) fn find(text: &str, range: Range<usize>, base: Option<Date>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut free = range.start;
    let part = text.get(..range.end).unwrap_or("");
    for (at, c) in STARTS.starts(part.get(range.start..).unwrap_or("")) {
        let at = range.start + at;
        if at < free {
            continue;
        }
        let rest = part.get(at..).unwrap_or("");
        if let Some(mut found) = starts_here(part, range.start, at, c, rest, base) {
            // 2026年3月至6月: one period, by its end.
            if let Some(previous) =
                out.last_mut().filter(|p| !p.begins && connects(part, p.range.end, found.range.start))
            {
                previous.range.end = found.range.end;
                previous.day = found.day.or(previous.day);
                previous.limits = true;
            } else {
                found.conditional = found.conditional || follows_event(part, at, &found);
                out.push(found.clone());
            }
            free = found.range.end;
        }
    }
    out
}

/// Characters with which a wording can begin.
static STARTS: Finder = finder!(fold [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "a",
    "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x",
    "y", "z", "本", "今", "明", "下", "年", "月", "季", "半", "一", "二", "三", "四", "五", "六", "七", "八", "九",
    "十", "两", "上", "第", "次",
]);

fn connects(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| {
        matches!(between.trim(), "至" | "到" | "—" | "-" | "～" | "~" | "－" | "――" | "——" | "–" | "to")
    })
}

/// 验收合格后20日内: counts from an event.
fn follows_event(text: &str, at: usize, found: &Found) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end();
    let within = text.get(found.range.clone()).is_some_and(|t| t.ends_with('内'));
    within && (before.ends_with(['后', '起', '时', '的']) || before.ends_with("之日") || before.ends_with("以后"))
}

fn starts_here(text: &str, from: usize, at: usize, c: char, rest: &str, base: Option<Date>) -> Option<Found> {
    let previous = text.get(from..at).and_then(|t| t.chars().next_back());
    if c.is_ascii_alphabetic() {
        return previous.is_none_or(|p| !p.is_ascii_alphanumeric()).then(|| english(rest, at, base)).flatten();
    }
    if numbering::digit(c).is_some() {
        if previous.is_some_and(|p| numbering::digit(p).is_some() || p == '.' || p == '．') {
            return None;
        }
        return numeric(rest, at, base).or_else(|| english(rest, at, base));
    }
    chinese_words(text, rest, at, base)
}

/// Dates that begin with figures: 2026年…, 6月…, 2026-06-30, 2026.6, 3个月内, 30日内.
fn numeric(rest: &str, at: usize, base: Option<Date>) -> Option<Found> {
    let (number, taken) = figures(rest)?;
    let after = rest.get(taken..)?;
    if (1990..=2100).contains(&number) && taken_digits(rest, taken) == 4 {
        return year_first(rest, taken, number, at, base);
    }
    if let Some(tail) = after.strip_prefix('月')
        && (1..=12).contains(&number)
    {
        let head = taken + '月'.len_utf8();
        let year = base.map(|b| year_of(b, number));
        return Some(month(rest, head, tail, year, number, at));
    }
    duration(number, after, taken, at, base)
}

/// The year of a month named without one: the next such month from the paper's date on.
fn year_of(base: Date, month: u32) -> i16 {
    if i8::try_from(month).unwrap_or(12) < base.month() { base.year() + 1 } else { base.year() }
}

fn year_first(rest: &str, taken: usize, number: u32, at: usize, base: Option<Date>) -> Option<Found> {
    let year = i16::try_from(number).ok()?;
    let after = rest.get(taken..)?;
    let separator = after.chars().next()?;
    if let Some(tail) = after.strip_prefix('年') {
        let head = taken + '年'.len_utf8();
        let lead = tail.len() - tail.trim_start().len();
        let tail = tail.trim_start();
        let head = head + lead;
        if let Some((number, digits)) = figures(tail)
            && tail.get(digits..).is_some_and(|t| t.starts_with('月'))
            && (1..=12).contains(&number)
        {
            let head = head + digits + '月'.len_utf8();
            return Some(month(rest, head, rest.get(head..)?, Some(year), number, at));
        }
        // 2026年内 stays words: it names no day.
        if tail.starts_with('内') && !tail.starts_with("内部") {
            return Some(Found {
                range: at..at + head + '内'.len_utf8(),
                day: None,
                limits: true,
                conditional: false,
                begins: false,
            });
        }
        return Some(part_of_year(head, tail, Some(year), at).unwrap_or(Found {
            range: at..at + head,
            day: None,
            limits: false,
            conditional: true,
            begins: tail.starts_with('起'),
        }));
    }
    if !matches!(separator, '-' | '.' | '/' | '－') {
        return None;
    }
    let (month_number, digits) = figures(after.get(separator.len_utf8()..)?)?;
    let mut end = taken + separator.len_utf8() + digits;
    if !(1..=12).contains(&month_number) {
        return None;
    }
    let month_number = i8::try_from(month_number).ok()?;
    let mut day = calendar::month_end(year, month_number);
    if let Some(tail) = rest.get(end..).and_then(|t| t.strip_prefix(separator))
        && let Some((number, digits)) = figures(tail)
        && let Ok(exact) = Date::new(year, month_number, i8::try_from(number).unwrap_or(0))
    {
        day = Some(exact);
        end += separator.len_utf8() + digits;
    }
    let (end, limits) = limit(rest, end);
    let _ = base;
    Some(Found { range: at..at + end, day, limits, conditional: false, begins: false })
}

/// A month, and what follows it: a day, a third of the month, its end.
fn month(rest: &str, head: usize, tail: &str, year: Option<i16>, number: u32, at: usize) -> Found {
    let month = i8::try_from(number).unwrap_or(1);
    let last = year.and_then(|y| calendar::month_end(y, month));
    let on = |day: i8| year.and_then(|y| Date::new(y, month, day).ok());
    let mut end = head;
    let mut limits = false;
    let mut day = last;
    let lead = tail.len() - tail.trim_start().len();
    let bare = tail.trim_start();
    if let Some((number, digits)) = figures(bare)
        && let Some(mark) = bare.get(digits..).and_then(|t| t.chars().next()).filter(|c| matches!(c, '日' | '号'))
    {
        day = i8::try_from(number).ok().and_then(on);
        end += lead + digits + mark.len_utf8();
    } else if let Some((word, third)) = [("上旬", 10), ("中旬", 20), ("下旬", 31), ("月底", 31), ("底", 31), ("末", 31)]
        .into_iter()
        .find(|(w, _)| bare.starts_with(w))
    {
        day = if third == 31 { last } else { on(third) };
        end += lead + word.len();
        limits = matches!(word, "底" | "末");
    } else if bare.starts_with(['初', '中']) && !bare.starts_with("中心") {
        day = None;
        end += lead + '初'.len_utf8();
    } else if bare.starts_with('份') {
        end += lead + '份'.len_utf8();
    }
    let (end, marked) = limit(rest, end);
    let begins = rest.get(end..).is_some_and(|t| t.starts_with('起') || t.starts_with("以来") || t.starts_with("开始"));
    Found { range: at..at + end, day, limits: limits || marked, conditional: false, begins }
}

/// Parts of a year, and the month with which each ends.
const PARTS: [(&str, i8); 23] = [
    ("上半年", 6),
    ("下半年", 12),
    ("第一季度", 3),
    ("第二季度", 6),
    ("第三季度", 9),
    ("第四季度", 12),
    ("一季度", 3),
    ("二季度", 6),
    ("三季度", 9),
    ("四季度", 12),
    ("第1季度", 3),
    ("第2季度", 6),
    ("第3季度", 9),
    ("第4季度", 12),
    ("1季度", 3),
    ("2季度", 6),
    ("3季度", 9),
    ("4季度", 12),
    ("全年", 12),
    ("年底", 12),
    ("年末", 12),
    ("底", 12),
    ("末", 12),
];

static PART_FINDER: Finder = finder!(words_of(PARTS));

/// The first halves of `pairs`.
const fn words_of<T: Copy, const N: usize>(pairs: [(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = pairs[at].0;
        at += 1;
    }
    words
}

/// Quarters, halves, ends of a year; `tail` follows the year.
fn part_of_year(head: usize, tail: &str, year: Option<i16>, at: usize) -> Option<Found> {
    let &(word, month) = PARTS.get(PART_FINDER.prefix(tail)?)?;
    let mut end = word.len();
    let ends = word.ends_with(['底', '末']);
    if !ends && tail.get(end..).is_some_and(|t| t.starts_with(['末', '底'])) {
        end += '末'.len_utf8();
    }
    let (end, marked) = limit(tail, end);
    let day = year.and_then(|y| calendar::month_end(y, month));
    Some(Found {
        range: at..at + head + end,
        day,
        limits: ends || marked || end > word.len(),
        conditional: false,
        begins: false,
    })
}

/// N日内, N个月内, N个工作日内.
fn duration(number: u32, after: &str, taken: usize, at: usize, base: Option<Date>) -> Option<Found> {
    let units = ["个工作日", "工作日", "个自然日", "个月", "天", "日", "周", "个星期", "年"];
    let unit = units.into_iter().find(|unit| after.starts_with(unit))?;
    let mut end = taken + unit.len();
    let tail = after.get(unit.len()..)?;
    let inner = ["之内", "以内", "内"].into_iter().find(|word| tail.starts_with(word))?;
    end += inner.len();
    let day = base.and_then(|base| later(base, number, unit));
    let (end, _) = limit_in(after, end - taken).map_or((end, true), |e| (taken + e, true));
    Some(Found { range: at..at + end, day, limits: true, conditional: false, begins: false })
}

fn later(base: Date, number: u32, unit: &str) -> Option<Date> {
    let n = i64::from(number);
    let span: Span = match unit {
        "个工作日" | "工作日" => return Calendar::china().add_working_days(base, number.min(2000) as i32),
        "个月" => Span::new().try_months(n).ok()?,
        "周" | "个星期" => Span::new().try_weeks(n).ok()?,
        "年" => Span::new().try_years(n).ok()?,
        _ => Span::new().try_days(n).ok()?,
    };
    base.checked_add(span).ok()
}

/// A time that counts from the paper's own date.
#[derive(Clone, Copy)]
enum Relative {
    /// The end of the month so many months on.
    Month(i64),
    /// The end of the quarter so many quarters on.
    Quarter(i64),
    /// The end of a month in the year so many years on.
    Year(i16, i8),
    /// No day.
    Unknown,
}

impl Relative {
    fn day(self, base: Date) -> Option<Date> {
        match self {
            Self::Month(offset) => base.checked_add(offset.months()).ok().map(Date::last_of_month),
            Self::Quarter(offset) => {
                let day = base.checked_add((offset * 3).months()).ok()?;
                calendar::month_end(day.year(), (day.month() - 1) / 3 * 3 + 3)
            }
            Self::Year(offset, month) => calendar::month_end(base.year() + offset, month),
            Self::Unknown => None,
        }
    }
}

static PHRASE_FINDER: Finder = finder!(words_of(PHRASES));

const PHRASES: [(&str, Relative); 27] = [
    ("本月底", Relative::Month(0)),
    ("本月末", Relative::Month(0)),
    ("本月内", Relative::Month(0)),
    ("下月底", Relative::Month(1)),
    ("下个月底", Relative::Month(1)),
    ("次月底", Relative::Month(1)),
    ("月底前", Relative::Month(0)),
    ("月底", Relative::Month(0)),
    ("月末", Relative::Month(0)),
    ("本季度末", Relative::Quarter(0)),
    ("本季度内", Relative::Quarter(0)),
    ("下季度末", Relative::Quarter(1)),
    ("季度末", Relative::Quarter(0)),
    ("今年底", Relative::Year(0, 12)),
    ("今年年底", Relative::Year(0, 12)),
    ("本年底", Relative::Year(0, 12)),
    ("本年度末", Relative::Year(0, 12)),
    ("明年底", Relative::Year(1, 12)),
    ("明年年底", Relative::Year(1, 12)),
    ("年底", Relative::Year(0, 12)),
    ("年末", Relative::Year(0, 12)),
    ("今年上半年", Relative::Year(0, 6)),
    ("明年上半年", Relative::Year(1, 6)),
    ("年内", Relative::Unknown),
    ("本年内", Relative::Unknown),
    ("今年内", Relative::Unknown),
    ("本年度内", Relative::Unknown),
];

/// 年底前, 本月底, 三个月内, 半年内, 下季度末, 上半年, 第三季度.
fn chinese_words(text: &str, rest: &str, at: usize, base: Option<Date>) -> Option<Found> {
    let previous = text.get(..at).and_then(|t| t.chars().next_back());
    // 每月底 is a rhythm, 去年底 is past.
    if previous.is_some_and(|p| matches!(p, '每' | '去' | '前' | '逐' | '往' | '历' | '近' | '上' | '满')) {
        return None;
    }
    if let Some((word, from)) = PHRASE_FINDER.prefix(rest).and_then(|index| PHRASES.get(index)) {
        let day = base.and_then(|base| from.day(base));
        let (end, _) = limit(rest, word.len());
        return Some(Found { range: at..at + end, day, limits: true, conditional: false, begins: false });
    }
    if let Some(found) = ["今年", "本年", "明年"].into_iter().find_map(|word| {
        let tail = rest.strip_prefix(word)?;
        let year = base.map(|b| b.year() + i16::from(word == "明年"));
        if let Some((number, digits)) =
            figures(tail).filter(|(n, d)| (1..=12).contains(n) && tail.get(*d..).is_some_and(|t| t.starts_with('月')))
        {
            let head = word.len() + digits + '月'.len_utf8();
            return Some(month(rest, head, rest.get(head..)?, year, number, at));
        }
        part_of_year(word.len(), tail, year, at)
    }) {
        return Some(found);
    }
    if rest.starts_with("半年内") || rest.starts_with("半年之内") {
        let (end, _) = limit(rest, "半年内".len());
        let day = base.and_then(|b| b.checked_add(6.months()).ok());
        return Some(Found { range: at..at + end, day, limits: true, conditional: false, begins: false });
    }
    if let Some((number, taken)) = numbering::chinese_numeral(rest)
        && let Some(found) = duration(number, rest.get(taken..)?, taken, at, base)
    {
        return Some(found);
    }
    // A part of a year without the year: only with a limiting mark.
    part_of_year(0, rest, base.map(|b| b.year()), at).filter(|f| f.limits && !rest.starts_with(['底', '末']))
}

/// ASCII or full-width figures: value and bytes.
fn figures(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut bytes) = (0_u32, 0);
    for c in text.chars() {
        let Some(digit) = numbering::digit(c) else { break };
        value = value.checked_mul(10)?.checked_add(digit)?;
        bytes += c.len_utf8();
    }
    (bytes > 0).then_some((value, bytes))
}

fn taken_digits(text: &str, bytes: usize) -> usize {
    text.get(..bytes).map_or(0, |t| t.chars().count())
}

const LIMITS: [&str; 10] = ["之前", "以前", "底前", "底以前", "前", "底", "末", "之内", "以内", "内"];
static LIMIT_FINDER: Finder = finder!(LIMITS);

/// The end after 前, 之前, 以前, 底前 at byte `end` of `text`, and whether there was one.
fn limit(text: &str, end: usize) -> (usize, bool) {
    limit_in(text, end).map_or((end, false), |end| (end, true))
}

fn limit_in(text: &str, end: usize) -> Option<usize> {
    let tail = text.get(end..)?;
    let lead = tail.len() - tail.trim_start().len();
    let tail = tail.trim_start();
    let word = *LIMITS.get(LIMIT_FINDER.prefix(tail)?)?;
    let not = tail.strip_prefix(word).is_some_and(|t| {
        (word == "前" && t.starts_with(['期', '后', '往', '台', '置', '述']))
            || (word == "内" && t.starts_with(['部', '控', '容']))
    });
    (!not).then_some(end + lead + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn wordings() {
        let base = Some(date(2026, 3, 6));
        let cases = [
            "2026年6月底前完成",
            "2026年4月30日前",
            "2026.6.30",
            "2026/5/31",
            "2026-05-31",
            "2026年第三季度末",
            "2026年上半年",
            "2026年底前",
            "2026年内",
            "年底前",
            "年内",
            "6月底前",
            "1月15日前",
            "3个月内",
            "三个月内完成",
            "15个工作日内",
            "30日内",
            "新规出台后20日内",
            "半年内",
            "本月底前",
            "下月底前",
            "2026年5月上旬",
            "2026年5月中旬",
            "2026年3月至6月",
            "2026年起长期坚持",
            "每月底",
            "2026年12月",
            "第三季度末前",
            "by 30 June 2026",
            "June 30, 2026",
            "December 2026",
            "by the end of Q3 2026",
            "within 60 days",
            "within 10 working days",
            "end of 2026",
            "within five days of receipt",
            "2.5万元",
            "今年6月底前",
            "明年上半年",
            "２０２６年６月底前",
            "2026年8月前",
            "2026年5月初",
            "1月份有15笔",
            "24小时内",
        ];
        let out: Vec<String> = cases
            .iter()
            .map(|c| {
                let found: Vec<String> = find(c, 0..c.len(), base)
                    .into_iter()
                    .map(|f| {
                        let day = f.day.map_or("words".into(), |d| d.to_string());
                        let marks = [(f.limits, "limit"), (f.conditional, "conditional"), (f.begins, "begins")];
                        let marks: Vec<&str> = marks.into_iter().filter(|(on, _)| *on).map(|(_, m)| m).collect();
                        format!("{} = {day} {}", &c[f.range], marks.join("+"))
                    })
                    .collect();
                format!("{c} => {}", found.join(" ; "))
            })
            .collect();
        insta::assert_snapshot!(out.join("\n"));
    }
}
