//! Tests of the public interface.

#![allow(clippy::expect_used, reason = "a test that cannot be set up must fail")]

mod common;
mod hash;
mod key;
mod note;
mod proof;
mod receipt;
mod tile;
mod tree;
mod trust;
