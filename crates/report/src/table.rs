//! A plain table: headings, rows, nothing else.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::ledger::LedgerError;
use crate::sheet::{HEADING, height, put};

/// The widest and the narrowest column, in characters.
const WIDTHS: std::ops::RangeInclusive<u16> = 8..=60;

/// A workbook with one sheet.
///
/// # Errors
/// [`LedgerError`].
pub fn xlsx(name: &str, head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, LedgerError> {
    Ok(write(name, head, rows)?)
}

fn write(name: &str, head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A pure function has no clock: a fixed date keeps the bytes the same from call to call.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    let (bold, wrapped) = (Format::new().set_bold().set_background_color(HEADING), Format::new().set_text_wrap());
    for (column, text) in (0u16..).zip(head) {
        let cells = rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = cells.map(String::as_str).chain([*text]).map(width).max().unwrap_or_default();
        sheet.set_column_width(column, f64::from(widest.clamp(*WIDTHS.start(), *WIDTHS.end()) + 2))?;
        sheet.write_string_with_format(0, column, *text, &bold)?;
    }
    for (row, cells) in (1u32..).zip(rows) {
        let lines = cells.iter().map(|cell| height::lines(cell, *WIDTHS.end())).max().unwrap_or(1);
        sheet.set_row_height(row, height::points(lines))?;
        for (column, text) in (0u16..).zip(cells) {
            put(sheet, row, column, text, &wrapped)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

/// A Chinese character is two wide.
fn width(text: &str) -> u16 {
    let units = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    u16::try_from(units).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        let rows = vec![vec!["综合科".to_owned(), "=1+1".to_owned()], vec![String::new(), "叶知秋".to_owned()]];
        let bytes = xlsx("单位人员", &["单位", "姓名"], &rows).unwrap();
        let read = document::read(&bytes, "单位人员.xlsx").unwrap();
        assert_eq!(read.sheets, ["单位人员"]);
        assert_eq!(read.plain_text(), "单位\n姓名\n综合科\n=1+1\n叶知秋\n");
        assert_eq!(bytes, xlsx("单位人员", &["单位", "姓名"], &rows).unwrap(), "the same bytes every time");
    }
}
