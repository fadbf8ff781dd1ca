//! Who may do what (权限): Cedar policies in files, deny by default, asked in one place by pages, API, downloads, search and
//! export alike.
//!
//! The policies that come with the program stand in `policies/`; a ledger's folder may hold its own in a folder of that name,
//! which then stand in their place. Either are validated against the schema before anything is served.

mod action;
mod error;
mod item;
mod level;
mod policies;
mod sight;

pub use action::Action;
pub use error::AccessError;
pub use item::{Item, TOP, Tree};
pub use ledger::account::Role;
pub use policies::{Access, Policy, Principal};
