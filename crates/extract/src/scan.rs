//! Small steps over text that every reader here takes: sentences, clauses, trimming. All positions are
//! byte offsets on character boundaries.

use std::ops::Range;

/// Marks that end a sentence.
pub(crate) const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n')
}

/// Marks after which a new item, label or example may begin.
pub(crate) const fn is_boundary(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '；'
            | '!'
            | '?'
            | ';'
            | '\n'
            | '，'
            | ','
            | '：'
            | ':'
            | '.'
            | '（'
            | '('
            | '【'
            | '”'
            | '"'
            | '’'
            | '—'
            | '）'
            | ')'
    )
}

/// `range` of `text` without white space and the given marks at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>, marks: &[char]) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return range.start..range.start };
    let drop = |c: char| c.is_whitespace() || marks.contains(&c);
    let end = range.start + part.trim_end_matches(drop).len();
    let part = text.get(range.start..end).unwrap_or("");
    let start = end - part.trim_start_matches(drop).len();
    start..end
}

/// Only white space trimmed.
pub(crate) fn trim_space(text: &str, range: Range<usize>) -> Range<usize> {
    trim(text, range, &[])
}

/// Whether a byte of `text` is of the kind that `is` tells. It looks at all, which takes fewer steps than to
/// stop at the first: many bytes are looked at in one.
pub(crate) fn holds(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |any, b| any | is(b))
}

/// The first byte from `at` on that begins no common Chinese character.
pub(crate) fn past_plain(bytes: &[u8], mut at: usize) -> usize {
    // U+4000 to U+9FFF, and no mark of any script, begin with these bytes in UTF-8.
    while bytes.get(at).is_some_and(|b| (0xe4..=0xe9).contains(b)) {
        at += 3;
    }
    at
}

/// The characters of `text` that can be marks, with their places: common Chinese characters are stepped over.
pub(crate) fn marks(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at = past_plain(bytes, at);
        let c = text.get(at..)?.chars().next()?;
        let here = at;
        at += c.len_utf8();
        Some((here, c))
    })
}

/// The sentences of `range`, each with its end mark. A full stop ends an English sentence where white
/// space and no lower-case letter follow.
pub(crate) fn sentences(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = range.start;
    let mut marks = marks(text.get(range.clone()).unwrap_or(""));
    std::iter::from_fn(move || {
        let from = start;
        let end = marks.find_map(|(at, c)| {
            let end = range.start + at + c.len_utf8();
            (ends_sentence(c) || (c == '.' && ends_english_sentence(text, end))).then_some(end)
        });
        start = end.unwrap_or(range.end);
        (from < start).then(|| trim_space(text, from..start))
    })
    .filter(|sentence| !sentence.is_empty())
}

/// Whether the full stop before byte `after` ends a sentence.
pub(crate) fn ends_english_sentence(text: &str, after: usize) -> bool {
    let rest = text.get(after..).unwrap_or("");
    let spaced = rest.starts_with([' ', '\n']);
    let next = rest.trim_start().chars().next();
    rest.is_empty() || (spaced && next.is_none_or(|c| !c.is_lowercase()))
}

/// What stands in `range` between the cuts that `next` finds, each behind the byte where the last one ended.
pub(crate) fn between(
    range: Range<usize>,
    mut next: impl FnMut(usize) -> Option<Range<usize>>,
) -> impl Iterator<Item = Range<usize>> {
    let mut start = Some(range.start);
    std::iter::from_fn(move || {
        let from = start?;
        let cut = next(from);
        start = cut.as_ref().map(|cut| cut.end);
        Some(from..cut.map_or(range.end, |cut| cut.start))
    })
}

/// The clauses of `range`: split at commas too, marks left out.
pub(crate) fn clauses(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut marks = marks(text.get(range.clone()).unwrap_or(""));
    let offset = range.start;
    let next = move |_| {
        let mut depth = 0_i32;
        marks.find_map(|(at, c)| {
            match c {
                '“' | '（' | '(' | '《' => depth += 1,
                '”' | '）' | ')' | '》' => depth -= 1,
                _ => {}
            }
            let here = offset + at;
            let end = here + c.len_utf8();
            let splits = match c {
                '，' | '：' => depth <= 0,
                ',' | ':' => depth <= 0 && !between_digits(text, here, end),
                '.' => ends_english_sentence(text, end),
                c => ends_sentence(c),
            };
            splits.then_some(here..end)
        })
    };
    between(range, next).map(|clause| trim_space(text, clause)).filter(|clause| !clause.is_empty())
}

fn between_digits(text: &str, before: usize, after: usize) -> bool {
    let left = text.get(..before).and_then(|t| t.chars().next_back()).is_some_and(|c| c.is_ascii_digit());
    let right = text.get(after..).and_then(|t| t.chars().next()).is_some_and(|c| c.is_ascii_digit());
    left && right
}

/// The clause of `range` around `inner`.
pub(crate) fn clause_at(text: &str, range: Range<usize>, inner: Range<usize>) -> Range<usize> {
    let splits = |c: char| ends_sentence(c) || matches!(c, '，' | '：' | ',');
    let before = text.get(range.start..inner.start).unwrap_or("");
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| splits(*c))
        .map_or(range.start, |(i, c)| range.start + i + c.len_utf8());
    let after = text.get(inner.end..range.end).unwrap_or("");
    let end = marks(after).find(|(_, c)| splits(*c)).map_or(range.end, |(i, _)| inner.end + i);
    trim_space(text, start..end)
}

/// Whether the text is English for our purpose: it holds no Chinese character.
pub(crate) fn is_english(text: &str) -> bool {
    let chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c) || c >= '\u{20000}';
    text.is_ascii() || !text.chars().any(chinese)
}
