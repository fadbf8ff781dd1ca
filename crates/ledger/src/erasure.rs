//! Erasures by law (依法删除): which entries lost their payload, by whose authority. The entry itself stays in the log.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Act, Actor, Bilingual, Digest, Events, Given, Lacks, Redact, States, Stream};

/// The erasures of this ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// By the sequence number of the entry that lost its payload.
    pub erased: BTreeMap<u64, Erasure>,
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
}

/// One thing that lacks before a payload can be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is erased already.
    Erased(u64),
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    let Command::Erase { seq, reason, authority, redacted } = command;
    let mut lacks = Lacks::none();
    lacks.reason(reason);
    lacks.text(authority, Bilingual::fixed("法律依据", "law or order that demands it"));
    if let Some(crate::State::Log(log)) = states.state(&Stream::Log) {
        lacks.unless(!log.erased.contains_key(seq), Refusal::Erased(*seq));
    }
    lacks.pass()?;
    let (reason, authority) = (reason.clone(), authority.clone());
    let erased = Event::Erased { seq: *seq, by: given.actor, reason, authority, redacted: *redacted };
    Ok(vec![(Stream::Log, erased.into())])
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    let Event::Erased { seq, by, reason, authority, redacted } = event;
    let act = Act { by: *by, at, words: reason.clone() };
    state.erased.insert(*seq, Erasure { authority: authority.clone(), redacted: *redacted, act });
    state
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Erased { .. } => "log.erased",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        let Self::Erased { reason, authority, .. } = self;
        reason.redact();
        authority.redact();
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
        }
    }
}

#[cfg(test)]
mod tests;
