//! `bihuan rule`: the rules of `check`, as a list or one with its page.

use clap::{Arg, ArgMatches, Command};
use document::{Bilingual, Lang};
use lint::{Family, Rule, Settings, UnknownRule};

use crate::cli::{self, Example};
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::table::{pad, width, wrap};
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
    let advice = match &unknown.nearest {
        Some(word) => Bilingual::new(
            format!("是不是“{word}”？bihuan rule 列出所有规则"),
            format!("did you mean {word}? bihuan rule lists all rules"),
        ),
        None => Bilingual::fixed("用 bihuan rule 列出所有规则", "bihuan rule lists all rules"),
    };
    Failure::told(unknown.reason(), advice)
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
            let severity = pad(terminal.say(&severity), 9);
            let summary = terminal.say(&rule.summary);
            let code = paint.cyan(rule.code);
            out.push_str(&format!("  {code}  {}  {severity}{summary}\n", pad(rule.name, names)));
        }
    }
    out
}

/// The Markdown page for a terminal: headings stand out, sentences are wrapped, examples and tables are left.
fn paint(page: &str, terminal: &Terminal) -> String {
    let mut example = false;
    let mut out = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let fence = line.starts_with("```");
        example ^= fence;
        if line.starts_with('#') && !example {
            out.push_str(&terminal.paint.bold(line));
        } else if fence || example || !is_prose(line) {
            out.push_str(line);
        } else {
            // English sentences run on across the page's lines; each line of Chinese ends with its sentence.
            let mut text = line.to_owned();
            while let Some(next) = lines.next_if(|next| terminal.lang == Lang::En && is_prose(next)) {
                text.push(' ');
                text.push_str(next);
            }
            out.push_str(&wrap(&text, terminal.width).join("\n"));
        }
        out.push('\n');
    }
    out
}

fn is_prose(line: &str) -> bool {
    line.starts_with(|c: char| !matches!(c, '#' | '|' | '-' | '`'))
}
