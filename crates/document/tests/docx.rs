//! Word files in, what a reader of them sees out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "docx/paper.rs"]
mod paper;

#[path = "docx/broken.rs"]
mod broken;
#[path = "docx/changes.rs"]
mod changes;
#[path = "docx/look.rs"]
mod look;
#[path = "docx/numbers.rs"]
mod numbers;
#[path = "docx/stories.rs"]
mod stories;
#[path = "docx/tables.rs"]
mod tables;
#[path = "docx/text.rs"]
mod text;
#[path = "docx/tracing.rs"]
mod tracing;
