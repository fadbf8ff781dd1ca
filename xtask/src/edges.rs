//! The arrows between our crates: what the manifests say equals the table in `docs/ARCHITECTURE.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Done, shell};

/// Crate to the crates of ours that it uses.
type Arrows = BTreeMap<String, BTreeSet<String>>;

const TABLE: &str = "docs/ARCHITECTURE.md";

/// Lines around the table.
const MARKS: (&str, &str) = ("<!-- edges -->", "<!-- /edges -->");

/// The crates of ours that others may use in their tests alone.
const TESTS_MAY_USE: [&str; 2] = ["demo", "testkit"];

/// Compares the two.
pub fn run(_: &[String]) -> Done {
    let manifests = manifests()?;
    let (built, told) = (&manifests.uses, told(&shell::read(&shell::at(TABLE))?)?);
    let mut faults = manifests.faults;
    for name in built.keys().chain(told.keys()).collect::<BTreeSet<_>>() {
        match (built.get(name), told.get(name)) {
            (Some(built), Some(told)) if built == told => {}
            (Some(built), Some(told)) => faults.push(format!("{name} uses {built:?}; the table says {told:?}")),
            (Some(_), None) => faults.push(format!("{name} is not in the table of {TABLE}")),
            (None, _) => faults.push(format!("{name} is in the table of {TABLE}, but is no crate")),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

struct Manifests {
    uses: Arrows,
    faults: Vec<String>,
}

fn manifests() -> Result<Manifests, String> {
    let paths: Vec<String> = shell::files()?.into_iter().filter(|f| is_manifest(f)).collect();
    let tables: Vec<toml::Table> = paths
        .iter()
        .map(|path| shell::read(&shell::at(path))?.parse().map_err(|error| format!("{path}: {error}")))
        .collect::<Result<_, String>>()?;
    let ours: BTreeSet<String> = tables.iter().filter_map(name).collect();
    let mut found = Manifests { uses: Arrows::new(), faults: Vec::new() };
    for table in &tables {
        let Some(name) = name(table) else { continue };
        let of = |section: &str| -> BTreeSet<String> {
            let keys = table.get(section).and_then(toml::Value::as_table).map(toml::Table::keys);
            keys.into_iter().flatten().filter(|key| ours.contains(*key)).cloned().collect()
        };
        found.faults.extend(
            of("dev-dependencies")
                .iter()
                .filter(|dev| !TESTS_MAY_USE.contains(&dev.as_str()) && !of("dependencies").contains(*dev))
                .map(|dev| format!("the tests of {name} use {dev}, which {name} itself does not")),
        );
        found.uses.insert(name, of("dependencies"));
    }
    Ok(found)
}

fn is_manifest(path: &str) -> bool {
    path == "xtask/Cargo.toml" || (path.starts_with("crates/") && path.ends_with("/Cargo.toml"))
}

fn name(manifest: &toml::Table) -> Option<String> {
    manifest.get("package")?.get("name")?.as_str().map(str::to_owned)
}

/// The first two columns of the table: a crate, and the crates that it uses, each in backticks.
fn told(text: &str) -> Result<Arrows, String> {
    let table = text
        .split_once(MARKS.0)
        .and_then(|(_, rest)| rest.split_once(MARKS.1))
        .ok_or_else(|| format!("{TABLE} has no table between {} and {}", MARKS.0, MARKS.1))?
        .0;
    let mut arrows = Arrows::new();
    for line in table.lines().filter(|line| line.starts_with('|')) {
        let mut cells = line.trim_matches('|').split('|');
        let (first, second) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        if let Some(name) = quoted(first).next() {
            arrows.insert(name.to_owned(), quoted(second).map(str::to_owned).collect());
        }
    }
    Ok(arrows)
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let text = "…\n<!-- edges -->\n| crate | uses |\n|---|---|\n| `a` | `b`, `c` |\n| `b` | nothing |\n<!-- /edges -->\n| `x` | |";
        let told = told(text).expect("a table");
        assert_eq!(told.keys().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(told["a"].iter().collect::<Vec<_>>(), ["b", "c"]);
        assert!(told["b"].is_empty());
    }

    #[test]
    fn a_document_without_the_table_is_a_fault() {
        assert!(told("nothing here").is_err());
    }
}
