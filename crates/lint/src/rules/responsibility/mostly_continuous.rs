//! R206: 长期坚持 as a way out.

use document::{Bilingual, Severity};
use extract::{Kind, Measure};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    items::{self, Spot},
};

pub static RULE: Rule = Rule {
    code: "R206",
    name: "mostly-continuous",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("“长期坚持”太多", "too much is \"continuous\""),
    page: include_str!("mostly_continuous.md"),
    thresholds: &[&MOST, &FEWEST],
    check,
};

/// The share of measures that may be continuous.
static MOST: Threshold = Threshold {
    key: "most-continuous",
    default: 0.5,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed("“长期坚持”的措施最多占多大比例", "what share of the measures may be continuous"),
    source: Bilingual::fixed("本程序自定：过半就不再是例外", "own default: beyond half it is no exception any more"),
};

/// Fewer measures than this have no meaningful share.
static FEWEST: Threshold = Threshold {
    key: "fewest-measures",
    default: 4.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("少于几条措施时不计算比例", "with fewer measures than this no share is taken"),
    source: Bilingual::fixed("本程序自定：两三条措施说不上比例", "own default: two or three make no share"),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let owed: Vec<&Measure> = items::owed(paper).collect();
    let spots: Vec<Spot> = owed.iter().filter(|m| m.kind == Some(Kind::Continuous)).filter_map(|m| spot(m)).collect();
    let (n, total) = (spots.len(), owed.len());
    if total < report.count(&FEWEST) || n as f64 <= report.threshold(&MOST) * total as f64 {
        return;
    }
    let message = (
        format!("{total}项措施中有{n}项是“长期坚持”，没有终点"),
        format!("{n} of the {total} measures are continuous and have no end"),
    );
    items::together(report, &spots, Severity::Error, message);
}

fn spot(measure: &Measure) -> Option<Spot> {
    let span = items::place(&measure.spans)?;
    Some(Spot { span, message: Bilingual::fixed("这条也是", "this one too") })
}
