//! The way in: bytes and a file name to a [`Document`].

use crate::{Document, csv, doc, docx, html, markdown, pdf, text, workbook};

mod error;

pub use error::ReadError;

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
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "docx" => docx::read(bytes, limits),
        "doc" | "wps" => doc::read(bytes, limits),
        "xlsx" | "xls" | "ods" => workbook::read(bytes, limits),
        "pdf" => pdf::read(bytes, limits),
        "html" | "htm" => html::read(bytes, limits),
        "md" => markdown::read(bytes, limits),
        "csv" => csv::read(bytes, limits),
        _ => text::read(bytes, limits),
    }
}
