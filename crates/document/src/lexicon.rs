//! Word lists that stand in text files, read when the program is built.
//!
//! A line is `name: word | word`; lines that begin with `#` are remarks. Parsed at each start they would take longer
//! than most papers.

/// A word of a list.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The name of its list.
    pub list: &'static str,
    /// The word.
    pub text: &'static str,
    /// The byte of the file at which it begins.
    pub start: usize,
}

/// The words of a file, taken one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    file: &'static str,
    /// The byte from which on the file is still to be read.
    at: usize,
    /// The list that stands there; empty at the start of a line.
    list: &'static str,
}

// It runs when the program is built, where a place out of bounds is an error of the build.
impl Words {
    /// The words of a file of this text.
    #[must_use]
    pub const fn of(file: &'static str) -> Self {
        Self { file, at: 0, list: "" }
    }

    /// Takes the next word.
    pub const fn take(&mut self) -> Option<Word> {
        while self.at < self.file.len() {
            let list = self.list;
            if list.is_empty() {
                self.begin_line();
                continue;
            }
            let before = self.at;
            let (raw, ended) = self.cut(b'|');
            if ended {
                self.list = "";
            }
            let text = raw.trim_ascii();
            if !text.is_empty() {
                return Some(Word { list, text, start: before + raw.len() - raw.trim_ascii_start().len() });
            }
        }
        None
    }

    /// How many words there are, in the list `of` or, where that is `None`, in all.
    #[must_use]
    pub const fn count(mut self, of: Option<&str>) -> usize {
        let mut count = 0;
        while let Some(word) = self.take() {
            count += belongs(word, of) as usize;
        }
        count
    }

    /// The words of the list `of` or, where that is `None`, of all: `N` of them.
    #[must_use]
    pub const fn listed<const N: usize>(mut self, of: Option<&str>) -> [&'static str; N] {
        let mut words = [""; N];
        let mut at = 0;
        while let Some(word) = self.take() {
            if belongs(word, of) {
                words[at] = word.text;
                at += 1;
            }
        }
        words
    }

    /// Reads the name of a line's list, or passes over the line.
    const fn begin_line(&mut self) {
        let remark = self.file.as_bytes()[self.at] == b'#';
        let (name, ended) = self.cut(if remark { b'\n' } else { b':' });
        if !ended {
            self.list = name.trim_ascii();
        }
    }

    /// Takes what stands before `mark` or the end of the line, and tells whether the line ended there.
    const fn cut(&mut self, mark: u8) -> (&'static str, bool) {
        let bytes = self.file.as_bytes();
        let mut end = self.at;
        while end < bytes.len() && bytes[end] != mark && bytes[end] != b'\n' {
            end += 1;
        }
        let taken = self.file.split_at(end).0.split_at(self.at).1;
        self.at = end + 1;
        (taken, end >= bytes.len() || bytes[end] == b'\n')
    }
}

const fn belongs(word: Word, list: Option<&str>) -> bool {
    match list {
        Some(list) => same(word.list, list),
        None => true,
    }
}

/// `words`, longer ones first; those of the same length stay in order.
#[must_use]
pub const fn longest_first<const N: usize>(mut words: [&'static str; N]) -> [&'static str; N] {
    let mut end = 1;
    while end < N {
        let moved = words[end];
        let mut at = end;
        while at > 0 && words[at - 1].len() < moved.len() {
            words[at] = words[at - 1];
            at -= 1;
        }
        words[at] = moved;
        end += 1;
    }
    words
}

/// Whether two words are the same, told when the program is built.
#[must_use]
pub const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    a.len() == b.len() && at == a.len()
}
