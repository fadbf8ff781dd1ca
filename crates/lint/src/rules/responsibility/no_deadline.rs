//! R202: a measure that need never be finished.

use document::{Bilingual, Severity};
use extract::{Genre, Measure};

use crate::{
    Paper, Report, Rule,
    items::{self, ONE_BY_ONE, Spot},
};

pub static RULE: Rule = Rule {
    code: "R202",
    name: "no-deadline",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("措施没有完成时限", "a measure without a deadline"),
    page: include_str!("no_deadline.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let owed: Vec<&Measure> = items::owed(paper).collect();
    let dated = paper.extraction.measures.iter().any(|m| m.deadline.is_some());
    if paper.extraction.genre == Genre::InspectionFeedback && !dated {
        return;
    }
    let total = owed.len();
    let endless: Vec<&Measure> = owed.into_iter().filter(|m| is_endless(m)).collect();
    if items::is_plan(paper) && dated {
        items::own_and_general(paper, report, endless, spot, |n| {
            (format!("{n}项措施没有完成时限"), format!("{n} measures have no deadline"))
        });
        return;
    }
    let spots: Vec<Spot> = endless.into_iter().filter_map(spot).collect();
    let missing = spots.len();
    let cap = if items::is_plan(paper) { Severity::Error } else { Severity::Note };
    let message = match (missing, total) {
        (1, 1) => ("措施没有完成时限".to_owned(), "the measure has no deadline".to_owned()),
        (m, t) if m == t => (format!("{t}项措施都没有完成时限"), format!("none of the {t} measures has a deadline")),
        (m, t) => (format!("{t}项措施中有{m}项没有完成时限"), format!("{m} of the {t} measures have no deadline")),
    };
    items::together(report, &spots, cap, message);
}

fn spot(measure: &Measure) -> Option<Spot> {
    let name = items::short(&measure.statement);
    let message = Bilingual::new(format!("「{name}」没有完成时限"), format!("\"{name}\" has no deadline"));
    Some(Spot { span: items::place(&measure.spans)?, message })
}

/// Neither a date, nor 立行立改 or 长期坚持, nor a rhythm at which it will be seen.
fn is_endless(measure: &Measure) -> bool {
    let rhythm = measure.commitments.iter().any(|c| c.recurrence.is_some());
    measure.deadline.is_none() && measure.kind.is_none() && !rhythm
}
