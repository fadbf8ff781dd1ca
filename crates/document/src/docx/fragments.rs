//! Finds the few elements that are needed in a long part, and unpacks no more of it than that takes.
//!
//! A part of styles has 350 KB where a paper uses three of them, which stand in the first tenth.

use std::ops::Range;

use memchr::{memchr, memmem::Finder};

use super::package::Part;

/// Bytes unpacked at a time.
const STEP: usize = 16 << 10;

/// Looks for the elements of one name, one after the other.
pub(super) struct Scanner {
    open: Finder<'static>,
    close: Finder<'static>,
    at: usize,
}

impl Scanner {
    /// Looks for `prefix` + `name` from byte `at` on.
    pub(super) fn new(prefix: &str, name: &str, at: usize) -> Self {
        let open = Finder::new(format!("<{prefix}{name}").as_bytes()).into_owned();
        let close = Finder::new(format!("</{prefix}{name}>").as_bytes()).into_owned();
        Self { open, close, at }
    }

    /// The bytes of the next element, tags included.
    pub(super) fn next(&mut self, part: &mut Part<'_>) -> Option<Range<usize>> {
        loop {
            let start = find(part, &self.open, self.at)?;
            let after = start + self.open.needle().len();
            self.at = after;
            let end_of_tag = find_byte(part, b'>', after)?;
            let is_whole_name =
                part.bytes().get(after).is_some_and(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/'));
            if !is_whole_name {
                continue;
            }
            let empty = end_of_tag.checked_sub(1).and_then(|i| part.bytes().get(i)) == Some(&b'/');
            let end =
                if empty { end_of_tag + 1 } else { find(part, &self.close, end_of_tag)? + self.close.needle().len() };
            self.at = end;
            return Some(start..end);
        }
    }
}

/// The prefix, colon included, of the first element of `part`.
pub(super) fn prefix(part: &mut Part<'_>) -> String {
    let mut at = 0;
    while let Some(open) = find_byte(part, b'<', at) {
        let Some(close) = find_byte(part, b'>', open) else { break };
        let tag = part.bytes().get(open + 1..close).unwrap_or(&[]);
        at = close;
        if matches!(tag.first(), Some(b'?' | b'!') | None) {
            continue;
        }
        let name = tag.split(|b| b.is_ascii_whitespace() || *b == b'/').next().unwrap_or(&[]);
        let prefix = name.iter().position(|b| *b == b':').and_then(|colon| name.get(..=colon)).unwrap_or(&[]);
        return String::from_utf8_lossy(prefix).into_owned();
    }
    String::new()
}

fn find(part: &mut Part<'_>, finder: &Finder<'_>, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        if let Some(found) = part.bytes().get(from..).and_then(|rest| finder.find(rest)) {
            return Some(from + found);
        }
        // What is sought may begin in the last bytes and end in those to come.
        from = from.max((part.bytes().len() + 1).saturating_sub(finder.needle().len()));
        if !part.more(STEP) {
            return None;
        }
    }
}

fn find_byte(part: &mut Part<'_>, byte: u8, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        if let Some(found) = part.bytes().get(from..).and_then(|rest| memchr(byte, rest)) {
            return Some(from + found);
        }
        from = from.max(part.bytes().len());
        if !part.more(STEP) {
            return None;
        }
    }
}
