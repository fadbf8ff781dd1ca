//! Makes small Word files from XML strings, and shows what was read from them.
#![allow(dead_code, reason = "each test binary uses its own part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use document::{Block, Document, Furniture, LinePitch, Role, Table};
use zip::{ZipWriter, write::SimpleFileOptions};

pub const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
     xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:v=\"urn:schemas-microsoft-com:vml\"";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file in the making.
#[derive(Clone)]
pub struct Paper {
    pub main: String,
    pub body: String,
    /// Kind of relationship, name of the part, its XML.
    pub parts: Vec<(String, String, String)>,
}

impl Paper {
    pub fn new(body: impl Into<String>) -> Self {
        Self { main: "word/document.xml".into(), body: body.into(), parts: Vec::new() }
    }

    /// Adds a part beside the main one, named `kind.xml`, whose root is `root`.
    pub fn with(self, kind: &str, root: &str, content: &str) -> Self {
        let xml = format!("<w:{root} {NAMESPACES}>{content}</w:{root}>");
        self.with_part(kind, &format!("{kind}.xml"), &xml)
    }

    pub fn with_part(mut self, kind: &str, name: &str, xml: &str) -> Self {
        self.parts.push((kind.into(), name.into(), xml.into()));
        self
    }

    pub fn styles(self, content: &str) -> Self {
        self.with("styles", "styles", content)
    }

    pub fn numbering(self, content: &str) -> Self {
        self.with("numbering", "numbering", content)
    }

    /// The parts of the package: names and contents.
    pub fn files(&self) -> Vec<(String, String)> {
        let (folder, file) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        let mut relations = String::new();
        let mut types = String::new();
        for (n, (kind, name, _)) in self.parts.iter().enumerate() {
            let id = n + 1;
            let _ = write!(relations, "<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{name}\"/>");
            let _ = write!(
                types,
                "<Override PartName=\"/{folder}/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
            );
        }
        let mut files = vec![
            (
                "[Content_Types].xml".to_owned(),
                format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                     <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                     <Override PartName=\"/{}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>{types}</Types>",
                    self.main
                ),
            ),
            (
                "_rels/.rels".to_owned(),
                package_relations(&format!(
                    "<Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"{}\"/>",
                    self.main
                )),
            ),
            (
                self.main.clone(),
                format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {NAMESPACES}><w:body>{}</w:body></w:document>",
                    self.body
                ),
            ),
            (format!("{folder}/_rels/{file}.rels"), package_relations(&relations)),
        ];
        files.extend(self.parts.iter().map(|(_, name, xml)| (format!("{folder}/{name}"), xml.clone())));
        files
    }

    pub fn bytes(&self) -> Vec<u8> {
        zipped(&self.files())
    }

    pub fn read(&self) -> Document {
        document::read(&self.bytes(), "paper.docx").unwrap()
    }

    pub fn seen(&self) -> String {
        seen(&self.read())
    }
}

fn package_relations(relations: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
    )
}

pub fn zipped(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph of plain text.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph with properties.
pub fn pp(props: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{props}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A run.
pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A run with properties.
pub fn rp(props: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{props}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of list `list`, level `level`.
pub fn li(list: u32, level: u32, text: &str) -> String {
    pp(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

/// A level of a list.
pub fn lvl(level: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

/// An abstract list.
pub fn abstract_num(id: u32, content: &str) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{content}</w:abstractNum>")
}

/// A list.
pub fn num(id: u32, base: u32, content: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{base}\"/>{content}</w:num>")
}

/// What was read, a line a paragraph.
pub fn seen(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.body {
        show_block(document, block, 0, &mut out);
    }
    for note in &document.notes {
        let _ = write!(out, "{:?}", note.kind);
        if let Some(author) = &note.author {
            let _ = write!(out, " by {author}");
        }
        match note.anchor {
            Some(span) => {
                let _ = write!(out, " on {}:{}..{} [{}]", span.paragraph, span.start, span.end, document.text(span));
            }
            None => out.push_str(" on nothing"),
        }
        out.push('\n');
        for &index in &note.paragraphs {
            show_paragraph(document, index, 1, &mut out);
        }
    }
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        if matches!(paragraph.role, Role::Furniture(Furniture::Header | Furniture::PageNumber)) {
            show_paragraph(document, index, 0, &mut out);
        }
    }
    for problem in &document.problems {
        let _ = writeln!(out, "{}: {}", problem.code, problem.message.en);
    }
    out
}

fn show_block(document: &Document, block: &Block, indent: usize, out: &mut String) {
    match block {
        Block::Paragraph(index) => show_paragraph(document, *index, indent, out),
        Block::Table(table) => show_table(document, table, indent, out),
    }
}

fn show_table(document: &Document, table: &Table, indent: usize, out: &mut String) {
    for (n, row) in table.rows.iter().enumerate() {
        let _ = writeln!(out, "{}row {n}", "  ".repeat(indent));
        for (column, cell) in row.cells.iter().enumerate() {
            let covered = cell.covered_by.map_or(String::new(), |(row, column)| format!(" = {row},{column}"));
            let _ = writeln!(out, "{}cell {column}{covered}", "  ".repeat(indent + 1));
            for block in &cell.blocks {
                show_block(document, block, indent + 2, out);
            }
        }
    }
}

fn show_paragraph(document: &Document, index: usize, indent: usize, out: &mut String) {
    let paragraph = &document.paragraphs[index];
    let level = paragraph.level.map_or(String::new(), |level| format!(" {level}"));
    let number = paragraph
        .number
        .as_ref()
        .map_or(String::new(), |n| format!(" <{}{}>", n.text, if n.typed > 0 { " typed" } else { "" }));
    let place = paragraph.origin.start();
    let _ = writeln!(
        out,
        "{}{:?}{level}{number} {:?} @{:?}+{}",
        "  ".repeat(indent),
        paragraph.role,
        paragraph.text,
        place.unit,
        place.offset
    );
}

/// How the paragraphs look, a line each.
pub fn looks(document: &Document) -> String {
    let mut out = String::new();
    for paragraph in &document.paragraphs {
        let look = paragraph.look.as_deref().cloned().unwrap_or_default();
        let _ = write!(out, "{}: style={}", paragraph.text, look.style.as_deref().unwrap_or("-"));
        let _ = write!(out, " font={}", look.font.as_deref().unwrap_or("-"));
        let _ = write!(out, " size={}", look.size.map_or("-".into(), |size| size.to_string()));
        if look.bold {
            out.push_str(" bold");
        }
        if look.bold_lead > 0 {
            let _ = write!(out, " bold[{}]", &paragraph.text[..look.bold_lead as usize]);
        }
        if let Some(align) = look.align {
            let _ = write!(out, " {align:?}");
        }
        if let Some(indent) = look.first_line {
            let _ = write!(out, " indent={indent}");
        }
        if let Some(indent) = look.first_line_chars {
            let _ = write!(out, " chars={indent}");
        }
        match look.line {
            Some(LinePitch::Exact(n)) => out.push_str(&format!(" exact {n}")),
            Some(LinePitch::AtLeast(n)) => out.push_str(&format!(" at least {n}")),
            Some(LinePitch::Multiple(n)) => out.push_str(&format!(" multiple {n}")),
            None => {}
        }
        out.push('\n');
    }
    out
}
