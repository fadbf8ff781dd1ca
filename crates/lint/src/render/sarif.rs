//! SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors read.
//!
//! For files of lines a result has a region in lines and columns (in Unicode code points, §3.14.27) and its
//! safe fix; for the others, which have no text lines, a logical location in the user's terms, with paragraph
//! and character offsets as properties (§3.33, §3.8).

use std::collections::BTreeSet;

use document::{Bilingual, Diagnostic, Document, Fix, Lang, Place, Span, Unit};
use serde_json::{Value, json};

use super::{Checked, severity_name};
use crate::{Rule, find, manual, place};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A file that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its name or path, as the user gave it.
    pub name: String,
    /// Why.
    pub why: Bilingual,
}

/// The papers as one SARIF run with messages in `lang`. Its rules are those that found something; files that
/// could not be checked stand as notifications of its invocation (§3.20.21).
#[must_use]
pub fn render(papers: &[Checked<'_>], unread: &[Unread], lang: Lang) -> Value {
    let all = || papers.iter().flat_map(|p| p.diagnostics.iter().map(move |d| (p, d)));
    let codes: BTreeSet<&str> = all().map(|(_, d)| d.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let results = all().map(|(paper, d)| result(paper, d, &codes, lang));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "bihuan",
                "version": env!("CARGO_PKG_VERSION"),
                "language": language(lang),
                "rules": codes.iter().map(|code| descriptor(code, lang)).collect::<Value>(),
            } },
            "language": language(lang),
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": unread.iter().map(|file| notification(file, lang)).collect::<Value>(),
            }],
            "results": results.collect::<Value>(),
        }],
    })
}

fn notification(file: &Unread, lang: Lang) -> Value {
    json!({
        "level": "error",
        "message": { "text": file.why.get(lang) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&file.name) } } }],
    })
}

const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    }
}

/// A reporting descriptor; one with an id only where a reader of files speaks, not a rule.
fn descriptor(code: &str, lang: Lang) -> Value {
    find(code).map_or_else(|| json!({ "id": code }), |rule| rule_descriptor(rule, lang))
}

fn rule_descriptor(rule: &Rule, lang: Lang) -> Value {
    let page = rule.page();
    let text = |s: &str| json!({ "text": s });
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": text(rule.summary.get(lang)),
        "fullDescription": text(page.short_why().get(lang)),
        "help": { "text": page.advice.get(lang), "markdown": manual::page_of(rule, lang) },
        "defaultConfiguration": { "level": severity_name(rule.severity) },
        "properties": { "tags": [rule.family().label().get(lang)], "since": rule.since },
    })
}

fn result(paper: &Checked<'_>, d: &Diagnostic, codes: &[&str], lang: Lang) -> Value {
    let text = [&d.message, &d.why, &d.advice].map(|t| t.get(lang)).join("\n");
    let mut result = json!({
        "ruleId": d.code,
        "ruleIndex": codes.iter().position(|code| *code == d.code),
        "level": severity_name(d.severity),
        "kind": "fail",
        "message": { "text": text.trim_end() },
        "locations": [location(paper, d.span, lang)],
    });
    let Some(members) = result.as_object_mut() else { return result };
    if !d.related.is_empty() {
        let related = d.related.iter().map(|(span, message)| {
            let mut location = location(paper, Some(*span), lang);
            if let Some(members) = location.as_object_mut() {
                members.insert("message".into(), json!({ "text": message.get(lang) }));
            }
            location
        });
        members.insert("relatedLocations".into(), related.collect());
    }
    if let Some(fix) = d.fix.as_ref().and_then(|fix| fix_of(paper, fix)) {
        members.insert("fixes".into(), json!([fix]));
    }
    result
}

fn location(paper: &Checked<'_>, span: Option<Span>, lang: Lang) -> Value {
    let artifact = json!({ "uri": uri(paper.name) });
    let Some(span) = span else { return json!({ "physicalLocation": { "artifactLocation": artifact } }) };
    if let Some(region) = region(paper.document, span) {
        return json!({ "physicalLocation": { "artifactLocation": artifact, "region": region } });
    }
    let Some(paragraph) = paper.document.paragraphs.get(span.paragraph as usize) else {
        return json!({ "physicalLocation": { "artifactLocation": artifact } });
    };
    let chars = |end: u32| paragraph.text.get(..end as usize).map_or(0, |s| s.chars().count());
    json!({
        "physicalLocation": { "artifactLocation": artifact },
        "logicalLocations": [{ "name": place::describe(paper.document, span, lang), "kind": "element" }],
        "properties": {
            "paragraph": span.paragraph,
            "charOffset": chars(span.start),
            "charLength": chars(span.end) - chars(span.start),
            "text": paper.document.text(span),
        },
    })
}

/// Lines and columns, from 1, the end's column one past the last character (§3.30); `None` where the file
/// has no lines of text.
fn region(document: &Document, span: Span) -> Option<Value> {
    let (start, end) = place::bounds(document, span)?;
    let line = |place: Place| match place.unit {
        Unit::Line(line) => Some(line),
        _ => None,
    };
    Some(json!({
        "startLine": line(start)?, "startColumn": start.offset + 1,
        "endLine": line(end)?, "endColumn": end.offset + 1,
        "snippet": { "text": document.text(span) },
    }))
}

fn fix_of(paper: &Checked<'_>, fix: &Fix) -> Option<Value> {
    let region = region(paper.document, fix.span)?;
    fix.safe.then(|| {
        json!({ "artifactChanges": [{
            "artifactLocation": { "uri": uri(paper.name) },
            "replacements": [{ "deletedRegion": region, "insertedContent": { "text": fix.replacement } }],
        }] })
    })
}

/// A path as a URI reference (RFC 3986): `/` between parts, other than unreserved characters in percent-coded
/// UTF-8; an absolute path with its scheme.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut out = String::new();
    let drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    if path.starts_with('/') {
        out.push_str("file://");
    } else if drive {
        out.push_str("file:///");
    }
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            b':' if drive && at == 1 => out.push(':'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("整改/a b.txt"), "%E6%95%B4%E6%94%B9/a%20b.txt");
        assert_eq!(uri(r"C:\papers\a.txt"), "file:///C:/papers/a.txt");
        assert_eq!(uri("/papers/a#1.txt"), "file:///papers/a%231.txt");
    }
}
