//! Something to say about a paper: data, never prose on a terminal. Renderers live elsewhere.

use crate::{Bilingual, Span};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Note,
    /// Likely wrong or weak.
    Warning,
    /// Wrong.
    Error,
}

/// A replacement that mends the passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The passage to replace.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
    /// True when the meaning cannot change, so that a program may apply it unasked.
    pub safe: bool,
}

/// One thing about one place: what, why it matters, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, such as `R101`; never reused.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is the matter here, in one short sentence.
    pub message: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// What to write or do instead.
    pub advice: Bilingual,
    /// The passage; `None` where the whole file is meant.
    pub span: Option<Span>,
    /// Other passages that explain this one.
    pub related: Vec<(Span, Bilingual)>,
    /// A replacement, where one is known.
    pub fix: Option<Fix>,
}
