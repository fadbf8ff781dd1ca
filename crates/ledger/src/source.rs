//! Where something was read: the passage of a paper that stands behind it.

use serde::{Deserialize, Serialize};

use crate::PaperId;

/// The place in a paper that something comes from (原文出处).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The paper.
    pub paper: PaperId,
    /// The passage in it, where it is known.
    pub passage: Option<Passage>,
    /// The how-manieth item of its kind in the paper, from 1.
    pub ordinal: Option<u32>,
}

/// A passage: a paragraph as the paper is read, from 0, and characters in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Its first character (Unicode scalar values), from 0.
    pub start: u32,
    /// The character behind its last.
    pub end: u32,
}
