//! A document's table in box characters, merged cells as one.

use document::{Block, Cell, Document, Table};

use crate::table::{fit, pad, width, wrap};
use crate::terminal::clean;

/// Deepest nesting of tables that is followed.
pub const DEPTH: usize = 16;

/// The text of a cell, nested tables flattened, a line a paragraph.
pub fn cell_text(cell: &Cell, document: &Document) -> String {
    let mut lines = Vec::new();
    collect(&cell.blocks, document, 0, &mut lines);
    lines.join("\n")
}

fn collect(blocks: &[Block], document: &Document, depth: usize, lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(index) => {
                let Some(p) = document.paragraphs.get(*index) else { continue };
                let number = p.number.as_ref().filter(|n| n.typed == 0).map_or("", |n| n.text.as_str());
                lines.push(format!("{number}{}", clean(&p.text)));
            }
            Block::Table(table) if depth < DEPTH => {
                for cell in table.rows.iter().flat_map(|r| &r.cells) {
                    collect(&cell.blocks, document, depth + 1, lines);
                }
            }
            Block::Table(_) => {}
        }
    }
}

/// The first `rows` rows of `table` in lines at most `columns` wide (wider only where it has too many
/// columns for that).
pub fn table(table: &Table, document: &Document, columns: usize, rows: usize) -> Vec<String> {
    let grid = Grid::new(table, document, columns, rows);
    if grid.widths.is_empty() || grid.heights.is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for row in 0..grid.heights.len() {
        lines.push(grid.rule(row));
        let height = grid.heights.get(row).copied().unwrap_or(0);
        lines.extend((0..height).map(|line| grid.line(row, line)));
    }
    lines.push(grid.rule(grid.heights.len()));
    lines
}

/// One area of the grid that shows one cell.
struct Area {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    text: String,
}

struct Grid {
    areas: Vec<Area>,
    /// Index of the area that shows at each place.
    at: Vec<Vec<usize>>,
    widths: Vec<usize>,
    heights: Vec<usize>,
    /// Lines of each area, wrapped.
    lines: Vec<Vec<String>>,
}

impl Grid {
    fn new(table: &Table, document: &Document, columns: usize, rows: usize) -> Self {
        let shown: Vec<&[Cell]> = table.rows.iter().take(rows).map(|r| r.cells.as_slice()).collect();
        let width = shown.iter().map(|r| r.len()).max().unwrap_or(0);
        let (areas, at) = areas(&shown, width, document);
        let widths = widths(&areas, width, columns);
        let mut grid = Self { areas, at, widths, heights: vec![1; shown.len()], lines: Vec::new() };
        grid.lines =
            grid.areas.iter().map(|a| wrap(&a.text, grid.span(a)).into_iter().map(str::to_owned).collect()).collect();
        grid.settle_heights();
        grid
    }

    /// Columns of text that an area has, the borders that it swallows included.
    fn span(&self, area: &Area) -> usize {
        let inner: usize = self.widths.iter().skip(area.column).take(area.columns).sum();
        inner + 3 * area.columns.saturating_sub(1)
    }

    fn settle_heights(&mut self) {
        for (area, lines) in self.areas.iter().zip(&self.lines) {
            let end = (area.row + area.rows).min(self.heights.len());
            let Some(mine) = self.heights.get_mut(area.row..end) else { continue };
            let have = mine.iter().sum::<usize>() + mine.len().saturating_sub(1);
            if let Some(last) = mine.last_mut() {
                *last += lines.len().saturating_sub(have);
            }
        }
    }

    fn owner(&self, row: Option<usize>, column: Option<usize>) -> Option<usize> {
        self.at.get(row?)?.get(column?).copied()
    }

    /// The horizontal rule above `row`; text of an area that goes through it stands in it.
    fn rule(&self, row: usize) -> String {
        let above = row.checked_sub(1);
        let mut out = String::new();
        for column in 0..=self.widths.len() {
            let left = column.checked_sub(1);
            let (up, down) = (self.border(above, left, column), self.border(Some(row), left, column));
            let (west, east) = (self.ruled(above, row, left), self.ruled(above, row, Some(column)));
            // Inside a merged area there is neither border nor rule, only its text.
            if up || down || west || east {
                out.push(joint(up, down, west, east));
            }
            let Some(width) = self.widths.get(column) else { break };
            if east {
                out.push_str(&"─".repeat(width + 2));
            } else {
                self.through(row, column, &mut out);
            }
        }
        out
    }

    /// Whether a vertical border stands left of `column` in `row`.
    fn border(&self, row: Option<usize>, left: Option<usize>, column: usize) -> bool {
        let (a, b) = (self.owner(row, left), self.owner(row, Some(column)));
        (a.is_some() || b.is_some()) && a != b
    }

    /// Whether a rule runs between the rows in `column`.
    fn ruled(&self, above: Option<usize>, row: usize, column: Option<usize>) -> bool {
        let (a, b) = (self.owner(above, column), self.owner(Some(row), column));
        (a.is_some() || b.is_some()) && a != b
    }

    fn through(&self, row: usize, column: usize, out: &mut String) {
        let Some(index) = self.owner(Some(row), Some(column)) else { return };
        let Some(area) = self.areas.get(index).filter(|a| a.column == column) else {
            // Inside a merged area: its first column has printed the text already.
            return;
        };
        let passed = self.passed(area, row).saturating_sub(1);
        self.text(index, area, passed, out);
    }

    /// Lines of an area that stand above the first line of `row`, rules that it swallows included.
    fn passed(&self, area: &Area, row: usize) -> usize {
        let rows = row.saturating_sub(area.row);
        self.heights.iter().skip(area.row).take(rows).sum::<usize>() + rows
    }

    fn text(&self, index: usize, area: &Area, line: usize, out: &mut String) {
        let text = self.lines.get(index).and_then(|l| l.get(line)).map_or("", String::as_str);
        out.push(' ');
        out.push_str(&pad(text, self.span(area)));
        out.push(' ');
    }

    fn line(&self, row: usize, line: usize) -> String {
        let mut out = String::new();
        for column in 0..self.widths.len() {
            let Some(index) = self.owner(Some(row), Some(column)) else { continue };
            let Some(area) = self.areas.get(index) else { continue };
            if area.column == column {
                out.push('│');
                self.text(index, area, self.passed(area, row) + line, &mut out);
            }
        }
        out.push('│');
        out
    }
}

fn areas(rows: &[&[Cell]], width: usize, document: &Document) -> (Vec<Area>, Vec<Vec<usize>>) {
    let mut areas: Vec<Area> = Vec::new();
    let mut at: Vec<Vec<usize>> = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        let mut here = Vec::with_capacity(width);
        for column in 0..width {
            let cell = cells.get(column);
            let shower = cell.and_then(|c| c.covered_by).and_then(|(r, c)| {
                let (r, c) = (r as usize, c as usize);
                let owners = if r == row { Some(&here) } else { at.get(r) };
                owners.and_then(|o| o.get(c)).copied()
            });
            let grown = shower.filter(|&index| grow(&mut areas, index, row, column));
            here.push(grown.unwrap_or_else(|| {
                let text = cell.map(|c| cell_text(c, document)).unwrap_or_default();
                areas.push(Area { row, column, rows: 1, columns: 1, text });
                areas.len() - 1
            }));
        }
        at.push(here);
    }
    (areas, at)
}

/// Lets an area cover one more place, where it stays a rectangle.
fn grow(areas: &mut [Area], index: usize, row: usize, column: usize) -> bool {
    let Some(area) = areas.get_mut(index) else { return false };
    if row == area.row && column == area.column + area.columns {
        area.columns += 1;
        return true;
    }
    if row == area.row + area.rows && column == area.column {
        area.rows += 1;
        return true;
    }
    row < area.row + area.rows && row > area.row && (area.column..area.column + area.columns).contains(&column)
}

fn widths(areas: &[Area], count: usize, columns: usize) -> Vec<usize> {
    let mut widths = vec![2; count];
    let borders = 3 * count + 1;
    let room = columns.saturating_sub(borders);
    for area in areas.iter().filter(|a| a.columns == 1) {
        let natural = area.text.split('\n').map(width).max().unwrap_or(0).min(room.max(2));
        if let Some(w) = widths.get_mut(area.column) {
            *w = natural.max(*w);
        }
    }
    fit(&mut widths, room, 4);
    widths
}

/// The box character with these arms.
const fn joint(up: bool, down: bool, west: bool, east: bool) -> char {
    match (up, down, west, east) {
        (true, true, true, true) => '┼',
        (true, true, true, false) => '┤',
        (true, true, false, true) => '├',
        (true, false, true, true) => '┴',
        (false, true, true, true) => '┬',
        (false, true, false, true) => '┌',
        (false, true, true, false) => '┐',
        (true, false, false, true) => '└',
        (true, false, true, false) => '┘',
        (true, true, false, false) => '│',
        (false, false, true, true) => '─',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{Origin, Place, Role, Row, Unit};
    use proptest::prelude::*;

    /// A cell's text, or where the cell stands that covers it.
    type Drawn<'a> = (&'a str, Option<(u32, u32)>);

    /// The table of these cells.
    fn drawn(rows: &[Vec<Drawn<'_>>], columns: usize) -> Vec<String> {
        let mut builder = document::Builder::new(document::Format::Text);
        let mut cell = |(text, covered_by): &Drawn<'_>| {
            let at = builder.loose(*text, Origin::at(Place::start_of(Unit::Line(1))), Role::Cell);
            Cell { blocks: vec![Block::Paragraph(at)], covered_by: *covered_by }
        };
        let rows = rows.iter().map(|row| Row { cells: row.iter().map(&mut cell).collect() }).collect();
        super::table(&Table { rows, sheet: None }, &builder.finish(), columns, 99)
    }

    #[test]
    fn merged_cells_are_one() {
        let lines = drawn(
            &[
                vec![("问题", None), ("责任", None), ("", Some((0, 1)))],
                vec![("排队时间太长，群众有意见", None), ("单位", None), ("人", None)],
                vec![("", Some((1, 0))), ("大厅", None), ("何清越", None)],
            ],
            30,
        );
        insta::assert_snapshot!(lines.join("\n"), @r"
        ┌────────────┬───────────────┐
        │ 问题       │ 责任          │
        ├────────────┼──────┬────────┤
        │ 排队时间太 │ 单位 │ 人     │
        │ 长，群众有 ├──────┼────────┤
        │ 意见       │ 大厅 │ 何清越 │
        └────────────┴──────┴────────┘
        ");
    }

    proptest! {
        #[test]
        fn no_merge_however_wrong_breaks_the_drawing(
            cells in prop::collection::vec(prop::collection::vec(
                ("[一-十a-c ]{0,9}", prop::option::of((0u32..5, 0u32..5))), 0..5), 0..5),
            columns in 0usize..60,
        ) {
            let rows: Vec<Vec<_>> =
                cells.iter().map(|row| row.iter().map(|(text, merge)| (text.as_str(), *merge)).collect()).collect();
            let lines = drawn(&rows, columns);
            prop_assert_eq!(lines.is_empty(), rows.iter().all(Vec::is_empty));
        }
    }
}
