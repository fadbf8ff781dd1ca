//! A ledger in memory.

use std::collections::BTreeMap;

use super::laws;
use crate::{Command, Event, Events, Given, Refusal, State, States, Stream, decide};

/// A ledger in memory: states, and everything that happened.
#[derive(Debug, Clone, Default)]
pub struct World {
    states: BTreeMap<Stream, (u64, State)>,
    history: Vec<Recorded>,
}

/// An event as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its stream.
    pub stream: Stream,
    /// Its number in the stream, from 1.
    pub version: u64,
    /// What happened.
    pub event: Event,
    /// Who did it and when.
    pub given: Given,
}

impl World {
    /// Nothing has happened.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Decides, and records what follows.
    ///
    /// # Errors
    /// The domain says no; nothing changes then.
    pub fn act(&mut self, command: &Command, given: &Given) -> Result<Events, Refusal> {
        let events = decide(self, command, given)?;
        for (stream, event) in &events {
            self.record(*stream, event.clone(), given);
        }
        Ok(events)
    }

    /// Records an event without deciding.
    pub fn record(&mut self, stream: Stream, event: Event, given: &Given) {
        let (version, state) = self.states.remove(&stream).map_or((0, None), |(version, state)| (version, Some(state)));
        let state = State::evolve(state, &event, given.at);
        self.states.insert(stream, (version + 1, state));
        self.history.push(Recorded { stream, version: version + 1, event, given: *given });
    }

    /// Everything that happened, in order.
    #[must_use]
    pub fn history(&self) -> &[Recorded] {
        &self.history
    }

    /// All streams with their versions and states, in the order of their ids.
    pub fn streams(&self) -> impl Iterator<Item = (&Stream, u64, &State)> {
        self.states.iter().map(|(stream, (version, state))| (stream, *version, state))
    }

    /// Checks every law over everything that happened.
    ///
    /// # Panics
    /// A law is broken; the message says which, and where.
    pub fn check(&self) {
        laws::check(self);
    }
}

impl States for World {
    fn state(&self, stream: &Stream) -> Option<State> {
        self.states.get(stream).map(|(_, state)| state.clone())
    }
}
