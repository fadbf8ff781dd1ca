//! Reads a workbook that came back: the rows with their values and places, whatever became of sheets and columns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use document::workbook::{Merge, Sheet, sheets};
use document::{Limits, ReadError};
use jiff::civil::Date;

use super::column::{Access, Column};
use super::problem::{At, Problem, What};
use super::stamp::{Mark, Stamp};
use super::value::{Unreadable, value};

/// The name of the sheet that lists what was exported, and its first cell.
pub(super) const LIST: &str = "bihuan-export";

/// Columns that are minded of a merge.
const WIDEST: u32 = 64;

/// What stands in a workbook that came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Rows of the ledger.
    pub(super) ledger: Vec<Row>,
    /// Rows of causes.
    pub(super) causes: Vec<Row>,
    /// The ids of the rows that were exported, where the file still says so: finding and measure, or cause and nothing.
    pub(super) exported: Option<BTreeSet<[String; 2]>>,
    /// The sheets in their order.
    pub(super) sheets: Vec<Arc<str>>,
    /// What could not be understood.
    pub(super) problems: Vec<Problem>,
}

/// A row that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    sheet: Arc<str>,
    number: u32,
    columns: Arc<BTreeMap<Column, u32>>,
    /// The values that could be read; an empty cell is empty, a column that is not there has none.
    pub values: BTreeMap<Column, String>,
    pub stamp: Option<Stamp>,
}

/// Reads the bytes of a workbook (`.xlsx`, `.xls`, `.ods`); `None` where no sheet has the headings of an exported one.
/// Deadlines in words that count from a day count from `today`.
///
/// # Errors
/// A [`ReadError`] where no workbook could be read.
pub fn read(bytes: &[u8], limits: Limits, today: Date) -> Result<Option<Reading>, ReadError> {
    let mut reading = Reading::default();
    let mut found = false;
    for sheet in sheets(bytes, limits)? {
        let cell = |row, column| sheet.cells.get(&(row, column)).map(String::as_str);
        if cell(0, 0) == Some(LIST) {
            reading.exported = Some(exported(&sheet));
            continue;
        }
        found |= SheetReader::new(&sheet, today, &mut reading).read(&sheet);
    }
    if found && reading.exported.is_none() {
        reading.problems.push(Problem::at([], What::NoList));
    }
    Ok(found.then_some(reading))
}

/// The ids that the list names.
fn exported(list: &Sheet) -> BTreeSet<[String; 2]> {
    let rows: BTreeSet<u32> = list.cells.keys().map(|(row, _)| *row).filter(|row| *row > 0).collect();
    let id = |row, column| list.cells.get(&(row, column)).map(|id| id.trim().to_owned()).unwrap_or_default();
    rows.into_iter().map(|row| [id(row, 0), id(row, 1)]).collect()
}

impl Reading {
    /// The checkpoints that its rows were exported at.
    #[must_use]
    pub fn marks(&self) -> BTreeSet<&Mark> {
        self.ledger.iter().chain(&self.causes).filter_map(|row| row.stamp.as_ref()).map(|stamp| &stamp.mark).collect()
    }

    /// The ids that it names, of findings, measures and causes: what the ledger must be asked for.
    #[must_use]
    pub fn ids(&self) -> BTreeSet<&str> {
        let keys = [Column::FindingId, Column::MeasureId, Column::CauseId];
        let rows = self.ledger.iter().chain(&self.causes);
        let stamped = rows.clone().filter_map(|row| row.stamp.as_ref()).flat_map(|s| s.ids.iter().map(String::as_str));
        let exported = self.exported.iter().flatten().flatten().map(String::as_str);
        let tied = self.causes.iter().flat_map(|row| row.value(Column::CauseFindings).split('、'));
        let named = rows.clone().flat_map(|row| keys.map(|key| row.value(key)));
        named.chain(stamped).chain(exported).chain(tied).filter(|id| !id.is_empty()).collect()
    }

    /// The words of findings and causes in rows without an id: the ledger may have them already.
    #[must_use]
    pub fn new_words(&self) -> BTreeSet<&str> {
        let findings = self.ledger.iter().filter(|row| row.value(Column::FindingId).is_empty());
        let causes = self.causes.iter().filter(|row| row.value(Column::CauseId).is_empty());
        let words = findings.map(|row| row.value(Column::Finding)).chain(causes.map(|row| row.value(Column::Cause)));
        words.map(str::trim).filter(|words| !words.is_empty()).collect()
    }
}

impl Row {
    /// The value of `column`; empty where it could not be read or is not there.
    pub fn value(&self, column: Column) -> &str {
        self.values.get(&column).map_or("", String::as_str)
    }

    /// Where `column` stands; the first column of the row where it is not there.
    pub fn at(&self, column: Column) -> At {
        let column = self.columns.get(&column).or_else(|| self.columns.values().min()).copied().unwrap_or(0);
        At { sheet: Arc::clone(&self.sheet), row: self.number, column }
    }
}

/// Reads one sheet.
struct SheetReader<'r> {
    name: Arc<str>,
    today: Date,
    reading: &'r mut Reading,
    /// The columns by the last headings that were met.
    columns: Arc<BTreeMap<Column, u32>>,
    /// Cells of merges that reach over several columns, which belong to none.
    merged: BTreeSet<(u32, u32)>,
}

impl<'r> SheetReader<'r> {
    fn new(sheet: &Sheet, today: Date, reading: &'r mut Reading) -> Self {
        let name: Arc<str> = sheet.name.as_str().into();
        reading.sheets.push(Arc::clone(&name));
        Self { name, today, reading, columns: Arc::default(), merged: BTreeSet::new() }
    }

    /// Reads the rows below headings, and tells whether there were any headings.
    fn read(mut self, sheet: &Sheet) -> bool {
        let mut rows: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
        for ((row, column), text) in &sheet.cells {
            rows.entry(*row).or_default().insert(*column, text);
        }
        self.spread(&sheet.merges, &mut rows);
        let without_value: BTreeSet<(u32, u32)> = sheet.without_value.iter().copied().collect();
        for (number, cells) in rows {
            if let Some(columns) = self.headings(number, &cells) {
                self.columns = Arc::new(columns);
            } else if !self.columns.is_empty() {
                self.row(number, &cells, &without_value);
            }
        }
        if sheet.broken && !self.columns.is_empty() {
            let at = self.place(0, 0);
            self.reading.problems.push(Problem::at([at], What::BrokenSheet));
        }
        !self.columns.is_empty()
    }

    /// Gives the cells that a merge covers downwards its value. What is covered across belongs to no column.
    fn spread(&mut self, merges: &[Merge], rows: &mut BTreeMap<u32, BTreeMap<u32, &str>>) {
        // Sound merges do not overlap: together they cover no more cells than there are.
        let mut left = rows.len().saturating_mul(WIDEST as usize);
        for merge in merges {
            let Some(text) = rows.get(&merge.top).and_then(|row| row.get(&merge.left)).copied() else { continue };
            let across = merge.left + 1..=merge.right.min(merge.left.saturating_add(WIDEST));
            for (number, row) in rows.range_mut(merge.top..=merge.bottom) {
                let Some(rest) = left.checked_sub(1 + across.clone().count()) else { return };
                left = rest;
                row.insert(merge.left, text);
                self.merged.extend(across.clone().map(|column| (*number, column)));
            }
        }
    }

    /// The columns that a row names, if it is one of headings.
    fn headings(&mut self, number: u32, cells: &BTreeMap<u32, &str>) -> Option<BTreeMap<Column, u32>> {
        let mut columns = BTreeMap::new();
        let (mut own, mut double) = (Vec::new(), Vec::new());
        for (at, text) in cells {
            match Column::named(text) {
                Some(column) if columns.contains_key(&column) => double.push((column, *at)),
                Some(column) => drop(columns.insert(column, *at)),
                None => own.push((*at, text.trim().to_owned())),
            }
        }
        let has = |column| columns.contains_key(&column);
        let expected = if has(Column::FindingId) && (has(Column::MeasureId) || has(Column::Finding)) {
            &Column::LEDGER[..]
        } else if has(Column::CauseId) && has(Column::Cause) {
            &Column::CAUSES[..]
        } else {
            return None;
        };
        let missing: Vec<Column> = expected.iter().copied().filter(|c| !has(*c) && is_wanted(*c)).collect();
        columns.retain(|column, _| expected.contains(column));
        let at = |column| self.place(number, column);
        let mut problems: Vec<Problem> =
            double.into_iter().map(|(column, x)| Problem::at([at(x)], What::DoubleColumn(column))).collect();
        if !missing.is_empty() {
            let first = cells.keys().next().copied().unwrap_or(0);
            problems.push(Problem::at([at(first)], What::MissingColumns(missing)));
        }
        if !own.is_empty() {
            let places: Vec<At> = own.iter().map(|(x, _)| at(*x)).collect();
            problems.push(Problem::at(places, What::OwnColumns(own.into_iter().map(|(_, name)| name).collect())));
        }
        self.reading.problems.extend(problems);
        Some(columns)
    }

    fn row(&mut self, number: u32, cells: &BTreeMap<u32, &str>, without_value: &BTreeSet<(u32, u32)>) {
        let columns = Arc::clone(&self.columns);
        let own = |(column, at): (&Column, &u32)| *column != Column::Stamp && cells.contains_key(at);
        if !columns.iter().any(own) {
            return;
        }
        let mut values = BTreeMap::new();
        let mut whole = true;
        for (column, at) in columns.iter() {
            let text = cells.get(at).copied().unwrap_or("");
            let read = if self.merged.contains(&(number, *at)) {
                Err(What::Merged(*column))
            } else if without_value.contains(&(number, *at)) {
                Err(What::NoValue(*column))
            } else {
                value(*column, text, self.today).map_err(|why| unreadable(why, *column, text))
            };
            match read {
                Ok(value) => drop(values.insert(*column, value)),
                Err(_) if column.access() == Access::Fixed => {}
                Err(what) => {
                    whole &= column.access() != Access::Key || *column == Column::Stamp;
                    let at = self.place(number, *at);
                    self.reading.problems.push(Problem::at([at], what));
                }
            }
        }
        if whole {
            let stamp = values.remove(&Column::Stamp).and_then(|text| Stamp::parse(&text));
            let of_causes = columns.contains_key(&Column::CauseId);
            let row = Row { sheet: Arc::clone(&self.name), number, columns, values, stamp };
            if of_causes { self.reading.causes.push(row) } else { self.reading.ledger.push(row) }
        }
    }

    fn place(&self, row: u32, column: u32) -> At {
        At { sheet: Arc::clone(&self.name), row, column }
    }
}

/// Whether somebody would miss the column: what follows from the ledger and what is empty when exported nobody does.
fn is_wanted(column: Column) -> bool {
    matches!(column.access(), Access::Free | Access::Wanted) && column != Column::Reason
}

fn unreadable(why: Unreadable, column: Column, text: &str) -> What {
    let text = text.trim().to_owned();
    match why {
        Unreadable::Day => What::NoDay(column, text),
        Unreadable::Word => What::NoWord(column, text),
        Unreadable::Id if column == Column::CauseFindings => What::NoIds(column, text),
        Unreadable::Id => What::NoId(column, text),
    }
}
