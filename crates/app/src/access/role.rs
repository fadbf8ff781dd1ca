//! Roles.

/// A role that somebody holds at a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the system.
    Administrator,
    /// Keeps the ledger.
    Office,
    /// Leads.
    Lead,
    /// Judges evidence.
    Verifier,
    /// Inspects.
    Inspector,
}
