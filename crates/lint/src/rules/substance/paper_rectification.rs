//! M308: meetings and papers as the whole measure.

use std::sync::LazyLock;

use document::{Bilingual, Severity};
use extract::Measure;

use crate::{
    Paper, Report, Rule, concrete,
    items::{self, ONE_BY_ONE, Spot},
    near,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "M308",
    name: "paper-rectification",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("只开会发文的“纸面整改”", "mended on paper only"),
    page: include_str!("paper_rectification.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static MEETINGS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/meetings.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    // What was done is looked at too: there such a measure has closed a finding.
    let spots: Vec<Spot> = paper.extraction.measures.iter().filter_map(|m| spot(paper, m)).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}条措施只有开会、发文"), format!("{n} measures are meetings and papers only"))
    });
}

/// A meeting or a notice, and outside its clause nothing that can be seen.
fn spot(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    let statement = measure.statement.as_str();
    let word = statement.get(MEETINGS.first(statement)?)?;
    // 召开会议3次 counts nothing but meetings; 召开会议并更换水泵 does something.
    let acts = |clause: &str| if MEETINGS.is_in(clause) { does_more(clause) } else { concrete::is_verifiable(clause) };
    if concrete::clauses(statement).any(acts) || regular(measure) {
        return None;
    }
    let span = near::within(paper, &measure.spans, word).or_else(|| items::place(&measure.spans))?;
    let message = Bilingual::new(
        format!("整条措施只有“{word}”，没有改变事情本身的动作"),
        format!("the whole measure is \"{word}\": nothing changes the matter itself"),
    );
    Some(Spot { span, message })
}

/// Whether an act stands in the clause beside its meetings and papers.
fn does_more(clause: &str) -> bool {
    let taken: Vec<_> = MEETINGS.find(clause).collect();
    concrete::ACTS
        .find(clause)
        .any(|act| !taken.iter().any(|meeting| meeting.start < act.end && act.start < meeting.end))
}

/// A meeting that recurs may be the remedy itself (a weekly case conference).
fn regular(measure: &Measure) -> bool {
    measure.commitments.iter().any(|c| c.recurrence.is_some())
}
