//! Applies what mends a paper without changing what it says.
//!
//! Lines of text files are rewritten here; for other formats [`safe`] gives the passages and replacements to
//! whoever writes the format.

use std::ops::Range;

use document::{Diagnostic, Document, Fix, Place, Unit};

use crate::place;

/// The safe fixes of `diagnostics` in reading order, none of which overlaps another: of two that do, the
/// first in reading order counts, and the other waits for the next run.
#[must_use]
pub fn safe(diagnostics: &[Diagnostic]) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = diagnostics.iter().filter_map(|d| d.fix.clone()).filter(|f| f.safe).collect();
    fixes.sort_by(|a, b| (a.span, &a.replacement).cmp(&(b.span, &b.replacement)));
    let mut chosen: Vec<Fix> = Vec::new();
    for fix in fixes {
        // `<=` on the start: two insertions at one point would depend on their order.
        let clear = chosen.last().is_none_or(|last| {
            last.span.paragraph != fix.span.paragraph
                || (last.span.end <= fix.span.start && last.span.start < fix.span.start)
        });
        if clear {
            chosen.push(fix);
        }
    }
    chosen
}

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text, mended; everything outside the fixes is as it was, byte for byte.
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
    /// Those that were not: their passage is not in one line, or does not stand there as the document says.
    pub left: Vec<Fix>,
}

/// Applies `fixes` (from [`safe`]) to `source`, the decoded text that `document` was read from: line-based
/// formats only (text, Markdown), others come back unchanged with all fixes left.
#[must_use]
pub fn apply_to_text(source: &str, document: &Document, fixes: &[Fix]) -> Applied {
    let lines = Lines::of(source);
    let mut applied = Applied { text: String::with_capacity(source.len()), count: 0, left: Vec::new() };
    let mut edits: Vec<(Range<usize>, &Fix)> = Vec::new();
    for fix in fixes {
        match lines.range(source, document, fix) {
            Some(range) => edits.push((range, fix)),
            None => applied.left.push(fix.clone()),
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut at = 0;
    for (range, fix) in edits {
        // Two paragraphs of the document may stand for one passage of the source.
        let Some(kept) = source.get(at..range.start) else {
            applied.left.push(fix.clone());
            continue;
        };
        applied.text.push_str(kept);
        applied.text.push_str(&fix.replacement);
        applied.count += 1;
        at = range.end;
    }
    applied.text.push_str(source.get(at..).unwrap_or(""));
    applied
}

/// Byte at which each line begins.
struct Lines(Vec<usize>);

impl Lines {
    fn of(source: &str) -> Self {
        // A byte order mark is no part of the first line.
        let first = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        // A text without line feeds has its lines ended by carriage returns, as the reader counts them.
        let mark = if source.contains('\n') { b'\n' } else { b'\r' };
        let breaks = source.bytes().enumerate().filter(|(_, b)| *b == mark).map(|(at, _)| at + 1);
        Self(std::iter::once(first).chain(breaks).collect())
    }

    /// The bytes of `source` that `fix` replaces, if they are the text it means to replace.
    fn range(&self, source: &str, document: &Document, fix: &Fix) -> Option<Range<usize>> {
        let (start, end) = place::bounds(document, fix.span)?;
        let range = self.byte(source, start)?..self.byte(source, end)?;
        (source.get(range.clone())? == document.text(fix.span)).then_some(range)
    }

    fn byte(&self, source: &str, place: Place) -> Option<usize> {
        let Unit::Line(line) = place.unit else { return None };
        let start = *self.0.get((line as usize).checked_sub(1)?)?;
        let rest = source.get(start..)?;
        let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        ends.nth(place.offset as usize).map(|at| start + at)
    }
}
