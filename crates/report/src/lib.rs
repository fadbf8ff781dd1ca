//! Writes what was read into the files that people work with: the ledger in Excel.
//!
//! This crate must not know databases, the web, or files on disk: bytes come out, nothing is stored.

pub mod ledger;
pub mod place;
