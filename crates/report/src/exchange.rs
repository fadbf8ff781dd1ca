//! The ledger as a workbook that comes back: [`xlsx()`] writes it, [`read()`] reads it after people have worked in it,
//! [`changes()`] tells what they changed, added and left out, and what could not be understood, by sheet and cell.
//!
//! One row a measure, the cells of its finding repeated on each, so that the sheet can be sorted and filtered. Rows are
//! known by stable ids and columns by their headings, so that order does not matter and columns of one's own do no
//! harm. Each row carries a stamp with the digests of what was exported: a cell that a person changed
//! and a ledger that changed meanwhile are told apart even for rows of several exports copied into one workbook, and a
//! row that was deleted leaves nothing behind in the file.
//!
//! Ids and cells are plain text here; what a change means to the ledger is decided by the caller.

mod change;
pub mod column;
mod compare;
mod guide;
mod meaning;
pub mod problem;
mod read;
mod stamp;
mod value;
mod write;

use std::collections::BTreeMap;

use document::Bilingual;
use jiff::civil::Date;

pub use change::{Changes, Edit, New, NewFinding, Set};
pub use column::{Access, Column, Subject};
pub use compare::changes;
pub use problem::{At, Problem, What};
pub use read::{Reading, read};
pub use stamp::Mark;
pub use write::xlsx;

use crate::ledger::LedgerError;

/// A checkpoint of the ledger's log: how many entries there were, and the root hash over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Entries.
    pub size: u64,
    /// Root hash of the Merkle tree over them.
    pub root: [u8; 32],
}

/// What is exported, and what a workbook that comes back is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// What it is of, such as the name of a campaign; printed above the ledger.
    pub title: String,
    /// The name of the log.
    pub origin: String,
    /// The day on which it is true; lights are of that day.
    pub day: Date,
    /// The checkpoint at which it is true.
    pub point: Point,
    /// All campaigns as their cells show them: the id, a space, the name.
    pub campaigns: Vec<String>,
    /// Findings in the order of the ledger.
    pub findings: Vec<Finding>,
    /// Measures in the order of the ledger.
    pub measures: Vec<Measure>,
    /// Causes in the order of the ledger.
    pub causes: Vec<Cause>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its id, such as `F12`.
    pub id: String,
    /// Its cells, those of [`Subject::Finding`].
    pub cells: Cells,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its id, such as `M40`.
    pub id: String,
    /// The ids of the findings that it answers.
    pub findings: Vec<String>,
    /// Its cells, those of [`Subject::Measure`].
    pub cells: Cells,
}

/// A cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Its id, such as `R5`.
    pub id: String,
    /// Its cells, those of [`Subject::Cause`]; the findings that it explains are one of them.
    pub cells: Cells,
}

/// Texts by column, in the forms that [`Column`] states. A cell that is not there is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells(BTreeMap<Column, String>);

impl Cells {
    /// The text of `column`, empty where there is none.
    #[must_use]
    pub fn get(&self, column: Column) -> &str {
        self.0.get(&column).map_or("", String::as_str)
    }

    /// Sets `column`; white space alone takes it away. Line breaks become line feeds, as cells have them.
    pub fn set(&mut self, column: Column, text: impl Into<String>) {
        let text = value::plain(column, text.into());
        if text.is_empty() {
            self.0.remove(&column);
        } else {
            self.0.insert(column, text);
        }
    }

    /// The cells that are not empty, in the order of the columns.
    pub fn iter(&self) -> impl Iterator<Item = (Column, &str)> {
        self.0.iter().map(|(column, text)| (*column, text.as_str()))
    }

    /// Whether all are empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Column, String)> for Cells {
    fn from_iter<I: IntoIterator<Item = (Column, String)>>(cells: I) -> Self {
        let mut all = Self::default();
        cells.into_iter().for_each(|(column, text)| all.set(column, text));
        all
    }
}

impl Book {
    /// The rows of the sheet: each finding with each of its measures, or alone where it has none; then the measures
    /// whose findings are not in the book.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (Option<&Finding>, Option<&Measure>)> {
        let mut answering: BTreeMap<&str, Vec<&Measure>> = BTreeMap::new();
        for measure in &self.measures {
            measure.findings.iter().for_each(|id| answering.entry(id).or_default().push(measure));
        }
        let known: std::collections::BTreeSet<&str> = self.findings.iter().map(|f| f.id.as_str()).collect();
        let free = |m: &&Measure| !m.findings.iter().any(|id| known.contains(id.as_str()));
        let alone: Vec<&Measure> = self.measures.iter().filter(free).collect();
        let rows_of = move |finding| -> Vec<(Option<&Finding>, Option<&Measure>)> {
            let finding: &Finding = finding;
            let measures = answering.get(finding.id.as_str()).map_or(&[][..], Vec::as_slice);
            let rows: Vec<_> = measures.iter().map(|m| (Some(finding), Some(*m))).collect();
            if rows.is_empty() { vec![(Some(finding), None)] } else { rows }
        };
        self.findings.iter().flat_map(rows_of).chain(alone.into_iter().map(|m| (None, Some(m))))
    }
}

/// Why no workbook could be made.
#[derive(Debug)]
pub enum ExportError {
    /// Texts that no cell holds: all of them.
    TooLong(Vec<TooLong>),
    /// The workbook could not be put together.
    Workbook(LedgerError),
}

/// A text that no cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLong {
    /// The finding, measure or cause.
    pub id: String,
    /// The column.
    pub column: Column,
    /// How long it is, in UTF-16 units, of which a cell holds 32,767.
    pub units: usize,
}

impl ExportError {
    /// For people.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::TooLong(all) => too_long(all),
            Self::Workbook(error) => error.message(),
        }
    }
}

fn too_long(all: &[TooLong]) -> Bilingual {
    let zh: Vec<String> =
        all.iter().map(|t| format!("{} 的“{}”有 {} 字", t.id, t.column.heading().zh, t.units)).collect();
    let en: Vec<String> =
        all.iter().map(|t| format!("“{}” of {} has {}", t.column.heading().en, t.id, t.units)).collect();
    Bilingual::new(
        format!("没有导出：Excel 一个单元格最多 32767 字，而 {}；请先缩短或拆分", zh.join("，")),
        format!(
            "nothing was exported: a cell of Excel holds 32,767 characters, and {}; shorten or divide them first",
            en.join(", ")
        ),
    )
}
