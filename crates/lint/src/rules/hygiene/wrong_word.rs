//! H410: a word with a wrong character.

use std::{ops::Range, sync::LazyLock};

use document::{Bilingual, Severity};

use crate::{
    Paper, Report, Rule,
    text::{Lexicon, brackets},
    words,
};

pub static RULE: Rule = Rule {
    code: "H410",
    name: "wrong-word",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("错别字", "a wrong character"),
    page: include_str!("wrong_word.md"),
    thresholds: &[],
    check,
};

/// `wrong=right`; longer words that are right and hold a wrong one are written `word=word`.
static PAIRS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let data = include_str!("../../../lexicon/wrong_words.txt");
    words::of_file(data).filter_map(|pair| pair.split_once('=')).collect()
});

static WRONG: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(&PAIRS.iter().map(|(wrong, _)| *wrong).collect::<Vec<_>>()));

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    for para in paper.paras() {
        let text = para.text();
        let titles: Vec<Range<usize>> = brackets(text, 0)
            .pairs
            .iter()
            .filter(|(open, _)| open.mark == '《')
            .map(|(open, close)| open.at..close.at)
            .collect();
        for range in WRONG.find(text) {
            let wrong = text.get(range.clone()).unwrap_or("");
            let Some((_, right)) = PAIRS.iter().find(|(w, r)| *w == wrong && w != r) else { continue };
            // The title of another paper is as its author wrote it.
            if titles.iter().any(|title| title.contains(&range.start)) || is_both_and(text, &range) {
                continue;
            }
            let span = para.span(range);
            let said =
                report.at(span).say(format!("“{wrong}”应为“{right}”"), format!("\"{wrong}\" should be \"{right}\""));
            said.suggest(span, *right);
        }
    }
}

/// 既使…又…, which is right.
fn is_both_and(text: &str, range: &Range<usize>) -> bool {
    let rest = text.get(range.end..).unwrap_or("");
    let sentence = rest.split(['。', '；']).next().unwrap_or("");
    text.get(range.clone()).is_some_and(|w| w == "既使") && sentence.contains('又')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_words_are_no_wrong_ones() {
        for (wrong, right) in PAIRS.iter() {
            assert!(right.chars().count() >= 2, "{wrong}");
            let still: Vec<&str> = WRONG
                .find(right)
                .filter_map(|r| right.get(r))
                .filter(|w| PAIRS.iter().any(|(wrong, r)| wrong == w && wrong != r))
                .collect();
            assert!(still.is_empty(), "{wrong}={right} is wrong still: {still:?}");
        }
    }
}
