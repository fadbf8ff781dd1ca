//! What in a measure can be verified, as rules of substance see it.

use std::sync::LazyLock;

use crate::{facts, text, words::Words};

/// Named things that a measure leaves behind.
pub static OUTPUTS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../lexicon/outputs.txt")));
/// Acts that one can go and see.
pub static ACTS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../lexicon/acts.txt")));

/// Whether the words name an act, a thing, a number or a time that somebody else could verify.
#[must_use]
pub fn is_verifiable(text: &str) -> bool {
    facts::has_fact(text) || OUTPUTS.is_in(text) || ACTS.is_in(text)
}

/// The clauses of a measure without those that say what it is aimed at (针对问题3, 围绕作风方面).
pub fn clauses(statement: &str) -> impl Iterator<Item = &str> {
    const AIMS: [&str; 6] = ["针对", "对照", "围绕", "聚焦", "对应", "in response to"];
    let aims = |clause: &str| {
        AIMS.iter().any(|aim| clause.get(..aim.len()).is_some_and(|head| head.eq_ignore_ascii_case(aim)))
    };
    text::clauses(statement).filter_map(|range| statement.get(range)).filter(move |clause| !aims(clause))
}
