//! `bihuan completions`: what a shell needs to complete the command line.

use clap::builder::EnumValueParser;
use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;
use document::Lang;

use crate::cli::{self, Example};
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::terminal::Terminal;

const EXAMPLES: &[Example] = &[
    Example {
        zh: ("bihuan completions bash > ~/.local/share/bash-completion/completions/bihuan", "bash"),
        en: ("bihuan completions bash > ~/.local/share/bash-completion/completions/bihuan", "bash"),
    },
    Example {
        zh: ("bihuan completions fish > ~/.config/fish/completions/bihuan.fish", "fish"),
        en: ("bihuan completions fish > ~/.config/fish/completions/bihuan.fish", "fish"),
    },
];

/// Shells that there are scripts for.
pub const SHELLS: &str = "bash zsh fish elvish powershell";

/// Its words.
pub fn spec(lang: Lang) -> Command {
    cli::subcommand(
        lang,
        "completions",
        ("打印命令行补全脚本", "Print a completion script for your shell"),
        ("<shell>", "<SHELL>"),
        EXAMPLES,
    )
    .arg(
        Arg::new("shell")
            .value_name(cli::tr(lang, "shell", "SHELL").to_owned())
            .help(SHELLS)
            .required(true)
            .hide_possible_values(true)
            .value_parser(EnumValueParser::<Shell>::new()),
    )
}

/// Prints the script.
pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut cli::spec(terminal.lang), "bihuan", &mut script);
        let mut out = Output::new();
        out.print(&String::from_utf8_lossy(&script))?;
        out.flush()?;
    }
    Ok(Exit::Well)
}
