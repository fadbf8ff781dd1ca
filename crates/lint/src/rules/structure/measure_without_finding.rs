//! S105: a measure that answers nothing that was found.

use document::{Bilingual, Severity};
use extract::{Genre, Measure};

use crate::{
    Paper, Report, Rule,
    items::{self, ONE_BY_ONE, Spot},
};

pub static RULE: Rule = Rule {
    code: "S105",
    name: "measure-without-finding",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("措施没有针对的问题", "a measure that answers no finding"),
    page: include_str!("measure_without_finding.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    // The next steps of a report look beyond its findings, as they should.
    let looks_ahead =
        matches!(paper.extraction.genre, Genre::RectificationReport | Genre::AuditReport | Genre::InspectionFeedback);
    if looks_ahead || !items::ties(paper) || paper.extraction.findings.is_empty() {
        return;
    }
    let likely = |n: usize| paper.extraction.suggestions.iter().any(|s| s.measure == n);
    let measures = paper.extraction.measures.iter().enumerate();
    let loose = measures.filter(|(n, m)| m.findings.is_empty() && !m.done && !likely(*n));
    let spots: Vec<Spot> = loose.filter_map(|(_, m)| spot(m)).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}条措施没有针对的问题"), format!("{n} measures answer no finding"))
    });
}

fn spot(measure: &Measure) -> Option<Spot> {
    let name = items::short(&measure.statement);
    let message = Bilingual::new(
        format!("「{name}」没有说针对哪个问题"),
        format!("\"{name}\" does not say which finding it answers"),
    );
    Some(Spot { span: items::place(&measure.spans)?, message })
}
