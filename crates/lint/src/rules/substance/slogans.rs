//! M303: so many slogans that nothing else is left.

use std::sync::LazyLock;

use document::{Bilingual, Severity};

use crate::{
    Paper, Para, Quantity, Report, Rule, Threshold,
    items::{self, ONE_BY_ONE, Spot},
    text,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "M303",
    name: "slogans",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("套话太密", "too many slogans"),
    page: include_str!("slogans.md"),
    thresholds: &[&DENSITY, &FEWEST, &ONE_BY_ONE],
    check,
};

/// How many slogans a hundred characters may hold.
static DENSITY: Threshold = Threshold {
    key: "most-per-hundred",
    default: 2.5,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed(
        "一段里每一百字最多几处套话",
        "how many slogans a hundred characters of a paragraph may hold",
    ),
    source: Bilingual::fixed(
        "本程序自定：写实的材料每百字不到一处，模板文字常在三处以上",
        "own default: papers of substance stay below one, those made of templates often exceed three",
    ),
};

/// Fewer slogans than this are let pass in any paragraph.
static FEWEST: Threshold = Threshold {
    key: "fewest",
    default: 3.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("一段里少于几处不报告", "a paragraph with fewer slogans than this is let pass"),
    source: Bilingual::fixed("本程序自定：一两句套话人人都会写", "own default: one or two stand in any paper"),
};

static SLOGANS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/slogans.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let (most, fewest) = (report.threshold(&DENSITY), report.count(&FEWEST));
    let spots: Vec<Spot> = paper.running().filter_map(|para| dense(para, most, fewest)).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}段话里套话太密"), format!("{n} paragraphs are dense with slogans"))
    });
}

/// From the first slogan of a dense paragraph to its last.
fn dense(para: Para<'_>, most: f64, fewest: usize) -> Option<Spot> {
    let body = para.text();
    let found: Vec<_> = SLOGANS.find(body).collect();
    let length = text::length(body);
    // English words are longer: five letters weigh as one character.
    let length = if text::is_chinese(body) { length } else { length / 5 };
    let density = found.len() as f64 * 100.0 / length.max(1) as f64;
    if found.len() < fewest || density <= most {
        return None;
    }
    let (first, last) = (found.first()?, found.last()?);
    let seen: Vec<&str> = found.iter().take(3).filter_map(|r| body.get(r.clone())).collect();
    let n = found.len();
    let message = Bilingual::new(
        format!("这段{length}字里有{n}处套话：{}等", seen.join("、")),
        format!("{n} slogans in one paragraph: {}", seen.join(", ")),
    );
    Some(Spot { span: para.span(first.start..last.end), message })
}
