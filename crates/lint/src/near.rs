//! Where words that belong to an item stand, when the extraction keeps the words and not their place.

use document::Span;

use crate::Paper;

/// How many paragraphs after an item may hold its labels (owner, deadline), as blocks and table rows do.
const AFTER: usize = 12;
/// How many before it, as table rows whose columns stand in another order do.
const BEFORE: usize = 6;

/// The place of `words` nearest to the item at `spans`: inside it, after it, before it; `None` where the words were not
/// taken as they stand.
#[must_use]
pub fn find(paper: &Paper<'_>, spans: &[Span], words: &str) -> Option<Span> {
    within(paper, spans, words).or_else(|| around(paper, spans, words))
}

/// The place of `words` inside the item.
#[must_use]
pub fn within(paper: &Paper<'_>, spans: &[Span], words: &str) -> Option<Span> {
    spans.iter().find_map(|span| {
        let at = paper.document.text(*span).find(words)? + span.start as usize;
        Some(Span::new(span.paragraph as usize, at..at + words.len()))
    })
}

fn around(paper: &Paper<'_>, spans: &[Span], words: &str) -> Option<Span> {
    let last = spans.last()?;
    let home = last.paragraph as usize;
    let in_paragraph = |index: usize, from: usize| {
        let text = paper.document.paragraphs.get(index)?.text.as_str();
        let at = from + text.get(from..)?.find(words)?;
        Some(Span::new(index, at..at + words.len()))
    };
    let rest = in_paragraph(home, last.end as usize).or_else(|| in_paragraph(home, 0));
    rest.or_else(|| (home + 1..=home + AFTER).find_map(|index| in_paragraph(index, 0)))
        .or_else(|| (home.saturating_sub(BEFORE)..home).rev().find_map(|index| in_paragraph(index, 0)))
}
