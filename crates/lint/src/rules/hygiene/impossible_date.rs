//! H412: a date that cannot be.

mod scan;

use document::{Bilingual, Severity};
use jiff::civil::{Date, Weekday};

use crate::{Paper, Para, Quantity, Report, Rule, Threshold};
use scan::{Written, dates};

pub static RULE: Rule = Rule {
    code: "H412",
    name: "impossible-date",
    severity: Severity::Error,
    since: "0.1.0",
    summary: Bilingual::fixed("不可能的日期", "a date that cannot be"),
    page: include_str!("impossible_date.md"),
    thresholds: &[&MOST_YEARS_AHEAD, &EARLIEST_YEAR],
    check,
};

/// How far ahead of its own date a paper may look.
static MOST_YEARS_AHEAD: Threshold = Threshold {
    key: "most-years-ahead",
    default: 20.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("年份最多比材料日期晚几年", "years by which a year may follow the paper's date"),
    source: Bilingual::fixed(
        "自定：长远规划一般不超过二十年",
        "own default: plans seldom look further than twenty years",
    ),
};

/// How far back a paper may look.
static EARLIEST_YEAR: Threshold = Threshold {
    key: "earliest-year",
    default: 1900.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("最早的年份", "the earliest year"),
    source: Bilingual::fixed(
        "自定：整改材料不写更早的年份，多是打错",
        "own default: earlier years in such papers are slips",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    // Without its own date a paper is as old as the latest year that it names twice.
    let own = paper.extraction.date.map(|d| i32::from(d.year())).or_else(|| usual_year(paper));
    for para in paper.paras() {
        for date in dates(para.text()) {
            let is_wrong = no_such_day(para, &date, report) || no_such_year(para, &date, own, report);
            if !is_wrong {
                other_weekday(para, &date, report);
                not_yet(paper, para, &date, report);
            }
        }
    }
}

fn usual_year(paper: &Paper<'_>) -> Option<i32> {
    let mut years: Vec<i32> = paper.paras().flat_map(|p| dates(p.text())).filter_map(|d| d.year).collect();
    years.sort_unstable();
    years.windows(2).rev().find_map(|pair| (pair.first() == pair.last()).then(|| pair.first().copied())?)
}

fn no_such_day(para: Para<'_>, date: &Written, report: &mut Report<'_>) -> bool {
    let Some(month) = date.month else { return false };
    // 2月29日 without a year may be in a leap year.
    let year = i16::try_from(date.year.unwrap_or(2000)).unwrap_or(2000);
    let exists = Date::new(year, month, date.day.unwrap_or(1)).is_ok();
    if !exists {
        let seen = para.text().get(date.range.clone()).unwrap_or("").to_owned();
        report
            .at(para.span(date.range.clone()))
            .say(format!("没有“{seen}”这一天"), format!("there is no such day as \"{seen}\""));
    }
    !exists
}

fn no_such_year(para: Para<'_>, date: &Written, own: Option<i32>, report: &mut Report<'_>) -> bool {
    /// Beyond it no paper without a date of its own can look either.
    const LATEST: i32 = 2100;
    let Some(year) = date.year else { return false };
    let ahead = i32::try_from(report.count(&MOST_YEARS_AHEAD)).unwrap_or(i32::MAX);
    let earliest = i32::try_from(report.count(&EARLIEST_YEAR)).unwrap_or(0);
    let latest = own.map_or(LATEST, |own| own.saturating_add(ahead));
    if (earliest..=latest).contains(&year) {
        return false;
    }
    let said = report.at(para.span(date.range.clone()));
    match own.filter(|_| year > latest) {
        Some(own) => said.say(
            format!("{year}年比材料的{own}年晚{}年", year - own),
            format!("the year {year} is {} years after the paper's own {own}", year - own),
        ),
        None => said.say(format!("年份{year}不可信"), format!("the year {year} cannot be")),
    };
    true
}

/// 2024年6月3日（星期二），which was a Monday.
fn other_weekday(para: Para<'_>, date: &Written, report: &mut Report<'_>) {
    let (Some(day), Some((range, weekday))) = (date.date(), date.weekday(para.text())) else { return };
    if day.weekday() != weekday {
        let (zh, en) = name(day.weekday());
        let span = para.span(range);
        let (year, month, number) = (day.year(), day.month(), day.day());
        report.at(span).say(format!("{year}年{month}月{number}日是星期{zh}"), format!("{day} is a {en}"));
    }
}

const fn name(weekday: Weekday) -> (char, &'static str) {
    match weekday {
        Weekday::Monday => ('一', "Monday"),
        Weekday::Tuesday => ('二', "Tuesday"),
        Weekday::Wednesday => ('三', "Wednesday"),
        Weekday::Thursday => ('四', "Thursday"),
        Weekday::Friday => ('五', "Friday"),
        Weekday::Saturday => ('六', "Saturday"),
        Weekday::Sunday => ('日', "Sunday"),
    }
}

/// 截至 a day after the paper's own, and already done.
fn not_yet(paper: &Paper<'_>, para: Para<'_>, date: &Written, report: &mut Report<'_>) {
    const AHEAD: [&str; 10] = ["将", "力争", "确保", "计划", "拟", "目标", "预计", "争取", "前", "底"];
    let (Some(own), Some(day)) = (paper.extraction.date, date.date()) else { return };
    let text = para.text();
    let lead = text.get(..date.range.start).unwrap_or("");
    let rest = text.get(date.range.end..).unwrap_or("");
    let sentence = rest.split(['。', '；', '\n']).next().unwrap_or("");
    let upto = lead.ends_with("截至") || lead.ends_with("截止");
    if day > own && upto && sentence.contains('已') && !AHEAD.iter().any(|word| sentence.contains(word)) {
        let said = report
            .at(para.span(date.range.clone()))
            .say(format!("材料写于{own}，这一天还没有到"), format!("the paper is of {own}: that day had not come"));
        said.at_most(Severity::Warning);
    }
}
