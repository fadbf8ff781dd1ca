//! The log, entry by entry, with the proof that it holds each.

use jiff::civil::Date;
use ledger::{Digest, Stream};
use store::Entry;
use tlog::proof;
use tlog::tree::Head;

use super::View;
use crate::history::Line;
use crate::{Failure, log};

/// How many entries are looked at for one page: more are asked for again.
const LOOKED_AT: u64 = 4_000;
/// How many are read at once.
const CHUNK: u64 = 200;

/// Which entries are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryQuery {
    /// Before this number; from the end where there is none.
    pub before: Option<u64>,
    /// Whose kind begins so: `finding.` or `finding.closed`.
    pub kind: Option<String>,
    /// Whose kind does not begin so.
    pub without: Option<&'static str>,
    /// By this person or door, as actors begin: `P7@`.
    pub actor: Option<String>,
    /// Recorded on this day.
    pub day: Option<Date>,
    /// About this.
    pub stream: Option<Stream>,
    /// The most of them.
    pub limit: usize,
}

/// A page of the log, the newest entry first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPage {
    /// Its entries.
    pub lines: Vec<Line>,
    /// Before which number the next page begins; `None` where there is no more.
    pub next: Option<u64>,
}

/// An entry, and the proof that the log holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryProof {
    /// What it tells.
    pub line: Line,
    /// The bytes that stand in the tree: canonical JSON.
    pub header: String,
    /// The digest of its payload with its salt, as the header states it.
    pub payload: Digest,
    /// Its leaf hash.
    pub leaf: Digest,
    /// From the leaf to the root.
    pub steps: Vec<Climb>,
    /// How many entries the tree has.
    pub size: u64,
    /// Its root.
    pub root: Digest,
    /// Whether the steps lead from the leaf to the root that is signed.
    pub holds: bool,
    /// The log's hash function.
    pub algorithm: &'static str,
}

/// One step towards the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Climb {
    /// The hash of the neighbour.
    pub neighbour: Digest,
    /// Whether the neighbour stands on the left.
    pub left: bool,
    /// The hash of both.
    pub hash: Digest,
}

/// That the log only grew from one size to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth {
    /// The earlier size and its root.
    pub old: (u64, Digest),
    /// The later size and its root.
    pub new: (u64, Digest),
    /// The hashes that lead from one to the other.
    pub path: Vec<Digest>,
    /// Whether they do.
    pub holds: bool,
}

impl View<'_> {
    /// A page of the log, the newest entry first.
    ///
    /// # Errors
    /// The database failed.
    pub fn entries(&self, query: &EntryQuery) -> Result<EntryPage, Failure> {
        let wanted = |entry: &Entry| {
            query.kind.as_ref().is_none_or(|kind| entry.kind.starts_with(kind))
                && query.without.is_none_or(|kind| !entry.kind.starts_with(kind))
                && query.actor.as_ref().is_none_or(|actor| entry.actor.starts_with(actor))
                && query.day.is_none_or(|day| self.local(entry.at).date() == day)
        };
        if let Some(stream) = query.stream {
            let mut found = self.reader.history(&stream)?;
            found.retain(|entry| query.before.is_none_or(|before| entry.seq < before) && wanted(entry));
            found.reverse();
            let more = found.len() > query.limit;
            found.truncate(query.limit);
            return self.page_of(&found, more.then(|| found.last().map_or(0, |entry| entry.seq)));
        }
        let size = self.reader.head()?.size;
        let mut end = query.before.unwrap_or(size).min(size);
        let mut stop = 0;
        if let Some(day) = query.day {
            end = end.min(self.first_since(day.tomorrow().unwrap_or(day), size)?);
            stop = self.first_since(day, size)?;
        }
        let (mut found, last) = (Vec::new(), end.saturating_sub(LOOKED_AT).max(stop));
        while end > last && found.len() < query.limit {
            let begin = end.saturating_sub(CHUNK).max(last);
            for entry in self.reader.entries(begin, end - begin)?.into_iter().rev() {
                end = entry.seq;
                if wanted(&entry) {
                    found.push(entry);
                    if found.len() == query.limit {
                        break;
                    }
                }
            }
            if found.len() < query.limit {
                end = begin;
            }
        }
        self.page_of(&found, (end > stop).then_some(end))
    }

    fn page_of(&self, entries: &[Entry], next: Option<u64>) -> Result<EntryPage, Failure> {
        let lines = entries.iter().map(|entry| self.line(entry)).collect::<Result<_, _>>()?;
        self.sound(EntryPage { lines, next })
    }

    /// The number of the first entry on `day` or later; times never go back.
    fn first_since(&self, day: Date, size: u64) -> Result<u64, Failure> {
        let (mut low, mut high) = (0, size);
        while low < high {
            let middle = low.midpoint(high);
            let entry = self.reader.entries(middle, 1)?.into_iter().next();
            if entry.is_some_and(|entry| self.local(entry.at).date() < day) { low = middle + 1 } else { high = middle }
        }
        Ok(low)
    }

    /// An entry with the proof that the log, as it is in this view, holds it; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn entry_proof(&self, seq: u64) -> Result<Option<EntryProof>, Failure> {
        let entry = self.reader.entries(seq, 1)?.into_iter().next().filter(|entry| entry.seq == seq);
        let Some(entry) = entry else { return Ok(None) };
        let algorithm = self.app().store.algorithm();
        let head = log::head_of(&self.reader.head()?.note)?;
        let path = proof::inclusion(algorithm, seq, head.size, &self.reader).map_err(log::unproven)?;
        let leaf = entry.leaf(algorithm);
        let holds = proof::verify_inclusion(algorithm, leaf, seq, head, &path).is_ok();
        let proof = EntryProof {
            line: self.line(&entry)?,
            header: String::from_utf8_lossy(&entry.header()).into_owned(),
            payload: Digest(entry.digest.0),
            leaf: Digest(leaf.0),
            steps: climb(algorithm, leaf, (seq, head.size), &path),
            size: head.size,
            root: Digest(head.root.0),
            holds,
            algorithm: algorithm.name(),
        };
        self.sound(Some(proof))
    }

    /// The signed checkpoint of the log as it is in this view.
    ///
    /// # Errors
    /// The database failed.
    pub fn checkpoint(&self) -> Result<String, Failure> {
        Ok(self.reader.head()?.note)
    }

    /// The newest checkpoint that was published, with the signatures of its witnesses; that of the log as it is where none was.
    ///
    /// # Errors
    /// The database failed.
    pub fn published_checkpoint(&self) -> Result<String, Failure> {
        let last = self.reader.checkpoints()?.into_iter().max_by_key(|checkpoint| checkpoint.size);
        last.map_or_else(|| self.checkpoint(), |checkpoint| Ok(checkpoint.note))
    }

    /// Sizes of the checkpoints that were published, the newest first.
    ///
    /// # Errors
    /// The database failed.
    pub fn published_sizes(&self) -> Result<Vec<u64>, Failure> {
        Ok(self.reader.checkpoints()?.iter().rev().map(|checkpoint| checkpoint.size).collect())
    }

    /// That the log only grew from `old` to `new` entries; `None` where the log has no such sizes.
    ///
    /// # Errors
    /// The database failed.
    pub fn growth_between(&self, old: u64, new: u64) -> Result<Option<Growth>, Failure> {
        if old == 0 || old > new || new > self.reader.head()?.size {
            return Ok(None);
        }
        let algorithm = self.app().store.algorithm();
        let head = |size| Ok::<_, Failure>(Head { size, root: tlog::tree::root(algorithm, size, &self.reader)? });
        let path = if old == new {
            Vec::new()
        } else {
            proof::consistency(algorithm, old, new, &self.reader).map_err(log::unproven)?
        };
        let (from, to) = (head(old)?, head(new)?);
        let holds = proof::verify_consistency(algorithm, from, to, &path).is_ok();
        let path = path.iter().map(|hash| Digest(hash.0)).collect();
        Ok(Some(Growth { old: (old, Digest(from.root.0)), new: (new, Digest(to.root.0)), path, holds }))
    }
}

/// Each step of RFC 9162, 2.1.3.2, with what it comes to.
fn climb(algorithm: tlog::Algorithm, leaf: tlog::Digest, (seq, size): (u64, u64), path: &[tlog::Digest]) -> Vec<Climb> {
    let (mut at, mut last, mut hash) = (seq, size.saturating_sub(1), leaf);
    let mut steps = Vec::new();
    for neighbour in path {
        let left = at & 1 == 1 || at == last;
        hash = if left { algorithm.node(neighbour, &hash) } else { algorithm.node(&hash, neighbour) };
        while left && at & 1 == 0 && at != 0 {
            (at, last) = (at >> 1, last >> 1);
        }
        (at, last) = (at >> 1, last >> 1);
        steps.push(Climb { neighbour: Digest(neighbour.0), left, hash: Digest(hash.0) });
    }
    steps
}
