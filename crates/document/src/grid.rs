//! Keeps hostile tables small.

use crate::Row;

/// Cells that rows may be filled up with, for each cell that the source has.
const FILLED_PER_CELL: usize = 8;

/// Cuts rows so long that filling all others up to them would multiply the table: one row of a hundred
/// thousand cells over a hundred thousand rows of one.
pub(crate) fn bound(rows: &mut [Row]) {
    let cells: usize = rows.iter().map(|row| row.cells.len()).sum();
    let widest = cells.saturating_mul(FILLED_PER_CELL).saturating_add(4096) / rows.len().max(1);
    for row in rows {
        row.cells.truncate(widest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Builder, Cell, Table};

    #[test]
    fn one_long_row_among_many_short_ones() {
        let row = |n| Row { cells: vec![Cell::default(); n] };
        let mut rows = vec![row(1); 20_000];
        rows.push(row(20_000));
        bound(&mut rows);
        let table = Builder::square(Table { rows, sheet: None });
        assert!(table.rows.iter().map(|r| r.cells.len()).sum::<usize>() < 400_000);
        let mut ordinary = vec![row(12), row(2), row(12)];
        bound(&mut ordinary);
        assert_eq!(ordinary, [row(12), row(2), row(12)]);
    }
}
