//! A passage in its line: a window of the paragraph that fits the terminal, and where to underline it.

use std::ops::Range;

use super::width::Columns;

const CUT: char = '…';

/// A line to show and where to underline it, in columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub line: String,
    pub before: usize,
    pub under: usize,
}

/// The window of `text` around `range` that takes at most `room` columns; the whole where it fits. `None`
/// where `range` does not fit `text` or there is nothing to show.
pub(super) fn excerpt(text: &str, range: Range<usize>, room: usize, columns: Columns) -> Option<Excerpt> {
    let (before, passage, after) = (text.get(..range.start)?, text.get(range.clone())?, text.get(range.end..)?);
    if text.is_empty() {
        return None;
    }
    let (before, passage, after) = (printable(before), printable(passage), printable(after));
    let cut = columns.of_char(CUT);
    let whole = columns.of(&before) + columns.of(&passage) + columns.of(&after);
    if whole <= room {
        return Some(joined(&before, &passage, &after, columns));
    }
    // The passage first, then what led to it in a third of the room, then what follows, then more of the lead.
    let passage = head(&passage, room.saturating_sub(2 * cut), columns);
    let left = room.saturating_sub(columns.of(&passage) + 2 * cut);
    let wanted_after = columns.of(&after).min(left - left / 3);
    let lead = tail(&before, left - wanted_after, columns);
    let rest = head(&after, left - columns.of(&lead), columns);
    let mut start = String::new();
    if lead.len() < before.len() {
        start.push(CUT);
    }
    start.push_str(&lead);
    let mut end = rest.clone();
    let complete = rest.len() == after.len() && text.get(range).is_some_and(|t| printable(t) == passage);
    if !complete {
        end.push(CUT);
    }
    Some(joined(&start, &passage, &end, columns))
}

fn joined(before: &str, passage: &str, after: &str, columns: Columns) -> Excerpt {
    Excerpt {
        line: format!("{before}{passage}{after}").trim_end().to_owned(),
        before: columns.of(before),
        // An empty passage is a point: one mark shows it.
        under: columns.of(passage).max(1),
    }
}

/// Line breaks and tabs as spaces, other control characters as a visible mark: the file decides nothing
/// about the terminal.
fn printable(text: &str) -> String {
    let show = |c: char| match c {
        c if c.is_whitespace() && c != '\u{3000}' => ' ',
        c if c.is_control() || is_invisible(c) => '\u{FFFD}',
        c => c,
    };
    text.chars().map(show).collect()
}

/// Characters that steer the direction of writing or take no place.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// As much of the start of `text` as fits `room`.
fn head(text: &str, room: usize, columns: Columns) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|c| {
            used += columns.of_char(*c);
            used <= room
        })
        .collect()
}

/// As much of the end of `text` as fits `room`.
fn tail(text: &str, room: usize, columns: Columns) -> String {
    let mut used = 0;
    let chars = text.chars().rev().take_while(|c| {
        used += columns.of_char(*c);
        used <= room
    });
    let reversed: Vec<char> = chars.collect();
    reversed.into_iter().rev().collect()
}
