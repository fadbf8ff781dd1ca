//! M305: a finding that makes itself small and gives no fact.

use std::sync::LazyLock;

use document::{Bilingual, Severity};
use extract::Finding;

use crate::{
    Paper, Report, Rule, facts,
    items::{self, ONE_BY_ONE, Spot},
    near,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "M305",
    name: "hedged-finding",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("问题轻描淡写", "a finding that hedges"),
    page: include_str!("hedged_finding.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static HEDGES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/hedges.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    if items::restates(paper) {
        return;
    }
    let spots: Vec<Spot> = paper.extraction.findings.iter().filter_map(|f| spot(paper, f)).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        let zh = format!("{n}个问题用“不够”“个别”一类的话带过，没有事实");
        (zh, format!("{n} findings hedge and give no fact"))
    });
}

/// Hedges, and neither the finding nor its manifestations hold a number, a time or a named paper.
fn spot(paper: &Paper<'_>, finding: &Finding) -> Option<Spot> {
    let statement = finding.statement.as_str();
    let word = statement.get(HEDGES.first(statement)?)?;
    if facts::has_fact(&items::whole(finding)) {
        return None;
    }
    let span = near::within(paper, &finding.spans, word).or_else(|| items::place(&finding.spans))?;
    let message = Bilingual::new(
        format!("“{word}”之外没有事实：哪一次、谁、多少"),
        format!("\"{word}\" and no fact: which time, who, how many"),
    );
    Some(Spot { span, message })
}
