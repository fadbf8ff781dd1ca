//! Many words looked for at once.
//!
//! An automaton finds words faster but takes a hundred times as long to build, which is most of the time of a
//! program that reads one paper and ends. Here words stand in a list by their first character, and one bit
//! a character tells whether any word begins with it.

/// A word found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Index of the word in the list that the finder was made of.
    pub word: usize,
    /// Byte at which it begins.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// Finds any of a list of words.
#[derive(Debug, Clone)]
pub struct Finder {
    /// First character, word, index; sorted by character, longer words first.
    words: Vec<(char, &'static str, u32)>,
    /// One bit for each character that begins a word, by its lowest 14 bits.
    first: Box<[u64; 256]>,
    fold: bool,
}

impl Finder {
    /// A finder of `words` as they are written. Empty words are never found.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w &'static str>) -> Self {
        Self::made(words.into_iter().copied(), false)
    }

    /// A finder of `words` that minds no case of ASCII letters.
    pub fn folding(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::made(words.into_iter(), true)
    }

    fn made(words: impl Iterator<Item = &'static str>, fold: bool) -> Self {
        let mut first = Box::new([0_u64; 256]);
        let mut list: Vec<(char, &'static str, u32)> = Vec::new();
        for (index, word) in (0_u32..).zip(words) {
            let Some(c) = word.chars().next() else { continue };
            let c = if fold { c.to_ascii_lowercase() } else { c };
            if let Some(bits) = first.get_mut(slot(c)) {
                *bits |= bit(c);
            }
            list.push((c, word, index));
        }
        list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())).then(a.2.cmp(&b.2)));
        Self { words: list, first, fold }
    }

    /// Whether any word stands in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let mut at = 0;
        while let Some(rest) = text.get(at..) {
            // Most Chinese characters are three bytes in UTF-8 and begin no word: no need to put them together.
            if let [lead @ 0xe0..=0xef, next, last, ..] = rest.as_bytes() {
                let slot = usize::from(lead & 3) << 6 | usize::from(next & 63);
                if self.first.get(slot).is_none_or(|bits| bits >> (last & 63) & 1 == 0) {
                    at += 3;
                    continue;
                }
            }
            let Some(c) = rest.chars().next() else { break };
            if self.may_begin(c) && self.at(text, at, c).next().is_some() {
                return true;
            }
            at += c.len_utf8();
        }
        false
    }

    /// Every word at every place, by place, longer words first; words may overlap.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        text.char_indices().filter(|(_, c)| self.may_begin(*c)).flat_map(move |(at, c)| self.at(text, at, c))
    }

    /// Words that do not overlap: at each place the longest, then on from its end.
    pub fn longest<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        let mut from = 0;
        text.char_indices().filter_map(move |(at, c)| {
            if at < from || !self.may_begin(c) {
                return None;
            }
            let found = self.at(text, at, c).next()?;
            from = found.end;
            Some(found)
        })
    }

    fn may_begin(&self, c: char) -> bool {
        let c = if self.fold { c.to_ascii_lowercase() } else { c };
        self.first.get(slot(c)).is_some_and(|bits| bits & bit(c) != 0)
    }

    /// The words that stand in `text` at byte `at`, where `c` stands.
    fn at<'t>(&'t self, text: &'t str, at: usize, c: char) -> impl Iterator<Item = Found> + 't {
        let c = if self.fold { c.to_ascii_lowercase() } else { c };
        let from = self.words.partition_point(|(first, ..)| *first < c);
        self.words.get(from..).unwrap_or(&[]).iter().take_while(move |(first, ..)| *first == c).filter_map(
            move |(_, word, index)| {
                let end = at + word.len();
                let here = text.as_bytes().get(at..end)?;
                let same = if self.fold {
                    here.eq_ignore_ascii_case(word.as_bytes())
                } else {
                    // The last byte tells most words apart without a call.
                    here.last() == word.as_bytes().last() && here == word.as_bytes()
                };
                same.then_some(Found { word: *index as usize, start: at, end })
            },
        )
    }
}

const fn slot(c: char) -> usize {
    (c as u32 as usize >> 6) & 255
}

const fn bit(c: char) -> u64 {
    1 << (c as u32 & 63)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: [&str; 9] = ["问题", "问题清单", "整改", "改", "整改措施", "due", "due date", "一", ""];

    fn naive(text: &str, fold: bool) -> Vec<(usize, usize)> {
        let lower = if fold { text.to_ascii_lowercase() } else { text.to_owned() };
        let mut out = Vec::new();
        for (at, _) in lower.char_indices() {
            let mut here: Vec<(usize, usize)> = (0..WORDS.len())
                .filter(|i| !WORDS[*i].is_empty() && lower[at..].starts_with(WORDS[*i]))
                .map(|i| (at, i))
                .collect();
            here.sort_by_key(|(_, i)| std::cmp::Reverse(WORDS[*i].len()));
            out.extend(here);
        }
        out
    }

    #[test]
    fn longest_words_do_not_overlap() {
        let finder = Finder::folding(WORDS);
        let text = "问题清单和整改措施，Due date";
        let found: Vec<&str> = finder.longest(text).map(|f| &text[f.start..f.end]).collect();
        assert_eq!(found, ["问题清单", "整改措施", "Due date"]);
    }

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in "[问题清单整改措施一 dueDUEate]{0,40}") {
            for (finder, fold) in [(Finder::new(&WORDS), false), (Finder::folding(WORDS), true)] {
                let found: Vec<(usize, usize)> = finder.all(&text).map(|f| (f.start, f.word)).collect();
                prop_assert_eq!(&found, &naive(&text, fold));
                prop_assert_eq!(finder.is_match(&text), !found.is_empty());
                prop_assert_eq!(finder.is_match(&text), !found.is_empty());
            }
        }
    }
}
