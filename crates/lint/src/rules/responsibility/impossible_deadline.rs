//! R205: a deadline that cannot be met as written: it has passed already, or is years away. Days that no calendar has and
//! years that are slips of the pen are H412's.

use document::{Bilingual, Severity};
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

/// From so many years on the year is a slip of the pen, which H412 reports.
const SLIP: i64 = 20;

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let farthest = i64::try_from(report.count(&FARTHEST)).unwrap_or(i64::MAX);
    let mut spots: Vec<Spot> = items::owed(paper).filter_map(|m| out_of_time(paper, m, farthest)).collect();
    // A label that several measures share is said once.
    spots.dedup_by_key(|spot| spot.span);
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}项措施的时限不可能"), format!("{n} measures have impossible deadlines"))
    });
}

/// The deadline lies before the paper, or too far after it.
fn out_of_time(paper: &Paper<'_>, measure: &Measure, farthest: i64) -> Option<Spot> {
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
    } else if years > farthest && years <= SLIP {
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
