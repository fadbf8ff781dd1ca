//! S106: the paper looks for causes and leaves a finding without one.

use document::{Bilingual, Severity};
use extract::Finding;

use crate::{
    Paper, Report, Rule,
    items::{self, ONE_BY_ONE, Spot},
};

pub static RULE: Rule = Rule {
    code: "S106",
    name: "finding-without-cause",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("问题没有分析原因", "a finding without a cause"),
    page: include_str!("finding_without_cause.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let x = &paper.extraction;
    let tied = x.causes.iter().filter(|c| !c.findings.is_empty()).count();
    // A part of causes for the whole paper explains its findings together; few causes for many findings are no fault.
    if tied == 0 || tied * 2 < x.causes.len() {
        return;
    }
    let explained = |n: usize| x.causes.iter().any(|c| c.findings.contains(&n));
    let bare = x.findings.iter().enumerate().filter(|(n, _)| !explained(*n));
    let spots: Vec<Spot> = bare.filter_map(|(_, f)| spot(f)).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}个问题没有分析原因，别的问题都有"), format!("{n} findings have no cause although others have"))
    });
}

fn spot(finding: &Finding) -> Option<Spot> {
    let name = items::short(&finding.statement);
    let message = Bilingual::new(
        format!("「{name}」没有分析原因，别的问题有"),
        format!("\"{name}\" has no cause although others have"),
    );
    Some(Spot { span: items::place(&finding.spans)?, message })
}
