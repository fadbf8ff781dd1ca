//! The paper as it was read, with the passages of its items marked.

use std::collections::BTreeMap;

use app::review::Reading;
use document::{Block as Part, Document, Role, Span, Table};
use ledger::Stream;

use crate::call::Call;
use crate::pages::import::check::{Note, note};

/// A part of the paper.
pub enum Block {
    /// A paragraph.
    Para(Para),
    /// A table, row by row.
    Table(Vec<Vec<Cell>>),
}

/// A paragraph.
pub struct Para {
    /// Its number, from 1.
    pub no: usize,
    /// `title`, `1` to `9` of a heading, or `p`.
    pub kind: String,
    /// Its own number, where the file computes it.
    pub number: String,
    /// Its text, cut where marks begin and end.
    pub runs: Vec<Run>,
    /// What is to be said about it.
    pub notes: Vec<Note>,
}

/// A piece of a paragraph.
pub struct Run {
    /// Its text.
    pub text: String,
    /// The classes of its mark: of which kind, of which items. Empty where it is no mark.
    pub class: String,
    /// The item that it leads to.
    pub item: String,
    /// What the item finds it by, at its first mark.
    pub id: String,
}

/// A cell of a table.
pub struct Cell {
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows.
    pub rows: usize,
    /// What it holds.
    pub paras: Vec<Para>,
}

/// A passage of an item.
pub struct Mark {
    /// The item.
    pub item: Stream,
    /// The passage.
    pub span: Span,
    /// Whether it is the item's first.
    pub first: bool,
}

struct Writer<'a> {
    document: &'a Document,
    marks: BTreeMap<usize, Vec<&'a Mark>>,
    notes: BTreeMap<usize, Vec<Note>>,
}

/// All parts of the paper in order; headers, page numbers and the like are left out.
pub fn blocks(call: &Call<'_>, reading: &Reading, marks: &[Mark]) -> Vec<Block> {
    let document = &reading.document;
    let mut writer = Writer { document, marks: BTreeMap::new(), notes: BTreeMap::new() };
    for mark in marks {
        writer.marks.entry(mark.span.paragraph as usize).or_default().push(mark);
    }
    for diagnostic in &reading.diagnostics {
        if let Some(span) = diagnostic.span {
            let notes = writer.notes.entry(span.paragraph as usize).or_default();
            notes.push(note(call, document, diagnostic));
        }
    }
    let body = document.body.iter().filter_map(|part| match part {
        Part::Paragraph(index) => writer.para(*index).map(Block::Para),
        Part::Table(table) => Some(Block::Table(writer.table(table))),
    });
    let body: Vec<Block> = body.collect();
    let notes = document.notes.iter().flat_map(|note| &note.paragraphs);
    let notes: Vec<Block> = notes.filter_map(|index| writer.para(*index).map(Block::Para)).collect();
    body.into_iter().chain(notes).collect()
}

impl Writer<'_> {
    fn para(&mut self, index: usize) -> Option<Para> {
        let paragraph = self.document.paragraphs.get(index)?;
        if matches!(paragraph.role, Role::Furniture(_)) || paragraph.text.trim().is_empty() {
            return None;
        }
        let kind = match paragraph.role {
            Role::Title => "title".to_owned(),
            Role::Heading => paragraph.level.unwrap_or(1).to_string(),
            _ => "p".to_owned(),
        };
        let number = paragraph.number.as_ref().filter(|number| number.typed == 0);
        let number = number.map(|number| number.text.clone()).unwrap_or_default();
        let marks = self.marks.get(&index).map_or(&[][..], Vec::as_slice);
        let runs = runs(&paragraph.text, marks);
        Some(Para { no: index + 1, kind, number, runs, notes: self.notes.remove(&index).unwrap_or_default() })
    }

    fn table(&mut self, table: &Table) -> Vec<Vec<Cell>> {
        // How far each cell reaches: the last row and column of the cells that it covers.
        let mut reach: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        for (r, row) in table.rows.iter().enumerate() {
            for (c, cell) in row.cells.iter().enumerate() {
                if let Some((row, column)) = cell.covered_by {
                    let last = reach.entry((row as usize, column as usize)).or_insert((r, c));
                    *last = (last.0.max(r), last.1.max(c));
                }
            }
        }
        let mut rows = Vec::new();
        for (r, row) in table.rows.iter().enumerate() {
            let mut cells = Vec::new();
            for (c, cell) in row.cells.iter().enumerate().filter(|(_, cell)| cell.covered_by.is_none()) {
                let (last_row, last_column) = reach.get(&(r, c)).copied().unwrap_or((r, c));
                let paras = inside(&cell.blocks).into_iter().filter_map(|index| self.para(index)).collect();
                cells.push(Cell { columns: last_column.max(c) - c + 1, rows: last_row.max(r) - r + 1, paras });
            }
            rows.push(cells);
        }
        rows
    }
}

/// The paragraphs of a cell, those of tables within it too.
fn inside(blocks: &[Part]) -> Vec<usize> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Part::Paragraph(index) => all.push(*index),
            Part::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| all.extend(inside(&cell.blocks)));
            }
        }
    }
    all
}

/// A text cut where marks begin and end. Where marks lie upon one another the shortest shows.
fn runs(text: &str, marks: &[&Mark]) -> Vec<Run> {
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.span.start as usize, mark.span.end as usize]).collect();
    cuts.extend([0, text.len()]);
    cuts.retain(|cut| text.is_char_boundary(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut begun: Vec<Stream> = Vec::new();
    let mut runs = Vec::new();
    for pair in cuts.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let within = |mark: &&&Mark| mark.span.start as usize <= from && to <= mark.span.end as usize;
        let mut over: Vec<&&Mark> = marks.iter().filter(within).collect();
        over.sort_by_key(|mark| mark.span.end - mark.span.start);
        let text = text.get(from..to).unwrap_or_default().to_owned();
        let Some(top) = over.first() else {
            runs.push(Run { text, class: String::new(), item: String::new(), id: String::new() });
            continue;
        };
        let of: Vec<String> = over.iter().map(|mark| format!("of-{}", mark.item)).collect();
        let kind = match top.item {
            Stream::Cause(_) => "cause ",
            Stream::Measure(_) => "measure ",
            _ => "",
        };
        // An id stands once in a page.
        let first = top.first && !begun.contains(&top.item);
        begun.push(top.item);
        let id = if first { format!("s-{}", top.item) } else { String::new() };
        runs.push(Run { text, class: format!("{kind}{}", of.join(" ")), item: top.item.to_string(), id });
    }
    runs
}

#[cfg(test)]
mod tests {
    use ledger::{FindingId, MeasureId};

    use super::*;

    #[test]
    fn marks_that_lie_upon_one_another_each_show_their_part() {
        let text = "档案管理不严。更换记录仪。";
        let mark = |item: Stream, range: std::ops::Range<usize>| Mark { item, span: Span::new(0, range), first: true };
        let whole = mark(FindingId(1).into(), 0..text.len());
        let part = mark(MeasureId(2).into(), 21..text.len());
        let told: Vec<(String, String, String)> =
            runs(text, &[&whole, &part]).into_iter().map(|run| (run.text, run.class, run.id)).collect();
        let run = |text: &str, class: &str, id: &str| (text.to_owned(), class.to_owned(), id.to_owned());
        assert_eq!(told, [run("档案管理不严。", "of-F1", "s-F1"), run("更换记录仪。", "measure of-M2 of-F1", "s-M2")]);
        assert_eq!(runs("", &[]).len(), 0);
    }
}
