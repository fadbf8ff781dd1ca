//! Writes what was read into the files that people work with: the ledger in Excel,
//! and the user's own Word file with comments.
//!
//! This crate must not know databases, the web, or files on disk: bytes come out, nothing is stored.

pub mod annotate;
pub mod exchange;
pub mod ledger;
pub mod place;
mod sheet;
pub mod table;
