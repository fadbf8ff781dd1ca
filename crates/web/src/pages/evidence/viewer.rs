//! What a file looks like in a page: a picture, a PDF, or its words.

use app::view::Evidence;
use document::{Block, Document, Role};
use ledger::EvidenceId;

use crate::call::Call;

/// A file as a page shows it.
pub struct Viewer {
    /// Which.
    pub id: EvidenceId,
    /// Its name.
    pub name: String,
    /// How it is shown.
    pub look: Look,
    /// Its words, where it has any that can be read.
    pub pieces: Vec<Piece>,
    /// Whether only the beginning is shown.
    pub cut: bool,
}

/// How a file is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As a picture.
    Picture,
    /// By the browser's own viewer.
    Pdf,
    /// As its words.
    Words,
    /// Not at all.
    Nothing,
}

/// A piece of a file's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

/// Up to this many bytes a file is read for a page (8 MiB): larger ones are scans and films.
const LARGEST: u64 = 8 << 20;
/// The most paragraphs and rows that a page shows.
const LONGEST: usize = 400;

/// The type as which a browser may show it in a page: pictures and PDFs, told by how they begin and not by their name.
#[must_use]
pub fn shown_as(bytes: &[u8]) -> Option<&'static str> {
    let begins: [(&[u8], &'static str); 6] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"%PDF-", "application/pdf"),
        (b"RIFF", "image/webp"),
    ];
    let (_, kind) = begins.into_iter().find(|(begin, _)| bytes.starts_with(begin))?;
    (kind != "image/webp" || bytes.get(8..12) == Some(b"WEBP".as_slice())).then_some(kind)
}

impl Viewer {
    /// Reads the file, where it is not too large.
    #[must_use]
    pub fn new(call: &Call<'_>, of: &Evidence) -> Self {
        let mut viewer = Self { id: of.id, name: of.name.clone(), look: Look::Nothing, pieces: Vec::new(), cut: false };
        let mut bytes = Vec::new();
        if of.size > LARGEST || call.app().fetch(of.id, &mut bytes).is_err() {
            return viewer;
        }
        viewer.look = match shown_as(&bytes) {
            Some("application/pdf") => Look::Pdf,
            Some(_) => Look::Picture,
            None => Look::Words,
        };
        if viewer.look != Look::Picture {
            match document::read(&bytes, &of.name) {
                Ok(document) => (viewer.pieces, viewer.cut) = pieces(&document),
                Err(_) if viewer.look == Look::Words => viewer.look = Look::Nothing,
                Err(_) => {}
            }
        }
        viewer
    }
}

/// Its words, and whether that is only the beginning.
fn pieces(document: &Document) -> (Vec<Piece>, bool) {
    let mut left = LONGEST;
    let mut pieces = Vec::new();
    for block in &document.body {
        if left == 0 {
            return (pieces, true);
        }
        match block {
            Block::Paragraph(index) => {
                let Some(paragraph) = document.paragraphs.get(*index) else { continue };
                if matches!(paragraph.role, Role::Furniture(_)) || paragraph.text.trim().is_empty() {
                    continue;
                }
                left -= 1;
                let text = text(document, *index);
                let heading = matches!(paragraph.role, Role::Title | Role::Heading);
                pieces.push(if heading { Piece::Heading(text) } else { Piece::Paragraph(text) });
            }
            Block::Table(table) => {
                let rows = table.rows.iter().take(left).map(|row| {
                    let cells = row.cells.iter().filter(|cell| cell.covered_by.is_none());
                    cells.map(|cell| words(document, &cell.blocks)).collect()
                });
                let rows: Vec<Vec<String>> = rows.collect();
                let cut = rows.len() < table.rows.len();
                left -= rows.len();
                pieces.push(Piece::Table(rows));
                if cut {
                    return (pieces, true);
                }
            }
        }
    }
    (pieces, false)
}

fn text(document: &Document, index: usize) -> String {
    let Some(paragraph) = document.paragraphs.get(index) else { return String::new() };
    let number = paragraph.number.as_ref().filter(|number| number.typed == 0).map_or("", |number| &number.text);
    format!("{number}{}", paragraph.text)
}

fn words(document: &Document, blocks: &[Block]) -> String {
    let mut words = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(index) => words.push(text(document, *index)),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                words.extend(cells.map(|cell| self::words(document, &cell.blocks)));
            }
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_and_pdfs_are_shown_by_browsers() {
        assert_eq!(shown_as(b"\x89PNG\r\n\x1a\n..."), Some("image/png"));
        assert_eq!(shown_as(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(shown_as(b"RIFF\0\0\0\0WAVEfmt "), None);
        assert_eq!(shown_as(b"<svg xmlns='http://www.w3.org/2000/svg'>"), None);
        assert_eq!(shown_as(b"<html><script>"), None);
    }

    #[test]
    fn words_are_cut_where_a_page_would_be_too_long() {
        let lines: String = (0..LONGEST + 5).map(|n| format!("第 {n} 行说的是这件事。\n\n")).collect();
        let document = document::read(lines.as_bytes(), "记录.txt").unwrap();
        let (all, cut) = pieces(&document);
        assert!(cut);
        assert_eq!(all.len(), LONGEST);
        let document = document::read("会议记录\n\n参加：三人。\n".as_bytes(), "记录.txt").unwrap();
        assert!(!pieces(&document).1);
    }
}
