//! Counted things in running text: 八个问题, 已完成6项, four findings.

use std::ops::Range;

use document::numbering;

use crate::text::before;

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Its value.
    pub value: usize,
    /// Where the number and its classifier stand, in bytes.
    pub range: Range<usize>,
}

/// Classifiers of findings, measures and aspects.
const CLASSIFIERS: [&str; 10] = ["个", "条", "项", "点", "件", "处", "类", "种", "大", "方面"];

/// Counts with a classifier (or, for two findings, with the word after the number), from the left. Numbers of four
/// digits, ordinals (第三项), decimals and what is quoted are none.
#[must_use]
pub fn counts(text: &str) -> Vec<Count> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
        match count_at(text, at) {
            Some(count) => {
                at = count.range.end;
                found.push(count);
            }
            // Past the whole number, so that 120条 is not read as 20条.
            None => at += number_at(text, at).map_or(c.len_utf8(), |(_, bytes)| bytes),
        }
    }
    found
}

fn number_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    if rest.starts_with(|c: char| numbering::digit(c).is_some()) {
        let taken: usize = rest.chars().take_while(|c| numbering::digit(*c).is_some()).map(char::len_utf8).sum();
        return Some(numbering::digits(rest).unwrap_or((u32::MAX, taken)));
    }
    numbering::chinese_numeral(rest).or_else(|| english(text, at))
}

fn count_at(text: &str, at: usize) -> Option<Count> {
    let first = before(text, at);
    let ordinal = first.is_some_and(|c| {
        matches!(c, '第' | '.' | '．' | '-' | '—' | '“' | '/' | '〔' | '之') || numbering::digit(c).is_some()
    });
    let (value, bytes) = number_at(text, at).filter(|_| !ordinal)?;
    let value = usize::try_from(value).ok().filter(|v| *v < 1000)?;
    let rest = text.get(at + bytes..)?;
    let latin = text.get(at..at + bytes)?.is_ascii() && rest.starts_with(' ');
    let classifier = CLASSIFIERS.iter().find(|c| rest.starts_with(**c)).map(|c| c.len());
    let taken = classifier.or(latin.then_some(0))?;
    Some(Count { value, range: at..at + bytes + taken })
}

/// A number in English words, up to twelve.
fn english(text: &str, at: usize) -> Option<(u32, usize)> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let rest = text.get(at..)?;
    if before(text, at).is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    (1..).zip(WORDS).find_map(|(value, word)| {
        let same = rest.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
        let ends = rest.get(word.len()..).is_some_and(|t| t.starts_with(' '));
        (same && ends).then_some((value, word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts() {
        let seen = |text: &str| {
            counts(text).iter().map(|c| format!("{}={}", &text[c.range.clone()], c.value)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(seen("共梳理出4个方面十二个问题，第三项除外"), "4个=4 十二个=12");
        assert_eq!(seen("主要存在三方面差距，收到意见120条"), "三方面=3 120条=120");
        assert_eq!(seen("2.5个任期，2026年，“三个问题”"), "");
        assert_eq!(seen("Six findings were raised; 4 were closed"), "Six=6 4=4");
    }
}
