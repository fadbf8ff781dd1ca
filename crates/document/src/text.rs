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
    let source: Vec<Source<'_>> = Lines::new(text).collect();
    let tables = if may_hold_tables(text) { tables(text, &source) } else { Vec::new() };
    let mut prose = Vec::with_capacity(source.len());
    // For each table, the number of lines of prose before it.
    let mut places = Vec::new();
    let (mut at, mut gap, mut next_table) = (0, Gap::None, tables.iter().peekable());
    while let Some(line) = source.get(at) {
        if let Some(table) = next_table.next_if(|t| t.lines.start == at) {
            places.push(prose.len());
            gap = Gap::Break;
            at = table.lines.end.max(at + 1);
            continue;
        }
        at += 1;
        let line = Line::new(line.text, Place::start_of(Unit::Line(line.number)), gap);
        if line.text.is_empty() {
            gap = if gap == Gap::Break { gap } else { Gap::Blank };
        } else {
            prose.push(line);
            gap = Gap::None;
        }
    }
    let mut waiting = places.into_iter().zip(tables).peekable();
    for paragraph in rewrap(prose) {
        while let Some((_, table)) = waiting.next_if(|(place, _)| *place <= paragraph.first) {
            table.build(builder);
        }
        paragraph_of(builder, paragraph.text, paragraph.origin, paragraph.furniture);
    }
    waiting.for_each(|(_, table)| table.build(builder));
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
