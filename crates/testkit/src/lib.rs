//! What the tests of several crates share; nothing of it reaches a user.
//!
//! [`score`] compares what was read from a paper with what a person labelled in it; [`mutate`] breaks
//! files in reproducible ways; [`papers`] lists labelled papers of a folder; [`postgres`] starts a throw-away server.
//!
//! This crate must not know any crate of the product: all of them may use it in their tests.

pub mod mutate;
pub mod papers;
#[cfg(unix)]
pub mod postgres;
pub mod score;
