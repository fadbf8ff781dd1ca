//! The use cases of a ledger, once for the command line, pages and jobs.
//!
//! [`App::act`] does what a person wants done: it decides, records, and decides anew where somebody was faster.
//! [`App::view`] is the ledger at one moment; its queries answer with plain types that know their names in JSON.
//!
//! This crate must not know a command line, HTTP or HTML.

pub mod access;
pub mod accounts;
mod act;
mod app;
mod config;
mod evidence;
pub mod exchange;
mod failure;
pub mod history;
mod holidays;
mod id;
pub mod import;
pub mod keep;
mod kept_views;
pub mod log;
pub mod names;
pub mod profile;
mod publish;
pub mod review;
pub mod roster;
pub mod sample;
pub mod view;
pub mod warnings;

pub use act::{Done, Plan, random_key as key};
pub use app::{App, Clock};
pub use config::{Choices, Config, ConfigError, ZONE};
pub use evidence::Kept;
pub use failure::Failure;
pub use holidays::years;
pub use id::Numbered;
pub use view::View;

// What outsiders verify, and where a ledger stands, is told in the words of these two.
pub use {store, tlog};
