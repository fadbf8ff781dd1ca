//! The pictures of pages in the READMEs: taken by the browser tests, kept here.

use std::path::PathBuf;
use std::{env, fs};

use crate::Done;
use crate::shell::at;

/// Where the browser tests leave what they saw, in the folder that cargo builds in.
const TAKEN: &str = "screenshots/zh/desktop";
/// Where the READMEs look.
const KEPT: &str = "docs/images/pages";
/// What is kept: as it was taken, and as it is called.
const PICTURES: [(&str, &str); 3] = [("home-office", "home"), ("review", "review"), ("dashboard", "dashboard")];

/// Copies them. `cargo test -p web --test browser` takes them.
pub fn run(_: &[String]) -> Done {
    fs::create_dir_all(at(KEPT)).map_err(|error| format!("{KEPT}: {error}"))?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    for (taken, kept) in PICTURES {
        let from = at("").join(&target).join(TAKEN).join(format!("{taken}.png"));
        fs::copy(&from, at(KEPT).join(format!("{kept}.png")))
            .map_err(|error| format!("{}: {error}; cargo test -p web --test browser takes it", from.display()))?;
    }
    Ok(())
}
