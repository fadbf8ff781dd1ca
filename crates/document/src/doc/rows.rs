//! Rows of tables: where their columns stand, which cells merge, and the grid that follows from that.

use crate::{
    Block, Cell, Row, Table,
    bytes::{i16_at, u8_at, u16_at},
};

/// Most cells of a row ([MS-DOC] 2.9.322).
const MOST_CELLS: usize = 63;
/// Column edges nearer than this (twips) are one edge: Word lets rows differ by rounding.
const NEAR: i16 = 30;
/// Most columns of a grid; beyond it the cells are only counted.
const MOST_COLUMNS: usize = 256;

/// The shape of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowShape {
    /// Edges of the columns in twips, from the left; one more than there are cells.
    edges: Vec<i16>,
    merges: Vec<Merge>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Merge {
    /// Continues the cell to the left.
    left: bool,
    /// Continues the cell above.
    up: bool,
}

impl RowShape {
    /// Reads the operand of `sprmTDefTable`.
    pub fn read(operand: &[u8]) -> Self {
        let count = usize::from(u8_at(operand, 0).unwrap_or(0)).min(MOST_CELLS);
        let edges: Vec<i16> = (0..=count).map_while(|n| i16_at(operand, 1 + 2 * n)).collect();
        let flags = |n: usize| u16_at(operand, 1 + 2 * (count + 1) + 20 * n).unwrap_or(0);
        let mut merges = vec![Merge::default(); count];
        let mut first_across = None;
        for (n, merge) in merges.iter_mut().enumerate() {
            // The two bits of a merge to the side are written in two ways: the old description has 1 for the
            // first cell and 2 for the others, the new one the other way round. Whatever begins the set is first.
            let across = flags(n) & 3;
            merge.left = across != 0 && first_across.is_some_and(|first| first != across);
            if !merge.left {
                first_across = (across != 0).then_some(across);
            }
            merge.up = flags(n) >> 5 & 3 == 1;
        }
        Self { edges, merges }
    }

    /// Applies `sprmTMerge`: cells `first..limit` become one.
    pub fn merge_across(&mut self, operand: &[u8]) {
        let (Some(first), Some(limit)) = (u8_at(operand, 0), u8_at(operand, 1)) else { return };
        for cell in usize::from(first) + 1..usize::from(limit) {
            if let Some(merge) = self.merges.get_mut(cell) {
                merge.left = true;
            }
        }
    }

    /// Applies `sprmTVertMerge`: a cell, and 1 where it continues the one above.
    pub fn merge_down(&mut self, operand: &[u8]) {
        let cell = u8_at(operand, 0).map(usize::from);
        if let Some(merge) = cell.and_then(|cell| self.merges.get_mut(cell)) {
            merge.up = u8_at(operand, 1) == Some(1);
        }
    }
}

/// A row as it was read: what its cells hold, and its shape.
#[derive(Debug, Default)]
pub(super) struct RawRow {
    pub cells: Vec<Vec<Block>>,
    pub shape: RowShape,
}

/// The grid of `rows`, or the rows back where it would have far more cells than the file states: a row of
/// one byte must not be worth a row of a thousand cells.
pub(super) fn table(rows: Vec<RawRow>) -> Result<Table, Vec<RawRow>> {
    let cells: usize = rows.iter().map(|row| row.cells.len()).sum();
    let edges = edges(&rows);
    let fits = rows.iter().all(|row| fits(row, &edges));
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let columns = if fits { (edges.len().max(2) - 1).max(widest) } else { widest };
    if columns.saturating_mul(rows.len()) > 16 * cells + 4096 {
        return Err(rows);
    }
    Ok(if fits && columns <= MOST_COLUMNS { on_grid(rows, &edges) } else { counted(rows) })
}

/// Whether each cell of `row` has columns of its own.
fn fits(row: &RawRow, edges: &[i16]) -> bool {
    let columns: Vec<usize> = row.shape.edges.iter().map(|edge| column(edges, *edge)).collect();
    columns.len() == row.cells.len() + 1 && columns.is_sorted_by(|a, b| a < b)
}

/// The grid column that begins at `edge`.
fn column(edges: &[i16], edge: i16) -> usize {
    edges.partition_point(|e| *e <= edge).saturating_sub(1)
}

/// The edges of all columns of all rows, near ones taken as one.
fn edges(rows: &[RawRow]) -> Vec<i16> {
    let mut all: Vec<i16> = Vec::new();
    for row in rows {
        for &edge in &row.shape.edges {
            if let Err(at) = all.binary_search(&edge) {
                all.insert(at, edge);
            }
        }
    }
    all.dedup_by(|next, kept| next.saturating_sub(*kept) <= NEAR);
    all
}

fn counted(rows: Vec<RawRow>) -> Table {
    let row =
        |row: RawRow| Row { cells: row.cells.into_iter().map(|blocks| Cell { blocks, covered_by: None }).collect() };
    Table { rows: rows.into_iter().map(row).collect(), sheet: None }
}

fn on_grid(rows: Vec<RawRow>, edges: &[i16]) -> Table {
    let columns = edges.len().saturating_sub(1);
    let mut grid: Vec<Row> = Vec::new();
    // The cell that shows in each column, for merges downwards.
    let mut shown: Vec<Option<(u32, u32)>> = vec![None; columns];
    for (y, row) in rows.into_iter().enumerate() {
        let mut out = Row { cells: vec![Cell::default(); columns] };
        let mut last = None;
        for (n, blocks) in row.cells.into_iter().enumerate() {
            let from = row.shape.edges.get(n).map_or(0, |e| column(edges, *e));
            let to = row.shape.edges.get(n + 1).map_or(columns, |e| column(edges, *e)).max(from + 1).min(columns);
            let merge = row.shape.merges.get(n).copied().unwrap_or_default();
            let above = shown.get(from).copied().flatten().filter(|_| merge.up);
            let covered_by = if blocks.is_empty() { last.filter(|_| merge.left).or(above) } else { None };
            let owner = covered_by.unwrap_or((y as u32, from as u32));
            for x in from..to {
                if let (Some(cell), Some(shown)) = (out.cells.get_mut(x), shown.get_mut(x)) {
                    cell.covered_by = covered_by.or((x > from).then_some(owner));
                    *shown = Some(owner);
                }
            }
            if let Some(cell) = out.cells.get_mut(from) {
                cell.blocks.extend(blocks);
            }
            last = Some(owner);
        }
        grid.push(out);
    }
    Table { rows: grid, sheet: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operand(edges: &[i16], flags: &[u16]) -> Vec<u8> {
        let mut out = vec![u8::try_from(flags.len()).unwrap()];
        out.extend(edges.iter().flat_map(|e| e.to_le_bytes()));
        for flag in flags {
            out.extend(flag.to_le_bytes());
            out.extend([0; 18]);
        }
        out
    }

    #[test]
    fn sideways_merges_in_both_writings() {
        for flags in [[1, 2, 2, 0], [2, 1, 1, 0], [3, 1, 1, 0]] {
            let shape = RowShape::read(&operand(&[0, 100, 200, 300, 400], &flags));
            assert_eq!(shape.merges.iter().map(|m| m.left).collect::<Vec<_>>(), [false, true, true, false]);
        }
    }

    #[test]
    fn rows_of_different_columns_share_a_grid() {
        let row = |edges: &[i16], flags: &[u16]| RawRow {
            cells: vec![Vec::new(); flags.len()],
            shape: RowShape::read(&operand(edges, flags)),
        };
        let table = table(vec![row(&[0, 2000], &[0x60]), row(&[5, 990, 2010], &[0x20, 0])]).unwrap();
        let covered: Vec<Vec<_>> = table.rows.iter().map(|r| r.cells.iter().map(|c| c.covered_by).collect()).collect();
        assert_eq!(covered, [vec![None, Some((0, 0))], vec![Some((0, 0)), None]]);
    }

    #[test]
    fn a_hostile_table_is_not_built() {
        let mut rows: Vec<RawRow> = (0..100_000).map(|_| RawRow::default()).collect();
        rows.push(RawRow { cells: vec![Vec::new(); 5000], shape: RowShape::default() });
        assert!(table(rows).is_err());
    }
}
