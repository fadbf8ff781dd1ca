//! What an extraction says, in short words for people.

use std::fmt::Display;

use app::view::words::rhythm;
use document::{Bilingual, Lang};
use extract::{Declared, Extraction, Genre, Kind, Status};

/// A kind of paper.
pub const fn genre(genre: Genre) -> Bilingual {
    let (zh, en) = match genre {
        Genre::SelfExamination => ("对照检查材料", "self-examination"),
        Genre::InspectionFeedback => ("检查反馈意见", "inspection feedback"),
        Genre::RectificationPlan => ("整改方案", "rectification plan"),
        Genre::RectificationReport => ("整改情况报告", "rectification report"),
        Genre::AuditReport => ("审计报告", "audit report"),
        Genre::Other => ("其他材料", "other paper"),
    };
    Bilingual::fixed(zh, en)
}

/// How a measure is to be carried out.
pub const fn kind(kind: Kind) -> Bilingual {
    let (zh, en) = match kind {
        Kind::Immediate => ("立行立改", "immediate"),
        Kind::Staged => ("分阶段", "staged"),
        Kind::Continuous => ("长期坚持", "continuous"),
    };
    Bilingual::fixed(zh, en)
}

/// How far a finding has come.
pub const fn status(status: Status) -> Bilingual {
    let (zh, en) = match status {
        Status::Open => ("未完成", "open"),
        Status::InProgress => ("正在推进", "in progress"),
        Status::Closed => ("已完成", "closed"),
        Status::Continuing => ("长期坚持", "continuing"),
    };
    Bilingual::fixed(zh, en)
}

/// How many of each there are.
pub fn counts(extraction: &Extraction, lang: Lang) -> String {
    let promises = extraction.measures.iter().map(|m| m.commitments.len()).sum();
    let counted = [
        (extraction.aspects.len(), "方面", "aspect"),
        (extraction.findings.len(), "问题", "finding"),
        (extraction.causes.len(), "原因", "cause"),
        (extraction.measures.len(), "措施", "measure"),
        (promises, "承诺", "commitment"),
    ];
    let said = counted.map(|(n, zh, en)| match lang {
        Lang::Zh => format!("{zh} {n}"),
        Lang::En => ledger::count(n, en),
    });
    said.join(" · ")
}

/// The totals that the paper states itself; empty where it states none.
pub fn declared(declared: &Declared, lang: Lang) -> String {
    let stated = [
        (declared.found, "问题", "found"),
        (declared.closed, "已完成", "closed"),
        (declared.continuing, "长期坚持", "continuing"),
    ];
    let said: Vec<String> = stated
        .into_iter()
        .filter_map(|(n, zh, en)| n.map(|n| if lang == Lang::Zh { format!("{zh} {n}") } else { format!("{n} {en}") }))
        .collect();
    said.join(" · ")
}

/// The rhythm, by its rule, and the amount of a promise: `每季度 2 次`; empty where neither is stated.
pub fn promise(rule: Option<&str>, amount: Option<impl Display>, unit: Option<&str>, lang: Lang) -> String {
    let rhythm = rule.map(rhythm);
    let mut said = rhythm.as_ref().map_or("", |rhythm| rhythm.get(lang)).to_owned();
    if let Some(amount) = amount {
        for part in [amount.to_string().as_str(), unit.unwrap_or("")] {
            if !(said.is_empty() || part.is_empty()) {
                said.push(' ');
            }
            said.push_str(part);
        }
    }
    said
}
