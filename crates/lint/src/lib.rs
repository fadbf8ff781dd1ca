//! Checks a paper as a compiler checks code: a code, a place, a reason, what to write instead.
//!
//! [`check`] is the way in; [`render`] turns what it found into text, JSON or SARIF; [`fix`] applies what is
//! safe; [`manual`] prints the rules' own pages. Each rule is one file under `src/rules/` with its page
//! beside it: see [`Rule`].
//!
//! This crate must not know the ledger, databases, people, or how papers come to be compared.

mod check;
mod concrete;
mod counts;
mod enumeration;
mod facts;
pub mod fix;
mod items;
pub mod likeness;
pub mod manual;
mod near;
mod nearest;
mod official;
mod overlap;
pub mod page;
pub mod paper;
pub mod place;
pub mod render;
pub mod report;
pub mod rule;
mod rules;
pub mod settings;
pub mod text;
mod words;

pub use check::check;
pub use nearest::nearest;
pub use page::{Example, Page};
pub use paper::{Paper, Para, SharedPassage};
pub use report::Report;
pub use rule::{Family, Quantity, Rule, Threshold};
pub use rules::{find, rules};
pub use settings::{Settings, SettingsError, UnknownRule};
