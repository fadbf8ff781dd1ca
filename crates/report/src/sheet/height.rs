//! Heights of rows. Spreadsheet programs fit a row to its text by themselves, but not to merged cells; so the
//! rows are given their heights here.

use unicode_width::UnicodeWidthChar;

/// Points that a line of text takes at the ledger's font size.
const LINE: f64 = 14.4;
/// The highest row that the format allows, in points.
const HIGHEST: f64 = 409.0;

/// Lines that `text` takes in a cell `width` characters wide.
pub(crate) fn lines(text: &str, width: u16) -> usize {
    // A cell keeps a margin, and fonts differ between machines: one character is held back.
    let room = usize::from(width).saturating_sub(1).max(2);
    text.split('\n').map(|line| wrapped(line, room)).sum()
}

/// Lines of one paragraph: a character that does not fit begins the next line.
fn wrapped(text: &str, room: usize) -> usize {
    let mut lines = 1;
    let mut taken = 0;
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if taken + width > room {
            lines += 1;
            taken = 0;
        }
        taken += width;
    }
    lines
}

/// The height in points of a row of `lines` lines.
pub(crate) fn points(lines: usize) -> f64 {
    (lines as f64).mul_add(LINE, 5.0).min(HIGHEST)
}

/// Raises `rows`, lines a row, so that together they hold a merged cell of `needed` lines; evenly, because
/// the merged cell stands over all of them.
pub(crate) fn stretch(rows: &mut [usize], needed: usize) {
    let have: usize = rows.iter().sum();
    let Some(missing) = needed.checked_sub(have).filter(|m| *m > 0) else { return };
    let count = rows.len().max(1);
    for (index, row) in rows.iter_mut().enumerate() {
        *row += missing / count + usize::from(index < missing % count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_cell_gets_its_lines() {
        let mut rows = [1, 2, 1];
        stretch(&mut rows, 9);
        assert_eq!(rows, [3, 4, 2]);
        stretch(&mut rows, 3);
        assert_eq!(rows, [3, 4, 2]);
    }

    #[test]
    fn chinese_takes_two() {
        assert_eq!(lines("责任单位", 9), 1);
        assert_eq!(lines("责任单位\n综合科室办", 9), 3);
        assert_eq!(lines("", 9), 1);
    }
}
