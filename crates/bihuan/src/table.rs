//! Text in columns of a fixed-width screen, where a Chinese character takes two.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Whether `c` must not begin a line (GB/T 15834-2011, 5.1.10: 禁则).
const fn never_first(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '］'
            | '｝'
            | '”'
            | '’'
            | '…'
            | '—'
            | '·'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '%'
            | '％'
            | '℃'
    )
}

/// Whether `c` must not end a line.
const fn never_last(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '［' | '｛' | '“' | '‘' | '(' | '[' | '{')
}

/// Bytes and columns of the character at byte `at`, if it is one of those that papers are mostly written in: they
/// take the same columns whatever stands beside them.
fn plain(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    Some(match bytes.get(at..)? {
        [b' '..=b'~', ..] => (1, 1),
        // Chinese characters, U+4000 to U+9FFF.
        [0xe4..=0xe9, ..] => (3, 2),
        // Marks of U+3000 to U+3029, full-width forms, quotation marks, dash and dots, the signs of our own tables.
        [0xe3, 0x80, 0x80..=0xa9, ..] | [0xef, 0xbc, 0x81..=0xbf, ..] | [0xef, 0xbd, 0x80..=0xa0, ..] => (3, 2),
        [0xe2, 0x80, 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, ..] => (3, 1),
        [0xe2, 0x86, 0x92 | 0xbb, ..] | [0xe2, 0x97, 0x87, ..] | [0xe2, 0x9c, 0x93 | 0x97, ..] => (3, 1),
        [0xc2, 0xb7, ..] => (2, 1),
        _ => return None,
    })
}

/// Columns that `text` takes where all its characters are plain.
fn plain_width(text: &str) -> Option<usize> {
    let (mut at, mut sum) = (0, 0);
    while at < text.len() {
        let (bytes, columns) = plain(text.as_bytes(), at)?;
        at += bytes;
        sum += columns;
    }
    Some(sum)
}

/// Columns that `text` takes.
pub fn width(text: &str) -> usize {
    // The width of a sequence, of an emoji for one, is not the sum of its characters': the tables know it, slowly.
    plain_width(text).unwrap_or_else(|| text.width())
}

/// `text` in lines of at most `columns`, broken between Chinese characters or at spaces, never inside a
/// Latin word that fits on a line, and with no closing mark at the start of a line.
pub fn wrap(text: &str, columns: usize) -> Vec<&str> {
    let columns = columns.max(2);
    let mut lines = Vec::with_capacity(1 + text.len() / columns);
    for line in text.split('\n') {
        wrap_line(line.trim_end(), columns, &mut lines);
    }
    lines
}

fn wrap_line<'t>(text: &'t str, columns: usize, lines: &mut Vec<&'t str>) {
    let whole = lines.len();
    let mut rest = text;
    loop {
        match plain_fit(rest, columns) {
            Fit::All => break,
            Fit::Until(over) => rest = break_line(rest, over, lines),
            Fit::Unknown => {
                lines.truncate(whole);
                return wrap_any(text, columns, lines);
            }
        }
    }
    lines.push(rest);
}

/// How much of a text fits on a line.
enum Fit {
    All,
    /// What stands before this byte.
    Until(usize),
    /// Its characters are not plain.
    Unknown,
}

fn plain_fit(text: &str, columns: usize) -> Fit {
    let (mut at, mut taken) = (0, 0);
    while at < text.len() {
        let Some((bytes, more)) = plain(text.as_bytes(), at) else { return Fit::Unknown };
        taken += more;
        if taken > columns && at > 0 {
            return Fit::Until(at);
        }
        at += bytes;
    }
    Fit::All
}

/// As [`wrap_line`], for any characters.
fn wrap_any<'t>(text: &'t str, columns: usize, lines: &mut Vec<&'t str>) {
    let mut rest = text;
    while rest.width() > columns {
        let mut taken = 0;
        let over = rest.char_indices().find(|(at, c)| {
            taken += c.width().unwrap_or(0);
            taken > columns && *at > 0
        });
        rest = break_line(rest, over.map_or(rest.len(), |(at, _)| at), lines);
    }
    lines.push(rest);
}

/// Ends a line of `text` at the last place before byte `over` where it may end, else there, and gives the rest.
fn break_line<'t>(text: &'t str, over: usize, lines: &mut Vec<&'t str>) -> &'t str {
    let mut after = text.get(over..).and_then(|rest| rest.chars().next());
    let mut back = text.get(..over).unwrap_or("").char_indices().rev();
    let best = back.find(|(_, before)| after.replace(*before).is_some_and(|after| can_break(*before, after)));
    let (head, tail) = text.split_at(best.map_or(over, |(start, c)| start + c.len_utf8()));
    lines.push(head.trim_end());
    tail.trim_start()
}

fn can_break(before: char, after: char) -> bool {
    if never_first(after) || never_last(before) {
        return false;
    }
    let wide = |c: char| ('一'..='\u{9fff}').contains(&c) || c.width() == Some(2);
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

    /// Writes one row to `out`. `paint` colours the text of a line of a column, once its width is settled.
    pub fn row(&self, cells: &[&str], out: &mut String, paint: impl for<'t> Fn(usize, &'t str) -> Cow<'t, str>) {
        let wrapped: Vec<Vec<&str>> = cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, w)| if cell.is_empty() { vec![] } else { wrap(cell, *w) })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            // Text is measured only where some stands to the right of it.
            let (mut before, mut blank) = (("", 0_usize), 0);
            for (column, (lines, w)) in wrapped.iter().zip(&self.widths).enumerate() {
                let text = lines.get(line).copied().unwrap_or("");
                if text.is_empty() {
                    blank += w + self.gap;
                    continue;
                }
                let (left, room) = before;
                spaces(blank + room.saturating_sub(width(left)), out);
                out.push_str(&paint(column, text));
                (before, blank) = ((text, *w), self.gap);
            }
            out.push('\n');
        }
    }
}

/// Writes `count` spaces to `out`.
pub fn spaces(count: usize, out: &mut String) {
    const MANY: &str = "                                ";
    let mut left = count;
    while left > 0 {
        let now = left.min(MANY.len());
        out.push_str(MANY.get(..now).unwrap_or(""));
        left -= now;
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
    fn plain_characters_take_what_the_tables_say() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let says = plain(text.as_bytes(), 0);
            assert!(says.is_none_or(|says| Some(says) == c.width().map(|w| (text.len(), w))), "{c:?}");
        }
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
        fn widths_are_those_of_the_tables(text in "[ -~·—‘’“”…\u{3000}-\u{3029}一-\u{9fff}！-｠→↻◇✓✗]{0,60}") {
            prop_assert_eq!(width(&text), text.width());
        }

        #[test]
        fn no_line_is_wider_than_asked(text in "[一-十a-z，。（ 1-9]{0,60}", columns in 4usize..40) {
            for line in wrap(&text, columns) {
                prop_assert!(width(line) <= columns, "{line:?}");
            }
        }
    }
}
