//! Reads a [`document::Document`] as a paper that says what is wrong and what will be done: findings,
//! causes, measures, and how they hang together (the extraction contract).
//!
//! [`extract`] is the way in. The paper becomes a tree of numbered items (`tree`), a walk over it tells the
//! parts apart (`reader`), each item is cut at its labels and read as a block (`block`), ledgers are read row
//! by row (`table`). Words are data in `lexicon/`. This crate must not know the ledger, nor what makes a
//! paper good or bad.

mod block;
mod commitments;
pub mod contract;
mod courtesy;
mod dates;
mod declared;
mod enumerate;
mod fields;
mod genre;
mod labels;
mod lexicon;
mod limit;
pub mod owner;
mod reader;
mod scan;
mod table;
mod ties;
mod tree;

pub use contract::{
    Aspect, Cause, Commitment, Declared, Extraction, Finding, Genre, Kind, Measure, Status, Suggestion,
};
pub use limit::{TimeLimit, time_limit};

/// Reads the paper. A pure function of the document; it cannot fail.
#[must_use]
pub fn extract(document: &document::Document) -> Extraction {
    let title = reader::title(document);
    let genre = genre::of(document, title.as_deref());
    let date = genre::date(document);
    let declared = declared::read(document);
    let start = Extraction { title, genre, date, declared, ..Extraction::default() };
    reader::Reader::new(document, start).run()
}
