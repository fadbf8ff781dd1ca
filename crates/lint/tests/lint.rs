//! All tests of the crate through its public interface, in one binary.

// Clippy lets tests unwrap, but not the helpers beside them; and the crate reads no files, but its tests do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

mod fix;
mod plans;
mod render;
mod rules;
mod sample;
mod settings;

#[test]
fn no_test_file_is_forgotten() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let source = include_str!("lint.rs");
    for entry in std::fs::read_dir(here).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|m| *m != "lint") {
            assert!(source.contains(&format!("mod {module};")), "tests/{name} is in no binary");
        }
    }
}

#[test]
fn every_rule_file_is_registered_and_has_its_page() {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let registry = include_str!("../src/rules.rs");
    for family in std::fs::read_dir(rules).unwrap().map(|e| e.unwrap().path()) {
        for file in std::fs::read_dir(&family).unwrap().map(|e| e.unwrap().path()) {
            let name = file.file_stem().unwrap().to_str().unwrap();
            let registered = registry.lines().any(|line| line.trim() == name);
            assert!(registered, "{} has no line in rules.rs", file.display());
            assert!(
                file.with_extension("rs").exists() && file.with_extension("md").exists(),
                "{name} lacks its other half"
            );
        }
    }
}
