//! What a file holds once it is read, the same for every format.

use crate::{Diagnostic, Form, Origin, Span};

/// A file, read.
///
/// Paragraphs stand in one list in reading order, those of table cells and notes included; blocks, cells
/// and notes refer to them by index, so that a [`Span`] is an index and a byte range whatever it is in.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The format it was read as.
    pub format: Format,
    /// Every paragraph.
    pub paragraphs: Vec<Paragraph>,
    /// The body in reading order.
    pub body: Vec<Block>,
    /// Footnotes, endnotes, comments: apart from the body.
    pub notes: Vec<Note>,
    /// Names of the sheets, for workbooks.
    pub sheets: Vec<String>,
    /// Page and grid, where the format states them (WordprocessingML only).
    pub page: Option<PageSetup>,
    /// What could be read only in part.
    pub problems: Vec<Diagnostic>,
}

impl Document {
    /// The text of `span`; empty where the span does not fit this document.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.paragraphs.get(span.paragraph as usize).and_then(|p| p.text.get(span.range())).unwrap_or("")
    }

    /// The paragraphs of the body outside tables, by their indices.
    pub(crate) fn outside_tables(&self) -> impl Iterator<Item = usize> + '_ {
        self.body.iter().filter_map(|block| match block {
            Block::Paragraph(index) => Some(*index),
            Block::Table(_) => None,
        })
    }

    /// The whole text of the body and its tables, a line a paragraph, numbers included, furniture left out.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        for paragraph in &self.paragraphs {
            if matches!(paragraph.role, Role::Furniture(_) | Role::Note) {
                continue;
            }
            if let Some(number) = paragraph.number.as_ref().filter(|n| n.typed == 0) {
                out.push_str(&number.text);
            }
            out.push_str(&paragraph.text);
            out.push('\n');
        }
        out
    }
}

/// File formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// WordprocessingML (ECMA-376), `.docx`.
    Docx,
    /// Word 97–2003 binary, `.doc`, and WPS Writer, `.wps`.
    Doc,
    /// SpreadsheetML, `.xlsx`.
    Xlsx,
    /// Excel 97–2003 binary, `.xls`.
    Xls,
    /// OpenDocument spreadsheet, `.ods`.
    Ods,
    /// Comma- or tab-separated values, `.csv`, `.tsv`.
    Csv,
    /// PDF with a text layer.
    Pdf,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Index into [`Document::paragraphs`].
    Paragraph(usize),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Its text as the file holds it: without a number that the program that wrote it computes, with one
    /// that was typed. No line breaks except `\n` for a forced break inside the paragraph.
    pub text: String,
    /// Its number, computed or typed.
    pub number: Option<Number>,
    /// What it is for.
    pub role: Role,
    /// Depth in the outline, from 1; `None` for running text.
    pub level: Option<u8>,
    /// Where it stands in the source.
    pub origin: Origin,
    /// How it looks, where the format says so.
    pub look: Option<Box<Look>>,
}

impl Paragraph {
    /// The text without a typed number.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.get(self.body_start()..).unwrap_or("")
    }

    /// The byte at which [`body`](Self::body) begins.
    #[must_use]
    pub fn body_start(&self) -> usize {
        self.number.as_ref().map_or(0, |n| n.typed as usize)
    }
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The title of the whole paper.
    Title,
    /// A heading: it titles what follows. Its depth is [`Paragraph::level`].
    Heading,
    /// Running text and list items.
    Body,
    /// Text in a cell of a table.
    Cell,
    /// Text of a note or comment.
    Note,
    /// What belongs to the page or the site, not to the paper.
    Furniture(Furniture),
}

/// Kinds of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Furniture {
    /// Repeated at the top or the foot of pages.
    Header,
    /// A page number.
    PageNumber,
    /// Advertising, download and sharing notices of the site a file came from.
    Advertising,
    /// Navigation of a web page.
    Navigation,
}

/// A paragraph's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As it is seen: `（一）`, `3.2`, `①`.
    pub text: String,
    /// Its form.
    pub form: Form,
    /// Its value; for a multi-level decimal, that of its last part.
    pub value: u32,
    /// Bytes it takes of [`Paragraph::text`], white space after it included; 0 where it is computed.
    pub typed: u32,
}

/// A table. Rows are as in the source; a cell that a merge covers is present and says so.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Rows from the top.
    pub rows: Vec<Row>,
    /// Index into [`Document::sheets`], for workbooks.
    pub sheet: Option<u32>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// One entry a grid column, from the left; every row of a table has the same number.
    pub cells: Vec<Cell>,
}

/// A cell of the grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What it holds: paragraphs (role [`Role::Cell`]) and nested tables. Empty where a merge covers it.
    pub blocks: Vec<Block>,
    /// Where a merge covers it: the row and column of the cell that shows.
    pub covered_by: Option<(u32, u32)>,
}

/// A note apart from the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its kind.
    pub kind: NoteKind,
    /// The passage it hangs on, where known.
    pub anchor: Option<Span>,
    /// Who wrote it, for comments.
    pub author: Option<String>,
    /// Its paragraphs (role [`Role::Note`]).
    pub paragraphs: Vec<usize>,
}

/// Kinds of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// At the foot of a page.
    Footnote,
    /// At the end of the paper.
    Endnote,
    /// A reviewer's comment.
    Comment,
}

/// How a paragraph looks, styles and defaults resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Name of its style.
    pub style: Option<String>,
    /// Font of its Chinese characters, that most of its text has.
    pub font: Option<String>,
    /// Size in half-points, that most of its text has.
    pub size: Option<u16>,
    /// Whether all its text is bold.
    pub bold: bool,
    /// Bytes of text in bold at its start, where the rest is not bold; else 0.
    pub bold_lead: u32,
    /// Alignment.
    pub align: Option<Align>,
    /// First-line indent in twips (twentieths of a point); negative hangs.
    pub first_line: Option<i32>,
    /// First-line indent in hundredths of a character, which wins over `first_line`.
    pub first_line_chars: Option<i32>,
    /// Line pitch.
    pub line: Option<LinePitch>,
}

/// Alignment of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
    /// Both edges.
    Justify,
}

/// Distance between lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinePitch {
    /// Exactly so many twips.
    Exact(u32),
    /// At least so many twips.
    AtLeast(u32),
    /// A multiple of single spacing, in 240ths.
    Multiple(u32),
}

/// Page, margins and grid; lengths in twips (twentieths of a point).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageSetup {
    /// Paper width.
    pub width: Option<u32>,
    /// Paper height.
    pub height: Option<u32>,
    /// Top margin.
    pub top: Option<i32>,
    /// Bottom margin.
    pub bottom: Option<i32>,
    /// Left margin.
    pub left: Option<i32>,
    /// Right margin.
    pub right: Option<i32>,
    /// Line pitch of the document grid.
    pub grid_line_pitch: Option<u32>,
    /// The page number in the footer.
    pub page_number: Option<PageNumber>,
}

/// A page number field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageNumber {
    /// Its font.
    pub font: Option<String>,
    /// Its size in half-points.
    pub size: Option<u16>,
    /// The footer's text around it, `#` where the number stands, such as `— # —`.
    pub text: String,
}
