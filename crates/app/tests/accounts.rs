//! Accounts over a real store and vault: who gets in, who does not, and what is on record of it.
#![allow(clippy::expect_used, reason = "a test that cannot be set up must fail")]

#[path = "support/door.rs"]
mod door;

#[path = "accounts/links.rs"]
mod links;
#[path = "accounts/lockout.rs"]
mod lockout;
#[path = "accounts/roles.rs"]
mod roles;
#[path = "accounts/second_step.rs"]
mod second_step;
#[path = "accounts/sessions.rs"]
mod sessions;
#[path = "accounts/sign_in.rs"]
mod sign_in;
