//! JSON for programs, version 1. Names and meanings in a version do not change; what is new is added.
//!
//! | member | meaning |
//! |---|---|
//! | `version` | `1` |
//! | `tool` | `name` and `version` of the program |
//! | `papers[]` | the papers in the order given |
//! | `papers[].file` | the file name or path as given |
//! | `papers[].diagnostics[]` | in reading order, what concerns the whole file first |
//! | `failed[]` | files that could not be read: a list that whoever knows of them adds |
//! | `summary` | `papers`, `errors`, `warnings`, `notes`, `fixable` |
//!
//! A diagnostic:
//!
//! | member | meaning |
//! |---|---|
//! | `code`, `name` | the rule's stable code and name; `name` is null where a reader of files speaks, not a rule |
//! | `severity` | `error`, `warning`, `note` |
//! | `message`, `why`, `advice` | `zh` and `en` |
//! | `place` | null where the whole file is meant |
//! | `related[]` | `place` and `message` of passages that explain this one |
//! | `fix` | null, or `place`, `replacement`, `safe` |
//!
//! A place: `paragraph` (index from 0 in the order of `bihuan read --format json`), `start` and `end` in
//! characters of its text, `text` (the passage), `zh` and `en` (the place in words), and `source`: where it
//! begins in the file, as in the extraction contract (`line`, `paragraph`, `note`, `page` and `line`, or `sheet`,
//! `row`, `column`, all from 1, and `offset` in characters from 0).

use document::{Bilingual, Diagnostic, Document, Lang, Span, Unit};
use serde_json::{Value, json};

use super::{Checked, Counts, severity_name};
use crate::{find, place};

/// The papers as JSON, version 1.
#[must_use]
pub fn render(papers: &[Checked<'_>]) -> Value {
    let counts = Counts::of(papers);
    json!({
        "version": 1,
        "tool": { "name": "bihuan", "version": env!("CARGO_PKG_VERSION") },
        "papers": papers.iter().map(paper).collect::<Value>(),
        "summary": {
            "papers": counts.papers, "errors": counts.errors, "warnings": counts.warnings,
            "notes": counts.notes, "fixable": counts.fixable,
        },
    })
}

fn paper(paper: &Checked<'_>) -> Value {
    let diagnostics = paper.diagnostics.iter().map(|d| diagnostic(d, paper.document));
    json!({ "file": paper.name, "diagnostics": diagnostics.collect::<Value>() })
}

fn diagnostic(d: &Diagnostic, document: &Document) -> Value {
    let fix = d
        .fix
        .as_ref()
        .map(|fix| json!({ "place": place(fix.span, document), "replacement": fix.replacement, "safe": fix.safe }));
    let related =
        d.related.iter().map(|(span, message)| json!({ "place": place(*span, document), "message": both(message) }));
    json!({
        "code": d.code,
        "name": find(d.code).map(|rule| rule.name),
        "severity": severity_name(d.severity),
        "message": both(&d.message),
        "why": both(&d.why),
        "advice": both(&d.advice),
        "place": d.span.map(|span| place(span, document)),
        "related": related.collect::<Value>(),
        "fix": fix,
    })
}

fn both(text: &Bilingual) -> Value {
    json!({ "zh": text.zh, "en": text.en })
}

fn place(span: Span, document: &Document) -> Value {
    let Some(paragraph) = document.paragraphs.get(span.paragraph as usize) else { return Value::Null };
    let chars = |end: u32| paragraph.text.get(..end as usize).map_or(0, |s| s.chars().count());
    json!({
        "paragraph": span.paragraph,
        "start": chars(span.start),
        "end": chars(span.end),
        "text": document.text(span),
        "zh": place::describe(document, span, Lang::Zh),
        "en": place::describe(document, span, Lang::En),
        "source": source(span, document),
    })
}

fn source(span: Span, document: &Document) -> Value {
    let Some((start, _)) = place::bounds(document, span) else { return Value::Null };
    let offset = start.offset;
    match start.unit {
        Unit::Paragraph(n) => json!({ "paragraph": n + 1, "offset": offset }),
        Unit::Apart(n) => json!({ "note": n + 1, "offset": offset }),
        Unit::Line(n) => json!({ "line": n, "offset": offset }),
        Unit::Page { page, line } => json!({ "page": page, "line": line, "offset": offset }),
        Unit::Cell { sheet, row, column } => json!({
            "sheet": document.sheets.get(sheet as usize), "row": row + 1, "column": column + 1, "offset": offset,
        }),
    }
}
