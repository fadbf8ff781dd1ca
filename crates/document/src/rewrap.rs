//! Joins lines that hard wrapping or optical character recognition (OCR) broke into whole paragraphs again.
//!
//! A file is wrapped or it is not: [`rewrap`] first looks at all lines together and leaves them exactly as
//! they are where nothing shows wrapping. For text files [`Line::new`] is enough; a reader that knows the
//! layout of the page (PDF) may also state [`Line::indent`] and [`Line::full`].

use std::borrow::Cow;

use crate::{Furniture, Origin, Place};

/// What stands between a line and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Gap {
    /// Nothing: the next line of the block.
    #[default]
    None,
    /// A blank line, or clearly more space than between the lines of a block. A sentence that is not ended
    /// yet may go on beyond it.
    Blank,
    /// A table, a picture, another part: nothing goes on beyond it.
    Break,
}

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// Its text, without white space at its ends.
    pub text: Cow<'a, str>,
    /// Where the first character of `text` stands.
    pub place: Place,
    /// How far it is indented, in columns (a Chinese character takes two).
    pub indent: u32,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it reaches the right edge of its block, where the layout tells; else it is found from the
    /// widths of the lines.
    pub full: Option<bool>,
}

impl<'a> Line<'a> {
    /// A line as a text file has it; `place` is that of its very first character. The white space before
    /// its text counts as its indent.
    pub(crate) fn new(raw: &'a str, place: Place, gap: Gap) -> Self {
        let text = raw.trim_start();
        let white = raw.get(..raw.len() - text.len()).unwrap_or("");
        let (mut indent, mut skipped) = (0, 0);
        for c in white.chars() {
            indent += match c {
                '\u{3000}' => 2,
                '\t' => 4,
                _ => 1,
            };
            skipped += 1;
        }
        let place = Place { unit: place.unit, offset: place.offset + skipped };
        Self { text: Cow::Borrowed(text.trim_end()), place, indent, gap, full: None }
    }
}

/// A paragraph made of one or more lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joined<'a> {
    /// Its text; borrowed where it is a single line.
    pub text: Cow<'a, str>,
    /// Where it stands, one piece a line.
    pub origin: Origin,
    /// Index of its first line in the input.
    pub first: usize,
    /// Set for lines that belong to the page, found while looking for sentences that go on beyond them.
    /// The reader passes it on as the paragraph's role.
    pub furniture: Option<Furniture>,
}

/// Joins `lines`, all the lines of a document that are no table, into paragraphs in reading order.
///
/// Page numbers and repeated headers inside a sentence come after the paragraph that they interrupt. All
/// characters that are no white space are kept; a hyphen that splits an English word at the end of a line is
/// dropped.
pub(crate) fn rewrap(lines: Vec<Line<'_>>) -> Vec<Joined<'_>> {
    lines
        .into_iter()
        .enumerate()
        .map(|(first, line)| Joined { text: line.text, origin: Origin::at(line.place), first, furniture: None })
        .collect()
}
