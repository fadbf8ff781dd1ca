//! Writes the workbook: the ledger, the causes, how to fill it in, and out of sight the list of what was exported.

use std::borrow::Cow;
use std::collections::BTreeSet;

use document::Lang;
use ledger::light::Light;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, Note, Workbook, Worksheet, XlsxError,
};

use super::column::{Access, Column, Subject};
use super::stamp::{Mark, Stamp};
use super::{Book, Cells, ExportError, Finding, Measure, TooLong, guide, read};
use crate::ledger::LedgerError;
use crate::sheet::{HEAD, HEADING, LONGEST, body, heading, headings, height, page, put, put_date, tr};

/// The fill of what follows from the ledger.
const FIXED: Color = Color::RGB(0x00F2_F2F2);
const FIXED_HEADING: Color = Color::RGB(0x00D9_D9D9);
/// The colour of a finding's words where they stand for the second time.
const REPEATED: Color = Color::RGB(0x0080_8080);
/// Empty rows below the ledger in which the lists of words work.
const ROOM: u32 = 500;
/// Per cent of the natural size at which the columns up to each of [`BREAKS`] fit on lying A4.
const SCALE: u16 = 64;
/// The columns after which a page ends: what is wrong and what will be done; by whom and by when; how it stands.
const BREAKS: [Column; 2] = [Column::Measure, Column::Checklist];

/// The workbook of `book` as the bytes of an `.xlsx` file (SpreadsheetML, ECMA-376), headed in `lang`. The same book
/// gives the same bytes.
///
/// # Errors
/// [`ExportError`]; of texts that no cell holds all are named.
pub fn xlsx(book: &Book, lang: Lang) -> Result<Vec<u8>, ExportError> {
    let too_long = too_long(book);
    if !too_long.is_empty() {
        return Err(ExportError::TooLong(too_long));
    }
    write(book, lang).map_err(|error| ExportError::Workbook(LedgerError::from(error)))
}

fn write(book: &Book, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A pure function has no clock: a fixed date keeps the bytes the same from call to call.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    ledger(workbook.add_worksheet(), book, lang)?;
    causes(workbook.add_worksheet(), book, lang)?;
    guide::sheet(workbook.add_worksheet(), book, lang)?;
    list(workbook.add_worksheet(), book)?;
    workbook.save_to_buffer()
}

fn too_long(book: &Book) -> Vec<TooLong> {
    let findings = book.findings.iter().map(|f| (&f.id, &f.cells));
    let measures = book.measures.iter().map(|m| (&m.id, &m.cells));
    let causes = book.causes.iter().map(|c| (&c.id, &c.cells));
    let all = findings.chain(measures).chain(causes).flat_map(|(id, cells)| cells.iter().map(move |cell| (id, cell)));
    all.map(|(id, (column, text))| TooLong { id: id.clone(), column, units: text.encode_utf16().count() })
        .filter(|t| t.units > LONGEST)
        .collect()
}

fn ledger(sheet: &mut Worksheet, book: &Book, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(tr(lang, "整改台账", "Ledger"))?;
    head(sheet, &Column::LEDGER, &format!("{}{}", tr(lang, "整改台账：", "Ledger: "), book.title), lang)?;
    let formats = Column::LEDGER.map(Formats::of);
    let mark = Mark::of(book.point);
    let mut seen = BTreeSet::new();
    let mut at = HEAD;
    for (finding, measure) in book.rows() {
        let row = Row { finding, measure, mark: &mark, lang };
        let repeated = finding.is_some_and(|f| !seen.insert(f.id.as_str()));
        let mut lines = 1;
        for ((index, column), formats) in (0..).zip(Column::LEDGER).zip(&formats) {
            let text = row.text(column);
            let format = formats.choose(&text, repeated && column.subject() == Subject::Finding);
            let write = if column.is_day() { put_date } else { put };
            write(sheet, at, index, &text, &coloured(column, &text, format))?;
            if column != Column::Stamp {
                lines = lines.max(height::lines(&text, column.width()));
            }
        }
        sheet.set_row_height(at, height::points(lines))?;
        at = at.checked_add(1).ok_or(XlsxError::RowColumnLimitError)?;
    }
    sheet.set_freeze_panes(HEAD, 2)?;
    sheet.set_repeat_columns(0, 1)?;
    sheet.set_vertical_page_breaks(&BREAKS.map(|column| index_of(column) + 1))?;
    sheet.set_print_scale(SCALE);
    finish(sheet, &Column::LEDGER, at, lang)
}

fn causes(sheet: &mut Worksheet, book: &Book, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(tr(lang, "原因", "Causes"))?;
    head(sheet, &Column::CAUSES, tr(lang, "原因分析", "Causes"), lang)?;
    let formats = Column::CAUSES.map(Formats::of);
    let mark = Mark::of(book.point);
    for (at, cause) in (HEAD..).zip(&book.causes) {
        let stamp = Stamp::new(&mark, [(Subject::Cause, &cause.id, Some(&cause.cells)), (Subject::Row, "", None)]);
        let mut lines = 1;
        for ((index, column), formats) in (0..).zip(Column::CAUSES).zip(&formats) {
            let text = match column {
                Column::CauseId => cause.id.clone(),
                Column::Stamp => stamp.text(),
                _ => cause.cells.get(column).to_owned(),
            };
            put(sheet, at, index, &text, formats.choose(&text, false))?;
            if column != Column::Stamp {
                lines = lines.max(height::lines(&text, column.width()));
            }
        }
        sheet.set_row_height(at, height::points(lines))?;
    }
    let end = u32::try_from(book.causes.len()).ok().and_then(|n| n.checked_add(HEAD));
    sheet.set_freeze_panes(HEAD, 1)?;
    sheet.set_print_fit_to_pages(1, 0);
    finish(sheet, &Column::CAUSES, end.ok_or(XlsxError::RowColumnLimitError)?, lang)
}

/// The ids of what was exported, so that rows that are gone are noticed. It names ids and nothing else.
fn list(sheet: &mut Worksheet, book: &Book) -> Result<(), XlsxError> {
    let mark = Mark::of(book.point);
    sheet.set_name(read::LIST)?.set_very_hidden(true);
    for (column, text) in (0..).zip([read::LIST, &mark.size.to_string(), &mark.root]) {
        sheet.write_string(0, column, text)?;
    }
    let rows = book.rows().map(|(f, m)| [f.map_or("", |f| &f.id), m.map_or("", |m| &m.id)]);
    for (at, ids) in (1..).zip(rows.chain(book.causes.iter().map(|c| [c.id.as_str(), ""]))) {
        for (column, id) in (0..).zip(ids) {
            sheet.write_string(at, column, id)?;
        }
    }
    Ok(())
}

/// Title, headings, widths, what typed cells become, and notes at what may not be changed.
fn head(sheet: &mut Worksheet, columns: &[Column], title: &str, lang: Lang) -> Result<(), XlsxError> {
    let of = |c: &Column| if is_fixed(*c) { heading(FIXED_HEADING) } else { heading(HEADING) };
    let names: Vec<_> = columns.iter().map(|c| c.heading()).collect();
    let faces: Vec<_> = columns.iter().zip(&names).map(|(c, name)| (name.get(lang), c.width(), of(c))).collect();
    for (index, column) in (0..).zip(columns) {
        sheet.set_column_format(index, &typed(*column, Format::new().set_text_wrap()))?;
        if is_fixed(*column) {
            let mark = tr(lang, "只读：", "Read-only: ");
            let note = Note::new(format!("{mark}{}", column.hint().get(lang))).add_author_prefix(false);
            sheet.insert_note(HEAD - 1, index, &note.set_width(240).set_height(60))?;
        }
    }
    headings(sheet, &faces)?;
    // Not merged over the columns: sorting, inserting and hiding columns stay free.
    sheet.write_string_with_format(0, 0, title, &Format::new().set_font_name("宋体").set_font_size(16).set_bold())?;
    sheet.set_row_height(0, 30)?;
    // A header holds 255 characters, and `&` begins its codes.
    let title: String = title.replace('&', "&&").chars().take(120).collect();
    sheet.set_header(format!("&L&14&B{title}"));
    Ok(())
}

/// Filter, lists of words, the hidden stamp, the page. `end` is the row after the last.
fn finish(sheet: &mut Worksheet, columns: &[Column], end: u32, lang: Lang) -> Result<(), XlsxError> {
    let stamp = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.autofilter(HEAD - 1, 0, end.saturating_sub(1).max(HEAD), stamp)?;
    sheet.set_column_hidden(stamp)?;
    for (index, column) in (0..).zip(columns).filter(|(_, c)| matches!(c, Column::Kind | Column::Scope)) {
        let words: Vec<&str> = column.codes().iter().map(|(code, _)| column.shown(code, lang)).collect();
        let wrong = tr(lang, "请从列表中选择", "Choose from the list");
        let list = DataValidation::new().allow_list_strings(&words)?.set_error_message(wrong)?;
        sheet.add_data_validation(HEAD, index, end.saturating_add(ROOM).min(1_048_575), index, &list)?;
    }
    // The title stands above each page instead of in the first column of each.
    sheet.set_print_area(HEAD - 1, 0, end.saturating_sub(1).max(HEAD), stamp)?;
    sheet.set_repeat_rows(HEAD - 1, HEAD - 1)?;
    page(sheet, lang);
    Ok(())
}

fn is_fixed(column: Column) -> bool {
    matches!(column.access(), Access::Fixed | Access::Key)
}

fn index_of(column: Column) -> u32 {
    (0..).zip(Column::LEDGER).find(|(_, c)| *c == column).map_or(0, |(index, _)| index)
}

/// `format`, so that what is typed into the column stays what it is: a day a day, a short text a text.
fn typed(column: Column, format: Format) -> Format {
    match column {
        _ if column.is_day() => format.set_num_format("yyyy-mm-dd"),
        // Of longer texts in cells of this format, old programs show `####`.
        _ if column.is_short() => format.set_num_format("@"),
        _ => format,
    }
}

/// A light in its colour; its shape and word say the same.
fn coloured<'f>(column: Column, text: &str, format: &'f Format) -> Cow<'f, Format> {
    let light = Light::ALL.into_iter().find(|light| column == Column::Light && text.starts_with(light.shape()));
    let Some(light) = light else { return Cow::Borrowed(format) };
    let colour = match light {
        Light::Blue => 0x001F_5FA8,
        Light::Purple => 0x006B_3FA0,
        Light::Green => 0x001E_7B34,
        Light::Grey => 0x0060_6060,
        Light::Yellow => 0x0094_6200,
        Light::Red => 0x00C0_0000,
    };
    Cow::Owned(format.clone().set_font_color(Color::RGB(colour)))
}

/// The formats of a column's cells.
struct Formats {
    plain: Format,
    repeated: Format,
    /// For texts that a spreadsheet program would take for a formula once somebody edits them.
    marked: Format,
}

impl Formats {
    fn of(column: Column) -> Self {
        let base = body(column.is_short());
        let base = if is_fixed(column) { base.set_background_color(FIXED) } else { base };
        let plain = typed(column, base);
        let repeated = plain.clone().set_font_color(REPEATED);
        Self { marked: plain.clone().set_quote_prefix(), plain, repeated }
    }

    fn choose(&self, text: &str, repeated: bool) -> &Format {
        if text.starts_with(['=', '+', '-', '@', '\t', '\'']) {
            &self.marked
        } else if repeated {
            &self.repeated
        } else {
            &self.plain
        }
    }
}

/// A row of the ledger.
struct Row<'a> {
    finding: Option<&'a Finding>,
    measure: Option<&'a Measure>,
    mark: &'a Mark,
    lang: Lang,
}

impl Row<'_> {
    fn text(&self, column: Column) -> String {
        let (finding, measure) = (self.finding.map_or("", |f| &f.id), self.measure.map_or("", |m| &m.id));
        let of =
            |cells: Option<&Cells>| cells.map_or("", |cells| column.shown(cells.get(column), self.lang)).to_owned();
        let (of_finding, of_measure) = (self.finding.map(|f| &f.cells), self.measure.map(|m| &m.cells));
        match column {
            Column::FindingId => finding.to_owned(),
            Column::MeasureId => measure.to_owned(),
            Column::Stamp => {
                let subjects = [(Subject::Finding, finding, of_finding), (Subject::Measure, measure, of_measure)];
                Stamp::new(self.mark, subjects).text()
            }
            _ if column.subject() == Subject::Finding => of(of_finding),
            _ => of(of_measure),
        }
    }
}
