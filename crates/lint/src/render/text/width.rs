//! Columns that text takes on a terminal (UAX #11), and wrapping to them.

use unicode_width::UnicodeWidthChar;

/// How wide characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// Whether characters of ambiguous width take two columns.
    pub ambiguous_wide: bool,
}

impl Columns {
    /// Columns of `c`; control characters are shown as one.
    #[must_use]
    pub fn of_char(self, c: char) -> usize {
        let width = if self.ambiguous_wide { c.width_cjk() } else { c.width() };
        width.unwrap_or(1)
    }

    /// Columns of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> usize {
        text.chars().map(|c| self.of_char(c)).sum()
    }
}

/// Marks that must not begin a line (禁则).
const NO_START: &[char] = &[
    '。', '，', '、', '；', '：', '？', '！', '”', '’', '）', '》', '】', '〕', '」', '』', '…', '.', ',', ';', ':',
    '?', '!', ')', '"',
];

/// `text` in lines of at most `room` columns: broken at spaces, and before any Chinese character, but not
/// before a closing mark, which may stand out over the edge. A word longer than a line is broken.
#[must_use]
pub fn wrap(text: &str, room: usize, columns: Columns) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let width = columns.of(&piece);
        let starts_badly = piece.starts_with(NO_START);
        if used > 0 && used + columns.of(piece.trim_end()) > room && !starts_badly {
            lines.push(String::new());
            used = 0;
        }
        if used == 0 && piece.trim().is_empty() && lines.len() > 1 {
            continue;
        }
        for c in piece.chars() {
            if width > room && used + columns.of_char(c) > room {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += columns.of_char(c);
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Words with the space after them; each wide character by itself.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        let joins = c.is_ascii();
        match out.last_mut() {
            Some(last) if open && joins => last.push(c),
            _ => out.push(c.to_string()),
        }
        open = joins && c != ' ';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Columns = Columns { ambiguous_wide: false };

    #[test]
    fn ambiguous_characters_are_wide_where_asked() {
        assert_eq!(NARROW.of("“改”①—"), 6);
        assert_eq!(Columns { ambiguous_wide: true }.of("“改”①—"), 10);
    }

    #[test]
    fn a_closing_mark_does_not_begin_a_line() {
        assert_eq!(wrap("写明责任人，写明时限。", 10, NARROW), ["写明责任人，", "写明时限。"]);
    }

    #[test]
    fn words_stay_whole_unless_longer_than_a_line() {
        assert_eq!(wrap("name one owner", 9, NARROW), ["name one", "owner"]);
        assert_eq!(wrap("abcdefghij", 4, NARROW), ["abcd", "efgh", "ij"]);
    }
}
