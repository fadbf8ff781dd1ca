//! What is asked of the log, and what it answers.

use std::fmt;

use jiff::Timestamp;
use ledger::{Bilingual, Event, Stream};

use crate::{Entry, StoreError};

/// Events that belong together: all of them are recorded, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// An id of the command that nobody else uses (idempotency key). Sent again, it is answered with the entries that it
    /// made, and changes nothing.
    pub command: String,
    /// Who acts and by which door, as `ledger::Actor` is shown: `P7@local`.
    pub actor: String,
    /// Now. An entry is recorded at this time, or at that of the entry before it where that is later.
    pub at: Timestamp,
    /// Every stream that was read to decide this, with the version that was read; 0 where it had no entries. If one of
    /// them has moved on, nothing is recorded.
    pub expect: Vec<(Stream, u64)>,
    /// What happened, in order.
    pub events: Vec<(Stream, Event)>,
}

/// What was recorded, durably.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// One entry an event, in their order.
    pub entries: Vec<Entry>,
    /// Whether the command had been applied before, so that nothing was recorded now.
    pub replayed: bool,
}

/// Why nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppendError {
    /// A stream that was read has moved on since.
    Conflict {
        /// Which.
        stream: Stream,
        /// The version that was read.
        expected: u64,
        /// Its version now.
        found: u64,
        /// Its entries after the version that was read: what changed.
        since: Vec<Entry>,
    },
    /// The world failed.
    Store(StoreError),
}

impl AppendError {
    /// What happened and what to do.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Conflict { stream, expected, found, since } => {
                let kinds = since.iter().map(|entry| entry.kind.as_str()).collect::<Vec<_>>().join(", ");
                Bilingual::new(
                    format!(
                        "{stream} 在此期间已变动（读取时第 {expected} 版，现为第 {found} 版：{kinds}）；请查看后重试"
                    ),
                    format!(
                        "{stream} has changed meanwhile (read at {expected}, now at {found}: {kinds}); look and try again"
                    ),
                )
            }
            Self::Store(error) => error.message(),
        }
    }
}

impl fmt::Display for AppendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for AppendError {}

impl From<StoreError> for AppendError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
