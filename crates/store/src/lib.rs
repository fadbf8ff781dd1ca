//! The ledger's store (存储): entries in a log that only grows, what follows from them, and the proof of both.
//!
//! A [`Store`] stands in a SQLite file or in a PostgreSQL database; [`Location`] says which. [`Store::append`] records
//! events, [`Store::read`] gives a consistent [`Reader`]. What is recorded, and what is promised, is told at [`Store`].
//! Beside it a [`Vault`] keeps what is secret.
//!
//! This crate must not know who may do what, nor pages: it is told which person acted and believes it.

mod append;
pub mod blob;
mod copy;
mod engine;
mod entry;
mod error;
mod fold;
mod location;
mod progress;
mod projection;
mod query;
mod reader;
mod rebuild;
mod schema;
mod search;
mod snapshot;
mod store;
mod table;
mod vault;
mod verify;
mod writer;

pub use append::{Append, AppendError, Appended};
pub use copy::{Copied, backup, restore};
pub use entry::{Entry, FORMAT};
pub use error::StoreError;
pub use ledger::Bilingual;
pub use location::Location;
pub use progress::{Progress, Stage, Watch};
pub use query::{
    Cell, Census, Cursor, FindingQuery, FindingRow, Mark, MeasureQuery, MeasureRow, Mine, Page, Sight, Sort,
};
pub use reader::{Reader, Recording, StoredCheckpoint};
pub use rebuild::Rebuilt;
pub use snapshot::Snapshot;
pub use store::{NewLog, Store};
pub use vault::{Kept, Vault};
pub use verify::{Check, Fault, Files, Place, Report, verify};
