//! All benchmarks, those in process first; `benches/README.md` says what each compares and its limit.

use crate::{Done, shell};

/// Scripts that time whole programs against others; they say themselves what they need installed.
const SCRIPTS: [&str; 2] = ["benches/whole/run.py", "benches/compare/run.py"];

/// Crates with benchmarks in process.
const CRATES: [&str; 6] = ["document", "extract", "ledger", "tlog", "store", "web"];

/// Runs them; `--quick` leaves out the scripts.
pub fn run(arguments: &[String]) -> Done {
    let crates = CRATES.iter().flat_map(|name| ["--package", name]);
    let bench: Vec<&str> = ["bench", "--benches", "--features", "ledger/testing"].into_iter().chain(crates).collect();
    shell::run("cargo", &bench)?;
    if arguments.iter().any(|a| a == "--quick") {
        return Ok(());
    }
    shell::run("cargo", &["build", "--release", "--package", "bihuan"])?;
    SCRIPTS.iter().try_for_each(|script| shell::run("python3", &[script]))
}
