//! Tables whose cells tabs part, as they are when copied from a spreadsheet or a word processor.

use std::borrow::Cow;

use super::{Found, FoundCell, lines::Source};
use crate::{
    csv::record::{Field, Records},
    locate::Locator,
};

/// The table that begins with line `at`: at least two lines on end, most of them with two tabs or more.
///
/// # Errors
/// The number of lines with which no table begins, at least 1; so no run of lines is looked at twice.
pub(super) fn at<'a>(text: &'a str, source: &[Source<'a>], at: usize) -> Result<Found<'a>, usize> {
    let first = source.get(at).filter(|l| is_row(l)).ok_or(1_usize)?;
    let rest = text.get(first.start..).unwrap_or("");
    let mut records = Records::new(rest, '\t');
    let (mut rows, mut line) = (Vec::new(), at);
    while source.get(line).is_some_and(is_row) {
        let Some(record) = records.next() else { break };
        // A quoted cell may hold line breaks.
        let end = first.start + records.position();
        let lines = source.get(line..).unwrap_or(&[]).iter().take_while(|l| l.start < end).count().max(1);
        line += lines;
        rows.push(RowOf { record, next: line });
    }
    let (from, to) = trimmed(&rows).ok_or(line - at)?;
    // Lines over the table proper are left to prose.
    if let Some(above) = from.checked_sub(1).and_then(|n| rows.get(n)) {
        return Err(above.next - at);
    }
    let kept = rows.get(..to).unwrap_or(&[]);
    let end = kept.last().map_or(line, |row| row.next);
    let mut locator = Locator::new(rest, first.number);
    let rows = kept.iter().map(|row| row.record.iter().map(|f| cell(f, rest, &mut locator)).collect()).collect();
    Ok(Found { lines: at..end, rows })
}

fn is_row(line: &Source<'_>) -> bool {
    tabs(line.text) > 0 && !line.text.trim().is_empty()
}

struct RowOf<'a> {
    record: Vec<Field<'a>>,
    /// Index of the line after it.
    next: usize,
}

impl RowOf<'_> {
    fn filled(&self) -> usize {
        self.record.iter().filter(|f| !f.text.trim().is_empty()).count()
    }

    /// Whether all its cells are labels with what they are for: `日期：2026年3月`.
    fn is_labels(&self) -> bool {
        self.record.iter().filter(|f| !f.text.trim().is_empty()).all(|f| f.text.contains(['：', ':']))
    }
}

/// The cell of `field`, with the place of each of its lines in `text`.
fn cell<'a>(field: &Field<'a>, text: &'a str, locator: &mut Locator<'a>) -> FoundCell<'a> {
    let mut at = field.start;
    let mut pieces = Vec::new();
    for piece in split(&field.text) {
        let place = locator.place(at);
        // A doubled quotation mark or CR LF makes the source longer than the piece: the line break tells.
        let rest = text.get(at..).unwrap_or("").as_bytes();
        at = memchr::memchr(b'\n', rest).map_or(at, |n| at + n + 1);
        pieces.push((piece, place));
    }
    FoundCell { pieces }
}

/// The lines of a cell.
fn split<'a>(text: &Cow<'a, str>) -> Vec<Cow<'a, str>> {
    match text {
        Cow::Borrowed(text) => text.split('\n').map(Cow::Borrowed).collect(),
        Cow::Owned(text) => text.split('\n').map(|piece| Cow::Owned(piece.to_owned())).collect(),
    }
}

fn tabs(line: &str) -> usize {
    memchr::memchr_iter(b'\t', line.as_bytes()).count()
}

/// The range of rows that form the table proper: lines over and below it that only use tabs to spread
/// themselves (`填报单位：…`, a few tabs, `填报日期：…`) are no rows.
fn trimmed(rows: &[RowOf<'_>]) -> Option<(usize, usize)> {
    let mut widths: Vec<usize> = rows.iter().map(|r| r.record.len()).collect();
    widths.sort_unstable();
    let usual = widths.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?.first().copied()?;
    let stray = |row: &RowOf<'_>| row.filled() * 2 <= usual && (row.record.len() != usual || row.is_labels());
    let from = rows.iter().take_while(|r| stray(r)).count();
    let to = rows.len() - rows.iter().rev().take_while(|r| stray(r)).count();
    let kept = rows.get(from..to)?;
    // Tabs at the start alone are an indent.
    let wide = kept.iter().filter(|r| r.record.len() > 2 && r.filled() > 1).count();
    (kept.len() >= 2 && wide * 2 > kept.len()).then_some((from, to))
}
