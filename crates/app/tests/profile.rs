//! Profiles as text: the shipped ones are sound, bad ones are refused with every line, reason and advice.

use std::collections::BTreeSet;

use app::profile::{SHIPPED, parse, shipped};
use ledger::Profile;
use ledger::profile::{EvidenceKind, FindingField, Grade, Kind, Level, MeasureField, Span, Step};
use proptest::prelude::*;

#[test]
fn every_shipped_profile_parses_and_names_itself() {
    for (name, text) in SHIPPED {
        let profile = parse(text, name).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(profile.name, name);
        assert!(!profile.aspects.is_empty(), "{name}");
        assert!(profile.closes_with(Grade::Done), "{name}");
        assert!(!profile.levels(Step::Closing).is_empty(), "{name}");
        assert_eq!(shipped(name), Some(profile));
    }
    assert_eq!(shipped("no-such-profile"), None);
}

/// A number is a rule of somebody, named with its place, or says that it is the editor's.
#[test]
fn every_source_of_the_shipped_profiles_is_a_rule_or_says_that_it_is_none() {
    let rule = ["http", "《", "ISO 9001:2015"];
    let default = ["编者默认，非法规", "编者默认，非标准", "编者默认，非规则"];
    for (name, text) in SHIPPED {
        for source in sources(&shipped(name).unwrap()) {
            let told = rule.iter().chain(&default).any(|mark| source.contains(mark));
            assert!(told, "{name}: {source}");
        }
        assert!(text.contains("编者默认"), "{name}");
    }
}

fn sources(profile: &Profile) -> Vec<String> {
    let steps = [Step::Plan, Step::Closing, Step::Extension];
    let levels = steps.into_iter().flat_map(|step| profile.levels(step)).map(|level: &Level| level.source.clone());
    let deadlines = Kind::ALL.iter().filter_map(|kind| profile.default_deadline(*kind)).map(|span| span.source.clone());
    let others = [
        &profile.lights.yellow.source,
        &profile.lights.stalled.source,
        &profile.check_in_grace.source,
        &profile.extensions.most.source,
        &profile.extensions.ask_before.source,
        &profile.look_backs.source,
        &profile.closing_grades.source,
        &profile.evidence.least.source,
        &profile.evidence.weak.source,
    ];
    levels.chain(deadlines).chain(others.into_iter().cloned()).collect()
}

/// The page about profiles names every word that can be chosen.
#[test]
fn the_page_names_every_word() {
    let page = include_str!("../../../profiles/README.md");
    let names = FindingField::ALL.iter().map(|field| field.name());
    let names = names.chain(MeasureField::ALL.iter().map(|field| field.name()));
    let names = names.chain(Grade::ALL.iter().map(|grade| grade.name()));
    let names = names.chain(EvidenceKind::ALL.iter().map(|kind| kind.name()));
    for name in names.chain(Kind::ALL.iter().map(|kind| kind.name())) {
        assert!(page.contains(&format!("`{}`", name.replace('_', "-"))), "{name}");
    }
}

#[test]
fn the_numbers_of_rules_are_those_of_the_rules() {
    let audit = shipped("audit").unwrap();
    let deadline = |profile: &Profile, kind| profile.default_deadline(kind).map(|span| span.value);
    assert_eq!(deadline(&audit, Kind::Immediate), Some(Span::Days(60)));
    assert_eq!(deadline(&audit, Kind::Staged), Some(Span::Months(12)));
    assert_eq!(deadline(&audit, Kind::Continuous), Some(Span::Months(60)));
    let safety = shipped("safety").unwrap();
    assert_eq!(safety.extensions.ask_before.value, Span::WorkingDays(20));
    assert_eq!(deadline(&shipped("poam").unwrap(), Kind::Immediate), Some(Span::Days(30)));
    assert_eq!(shipped("inspection").unwrap().lights.yellow.value, Span::Days(3));
}

#[test]
fn a_bad_profile_is_refused_with_everything_that_is_wrong() {
    let text = "\
name = \"Audit 1\"
version = 2
title = { zh = \"审计\" }
aspects = [ { zh = \"财务\", en = \"\" }, \"采购\" ]
lights = 3

[required]
finding = [\"aspects\", \"unit\"]
measure = \"owner\"

[deadline]
immediate = { days = 0, source = \"试\" }
staged = { days = 3, months = 1, source = \"试\" }

[light]
yellow = { day = 3, source = \"试\" }
stalled = { days = 40000, source = \" \" }

[check-in]
grace = 7

[[approval.closing]]
key = \"office\"
title = { zh = \"整改办\", en = \"office\" }
source = \"试\"

[[approval.closing]]
key = \"office\"
title = { zh = \"纪委\", en = \"discipline\" }

[look-back]
months = [6, 3, 0, \"一年\"]
source = \"试\"

[closing]
grades = [\"mostly_done\"]

[evidence]
least = { count = -1, source = \"试\" }
weak = { kinds = [\"会议\"] }
";
    let error = parse(text, "bad.toml").unwrap_err();
    insta::assert_snapshot!("bad_profile_en", error);
    let chinese: Vec<_> = error.messages().into_iter().map(|message| message.zh).collect();
    insta::assert_snapshot!("bad_profile_zh", chinese.join("\n"));
}

#[test]
fn broken_toml_says_where_and_nothing_of_what_it_took_along() {
    insta::assert_snapshot!(parse("name = \"audit\nversion = 1 2\n", "bad.toml").unwrap_err());
}

#[test]
fn an_empty_profile_is_told_all_that_it_lacks() {
    insta::assert_snapshot!(parse("", "empty.toml").unwrap_err());
}

/// Every line of a shipped profile, taken away, is either missed by name or was optional; never both silent and needed.
#[test]
fn a_source_that_is_taken_away_is_missed() {
    for (name, text) in SHIPPED {
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("source")) {
            let rest: Vec<&str> =
                lines.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, line)| *line).collect();
            let error = parse(&rest.join("\n"), name).expect_err(line);
            assert_eq!(error.faults.len(), 1, "{error}");
            assert!(error.faults[0].reason.en.contains("source"), "{error}");
        }
    }
}

#[derive(Debug, Clone)]
enum Mutation {
    Delete(usize, usize),
    Insert(usize, String),
    Swap(usize, usize),
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let bits = [
        "[",
        "]",
        "{",
        "}",
        "=",
        "\"",
        "\n",
        "-1",
        "99999999999999999999",
        "0x",
        "true",
        "1979-05-27",
        "''",
        "中",
        ".",
    ];
    let mutation = prop_oneof![
        (any::<usize>(), 1_usize..40).prop_map(|(at, len)| Mutation::Delete(at, len)),
        (any::<usize>(), proptest::sample::select(bits.to_vec()))
            .prop_map(|(at, bit)| Mutation::Insert(at, bit.to_owned())),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Mutation::Swap(a, b)),
    ];
    proptest::collection::vec(mutation, 1..6)
}

fn mutate(text: &str, mutations: &[Mutation]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for mutation in mutations {
        let len = chars.len().max(1);
        match mutation {
            Mutation::Delete(at, count) => {
                let at = (at % len).min(chars.len());
                let end = (at + count).min(chars.len());
                chars.drain(at..end);
            }
            Mutation::Insert(at, bit) => {
                let at = (at % len).min(chars.len());
                chars.splice(at..at, bit.chars());
            }
            Mutation::Swap(a, b) if !chars.is_empty() => chars.swap(a % len, b % len),
            Mutation::Swap(..) => {}
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #[test]
    fn no_mutation_makes_it_panic_and_every_fault_has_its_line(which in 0..SHIPPED.len(), mutations in mutations()) {
        let text = mutate(SHIPPED[which].1, &mutations);
        match parse(&text, "mutated.toml") {
            Ok(profile) => prop_assert!(sources(&profile).iter().all(|source| !source.trim().is_empty())),
            Err(error) => {
                prop_assert!(!error.faults.is_empty());
                let lines = text.lines().count().max(1);
                for fault in &error.faults {
                    prop_assert!((1..=lines + 1).contains(&fault.line), "{} of {lines}", fault.line);
                    prop_assert!(!fault.reason.zh.is_empty() && !fault.advice.zh.is_empty());
                }
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "([a-z]{1,8}|[=\\[\\]{}\",.#\n ]|[0-9]{1,3}|\\PC){0,80}") {
        let _ = parse(&text, "any.toml");
    }

    /// Levels keep their order, and no two of a step have the same key.
    #[test]
    fn levels_are_told_apart(which in 0..SHIPPED.len(), mutations in mutations()) {
        if let Ok(profile) = parse(&mutate(SHIPPED[which].1, &mutations), "mutated.toml") {
            for step in Step::ALL {
                let keys: Vec<_> = profile.levels(*step).iter().map(|level| &level.key).collect();
                prop_assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
            }
        }
    }
}
