//! What a person sees of each command: the real binary is run, and its output is the test.
#![allow(clippy::expect_used, reason = "a test that cannot be set up must fail")]

#[path = "cli/desk.rs"]
mod desk;

#[cfg(debug_assertions)]
#[path = "cli/account.rs"]
mod account;
#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/exchange.rs"]
mod exchange;
#[path = "cli/extract.rs"]
mod extract;
#[path = "cli/help.rs"]
mod help;
#[cfg(debug_assertions)]
#[path = "cli/import.rs"]
mod import;
#[cfg(debug_assertions)]
#[path = "cli/json.rs"]
mod json;
// A program that was built for use takes its time from the system only.
#[cfg(debug_assertions)]
#[path = "cli/ledger.rs"]
mod ledger;
#[cfg(debug_assertions)]
#[path = "cli/log.rs"]
mod log;
#[path = "cli/long.rs"]
mod long;
#[cfg(debug_assertions)]
#[path = "cli/overwrite.rs"]
mod overwrite;
#[path = "cli/read.rs"]
mod read;
#[path = "cli/story.rs"]
mod story;
#[cfg(debug_assertions)]
#[path = "cli/whole_loop.rs"]
mod whole_loop;
