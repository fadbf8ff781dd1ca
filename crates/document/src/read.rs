//! The way in: bytes and a file name to a [`Document`]. The content decides, not the name; where the two
//! disagree the reader is told.

use crate::{Bilingual, Document, Format, csv, doc, docx, html, markdown, pdf, text, workbook};

mod error;
mod family;
pub(crate) mod problem;
mod sniff;

pub use error::ReadError;
use family::Family;
use sniff::Content;

/// Bounds that keep a hostile file from exhausting the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes.
    pub file: u64,
    /// Largest sum of what a packed file unpacks to, in bytes.
    pub unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 64 << 20, unpacked: 256 << 20 }
    }
}

/// Reads a file. `name` is used only for its extension.
///
/// # Errors
/// A [`ReadError`] when nothing can be read; what is read only in part is reported in
/// [`Document::problems`].
pub fn read(bytes: &[u8], name: &str) -> Result<Document, ReadError> {
    read_within(bytes, name, Limits::default())
}

/// [`read`] with other limits.
///
/// # Errors
/// As [`read`].
pub fn read_within(bytes: &[u8], name: &str, limits: Limits) -> Result<Document, ReadError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits.file {
        return Err(ReadError::TooLarge { size, limit: limits.file });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let extension = family::extension(name);
    let family = Family::of(&extension);
    let content = sniff::content(bytes, limits)?;
    let known = match family.judge(content) {
        family::Judgement::Fits => None,
        family::Judgement::Kin => Some(problem::other_content(&extension, content.name())),
        family::Judgement::Damaged(detail) => return Err(ReadError::Damaged { detail }),
        family::Judgement::Foreign => {
            let way = match content {
                Content::Encrypted => Some(Box::new(ReadError::Encrypted.advice())),
                Content::Unreadable(kind) => Some(Box::new(kind.way())),
                _ => None,
            };
            return Err(ReadError::WrongExtension { claimed: extension, found: content.name(), way });
        }
    };
    let mut document = parse(bytes, content, &extension, limits)?;
    document.problems.extend(known);
    if document.format == Format::Markdown && extension == "txt" {
        document.problems.push(problem::other_content(&extension, Bilingual::fixed("Markdown 文本", "Markdown")));
    }
    Ok(document)
}

/// Hands `bytes` to the reader of `content`; for text the extension says which kind of text it is.
fn parse(bytes: &[u8], content: Content, extension: &str, limits: Limits) -> Result<Document, ReadError> {
    match content {
        Content::Docx => docx::read(bytes, limits),
        Content::Doc => doc::read(bytes, limits),
        Content::Xlsx | Content::Xls | Content::Ods => workbook::read(bytes, limits),
        Content::Pdf => pdf::read(bytes, limits),
        Content::Html => html::read(bytes, limits),
        Content::Text => match extension {
            "html" | "htm" | "xhtml" if memchr::memmem::find(bytes, b"</").is_some() => html::read(bytes, limits),
            "md" | "markdown" => markdown::read(bytes, limits),
            "csv" | "tsv" | "xls" | "et" => csv::read(bytes, limits),
            _ => text::read(bytes, limits),
        },
        Content::Encrypted => Err(ReadError::Encrypted),
        Content::Unreadable(kind) => {
            Err(ReadError::Unsupported { found: kind.name(), way: Some(Box::new(kind.way())) })
        }
    }
}
