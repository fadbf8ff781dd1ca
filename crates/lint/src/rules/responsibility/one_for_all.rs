//! R209: one person answers for nearly everything.

use std::collections::HashMap;

use document::{Bilingual, Severity, Span};
use extract::Measure;

use crate::{Paper, Quantity, Report, Rule, Threshold, items, near};

pub static RULE: Rule = Rule {
    code: "R209",
    name: "one-for-all",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("几乎全由一人负责", "one answers for nearly everything"),
    page: include_str!("one_for_all.md"),
    thresholds: &[&MOST, &FEWEST],
    check,
};

/// The share of measures that one may answer for.
static MOST: Threshold = Threshold {
    key: "most-of-one",
    default: 0.8,
    quantity: Quantity::Share,
    meaning: Bilingual::fixed("同一责任人最多负责多大比例的措施", "what share of the measures one may answer for"),
    source: Bilingual::fixed("本程序自定：五条中有四条", "own default: four of five"),
};

/// Fewer measures than this may well lie with one.
static FEWEST: Threshold = Threshold {
    key: "fewest-measures",
    default: 5.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("少于几条有责任人的措施时不看", "with fewer owned measures than this nothing is said"),
    source: Bilingual::fixed(
        "本程序自定：三四条措施由一人负责很正常",
        "own default: one may well answer for three or four",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let owned: Vec<&Measure> = items::owed(paper).filter(|m| m.owner.is_some() || m.lead.is_some()).collect();
    if owned.len() < report.count(&FEWEST) {
        return;
    }
    let mut count: HashMap<&str, usize> = HashMap::new();
    for measure in &owned {
        let mut names: Vec<&str> = names(measure).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *count.entry(name).or_default() += 1;
        }
    }
    // Of equals the one whose name sorts first, so that the result does not depend on the map's order.
    let busiest = count.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
    let Some((name, n)) = busiest.filter(|(_, n)| *n as f64 > report.threshold(&MOST) * owned.len() as f64) else {
        return;
    };
    let Some(span) = owned.iter().find_map(|m| place(paper, m, name)) else { return };
    let total = owned.len();
    report.at(span).say(
        format!("{total}项措施中有{n}项由“{name}”一人（一家）负责"),
        format!("\"{name}\" answers for {n} of the {total} measures"),
    );
}

/// Those who answer for a measure, each by name. The lead stands above the owners and may rightly be one.
fn names(measure: &Measure) -> impl Iterator<Item = &str> {
    let owners = measure.owner.as_deref().or(measure.lead.as_deref()).unwrap_or("");
    owners.split(['；', '、']).map(str::trim).filter(|name| !name.is_empty())
}

fn place(paper: &Paper<'_>, measure: &Measure, name: &str) -> Option<Span> {
    names(measure)
        .any(|n| n == name)
        .then(|| near::find(paper, &measure.spans, name).or_else(|| items::place(&measure.spans)))?
}
