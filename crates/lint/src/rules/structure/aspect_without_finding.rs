//! S103: an aspect is announced and nothing is found in it.

use document::{Bilingual, Severity};

use crate::{Paper, Report, Rule, items};

pub static RULE: Rule = Rule {
    code: "S103",
    name: "aspect-without-finding",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("方面下没有问题", "an aspect without a finding"),
    page: include_str!("aspect_without_finding.md"),
    thresholds: &[],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let findings = &paper.extraction.findings;
    if findings.iter().all(|f| f.aspect.is_none()) {
        return;
    }
    for (n, aspect) in paper.extraction.aspects.iter().enumerate() {
        if findings.iter().all(|f| f.aspect != Some(n)) {
            let name = items::short(&aspect.title);
            report
                .at(aspect.span)
                .say(format!("「{name}」下面没有写出问题"), format!("no finding stands under \"{name}\""));
        }
    }
}
