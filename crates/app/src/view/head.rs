//! Where the log stands, in a line.

use jiff::Timestamp;
use serde::Serialize;

use super::View;
use crate::{Failure, log};

/// Where the log stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The number of entries.
    pub size: u64,
    /// The time of the last one; that of the beginning of time where there is none.
    pub at: Timestamp,
    /// The root hash, in Base64.
    pub root: String,
}

impl Head {
    /// Enough of the root to compare it by eye.
    #[must_use]
    pub fn short(&self) -> &str {
        self.root.get(..12).unwrap_or(&self.root)
    }
}

impl View<'_> {
    /// Where the log stands at the moment of this view.
    ///
    /// # Errors
    /// The database failed.
    pub fn head(&self) -> Result<Head, Failure> {
        let head = self.reader.head()?;
        let root = log::root_of(&head.note)?;
        Ok(Head { size: head.size, at: head.at, root })
    }
}
