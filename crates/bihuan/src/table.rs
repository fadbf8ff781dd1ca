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
#[inline]
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
    let mut lines = Vec::with_capacity(1 + text.len() / columns.max(2));
    wrap_each(text, columns, |line| lines.push(line));
    lines
}

/// Hands each of the lines of [`wrap`] to `to`.
fn wrap_each<'t>(text: &'t str, columns: usize, mut to: impl FnMut(&'t str)) {
    for line in text.split('\n') {
        let mut rest = line.trim_end();
        let fit: fn(&str, usize) -> Option<usize> = match plain_width(rest) {
            Some(width) if width <= columns => |_, _| None,
            Some(_) => plain_fit,
            None => any_fit,
        };
        while let Some(over) = fit(rest, columns.max(2)) {
            let (head, tail) = break_line(rest, over);
            to(head);
            rest = tail;
        }
        to(rest);
    }
}

/// The byte of `text`, which is plain, at which more than `columns` are taken.
fn plain_fit(text: &str, columns: usize) -> Option<usize> {
    let (mut at, mut taken) = (0, 0);
    while let Some((bytes, more)) = plain(text.as_bytes(), at) {
        taken += more;
        if taken > columns && at > 0 {
            return Some(at);
        }
        at += bytes;
    }
    None
}

/// The same of any text.
fn any_fit(text: &str, columns: usize) -> Option<usize> {
    if text.width() <= columns {
        return None;
    }
    let mut taken = 0;
    let over = text.char_indices().find(|(at, c)| {
        taken += c.width().unwrap_or(0);
        taken > columns && *at > 0
    });
    Some(over.map_or(text.len(), |(at, _)| at))
}

/// Ends a line of `text` at the last place before byte `over` where it may end, else there, and gives the rest.
fn break_line(text: &str, over: usize) -> (&str, &str) {
    let mut after = text.get(over..).and_then(|rest| rest.chars().next());
    let mut back = text.get(..over).unwrap_or("").char_indices().rev();
    let best = back.find(|(_, before)| after.replace(*before).is_some_and(|after| can_break(*before, after)));
    let (head, tail) = text.split_at(best.map_or(over, |(start, c)| start + c.len_utf8()));
    (head.trim_end(), tail.trim_start())
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

/// A stretch of a cell: text that hangs on a mark, its further lines indented to where the first one begins.
pub struct Hung<'t> {
    /// The mark; empty for text that stands by itself.
    pub mark: &'t str,
    /// The text.
    pub text: Cow<'t, str>,
}

impl<'t> From<&'t str> for Hung<'t> {
    fn from(text: &'t str) -> Self {
        Self { mark: "", text: text.into() }
    }
}

/// A line of a cell: its mark or the white space below it, and its text.
struct Line<'t> {
    lead: &'t str,
    text: &'t str,
}

impl Hung<'_> {
    /// Adds its lines, in a column of this width.
    fn wrap<'t>(&'t self, columns: usize, lines: &mut Vec<Line<'t>>) {
        if self.mark.is_empty() && self.text.is_empty() {
            return;
        }
        let indent = width(self.mark);
        let mut lead = self.mark;
        wrap_each(&self.text, columns.saturating_sub(indent), |text| {
            lines.push(Line { lead: if text.is_empty() { lead.trim_end() } else { lead }, text });
            lead = SPACES.get(..indent).unwrap_or(SPACES);
        });
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

    /// Writes one row of a text a cell to `out`. `paint` colours a line of a column, once its width is settled.
    pub fn row(&self, cells: &[&str], out: &mut String, paint: impl for<'t> Fn(usize, &'t str) -> Cow<'t, str>) {
        let cells: Vec<Hung<'_>> = cells.iter().map(|cell| Hung::from(*cell)).collect();
        let cells: Vec<&[Hung<'_>]> = cells.iter().map(std::slice::from_ref).collect();
        self.hung(&cells, out, paint);
    }

    /// The same, of any number of texts a cell.
    pub fn hung(
        &self,
        cells: &[&[Hung<'_>]],
        out: &mut String,
        paint: impl for<'t> Fn(usize, &'t str) -> Cow<'t, str>,
    ) {
        // The lines of all columns, one column behind the other.
        let mut lines = Vec::new();
        let mut columns = Vec::with_capacity(cells.len());
        for (cell, width) in cells.iter().zip(&self.widths) {
            let from = lines.len();
            cell.iter().for_each(|hung| hung.wrap(*width, &mut lines));
            columns.push((from..lines.len(), *width));
        }
        let height = columns.iter().map(|(own, _)| own.len()).max().unwrap_or(0);
        for row in 0..height {
            // A line is measured only where some text stands to the right of it.
            let (mut before, mut blank) = ((&Line { lead: "", text: "" }, 0_usize), 0);
            for (column, (own, room)) in columns.iter().enumerate() {
                let line = lines.get(own.clone()).and_then(|own| own.get(row));
                let Some(line) = line.filter(|line| !(line.lead.is_empty() && line.text.is_empty())) else {
                    blank += room + self.gap;
                    continue;
                };
                let (left, room_left) = before;
                spaces(blank + room_left.saturating_sub(width(left.lead) + width(left.text)), out);
                let from = out.len();
                out.push_str(line.lead);
                out.push_str(line.text);
                if let Cow::Owned(painted) = paint(column, out.get(from..).unwrap_or("")) {
                    out.truncate(from);
                    out.push_str(&painted);
                }
                (before, blank) = ((line, *room), self.gap);
            }
            out.push('\n');
        }
    }
}

const SPACES: &str = "                                ";

/// Writes `count` spaces to `out`.
fn spaces(count: usize, out: &mut String) {
    let mut left = count;
    while left > 0 {
        let now = left.min(SPACES.len());
        out.push_str(SPACES.get(..now).unwrap_or(""));
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
