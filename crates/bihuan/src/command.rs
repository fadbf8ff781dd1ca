//! The commands, one a file: each has its words for the command line (`spec`) and what it does (`run`).

mod check;
mod compare;
pub mod completions;
mod extract;
mod read;
pub mod rule;

use clap::{ArgMatches, Command};
use document::Lang;

use crate::failure::{Exit, Failure};
use crate::terminal::Terminal;

/// The words of a command.
type Spec = fn(Lang) -> Command;

/// All commands, in the order in which help lists them.
const ALL: [(&str, Spec); 6] = [
    ("read", read::spec),
    ("extract", extract::spec),
    ("check", check::spec),
    ("rule", rule::spec),
    ("compare", compare::spec),
    ("completions", completions::spec),
];

/// The words of the command `only`, or of all where it names none.
pub fn specs(lang: Lang, only: Option<&str>) -> Vec<Command> {
    let named = |(name, _): &&(&str, Spec)| only == Some(*name);
    match ALL.iter().find(named) {
        Some((_, spec)) => vec![spec(lang)],
        None => ALL.iter().map(|(_, spec)| spec(lang)).collect(),
    }
}

/// Runs the command that was asked for.
///
/// # Errors
/// What ended the whole call; what concerns one file alone is reported where it is met.
pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
    let outcome = match matches.subcommand() {
        Some(("read", m)) => read::run(m, terminal),
        Some(("extract", m)) => extract::run(m, terminal),
        Some(("check", m)) => check::run(m, terminal),
        Some(("rule", m)) => rule::run(m, terminal),
        Some(("compare", m)) => compare::run(m, terminal),
        Some(("completions", m)) => completions::run(m, terminal),
        _ => Ok(Exit::Well),
    };
    match outcome {
        Err(Failure::Closed) => Ok(Exit::Well),
        other => other,
    }
}
