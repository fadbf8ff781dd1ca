//! What all sheets that we write share: font and lines, title, headings, page, heights, and how a text is put
//! into a cell.

pub(crate) mod height;

use document::Lang;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The longest text that a cell holds, in UTF-16 units (Excel's limit).
pub(crate) const LONGEST: usize = 32_767;
/// Rows above the data: the title and the headings.
pub(crate) const HEAD: u32 = 2;
/// The fill of headings.
pub(crate) const HEADING: Color = Color::RGB(0x00E8_EEF4);
/// Paper size 9 is A4 (ECMA-376, 18.3.1.63).
const A4: u8 = 9;

/// The title in the first row, over columns up to `last`.
pub(crate) fn title(sheet: &mut Worksheet, text: &str, last: u16) -> Result<(), XlsxError> {
    let format = heading(Color::Default).set_font_size(16).set_border(FormatBorder::None);
    sheet.merge_range(0, 0, 0, last, &bounded(text), &format)?;
    sheet.set_row_height(0, 30)?;
    Ok(())
}

/// The headings in the second row, each with the width of its column in characters and its format.
pub(crate) fn headings(sheet: &mut Worksheet, headings: &[(&str, u16, Format)]) -> Result<(), XlsxError> {
    let mut lines = 1;
    for (column, (text, width, format)) in (0..).zip(headings) {
        sheet.set_column_width(column, f64::from(*width))?;
        sheet.write_string_with_format(HEAD - 1, column, *text, format)?;
        lines = lines.max(height::lines(text, *width));
    }
    sheet.set_row_height(HEAD - 1, height::points(lines))?;
    Ok(())
}

/// A4 lying, pages counted.
pub(crate) fn page(sheet: &mut Worksheet, lang: Lang) {
    sheet.set_paper_size(A4).set_landscape().set_print_center_horizontally(true);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer(tr(lang, "&C第 &P 页，共 &N 页", "&CPage &P of &N"));
}

/// Puts `text` into a cell as text, whatever it begins with, so that it can become neither a formula nor markup.
pub(crate) fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if text.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else if let Some(inside) = text.strip_prefix("<r>").filter(|rest| rest.ends_with("</r>")) {
        // The writer takes a whole text in these marks for runs that are written already; of two runs it makes its own.
        let plain = Format::default();
        sheet.write_rich_string_with_format(row, column, &[(&plain, "<r>"), (&plain, inside)], format)?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// Puts an ISO 8601 day into a cell as a day, so that it sorts and filters; all else is text.
pub(crate) fn put_date(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let Some(date) = date(text) else { return put(sheet, row, column, text, format) };
    sheet.write_datetime_with_format(row, column, &date, &format.clone().set_num_format("yyyy-mm-dd"))?;
    Ok(())
}

/// An ISO 8601 date within what spreadsheets can hold (from 1900).
fn date(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month = parts.next().filter(|m| m.len() == 2)?.parse().ok()?;
    let day = parts.next().filter(|d| d.len() == 2)?.parse().ok()?;
    if parts.next().is_some() || year < 1900 {
        return None;
    }
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn base() -> Format {
    Format::new()
        .set_font_name("宋体")
        .set_font_size(10.5)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

/// The format of a cell with data.
pub(crate) fn body(centred: bool) -> Format {
    base().set_align(if centred { FormatAlign::Center } else { FormatAlign::Left })
}

/// The format of a heading on a fill.
pub(crate) fn heading(fill: Color) -> Format {
    let format = base().set_bold().set_align(FormatAlign::Center);
    if fill == Color::Default { format } else { format.set_background_color(fill) }
}

/// `text` cut to what a cell holds, `…` where it was cut.
pub(crate) fn bounded(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 1;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= LONGEST
    });
    kept.chain(['…']).collect()
}

pub(crate) fn tr<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::Zh { zh } else { en }
}
