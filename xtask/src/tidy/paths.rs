//! Paths that documents name exist.

use crate::shell;

/// Documents that are generated, hence no prose of ours.
const GENERATED: [&str; 2] = ["docs/rules.md", "docs/cli.md"];

/// A fault for each path in backticks or a link that is not there.
pub fn check(files: &[String]) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|f| is_prose(f)) {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let text = shell::read(&shell::at(file))?;
        for path in spans(&text).into_iter().filter(|p| is_path(p, folder)).chain(links(&text)) {
            if !exists(path, folder) {
                faults.push(format!("{file}: there is no {path}"));
            }
        }
    }
    Ok(faults)
}

fn is_prose(file: &str) -> bool {
    let page_of_rule = file.starts_with("crates/lint/src/rules/");
    file.ends_with(".md") && !page_of_rule && !GENERATED.contains(&file)
}

/// Code spans of one line.
fn spans(text: &str) -> Vec<&str> {
    let mut fenced = false;
    let mut spans = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            spans.extend(line.split('`').skip(1).step_by(2));
        }
    }
    spans
}

/// Targets of links within the repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains("://"))
}

/// A span is taken for a path where it has folders, the first of which exists: `crates/x`, not `and/or`; nor what builds and
/// tests leave, which is there on some machines only.
fn is_path(span: &str, folder: &str) -> bool {
    let plain = span.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-'));
    let Some((first, _)) = span.split_once('/') else { return false };
    plain && !first.is_empty() && first != "target" && exists(first, folder)
}

/// From the root, or from the document's own folder.
fn exists(path: &str, folder: &str) -> bool {
    shell::at(path).exists() || shell::at(folder).join(path).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_other_code() {
        assert!(is_path("crates/lint", "") && is_path("src/main.rs", "xtask"));
        assert!(!is_path("target/screenshots", ""));
        assert!(!is_path("and/or", "") && !is_path("cargo xtask docs/x", "") && !is_path("crates", ""));
        assert!(exists("src/main.rs", "xtask") && !exists("src/no.rs", "xtask"));
    }

    #[test]
    fn spans_outside_of_fences_and_links_within_are_found() {
        let text = "See `a/b` and\n```\n`c/d`\n```\n[x](docs/y.md#z) [w](https://example.org/v)";
        assert_eq!(spans(text), ["a/b"]);
        assert_eq!(links(text).collect::<Vec<_>>(), ["docs/y.md"]);
    }
}
