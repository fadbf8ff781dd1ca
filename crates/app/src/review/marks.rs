//! The passages of a paper that an item was read from.

use document::{Role, Span};
use ledger::{PaperId, Passage, Source, Stream};

use super::Reading;

/// The passages of `paper`, read as `reading`, that `item` was read from, the first one first. `sources` is what the ledger
/// keeps; where that names another version of the paper, its words are looked for in this one.
#[must_use]
pub fn marks(reading: &Reading, paper: PaperId, item: Stream, sources: &[Source], words: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for source in sources.iter().filter(|source| source.paper == paper) {
        let Some(first) = source.passage.and_then(|passage| reading.span(passage)) else { continue };
        spans.push(first);
        let more = source.ordinal.map(|ordinal| reading.more(item, ordinal, first)).unwrap_or_default();
        spans.extend(more);
    }
    if spans.is_empty() {
        spans.extend(reading.find(words, None).and_then(|passage| reading.span(passage)));
    }
    spans.retain(|span| span.start < span.end);
    let mut seen = std::collections::BTreeSet::new();
    spans.retain(|span| seen.insert(*span));
    spans
}

impl Reading {
    /// A passage that the ledger keeps, in bytes; `None` where it does not fit this paper.
    #[must_use]
    pub fn span(&self, passage: Passage) -> Option<Span> {
        let index = usize::try_from(passage.paragraph).ok()?;
        let text = &self.document.paragraphs.get(index)?.text;
        let at = |chars: u32| byte(text, chars as usize);
        Some(Span::new(index, at(passage.start)?..at(passage.end)?))
    }

    /// The passage that says `words`: in `paragraph`, where one is given and says them, else the first of the paper.
    #[must_use]
    pub fn find(&self, words: &str, paragraph: Option<usize>) -> Option<Passage> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        let own =
            |index: &usize| self.document.paragraphs.get(*index).is_some_and(|p| !matches!(p.role, Role::Furniture(_)));
        let all = 0..self.document.paragraphs.len();
        paragraph.into_iter().chain(all).filter(own).find_map(|index| {
            let text = &self.document.paragraphs.get(index)?.text;
            let start = text.find(words)?;
            self.passage(Span::new(index, start..start + words.len()))
        })
    }

    /// A span in characters, as the ledger keeps it.
    pub(crate) fn passage(&self, span: Span) -> Option<Passage> {
        let text = &self.document.paragraphs.get(span.paragraph as usize)?.text;
        let chars = |end: u32| u32::try_from(text.get(..end as usize)?.chars().count()).ok();
        Some(Passage { paragraph: span.paragraph, start: chars(span.start)?, end: chars(span.end)? })
    }

    /// The other passages of the item that was read there, as long as the paper still reads as it did.
    fn more(&self, item: Stream, ordinal: u32, first: Span) -> Vec<Span> {
        let Some(index) = (ordinal as usize).checked_sub(1) else { return Vec::new() };
        let said = match item {
            Stream::Finding(_) => self.extraction.findings.get(index).map(|f| (&f.spans, &f.manifestation_spans[..])),
            Stream::Cause(_) => self.extraction.causes.get(index).map(|c| (&c.spans, &[][..])),
            Stream::Measure(_) => self.extraction.measures.get(index).map(|m| (&m.spans, &[][..])),
            _ => None,
        };
        let Some((spans, manifestations)) = said else { return Vec::new() };
        if spans.first() != Some(&first) {
            return Vec::new();
        }
        spans.iter().skip(1).chain(manifestations).copied().collect()
    }
}

/// The byte at which the character `chars` of `text` begins, its end included.
fn byte(text: &str, chars: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(chars)
}
