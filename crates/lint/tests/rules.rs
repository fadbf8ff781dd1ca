//! Runs the examples on every rule's page. A rule's author writes only the page: see `README.md`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use document::Lang;
use lint::{Example, Family, Rule, render, rules};

use crate::sample::Sample;

/// A reason or an advice is read on a terminal, beside the passage.
const LONGEST_SENTENCE: usize = 240;

#[test]
fn bad_examples_fire_and_good_ones_do_not() {
    let mut faults = Vec::new();
    for rule in rules() {
        let page = rule.page();
        for (kind, examples, fires) in [("bad", &page.bad, true), ("good", &page.good, false)] {
            for (n, example) in examples.iter().enumerate() {
                let shown = shown(rule, example);
                let fired = shown.contains(rule.code);
                if fired != fires {
                    faults.push(format!("{} {}: {kind} example {} says:\n{shown}", rule.code, rule.name, n + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn snapshots() {
    let mut failed = Vec::new();
    for rule in rules() {
        let page = rule.page();
        let shown: Vec<String> = page.bad.iter().map(|example| shown(rule, example)).collect();
        let snapshot = || insta::assert_snapshot!(format!("{}-{}", rule.code, rule.name), shown.join("---\n"));
        if catch_unwind(AssertUnwindSafe(snapshot)).is_err() {
            failed.push(rule.code);
        }
    }
    assert!(failed.is_empty(), "snapshots differ: {failed:?}");
}

/// What the rule says of the example, in both languages.
fn shown(rule: &'static Rule, example: &Example) -> String {
    let sample = Sample::of(rule, example);
    let diagnostics = sample.check();
    let checked = render::Checked { name: &sample.name, document: &sample.document, diagnostics: &diagnostics };
    let options = |lang| render::text::Options { lang, ..Default::default() };
    [Lang::Zh, Lang::En].map(|lang| render::text::paper(&checked, &options(lang))).concat()
}

#[test]
fn pages_are_complete() {
    for rule in rules() {
        let page = rule.page();
        let code = rule.code;
        for (part, text) in [("what", &page.what), ("why", &page.why), ("advice", &page.advice)] {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{code}: {part} is missing in a language");
            assert!(text.zh.chars().any(lint::text::is_han), "{code}: the Chinese {part} is not Chinese");
        }
        for text in [page.short_why(), page.short_advice()] {
            assert!(text.en.chars().count() <= LONGEST_SENTENCE, "{code}: too long for a terminal: {}", text.en);
        }
        assert!(!page.bad.is_empty(), "{code}: no bad example");
        assert!(!page.good.is_empty(), "{code}: no good example");
        for threshold in rule.thresholds {
            assert!(threshold.quantity.allows(threshold.default), "{code}: {} has no valid default", threshold.key);
            assert!(is_kebab(threshold.key), "{code}: {} is not kebab-case", threshold.key);
            assert!(!threshold.source.zh.is_empty() && !threshold.meaning.zh.is_empty(), "{code}: {}", threshold.key);
        }
    }
}

#[test]
fn codes_and_names_are_well_formed_and_unique() {
    for (n, rule) in rules().iter().enumerate() {
        assert!(rule.code.starts_with(rule.family().prefix()), "{}: letter and digit disagree", rule.code);
        assert!(rule.code.len() == 4 && rule.code[1..].bytes().all(|b| b.is_ascii_digit()), "{}", rule.code);
        assert!(is_kebab(rule.name), "{} is not kebab-case", rule.name);
        assert!(!rule.summary.zh.ends_with('。') && !rule.summary.en.ends_with('.'), "{}: full stop", rule.code);
        let clash = rules().iter().skip(n + 1).find(|r| r.code == rule.code || r.name == rule.name);
        assert!(clash.is_none(), "{} {} is there twice", rule.code, rule.name);
    }
    let codes = |family: Family| rules().iter().filter(move |r| r.family() == family).map(|r| r.code);
    for family in Family::ALL {
        assert!(codes(family).is_sorted(), "{family:?}: keep the lines in rules.rs in the order of codes");
    }
}

fn is_kebab(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
