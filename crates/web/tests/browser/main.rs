//! Pages in a real Chromium. What it takes is told in CONTRIBUTING.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

#[path = "../support/site.rs"]
mod common;
mod days;
mod design;
mod harness;
mod pages;
mod story;
mod support;
