//! Programs run from the root of the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Done;

/// `path` from the root.
pub fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| path.into(), |root| root.join(path))
}

/// The program, to be run from the root.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(at(""));
    command
}

/// Runs a program that prints for itself.
///
/// # Errors
/// Where it cannot be started or fails.
pub fn run(program: &str, arguments: &[&str]) -> Done {
    finish(&mut command(program, arguments))
}

/// Runs `command`, which prints for itself.
///
/// # Errors
/// Where it cannot be started or fails.
pub fn finish(command: &mut Command) -> Done {
    let line = shown(command);
    println!("$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed: {status}")),
        Err(error) => Err(format!("`{line}` cannot be run: {error}")),
    }
}

/// What `command` prints to standard output; its exit code is not looked at.
///
/// # Errors
/// Where it cannot be started, prints no UTF-8, or complains on standard error.
pub fn output(command: &mut Command) -> Result<String, String> {
    let line = shown(command);
    let output = command.output().map_err(|error| format!("`{line}` cannot be run: {error}"))?;
    if !output.stderr.is_empty() {
        return Err(format!("`{line}` complains: {}", String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{line}` prints no UTF-8"))
}

/// The binary, built as the tests build it.
///
/// # Errors
/// Where it cannot be built.
pub fn bihuan() -> Result<PathBuf, String> {
    let mut build = command("cargo", &["build", "--quiet", "--package", "bihuan", "--message-format=json"]);
    let messages = output(&mut build)?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .ok_or_else(|| "cargo built no binary".into())
}

/// The text of a file.
///
/// # Errors
/// Where it cannot be read.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Files that git knows or would add, from the root, with `/` between folders.
///
/// # Errors
/// Where git fails.
pub fn files() -> Result<Vec<String>, String> {
    let list = output(&mut command("git", &["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let mut files: Vec<String> = list.lines().filter(|f| at(f).is_file()).map(str::to_owned).collect();
    files.sort();
    files.dedup();
    Ok(files)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
