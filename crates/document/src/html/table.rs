//! The grid of a table from its rows and spans (WHATWG HTML, 4.9.12).

use super::attributes::Attributes;
use crate::{Block, Cell, Row, Table, grid};

/// Cells that spans may cover, for each cell that the table has.
const COVERED_PER_CELL: usize = 64;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Row>,
    /// For each column, the cell that reaches down into the next rows and how many rows it still covers.
    down: Vec<Option<Down>>,
    cells: usize,
    covered: usize,
    /// Where the open cell stands.
    open: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy)]
struct Down {
    from: (u32, u32),
    left: u32,
}

impl Grid {
    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.open = None;
        self.rows.push(Row::default());
    }

    /// Begins a cell.
    pub(super) fn cell(&mut self, attributes: Attributes<'_>) {
        if self.rows.is_empty() {
            self.row();
        }
        let (columns, rows) = self.spans(attributes);
        let row = self.rows.len() - 1;
        self.fill_from_above();
        let Some(cells) = self.rows.last_mut().map(|r| &mut r.cells) else { return };
        let column = cells.len();
        let from = (u32::try_from(row).unwrap_or(0), u32::try_from(column).unwrap_or(0));
        self.open = Some((row, column));
        self.cells += 1;
        for index in 0..columns {
            let covered_by = (index > 0).then_some(from);
            cells.push(Cell { blocks: Vec::new(), covered_by });
            if rows > 1 {
                if self.down.len() <= column + index {
                    self.down.resize(column + index + 1, None);
                }
                if let Some(down) = self.down.get_mut(column + index) {
                    *down = Some(Down { from, left: rows });
                }
            }
        }
    }

    /// How many columns and rows a cell takes. Browsers allow 1000 and 65534; here their sum is bounded too.
    fn spans(&mut self, attributes: Attributes<'_>) -> (usize, u32) {
        let columns = attributes.number("colspan").unwrap_or(1).clamp(1, 1000) as usize;
        let rows = attributes.number("rowspan").unwrap_or(1).min(65534);
        // 0 means: down to the end.
        let rows = if rows == 0 { 65534 } else { rows };
        let budget = (self.cells + 16).saturating_mul(COVERED_PER_CELL);
        if self.covered + columns > budget {
            return (1, rows);
        }
        self.covered += columns - 1;
        (columns, rows)
    }

    /// Puts in the cells that reach down from rows above, up to the first free column.
    fn fill_from_above(&mut self) {
        let here = u32::try_from(self.rows.len().saturating_sub(1)).unwrap_or(0);
        let Some(cells) = self.rows.last_mut().map(|r| &mut r.cells) else { return };
        while let Some(Some(down)) = self.down.get(cells.len()).copied() {
            if down.from.0 >= here || down.from.0.saturating_add(down.left) <= here {
                break;
            }
            cells.push(Cell { blocks: Vec::new(), covered_by: Some(down.from) });
        }
    }

    /// Ends a row: cells that reach down behind its last one are put in too.
    pub(super) fn end_row(&mut self) {
        self.open = None;
        if self.rows.last().is_some_and(|r| !r.cells.is_empty()) {
            self.fill_from_above();
        }
    }

    /// Puts `blocks` into the open cell; gives them back where none is open.
    pub(super) fn put(&mut self, blocks: Vec<Block>) -> Result<(), Vec<Block>> {
        let cell = self.open.and_then(|(row, column)| self.rows.get_mut(row)?.cells.get_mut(column));
        match cell {
            Some(cell) => {
                cell.blocks.extend(blocks);
                Ok(())
            }
            None => Err(blocks),
        }
    }

    /// Whether a cell is open.
    pub(super) const fn in_cell(&self) -> bool {
        self.open.is_some()
    }

    /// The table, or the blocks of its cells where it only lays out a page: a single column, or cells that
    /// hold whole papers.
    pub(super) fn finish(mut self) -> Result<Table, Vec<Block>> {
        /// More paragraphs than a cell of a real table has.
        const PAPER: usize = 40;
        self.rows.retain(|row| !row.cells.is_empty());
        let shown = |row: &Row| row.cells.iter().filter(|c| c.covered_by.is_none()).count();
        let single = self.rows.iter().all(|row| shown(row) <= 1) && self.rows.len() < 3;
        let paper = self.rows.iter().flat_map(|r| &r.cells).any(|c| c.blocks.len() > PAPER);
        if single || paper {
            return Err(self.rows.into_iter().flat_map(|r| r.cells).flat_map(|c| c.blocks).collect());
        }
        grid::bound(&mut self.rows);
        Ok(Table { rows: self.rows, sheet: None })
    }
}
