//! Reads a [`document::Document`] as a paper that says what is wrong and what will be done: findings,
//! causes, measures, and how they hang together (the extraction contract).
//!
//! [`extract`] is the way in. This crate must not know the ledger, nor what makes a paper good or bad.

pub mod contract;

pub use contract::{
    Aspect, Cause, Commitment, Declared, Extraction, Finding, Genre, Kind, Measure, Status, Suggestion,
};

/// Reads the paper. A pure function of the document; it cannot fail.
#[must_use]
pub fn extract(_document: &document::Document) -> Extraction {
    Extraction::default()
}
