//! What the readers fill: paragraphs, tables and notes in reading order.

use crate::{
    Block, Cell, Document, Format, Label, Look, Note, NoteKind, Number, Origin, Paragraph, Role, Row, Span, Table,
    furniture, numbering, outline,
};

/// Collects a document. A reader pushes what it meets; [`finish`](Builder::finish) computes typed numbers
/// and outline levels.
#[derive(Debug)]
pub struct Builder {
    document: Document,
}

impl Builder {
    /// An empty document of `format`.
    #[must_use]
    pub fn new(format: Format) -> Self {
        let document = Document {
            format,
            paragraphs: Vec::new(),
            body: Vec::new(),
            notes: Vec::new(),
            sheets: Vec::new(),
            page: None,
            problems: Vec::new(),
        };
        Self { document }
    }

    /// The document so far, for what has no method of its own: page set-up, sheet names, problems.
    pub fn document(&mut self) -> &mut Document {
        &mut self.document
    }

    /// Adds a paragraph to the body and returns its index. `text` carries no white space at its ends; the
    /// origin's offset counts the characters that were trimmed at the start.
    pub fn paragraph(&mut self, text: impl Into<String>, origin: Origin) -> usize {
        let index = self.loose(text, origin, Role::Body);
        self.document.body.push(Block::Paragraph(index));
        index
    }

    /// Adds a paragraph that the caller places itself: in a cell, in a note, or as furniture.
    pub fn loose(&mut self, text: impl Into<String>, origin: Origin, role: Role) -> usize {
        self.document.paragraphs.push(Paragraph {
            text: text.into(),
            number: None,
            role,
            level: None,
            origin,
            look: None,
        });
        self.document.paragraphs.len() - 1
    }

    /// Changes a paragraph just added.
    pub fn edit(&mut self, index: usize) -> Option<&mut Paragraph> {
        self.document.paragraphs.get_mut(index)
    }

    /// States the computed (automatic) number of paragraph `index` as it is seen, such as `（一）`.
    /// A text that is no number in a known form (a bullet) is kept as [`Form::Bullet`](crate::Form::Bullet).
    pub fn computed_number(&mut self, index: usize, seen: &str) {
        let Some(paragraph) = self.document.paragraphs.get_mut(index) else { return };
        let Label { form, value, .. } = numbering::parse_whole(seen);
        paragraph.number = Some(Number { text: seen.trim().to_owned(), form, value, typed: 0 });
    }

    /// States how paragraph `index` looks.
    pub fn look(&mut self, index: usize, look: Look) {
        if let Some(paragraph) = self.document.paragraphs.get_mut(index) {
            paragraph.look = Some(Box::new(look));
        }
    }

    /// Adds a table to the body, its rows filled up to one width.
    pub fn table(&mut self, table: Table) {
        let table = Self::square(table);
        self.document.body.push(Block::Table(table));
    }

    /// Fills the rows of `table` up to one width.
    #[must_use]
    pub fn square(mut table: Table) -> Table {
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for Row { cells } in &mut table.rows {
            cells.resize_with(width, Cell::default);
        }
        table
    }

    /// Adds a note apart from the body.
    pub fn note(&mut self, kind: NoteKind, anchor: Option<Span>, author: Option<String>, paragraphs: Vec<usize>) {
        self.document.notes.push(Note { kind, anchor, author, paragraphs });
    }

    /// Computes what depends on the whole: typed numbers, outline levels, the title.
    #[must_use]
    pub fn finish(mut self) -> Document {
        furniture::mark(&mut self.document);
        outline::settle(&mut self.document);
        self.document
    }
}
