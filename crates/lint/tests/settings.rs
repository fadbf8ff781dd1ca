//! What a user writes into `bihuan.toml`, and what is said when it is wrong.

use document::{Lang, Severity};
use lint::{Settings, find};

fn said(toml: &str) -> String {
    let error = Settings::from_toml(toml, "bihuan.toml").expect_err("these settings are wrong");
    format!("{}\n{}", error.message(Lang::Zh), error.message(Lang::En))
}

#[test]
fn every_fault_is_named_with_its_line_and_the_nearest_word() {
    let toml = "selct = [\"S\"]\nignore = [\"H40l\", 3]\n\n[rules.blank-leff]\nseverity = \"note\"\n\n[rules.H401]\n\
                severity = \"warn\"\nalow = [\"XX\"]\nallow = \"XX\"\n";
    insta::assert_snapshot!(said(toml));
}

#[test]
fn broken_toml_is_named_with_its_line() {
    insta::assert_snapshot!(said("select = [\"S\"]\nignore = [\n"));
}

#[test]
fn the_more_specific_selector_counts() {
    let run = |select: &[&str], ignore: &[&str]| {
        let mut settings = Settings::default();
        settings.select(select).unwrap();
        settings.ignore(ignore).unwrap();
        let codes: Vec<&str> =
            ["S101", "H401", "H403"].into_iter().filter(|c| settings.selects(find(c).unwrap())).collect();
        codes.join(" ")
    };
    assert_eq!(run(&[], &[]), "S101 H401 H403");
    assert_eq!(run(&["h4"], &[]), "H401 H403");
    assert_eq!(run(&["H"], &["H401"]), "H403");
    assert_eq!(run(&["blank-left"], &["H"]), "H401");
    assert_eq!(run(&[], &["all"]), "");
    assert_eq!(run(&["H401"], &["H401"]), "");
    assert_eq!(run(&["all"], &["S1"]), "H401 H403");
}

#[test]
fn a_selector_that_names_no_rule_is_refused() {
    let refused = Settings::default().select(["doubled-punctuatoin"]).expect_err("there is no such rule");
    assert_eq!(refused.nearest.as_deref(), Some("doubled-punctuation"));
    assert!(Settings::default().ignore([""]).is_err());
}

#[test]
fn severities_and_allowed_passages_are_kept() {
    let toml = "ignore = [\"S\"]\n[rules.blank-left]\nseverity = \"note\"\nallow = [\"XX\"]\n";
    let settings = Settings::from_toml(toml, "bihuan.toml").unwrap();
    let rule = find("H401").unwrap();
    assert_eq!(settings.severity(rule), Severity::Note);
    assert!(!settings.selects(find("S101").unwrap()));
    let document = document::read("XX局填报\nYY局XXX填报\n".as_bytes(), "a.txt").unwrap();
    let extraction = extract::extract(&document);
    let found = lint::check(&lint::Paper::new(&document, &extraction, "a.txt"), &settings);
    let passages: Vec<&str> = found.iter().map(|d| document.text(d.span.unwrap())).collect();
    assert_eq!(passages, ["XXX"]);
}
