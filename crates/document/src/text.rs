//! Plain text: lines to paragraphs, tables that were typed or copied into it to tables.

use std::borrow::Cow;

use crate::{
    Builder, Document, Format, Origin, Place, Role, Table, Unit, encoding, grid, markdown,
    read::{Limits, ReadError, problem},
    rewrap::{Gap, Line, rewrap},
};

mod drawn;
mod lines;
mod tabbed;

use lines::{Lines, Source};

/// Reads a plain text; one that is Markdown all the same, as such.
///
/// # Errors
/// [`ReadError::Empty`] where it holds nothing but white space.
pub(crate) fn read(bytes: &[u8], _limits: Limits) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes, None);
    if markdown::is(&decoded.text) {
        let mut document = markdown::parse(&decoded.text)?;
        document.problems.extend(problem::bad_text(&decoded));
        return Ok(document);
    }
    let mut builder = Builder::new(Format::Text);
    fill(&mut builder, &decoded.text);
    if builder.document().paragraphs.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut document = builder.finish();
    document.problems.extend(problem::bad_text(&decoded));
    Ok(document)
}

/// Fills `builder` with the paragraphs and tables of `text`.
fn fill(builder: &mut Builder, text: &str) {
    let mut prose = Prose::default();
    let mut found = Vec::new();
    // For each table, the number of lines of prose before it.
    let mut places = Vec::new();
    if may_hold_tables(text) {
        let source: Vec<Source<'_>> = Lines::new(text).collect();
        found = tables(text, &source);
        let mut at = 0;
        for table in &found {
            source.get(at..table.lines.start).unwrap_or(&[]).iter().for_each(|line| prose.add(line));
            places.push(prose.lines.len());
            prose.gap = Gap::Break;
            at = table.lines.end;
        }
        source.get(at..).unwrap_or(&[]).iter().for_each(|line| prose.add(line));
    } else {
        Lines::new(text).for_each(|line| prose.add(&line));
    }
    let mut waiting = places.into_iter().zip(found).peekable();
    for paragraph in rewrap(prose.lines) {
        while let Some((_, table)) = waiting.next_if(|(place, _)| *place <= paragraph.first) {
            table.build(builder);
        }
        paragraph_of(builder, paragraph.text, paragraph.origin, paragraph.furniture);
    }
    waiting.for_each(|(_, table)| table.build(builder));
}

/// Lines of running text.
#[derive(Default)]
struct Prose<'a> {
    lines: Vec<Line<'a>>,
    gap: Gap,
}

impl<'a> Prose<'a> {
    fn add(&mut self, source: &Source<'a>) {
        let line = Line::new(source.text, Place::start_of(Unit::Line(source.number)), self.gap);
        if !line.text.is_empty() {
            self.lines.push(line);
            self.gap = Gap::None;
        } else if self.gap == Gap::None {
            self.gap = Gap::Blank;
        }
    }
}

fn paragraph_of(builder: &mut Builder, text: Cow<'_, str>, origin: Origin, furniture: Option<crate::Furniture>) {
    let index = builder.paragraph(text, origin);
    if let (Some(kind), Some(paragraph)) = (furniture, builder.edit(index)) {
        paragraph.role = Role::Furniture(kind);
    }
}

/// A table found in the text: the lines it takes, and its cells.
struct Found<'a> {
    lines: std::ops::Range<usize>,
    rows: Vec<Vec<FoundCell<'a>>>,
}

/// A cell: its text with the place of each of its lines.
#[derive(Debug, Default, Clone)]
struct FoundCell<'a> {
    pieces: Vec<(Cow<'a, str>, Place)>,
}

impl Found<'_> {
    fn build(self, builder: &mut Builder) {
        let mut table = Table::default();
        for row in self.rows {
            let cells = row.into_iter().map(|cell| cell.build(builder)).collect();
            table.rows.push(crate::Row { cells });
        }
        grid::bound(&mut table.rows);
        builder.table(table);
    }
}

impl FoundCell<'_> {
    fn build(self, builder: &mut Builder) -> crate::Cell {
        let mut cell = crate::Cell::default();
        for (text, place) in self.pieces {
            let lead = text.chars().take_while(|c| c.is_whitespace()).count();
            let place = Place { offset: place.offset + u32::try_from(lead).unwrap_or(0), ..place };
            let text = text.trim();
            if !text.is_empty() {
                let index = builder.loose(text, Origin::at(place), Role::Cell);
                cell.blocks.push(crate::Block::Paragraph(index));
            }
        }
        cell
    }
}

/// A first look that lets text without tables pass at once.
fn may_hold_tables(text: &str) -> bool {
    memchr::memchr3(b'\t', b'|', 0xE2, text.as_bytes())
        .is_some_and(|_| memchr::memchr2(b'\t', b'|', text.as_bytes()).is_some() || drawn::may_hold(text))
}

/// All tables of a text, in order.
fn tables<'a>(text: &'a str, source: &[Source<'a>]) -> Vec<Found<'a>> {
    let mut tables = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let found = tabbed::at(text, source, at)
            .or_else(|skipped| if skipped > 1 { Err(skipped) } else { drawn::at(source, at) });
        match found {
            Ok(table) => {
                at = table.lines.end.max(at + 1);
                tables.push(table);
            }
            Err(lines) => at += lines.max(1),
        }
    }
    tables
}
