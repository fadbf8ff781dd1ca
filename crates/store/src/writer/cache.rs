//! The snapshots that the writer has seen lately, so that a command on a finding in work reads nothing.

use std::collections::HashMap;

use ledger::Stream;

use crate::snapshot::Snapshot;

/// Streams in one generation. Two are kept.
const GENERATION: usize = 20_000;

/// Least recently used goes first, a generation at a time. `None` is known as well: there is no such stream.
#[derive(Default)]
pub(super) struct Cache {
    young: HashMap<Stream, Option<Snapshot>>,
    old: HashMap<Stream, Option<Snapshot>>,
}

impl Cache {
    /// What is known of `stream`.
    pub fn get(&self, stream: &Stream) -> Option<&Option<Snapshot>> {
        self.young.get(stream).or_else(|| self.old.get(stream))
    }

    pub fn put(&mut self, stream: Stream, snapshot: Option<Snapshot>) {
        self.young.insert(stream, snapshot);
    }

    /// Keeps `stream` for another generation. Whether it is known.
    pub fn touch(&mut self, stream: &Stream) -> bool {
        if self.young.contains_key(stream) {
            return true;
        }
        let Some(snapshot) = self.old.remove(stream) else { return false };
        self.young.insert(*stream, snapshot);
        true
    }

    pub fn forget(&mut self, stream: &Stream) {
        self.young.remove(stream);
        self.old.remove(stream);
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Between two groups: lets the old generation go when the young one is full. Never within a group, which must find
    /// again what it has put there.
    pub fn turn(&mut self) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
    }
}
