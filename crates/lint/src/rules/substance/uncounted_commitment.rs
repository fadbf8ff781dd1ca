//! M309: a promise to repeat something, without how often.

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
    code: "M309",
    name: "uncounted-commitment",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("“定期”没有期", "\"regularly\" without how often"),
    page: include_str!("uncounted_commitment.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static LOOSE: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/loose_rhythms.txt")));
static RHYTHMS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/rhythms.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let spots: Vec<Spot> = items::owed(paper).filter_map(|m| spot(paper, m)).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (
            format!("{n}条措施说“定期”“经常”，没有说多久一次"),
            format!("{n} measures promise \"regularly\" without how often"),
        )
    });
}

fn spot(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    let statement = measure.statement.as_str();
    let word = text::sentences(statement).find_map(|range| {
        let sentence = statement.get(range)?;
        // 每月1次定期检查 says how often.
        if RHYTHMS.is_in(sentence) || sentence.contains('每') {
            return None;
        }
        text::clauses(sentence).find_map(|range| loose(sentence.get(range)?))
    })?;
    let span = near::within(paper, &measure.spans, word)?;
    let message = Bilingual::new(
        format!("“{word}”没有说多久一次、一次多少"),
        format!("\"{word}\" does not say how often nor how many"),
    );
    Some(Spot { span, message })
}

/// The loose word of a clause, where it says how an act is repeated: 定期检查, not 定期存款 or 超过检定周期.
fn loose(clause: &str) -> Option<&str> {
    const NOUNS: [&str; 6] = ["定期存", "定期检验证", "经常项", "定期报告制度", "随时间", "反复发"];
    LOOSE.find(clause).find_map(|range| {
        let rest = clause.get(range.start..)?;
        let word = clause.get(range)?;
        let repeated = matches!(word, "多次" | "反复" | "随时") && !rest.contains("开展");
        (!repeated && !NOUNS.iter().any(|noun| rest.starts_with(noun))).then_some(word)
    })
}
