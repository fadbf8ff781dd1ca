//! Search in Chinese and Latin text, by an index of character pairs.
//!
//! Chinese has no spaces, and a dictionary's words are not those that people type; so every two neighbouring characters
//! are indexed (二元), and the last one of a run alone. A word of two characters is one look-up; a longer one is all its
//! pairs, and the text itself tells whether they stand together; one character is the beginning of a pair. Latin words and
//! numbers are indexed whole and found by how they begin.

use std::collections::BTreeSet;

use crate::engine::{Dialect, Value};
use crate::table::{Table, int, text};

pub(crate) static FINDING_TEXT: Table = Table { name: "finding_text", key: 1, columns: &[int("rowid"), text("grams")] };
pub(crate) static MEASURE_TEXT: Table = Table { name: "measure_text", key: 1, columns: &[int("rowid"), text("grams")] };

/// The form in which texts are compared: lower case, and full-width ASCII as ASCII.
pub(crate) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{3400}'..='\u{9fff}' => normal.push(c),
            // What a full-width character stands for is 0xfee0 below it.
            '\u{ff01}'..='\u{ff5e}' => normal.extend(char::from_u32(c as u32 - 0xfee0).map(|c| c.to_ascii_lowercase())),
            '\u{3000}' => normal.push(' '),
            c => normal.extend(c.to_lowercase()),
        }
    }
    normal
}

/// A run of characters without punctuation between them.
enum Run<'t> {
    Latin(&'t str),
    Wide(&'t str),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Latin,
    Wide,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '\u{4e00}'..='\u{9fff}' => Class::Wide,
        c if c.is_ascii_alphanumeric() => Class::Latin,
        c if !c.is_ascii() && c.is_alphanumeric() => Class::Wide,
        _ => Class::Other,
    }
}

fn runs(normal: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = normal;
    std::iter::from_fn(move || {
        loop {
            let kind = class(rest.chars().next()?);
            let end = rest.find(|c| class(c) != kind).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            match kind {
                Class::Latin => return Some(Run::Latin(run)),
                Class::Wide => return Some(Run::Wide(run)),
                Class::Other => {}
            }
        }
    })
}

/// The pairs of a run, as slices.
fn pairs(run: &str) -> impl Iterator<Item = &str> {
    let places = run.char_indices().map(|(i, _)| i);
    // Pair n reaches from character n to where character n + 2 begins, or the run ends.
    let ends = run.char_indices().map(|(i, _)| i).skip(2).chain(run.chars().nth(1).map(|_| run.len()));
    places.zip(ends).map(|(start, end)| &run[start..end])
}

/// What a text is found by: distinct, in order, with spaces between.
pub(crate) fn grams(normal: &str) -> String {
    let mut grams: Vec<&str> = Vec::with_capacity(normal.len() / 3);
    for run in runs(normal) {
        match run {
            Run::Latin(word) => grams.push(word),
            Run::Wide(run) => {
                grams.extend(pairs(run));
                let last = run.char_indices().next_back().map_or(0, |(i, _)| i);
                grams.push(&run[last..]);
            }
        }
    }
    grams.sort_unstable();
    grams.dedup();
    grams.join(" ")
}

/// The row of an index of texts, from the number of its owner and the text's normal form.
pub(crate) fn index(mut row: Vec<Value>) -> Vec<Value> {
    if let Some(Value::Text(words)) = row.get_mut(1) {
        *words = grams(words);
    }
    row
}

/// What is looked for: every word must stand in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Each with whether it is only the beginning of what is indexed.
    grams: BTreeSet<(String, bool)>,
    /// Runs that must stand in the text's normal form.
    pub words: Vec<String>,
    /// Whether there are Latin words too, of which only the index knows where they begin.
    pub latin: bool,
}

impl Wanted {
    /// `None` where nothing but punctuation is looked for.
    pub fn new(text: &str) -> Option<Self> {
        let normal = normal(text);
        let mut wanted = Self { grams: BTreeSet::new(), words: Vec::new(), latin: false };
        for run in runs(&normal) {
            match run {
                Run::Latin(word) => {
                    wanted.grams.insert((word.to_owned(), true));
                    wanted.latin = true;
                }
                Run::Wide(run) => {
                    if run.chars().nth(1).is_none() {
                        wanted.grams.insert((run.to_owned(), true));
                    }
                    wanted.grams.extend(pairs(run).map(|pair| (pair.to_owned(), false)));
                    wanted.words.push(run.to_owned());
                }
            }
        }
        (!wanted.grams.is_empty()).then_some(wanted)
    }

    /// The query in the engine's own language. Grams are letters and digits only, so that nothing needs escaping.
    pub fn query(&self, dialect: Dialect) -> String {
        let part = |(gram, begins): &(String, bool)| match (dialect, begins) {
            (Dialect::Sqlite, false) => format!("\"{gram}\""),
            (Dialect::Sqlite, true) => format!("\"{gram}\"*"),
            (Dialect::Postgres, false) => format!("'{gram}'"),
            (Dialect::Postgres, true) => format!("'{gram}':*"),
        };
        let and = match dialect {
            Dialect::Sqlite => " AND ",
            Dialect::Postgres => " & ",
        };
        self.grams.iter().map(part).collect::<Vec<_>>().join(and)
    }
}

/// The condition that a row of `table` is found by a query, for which `?` stands.
pub(crate) fn condition(table: &Table, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => format!("{} MATCH ?", table.name),
        Dialect::Postgres => "array_to_tsvector(string_to_array(grams, ' ')) @@ ?::text::tsquery".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pairs_and_words_are_indexed() {
        assert_eq!(grams(&normal("整改落实ＩＳＯ 9001，不 力")), "9001 iso 不 力 实 改落 整改 落实");
        assert_eq!(grams(""), "");
    }

    #[test]
    fn what_is_looked_for_is_said_in_both_languages() {
        let wanted = Wanted::new("整改落实 Iso、改").unwrap();
        assert_eq!(wanted.query(Dialect::Sqlite), "\"iso\"* AND \"改\"* AND \"改落\" AND \"整改\" AND \"落实\"");
        assert_eq!(wanted.query(Dialect::Postgres), "'iso':* & '改':* & '改落' & '整改' & '落实'");
        assert_eq!((wanted.words, wanted.latin), (vec!["整改落实".to_owned(), "改".to_owned()], true));
        assert_eq!(Wanted::new("，。"), None);
    }

    proptest! {
        #[test]
        fn every_piece_of_a_run_is_found(text in "[整改落实abc1， ]{0,20}", from in 0usize..20, length in 1usize..5) {
            let normal = normal(&text);
            let all: BTreeSet<String> = grams(&normal).split(' ').map(str::to_owned).collect();
            let piece: String = normal.chars().skip(from).take(length).collect();
            let starts_word = from == 0 || !normal.chars().nth(from - 1).unwrap_or(' ').is_ascii_alphanumeric();
            prop_assume!(starts_word || !piece.starts_with(|c: char| c.is_ascii_alphanumeric()));
            if let Some(wanted) = Wanted::new(&piece) {
                for (gram, begins) in &wanted.grams {
                    let found = if *begins { all.iter().any(|g| g.starts_with(gram)) } else { all.contains(gram) };
                    prop_assert!(found, "{gram} of {piece} in {normal}");
                }
            }
        }
    }
}
