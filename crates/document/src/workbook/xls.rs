//! Excel 97–2003 binary workbooks ([MS-XLS]), `.xls` and WPS `.et`.

mod globals;
mod records;
mod strings;
mod worksheet;

use super::{Sheets, bounds::Budget};
use crate::{
    Bilingual,
    compound::Compound,
    read::{Limits, ReadError},
};
use globals::Globals;
use records::Records;

/// Version of BIFF8 in a `BOF` record.
const BIFF8: u16 = 0x0600;

/// Reads the sheets of a workbook.
///
/// # Errors
/// [`ReadError::Encrypted`], [`ReadError::Unsupported`] for what came before Excel 97, [`ReadError::Damaged`].
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Sheets, ReadError> {
    let mut file = Compound::open(bytes)?;
    let stream = match (file.stream("Workbook"), file.stream("Book")) {
        (Some(stream), _) => stream,
        (None, Some(stream)) if version(&stream) == Some(BIFF8) => stream,
        (None, Some(_)) => return Err(too_old()),
        (None, None) if file.has("WordDocument") => {
            return Err(ReadError::Unsupported {
                found: Bilingual::fixed("Word 文档", "a Word document"), way: None
            });
        }
        (None, None) => return Err(no_workbook()),
    };
    if version(&stream).is_some_and(|version| version < BIFF8) {
        return Err(too_old());
    }
    let globals = Globals::read(&stream)?;
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    let mut starts: Vec<usize> = globals.sheets.iter().map(|entry| entry.at).collect();
    starts.sort_unstable();
    let mut seen = std::collections::HashSet::new();
    for entry in globals.sheets.iter().filter(|entry| seen.insert(entry.at)) {
        // A sheet ends before the next begins, so that no record is read for two of them.
        let next = starts.partition_point(|start| *start <= entry.at);
        let end = starts.get(next).copied().unwrap_or(stream.len()).min(stream.len());
        sheets.push(worksheet::read(stream.get(..end).unwrap_or(&[]), entry, &globals, &mut budget)?);
    }
    if sheets.is_empty() { Err(no_workbook()) } else { Ok(sheets) }
}

/// The version that the stream's first record states.
fn version(stream: &[u8]) -> Option<u16> {
    let first = Records::new(stream, 0).next()?;
    crate::bytes::u16_at(first.data, 0).filter(|_| first.kind == records::BOF)
}

fn too_old() -> ReadError {
    ReadError::Unsupported { found: Bilingual::fixed("Excel 5.0/95 工作簿", "an Excel 5.0/95 workbook"), way: None }
}

fn no_workbook() -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::fixed(
            "复合文档里没有工作簿或工作表",
            "there is no workbook or no sheet in the compound file",
        ),
    }
}
