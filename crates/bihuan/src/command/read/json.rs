//! A document as JSON, version 1.

use document::{
    Bilingual, Block, Diagnostic, Document, Form, Format, Furniture, NoteKind, Paragraph, Role, Row, Severity, Table,
};
use extract::contract::place_json;
use serde_json::{Value, json};

use crate::draw::DEPTH;

/// The version of this layout; it rises when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// The whole document: its paragraphs in reading order, and the body, tables and notes that refer to them
/// by index.
pub fn document(document: &Document, name: &str) -> Value {
    json!({
        "version": VERSION,
        "file": name,
        "format": format(document.format),
        "paragraphs": document.paragraphs.iter().map(|p| paragraph(p, document)).collect::<Value>(),
        "body": blocks(&document.body, document, 0),
        "notes": document.notes.iter().map(|n| json!({
            "kind": note_kind(n.kind),
            "author": n.author,
            "anchor": n.anchor.map(|span| json!({
                "paragraph": span.paragraph, "text": document.text(span),
            })),
            "paragraphs": n.paragraphs,
        })).collect::<Value>(),
        "problems": document.problems.iter().map(problem).collect::<Value>(),
    })
}

fn paragraph(p: &Paragraph, document: &Document) -> Value {
    json!({
        "text": p.text,
        "number": p.number.as_ref().map(|n| json!({
            "text": n.text, "form": form(n.form), "value": n.value, "computed": n.typed == 0,
        })),
        "role": role(p.role),
        "level": p.level,
        "place": place_json(p.origin.start(), document),
    })
}

fn blocks(list: &[Block], document: &Document, depth: usize) -> Value {
    list.iter()
        .filter_map(|block| match block {
            Block::Paragraph(index) => Some(json!({ "paragraph": index })),
            Block::Table(t) if depth < DEPTH => Some(json!({ "table": table(t, document, depth) })),
            Block::Table(_) => None,
        })
        .collect()
}

fn table(table: &Table, document: &Document, depth: usize) -> Value {
    let row = |row: &Row| -> Value {
        row.cells
            .iter()
            .map(|cell| match cell.covered_by {
                Some((r, c)) => json!({ "covered_by": { "row": r, "column": c } }),
                None => json!({ "blocks": blocks(&cell.blocks, document, depth + 1) }),
            })
            .collect()
    };
    json!({
        "sheet": table.sheet.and_then(|s| document.sheets.get(s as usize)),
        "rows": table.rows.iter().map(row).collect::<Value>(),
    })
}

fn problem(diagnostic: &Diagnostic) -> Value {
    let both = |b: &Bilingual| json!({ "zh": b.zh, "en": b.en });
    json!({
        "code": diagnostic.code,
        "severity": match diagnostic.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        "message": both(&diagnostic.message),
        "advice": both(&diagnostic.advice),
        "paragraph": diagnostic.span.map(|s| s.paragraph),
    })
}

const fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Footnote => "footnote",
        NoteKind::Endnote => "endnote",
        NoteKind::Comment => "comment",
    }
}

const fn format(format: Format) -> &'static str {
    match format {
        Format::Docx => "docx",
        Format::Doc => "doc",
        Format::Xlsx => "xlsx",
        Format::Xls => "xls",
        Format::Ods => "ods",
        Format::Csv => "csv",
        Format::Pdf => "pdf",
        Format::Html => "html",
        Format::Markdown => "markdown",
        Format::Text => "text",
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Title => "title",
        Role::Heading => "heading",
        Role::Body => "body",
        Role::Cell => "cell",
        Role::Note => "note",
        Role::Furniture(Furniture::Header) => "header",
        Role::Furniture(Furniture::PageNumber) => "page_number",
        Role::Furniture(Furniture::Advertising) => "advertising",
        Role::Furniture(Furniture::Navigation) => "navigation",
    }
}

const fn form(form: Form) -> &'static str {
    match form {
        Form::Division => "division",
        Form::Chinese => "chinese",
        Form::ChineseParen => "chinese_paren",
        Form::Decimal => "decimal",
        Form::Dotted(_) => "dotted",
        Form::DecimalParen => "decimal_paren",
        Form::DecimalHalfParen => "decimal_half_paren",
        Form::Circled => "circled",
        Form::Roman => "roman",
        Form::RomanParen => "roman_paren",
        Form::Letter => "letter",
        Form::LetterParen => "letter_paren",
        Form::Bullet => "bullet",
    }
}
