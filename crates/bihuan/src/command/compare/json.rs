//! What papers share, as JSON, version 1.

use compare::{Pair, Passage};
use document::{Document, Span};
use extract::contract::span_json;
use serde_json::{Value, json};

use super::Found;
use crate::failure::Failure;

/// The version of this layout; it rises when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// `papers` by name; `pairs` with indices into them, those that share most first; `stock_phrases`, which
/// stand in very many papers and make no pair by themselves; `copied`, longer passages that stand in very many
/// papers, of which not every pair is told; `failed`, what could not be read. Passages are spans of the extraction contract
/// with their text.
pub fn found(found: &Found<'_>) -> Value {
    let document = |index: usize| found.papers.get(index).map(|paper| &paper.document);
    let pair = |pair: &Pair| {
        let (a, b) = (document(pair.a)?, document(pair.b)?);
        Some(json!({
            "a": pair.a,
            "b": pair.b,
            "coverage_a": hundredths(pair.shared.coverage_a),
            "coverage_b": hundredths(pair.shared.coverage_b),
            "passages": pair.shared.passages.iter().map(|p| passage(p, a, b)).collect::<Value>(),
        }))
    };
    json!({
        "version": VERSION,
        "papers": found.papers.iter().map(|p| json!({ "file": p.name, "against": p.other })).collect::<Value>(),
        "pairs": found.pairs.iter().filter_map(pair).collect::<Value>(),
        "copied": found.copied.iter().filter_map(|copied| {
            let spans = spans(&copied.spans, document(*copied.papers.first()?)?);
            Some(json!({ "chars": copied.chars, "papers": copied.papers, "spans": spans }))
        }).collect::<Value>(),
        "stock_phrases": found.stock.iter().filter_map(|phrase| {
            let spans = spans(&phrase.spans, document(phrase.paper)?);
            Some(json!({ "chars": phrase.chars, "papers": phrase.papers, "paper": phrase.paper, "spans": spans }))
        }).collect::<Value>(),
        "failed": found.failed.iter().map(Failure::json).collect::<Value>(),
    })
}

fn passage(passage: &Passage, a: &Document, b: &Document) -> Value {
    json!({
        "chars": passage.chars,
        "stock": passage.stock,
        "likeness": hundredths(passage.likeness),
        "exact": passage.exact,
        "a": spans(&passage.a, a),
        "b": spans(&passage.b, b),
    })
}

fn spans(list: &[Span], document: &Document) -> Value {
    let with_text = |span: &Span| {
        let mut value = span_json(*span, document);
        if let Value::Object(fields) = &mut value {
            fields.insert("text".to_owned(), document.text(*span).into());
        }
        value
    };
    list.iter().map(with_text).collect()
}

fn hundredths(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}
