//! A sheet as the file states it, sparse, and the table that is made of it.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::Budget;
use crate::{Block, Builder, Cell, Origin, Place, Role, Row, Table, Unit, read::ReadError};

/// Cells of a table, for each cell that holds something, beyond which empty rows and columns are left out.
const SPREAD: usize = 16;
/// Cells that a table may have in any case.
const ALWAYS: usize = 100_000;

/// A merged region, its corners included; rows and columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is not shown.
    pub hidden: bool,
    /// Ends too early, or is broken somewhere.
    pub broken: bool,
    /// The cells that hold more than white space, by row and column from 0: the exact text, or what is seen of a
    /// number; dates in ISO 8601.
    pub cells: BTreeMap<(u32, u32), String>,
    /// Formulas that nobody has computed and such as failed, by row and column from 0; told in `.xlsx` only.
    pub without_value: Vec<(u32, u32)>,
    /// Merged regions; their value stands in the first cell.
    pub merges: Vec<Merge>,
    pub(super) hidden_rows: Spans,
    pub(super) hidden_columns: Spans,
    /// Rows that a filter hides for the moment: they belong to the ledger all the same.
    pub(super) filtered_rows: Spans,
}

/// A set of numbers kept as ranges.
#[derive(Debug, Default)]
pub(super) struct Spans(Vec<(u32, u32)>);

impl Spans {
    /// Adds `first..=last`.
    pub fn add(&mut self, first: u32, last: u32) {
        match self.0.last_mut().filter(|(from, to)| first >= *from && first <= to.saturating_add(1)) {
            Some((_, to)) => *to = last.max(*to),
            None => self.0.push((first, last)),
        }
    }

    fn sorted(mut self) -> Self {
        self.0.sort_unstable();
        let mut merged = Self::default();
        self.0.into_iter().for_each(|(first, last)| merged.add(first, last));
        merged
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `n` is in the set, which must be sorted.
    fn has(&self, n: u32) -> bool {
        self.first_outside(n) != n
    }

    /// The first number from `n` on that is not in the set, which must be sorted.
    fn first_outside(&self, n: u32) -> u32 {
        let after = self.0.partition_point(|(first, _)| *first <= n);
        let range = after.checked_sub(1).and_then(|at| self.0.get(at));
        range.filter(|(_, last)| *last >= n).map_or(n, |(_, last)| last.saturating_add(1))
    }
}

/// What was left out of a sheet, or is not as it was.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub rows: usize,
    pub columns: usize,
    /// The cells stand so far apart that the rows became paragraphs.
    pub scattered: bool,
}

impl Sheet {
    /// An empty sheet.
    pub(super) fn new(name: String, hidden: bool) -> Self {
        Self { name, hidden, ..Self::default() }
    }

    /// Sets a cell.
    ///
    /// # Errors
    /// [`ReadError::Bomb`] where the workbook has more than its budget.
    pub(super) fn set(&mut self, row: u32, column: u32, text: String, budget: &mut Budget) -> Result<(), ReadError> {
        if !text.trim().is_empty() {
            budget.spend(text.len())?;
            self.cells.insert((row, column), text);
        }
        Ok(())
    }

    /// Makes a table of the sheet, which is number `sheet` of the file.
    pub(super) fn build(mut self, sheet: u32, builder: &mut Builder) -> LeftOut {
        self.hidden_rows = std::mem::take(&mut self.hidden_rows).sorted();
        self.hidden_columns = std::mem::take(&mut self.hidden_columns).sorted();
        let left_out = self.leave_out_hidden();
        let Some(axes) = Axes::of(&self) else { return left_out };
        if axes.area() > SPREAD * self.cells.len() + ALWAYS {
            self.paragraphs(sheet, builder);
            return LeftOut { scattered: true, ..left_out };
        }
        let table = self.table(&axes, sheet, builder);
        builder.table(table);
        left_out
    }

    /// Drops what hidden rows and columns hold. A merged cell whose corner is hidden shows at the first row and
    /// column of it that is not.
    fn leave_out_hidden(&mut self) -> LeftOut {
        let (rows, columns) = (&self.hidden_rows, &self.hidden_columns);
        let mut moved = Vec::new();
        for merge in &mut self.merges {
            let (top, left) = (rows.first_outside(merge.top), columns.first_outside(merge.left));
            if (top, left) != (merge.top, merge.left) && top <= merge.bottom && left <= merge.right {
                if let Some(text) = self.cells.get(&(merge.top, merge.left)) {
                    moved.push(((top, left), text.clone()));
                }
                (merge.top, merge.left) = (top, left);
            }
        }
        for (corner, text) in moved {
            self.cells.entry(corner).or_insert(text);
        }
        let (mut lost_rows, mut lost_columns) = (BTreeSet::new(), BTreeSet::new());
        self.cells.retain(|(row, column), _| {
            if rows.has(*row) {
                lost_rows.insert(*row);
            } else if columns.has(*column) {
                lost_columns.insert(*column);
            }
            !rows.has(*row) && !columns.has(*column)
        });
        LeftOut { rows: lost_rows.len(), columns: lost_columns.len(), scattered: false }
    }

    fn table(self, axes: &Axes, sheet: u32, builder: &mut Builder) -> Table {
        let row = || Row { cells: vec![Cell::default(); axes.columns.len()] };
        let mut rows: Vec<Row> = axes.rows.iter().map(|_| row()).collect();
        cover(&mut rows, axes, &self.merges);
        for ((row, column), text) in self.cells {
            let place = axes.row(row).and_then(|y| rows.get_mut(y)).zip(axes.column(column));
            let Some(cell) = place.and_then(|(row, x)| row.cells.get_mut(x)) else { continue };
            // A covered cell may keep an old value that nobody sees.
            if cell.covered_by.is_none() {
                cell.blocks.push(Block::Paragraph(add(builder, &text, Unit::Cell { sheet, row, column }, Role::Cell)));
            }
        }
        Table { rows, sheet: Some(sheet) }
    }

    /// The rows as paragraphs, their cells divided by tabs.
    fn paragraphs(self, sheet: u32, builder: &mut Builder) {
        let mut line: Option<(u32, u32, String)> = None;
        let mut flush = |line: Option<(u32, u32, String)>| {
            if let Some((row, column, text)) = line {
                let index = add(builder, &text, Unit::Cell { sheet, row, column }, Role::Body);
                builder.document().body.push(Block::Paragraph(index));
            }
        };
        for ((row, column), text) in self.cells {
            match &mut line {
                Some((current, _, so_far)) if *current == row => {
                    so_far.push('\t');
                    so_far.push_str(text.trim());
                }
                _ => flush(line.replace((row, column, text))),
            }
        }
        flush(line);
    }
}

fn add(builder: &mut Builder, text: &str, unit: Unit, role: Role) -> usize {
    let lead = text.chars().take_while(|c| c.is_whitespace()).count();
    let place = Place { unit, offset: u32::try_from(lead).unwrap_or(0) };
    builder.loose(text.trim(), Origin::at(place), role)
}

/// The rows and columns of the sheet that become rows and columns of the table.
struct Axes {
    rows: Vec<u32>,
    columns: Vec<u32>,
}

impl Axes {
    /// From the first to the last that holds something, hidden ones left out; where the cells stand far apart,
    /// those alone that hold something.
    fn of(sheet: &Sheet) -> Option<Self> {
        let used_rows: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
        let used_columns: BTreeSet<u32> = sheet.cells.keys().map(|(_, column)| *column).collect();
        let (top, bottom) = (*used_rows.first()?, *used_rows.last()?);
        let (left, right) = (*used_columns.first()?, *used_columns.last()?);
        // A merged cell at the edge may reach beyond the last value.
        let reach = |merge: &&Merge| sheet.cells.contains_key(&(merge.top, merge.left));
        let right =
            sheet.merges.iter().filter(reach).map(|m| m.right.min(right.saturating_add(64))).fold(right, u32::max);
        let bottom =
            sheet.merges.iter().filter(reach).map(|m| m.bottom.min(bottom.saturating_add(64))).fold(bottom, u32::max);
        let area = u64::from(bottom - top + 1).saturating_mul(u64::from(right - left + 1));
        if area > (SPREAD * sheet.cells.len() + ALWAYS) as u64 {
            return Some(Self { rows: used_rows.into_iter().collect(), columns: used_columns.into_iter().collect() });
        }
        let rows = (top..=bottom).filter(|row| !sheet.hidden_rows.has(*row)).collect();
        let columns = (left..=right).filter(|column| !sheet.hidden_columns.has(*column)).collect();
        Some(Self { rows, columns })
    }

    fn area(&self) -> usize {
        self.rows.len().saturating_mul(self.columns.len())
    }

    fn row(&self, row: u32) -> Option<usize> {
        self.rows.binary_search(&row).ok()
    }

    fn column(&self, column: u32) -> Option<usize> {
        self.columns.binary_search(&column).ok()
    }
}

/// Marks the cells that merges cover. Sound merges do not overlap, so that all together cover no more cells than
/// there are.
fn cover(rows: &mut [Row], axes: &Axes, merges: &[Merge]) {
    let mut left = axes.area();
    for merge in merges {
        let first_row = axes.rows.partition_point(|row| *row < merge.top);
        let last_row = axes.rows.partition_point(|row| *row <= merge.bottom);
        let first_column = axes.columns.partition_point(|column| *column < merge.left);
        let last_column = axes.columns.partition_point(|column| *column <= merge.right);
        let cells = last_row.saturating_sub(first_row).saturating_mul(last_column.saturating_sub(first_column));
        let Some(rest) = left.checked_sub(cells) else { return };
        left = rest;
        let owner = (u32::try_from(first_row).unwrap_or(0), u32::try_from(first_column).unwrap_or(0));
        let taken =
            rows.get(first_row).and_then(|row| row.cells.get(first_column)).is_none_or(|c| c.covered_by.is_some());
        if cells < 2 || taken {
            continue;
        }
        for (y, row) in rows.iter_mut().enumerate().take(last_row).skip(first_row) {
            for (x, cell) in row.cells.iter_mut().enumerate().take(last_column).skip(first_column) {
                if (y, x) != (first_row, first_column) && cell.covered_by.is_none() {
                    cell.covered_by = Some(owner);
                }
            }
        }
    }
}
