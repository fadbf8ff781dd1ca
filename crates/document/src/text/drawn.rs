//! Tables drawn with characters: pipes as in Markdown, and lines of the box-drawing block.

use std::borrow::Cow;

use super::{Found, FoundCell, lines::Source};
use crate::locate::Locator;

/// Marks between cells.
const WALLS: [char; 5] = ['|', '│', '┃', '║', '｜'];

/// Whether `text` holds a character of the box-drawing block (U+2500–U+257F).
pub(super) fn may_hold(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), "│".as_bytes()).is_some()
        || memchr::memmem::find(text.as_bytes(), "┃".as_bytes()).is_some()
        || memchr::memmem::find(text.as_bytes(), "║".as_bytes()).is_some()
}

/// A line of a drawn table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `+---+---+`, `├──┼──┤`, `|---|---|`.
    Rule,
    /// `| a | b |`.
    Cells,
}

/// The table that begins with line `at`: at least two lines of cells, and a rule or walls at both ends.
///
/// # Errors
/// The number of lines with which no table begins, at least 1; so no run of lines is looked at twice.
pub(super) fn at<'a>(source: &[Source<'a>], at: usize) -> Result<Found<'a>, usize> {
    let kinds: Vec<Kind> = source.get(at..).unwrap_or(&[]).iter().map_while(|l| kind(l.text)).collect();
    let lines = source.get(at..at + kinds.len()).unwrap_or(&[]);
    let cells = kinds.iter().filter(|k| **k == Kind::Cells).count();
    let rules = kinds.len() - cells;
    let walled = lines.iter().all(|l| l.text.trim().starts_with(WALLS) && l.text.trim().ends_with(WALLS));
    if cells < 2 && !(cells == 1 && rules > 0) || (rules == 0 && !walled) {
        return Err(kinds.len().max(1));
    }
    // Rules between all rows: what stands between two of them is one row, however many lines it takes.
    let separate = kinds.windows(2).filter(|w| *w == [Kind::Cells, Kind::Cells]).count() > 0;
    let ruled = separate && rules > 3;
    let mut rows: Vec<Vec<FoundCell<'a>>> = Vec::new();
    let mut fresh = true;
    for (line, kind) in lines.iter().zip(&kinds) {
        if *kind == Kind::Rule {
            fresh = true;
            continue;
        }
        let row = split(line);
        match rows.last_mut().filter(|_| ruled && !fresh) {
            Some(last) => extend(last, row),
            None => rows.push(row),
        }
        fresh = false;
    }
    Ok(Found { lines: at..at + kinds.len(), rows })
}

fn kind(line: &str) -> Option<Kind> {
    let line = line.trim();
    let first = line.chars().next().filter(|c| is_drawing(*c))?;
    if line.len() > 2 && line.chars().all(|c| is_drawing(c) || matches!(c, '-' | '=' | ':' | ' ' | '\t')) {
        // A rule has a stroke; a row of empty cells has none.
        return Some(if line.contains(['-', '=', '─', '━', '═']) { Kind::Rule } else { Kind::Cells });
    }
    let walls = line.chars().filter(|c| WALLS.contains(c)).count();
    (first != '+' && walls >= 2).then_some(Kind::Cells)
}

fn is_drawing(c: char) -> bool {
    matches!(c, '|' | '+' | '｜' | '\u{2500}'..='\u{257F}')
}

/// The cells of a line.
fn split<'a>(line: &Source<'a>) -> Vec<FoundCell<'a>> {
    let text = line.text;
    let inner = text.trim();
    let lead = text.len() - text.trim_start().len();
    let first = inner.chars().next().filter(|c| WALLS.contains(c)).map_or(0, char::len_utf8);
    let inner = inner.get(first..).unwrap_or("");
    let inner = inner.strip_suffix(WALLS).unwrap_or(inner);
    let mut at = lead + first;
    let (mut cells, mut locator) = (Vec::new(), Locator::new(text, line.number));
    for piece in inner.split(WALLS) {
        cells.push(FoundCell { pieces: vec![(Cow::Borrowed(piece), locator.place(at))] });
        at += piece.len();
        at += text.get(at..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
    }
    cells
}

/// Adds a line to the cells of the row above.
fn extend<'a>(row: &mut Vec<FoundCell<'a>>, more: Vec<FoundCell<'a>>) {
    for (index, cell) in more.into_iter().enumerate() {
        match row.get_mut(index) {
            Some(above) => above.pieces.extend(cell.pieces),
            None => row.push(cell),
        }
    }
}
