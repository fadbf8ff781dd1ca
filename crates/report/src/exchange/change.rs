//! What people changed, added and left out.

use super::Cells;
use super::column::{Column, Subject};
use super::problem::{At, Problem};

/// Everything that a workbook which came back wants of the ledger, and what of it could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Cells of findings, measures and causes that the ledger has, by the thing.
    pub edits: Vec<Edit>,
    /// New findings with their measures.
    pub findings: Vec<NewFinding>,
    /// New measures of findings that the ledger has, by the finding's id.
    pub measures: Vec<(String, Vec<NewMeasure>)>,
    /// New causes.
    pub causes: Vec<NewCause>,
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
    /// Its cells; among them the campaign where the row states one.
    pub cells: Cells,
    /// Its measures.
    pub measures: Vec<NewMeasure>,
    /// Where it stands.
    pub at: At,
}

/// A new measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeasure {
    /// Its cells.
    pub cells: Cells,
    /// Where it stands.
    pub at: At,
}

/// A new cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCause {
    /// Its cells.
    pub cells: Cells,
    /// Where it stands.
    pub at: At,
}
