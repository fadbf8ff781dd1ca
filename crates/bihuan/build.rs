//! Links the C library into the binary where the system has what that takes.
//!
//! A program that reads one paper and ends spends a third of its time on being started: the system looks for four
//! libraries, maps them and settles their addresses. Linked statically there is nothing to look for, and at a fixed
//! place there are no 25,000 addresses to settle in a hundred pages, each of which has to be copied for it. What is
//! given up is that an attacker must guess where code lies; stack, heap and what is mapped still move. `-C
//! target-feature=+crt-static` would say a part of it, but without `--target` on each call cargo applies it to
//! procedural macros too, which it makes impossible.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Libraries that rustc names for the standard library, and the archives that hold the same.
const LIBRARIES: [(&str, &str); 7] =
    [("gcc_s", "gcc_eh"), ("util", "util"), ("rt", "rt"), ("pthread", "pthread"), ("m", "m"), ("dl", "dl"), ("c", "c")];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|is| is == value);
    let linux = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    let native = env::var("HOST") == env::var("TARGET");
    if linux && native && is("PROFILE", "release") && LIBRARIES.iter().all(|(_, archive)| has(archive)) {
        link_statically(&env::var("OUT_DIR").unwrap_or_default());
    }
}

/// Whether the C compiler, which links, finds the archive `name`: it answers with a path then.
fn has(name: &str) -> bool {
    let asked = format!("-print-file-name=lib{name}.a");
    let answer = Command::new("cc").arg(asked).output();
    answer.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains('/'))
}

/// Has the linker take an archive where it is asked for the shared library of the same name.
fn link_statically(folder: &str) {
    for (library, archive) in LIBRARIES {
        let script = format!("INPUT(-l:lib{archive}.a)\n");
        if fs::write(Path::new(folder).join(format!("lib{library}.so")), script).is_err() {
            return;
        }
    }
    println!("cargo::rustc-link-arg-bins=-L{folder}");
    println!("cargo::rustc-link-arg-bins=-static");
    println!("cargo::rustc-link-arg-bins=-no-pie");
}
