//! R203: words that stand where a date should.

use std::sync::LazyLock;

use document::{Bilingual, Severity, Span};
use extract::Measure;

use crate::{
    Paper, Report, Rule,
    items::{self, ONE_BY_ONE, Spot},
    near,
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "R203",
    name: "vague-deadline",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("时限含糊", "a vague deadline"),
    page: include_str!("vague_deadline.md"),
    thresholds: &[&ONE_BY_ONE],
    check,
};

static VAGUE: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/vague_times.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let spots: Vec<Spot> = items::owed(paper).filter_map(|measure| vague(paper, measure)).collect();
    items::each_or_together(report, &spots, Severity::Error, |n| {
        (format!("{n}项措施的时限是含糊的话"), format!("{n} measures have vague words for a deadline"))
    });
}

fn vague(paper: &Paper<'_>, measure: &Measure) -> Option<Spot> {
    let deadline = measure.deadline_words.as_deref().or(measure.deadline.as_deref());
    let (word, span) = match deadline {
        Some(words) => {
            let word = words.get(VAGUE.first(words).filter(|_| !has_day(measure))?)?;
            (word, near::find(paper, &measure.spans, words).or_else(|| items::place(&measure.spans))?)
        }
        None if measure.kind.is_some() => return None,
        None => in_statement(paper, measure)?,
    };
    let message =
        Bilingual::new(format!("“{word}”不是时限，到哪天算完"), format!("\"{word}\" is no deadline: by which day"));
    Some(Spot { span, message })
}

/// Whether the deadline was understood as a day (ISO 8601).
fn has_day(measure: &Measure) -> bool {
    measure.deadline.as_deref().is_some_and(|d| d.starts_with(|c: char| c.is_ascii_digit()) && d.len() == 10)
}

/// The first vague word of the measure that does not stand in a clause with a time of its own.
fn in_statement<'a>(paper: &Paper<'a>, measure: &'a Measure) -> Option<(&'a str, Span)> {
    let text = measure.statement.as_str();
    let rhythm = measure.commitments.iter().any(|c| c.recurrence.is_some());
    VAGUE.find(text).find_map(|range| {
        let word = text.get(range.clone())?;
        let used_otherwise =
            is_manner(text, range.start, word) || (rhythm && matches!(word, "逐步" | "抓紧" | "第一时间"));
        let span = near::within(paper, &measure.spans, word);
        span.filter(|_| !used_otherwise).map(|span| (word, span))
    })
}

/// 及早发现, 第一时间报告, respond promptly: how fast something is answered, not when the measure is done.
fn is_manner(text: &str, at: usize, word: &str) -> bool {
    let rest = text.get(at + word.len()..).unwrap_or("").trim_start_matches(['地', ' ']);
    let answers = ["报告", "处置", "处理", "发现", "响应", "上报", "回应", "答复", "到场", "反馈", "告知", "整改"];
    let english = ["report", "notif", "respond"];
    let before = text.get(..at).unwrap_or("");
    // 抓紧抓实 speaks of zeal.
    word == "抓紧" && rest.starts_with('抓')
        || matches!(word, "第一时间" | "及早" | "尽早" | "promptly") && answers.iter().any(|w| rest.starts_with(w))
        || english.iter().any(|w| before.ends_with(&format!("{w}ed ")) || before.contains(w) && word == "promptly")
}
