//! Word files with comments put in: writing never panics, and what was written is a Word file with the same text.
#![no_main]

use document::{Document, Role, Span};
use report::annotate::{Comment, annotate};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = document::read(bytes, "paper.docx") else { return };
    let comments: Vec<Comment> =
        document.paragraphs.iter().enumerate().map(|(n, p)| comment(n, p.text.len())).collect();
    let Ok(written) = annotate(bytes, &document, &comments) else { return };
    let again = document::read(&written, "paper.docx").expect("what was written can be read");
    assert_eq!(texts(&document), texts(&again), "comments change no text");
});

/// The paragraphs of the paper itself: comments are notes when they are read again.
fn texts(document: &Document) -> Vec<&str> {
    document.paragraphs.iter().filter(|p| p.role != Role::Note).map(|p| p.text.as_str()).collect()
}

/// On a whole paragraph.
fn comment(paragraph: usize, length: usize) -> Comment {
    Comment {
        span: Span { paragraph: paragraph as u32, start: 0, end: length as u32 },
        author: "bihuan".into(),
        initials: "B".into(),
        date: None,
        text: "a comment\nof two lines".into(),
    }
}
