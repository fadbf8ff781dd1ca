//! What is done to the log as a whole: payloads are erased by law (依法删除), the entry itself stays; checkpoints are published
//! (公布检查点), and stay on record with the signatures that they were given.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Act, Actor, Bilingual, Digest, Events, Given, Lacks, Redact, States, Stream};

/// What was done to the log of this ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// Erasures by the sequence number of the entry that lost its payload.
    pub erased: BTreeMap<u64, Erasure>,
    /// Checkpoints that were published, in the order of their first publication.
    pub published: Vec<Published>,
}

/// A checkpoint that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The number of entries that it is of.
    pub size: u64,
    /// The signed note (C2SP signed-note), with all signatures that it has been given so far.
    pub note: String,
    /// Who published it first, and when.
    pub act: Act,
}

/// One erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// The law or order that demands it.
    pub authority: String,
    /// Digest of the payload that stands in the place of the erased one.
    pub redacted: Digest,
    /// Who erased it, when and why.
    pub act: Act,
}

/// What somebody wants done to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Take the payload of an entry away.
    Erase {
        /// The entry's sequence number.
        seq: u64,
        /// Why.
        reason: String,
        /// The law or order that demands it.
        authority: String,
        /// Digest of the payload that stands in its place.
        redacted: Digest,
    },
    /// Put on record that a checkpoint is given out, or that it came back with more signatures.
    Publish {
        /// The number of entries that it is of.
        size: u64,
        /// The signed note.
        checkpoint: String,
    },
}

/// Something that happened to the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// An entry lost its payload.
    Erased {
        /// The entry's sequence number.
        seq: u64,
        /// Who erased it.
        by: Actor,
        /// Why.
        reason: String,
        /// The law or order that demands it.
        authority: String,
        /// Digest of the payload that stands in its place.
        redacted: Digest,
    },
    /// A checkpoint was published, or came back with more signatures.
    Published {
        /// The number of entries that it is of.
        size: u64,
        /// The signed note.
        checkpoint: String,
        /// Who published it.
        by: Actor,
    },
}

/// One thing that stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is erased already.
    Erased(u64),
    /// A checkpoint of this size is on record, and this one says something else or lacks signatures of it.
    Differs(u64),
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    let log = match states.state(&Stream::Log) {
        Some(crate::State::Log(log)) => log,
        _ => Arc::default(),
    };
    match command {
        Command::Erase { seq, reason, authority, redacted } => {
            let mut lacks = Lacks::none();
            lacks.reason(reason);
            lacks.text(authority, Bilingual::fixed("法律依据", "law or order that demands it"));
            lacks.unless(!log.erased.contains_key(seq), Refusal::Erased(*seq));
            lacks.pass()?;
            let (reason, authority) = (reason.clone(), authority.clone());
            let erased = Event::Erased { seq: *seq, by: given.actor, reason, authority, redacted: *redacted };
            Ok(vec![(Stream::Log, erased.into())])
        }
        Command::Publish { size, checkpoint } => {
            if let Some(known) = log.published.iter().find(|published| published.size == *size) {
                if known.note == *checkpoint {
                    return Ok(Vec::new());
                }
                let lost = known.note.lines().any(|line| checkpoint.lines().all(|other| other != line));
                if lost {
                    return Err(Refusal::Differs(*size).into());
                }
            }
            let published = Event::Published { size: *size, checkpoint: checkpoint.clone(), by: given.actor };
            Ok(vec![(Stream::Log, published.into())])
        }
    }
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    match event {
        Event::Erased { seq, by, reason, authority, redacted } => {
            let act = Act { by: *by, at, words: reason.clone() };
            state.erased.insert(*seq, Erasure { authority: authority.clone(), redacted: *redacted, act });
        }
        Event::Published { size, checkpoint, by } => match state.published.iter_mut().find(|known| known.size == *size)
        {
            Some(known) => known.note.clone_from(checkpoint),
            None => {
                let act = Act { by: *by, at, words: String::new() };
                state.published.push(Published { size: *size, note: checkpoint.clone(), act });
            }
        },
    }
    state
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Erased { .. } => "log.erased",
            Self::Published { .. } => "log.published",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Erased { reason, authority, .. } => {
                reason.redact();
                authority.redact();
            }
            // A checkpoint names keys and hashes, nobody's affairs; without it nothing could be held against it.
            Self::Published { .. } => {}
        }
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Erased(seq) => {
                Bilingual::new(format!("第 {seq} 条已经删除"), format!("entry {seq} is erased already"))
            }
            Self::Differs(size) => Bilingual::new(
                format!("规模 {size} 的检查点已公布过，这一份与它不同，或缺了其中的签名"),
                format!("a checkpoint of size {size} was published, and this one differs or lacks signatures of it"),
            ),
        }
    }
}

#[cfg(test)]
mod tests;
