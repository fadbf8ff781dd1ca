//! All benchmarks, those in process first; `benches/README.md` says what each compares and its limit.

use crate::{Done, shell};

/// Scripts that time whole programs against others; they say themselves what they need installed.
const SCRIPTS: [&str; 2] = ["benches/whole/run.py", "benches/compare/run.py"];

/// Runs them; `--quick` leaves out the scripts.
pub fn run(arguments: &[String]) -> Done {
    shell::run("cargo", &["bench", "--package", "document", "--package", "extract", "--benches"])?;
    if arguments.iter().any(|a| a == "--quick") {
        return Ok(());
    }
    shell::run("cargo", &["build", "--release", "--package", "bihuan"])?;
    SCRIPTS.iter().try_for_each(|script| shell::run("python3", &[script]))
}
