//! Changes to a text, made all at once.

use std::ops::Range;

/// Replacements of byte ranges that do not overlap.
#[derive(Debug, Default)]
pub(super) struct Edits {
    list: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Replaces `range` by `text`; of insertions at one place the first added stands first.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.list.push((range, text.into()));
    }

    /// Puts `text` in at byte `at`.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// `text` with all changes made; those that overlap an earlier one are left out.
    pub(super) fn apply(mut self, text: &str) -> String {
        self.list.sort_by_key(|(range, _)| (range.start, range.end));
        let grown: usize = self.list.iter().map(|(_, new)| new.len()).sum();
        let mut out = String::with_capacity(text.len() + grown);
        let mut done = 0;
        for (range, new) in &self.list {
            let Some(kept) = text.get(done..range.start).filter(|_| text.is_char_boundary(range.end)) else { continue };
            out.push_str(kept);
            out.push_str(new);
            done = range.end;
        }
        out.push_str(text.get(done..).unwrap_or(""));
        out
    }
}
