//! Tables as text.
//!
//! ```text
//! # a remark
//! 2026 source 国务院办公厅关于2026年部分节假日安排的通知
//! 2026 off 01-01..01-03 02-15..02-23
//! 2026 on 01-04
//! ```

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{Year, YearFault};

/// Why a table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// Everything that is wrong, in the order of lines; never empty.
    pub faults: Vec<Fault>,
}

/// One thing wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1; the first line of the year for what concerns the whole year.
    pub line: usize,
    /// What, why, and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// The years that `text` gives, the earliest first.
///
/// # Errors
/// Every fault at once, each with its line.
pub fn parse(text: &str) -> Result<Vec<Year>, TableError> {
    let mut years: BTreeMap<i16, (usize, Year)> = BTreeMap::new();
    let mut faults = Vec::new();
    for (line, words) in text.lines().enumerate().map(|(index, line)| (index + 1, line.trim())) {
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        if let Err((zh, en)) = statement(words, line, &mut years) {
            faults.push(Fault { line, zh, en });
        }
    }
    for (line, year) in years.values() {
        faults.extend(year.faults().iter().map(|fault: &YearFault| Fault {
            line: *line,
            zh: fault.zh(),
            en: fault.en(),
        }));
    }
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.line);
        return Err(TableError { faults });
    }
    Ok(years.into_values().map(|(_, year)| year).collect())
}

type Sentence = (String, String);

fn statement(words: &str, line: usize, years: &mut BTreeMap<i16, (usize, Year)>) -> Result<(), Sentence> {
    let (number, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let year = number
        .parse::<i16>()
        .ok()
        .filter(|year| (1000..=9999).contains(year))
        .ok_or_else(|| (format!("“{number}”不是四位数的年份"), format!("`{number}` is no year of four digits")))?;
    let (kind, rest) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim_start(), ""));
    let table = || Year { year, off: [].into(), on: [].into(), source: String::new() };
    let (_, table) = years.entry(year).or_insert_with(|| (line, table()));
    match kind {
        "source" => rest.trim().clone_into(&mut table.source),
        "off" => table.off.extend(days(year, rest)?),
        "on" => table.on.extend(days(year, rest)?),
        _ => {
            return Err((
                format!("年份后面应为 source、off 或 on，不是“{kind}”"),
                format!("a year is followed by `source`, `off` or `on`, not by `{kind}`"),
            ));
        }
    }
    Ok(())
}

fn days(year: i16, words: &str) -> Result<Vec<Date>, Sentence> {
    let mut out = Vec::new();
    for word in words.split_whitespace() {
        let (first, last) = word.split_once("..").unwrap_or((word, word));
        let (first, last) = (day(year, first)?, day(year, last)?);
        if last < first {
            return Err((format!("“{word}”的末日早于首日"), format!("`{word}` ends before it begins")));
        }
        out.extend(first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last));
    }
    if out.is_empty() {
        return Err(("没有写日期，如 10-01..10-07".to_owned(), "names no day, such as 10-01..10-07".to_owned()));
    }
    Ok(out)
}

fn day(year: i16, word: &str) -> Result<Date, Sentence> {
    let parts = word.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    parts.and_then(|(month, day)| Date::new(year, month, day).ok()).ok_or_else(|| {
        (
            format!("{year} 年没有“{word}”这一天，日期应写成 月-日，如 10-01"),
            format!("{year} has no day `{word}`; days are written as month-day, such as 10-01"),
        )
    })
}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            let between = if index == 0 { "" } else { "\n" };
            write!(f, "{between}line {}: {}", fault.line, fault.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for TableError {}
