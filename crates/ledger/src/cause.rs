//! Being written.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Bilingual, CauseId, Events, Given, Redact, States};

/// State.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {}

/// Commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {}

/// Events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {}

/// Refusals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match *self {}
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match *self {}
    }
}

impl Refusal {
    /// What lacks.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match *self {}
    }
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(_: &dyn States, _: CauseId, command: &Command, _: &Given) -> Result<Events, crate::Refusal> {
    match *command {}
}

/// The state after `event`.
#[must_use]
pub fn evolve(_: Option<State>, event: &Event, _: Timestamp) -> State {
    match *event {}
}
