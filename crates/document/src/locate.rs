//! From a byte of a text to its line and character, walking along with a reader.

use crate::{Place, Unit};

/// Finds places in `text`. Cheap as long as they are asked for from the start to the end.
#[derive(Debug, Clone)]
pub(crate) struct Locator<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    offset: u32,
}

impl<'a> Locator<'a> {
    /// Places in `text`, whose first line is number `line`.
    pub(crate) const fn new(text: &'a str, line: u32) -> Self {
        Self { text, at: 0, line, offset: 0 }
    }

    /// The line and the character of byte `at`.
    pub(crate) fn place(&mut self, at: usize) -> Place {
        if at < self.at {
            // Back to the start of that line, which is the only way to know its characters.
            let before = self.text.get(..at).unwrap_or("");
            let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |n| n + 1);
            let skipped = self.text.get(start..self.at).unwrap_or("");
            let breaks = memchr::memchr_iter(b'\n', skipped.as_bytes()).count();
            self.line = self.line.saturating_sub(u32::try_from(breaks).unwrap_or(0));
            (self.at, self.offset) = (start, 0);
        }
        let passed = self.text.get(self.at..at).unwrap_or("");
        let breaks = memchr::memchr_iter(b'\n', passed.as_bytes()).count();
        let last = memchr::memrchr(b'\n', passed.as_bytes());
        if let Some(last) = last {
            self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(0));
            self.offset = 0;
            self.add(passed.get(last + 1..).unwrap_or(""));
        } else {
            self.add(passed);
        }
        self.at = at;
        Place { unit: Unit::Line(self.line), offset: self.offset }
    }

    fn add(&mut self, passed: &str) {
        self.offset = self.offset.saturating_add(u32::try_from(passed.chars().count()).unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forth_and_back() {
        let text = "甲乙\n丙丁\n戊";
        let mut locator = Locator::new(text, 1);
        let at = |line, offset| Place { unit: Unit::Line(line), offset };
        assert_eq!(locator.place(3), at(1, 1));
        assert_eq!(locator.place(14), at(3, 0));
        assert_eq!(locator.place(10), at(2, 1));
        assert_eq!(locator.place(0), at(1, 0));
        assert_eq!(locator.place(17), at(3, 1));
    }
}
