//! Commands of the ledger, described as data: one block a verb holds its name, its words in both languages, what it
//! takes and what it does. From that come the command line, its help and its completions.

pub mod call;
mod field;

use clap::Command;
use document::Lang;

use crate::cli::{self, Example, tr};
use crate::failure::{Exit, Failure};
use crate::terminal::Terminal;
use call::Call;
pub use field::{Field, OVERWRITE, flag, option, word};

/// Words in Chinese and in English.
pub type Two = (&'static str, &'static str);

/// Something that can be done, or asked.
pub struct Verb {
    /// Its name.
    pub name: &'static str,
    /// What it does, in one line.
    pub about: Two,
    /// What it takes.
    pub fields: &'static [Field],
    /// How it is used.
    pub examples: &'static [Example],
    /// Which of the common options it takes.
    pub kind: Kind,
    /// What it does.
    pub run: fn(&Call<'_>) -> Result<Exit, Failure>,
}

/// What a verb does to the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It records something: somebody does it, and a script may repeat it.
    Act,
    /// It shows something.
    Show,
    /// It looks after the ledger itself.
    Keep,
}

/// A thing and what can be done with it.
pub struct Noun {
    /// Its name.
    pub name: &'static str,
    /// What it is, in one line.
    pub about: Two,
    /// What can be done.
    pub verbs: &'static [&'static Verb],
}

impl Verb {
    /// Its command line, as the command `path` (`finding add`).
    pub fn spec(&self, lang: Lang, path: &str) -> Command {
        let usage = format!("bihuan {path} {}", self.usage(lang));
        let own = self.fields.iter().map(|field| field.spec(lang));
        let takes_words = self.fields.iter().any(Field::is_word);
        let template = if takes_words { cli::template_of_words(lang) } else { cli::template_of_options(lang) };
        let command = Command::new(self.name)
            .about(tr(lang, self.about.0, self.about.1).to_owned())
            .override_usage(usage)
            .help_template(template)
            .disable_help_flag(true)
            .args(own)
            .args(self.common(lang));
        if self.examples.is_empty() { command } else { command.before_help(cli::examples_of(lang, self.examples)) }
    }

    /// What must be written, and that more can.
    fn usage(&self, lang: Lang) -> String {
        let (words, named): (Vec<&Field>, Vec<&Field>) = self.fields.iter().partition(|field| field.is_word());
        let must = words.iter().chain(named.iter().filter(|field| field.is_required()));
        let must = must.map(|field| field.usage(lang));
        must.chain([tr(lang, "[选项]", "[OPTIONS]").to_owned()]).collect::<Vec<_>>().join(" ")
    }

    fn common(&self, lang: Lang) -> Vec<clap::Arg> {
        let who = field::AS.iter().filter(|_| self.kind == Kind::Act);
        let order = |(at, field): (usize, &Field)| field.spec(lang).display_order(800 + at);
        field::DATA.iter().chain(who).enumerate().map(order).collect()
    }

    /// Does it.
    pub fn run(&self, matches: &clap::ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
        (self.run)(&Call::new(matches, terminal))
    }
}

impl Noun {
    /// Its command line.
    pub fn spec(&self, lang: Lang) -> Command {
        let name = self.name;
        let verbs = self.verbs.iter().map(|verb| verb.spec(lang, &format!("{name} {}", verb.name)));
        Command::new(name)
            .about(tr(lang, self.about.0, self.about.1).to_owned())
            .override_usage(format!("bihuan {name} {}", tr(lang, "<动作> [选项] …", "<VERB> [OPTIONS] …")))
            .help_template(cli::template_of_verbs(lang))
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true)
            .disable_help_flag(true)
            .subcommands(verbs)
    }

    /// Does one of its verbs.
    pub fn run(&self, matches: &clap::ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
        let Some((name, matches)) = matches.subcommand() else { return Ok(Exit::Well) };
        self.verbs.iter().find(|verb| verb.name == name).map_or(Ok(Exit::Well), |verb| verb.run(matches, terminal))
    }
}
