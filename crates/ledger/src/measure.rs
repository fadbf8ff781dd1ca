//! A measure (整改措施): what will be done about findings, by whom, by when.
//!
//! It is open until it is done or dropped. A continuing one (长期坚持) is neither done nor late while what it promised is
//! kept. Its first deadline is never lost: only an extension moves the deadline.

mod command;
mod decide;
mod event;
mod evolve;
mod kept;
mod refusal;
mod state;

pub use command::Command;
pub use decide::decide;
pub use event::Event;
pub use evolve::evolve;
pub use kept::Owed;
pub use refusal::Refusal;
pub use state::{
    Attachment, CheckIn, Commitment, Content, Extension, ExtensionOutcome, HandedOver, Milestone, Plan, Progress,
    Slippage, State, Status, Written,
};

pub use crate::rhythm::Rhythm;

#[cfg(test)]
mod tests;
