//! How far long work has come, and whether it is to go on.

use std::sync::Arc;

use crate::StoreError;

/// What long work is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Entries, tree and signatures are checked.
    Log,
    /// Streams are folded.
    Streams,
    /// Projections are computed.
    Projections,
    /// Evidence files are checked.
    Files,
    /// Rows are copied.
    Copy,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is at.
    pub stage: Stage,
    /// How many entries, streams or rows are done.
    pub done: u64,
    /// How many there are, about.
    pub total: u64,
}

/// Is told of the progress of long work every few thousand rows. `false` ends it; nothing is changed then.
#[derive(Clone)]
pub struct Watch(Arc<dyn Fn(Progress) -> bool + Send + Sync>);

impl Watch {
    /// Calls `watch`.
    pub fn new(watch: impl Fn(Progress) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(watch))
    }

    /// Looks at nothing and lets everything go on.
    #[must_use]
    pub fn none() -> Self {
        Self::new(|_| true)
    }

    pub(crate) fn tell(&self, stage: Stage, done: u64, total: u64) -> Result<(), StoreError> {
        if (self.0)(Progress { stage, done, total }) { Ok(()) } else { Err(StoreError::Cancelled) }
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}
