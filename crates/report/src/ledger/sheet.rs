//! Writes the sheets: cells, merges, heights, and how they print.

use document::Lang;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Entry;
use super::column::{COLUMNS, Column};
use super::row::{self, Group};
use crate::place;
use crate::sheet::{HEAD, HEADING, body, bounded, heading, headings, height, page, put, put_date, title, tr};

/// The sheet of findings and measures.
pub(super) fn findings(sheet: &mut Worksheet, papers: &[Entry<'_>], lang: Lang) -> Result<(), XlsxError> {
    let columns: Vec<(String, u16)> = COLUMNS.iter().map(|c| (c.heading().get(lang).to_owned(), c.width())).collect();
    sheet.set_name(tr(lang, "整改台账", "Ledger"))?;
    head(sheet, &name(papers, lang), &columns, lang)?;
    let mut at = HEAD;
    for group in row::groups(papers) {
        at = write_group(sheet, &group, at, papers.len() > 1, lang)?;
    }
    Ok(())
}

/// The sheet of causes.
pub(super) fn causes(sheet: &mut Worksheet, papers: &[Entry<'_>], lang: Lang) -> Result<(), XlsxError> {
    let columns = [("序号", "No.", 6), ("原因", "Cause", 80), ("对应问题", "Findings", 16), ("出处", "Source", 24)];
    let columns: Vec<(String, u16)> =
        columns.iter().map(|(zh, en, width)| (tr(lang, zh, en).to_owned(), *width)).collect();
    sheet.set_name(tr(lang, "原因分析", "Causes"))?;
    head(sheet, tr(lang, "原因分析", "Causes"), &columns, lang)?;
    let (mut at, mut number, mut before) = (HEAD, 0, 0);
    for entry in papers {
        for cause in &entry.extraction.causes {
            number += 1;
            let ties: Vec<String> = cause.findings.iter().map(|f| (before + f + 1).to_string()).collect();
            let place = cause.spans.first().map(|s| place::words(*s, entry.document).get(lang).to_owned());
            let file = (papers.len() > 1).then(|| entry.name.to_owned());
            let source: Vec<String> = file.into_iter().chain(place).collect();
            let texts = [number.to_string(), cause.statement.clone(), ties.join("、"), source.join("\n")];
            let lines = texts.iter().zip(&columns).map(|(text, (_, width))| height::lines(text, *width)).max();
            for (column, text) in (0..).zip(&texts) {
                put(sheet, at, column, &bounded(text), &body(column == 0 || column == 2))?;
            }
            sheet.set_row_height(at, height::points(lines.unwrap_or(1)))?;
            at += 1;
        }
        before += entry.extraction.findings.len();
    }
    Ok(())
}

/// The paper's own title where there is one paper, so that a printed ledger says what it is of.
fn name(papers: &[Entry<'_>], lang: Lang) -> String {
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
fn head(sheet: &mut Worksheet, name: &str, columns: &[(String, u16)], lang: Lang) -> Result<(), XlsxError> {
    title(sheet, name, u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0))?;
    let columns: Vec<_> = columns.iter().map(|(text, width)| (text.as_str(), *width, heading(HEADING))).collect();
    headings(sheet, &columns)?;
    sheet.set_freeze_panes(HEAD, 0)?;
    sheet.set_repeat_rows(0, HEAD - 1)?;
    sheet.set_print_fit_to_pages(1, 0);
    page(sheet, lang);
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
        for (row, (nth, needed)) in (at..end).zip(lines.iter_mut().enumerate()) {
            let text = group.text(column, nth, several, lang);
            write(sheet, row, index, column, &text)?;
            *needed = height::lines(&text, column.width()).max(*needed);
        }
    }
    for (index, column) in (0..).zip(COLUMNS).filter(|(_, c)| merged(*c)) {
        let text = group.text(column, 0, several, lang);
        if rows > 1 {
            sheet.merge_range(at, index, end - 1, index, "", &body(column.is_centred()))?;
        }
        write(sheet, at, index, column, &text)?;
        height::stretch(&mut lines, height::lines(&text, column.width()));
    }
    for (row, lines) in (at..end).zip(&lines) {
        sheet.set_row_height(row, height::points(*lines))?;
    }
    Ok(end)
}

fn write(sheet: &mut Worksheet, row: u32, index: u16, column: Column, text: &str) -> Result<(), XlsxError> {
    let (text, format) = (bounded(text), body(column.is_centred()));
    match column {
        Column::Deadline => put_date(sheet, row, index, &text, &format),
        _ => put(sheet, row, index, &text, &format),
    }
}
