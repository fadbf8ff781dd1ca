//! Patterns of characters that several rules look for. All ranges are in bytes, on character boundaries.

mod brackets;
mod protected;

use std::ops::Range;

pub use brackets::{Bracket, Brackets, brackets, closer_of, wide};
pub use protected::{is_within, protected};

use aho_corasick::{AhoCorasick, MatchKind};

/// Maximal runs of characters that `is` holds for.
pub fn runs<'a>(text: &'a str, is: impl Fn(char) -> bool + 'a) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(&is)?;
        let tail = text.get(start..)?;
        let end = start + tail.find(|c| !is(c)).unwrap_or(tail.len());
        at = end;
        Some(start..end)
    })
}

/// The character before byte `at`.
#[must_use]
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at byte `at`.
#[must_use]
pub fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether `c` is a Chinese character (CJK unified ideographs and their extensions A to H, and 〇).
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Whether `text` is Chinese rather than English: a third of its letters or more are Chinese characters.
#[must_use]
pub fn is_chinese(text: &str) -> bool {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    han > 0 && han * 2 >= latin
}

/// Characters that a reader counts: without white space.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Sentences, each with the mark that ends it and closing quotes and brackets after that; white space at
/// their ends left out.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    split(text, |c, next| match c {
        '。' | '！' | '？' | '；' | '…' | '\n' => true,
        '.' | '!' | '?' | ';' => next.is_none_or(char::is_whitespace),
        _ => false,
    })
}

/// Clauses: [`sentences`], cut at commas and colons too.
pub fn clauses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    split(text, |c, next| match c {
        '。' | '！' | '？' | '；' | '…' | '，' | '：' | '\n' => true,
        '.' | '!' | '?' | ';' | ',' | ':' => next.is_none_or(char::is_whitespace),
        _ => false,
    })
}

fn split(text: &str, ends: fn(char, Option<char>) -> bool) -> impl Iterator<Item = Range<usize>> + '_ {
    const CLOSING: &[char] = &['”', '’', '"', '」', '』', '）', ')', '》', '】'];
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|c: char| !c.is_whitespace())?;
        let tail = text.get(start..)?;
        let mut end = text.len();
        for (offset, c) in tail.char_indices() {
            let next = start + offset + c.len_utf8();
            if ends(c, after(text, next)) {
                // A mark that follows at once (！？, ……) and what closes a quotation belong to this piece.
                let more = text.get(next..).unwrap_or("");
                let own = |c: char| CLOSING.contains(&c) || (ends(c, None) && c != '\n');
                end = next + more.find(|c| !own(c)).unwrap_or(more.len());
                break;
            }
        }
        at = end;
        let piece = text.get(start..end)?.trim_end();
        Some(start..start + piece.len())
    })
}

/// Words that are looked for all at once; of words that begin at one place the longest counts.
///
/// Build it once a rule: `static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&["尽快", "适时"]));`
#[derive(Debug)]
pub struct Lexicon(Option<AhoCorasick>);

impl Lexicon {
    /// A lexicon of `words`; ASCII letters match in either case.
    #[must_use]
    pub fn new(words: &[&str]) -> Self {
        let mut builder = AhoCorasick::builder();
        // It can fail only where the words exceed the automaton's 32-bit limits; then nothing is found.
        Self(builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(words).ok())
    }

    /// Where its words stand in `text`, from the left, not overlapping.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.0.iter().flat_map(move |words| words.find_iter(text).map(|m| m.range()))
    }

    /// Whether any of its words stands in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|words| words.is_match(text))
    }
}
