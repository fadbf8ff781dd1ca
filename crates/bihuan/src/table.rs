//! Text in columns of a fixed-width screen, where a Chinese character takes two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks that must not begin a line (GB/T 15834-2011, 5.1.10: 禁则).
const NEVER_FIRST: &str = "，。、；：？！）》〉」』】〕］｝”’…—·,.;:?!)]}%％℃";
/// Marks that must not end a line.
const NEVER_LAST: &str = "（《〈「『【〔［｛“‘([{";

/// Columns that `text` takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` in lines of at most `columns`, broken between Chinese characters or at spaces, never inside a
/// Latin word that fits on a line, and with no closing mark at the start of a line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap_line(line.trim_end(), columns, &mut lines);
    }
    lines
}

fn wrap_line(text: &str, columns: usize, lines: &mut Vec<String>) {
    let mut rest = text;
    while width(rest) > columns {
        let at = break_at(rest, columns);
        let (head, tail) = rest.split_at(at);
        lines.push(head.trim_end().to_owned());
        rest = tail.trim_start();
    }
    lines.push(rest.to_owned());
}

/// The byte at which a line of at most `columns` must end; at least one character.
fn break_at(text: &str, columns: usize) -> usize {
    let mut taken = 0;
    let mut best = None;
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        if previous.is_some_and(|p| can_break(p, c)) {
            best = Some(at);
        }
        taken += c.width().unwrap_or(0);
        if taken > columns && at > 0 {
            return best.unwrap_or(at);
        }
        previous = Some(c);
    }
    text.len()
}

fn can_break(before: char, after: char) -> bool {
    if NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) {
        return false;
    }
    let wide = |c: char| c.width() == Some(2);
    before == ' ' || after == ' ' || wide(before) || (wide(after) && after != '\u{3000}')
}

/// `text` on one line of at most `columns`, `…` where it was cut.
pub fn cut(text: &str, columns: usize) -> String {
    let text = text.replace('\n', " ");
    if width(&text) <= columns {
        return text;
    }
    let mut taken = 1;
    let head = text.chars().take_while(|c| {
        taken += c.width().unwrap_or(0);
        taken <= columns
    });
    let mut head: String = head.collect();
    head.push('…');
    head
}

/// `text` filled up with spaces to `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Narrows the widest of `widths` until their sum is at most `total`, or all are at `least`.
pub fn fit(widths: &mut [usize], total: usize, least: usize) {
    let mut sum: usize = widths.iter().sum();
    while sum > total {
        let Some(widest) = widths.iter_mut().max_by_key(|w| **w).filter(|w| **w > least) else { return };
        *widest -= 1;
        sum -= 1;
    }
}

/// Lines of cells side by side, each cell wrapped to its column; `gap` spaces between columns.
pub struct Columns {
    widths: Vec<usize>,
    gap: usize,
}

impl Columns {
    /// Columns of these widths.
    pub const fn new(widths: Vec<usize>, gap: usize) -> Self {
        Self { widths, gap }
    }

    /// One row. `paint` colours the text of a line of a column, once its width is settled.
    pub fn row(&self, cells: &[&str], paint: impl Fn(usize, &str) -> String) -> String {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, w)| if cell.is_empty() { vec![] } else { wrap(cell, *w) })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let mut out = String::new();
        for line in 0..height {
            let mut row = String::new();
            let mut blank = 0;
            for (column, (lines, w)) in wrapped.iter().zip(&self.widths).enumerate() {
                let text = lines.get(line).map_or("", String::as_str);
                if !text.is_empty() {
                    row.push_str(&" ".repeat(blank));
                    row.push_str(&paint(column, text));
                    blank = 0;
                }
                blank += w.saturating_sub(width(text)) + self.gap;
            }
            out.push_str(&row);
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn closing_marks_stay_with_their_word() {
        assert_eq!(wrap("学习不够，效果不好。", 8), ["学习不", "够，效果", "不好。"]);
        assert_eq!(wrap("见《工作规则》第三条", 6), ["见《工", "作规", "则》第", "三条"]);
        assert_eq!(wrap("the plan was late", 8), ["the plan", "was late"]);
        assert_eq!(wrap("incomprehensibilities", 8), ["incompre", "hensibil", "ities"]);
    }

    #[test]
    fn a_cut_line_fits() {
        assert_eq!(cut("学习不够深入", 8), "学习不…");
        assert_eq!(cut("学习", 4), "学习");
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_but_white_space(text in "[一-十a-z，。“” 1-9]{0,60}", columns in 4usize..40) {
            let joined: String = wrap(&text, columns).concat().split_whitespace().collect();
            prop_assert_eq!(joined, text.split_whitespace().collect::<String>());
        }

        #[test]
        fn no_line_is_wider_than_asked(text in "[一-十a-z，。（ 1-9]{0,60}", columns in 4usize..40) {
            for line in wrap(&text, columns) {
                prop_assert!(width(&line) <= columns, "{line:?}");
            }
        }
    }
}
