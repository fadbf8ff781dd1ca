//! Papers for tests.

use compare::{Settings, Shared, Text};
use document::{Block, Builder, Cell, Document, Format, Origin, Place, Role, Row, Span, Table, Unit};

/// A paper of one paragraph a line.
pub fn paper<S: AsRef<str>>(lines: &[S]) -> Document {
    let mut builder = Builder::new(Format::Text);
    for (line, text) in lines.iter().enumerate() {
        builder.paragraph(text.as_ref(), Origin::at(Place::start_of(Unit::Line(line as u32 + 1))));
    }
    builder.finish()
}

/// Adds a table of one row a line, cells apart by `|`.
pub fn table(builder: &mut Builder, rows: &[&str]) {
    let mut table = Table::default();
    for (row, line) in rows.iter().enumerate() {
        let mut cells = Vec::new();
        for (column, text) in line.split('|').enumerate() {
            let unit = Unit::Cell { sheet: 0, row: row as u32, column: column as u32 };
            let index = builder.loose(text, Origin::at(Place::start_of(unit)), Role::Cell);
            cells.push(Cell { blocks: vec![Block::Paragraph(index)], covered_by: None });
        }
        table.rows.push(Row { cells });
    }
    builder.table(table);
}

pub fn between(a: &Document, b: &Document) -> Shared {
    compare::between(&Text::new(a), &Text::new(b), &Settings::default())
}

pub fn words(document: &Document, spans: &[Span]) -> String {
    spans.iter().map(|span| document.text(*span)).collect::<Vec<_>>().join(" / ")
}

/// What a pair shares, for snapshots.
pub fn told(a: &Document, b: &Document, shared: &Shared) -> String {
    let mut out = format!("a {:.3}, b {:.3}\n", shared.coverage_a, shared.coverage_b);
    for p in &shared.passages {
        let kind = if p.exact { "exact" } else { "alike" };
        out += &format!("{} {kind} {:.3}\n  {}\n  {}\n", p.chars, p.likeness, words(a, &p.a), words(b, &p.b));
    }
    out
}
