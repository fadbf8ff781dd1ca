//! What rules about findings and measures share: how an item is called in a message, which measures are
//! still owed, and one diagnostic in place of a flood.

use std::borrow::Cow;

use document::{Bilingual, Severity, Span};
use extract::{Finding, Genre, Measure, Status};

use crate::{Paper, Quantity, Report, Threshold};

/// The most characters of an item that a message repeats.
const SHORT: usize = 18;

/// How many places a rule reports one by one; more become one diagnostic that names the others.
pub static ONE_BY_ONE: Threshold = Threshold {
    key: "one-by-one",
    default: 4.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed(
        "同一规则最多逐条报告几处，超过则合并为一条",
        "how many places are reported one by one; more are reported together",
    ),
    source: Bilingual::fixed("本程序自定：再多就淹没了别的问题", "own default: more would drown the rest"),
};

/// How many other places one diagnostic shows.
const SHOWN: usize = 5;

/// The beginning of an item, for a message: without the mark that ends it, cut where it is long.
#[must_use]
pub fn short(text: &str) -> Cow<'_, str> {
    let text = text.trim().trim_end_matches(['。', '；', '.', ';', '，', '：', ':']);
    let first = text.split('\n').next().unwrap_or(text);
    let chinese = crate::text::is_chinese(first);
    let most = if chinese { SHORT } else { SHORT * 2 };
    match first.char_indices().nth(most) {
        None if first.len() == text.len() => Cow::Borrowed(text),
        None => Cow::Owned(format!("{first}…")),
        Some((end, _)) => {
            let cut = first.get(..end).unwrap_or(first);
            let cut = if chinese { cut } else { cut.rsplit_once(' ').map_or(cut, |(words, _)| words) };
            Cow::Owned(format!("{cut}…"))
        }
    }
}

/// Where an item stands.
#[must_use]
pub fn place(spans: &[Span]) -> Option<Span> {
    spans.first().copied()
}

/// Measures that are still owed: neither done nor answers to findings that are all closed.
pub fn owed<'a>(paper: &Paper<'a>) -> impl Iterator<Item = &'a Measure> + use<'a> {
    let findings = &paper.extraction.findings;
    let closed = |n: &usize| findings.get(*n).is_some_and(|f| f.status == Some(Status::Closed));
    let measures = paper.extraction.measures.iter();
    measures.filter(move |m| !m.done && (m.findings.is_empty() || !m.findings.iter().all(closed)))
}

/// Whether the paper binds those who wrote it to owners and dates: a plan, a report or a ledger of
/// rectification, an audit's; not an inspection's recommendations to others.
#[must_use]
pub fn is_plan(paper: &Paper<'_>) -> bool {
    matches!(paper.extraction.genre, Genre::RectificationPlan | Genre::RectificationReport | Genre::AuditReport)
}

/// Whether the paper itself ties measures to findings, so that a missing tie tells something: at least half
/// of its measures answer a finding.
#[must_use]
pub fn ties(paper: &Paper<'_>) -> bool {
    let measures = &paper.extraction.measures;
    let tied = measures.iter().filter(|m| !m.findings.is_empty()).count();
    tied > 0 && tied * 2 >= measures.len()
}

/// Whether the paper repeats findings that somebody else worded before, their facts left out: a report on what was done
/// about them.
#[must_use]
pub fn restates(paper: &Paper<'_>) -> bool {
    let measures = &paper.extraction.measures;
    let done = measures.iter().filter(|m| m.done).count();
    let reports = matches!(paper.extraction.genre, Genre::RectificationReport | Genre::AuditReport);
    reports && done * 2 >= measures.len().max(1)
}

/// The words of a finding with its manifestations.
#[must_use]
pub fn whole(finding: &Finding) -> String {
    std::iter::once(finding.statement.as_str()).chain(finding.manifestations.iter().map(String::as_str)).collect()
}

/// A place and what is said of it.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Where.
    pub span: Span,
    /// What is the matter there.
    pub message: Bilingual,
}

/// Reports `spots` one by one, or, where they are more than [`ONE_BY_ONE`], all in one diagnostic at the first with
/// the message `all` makes of their number. `cap` bounds the severity.
pub fn each_or_together(
    report: &mut Report<'_>,
    spots: &[Spot],
    cap: Severity,
    all: impl FnOnce(usize) -> (String, String),
) {
    if spots.len() > report.count(&ONE_BY_ONE) {
        together(report, spots, cap, all(spots.len()));
        return;
    }
    for spot in spots {
        report.at(spot.span).say(spot.message.zh.clone(), spot.message.en.clone()).at_most(cap);
    }
}

/// [`each_or_together`] of `measures`, those that answer a finding apart from those that do not: what a report says of its
/// next steps answers none, and weighs less.
pub fn own_and_general(
    paper: &Paper<'_>,
    report: &mut Report<'_>,
    measures: Vec<&Measure>,
    spot: fn(&Measure) -> Option<Spot>,
    all: fn(usize) -> (String, String),
) {
    let general = |m: &&Measure| m.findings.is_empty() && ties(paper);
    let (next, own): (Vec<&Measure>, Vec<&Measure>) = measures.into_iter().partition(general);
    for (measures, cap) in [(own, Severity::Error), (next, Severity::Note)] {
        let spots: Vec<Spot> = measures.into_iter().filter_map(spot).collect();
        each_or_together(report, &spots, cap, all);
    }
}

/// One diagnostic at the first of `spots` that points at some of the others.
pub fn together(report: &mut Report<'_>, spots: &[Spot], cap: Severity, (zh, en): (String, String)) {
    let Some((first, rest)) = spots.split_first() else { return };
    let mut said = report.at(first.span).say(zh, en).at_most(cap);
    for spot in rest.iter().take(SHOWN) {
        said = said.related(spot.span, spot.message.zh.clone(), spot.message.en.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_items_are_cut() {
        assert_eq!(short("台账不全。"), "台账不全");
        assert_eq!(short("每月对照台账清点一次库房里所有的备件并签字。"), "每月对照台账清点一次库房里所有的备件…");
        assert_eq!(short("Keys are never returned to the office by anyone."), "Keys are never returned to the…");
    }
}
