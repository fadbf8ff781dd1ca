//! The pictures of pages in the READMEs: taken by the browser tests, kept here.

use std::fs;

use crate::Done;
use crate::shell::at;

/// Where the browser tests leave what they saw.
const TAKEN: &str = "target/screenshots/zh/desktop";
/// Where the READMEs look.
const KEPT: &str = "docs/images/pages";
/// What is kept: as it was taken, and as it is called.
const PICTURES: [(&str, &str); 3] = [("home-office", "home"), ("review", "review"), ("dashboard", "dashboard")];

/// Copies them. `cargo test -p web --test browser` takes them.
pub fn run(_: &[String]) -> Done {
    fs::create_dir_all(at(KEPT)).map_err(|error| format!("{KEPT}: {error}"))?;
    for (taken, kept) in PICTURES {
        let (from, to) = (format!("{TAKEN}/{taken}.png"), format!("{KEPT}/{kept}.png"));
        fs::copy(at(&from), at(&to))
            .map_err(|error| format!("{from}: {error}; cargo test -p web --test browser takes it"))?;
    }
    Ok(())
}
