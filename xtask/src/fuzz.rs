//! Each fuzz target for some time, its corpus seeded with the project's own papers.
//!
//! Needs a nightly toolchain and `cargo install cargo-fuzz`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Done, shell};

/// How long each target runs where nobody says, in seconds.
const SECONDS: &str = "60";

/// Longest input, in bytes: enough for a small packed file, short enough to be tried often.
const LONGEST: u32 = 64 << 10;

/// Folders that hold papers to start from.
const SEEDS: [&str; 5] =
    ["samples", "corpus", "crates/document/tests/files", "crates/report/tests/files", "crates/tlog/tests/files"];

/// Runs the targets named, or all.
pub fn run(arguments: &[String]) -> Done {
    let (seconds, named) = match arguments.split_first() {
        Some((first, rest)) if first.parse::<u32>().is_ok() => (first.as_str(), rest),
        _ => (SECONDS, arguments),
    };
    let targets = if named.is_empty() { all()? } else { named.to_vec() };
    for target in &targets {
        let seeds = seed(target).map_err(|error| format!("seeds of {target}: {error}"))?;
        let (time, longest) = (format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}"));
        let seeds = seeds.to_string_lossy();
        let arguments = ["+nightly", "fuzz", "run", target, &seeds, "--", &time, &longest, "-timeout=20"];
        shell::run("cargo", &arguments)?;
    }
    Ok(())
}

fn all() -> Result<Vec<String>, String> {
    let list = shell::output(&mut shell::command("cargo", &["fuzz", "list"]))?;
    Ok(list.lines().map(str::to_owned).collect())
}

/// The folder of inputs that `target` starts from and adds to, with copies of what it can read.
fn seed(target: &str) -> std::io::Result<PathBuf> {
    let folder = shell::at("fuzz/corpus").join(target);
    fs::create_dir_all(&folder)?;
    for path in SEEDS.iter().map(|seeds| fs::read_dir(shell::at(seeds))).collect::<Result<Vec<_>, _>>()? {
        for entry in path {
            let path = entry?.path();
            if path.is_file() && fits(target, &path) {
                fs::copy(&path, folder.join(path.file_name().unwrap_or_default()))?;
            }
        }
    }
    Ok(folder)
}

/// Text for the targets of text, else the format that the target is named for.
fn fits(target: &str, path: &Path) -> bool {
    let wanted = match target {
        "text" | "extract" | "csv" | "html" | "markdown" => "txt",
        "annotate" => "docx",
        "exchange" => "xlsx",
        "log" => "tlog-proof",
        format => format,
    };
    path.extension().is_some_and(|extension| extension == wanted)
}
