//! What no compiler watches: documents tell the truth about paths, rules have pages, files stay small.

mod lengths;
mod paths;

use crate::{Done, shell};

/// Largest file that belongs into the repository, in bytes.
const LARGEST: u64 = 1 << 20;

/// A check over all files of the repository: the faults that it finds.
type Check = fn(&[String]) -> Result<Vec<String>, String>;

const CHECKS: [Check; 5] = [paths::check, modules, rules, sizes, machine_paths];

/// Runs every check and prints what is long; all faults are told at once.
pub fn run(_: &[String]) -> Done {
    let files = shell::files()?;
    let mut faults = Vec::new();
    for check in CHECKS {
        faults.extend(check(&files)?);
    }
    for remark in lengths::remarks(&files)? {
        println!("long: {remark}");
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// A module's file bears its name, so that editors and people find it.
fn modules(files: &[String]) -> Result<Vec<String>, String> {
    let named = files.iter().filter(|f| f.ends_with("/mod.rs"));
    Ok(named.map(|f| format!("{f}: name it after the module, not mod.rs")).collect())
}

/// Every rule is a source, a page and a line of the table.
fn rules(files: &[String]) -> Result<Vec<String>, String> {
    const FOLDER: &str = "crates/lint/src/rules/";
    let table = shell::read(&shell::at("crates/lint/src/rules.rs"))?;
    let listed = |name: &str| table.lines().any(|line| line.trim() == name);
    let mut faults = Vec::new();
    // Deeper files are modules of a rule.
    let of_a_family = |f: &&String| f.strip_prefix(FOLDER).is_some_and(|rest| rest.matches('/').count() == 1);
    for file in files.iter().filter(of_a_family) {
        let Some((stem, extension)) = file.rsplit_once('.') else { continue };
        let other = format!("{stem}.{}", if extension == "rs" { "md" } else { "rs" });
        if !files.contains(&other) {
            faults.push(format!("{file}: {other} is missing beside it"));
        }
        let name = stem.rsplit('/').next().unwrap_or(stem);
        if !listed(name) {
            faults.push(format!("{file}: {name} is not in the table of crates/lint/src/rules.rs"));
        }
    }
    Ok(faults)
}

fn sizes(files: &[String]) -> Result<Vec<String>, String> {
    let large = |f: &&String| std::fs::metadata(shell::at(f)).is_ok_and(|m| m.len() > LARGEST);
    Ok(files.iter().filter(large).map(|f| format!("{f}: larger than {LARGEST} bytes")).collect())
}

/// A path of somebody's machine works nowhere else.
fn machine_paths(files: &[String]) -> Result<Vec<String>, String> {
    // Put together here, so that this file is not its own fault.
    let folders = ["home", "root", "tmp", "work", "Users"].map(|folder| format!("/{folder}/"));
    let mut faults = Vec::new();
    for file in files {
        // What is not UTF-8 is no source.
        let Ok(text) = std::fs::read_to_string(shell::at(file)) else { continue };
        for (n, line) in text.lines().enumerate() {
            for folder in &folders {
                let hit = line.match_indices(folder.as_str()).find(|(at, _)| starts_a_path(line, *at));
                faults.extend(hit.map(|_| format!("{file}:{}: a path of one machine: {folder}", n + 1)));
            }
        }
    }
    Ok(faults)
}

/// Whether the `/` at `at` begins a path rather than continuing one.
fn starts_a_path(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|l| l.chars().next_back());
    before.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '}' | ')' | '*' | '<')))
}

#[cfg(test)]
mod tests {
    use super::starts_a_path;

    #[test]
    fn a_path_of_a_machine_is_told_from_a_part_of_one() {
        let starts = |line: &str| starts_a_path(line, line.find("/name").expect("a path"));
        assert!(starts("see /name/x") && starts("/name/x") && starts("\"/name/x"));
        assert!(!starts("crates/name/x") && !starts("./name/x") && !starts("</name>"));
    }
}
