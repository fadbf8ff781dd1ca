//! A finding (问题): what is wrong, from the draft to the last look-back.
//!
//! `draft → registered → rectifying → submitted → closed → settled`; sent back it is `returned`, and when the problem
//! comes back `rebounded`, and is worked on again; it ends early as `merged` or `rejected`.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
mod waits;

pub use command::Command;
pub use decide::{decide, lacks_before_closing, seen};
pub use event::Event;
pub use evolve::evolve;
pub use refusal::Refusal;
pub use state::{
    Approval, Content, LookBack, LookBackResult, Outcome, Scope, Seen, State, Status, Times, Verification,
};
pub use waits::{Waits, lacks_measure, next_level, waits};

#[cfg(test)]
mod tests;
