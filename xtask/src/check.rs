//! What CI checks, in the order in which faults are found soonest.

use crate::shell::{self, command, finish};
use crate::{Done, docs, edges, tidy};

type Step = (&'static str, fn() -> Done);

const STEPS: [Step; 7] = [
    ("format", format),
    ("tidy", || tidy::run(&[])),
    ("edges", || edges::run(&[])),
    ("clippy", clippy),
    ("tests", tests),
    ("docs of the crates", rustdoc),
    ("generated documents", || docs::run(&["--check".into()])),
];

/// Runs every step; the first that fails ends it.
pub fn run(_: &[String]) -> Done {
    for (name, step) in STEPS {
        println!("== {name}");
        step()?;
    }
    println!("all is well");
    Ok(())
}

/// `cargo fmt` follows `mod` lines only; the files that the table of rules names are handed over by name.
fn format() -> Done {
    shell::run("cargo", &["fmt", "--all", "--check"])?;
    let files = shell::files()?;
    let rules = files.iter().filter(|f| f.starts_with("crates/lint/src/rules/") && f.ends_with(".rs"));
    let mut arguments = vec!["--check", "--edition", "2024"];
    arguments.extend(rules.map(String::as_str));
    if shell::command("rustfmt", &arguments).status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err("rustfmt --edition 2024 crates/lint/src/rules/*/*.rs would change files".into())
}

fn clippy() -> Done {
    shell::run("cargo", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
}

/// Plain `cargo test`, which everybody has; a snapshot that differs fails and is not written.
fn tests() -> Done {
    finish(
        command("cargo", &["test", "--workspace", "--locked", "--no-fail-fast"])
            .env("INSTA_UPDATE", "no")
            .env("INSTA_FORCE_PASS", "0"),
    )
}

fn rustdoc() -> Done {
    finish(command("cargo", &["doc", "--workspace", "--no-deps", "--locked"]).env("RUSTDOCFLAGS", "-D warnings"))
}
