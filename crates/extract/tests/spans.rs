//! Every item can be found again in its paper: its words are those of its passages.
#![allow(clippy::disallowed_methods, reason = "the papers are files")]
#![allow(clippy::expect_used, reason = "a test says what it expects")]

use std::path::Path;

use document::{Document, Span};
use proptest::prelude::*;

fn joined(document: &Document, spans: &[Span]) -> String {
    spans.iter().map(|span| document.text(*span)).collect()
}

fn check(name: &str, document: &Document) {
    let read = extract::extract(document);
    for finding in &read.findings {
        assert_eq!(finding.statement, joined(document, &finding.spans), "{name}");
        assert_eq!(finding.manifestations.len(), finding.manifestation_spans.len(), "{name}");
        for (words, span) in finding.manifestations.iter().zip(&finding.manifestation_spans) {
            assert_eq!(words, document.text(*span), "{name}");
        }
        assert!(finding.aspect.is_none_or(|a| a < read.aspects.len()), "{name}");
    }
    for cause in &read.causes {
        assert_eq!(cause.statement, joined(document, &cause.spans), "{name}");
        assert!(cause.findings.iter().all(|f| *f < read.findings.len()), "{name}");
    }
    for measure in &read.measures {
        assert_eq!(measure.statement, joined(document, &measure.spans), "{name}");
        assert!(measure.findings.iter().all(|f| *f < read.findings.len()), "{name}");
        for commitment in &measure.commitments {
            assert_eq!(commitment.text, document.text(commitment.span), "{name}");
        }
    }
    for suggestion in &read.suggestions {
        assert!(suggestion.measure < read.measures.len() && suggestion.finding < read.findings.len(), "{name}");
        assert!((0.0..=1.0).contains(&suggestion.confidence), "{name}");
        assert!(read.measures[suggestion.measure].findings.is_empty(), "a suggestion beside a certain tie: {name}");
    }
}

fn papers() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut out: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the corpus")
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_string_lossy().into_owned();
            name.ends_with(".txt").then(|| (name, std::fs::read_to_string(&path).expect("a paper")))
        })
        .collect();
    out.sort();
    out
}

#[test]
fn words_are_those_of_the_passages() {
    for (name, text) in papers() {
        check(&name, &document::read(text.as_bytes(), &name).expect("a paper"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Halves of two papers put together, lines left out: no layout that anybody thought of.
    #[test]
    fn mixtures_keep_their_passages(a in 0_usize..60, b in 0_usize..60, cut in 0.0_f64..1.0, drop in 2_usize..9) {
        let papers = papers();
        let lines = |index: usize| papers[index % papers.len()].1.lines().collect::<Vec<_>>();
        let (first, second) = (lines(a), lines(b));
        let at = |lines: &[&str]| (lines.len() as f64 * cut) as usize;
        let mixed: Vec<&str> = first[..at(&first)]
            .iter()
            .chain(&second[at(&second)..])
            .enumerate()
            .filter(|(n, _)| n % drop != 0)
            .map(|(_, line)| *line)
            .collect();
        let text = mixed.join("\n");
        if let Ok(document) = document::read(text.as_bytes(), "mixed.txt") {
            check("mixed", &document);
        }
    }
}
