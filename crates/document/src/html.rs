//! HTML, as web sites publish papers and as Word saves them.
//!
//! The tokenizer is forgiving as browsers are (WHATWG HTML, 13.2) but builds no tree: what matters here is
//! where paragraphs, cells and list items begin and end. Places are lines of the file.

use encoding_rs::Encoding;

use crate::{
    Builder, Document, Format, encoding,
    read::{Limits, ReadError, problem},
};

mod attributes;
mod entity;
mod flow;
mod list;
mod table;
mod token;

/// Reads a web page.
///
/// # Errors
/// [`ReadError::Empty`] where no text can be seen in it.
pub(crate) fn read(bytes: &[u8], _limits: Limits) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes, declared(bytes));
    let mut builder = Builder::new(Format::Html);
    fill(&mut builder, &decoded.text, 1);
    if builder.document().paragraphs.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut document = builder.finish();
    document.problems.extend(problem::bad_text(&decoded));
    Ok(document)
}

/// Adds what `source` shows to the body; its first line is number `line`.
pub(crate) fn fill(builder: &mut Builder, source: &str, line: u32) {
    flow::Flow::new(builder, source, line).run();
}

/// The encoding that the page states of itself (`<meta charset>`), looked for in its first bytes as browsers
/// do.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..2048.min(bytes.len()))?.to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset")?;
    let rest = head.get(at + 7..)?;
    let label = rest.iter().skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\''));
    let label: Vec<u8> = label.copied().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).collect();
    Encoding::for_label(&label)
}
