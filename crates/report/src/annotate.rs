//! The user's own Word file back, with a comment at each place, or with safe fixes made in place.
//!
//! Nothing else changes: every other part of the package is copied byte for byte, and in the main part only
//! what a comment or a fix needs is put in. A run is split where a passage begins or ends inside it; both
//! halves keep its properties.

use document::{Document, ReadError, Span, docx, read::Limits};

mod comments;
mod edits;
mod marks;
mod package;
mod place;
mod replace;
mod tags;

use edits::Edits;
use package::Package;

/// A comment to be put on a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The passage.
    pub span: Span,
    /// Who says it.
    pub author: String,
    /// The author's initials, which Word shows in small windows.
    pub initials: String,
    /// When, in ISO 8601 with its zone, such as `2025-03-01T09:00:00Z`.
    pub date: Option<String>,
    /// What it says; each line is a paragraph.
    pub text: String,
}

/// Why a Word file cannot be written into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnnotateError {
    /// It cannot be read as a Word file.
    Read(ReadError),
    /// The part of this name is missing, or neither UTF-8 nor well-formed, so that nothing can be added to it.
    Part(String),
    /// The new archive cannot be made; what the archive writer says.
    Archive(String),
}

impl std::fmt::Display for AnnotateError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Read(error) => out.write_str(&error.message().en),
            Self::Part(name) => {
                write!(out, "{name} inside the Word file is missing or broken, so that nothing can be added to it")
            }
            Self::Archive(detail) => write!(out, "the new Word file cannot be packed: {detail}"),
        }
    }
}

impl std::error::Error for AnnotateError {}

/// Whether `docx` is a Word file with a comment by one of `authors`, as [`annotate`] makes them.
#[must_use]
pub fn is_annotated_by(docx: &[u8], authors: &[&str]) -> bool {
    let comments = || {
        let trace = docx::trace(docx, Limits::default()).ok()?;
        let mut package = Package::open(docx, &trace.part).ok()?;
        let name = package.related("comments")?;
        package.text(&name).ok()
    };
    let signed = |author: &&str| format!("author=\"{}\"", tags::escaped(author));
    comments().is_some_and(|comments| authors.iter().any(|author| comments.contains(&signed(author))))
}

/// `docx` with `comments` on their passages of `document`, which was read from it.
///
/// A passage of a text box, where Word allows no comments, is marked at the text box; one of a note or a
/// header at the place that the note hangs on, or at the first paragraph. No comment is lost.
///
/// # Errors
/// Where `docx` is no Word file or its parts are too broken to be added to.
pub fn annotate(docx: &[u8], document: &Document, comments: &[Comment]) -> Result<Vec<u8>, AnnotateError> {
    let trace = docx::trace(docx, Limits::default()).map_err(AnnotateError::Read)?;
    let mut package = Package::open(docx, &trace.part)?;
    let mut part = comments::Part::of(&mut package, &trace)?;
    let mut marks = marks::Marks::new(&trace);
    for comment in comments {
        let id = part.add(comment);
        marks.add(id, &place::target(document, &trace, comment.span));
    }
    if comments.is_empty() {
        return package.write();
    }
    let main = marks.into_edits().apply(&trace.xml);
    package.replace_main(main);
    part.store(&mut package)?;
    package.write()
}

/// `docx` with the visible text of each span of `document`, which was read from it, replaced.
///
/// Only the characters that differ are touched, so that the formatting of all others stays. Of fixes that
/// overlap the first one is made.
///
/// # Errors
/// As [`annotate`].
pub fn fix(docx: &[u8], document: &Document, fixes: &[(Span, String)]) -> Result<Vec<u8>, AnnotateError> {
    let trace = docx::trace(docx, Limits::default()).map_err(AnnotateError::Read)?;
    let mut package = Package::open(docx, &trace.part)?;
    let edits: Edits = replace::edits(&trace, document, fixes);
    if !edits.is_empty() {
        package.replace_main(edits.apply(&trace.xml));
    }
    package.write()
}
