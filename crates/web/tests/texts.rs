//! The interface's words: none is missing in either language, none is said twice, none is left over, and no template
//! writes anything unescaped.

#![allow(clippy::unwrap_used, reason = "a test fails where files cannot be read")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use web::texts::{FILES, Texts};

fn keys(text: &str) -> Vec<&str> {
    let starts = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    text.lines().filter(starts).filter_map(|line| Some(line.split_once('=')?.0.trim())).collect()
}

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, extension: &str, all: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, extension, all);
            } else if path.extension().is_some_and(|of| of == extension) {
                let text = fs::read_to_string(&path).unwrap();
                all.push((path, text));
            }
        }
    }
    let mut all = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), extension, &mut all);
    all
}

#[test]
fn both_languages_have_the_same_keys_each_once() {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, zh, en) in FILES {
        let (zh, en) = (keys(zh), keys(en));
        assert_eq!(zh.iter().collect::<BTreeSet<_>>(), en.iter().collect::<BTreeSet<_>>(), "{name}.ftl");
        for key in zh {
            assert_eq!(seen.insert(key, name), None, "{key} stands twice: in {name} too");
        }
    }
    let texts = Texts::new();
    for key in seen.keys() {
        assert!(texts.has(key), "{key} cannot be read in both languages");
    }
}

/// What is asked for in templates and code: `f.t("key")`, `f.t1("key", …)`, `call.t("key")`, `call.frame("key")`.
#[test]
fn every_key_that_is_asked_for_is_there() {
    let texts = Texts::new();
    let mut missing = BTreeSet::new();
    for (path, text) in files("templates", "html").into_iter().chain(files("src", "rs")) {
        for call in [".t(\"", ".t1(\"", ".t2(\"", ".frame(\""] {
            for (at, _) in text.match_indices(call) {
                let key = text[at + call.len()..].split('"').next().unwrap();
                if !texts.has(key) {
                    missing.insert(format!("{}: {key}", path.file_name().unwrap().to_string_lossy()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn nothing_is_written_unescaped() {
    for (path, text) in files("templates", "html") {
        for danger in
            ["|safe", "| safe", "style=\"", "javascript:", "<script>", "onclick", "onchange", "escape(\"none\")"]
        {
            assert!(!text.contains(danger), "{}: {danger}", path.display());
        }
    }
}
