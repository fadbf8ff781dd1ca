//! H409: a word typed twice.

use std::{ops::Range, sync::LazyLock};

use document::{Bilingual, Severity};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    text::{self, Lexicon, is_han},
    words,
};

pub static RULE: Rule = Rule {
    code: "H409",
    name: "repeated-word",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("词语重复", "a word typed twice"),
    page: include_str!("repeated_word.md"),
    thresholds: &[&SHORTEST],
    check,
};

/// From which length on a passage that stands twice in a row is a slip.
static SHORTEST: Threshold = Threshold {
    key: "shortest-repeated-word",
    default: 3.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("几个字以上的词语连写两遍算重复", "characters from which a word written twice is a slip"),
    source: Bilingual::fixed(
        "自定：两个字的词连用常是正当的叠用（研究研究、许多许多）",
        "own default: words of two characters are often doubled on purpose",
    ),
};

/// Longest passage that is compared with what follows it, in characters.
const LONGEST: usize = 12;

/// Longer words in which a doubled particle is right (为了了解, 目的的).
static RIGHT: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&words::of_file(include_str!("../../../lexicon/rightly_doubled.txt")).collect::<Vec<_>>())
});

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let shortest = report.count(&SHORTEST).max(2);
    for para in paper.running() {
        let text = para.text();
        for run in text::runs(text, is_han) {
            let from = run.start;
            for repeated in repeats(text.get(run).unwrap_or(""), shortest) {
                let range = from + repeated.start..from + repeated.end;
                let word = text.get(range.clone()).unwrap_or("").to_owned();
                let span = para.span(range);
                let said = report.at(span).say(format!("“{word}”重复了"), format!("\"{word}\" is written twice"));
                said.safe_fix(span, "");
            }
        }
    }
}

/// All but the first of equal words in a row in `han`, a run of Chinese characters.
fn repeats(han: &str, shortest: usize) -> Vec<Range<usize>> {
    let right: Vec<Range<usize>> = RIGHT.find(han).collect();
    let marks: Vec<usize> = han.char_indices().map(|(at, _)| at).chain([han.len()]).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (n, start) in marks.iter().copied().enumerate() {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        // The shortest first, and all that follow it: what is left must not repeat again.
        let second = (1..=LONGEST).find_map(|length| {
            let (middle, end) = (*marks.get(n + length)?, *marks.get(n + 2 * length)?);
            let word = han.get(start..middle)?;
            let tail = han.get(middle..)?;
            let doubled = word == han.get(middle..end)?;
            let end = middle + tail.len() - tail.trim_start_matches(word).len();
            (doubled && is_slip(word, length, shortest)).then_some(middle..end)
        });
        let whole = |r: &Range<usize>| start..r.end;
        if let Some(second) = second
            && !right.iter().any(|r| r.start < whole(&second).end && whole(&second).start < r.end)
        {
            found.push(second);
        }
    }
    found
}

/// Particles are never doubled on purpose; of longer words those that count (一个一个) and those that repeat a
/// shorter one (哈哈哈哈) may be.
fn is_slip(word: &str, length: usize, shortest: usize) -> bool {
    let particle = matches!(word, "的" | "了");
    let same = word.chars().all(|c| word.starts_with(c));
    particle || (length >= shortest && !word.contains('一') && !same) || word == "进一步"
}
