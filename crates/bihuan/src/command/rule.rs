//! `bihuan rule`: the rules of `check`, as a list or one with its page.

use clap::{Arg, ArgMatches, Command};
use document::{Bilingual, Lang};
use lint::{Family, Rule, Settings, UnknownRule};

use crate::cli::{self, Example};
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::table::{pad, width};
use crate::terminal::Terminal;

const EXAMPLES: &[Example] = &[
    Example { zh: ("bihuan rule", "列出所有规则"), en: ("bihuan rule", "list all rules") },
    Example {
        zh: ("bihuan rule H401", "一条规则：为什么、反例、正例、可调的数"),
        en: ("bihuan rule H401", "one rule: why, bad, good, its thresholds"),
    },
    Example { zh: ("bihuan rule H", "一族规则"), en: ("bihuan rule H", "one family") },
];

/// Its words.
pub fn spec(lang: Lang) -> Command {
    cli::subcommand(lang, "rule", ("说明检查的规则", "Explain the rules of check"), ("[代码]", "[CODE]"), EXAMPLES).arg(
        Arg::new("code").value_name(cli::tr(lang, "代码", "CODE").to_owned()).help(
            cli::tr(
                lang,
                "规则的代码、名称或代码的开头；不写则列出全部",
                "a rule's code or name, or how codes begin; all rules where left out",
            )
            .to_owned(),
        ),
    )
}

/// Prints the list or the page.
pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
    let asked = matches.get_one::<String>("code").map(String::as_str);
    let mut out = Output::new();
    match asked.and_then(|code| lint::manual::rule_page(code, terminal.lang)) {
        Some(page) => out.print(&paint(&page, terminal))?,
        None => out.print(&list(&selected(asked)?, terminal))?,
    }
    out.flush()?;
    Ok(Exit::Well)
}

fn selected(asked: Option<&str>) -> Result<Vec<&'static Rule>, Failure> {
    let mut settings = Settings::default();
    settings.select(asked).map_err(|unknown| no_such(&unknown))?;
    Ok(lint::rules().iter().copied().filter(|rule| settings.selects(rule)).collect())
}

/// A selector that names no rule.
pub fn no_such(unknown: &UnknownRule) -> Failure {
    Failure::Told {
        file: None,
        what: unknown.reason(),
        advice: match &unknown.nearest {
            Some(word) => Bilingual::new(
                format!("是不是“{word}”？bihuan rule 列出所有规则"),
                format!("did you mean {word}? bihuan rule lists all rules"),
            ),
            None => Bilingual::fixed("用 bihuan rule 列出所有规则", "bihuan rule lists all rules"),
        },
    }
}

fn list(rules: &[&'static Rule], terminal: &Terminal) -> String {
    let paint = terminal.paint;
    let names = rules.iter().map(|rule| width(rule.name)).max().unwrap_or(0);
    let mut out = String::new();
    for family in Family::ALL {
        let members: Vec<_> = rules.iter().filter(|rule| rule.family() == family).collect();
        if members.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&paint.bold(terminal.say(&family.label())));
        out.push('\n');
        for rule in members {
            let severity = lint::render::severity_label(rule.severity);
            let severity = pad(terminal.say(&severity), 8);
            let summary = terminal.say(&rule.summary);
            let code = paint.cyan(rule.code);
            out.push_str(&format!("  {code}  {}  {severity}{summary}\n", pad(rule.name, names)));
        }
    }
    out
}

/// Headings of the Markdown page stand out on a terminal.
fn paint(page: &str, terminal: &Terminal) -> String {
    let line = |line: &str| {
        let painted = if line.starts_with('#') { terminal.paint.bold(line) } else { line.to_owned() };
        painted + "\n"
    };
    page.lines().map(line).collect()
}
