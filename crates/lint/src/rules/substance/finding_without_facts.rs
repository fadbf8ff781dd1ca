//! M302: a finding made of judgements alone.

use std::sync::LazyLock;

use document::{Bilingual, Severity};
use extract::Finding;

use crate::{
    Paper, Report, Rule, facts,
    items::{self, ONE_BY_ONE, Spot},
    text,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "M302",
    name: "finding-without-facts",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("问题没有具体表现", "a finding without facts"),
    page: include_str!("finding_without_facts.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static ASSESSMENTS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/assessments.txt")));
static HEDGES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/hedges.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    if items::restates(paper) {
        return;
    }
    let bare = paper.extraction.findings.iter().filter(|f| is_bare(f));
    let spots: Vec<Spot> = bare.filter_map(spot).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}个问题只有评语，没有具体表现"), format!("{n} findings are judgements without facts"))
    });
}

/// No example, no number or time, and every clause is a judgement. Those that hedge as well are M305's.
fn is_bare(finding: &Finding) -> bool {
    let statement = finding.statement.as_str();
    let judges = |clause: &str| ASSESSMENTS.is_in(clause);
    let mut clauses = text::clauses(statement).filter_map(|range| statement.get(range)).peekable();
    clauses.peek().is_some()
        && finding.manifestations.is_empty()
        && !HEDGES.is_in(statement)
        && !facts::has_fact(statement)
        && clauses.all(judges)
}

fn spot(finding: &Finding) -> Option<Spot> {
    let name = items::short(&finding.statement);
    let message = Bilingual::new(
        format!("「{name}」没有事例、数字、时间或地点"),
        format!("\"{name}\" names no case, figure, time or place"),
    );
    Some(Spot { span: items::place(&finding.spans)?, message })
}
