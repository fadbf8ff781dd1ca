//! An example of a rule's page as a paper.
//!
//! The words on its fence:
//! - an extension: `md`, `html`, `csv` (default: plain text), or `styled` (see [`styled`]);
//! - `key=value` for a threshold of the rule;
//! - for originality rules `other=NAME likeness=0.9 superior=true` with shared passages in `⟦…⟧`.

mod styled;

use document::{Diagnostic, Document, Span};
use extract::Extraction;
use lint::{Example, Paper, Rule, Settings, SharedPassage};

pub struct Sample {
    pub name: String,
    pub document: Document,
    extraction: Extraction,
    shared: Vec<SharedPassage>,
    settings: Settings,
}

impl Sample {
    pub fn of(rule: &'static Rule, example: &Example) -> Self {
        let kind = example.words.iter().find(|w| !w.contains('=')).map_or("txt", String::as_str);
        let name = format!("sample.{}", if kind == "styled" { "docx" } else { kind });
        let plain = example.text.replace(['⟦', '⟧'], "");
        let document = match kind {
            "styled" => styled::read(&example.text),
            _ => document::read(plain.as_bytes(), &name).expect("the example can be read"),
        };
        let mut passage =
            SharedPassage { span: Span::new(0, 0..0), other_name: String::new(), likeness: 1.0, superior: false };
        let mut settings = Settings::default();
        settings.select([rule.code]).expect("the rule is registered");
        for (key, value) in example.values() {
            match key {
                "other" => passage.other_name = value.to_owned(),
                "likeness" => passage.likeness = value.parse().expect("likeness is a number"),
                "superior" => passage.superior = value == "true",
                _ => {
                    let value = value.parse().expect("a threshold is a number");
                    assert!(settings.set_threshold(rule, key, value), "{}: no threshold {key}={value}", rule.code);
                }
            }
        }
        let shared = shared(&example.text, &document, &passage);
        let extraction = extract::extract(&document);
        Self { name, document, extraction, shared, settings }
    }

    pub fn check(&self) -> Vec<Diagnostic> {
        let paper = Paper { shared: &self.shared, ..Paper::new(&self.document, &self.extraction, &self.name) };
        lint::check(&paper, &self.settings)
    }
}

/// The passages in `⟦…⟧`: each within one paragraph.
fn shared(text: &str, document: &Document, like: &SharedPassage) -> Vec<SharedPassage> {
    text.split('⟦')
        .skip(1)
        .map(|rest| {
            let (passage, _) = rest.split_once('⟧').expect("⟦ is closed by ⟧");
            let found = document.paragraphs.iter().enumerate().find_map(|(n, p)| Some((n, p.text.find(passage)?)));
            let (paragraph, start) = found.expect("the shared passage stands in one paragraph");
            SharedPassage { span: Span::new(paragraph, start..start + passage.len()), ..like.clone() }
        })
        .collect()
}
