//! Workbooks: `.xlsx`, `.xls`, `.ods`. Every sheet that is shown becomes a table.
//!
//! The readers are our own, for what a ledger's reader must know and general ones leave out: what a number
//! looks like (`50%`, `2026-03-31`), which rows and columns are hidden, and how far a file may go before it
//! costs too much. Cells are kept sparse: a sheet that claims a million rows and fills one costs one. At the
//! most, a workbook costs some 20 times what its parts unpack to, which [`Limits::unpacked`] bounds.

mod bounds;
mod date;
mod number_format;
mod ods;
mod package;
mod problem;
mod section;
mod sheet;
mod xls;
mod xlsx;
mod xml;

use package::Package;
pub use sheet::{Merge, Sheet};

use crate::{
    Bilingual, Builder, Document, Format,
    compound::Compound,
    read::{Limits, ReadError},
};

/// The sheets of a workbook in order.
type Sheets = Vec<Sheet>;

/// Reads a workbook of any of the three formats, told by its content.
pub(crate) fn read(bytes: &[u8], limits: Limits) -> Result<Document, ReadError> {
    let (format, sheets) = open(bytes, limits, Extent::Shown)?;
    document(format, sheets)
}

/// The sheets of a workbook with every cell as it stands, hidden rows and columns too: for a form of our own that
/// comes back, where nothing may be tidied away. `bytes` are an `.xlsx`, `.xls` or `.ods`; sheets that are not shown
/// have their cells in `.xlsx` only.
///
/// # Errors
/// A [`ReadError`] where nothing could be read.
pub fn sheets(bytes: &[u8], limits: Limits) -> Result<Vec<Sheet>, ReadError> {
    open(bytes, limits, Extent::Everything).map(|(_, sheets)| sheets)
}

/// What is read of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The sheets that a person sees.
    Shown,
    /// All sheets.
    Everything,
}

fn open(bytes: &[u8], limits: Limits, extent: Extent) -> Result<(Format, Sheets), ReadError> {
    if Compound::is(bytes) {
        return Ok((Format::Xls, xls::read(bytes, limits)?));
    }
    let package = Package::open(bytes, limits)?;
    if package.has("xl/workbook.bin") {
        let found = Bilingual::fixed("Excel 二进制工作簿（.xlsb）", "an Excel binary workbook (.xlsb)");
        return Err(ReadError::Unsupported { found, way: None });
    }
    if package.has("content.xml") {
        Ok((Format::Ods, ods::read(package, limits)?))
    } else {
        Ok((Format::Xlsx, xlsx::read(package, limits, extent)?))
    }
}

fn document(format: Format, sheets: Sheets) -> Result<Document, ReadError> {
    let mut builder = Builder::new(format);
    builder.document().sheets = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut problems = Vec::new();
    let hidden: Vec<&str> = sheets.iter().filter(|s| s.hidden).map(|s| s.name.as_str()).collect();
    if !hidden.is_empty() {
        problems.push(problem::hidden_sheets(&hidden));
    }
    for (number, sheet) in (0_u32..).zip(sheets) {
        if sheet.broken {
            problems.push(problem::broken(&sheet.name));
        }
        if sheet.hidden {
            continue;
        }
        let name = sheet.name.clone();
        if !sheet.filtered_rows.is_empty() {
            problems.push(problem::filtered(&name));
        }
        let left_out = sheet.build(number, &mut builder);
        problems.extend(problem::left_out(&name, left_out));
    }
    builder.document().problems.extend(problems);
    let document = builder.finish();
    if document.paragraphs.is_empty() && document.problems.is_empty() { Err(ReadError::Empty) } else { Ok(document) }
}
