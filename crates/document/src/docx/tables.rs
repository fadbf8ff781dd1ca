//! Tables (ECMA-376 part 1, 17.4): cells onto the grid, merged cells onto the one that shows.

use super::xml::{val, val_number};
use crate::{Block, Builder, Cell, Row, Table};

/// Columns that a table may have; Word stops at 63.
const COLUMNS: usize = 256;

/// How deep tables may stand in each other.
const DEPTH: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merge {
    Restart,
    Continue,
}

#[derive(Debug, Default)]
struct OpenCell {
    blocks: Vec<Block>,
    span: usize,
    vertical: Option<Merge>,
    horizontal: Option<Merge>,
    deleted: bool,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Row>,
    row: Option<Row>,
    row_deleted: bool,
    cell: Option<OpenCell>,
    /// For each column, the cell whose vertical merge may go on there.
    merges: Vec<Option<(u32, u32)>>,
    /// The last cell of the row that shows.
    shown: Option<(u32, u32)>,
}

/// The open tables, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<OpenTable>,
}

impl Tables {
    /// Whether a table can be opened here: not when too many are open.
    pub(super) fn has_room(&self) -> bool {
        self.open.len() < DEPTH
    }

    /// A table begins.
    pub(super) fn begin(&mut self) {
        self.open.push(OpenTable::default());
    }

    /// Whether a cell is open.
    pub(super) fn in_cell(&self) -> bool {
        self.open.last().is_some_and(|table| table.cell.is_some())
    }

    /// Whether the open cell was deleted.
    pub(super) fn cell_deleted(&self) -> bool {
        self.open.last().and_then(|table| table.cell.as_ref()).is_some_and(|cell| cell.deleted)
    }

    /// A row begins; false where there is no table for it.
    pub(super) fn begin_row(&mut self) -> bool {
        let Some(table) = self.open.last_mut().filter(|table| table.row.is_none()) else { return false };
        (table.row, table.row_deleted, table.shown) = (Some(Row::default()), false, None);
        true
    }

    /// A cell begins; false where there is no row for it or the row was deleted.
    pub(super) fn begin_cell(&mut self) -> bool {
        let Some(table) = self.open.last_mut().filter(|t| t.row.is_some() && t.cell.is_none() && !t.row_deleted) else {
            return false;
        };
        table.cell = Some(OpenCell { span: 1, ..OpenCell::default() });
        true
    }

    /// A property of the row.
    pub(super) fn row_property(&mut self, name: &str, raw: &str, grid_left: &mut usize) {
        let Some(table) = self.open.last_mut() else { return };
        match name {
            "del" => table.row_deleted = true,
            "gridBefore" => {
                let count = span(raw).unwrap_or(0).min(*grid_left);
                if let Some(row) = &mut table.row {
                    row.cells.resize_with((row.cells.len() + count).min(COLUMNS), Cell::default);
                    *grid_left -= count;
                }
            }
            _ => {}
        }
    }

    /// A property of the cell.
    pub(super) fn cell_property(&mut self, name: &str, raw: &str) {
        let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) else { return };
        let merge = || if val(raw) == Some("restart") { Merge::Restart } else { Merge::Continue };
        match name {
            "gridSpan" => cell.span = span(raw).unwrap_or(1).max(1),
            "vMerge" => cell.vertical = Some(merge()),
            "hMerge" => cell.horizontal = Some(merge()),
            "cellDel" => cell.deleted = true,
            _ => {}
        }
    }

    /// Puts `block` into the open cell.
    pub(super) fn push(&mut self, block: Block) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.blocks.push(block);
        }
    }

    /// The cell ends.
    pub(super) fn end_cell(&mut self, grid_left: &mut usize) {
        if let Some(table) = self.open.last_mut()
            && let Some(cell) = table.cell.take()
        {
            table.place(cell, grid_left);
        }
    }

    /// The row ends.
    pub(super) fn end_row(&mut self) {
        let Some(table) = self.open.last_mut() else { return };
        if let Some(row) = table.row.take().filter(|_| !table.row_deleted) {
            table.rows.push(row);
        }
    }

    /// The table ends: `Err` with its blocks where its grid is too large to be made.
    pub(super) fn end(&mut self, grid_left: &mut usize) -> Result<Option<Table>, Vec<Block>> {
        let Some(table) = self.open.pop() else { return Ok(None) };
        if table.rows.is_empty() {
            return Ok(None);
        }
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let missing: usize = table.rows.iter().map(|row| width - row.cells.len()).sum();
        if missing > *grid_left {
            return Err(table.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.blocks).collect());
        }
        *grid_left -= missing;
        Ok(Some(Builder::square(Table { rows: table.rows, sheet: None })))
    }
}

impl OpenTable {
    fn place(&mut self, cell: OpenCell, grid_left: &mut usize) {
        let at_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let Some(row) = &mut self.row else { return };
        let column = row.cells.len();
        if column >= COLUMNS {
            // Nothing is lost: what stands beyond the last column joins it.
            if let Some(last) = row.cells.last_mut() {
                last.blocks.extend(cell.blocks);
            }
            return;
        }
        let span = cell.span.min(COLUMNS - column).min(*grid_left + 1);
        *grid_left -= span - 1;
        let here = (at_row, u32::try_from(column).unwrap_or(u32::MAX));
        let above = self.merges.get(column).copied().flatten();
        let shows = match (cell.vertical, cell.horizontal) {
            (_, Some(Merge::Continue)) => self.shown,
            (Some(Merge::Continue), _) => above,
            _ => None,
        };
        self.merges.resize(self.merges.len().max(column + span), None);
        let goes_on = cell.vertical.map(|_| shows.unwrap_or(here));
        // A merge goes on only under a cell that begins in the same column.
        for (at, merge) in self.merges.iter_mut().skip(column).take(span).enumerate() {
            *merge = goes_on.filter(|_| at == 0);
        }
        let cover = shows.unwrap_or(here);
        self.shown = Some(cover);
        let (own, joined) = if shows.is_none() { (cell.blocks, Vec::new()) } else { (Vec::new(), cell.blocks) };
        row.cells.push(Cell { blocks: own, covered_by: shows });
        row.cells.extend((1..span).map(|_| Cell { blocks: Vec::new(), covered_by: Some(cover) }));
        self.join(cover, joined);
    }

    /// Adds what a covered cell holds to the cell that shows: Word hides it, a reader must not lose it.
    fn join(&mut self, (row, column): (u32, u32), blocks: Vec<Block>) {
        if blocks.is_empty() {
            return;
        }
        let row = self.rows.get_mut(row as usize).or(self.row.as_mut());
        if let Some(cell) = row.and_then(|row| row.cells.get_mut(column as usize)) {
            cell.blocks.extend(blocks);
        }
    }
}

fn span(raw: &str) -> Option<usize> {
    val_number(raw).and_then(|n| usize::try_from(n).ok()).map(|n| n.min(COLUMNS))
}
