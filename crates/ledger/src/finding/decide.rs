//! The policy.

use super::Command;
use crate::decide::Events;
use crate::{Given, Reason, Refusal, States};

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(_: &dyn States, id: crate::FindingId, _: &Command, _: &Given) -> Result<Events, Refusal> {
    Err(Reason::Missing(id.into()).into())
}
