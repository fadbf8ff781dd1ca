//! The commands, one a file: each has its words for the command line and what it does.

mod check;
mod compare;
pub mod completions;
mod extract;
mod ledger;
mod read;
pub mod rule;

use clap::{ArgMatches, Command};
use document::Lang;

use crate::cli::tr;
use crate::failure::{Exit, Failure};
use crate::table::{pad, width};
use crate::terminal::Terminal;
use crate::verb::{Noun, Two, Verb};

/// A command.
enum Item {
    /// One over papers: its name, its words, what it does.
    Paper(&'static str, fn(Lang) -> Command, fn(&ArgMatches, &Terminal) -> Result<Exit, Failure>),
    /// One over the ledger.
    Verb(&'static Verb),
    /// A thing of the ledger, with commands of its own.
    Noun(&'static Noun),
}
use Item::{Noun as N, Paper as P, Verb as V};

/// All commands, in the order in which help lists them.
const GROUPS: [(Two, &[Item]); 4] = [
    (
        ("材料：", "Papers:"),
        &[
            P("read", read::spec, read::run),
            P("extract", extract::spec, extract::run),
            P("check", check::spec, check::run),
            P("rule", rule::spec, rule::run),
            P("compare", compare::spec, compare::run),
        ],
    ),
    (
        ("台账，一个问题从头到尾：", "The ledger, a finding from beginning to end:"),
        &[
            V(&ledger::import::IMPORT),
            N(&ledger::finding::FINDING),
            N(&ledger::cause::CAUSE),
            N(&ledger::measure::MEASURE),
            V(&ledger::turn::SUBMIT),
            V(&ledger::turn::VERIFY),
            V(&ledger::turn::RETURN),
            V(&ledger::turn::APPROVE),
            V(&ledger::turn::CLOSE),
            V(&ledger::turn::LOOK_BACK),
            N(&ledger::sample::SAMPLE),
            V(&ledger::list::LIST),
            V(&ledger::show::SHOW),
            V(&ledger::show::HISTORY),
            N(&ledger::exchange::LEDGER),
        ],
    ),
    (
        ("台账，里面还有什么：", "The ledger, what else it holds:"),
        &[
            N(&ledger::campaign::CAMPAIGN),
            N(&ledger::evidence::EVIDENCE),
            N(&ledger::regulation::REGULATION),
            N(&ledger::unit::UNIT),
            N(&ledger::person::PERSON),
            N(&ledger::post::POST),
            N(&ledger::hand_over::HAND_OVER),
            V(&ledger::profile::PROFILE),
            N(&ledger::holidays::HOLIDAYS),
        ],
    ),
    (
        ("管理：", "Keeping:"),
        &[
            V(&ledger::serve::DEMO),
            V(&ledger::init::INIT),
            V(&ledger::serve::SERVE),
            N(&ledger::account::ACCOUNT),
            N(&ledger::log::LOG),
            V(&ledger::keep::BACKUP),
            V(&ledger::keep::RESTORE),
            V(&ledger::keep::ARCHIVE),
            V(&ledger::keep::REBUILD),
            V(&ledger::keep::ERASE),
            V(&ledger::keep::DOCTOR),
            P("completions", completions::spec, completions::run),
        ],
    ),
];

impl Item {
    const fn name(&self) -> &'static str {
        match self {
            Self::Paper(name, ..) => name,
            Self::Verb(verb) => verb.name,
            Self::Noun(noun) => noun.name,
        }
    }

    fn spec(&self, lang: Lang) -> Command {
        match self {
            Self::Paper(_, spec, _) => spec(lang),
            Self::Verb(verb) => verb.spec(lang, verb.name),
            Self::Noun(noun) => noun.spec(lang),
        }
    }

    fn run(&self, matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
        match self {
            Self::Paper(.., run) => run(matches, terminal),
            Self::Verb(verb) => verb.run(matches, terminal),
            Self::Noun(noun) => noun.run(matches, terminal),
        }
    }
}

fn all() -> impl Iterator<Item = &'static Item> {
    GROUPS.iter().flat_map(|(_, items)| items.iter())
}

/// The words of the command `only`, or of all where it names none.
pub fn specs(lang: Lang, only: Option<&str>) -> Vec<Command> {
    match all().find(|item| Some(item.name()) == only) {
        Some(item) => vec![item.spec(lang)],
        None => all().map(|item| item.spec(lang)).collect(),
    }
}

/// What the help of the program lists: every command with its one line, group by group.
pub fn listing(lang: Lang, specs: &[Command]) -> String {
    let column = specs.iter().map(|spec| width(spec.get_name())).max().unwrap_or(0);
    let about = |name: &str| {
        let spec = specs.iter().find(|spec| spec.get_name() == name)?;
        Some(format!("\n  {}  {}", pad(name, column), spec.get_about()?))
    };
    let group = |((zh, en), items): &(Two, &[Item])| {
        let lines: String = items.iter().filter_map(|item| about(item.name())).collect();
        format!("{}{lines}", tr(lang, zh, en))
    };
    GROUPS.iter().map(group).collect::<Vec<_>>().join("\n\n")
}

/// Runs the command that was asked for.
///
/// # Errors
/// What ended the whole call; what concerns one file alone is reported where it is met.
pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(Exit::Well) };
    let outcome = all().find(|item| item.name() == name).map_or(Ok(Exit::Well), |item| item.run(matches, terminal));
    match outcome {
        Err(Failure::Closed) => Ok(Exit::Well),
        other => other,
    }
}
