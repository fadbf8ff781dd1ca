//! R204: everybody answers for it, that is nobody.

use std::sync::LazyLock;

use document::{Bilingual, Severity};
use extract::Measure;

use crate::{
    Paper, Report, Rule,
    items::{self, ONE_BY_ONE, Spot},
    near, text,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "R204",
    name: "collective-owner",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("责任落在“大家”头上", "everybody is the owner"),
    page: include_str!("collective_owner.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static COLLECTIVE: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/collective.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let mut spots: Vec<Spot> =
        items::owed(paper).filter_map(|m| labelled(paper, m).or_else(|| acting(paper, m))).collect();
    // A label that several measures share is said once.
    spots.dedup_by_key(|spot| spot.span);
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}项措施由“大家”负责"), format!("everybody is responsible for {n} measures"))
    });
}

/// The label names nobody but a crowd.
fn labelled(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    let owner = measure.owner.as_deref()?;
    let crowd = |piece: &str| {
        COLLECTIVE.first(piece).is_some_and(|r| r.start == 0 && piece.len() <= r.end + '（'.len_utf8() * 4)
    };
    let mut pieces = owner.split(['；', '、', '，', ',', ';']).map(str::trim).filter(|p| !p.is_empty()).peekable();
    pieces.peek()?;
    if measure.lead.is_some() || !pieces.all(crowd) {
        return None;
    }
    let first = owner.split('；').next().unwrap_or(owner);
    let span = near::find(paper, &measure.spans, first).or_else(|| items::place(&measure.spans))?;
    Some(Spot { span, message: message(&items::short(owner)) })
}

/// The measure's own words let a crowd act: 各科室要…, 由有关部门牵头.
fn acting(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    if measure.owner.is_some() || measure.lead.is_some() {
        return None;
    }
    let statement = measure.statement.as_str();
    text::clauses(statement).find_map(|range| {
        let clause = statement.get(range)?;
        let at = COLLECTIVE.first(clause)?;
        let (before, after) = (clause.get(..at.start)?, clause.get(at.end..)?);
        let told = before.is_empty()
            && ["要", "应", "须", "必须", "务必", " must", " should", " will"].iter().any(|w| after.starts_with(w));
        let by = before.ends_with('由') && ["牵头", "负责", "落实", "组织"].iter().any(|w| after.contains(w));
        let crowd = clause.get(at)?;
        let span = near::within(paper, &measure.spans, crowd).filter(|_| told || by)?;
        Some(Spot { span, message: message(crowd) })
    })
}

fn message(crowd: &str) -> Bilingual {
    Bilingual::new(format!("“{crowd}”不是责任单位，看不出找谁"), format!("\"{crowd}\" is no owner: whom to ask"))
}
