//! Lists of words kept as data in `lexicon/`: words between `|` or line ends, `#` begins a comment.

use std::ops::Range;

use crate::text::{Lexicon, after, before};

/// The words of a data file, in its order.
pub fn of_file(data: &str) -> impl Iterator<Item = &str> {
    let lines = data.lines().map(|line| line.split('#').next().unwrap_or(""));
    lines.flat_map(|line| line.split('|')).map(str::trim).filter(|word| !word.is_empty())
}

/// A list of words to look for. A word of Latin letters counts only where no letter touches it.
#[derive(Debug)]
pub struct Words(Lexicon);

impl Words {
    /// The words of a data file.
    #[must_use]
    pub fn new(data: &str) -> Self {
        Self(Lexicon::new(&of_file(data).collect::<Vec<_>>()))
    }

    /// Where they stand in `text`, from the left, not overlapping.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.0.find(text).filter(|range| stands_alone(text, range))
    }

    /// The first of them in `text`.
    #[must_use]
    pub fn first(&self, text: &str) -> Option<Range<usize>> {
        self.find(text).next()
    }

    /// Whether any of them stands in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.first(text).is_some()
    }
}

fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let seen = text.get(range.clone()).unwrap_or("");
    let left = latin(seen.chars().next()) && latin(before(text, range.start));
    let right = latin(seen.chars().next_back()) && latin(after(text, range.end));
    !left && !right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_words_stand_alone_and_chinese_ones_need_not() {
        let words = Words::new("# times\nsoon | 尽快 # a comment\nas soon as possible");
        let seen = |text: &'static str| words.find(text).filter_map(|r| text.get(r)).collect::<Vec<_>>().join("|");
        assert_eq!(seen("尽快办，Soon, sooner, as soon as possible"), "尽快|Soon|as soon as possible");
    }

    #[test]
    #[allow(clippy::disallowed_methods)] // the crate reads no files, but this test lists them
    fn every_list_is_sound() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon");
        let mut lists = 0;
        for file in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            let data = std::fs::read_to_string(&file).unwrap();
            let mut words: Vec<&str> = of_file(&data).collect();
            assert!(data.starts_with('#'), "{} does not say what it holds", file.display());
            assert!(words.len() > 3, "{} is nearly empty", file.display());
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "{} holds a word twice", file.display());
            lists += 1;
        }
        assert!(lists > 5);
    }
}
