//! M307: the cause is the finding once more.

use document::{Bilingual, Severity};

use crate::{Paper, Quantity, Report, Rule, Threshold, items, likeness::Profile, text};

pub static RULE: Rule = Rule {
    code: "M307",
    name: "cause-repeats-finding",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("原因只是重复问题", "a cause that repeats the finding"),
    page: include_str!("cause_repeats_finding.md"),
    thresholds: &[&MOST_SHARED, &SHORTEST],
    check,
};

/// How much of a cause a finding may hold.
static MOST_SHARED: Threshold = Threshold {
    key: "most-shared",
    default: 0.6,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed(
        "原因的字句最多有多大比例与某个问题相同（0 到 1）",
        "what share of a cause's words a finding may hold (0 to 1)",
    ),
    source: Bilingual::fixed(
        "本程序自定：多半是原话就不算分析",
        "own default: what is mostly the same words is no analysis",
    ),
};

/// Shorter causes are not compared.
static SHORTEST: Threshold = Threshold {
    key: "shortest",
    default: 6.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("少于几个字的原因不比较", "causes of fewer characters are not compared"),
    source: Bilingual::fixed("本程序自定：短句容易碰巧相同", "own default: short words agree by chance"),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let (most, shortest) = (report.threshold(&MOST_SHARED), report.count(&SHORTEST));
    let findings: Vec<Profile> = paper.extraction.findings.iter().map(|f| Profile::of(&items::whole(f))).collect();
    for cause in paper.extraction.causes.iter().filter(|c| text::length(&c.statement) >= shortest) {
        let profile = Profile::of(&cause.statement);
        let repeated = findings.iter().position(|finding| profile.held_by(finding) > most);
        let Some((n, here)) = repeated.zip(items::place(&cause.spans)) else { continue };
        let Some(there) = paper.extraction.findings.get(n).and_then(|f| items::place(&f.spans)) else { continue };
        let name = items::short(&cause.statement);
        report
            .at(here)
            .say(format!("「{name}」只是把问题又说了一遍"), format!("\"{name}\" says the finding once more"))
            .related(there, "问题在这里", "the finding is here");
    }
}
