//! Writes the sheets: cells, merges, widths, heights, and how they print.

use document::Lang;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::column::{COLUMNS, Column};
use super::row::{self, Group};
use super::{Entry, height, tr};
use crate::place;

/// The longest text that a cell holds, in UTF-16 units (Excel's limit).
const CELL: usize = 32_767;
/// Rows above the data: the title and the headings.
const HEAD: u32 = 2;
/// Paper size 9 is A4 (ECMA-376, 18.3.1.63).
const A4: u8 = 9;

/// The sheet of findings and measures.
pub(super) fn findings(sheet: &mut Worksheet, papers: &[Entry<'_>], lang: Lang) -> Result<(), XlsxError> {
    let headings: Vec<(String, u16)> = COLUMNS.iter().map(|c| (c.heading().get(lang).to_owned(), c.width())).collect();
    sheet.set_name(tr(lang, "整改台账", "Ledger"))?;
    head(sheet, &title(papers, lang), &headings, lang)?;
    let mut at = HEAD;
    for group in row::groups(papers) {
        at = write_group(sheet, &group, at, papers.len() > 1, lang)?;
    }
    Ok(())
}

/// The sheet of causes.
pub(super) fn causes(sheet: &mut Worksheet, papers: &[Entry<'_>], lang: Lang) -> Result<(), XlsxError> {
    let headings = [("序号", "No.", 6), ("原因", "Cause", 80), ("对应问题", "Findings", 16), ("出处", "Source", 24)];
    let headings: Vec<(String, u16)> =
        headings.iter().map(|(zh, en, width)| (tr(lang, zh, en).to_owned(), *width)).collect();
    sheet.set_name(tr(lang, "原因分析", "Causes"))?;
    head(sheet, tr(lang, "原因分析", "Causes"), &headings, lang)?;
    let (mut at, mut number, mut before) = (HEAD, 0, 0);
    for entry in papers {
        for cause in &entry.extraction.causes {
            number += 1;
            let ties: Vec<String> = cause.findings.iter().map(|f| (before + f + 1).to_string()).collect();
            let place = cause.spans.first().map(|s| place::words(*s, entry.document).get(lang).to_owned());
            let file = (papers.len() > 1).then(|| entry.name.to_owned());
            let source: Vec<String> = file.into_iter().chain(place).collect();
            let texts = [number.to_string(), cause.statement.clone(), ties.join("、"), source.join("\n")];
            let lines = texts.iter().zip(&headings).map(|(text, (_, width))| height::lines(text, *width)).max();
            for (column, text) in (0..).zip(&texts) {
                sheet.write_string_with_format(at, column, bounded(text), &body(column == 0 || column == 2))?;
            }
            sheet.set_row_height(at, height::points(lines.unwrap_or(1)))?;
            at += 1;
        }
        before += entry.extraction.findings.len();
    }
    Ok(())
}

/// The paper's own title where there is one paper, so that a printed ledger says what it is of.
fn title(papers: &[Entry<'_>], lang: Lang) -> String {
    let own = match papers {
        [only] => only.extraction.title.as_deref(),
        _ => None,
    };
    match own {
        Some(own) => format!("{}{}", tr(lang, "问题整改台账：", "Ledger of findings and measures: "), own),
        None => tr(lang, "问题整改台账", "Ledger of findings and measures").to_owned(),
    }
}

/// Title, headings, widths, and the set-up of the page.
fn head(sheet: &mut Worksheet, title: &str, headings: &[(String, u16)], lang: Lang) -> Result<(), XlsxError> {
    let last = u16::try_from(headings.len().saturating_sub(1)).unwrap_or(0);
    let face = base().set_bold().set_align(FormatAlign::Center);
    sheet.merge_range(
        0,
        0,
        0,
        last,
        &bounded(title),
        &face.clone().set_font_size(16).set_border(FormatBorder::None),
    )?;
    sheet.set_row_height(0, 30)?;
    let heading = face.set_background_color(Color::RGB(0x00E8_EEF4));
    let mut lines = 1;
    for (column, (text, width)) in (0..).zip(headings) {
        sheet.set_column_width(column, f64::from(*width))?;
        sheet.write_string_with_format(1, column, text.as_str(), &heading)?;
        lines = lines.max(height::lines(text, *width));
    }
    sheet.set_row_height(1, height::points(lines))?;
    sheet.set_freeze_panes(HEAD, 0)?;
    sheet.set_repeat_rows(0, HEAD - 1)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer(tr(lang, "&C第 &P 页，共 &N 页", "&CPage &P of &N"));
    Ok(())
}

/// Writes one group from row `at` on and returns the row after it.
fn write_group(sheet: &mut Worksheet, group: &Group<'_>, at: u32, several: bool, lang: Lang) -> Result<u32, XlsxError> {
    let rows = group.rows();
    let mut lines = vec![1; rows];
    let end = u32::try_from(rows).ok().and_then(|n| at.checked_add(n)).ok_or(XlsxError::RowColumnLimitError)?;
    // The measures' own cells first: only what they leave short must be made up for a merged cell.
    let merged = |column: Column| column.is_of_finding() && group.has_finding();
    for (index, column) in (0..).zip(COLUMNS).filter(|(_, c)| !merged(*c)) {
        let format = body(column.is_centred());
        for (row, (nth, needed)) in (at..end).zip(lines.iter_mut().enumerate()) {
            let text = group.text(column, nth, several, lang);
            write(sheet, row, index, column, &text, &format)?;
            *needed = height::lines(&text, column.width()).max(*needed);
        }
    }
    for (index, column) in (0..).zip(COLUMNS).filter(|(_, c)| merged(*c)) {
        let (format, text) = (body(column.is_centred()), group.text(column, 0, several, lang));
        if rows > 1 {
            sheet.merge_range(at, index, end - 1, index, &bounded(&text), &format)?;
        } else {
            write(sheet, at, index, column, &text, &format)?;
        }
        height::stretch(&mut lines, height::lines(&text, column.width()));
    }
    for (row, lines) in (at..end).zip(&lines) {
        sheet.set_row_height(row, height::points(*lines))?;
    }
    Ok(end)
}

/// Dates become dates, so that they sort and filter; all else is text.
fn write(
    sheet: &mut Worksheet,
    row: u32,
    index: u16,
    column: Column,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let date = Some(text).filter(|_| column == Column::Deadline).and_then(date);
    match date {
        Some(date) => {
            sheet.write_datetime_with_format(row, index, &date, &format.clone().set_num_format("yyyy-mm-dd"))?
        }
        None if text.is_empty() => sheet.write_blank(row, index, format)?,
        None => sheet.write_string_with_format(row, index, bounded(text), format)?,
    };
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

fn body(centred: bool) -> Format {
    base().set_align(if centred { FormatAlign::Center } else { FormatAlign::Left })
}

/// `text` cut to what a cell holds, `…` where it was cut.
fn bounded(text: &str) -> String {
    if text.encode_utf16().count() <= CELL {
        return text.to_owned();
    }
    let mut units = 1;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= CELL
    });
    kept.chain(['…']).collect()
}
