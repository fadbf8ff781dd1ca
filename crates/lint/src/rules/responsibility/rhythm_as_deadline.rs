//! R208: a rhythm in the place of a deadline.

use std::sync::LazyLock;

use document::{Bilingual, Severity};
use extract::Measure;

use crate::{
    Paper, Report, Rule,
    items::{self, ONE_BY_ONE, Spot},
    near,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "R208",
    name: "rhythm-as-deadline",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("拿节奏当时限", "a rhythm in place of a deadline"),
    page: include_str!("rhythm_as_deadline.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static RHYTHMS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/rhythms.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let mut spots: Vec<Spot> = items::owed(paper).filter_map(|m| rhythm(paper, m)).collect();
    spots.dedup_by_key(|spot| spot.span);
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}项措施的时限只写了节奏"), format!("{n} measures have a rhythm for a deadline"))
    });
}

/// A deadline that names how often and no day.
fn rhythm(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    let words = measure.deadline_words.as_deref().or(measure.deadline.as_deref())?;
    let dated = words.contains(|c: char| document::numbering::digit(c).is_some());
    let seen = words.get(RHYTHMS.first(words).filter(|_| !dated)?)?;
    let span = near::find(paper, &measure.spans, words).or_else(|| items::place(&measure.spans))?;
    let message = Bilingual::new(
        format!("时限只写“{seen}”，没有首次和检验的日期"),
        format!("\"{seen}\" says how often, not when first nor until when"),
    );
    Some(Spot { span, message })
}
