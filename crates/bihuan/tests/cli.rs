//! What a person sees of each command: the real binary is run, and its output is the test.
#![allow(clippy::expect_used, reason = "a test that cannot be set up must fail")]

#[path = "cli/desk.rs"]
mod desk;

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/extract.rs"]
mod extract;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/long.rs"]
mod long;
#[path = "cli/read.rs"]
mod read;
