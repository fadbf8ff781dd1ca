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
    /// All words, one behind the other.
    text: &'static [u8],
    /// By first character, longer words first.
    words: &'static [Word],
    /// One bit for each character that begins a word, by its lowest 14 bits.
    first: &'static [u64; 256],
    /// The same bits of the last bytes alone, of those characters that take three.
    last: u64,
    fold: bool,
}

/// A word by its place in the text of all. References would have to be settled at each start.
#[derive(Debug, Clone, Copy)]
struct Word {
    first: char,
    index: u16,
    start: u16,
    end: u16,
}

/// A [`Finder`] of the words of one or more lists, made when the program is built: `finder!(LIST, …)` finds them
/// as they are written, `finder!(fold LIST, …)` minds no case of ASCII letters. The index of a word counts on
/// from list to list.
#[macro_export]
macro_rules! finder {
    (fold $($list:expr),+ $(,)?) => { $crate::finder!(@ true, $($list),+) };
    (@ $fold:expr, $($list:expr),+) => {{
        const LISTS: &[&[&str]] = &[$(&$list),+];
        const SIZE: (usize, usize) = $crate::finder::size(LISTS);
        static TABLE: $crate::finder::Table<{ SIZE.0 }, { SIZE.1 }> = $crate::finder::Table::new(LISTS, $fold);
        $crate::finder::Finder::of(&TABLE)
    }};
    ($($list:expr),+ $(,)?) => { $crate::finder!(@ false, $($list),+) };
}

/// What a [`Finder`] of `N` words looks into, which have so many `BYTES` together.
#[derive(Debug)]
pub struct Table<const N: usize, const BYTES: usize> {
    text: [u8; BYTES],
    words: [Word; N],
    first: [u64; 256],
    last: u64,
    fold: bool,
}

// What follows runs when the program is built: a place out of bounds is an error of the build.

/// The number of words in `lists`, and of their bytes.
#[must_use]
pub const fn size(lists: &[&[&str]]) -> (usize, usize) {
    let (mut list, mut at, mut count, mut bytes) = (0, 0, 0, 0);
    while list < lists.len() {
        if at == lists[list].len() {
            (list, at) = (list + 1, 0);
            continue;
        }
        bytes += lists[list][at].len();
        (at, count) = (at + 1, count + 1);
    }
    (count, bytes)
}

impl<const N: usize, const BYTES: usize> Table<N, BYTES> {
    /// The table of the words of `lists`.
    ///
    /// # Panics
    /// Where a word is empty or the words are too many: such lists do not build.
    #[must_use]
    pub const fn new(lists: &[&[&str]], fold: bool) -> Self {
        assert!(N <= u16::MAX as usize && BYTES <= u16::MAX as usize, "places of words do not fit");
        let none = Word { first: '\0', index: 0, start: 0, end: 0 };
        let mut table = Self { text: [0; BYTES], words: [none; N], first: [0; 256], last: 0, fold };
        let (mut list, mut at, mut index, mut start) = (0, 0, 0, 0);
        while list < lists.len() {
            if at == lists[list].len() {
                (list, at) = (list + 1, 0);
                continue;
            }
            let word = lists[list][at];
            table.put(word, index, start);
            (at, index, start) = (at + 1, index + 1, start + word.len());
        }
        table.sorted()
    }

    const fn put(&mut self, word: &str, index: usize, start: usize) {
        let mut at = 0;
        while at < word.len() {
            self.text[start + at] = word.as_bytes()[at];
            at += 1;
        }
        let c = first_char(word);
        let first = if self.fold { c.to_ascii_lowercase() } else { c };
        self.words[index] = Word { first, index: index as u16, start: start as u16, end: (start + word.len()) as u16 };
        self.first[slot(c)] |= bit(c);
        if c >= '\u{800}' {
            self.last |= bit(c);
        }
        if self.fold {
            self.first[slot(c.to_ascii_lowercase())] |= bit(c.to_ascii_lowercase());
            self.first[slot(c.to_ascii_uppercase())] |= bit(c.to_ascii_uppercase());
        }
    }

    /// By Shell's sort: short, and quick enough for the compiler.
    const fn sorted(mut self) -> Self {
        let mut gap = N / 2;
        while gap > 0 {
            let mut end = gap;
            while end < N {
                let moved = self.words[end];
                let mut at = end;
                while at >= gap && precedes(moved, self.words[at - gap]) {
                    self.words[at] = self.words[at - gap];
                    at -= gap;
                }
                self.words[at] = moved;
                end += 1;
            }
            gap /= 2;
        }
        self
    }
}

const fn precedes(a: Word, b: Word) -> bool {
    if a.first as u32 != b.first as u32 {
        return (a.first as u32) < b.first as u32;
    }
    let (len_a, len_b) = (a.end - a.start, b.end - b.start);
    len_a > len_b || len_a == len_b && a.index < b.index
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
    pub const fn of<const N: usize, const BYTES: usize>(table: &'static Table<N, BYTES>) -> Self {
        Self { text: &table.text, words: &table.words, first: &table.first, last: table.last, fold: table.fold }
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

    /// The first word in the order of the lists that `text` begins with.
    #[must_use]
    pub fn prefix(&self, text: &str) -> Option<usize> {
        let c = text.chars().next()?;
        let begins = self.first.get(slot(c)).is_some_and(|bits| bits & bit(c) != 0);
        begins.then(|| self.at(text, 0, c).map(|found| found.word).min()).flatten()
    }

    /// The characters of `text` that may begin a word, with their places: those that do, and a few that happen to
    /// share a bit with one of them.
    pub fn starts<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, char)> + use<'t> {
        let Self { first, last: lasts, .. } = *self;
        let mut rest = text.as_bytes();
        std::iter::from_fn(move || {
            loop {
                // Most characters take three bytes and begin no word, and most of those are told by the last byte.
                while let [0xe0..=0xef, _, last, tail @ ..] = rest
                    && lasts >> (last & 63) & 1 == 0
                {
                    rest = tail;
                }
                // The bit of a character is looked up without putting it together.
                let (slot, bit, len) = match rest {
                    [lead @ 0xe0..=0xef, next, last, ..] => ((lead & 3) << 6 | next & 63, last & 63, 3),
                    [only @ ..=0x7f, ..] => (only >> 6, only & 63, 1),
                    [lead @ ..=0xdf, last, ..] => (lead & 31, last & 63, 2),
                    [_, second, next, last, ..] => ((second & 3) << 6 | next & 63, last & 63, 4),
                    _ => return None,
                };
                let here = text.len() - rest.len();
                rest = rest.get(len..)?;
                if first.get(usize::from(slot)).is_some_and(|bits| bits >> bit & 1 == 1) {
                    return Some((here, text.get(here..)?.chars().next()?));
                }
            }
        })
    }

    /// The words that stand in `text` at byte `at`, where `c` stands.
    fn at<'t>(&self, text: &'t str, at: usize, c: char) -> impl Iterator<Item = Found> + use<'t> {
        let Self { text: all, words, fold, .. } = *self;
        let c = if fold { c.to_ascii_lowercase() } else { c };
        let from = words.partition_point(|word| word.first < c);
        let begun = words.get(from..).unwrap_or(&[]).iter().take_while(move |word| word.first == c);
        begun.filter_map(move |word| {
            let wanted = all.get(word.start.into()..word.end.into())?;
            let end = at + wanted.len();
            let here = text.as_bytes().get(at..end)?;
            let same = if fold {
                here.eq_ignore_ascii_case(wanted)
            } else {
                // The last byte tells most words apart without a call.
                here.last() == wanted.last() && here == wanted
            };
            same.then_some(Found { word: word.index.into(), start: at, end })
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
                let begun = found.iter().filter(|(at, _)| *at == 0).map(|(_, word)| *word).min();
                prop_assert_eq!(finder.prefix(&text), begun);
            }
        }
    }
}
