//! Lines of a text: ended by LF, CR LF, CR or a form feed.

/// A line of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Source<'a> {
    /// Its text without the line break.
    pub text: &'a str,
    /// Its number, from 1.
    pub number: u32,
    /// Byte of the text at which it begins.
    pub start: usize,
}

/// The lines of a text.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: u32,
    /// No line feeds at all: the carriage return ends lines, as on old Macintoshes.
    old_mac: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let old_mac = memchr::memchr(b'\n', text.as_bytes()).is_none();
        Self { text, at: 0, number: 0, old_mac }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Source<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|r| !r.is_empty())?;
        let mark = if self.old_mac { b'\r' } else { b'\n' };
        let end = memchr::memchr(mark, rest.as_bytes());
        let line = rest.get(..end.unwrap_or(rest.len()))?;
        let start = self.at;
        self.at += end.map_or(rest.len(), |end| end + 1);
        self.number = self.number.saturating_add(1);
        Some(Source { text: line.strip_suffix('\r').unwrap_or(line), number: self.number, start })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks() {
        let lines = |text| Lines::new(text).map(|l| (l.text, l.number, l.start)).collect::<Vec<_>>();
        assert_eq!(lines("甲\r\n\n乙"), [("甲", 1, 0), ("", 2, 5), ("乙", 3, 6)]);
        assert_eq!(lines("甲\r乙\r"), [("甲", 1, 0), ("乙", 2, 4)]);
        assert_eq!(lines(""), []);
    }
}
