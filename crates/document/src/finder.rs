//! Many words looked for at once.
//!
//! An automaton finds words faster but takes long to build, which would be most of the time of a program that
//! reads one paper and ends. Here words stand in a list by their first character, and one bit a character tells
//! whether any word begins with it. That is little enough to be made when the program is built, by
//! [`finder!`](crate::finder!).

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
#[derive(Debug, Clone, Copy)]
pub struct Finder {
    words: &'static [&'static str],
    /// First character and index of each word; by character, longer words first.
    order: &'static [(char, u16)],
    /// One bit for each character that begins a word, by its lowest 14 bits.
    first: &'static [u64; 256],
    fold: bool,
}

/// A [`Finder`] of the words of one or more lists, made when the program is built: `finder!(LIST, …)` finds them
/// as they are written, `finder!(fold LIST, …)` minds no case of ASCII letters. The index of a word counts on
/// from list to list.
#[macro_export]
macro_rules! finder {
    (fold $($list:expr),+ $(,)?) => { $crate::finder!(@ true, $($list),+) };
    (@ $fold:expr, $($list:expr),+) => {{
        const LISTS: &[&[&str]] = &[$(&$list),+];
        static TABLE: $crate::finder::Table<{ $crate::finder::count(LISTS) }> =
            $crate::finder::Table::new(LISTS, $fold);
        $crate::finder::Finder::of(&TABLE)
    }};
    ($($list:expr),+ $(,)?) => { $crate::finder!(@ false, $($list),+) };
}

/// What a [`Finder`] looks into.
#[derive(Debug)]
pub struct Table<const N: usize> {
    words: [&'static str; N],
    order: [(char, u16); N],
    first: [u64; 256],
    fold: bool,
}

// What follows runs when the program is built: a place out of bounds is an error of the build.

/// The number of words in `lists`.
#[must_use]
pub const fn count(lists: &[&[&str]]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < lists.len() {
        count += lists[at].len();
        at += 1;
    }
    count
}

impl<const N: usize> Table<N> {
    /// The table of the words of `lists`, of which there are `N`.
    ///
    /// # Panics
    /// Where a word is empty: such a list does not build.
    #[must_use]
    pub const fn new(lists: &[&[&'static str]], fold: bool) -> Self {
        assert!(N <= u16::MAX as usize, "an index does not fit");
        let mut table = Self { words: [""; N], order: [('\0', 0); N], first: [0; 256], fold };
        let (mut list, mut at, mut index) = (0, 0, 0);
        while list < lists.len() {
            if at == lists[list].len() {
                (list, at) = (list + 1, 0);
                continue;
            }
            let word = lists[list][at];
            let c = first_char(word);
            table.words[index] = word;
            table.order[index] = (if fold { c.to_ascii_lowercase() } else { c }, index as u16);
            table.first[slot(c)] |= bit(c);
            if fold {
                table.first[slot(c.to_ascii_lowercase())] |= bit(c.to_ascii_lowercase());
                table.first[slot(c.to_ascii_uppercase())] |= bit(c.to_ascii_uppercase());
            }
            (at, index) = (at + 1, index + 1);
        }
        table.sorted()
    }

    /// By Shell's sort: short, and quick enough for the compiler.
    const fn sorted(mut self) -> Self {
        let mut gap = N / 2;
        while gap > 0 {
            let mut end = gap;
            while end < N {
                let moved = self.order[end];
                let mut at = end;
                while at >= gap && self.precedes(moved, self.order[at - gap]) {
                    self.order[at] = self.order[at - gap];
                    at -= gap;
                }
                self.order[at] = moved;
                end += 1;
            }
            gap /= 2;
        }
        self
    }

    const fn precedes(&self, a: (char, u16), b: (char, u16)) -> bool {
        if a.0 as u32 != b.0 as u32 {
            return (a.0 as u32) < b.0 as u32;
        }
        let (len_a, len_b) = (self.words[a.1 as usize].len(), self.words[b.1 as usize].len());
        len_a > len_b || len_a == len_b && a.1 < b.1
    }
}

/// The first character of `word`, decoded by hand: `chars` does not run when the program is built.
const fn first_char(word: &str) -> char {
    let bytes = word.as_bytes();
    assert!(!bytes.is_empty(), "a word is empty");
    let (mut code, more) = match bytes[0] {
        lead @ ..=0x7f => (lead as u32, 0),
        lead @ ..=0xdf => (lead as u32 & 0x1f, 1),
        lead @ ..=0xef => (lead as u32 & 0x0f, 2),
        lead => (lead as u32 & 0x07, 3),
    };
    let mut at = 1;
    while at <= more {
        code = code << 6 | bytes[at] as u32 & 0x3f;
        at += 1;
    }
    match char::from_u32(code) {
        Some(c) => c,
        None => '\0',
    }
}

impl Finder {
    /// The finder that looks into `table`.
    #[must_use]
    pub const fn of<const N: usize>(table: &'static Table<N>) -> Self {
        Self { words: &table.words, order: &table.order, first: &table.first, fold: table.fold }
    }

    /// The words that it looks for, by their indices.
    #[must_use]
    pub const fn words(&self) -> &'static [&'static str] {
        self.words
    }

    /// Whether any word stands in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.starts(text).any(|(at, c)| self.at(text, at, c).next().is_some())
    }

    /// Every word at every place, by place, longer words first; words may overlap.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        self.starts(text).flat_map(move |(at, c)| self.at(text, at, c))
    }

    /// Words that do not overlap: at each place the longest, then on from its end.
    pub fn longest<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        let mut from = 0;
        self.starts(text).filter_map(move |(at, c)| {
            if at < from {
                return None;
            }
            let found = self.at(text, at, c).next()?;
            from = found.end;
            Some(found)
        })
    }

    /// The characters of `text` that may begin a word, with their places.
    fn starts<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, char)> + use<'t> {
        let (bytes, first) = (text.as_bytes(), self.first);
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                // Most characters begin no word: their bit is looked up without putting them together.
                let (slot, bit, len) = match bytes.get(at..)? {
                    [lead @ 0xe0..=0xef, next, last, ..] => ((lead & 3) << 6 | next & 63, last & 63, 3),
                    [only @ ..=0x7f, ..] => (only >> 6, only & 63, 1),
                    [lead @ ..=0xdf, last, ..] => (lead & 31, last & 63, 2),
                    [_, second, next, last, ..] => ((second & 3) << 6 | next & 63, last & 63, 4),
                    _ => return None,
                };
                let here = at;
                at += len;
                if first.get(usize::from(slot)).is_some_and(|bits| bits >> bit & 1 == 1) {
                    return Some((here, text.get(here..)?.chars().next()?));
                }
            }
        })
    }

    /// The words that stand in `text` at byte `at`, where `c` stands.
    fn at<'t>(&self, text: &'t str, at: usize, c: char) -> impl Iterator<Item = Found> + use<'t> {
        let Self { words, order, fold, .. } = *self;
        let c = if fold { c.to_ascii_lowercase() } else { c };
        let from = order.partition_point(|(first, _)| *first < c);
        let begin = order.get(from..).unwrap_or(&[]).iter().take_while(move |(first, _)| *first == c);
        begin.filter_map(move |(_, index)| {
            let word = words.get(usize::from(*index))?;
            let end = at + word.len();
            let here = text.as_bytes().get(at..end)?;
            let same = if fold {
                here.eq_ignore_ascii_case(word.as_bytes())
            } else {
                // The last byte tells most words apart without a call.
                here.last() == word.as_bytes().last() && here == word.as_bytes()
            };
            same.then_some(Found { word: usize::from(*index), start: at, end })
        })
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

    const WORDS: [&str; 10] = ["问题", "问题清单", "整改", "改", "整改措施", "due", "due date", "一", "été", "😀"];

    fn naive(text: &str, fold: bool) -> Vec<(usize, usize)> {
        let lower = if fold { text.to_ascii_lowercase() } else { text.to_owned() };
        let mut out = Vec::new();
        for (at, _) in lower.char_indices() {
            let mut here: Vec<(usize, usize)> =
                (0..WORDS.len()).filter(|i| lower[at..].starts_with(WORDS[*i])).map(|i| (at, i)).collect();
            here.sort_by_key(|(_, i)| std::cmp::Reverse(WORDS[*i].len()));
            out.extend(here);
        }
        out
    }

    #[test]
    fn longest_words_do_not_overlap() {
        let finder = finder!(fold WORDS);
        let text = "问题清单和整改措施，Due date";
        let found: Vec<&str> = finder.longest(text).map(|f| &text[f.start..f.end]).collect();
        assert_eq!(found, ["问题清单", "整改措施", "Due date"]);
    }

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in "[问题清单整改措施一 dueDUEateé😀]{0,40}") {
            for (finder, fold) in [(finder!(WORDS), false), (finder!(fold WORDS), true)] {
                let found: Vec<(usize, usize)> = finder.all(&text).map(|f| (f.start, f.word)).collect();
                prop_assert_eq!(&found, &naive(&text, fold));
                prop_assert_eq!(finder.is_match(&text), !found.is_empty());
                prop_assert_eq!(finder.is_match(&text), !found.is_empty());
            }
        }
    }
}
