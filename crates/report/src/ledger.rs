//! The standard ledger (整改台账) of papers as a workbook: one row a finding and measure, the finding's cells
//! merged over its measures, causes on a sheet of their own.

mod column;
mod row;
mod sheet;

use document::{Bilingual, Document, Lang};
use extract::Extraction;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// A paper to enter.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its file name; shown where there are several.
    pub name: &'a str,
    /// What the extraction was read from.
    pub document: &'a Document,
    /// What it says.
    pub extraction: &'a Extraction,
}

/// Why no workbook could be made.
#[derive(Debug)]
pub enum LedgerError {
    /// More rows than a sheet holds (1,048,576).
    TooManyRows,
    /// The workbook could not be put together, for the reason given.
    Writer(String),
}

impl LedgerError {
    /// For people.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::TooManyRows => Bilingual::fixed(
                "条目太多，一张 Excel 表（1048576 行）放不下",
                "more items than an Excel sheet holds (1,048,576 rows)",
            ),
            Self::Writer(reason) => {
                Bilingual::new(format!("台账没有写成：{reason}"), format!("the ledger could not be written: {reason}"))
            }
        }
    }
}

impl From<XlsxError> for LedgerError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::RowColumnLimitError => Self::TooManyRows,
            other => Self::Writer(other.to_string()),
        }
    }
}

/// The workbook of `papers` as the bytes of an `.xlsx` file (SpreadsheetML, ECMA-376), headed in `lang`.
///
/// The first sheet has the twelve columns that nearly every ledger form has, in their order, then kind,
/// commitments and source. Texts are written as texts, whatever they begin with, so that none can become a
/// formula. The same papers give the same bytes.
///
/// # Errors
/// [`LedgerError`].
pub fn xlsx(papers: &[Entry<'_>], lang: Lang) -> Result<Vec<u8>, LedgerError> {
    let mut workbook = Workbook::new();
    // A pure function has no clock: a fixed date keeps the bytes the same from call to call.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    sheet::findings(workbook.add_worksheet(), papers, lang)?;
    sheet::causes(workbook.add_worksheet(), papers, lang)?;
    Ok(workbook.save_to_buffer()?)
}
