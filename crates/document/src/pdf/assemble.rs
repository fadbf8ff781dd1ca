//! Pages into one document: lines are joined into paragraphs across pages, tables stand where they stood.

use super::{
    lines::{TextLine, is_wide},
    page::{Element, GridTable, PageText, begins_note},
};
use std::collections::HashSet;

use crate::{
    Align, Block, Builder, Cell, Furniture, Look, NoteKind, Origin, Place, Role, Row, Table, Unit,
    rewrap::{Gap, Line, rewrap},
};

/// Characters that a line must have to tell the edges of the text.
const LONG: usize = 7;

/// Collects pages.
#[derive(Debug, Default)]
pub(super) struct Assembler {
    lines: Vec<(TextLine, Place, Gap)>,
    tables: Vec<Draft>,
    /// Footnotes, the lines of each.
    notes: Vec<Vec<(String, Place)>>,
    /// Lines that belong to the page.
    furniture: Vec<(String, Place)>,
    /// Width of the widest page.
    width: f64,
    page: u32,
    line: u32,
}

/// A table, in the parts that pages cut it into.
#[derive(Debug)]
struct Draft {
    /// Lines of the document before it.
    at: usize,
    /// The page of its last part.
    page: u32,
    /// The parts, with the places of their lines.
    parts: Vec<(GridTable, Vec<Place>)>,
}

impl Assembler {
    /// Takes the next page.
    pub fn page(&mut self, text: PageText) {
        self.page += 1;
        self.width = self.width.max(text.width);
        self.line = 0;
        let pitch = pitch(&text.elements);
        let mut last: Option<(f64, f64)> = None;
        let mut after_table = false;
        for element in text.elements {
            match element {
                Element::Line(line) if line.artifact => {
                    let place = self.place();
                    self.furniture.push((line.text.trim().to_owned(), place));
                }
                Element::Line(line) => {
                    let blank = last.is_some_and(|(base, _)| line.base - base > 1.6 * pitch);
                    // Another size of letters is another part: a heading, a note.
                    let other = last.is_some_and(|(_, size)| (line.size - size).abs() > 0.12 * size);
                    let gap = match (std::mem::take(&mut after_table) || other, blank) {
                        (true, _) => Gap::Break,
                        (false, true) => Gap::Blank,
                        (false, false) => Gap::None,
                    };
                    last = Some((line.base, line.size));
                    let place = self.place();
                    self.lines.push((line, place, gap));
                }
                Element::Table(table) => {
                    after_table = true;
                    last = None;
                    let places = (0..table.cells.iter().map(Vec::len).sum()).map(|_| self.place()).collect();
                    self.table(table, places);
                }
            }
        }
        for line in text.notes {
            let entry = (line.text.trim().to_owned(), self.place());
            match self.notes.last_mut().filter(|_| !begins_note(&entry.0)) {
                Some(note) => note.push(entry),
                None => self.notes.push(vec![entry]),
            }
        }
        for line in text.turned {
            let place = self.place();
            self.furniture.push((line.text.trim().to_owned(), place));
        }
    }

    /// Takes a table. One that goes on from the page before, with nothing but a page number between and the same
    /// columns, is the rest of that one.
    fn table(&mut self, table: GridTable, places: Vec<Place>) {
        let page = self.page;
        let goes_on = self.tables.last().is_some_and(|last| {
            let between = self.lines.get(last.at..).unwrap_or(&[]);
            let only_numbers = between.iter().all(|(line, ..)| is_page_number(&line.text));
            let same = last.parts.last().is_some_and(|(part, _)| part.grid.has_columns_of(&table.grid));
            last.page + 1 == page && only_numbers && same
        });
        match self.tables.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.page = page;
                last.parts.push((table, places));
            }
            None => self.tables.push(Draft { at: self.lines.len(), page, parts: vec![(table, places)] }),
        }
    }

    /// Whether no text was found.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.tables.is_empty() && self.notes.is_empty() && self.furniture.is_empty()
    }

    /// Puts everything into `builder`.
    pub fn finish(self, builder: &mut Builder) {
        let edges = edges(self.lines.iter().map(|(line, ..)| line), self.width);
        let after: HashSet<usize> = self.tables.iter().map(|draft| draft.at).collect();
        let looks: Vec<Look> = self.lines.iter().map(|(line, ..)| look(line, edges)).collect();
        let full: Vec<bool> = (1..=self.lines.len()).map(|next| self.is_full(next, edges)).collect();
        let lines = self.lines.into_iter().zip(full).enumerate().map(|(at, ((line, place, gap), full))| {
            let gap = if after.contains(&at) { Gap::Break } else { gap };
            measured(&line, place, gap, full, edges)
        });
        let mut tables = self.tables.into_iter().peekable();
        for joined in rewrap(lines.collect()) {
            while let Some(draft) = tables.next_if(|draft| draft.at <= joined.first) {
                add_table(builder, draft);
            }
            let index = builder.paragraph(joined.text, joined.origin);
            if let Some(look) = looks.get(joined.first) {
                builder.look(index, look.clone());
            }
            if let (Some(kind), Some(paragraph)) = (joined.furniture, builder.edit(index)) {
                paragraph.role = Role::Furniture(kind);
            }
        }
        tables.for_each(|draft| add_table(builder, draft));
        for note in self.notes {
            let paragraphs = note.into_iter().map(|(text, place)| builder.loose(text, Origin::at(place), Role::Note));
            let paragraphs = paragraphs.collect();
            builder.note(NoteKind::Footnote, None, None, paragraphs);
        }
        for (text, place) in self.furniture.into_iter().filter(|(text, _)| !text.is_empty()) {
            let kind = if is_page_number(&text) { Furniture::PageNumber } else { Furniture::Header };
            builder.loose(text, Origin::at(place), Role::Furniture(kind));
        }
    }

    /// Whether the line before line `next` ends only because no more fitted in it. What begins beyond the middle is
    /// set to the right edge, not broken there.
    fn is_full(&self, next: usize, edges: (f64, f64)) -> bool {
        let Some((line, ..)) = next.checked_sub(1).and_then(|at| self.lines.get(at)) else { return false };
        let (left, right) = line.column.unwrap_or(edges);
        let after = self.lines.get(next).map_or("", |(line, ..)| line.text.trim());
        line.left < f64::midpoint(left, right) && has_no_room(line, right, after)
    }

    /// The place of the next line of the page.
    fn place(&mut self) -> Place {
        self.line += 1;
        Place::start_of(Unit::Page { page: self.page, line: self.line })
    }
}

/// Distance between most lines of a page.
fn pitch(elements: &[Element]) -> f64 {
    let bases: Vec<f64> =
        elements.iter().filter_map(|e| if let Element::Line(l) = e { Some(l.base) } else { None }).collect();
    let mut steps: Vec<f64> =
        bases.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None }).filter(|d| *d > 0.0).collect();
    steps.sort_by(f64::total_cmp);
    // The lower third: blank lines may be many.
    steps.get(steps.len() / 3).copied().unwrap_or(f64::MAX)
}

/// Left and right edge of the text on pages `width` wide. The right one is where the longest line ends if another
/// ends there too or the margin is like the left one; else no line is full, and the edge lies where it would be.
fn edges<'l>(lines: impl Iterator<Item = &'l TextLine>, width: f64) -> (f64, f64) {
    let lines: Vec<&TextLine> = lines.filter(|line| line.text.chars().nth(LONG).is_some()).collect();
    let left = lines.iter().map(|l| l.left).reduce(f64::min).unwrap_or(0.0);
    let Some(longest) = lines.iter().max_by(|a, b| a.right.total_cmp(&b.right)) else { return (left, width - left) };
    let (right, size) = (longest.right, longest.size);
    let shared = lines.iter().filter(|l| l.right > right - 1.2 * size).count() > 1;
    if shared || right > width - left - 2.0 * size { (left, right) } else { (left, width - left) }
}

/// Whether the first word of `next` would not have fitted behind `line` before the edge `right`.
fn has_no_room(line: &TextLine, right: f64, next: &str) -> bool {
    let closing = |c: char| "，。；：、！？）》”’】」％%,.;:!?)".contains(c);
    let mut chars = next.chars();
    let (first, second) = (chars.next(), chars.next());
    let word = match first {
        // A mark that may not begin a line comes down with the character before it, one that may not end it
        // with the character after.
        Some(c) if is_wide(c) => {
            if second.is_some_and(closing) || "（《“‘【「".contains(c) {
                2.0
            } else {
                1.0
            }
        }
        Some(_) => 0.55 * next.chars().take_while(|c| !c.is_whitespace() && !is_wide(*c)).count() as f64,
        None => return false,
    };
    right - line.right < (word + 0.3) * line.size
}

fn measured(line: &TextLine, place: Place, gap: Gap, full: bool, edges: (f64, f64)) -> Line<'static> {
    let (left, _) = line.column.unwrap_or(edges);
    let size = line.size.max(1.0);
    let skipped = u32::try_from(line.text.chars().take_while(|c| c.is_whitespace()).count()).unwrap_or(0);
    let indent = ((line.left - left) / (size / 2.0)).round().clamp(0.0, 200.0) as u32 + skipped;
    let place = Place { unit: place.unit, offset: skipped };
    Line { text: line.text.trim().to_owned().into(), place, indent, gap, full: Some(full) }
}

/// How a line looks, as far as its place tells.
fn look(line: &TextLine, edges: (f64, f64)) -> Look {
    let (left, right) = line.column.unwrap_or(edges);
    let (before, after) = (line.left - left, right - line.right);
    let align = if after < 2.0 * line.size && line.left > f64::midpoint(left, right) {
        Some(Align::Right)
    } else if before > 2.5 * line.size && (before - after).abs() < 1.5 * line.size {
        Some(Align::Center)
    } else {
        None
    };
    Look { size: Some((line.size * 2.0).round().clamp(1.0, 2000.0) as u16), align, ..Look::default() }
}

fn is_page_number(text: &str) -> bool {
    let mark =
        |c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '-' | '—' | '–' | '－' | '/' | '第' | '页' | '共');
    text.chars().all(mark) && text.chars().any(char::is_numeric)
}

fn add_table(builder: &mut Builder, draft: Draft) {
    let mut rows: Vec<Row> = Vec::new();
    for (part, places) in draft.parts {
        let offset = u32::try_from(rows.len()).unwrap_or(0);
        let mut more = table_rows(builder, part, &places, offset);
        // Head rows that are repeated on each page are there once.
        let repeated = more.iter().zip(&rows).take_while(|(a, b)| same_text(builder, a, b)).count();
        let repeated = if offset > 0 && repeated < more.len() { repeated } else { 0 };
        let covered = more.get(repeated..).unwrap_or(&[]).iter().flat_map(|row| &row.cells);
        let reaches = covered
            .filter_map(|cell| cell.covered_by)
            .any(|(row, _)| row < offset + u32::try_from(repeated).unwrap_or(0));
        if repeated > 0 && !reaches {
            let shift = u32::try_from(repeated).unwrap_or(0);
            more.drain(..repeated);
            for (row, _) in more.iter_mut().flat_map(|row| &mut row.cells).filter_map(|cell| cell.covered_by.as_mut()) {
                *row -= shift;
            }
        }
        rows.append(&mut more);
    }
    builder.table(Table { rows, sheet: None });
}

/// Whether two rows say the same, and something.
fn same_text(builder: &mut Builder, a: &Row, b: &Row) -> bool {
    let document = builder.document();
    let text = |row: &Row| -> Vec<String> {
        let paragraphs = |cell: &Cell| {
            let texts = cell.blocks.iter().filter_map(|block| match block {
                Block::Paragraph(index) => document.paragraphs.get(*index).map(|p| p.text.as_str()),
                Block::Table(_) => None,
            });
            texts.collect::<Vec<_>>().concat()
        };
        row.cells.iter().map(paragraphs).collect()
    };
    let (a, b) = (text(a), text(b));
    a == b && a.iter().any(|cell| !cell.is_empty())
}

/// The rows of one part, `offset` rows below the first of the table.
fn table_rows(builder: &mut Builder, table: GridTable, places: &[Place], offset: u32) -> Vec<Row> {
    let grid = &table.grid;
    let mut places = places.iter().copied();
    let mut rows = Vec::new();
    let mut cells = table.cells.into_iter();
    for row in 0..grid.height() {
        let mut out = Row::default();
        for column in 0..grid.width() {
            let lines = cells.next().unwrap_or_default();
            let owner = grid.owner(row, column);
            if owner != (row, column) {
                let at = |n: usize| u32::try_from(n).unwrap_or(0);
                out.cells.push(Cell { blocks: Vec::new(), covered_by: Some((at(owner.0) + offset, at(owner.1))) });
                continue;
            }
            let lines: Vec<(TextLine, Place)> = lines.into_iter().zip(places.by_ref()).collect();
            let blocks = paragraphs(builder, &lines, grid.sides_of(owner));
            out.cells.push(Cell { blocks, covered_by: None });
        }
        rows.push(out);
    }
    rows
}

/// Joins the lines of a cell whose sides are given: a line that has room left ends its paragraph.
fn paragraphs(builder: &mut Builder, lines: &[(TextLine, Place)], (left, right): (f64, f64)) -> Vec<Block> {
    // What the cell keeps free at its left it keeps free at its right.
    let padding = lines.iter().map(|(line, _)| line.left - left).reduce(f64::min).unwrap_or(0.0).clamp(0.0, 8.0);
    let mut blocks = Vec::new();
    let mut open: Option<(String, Origin)> = None;
    let mut last: Option<&TextLine> = None;
    for (line, place) in lines {
        let text = line.text.trim();
        let numbered = crate::numbering::parse(text).is_some_and(|label| label.certain);
        let full = last.replace(line).is_some_and(|last| has_no_room(last, right - padding, text));
        match open.as_mut().filter(|_| full && !numbered) {
            Some((so_far, origin)) => {
                let wide = |c: Option<char>| c.is_some_and(is_wide);
                if !wide(so_far.chars().next_back()) && !wide(text.chars().next()) {
                    so_far.push(' ');
                }
                origin.continues(so_far.len(), *place);
                so_far.push_str(text);
            }
            None => {
                let done = open.replace((text.to_owned(), Origin::at(*place)));
                blocks.extend(done.map(|(text, origin)| Block::Paragraph(builder.loose(text, origin, Role::Cell))));
            }
        }
    }
    blocks.extend(open.map(|(text, origin)| Block::Paragraph(builder.loose(text, origin, Role::Cell))));
    blocks
}
