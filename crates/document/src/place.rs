//! Where a passage stands: inside the [`Document`](crate::Document) ([`Span`]) and in the file it was
//! read from ([`Place`]).

/// A passage of a document: a byte range in the text of one paragraph.
///
/// `paragraph` is an index into [`Document::paragraphs`](crate::Document::paragraphs). `start..end` are
/// byte offsets into [`Paragraph::text`](crate::Paragraph::text), on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Index of the paragraph.
    pub paragraph: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The passage `range` (bytes) of paragraph `paragraph`.
    #[must_use]
    pub fn new(paragraph: usize, range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { paragraph: clamp(paragraph), start: clamp(range.start), end: clamp(range.end) }
    }

    /// The byte range inside the paragraph's text.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The unit of a source file that a person can point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// The n-th paragraph of a text document, counted from 0 in the order in which the file stores them.
    ///
    /// In WordprocessingML this is the n-th `w:p` element of `word/document.xml` in document order,
    /// those of tables and text boxes included.
    Paragraph(u32),
    /// The n-th paragraph of a part that stands apart (footnotes, comments, headers), counted from 0.
    Apart(u32),
    /// A line of a text file, counted from 1.
    Line(u32),
    /// A cell of a workbook: index of the sheet, row and column, all counted from 0.
    Cell {
        /// Index of the sheet.
        sheet: u32,
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
    },
    /// A line of a page: both counted from 1.
    Page {
        /// Page, from 1.
        page: u32,
        /// Line on the page, from 1.
        line: u32,
    },
}

/// A point in the source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The unit.
    pub unit: Unit,
    /// Characters (Unicode scalar values) from the start of the unit.
    pub offset: u32,
}

impl Place {
    /// The start of `unit`.
    #[must_use]
    pub const fn start_of(unit: Unit) -> Self {
        Self { unit, offset: 0 }
    }
}

/// Where the text of one paragraph came from.
///
/// A paragraph that was joined from several lines has one piece a line. A byte that belongs to no piece
/// (a space put in by joining) counts as the end of the piece before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    first: Place,
    more: Vec<(u32, Place)>,
}

impl Origin {
    /// The whole text stands at `place`.
    #[must_use]
    pub const fn at(place: Place) -> Self {
        Self { first: place, more: Vec::new() }
    }

    /// The text from byte `at` on stands at `place`. Pieces must be added in rising order of `at`.
    pub fn continues(&mut self, at: usize, place: Place) {
        self.more.push((u32::try_from(at).unwrap_or(u32::MAX), place));
    }

    /// The start of the paragraph.
    #[must_use]
    pub const fn start(&self) -> Place {
        self.first
    }

    /// The place of byte `at` of `text`, the paragraph's own text.
    #[must_use]
    pub fn locate(&self, text: &str, at: usize) -> Place {
        let after = self.more.partition_point(|(start, _)| *start as usize <= at);
        let (start, place) = match after.checked_sub(1).and_then(|i| self.more.get(i)) {
            Some((start, place)) => (*start as usize, *place),
            None => (0, self.first),
        };
        let passed = text.get(start..at.min(text.len())).map_or(0, |s| s.chars().count());
        Place { unit: place.unit, offset: place.offset + u32::try_from(passed).unwrap_or(0) }
    }
}
