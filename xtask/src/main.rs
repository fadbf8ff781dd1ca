//! Chores of this repository: `cargo xtask` lists them.
//!
//! Each is one module. Whatever CI does is [`check`], so that nothing fails there that cannot be tried here.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "chores talk to whoever runs them")]

mod bench;
mod check;
mod docs;
mod edges;
mod fuzz;
mod picture;
mod score;
mod screens;
mod shell;
mod tidy;

use std::process::ExitCode;

/// What a chore answers: nothing, or why it failed.
type Done = Result<(), String>;

/// A chore: name, what it does, and the function.
type Chore = (&'static str, &'static str, fn(&[String]) -> Done);

const CHORES: [Chore; 8] = [
    ("check", "everything that CI checks", check::run),
    ("docs", "write the generated documents and pictures (--check: only compare them)", docs::run),
    ("tidy", "paths that documents name, pages of rules, sizes, words", tidy::run),
    ("edges", "arrows between crates against the table in docs/ARCHITECTURE.md", edges::run),
    ("score", "figures over labelled papers: cargo xtask score [FOLDER…] (default: corpus)", score::run),
    ("screens", "copy the pictures of pages that the browser tests took into docs/images/pages", screens::run),
    ("bench", "all benchmarks (--quick: only those in process)", bench::run),
    ("fuzz", "each fuzz target in turn: cargo xtask fuzz [SECONDS] [TARGET…]", fuzz::run),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        list();
        return ExitCode::from(2);
    };
    let Some((_, _, chore)) = CHORES.iter().find(|(known, _, _)| known == name) else {
        eprintln!("there is no chore ‘{name}’");
        list();
        return ExitCode::from(2);
    };
    match chore(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("cargo xtask {name}: {why}");
            ExitCode::FAILURE
        }
    }
}

fn list() {
    for (name, does, _) in CHORES {
        eprintln!("cargo xtask {name:<8} {does}");
    }
}
