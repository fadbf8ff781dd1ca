//! S109: the same finding twice.

use document::{Bilingual, Severity};

use crate::{
    Paper, Quantity, Report, Rule, Threshold, items,
    likeness::{Profile, same_figures},
    text,
};

pub static RULE: Rule = Rule {
    code: "S109",
    name: "duplicate-finding",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("同一个问题写了两遍", "the same finding twice"),
    page: include_str!("duplicate_finding.md"),
    thresholds: &[&LEAST_LIKENESS, &SHORTEST],
    check,
};

/// From which likeness on two findings count as one.
static LEAST_LIKENESS: Threshold = Threshold {
    key: "least-likeness",
    default: 0.8,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed(
        "两个问题相近到多少算重复（0 到 1）",
        "from which likeness on two findings count as one (0 to 1)",
    ),
    source: Bilingual::fixed(
        "本程序自定：十处中有八处相同，只差个别字",
        "own default: eight pairs of characters in ten are the same",
    ),
};

/// Shorter findings are too short to be compared.
static SHORTEST: Threshold = Threshold {
    key: "shortest",
    default: 8.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("少于几个字的问题不比较", "findings of fewer characters are not compared"),
    source: Bilingual::fixed("本程序自定：太短的话容易碰巧相同", "own default: short words agree by chance"),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let (least, shortest) = (report.threshold(&LEAST_LIKENESS), report.count(&SHORTEST));
    let findings = &paper.extraction.findings;
    let long: Vec<_> = findings.iter().filter(|f| text::length(&f.statement) >= shortest).collect();
    let profiles: Vec<Profile> = long.iter().map(|f| Profile::of(&f.statement)).collect();
    for (n, (finding, profile)) in long.iter().zip(&profiles).enumerate() {
        let earlier = long
            .iter()
            .zip(&profiles)
            .take(n)
            .find(|(f, other)| other.dice(profile) >= least && same_figures(&f.statement, &finding.statement));
        let Some((first, other)) = earlier else { continue };
        let (Some(here), Some(there)) = (items::place(&finding.spans), items::place(&first.spans)) else { continue };
        // One item that the extraction shows in two places is no duplicate.
        if here == there {
            continue;
        }
        let (name, percent) = (items::short(&finding.statement), other.dice(profile) * 100.0);
        report
            .at(here)
            .say(
                format!("「{name}」前面写过，{percent:.0}%的字相同"),
                format!("\"{name}\" was said before, {percent:.0} % alike"),
            )
            .related(there, "第一次写在这里", "it was said here first");
    }
}
