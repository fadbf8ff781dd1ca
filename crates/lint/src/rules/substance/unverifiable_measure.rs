//! M301: a measure of which nobody can say whether it was done.

use std::sync::LazyLock;

use document::{Bilingual, Severity};
use extract::Measure;

use crate::{
    Paper, Report, Rule, concrete,
    items::{self, ONE_BY_ONE, Spot},
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "M301",
    name: "unverifiable-measure",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("措施没有可以验收的内容", "a measure with nothing to verify"),
    page: include_str!("unverifiable_measure.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static SOFT: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/soft_verbs.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let spots: Vec<Spot> = items::owed(paper).filter(|m| is_vague(m)).filter_map(spot).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}条措施没有可以验收的内容"), format!("{n} measures hold nothing that can be verified"))
    });
}

/// Words of zeal, and no number, time, act, thing or countable promise.
fn is_vague(measure: &Measure) -> bool {
    let text = measure.statement.as_str();
    measure.commitments.is_empty() && SOFT.is_in(text) && !concrete::clauses(text).any(concrete::is_verifiable)
}

fn spot(measure: &Measure) -> Option<Spot> {
    let soft = SOFT.first(&measure.statement).and_then(|range| measure.statement.get(range)).unwrap_or_default();
    let name = items::short(&measure.statement);
    let message = Bilingual::new(
        format!("「{name}」只有“{soft}”，没有能验收的动作、数量或成果"),
        format!("\"{name}\" has \"{soft}\" and no act, number or output to verify"),
    );
    Some(Spot { span: items::place(&measure.spans)?, message })
}
