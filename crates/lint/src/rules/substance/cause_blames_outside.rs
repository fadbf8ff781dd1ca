//! M306: it was not us.

use std::sync::LazyLock;

use document::{Bilingual, Severity};
use extract::Cause;

use crate::{Paper, Report, Rule, items, near, words::Words};

pub static RULE: Rule = Rule {
    code: "M306",
    name: "cause-blames-outside",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("原因全推给客观", "a cause that blames circumstances"),
    page: include_str!("cause_blames_outside.md"),
    thresholds: &[],
    check,
};

static OUTSIDE: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/outside.txt")));
static INSIDE: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/inside.txt")));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    for cause in &paper.extraction.causes {
        if let Some(word) = blamed(cause) {
            let span = near::within(paper, &cause.spans, word).or_else(|| items::place(&cause.spans));
            let Some(span) = span else { continue };
            report.at(span).say(
                format!("原因只讲“{word}”，没有讲自己"),
                format!("the cause is \"{word}\" and nothing of one's own"),
            );
        }
    }
}

/// What outside is blamed, where nothing of one's own is named.
fn blamed(cause: &Cause) -> Option<&str> {
    let text = cause.statement.as_str();
    let word = OUTSIDE.first(text)?;
    let (before, after) = (text.get(..word.start)?, text.get(word.end..)?);
    (!INSIDE.is_in(before) && !INSIDE.is_in(after)).then(|| text.get(word)).flatten()
}
