//! R201: nobody answers for a measure.

use std::sync::LazyLock;

use document::{Bilingual, Severity};
use extract::{Genre, Measure};

use crate::{
    Paper, Report, Rule,
    items::{self, ONE_BY_ONE, Spot},
    text,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "R201",
    name: "no-owner",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("措施没有责任人", "a measure without an owner"),
    page: include_str!("no_owner.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static ROLES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/roles.txt")));

/// How many characters of a clause its subject takes at most.
const SUBJECT: usize = 10;
/// The same in English.
const SUBJECT_ENGLISH: usize = 40;

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let owed: Vec<&Measure> = items::owed(paper).collect();
    let named = paper.extraction.measures.iter().any(|m| m.owner.is_some() || m.lead.is_some());
    if paper.extraction.genre == Genre::InspectionFeedback && !named {
        // Recommendations to others: those will name the owners.
        return;
    }
    let nobodys: Vec<&Measure> = owed.iter().copied().filter(|m| is_nobodys(m)).collect();
    let total = owed.len();
    if named {
        items::own_and_general(paper, report, nobodys, spot, |n| {
            (format!("{n}项措施没有责任单位或责任人"), format!("{n} measures have no owner"))
        });
        return;
    }
    let spots: Vec<Spot> = nobodys.into_iter().filter_map(spot).collect();
    let missing = spots.len();
    let cap = if items::is_plan(paper) { Severity::Error } else { Severity::Note };
    let message = match (missing, total) {
        (1, 1) => ("措施没有责任单位或责任人".to_owned(), "the measure has no owner".to_owned()),
        (m, t) if m == t => {
            (format!("{t}项措施都没有责任单位或责任人"), format!("none of the {t} measures has an owner"))
        }
        (m, t) => (
            format!("{t}项措施中有{m}项看不出由谁负责"),
            format!("{m} of the {t} measures do not say who is responsible"),
        ),
    };
    items::together(report, &spots, cap, message);
}

/// What one does who is named after 由.
const DONE_BY: [&str; 18] = [
    "负责", "牵头", "主持", "承办", "督办", "落实", "跟踪", "组织", "统一", "研究", "核查", "检查", "审核", "登记",
    "办理", "处理", "采集", "开展",
];

/// What names of units end with.
const UNITS: [&str; 12] = ["科", "股", "室", "办", "部", "处", "组", "队", "中心", "党组", "党委", "公司"];

/// What follows a unit that acts.
const ACTS: [&str; 8] = ["每", "将", "要", "负责", "会同", "牵头", "按", "逐"];

fn spot(measure: &Measure) -> Option<Spot> {
    let name = items::short(&measure.statement);
    let message = Bilingual::new(format!("「{name}」没有责任单位或责任人"), format!("\"{name}\" has no owner"));
    Some(Spot { span: items::place(&measure.spans)?, message })
}

/// Whether neither a label nor the measure's own words name one who acts.
fn is_nobodys(measure: &Measure) -> bool {
    measure.owner.is_none() && measure.lead.is_none() && !names_actor(&measure.statement)
}

/// 由财务科牵头; 科长每周检查; the supervisor will check.
fn names_actor(statement: &str) -> bool {
    text::clauses(statement).filter_map(|range| statement.get(range)).any(|clause| {
        let by = clause.find('由').is_some_and(|at| {
            let rest = clause.get(at..).unwrap_or("");
            DONE_BY.iter().any(|verb| rest.contains(verb))
        });
        let most = if text::is_chinese(clause) { SUBJECT } else { SUBJECT_ENGLISH };
        let subject = ROLES
            .first(clause)
            .is_some_and(|at| clause.get(..at.start).is_some_and(|before| before.chars().count() <= most));
        by || subject || begins_with_unit(clause)
    })
}

/// 技术保障科每天检查, 局党组每两周听取.
fn begins_with_unit(clause: &str) -> bool {
    ACTS.iter().filter_map(|act| clause.find(act)).any(|at| {
        let subject = clause.get(..at).unwrap_or("");
        subject.chars().count() <= SUBJECT
            && UNITS.iter().any(|unit| subject.ends_with(unit))
            && !subject.starts_with('各')
    })
}
