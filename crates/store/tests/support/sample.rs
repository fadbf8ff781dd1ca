//! Made-up findings and measures, and how they are appended.
#![allow(dead_code, unused_imports, reason = "each test uses its part")]

use ledger::{Actor, Event, Stream};
use store::{Append, StoredCheckpoint};

pub use ledger::testing::sample::*;

/// What publishes a checkpoint.
pub fn publishing(command: &str, checkpoint: &StoredCheckpoint) -> Append {
    let (size, checkpoint) = (checkpoint.size, checkpoint.note.clone());
    let published = ledger::log::Event::Published { size, checkpoint, by: Actor::LOCAL };
    append(command.into(), vec![(Stream::Log, published.into())])
}

/// An append that expects nothing of streams.
pub fn append(command: String, events: Vec<(Stream, Event)>) -> Append {
    Append { command, actor: Actor::LOCAL.to_string(), at: moment(), expect: Vec::new(), events }
}
