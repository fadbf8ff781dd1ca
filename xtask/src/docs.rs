//! Documents that are generated: written, or compared so that none goes stale.
//!
//! `docs/rules.md` comes from the rules, `docs/cli.md` from the help of every command, the pictures and the
//! marked blocks of the prose from what the real binary prints.

mod blocks;
mod cli;

use std::path::PathBuf;
use std::process::Command;

use crate::{Done, picture, shell};

/// Columns of the terminal in blocks and pictures.
const COLUMNS: &str = "100";

/// Documents with blocks that show what a command prints.
const WITH_BLOCKS: [&str; 4] = ["README.md", "README.zh-CN.md", "docs/ARCHITECTURE.md", "docs/extraction.md"];

/// A file and what it should hold.
type Generated = (String, String);

/// Writes every generated document; with `--check` says which differ instead.
pub fn run(arguments: &[String]) -> Done {
    let check = arguments.iter().any(|a| a == "--check");
    let bihuan = Bihuan(shell::bihuan()?);
    let mut stale = Vec::new();
    for (path, text) in generated(&bihuan)? {
        let file = shell::at(&path);
        if std::fs::read_to_string(&file).is_ok_and(|old| old == text) {
            continue;
        }
        if check {
            stale.push(path);
            continue;
        }
        let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        folder.and_then(|()| std::fs::write(&file, text)).map_err(|error| format!("{path}: {error}"))?;
        println!("{path}");
    }
    if stale.is_empty() { Ok(()) } else { Err(format!("stale, run `cargo xtask docs`: {}", stale.join(", "))) }
}

fn generated(bihuan: &Bihuan) -> Result<Vec<Generated>, String> {
    let mut all =
        vec![("docs/rules.md".into(), lint::manual::rules_markdown()), ("docs/cli.md".into(), cli::page(bihuan)?)];
    for path in WITH_BLOCKS {
        let text = shell::read(&shell::at(path))?;
        let text = blocks::filled(&text, |line| bihuan.prints(line)).map_err(|error| format!("{path}: {error}"))?;
        all.push((path.into(), text));
    }
    for shot in picture::SHOTS {
        let screen = bihuan.prints(&format!("{} --color always", shot.line))?;
        all.push((format!("docs/images/{}.svg", shot.name), picture::svg(&shot, &screen)));
    }
    Ok(all)
}

/// The real binary, as built from this tree.
struct Bihuan(PathBuf);

impl Bihuan {
    /// What `line`, a command line that begins with `bihuan`, prints in the root of the repository.
    fn prints(&self, line: &str) -> Result<String, String> {
        let arguments = line.strip_prefix("bihuan ").ok_or_else(|| format!("`{line}` does not run bihuan"))?;
        let mut command = Command::new(&self.0);
        command.args(arguments.split_whitespace()).current_dir(shell::at(""));
        command.env("COLUMNS", COLUMNS).env("LC_ALL", "zh_CN.UTF-8").env_remove("NO_COLOR");
        shell::output(&mut command)
    }
}
