//! `bihuan`: papers in, findings, measures and faults out, and the ledger that follows them, on the command line.
//!
//! Parses, runs, exits. What each command does stands in `command/`; this crate holds wiring and what a
//! person sees, no knowledge of papers.

mod batch;
mod cli;
mod command;
mod draw;
mod failure;
mod input;
mod output;
mod progress;
mod screen;
mod table;
mod terminal;
mod verb;
mod walk;

use std::process::ExitCode;

use failure::Exit;
use terminal::{Color, Terminal};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let (lang, json) = (cli::language(&arguments), cli::json(&arguments));
    match cli::parse(&arguments, lang) {
        Ok(matches) => run(&matches, &Terminal::new(lang, cli::color(&matches), json)).into(),
        Err(error) => cli::usage::report(&error, &Terminal::new(lang, Color::Auto, json)).into(),
    }
}

fn run(matches: &clap::ArgMatches, terminal: &Terminal) -> Exit {
    match command::run(matches, terminal) {
        Ok(exit) => exit,
        Err(failure) => {
            terminal.report(&failure);
            failure.exit()
        }
    }
}
