//! What people changed, added and left out.

use std::collections::BTreeMap;

use super::Cells;
use super::column::{Column, Subject};
use super::problem::{At, Problem, What};
use super::read::Row;

/// Everything that a workbook which came back wants of the ledger, and what of it could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Cells of findings, measures and causes that the ledger has, by the thing.
    pub edits: Vec<Edit>,
    /// New findings with their measures.
    pub findings: Vec<NewFinding>,
    /// New measures of findings that the ledger has, by the finding's id.
    pub measures: Vec<(String, Vec<New>)>,
    /// New causes.
    pub causes: Vec<New>,
    /// What was not understood or not taken over, in the order of sheets and cells.
    pub problems: Vec<Problem>,
}

impl Changes {
    /// Whether nothing is wanted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.findings.is_empty() && self.measures.is_empty() && self.causes.is_empty()
    }
}

/// Changed cells of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it is.
    pub subject: Subject,
    /// Its id.
    pub id: String,
    /// The cells, in the order of the columns.
    pub cells: Vec<Set>,
}

/// A changed cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Which.
    pub column: Column,
    /// What the ledger has.
    pub from: String,
    /// What it is to be.
    pub to: String,
    /// Where that stands; the first place where there are several.
    pub at: At,
}

/// A new finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFinding {
    /// What is stated of it; among that the campaign, where one is.
    pub finding: New,
    /// Its measures.
    pub measures: Vec<New>,
}

/// A new finding, measure or cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// Its cells.
    pub cells: Cells,
    /// Where they stand; the words that it cannot be without are among them.
    places: BTreeMap<Column, At>,
}

impl New {
    /// What `row` states of `subject`.
    pub(super) fn of(row: &Row, subject: Subject) -> Self {
        let cells = row.stated(subject).map(|(column, value)| (column, value.to_owned())).collect();
        let places = row.stated(subject).map(|(column, _)| (column, row.at(column)));
        Self { cells, places: places.collect() }
    }

    /// The cell of `column`; of one that is not stated the first that is.
    #[must_use]
    pub fn at(&self, column: Column) -> At {
        self.places.get(&column).or_else(|| self.places.values().next()).cloned().unwrap_or_default()
    }

    /// Takes over what a further row states; what differs is a problem, and the first counts.
    pub(super) fn join(&mut self, more: &Self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (column, value) in more.cells.iter() {
            let before = self.cells.get(column).to_owned();
            if before.is_empty() {
                self.cells.set(column, value);
                self.places.insert(column, more.at(column));
            } else if before.trim() != value.trim() {
                let values = vec![before, value.to_owned()];
                problems.push(Problem::at([self.at(column), more.at(column)], What::Disagree(column, values)));
            }
        }
        problems
    }
}
