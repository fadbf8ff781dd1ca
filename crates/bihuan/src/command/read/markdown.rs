//! A document as Markdown (CommonMark 0.31, with the tables and footnotes of GitHub Flavored Markdown).

use std::collections::HashMap;

use document::{Block, Document, NoteKind, Paragraph, Role, Table};

use crate::draw::cell_text;
use crate::terminal::clean;

/// The body, then the notes as footnotes.
pub fn document(document: &Document) -> String {
    let references = references(document);
    let mut out = String::new();
    for block in &document.body {
        match block {
            Block::Paragraph(index) => {
                let Some(p) = document.paragraphs.get(*index) else { continue };
                if !matches!(p.role, Role::Furniture(_) | Role::Note) {
                    separate(&mut out);
                    out.push_str(&paragraph(p));
                    out.push_str(references.get(index).map_or("", String::as_str));
                    out.push('\n');
                }
            }
            Block::Table(t) => {
                separate(&mut out);
                table(t, document, &mut out);
            }
        }
    }
    notes(document, &mut out);
    out
}

fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

fn paragraph(p: &Paragraph) -> String {
    let mark = match (p.role, p.level) {
        (Role::Title, _) => "# ".to_owned(),
        (Role::Heading, level) => format!("{} ", "#".repeat(usize::from(level.unwrap_or(1)).clamp(1, 5) + 1)),
        _ => String::new(),
    };
    let number = p.number.as_ref().filter(|n| n.typed == 0).map_or("", |n| n.text.as_str());
    let gap = if number.ends_with(|c: char| c.is_ascii()) { " " } else { "" };
    let text = escape(&format!("{number}{gap}{}", clean(&p.text)));
    // Two spaces at the end of a line are a forced break.
    format!("{mark}{}", text.replace('\n', if mark.is_empty() { "  \n" } else { " " }))
}

/// Keeps the paper's own signs from being read as markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    // `1. ` at the start would make a list that counts for itself; `#` a heading; `-` and `+` a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    let at = match out.get(digits..).and_then(|rest| rest.chars().next()) {
        Some('.' | ')') if digits > 0 => Some(digits),
        Some('#' | '-' | '+' | '=' | '~') if digits == 0 => Some(0),
        _ => None,
    };
    if let Some(at) = at {
        out.insert(at, '\\');
    }
    out
}

/// The footnote marks of each paragraph that notes hang on.
fn references(document: &Document) -> HashMap<usize, String> {
    let mut references: HashMap<usize, String> = HashMap::new();
    for (index, note) in document.notes.iter().enumerate() {
        if let Some(anchor) = note.anchor {
            references.entry(anchor.paragraph as usize).or_default().push_str(&format!("[^{}]", index + 1));
        }
    }
    references
}

fn table(table: &Table, document: &Document, out: &mut String) {
    for (index, row) in table.rows.iter().enumerate() {
        out.push('|');
        for cell in &row.cells {
            let text = if cell.covered_by.is_some() { String::new() } else { cell_text(cell, document) };
            out.push(' ');
            out.push_str(&escape(&text).replace('\n', "<br>"));
            out.push_str(" |");
        }
        out.push('\n');
        if index == 0 {
            out.push('|');
            out.push_str(&" --- |".repeat(row.cells.len()));
            out.push('\n');
        }
    }
}

fn notes(document: &Document, out: &mut String) {
    for (index, note) in document.notes.iter().enumerate() {
        let paragraphs = note.paragraphs.iter().filter_map(|i| document.paragraphs.get(*i));
        let text: Vec<String> = paragraphs.map(|p| escape(&clean(&p.text)).replace('\n', " ")).collect();
        let author = match (note.kind, &note.author) {
            (NoteKind::Comment, Some(author)) => format!("{}：", escape(&clean(author))),
            _ => String::new(),
        };
        separate(out);
        out.push_str(&format!("[^{}]: {author}{}\n", index + 1, text.join(" ")));
    }
}
