//! The command line: its words in both languages, parsed by clap.

pub mod usage;

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use document::Lang;

use crate::command;
use crate::table::{pad, width};
use crate::terminal::Color;

/// `zh` or `en`, whichever is the language of the interface.
pub fn tr<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Parses the command line.
///
/// # Errors
/// What clap could not make sense of, and requests for help or the version.
pub fn parse(arguments: &[OsString], lang: Lang) -> Result<ArgMatches, clap::Error> {
    // What follows the name of a command is that command's: the words of the others need not be made.
    let first = arguments.get(1).and_then(|first| first.to_str());
    spec_of(lang, first).try_get_matches_from(arguments)
}

/// The language of the interface: `--lang`, else the locale's, else Chinese.
///
/// Read before clap runs, because help and errors of the command line are in that language too.
pub fn language(arguments: &[OsString]) -> Lang {
    let mut words = words(arguments);
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        match value {
            Some("en") => return Lang::En,
            Some("zh") => return Lang::Zh,
            _ => {}
        }
    }
    // POSIX: LC_ALL beats LC_MESSAGES beats LANG, and an empty value counts as unset.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if locale.is_some_and(|l| l.to_ascii_lowercase().starts_with("en")) { Lang::En } else { Lang::Zh }
}

/// Whether a program is to read what is printed: then a failure is JSON too, be it that of a command line that clap
/// makes no sense of.
pub fn json(arguments: &[OsString]) -> bool {
    let words: Vec<&str> = words(arguments).collect();
    words.iter().any(|word| ["--json", "--format=json"].contains(word))
        || words.windows(2).any(|pair| pair == ["--format", "json"])
}

fn words(arguments: &[OsString]) -> impl Iterator<Item = &str> {
    arguments.iter().skip(1).filter_map(|a| a.to_str()).take_while(|a| *a != "--")
}

/// When to colour, as asked for.
pub fn color(matches: &ArgMatches) -> Color {
    let mut deepest = matches;
    while let Some((_, inner)) = deepest.subcommand() {
        deepest = inner;
    }
    let asked = deepest.get_one::<String>("color").map(String::as_str);
    match asked {
        Some("always") => Color::Always,
        Some("never") => Color::Never,
        _ => Color::Auto,
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        zh: ("bihuan extract 材料.docx", "列出问题、原因、措施"),
        en: ("bihuan extract paper.docx", "list findings, causes and measures"),
    },
    Example {
        zh: ("bihuan extract 材料/*.docx --xlsx 台账.xlsx", "汇成整改台账"),
        en: ("bihuan extract papers/*.docx --xlsx all.xlsx", "gather them in one ledger"),
    },
    Example {
        zh: ("bihuan check 材料.docx", "看看材料有哪些毛病"),
        en: ("bihuan check paper.docx", "see what is bad about the paper"),
    },
    Example {
        zh: ("bihuan check 材料.docx --annotate 批注.docx", "把意见批注到 Word 文件里"),
        en: ("bihuan check paper.docx --annotate out.docx", "the same, as comments in the Word file"),
    },
    Example {
        zh: ("bihuan compare 材料/", "找出雷同的段落"),
        en: ("bihuan compare papers/", "find passages that papers share"),
    },
    Example {
        zh: ("bihuan init && bihuan list --light red", "建一本台账；看看哪些问题逾期"),
        en: ("bihuan init && bihuan list --light red", "begin a ledger; see which findings are overdue"),
    },
];

/// The whole command line.
pub fn spec(lang: Lang) -> Command {
    spec_of(lang, None)
}

/// The command line with the command `only`, or with all where it names none.
fn spec_of(lang: Lang, only: Option<&str>) -> Command {
    let t = |zh, en| tr(lang, zh, en).to_owned();
    let subcommands: Vec<Command> = command::specs(lang, only);
    let root = Command::new("bihuan")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(
            "闭环：读懂对照检查、整改方案、审计报告等材料，列出问题、原因、措施，指出材料本身的毛病；\n\
             把它们记入台账，从登记、整改、验收、销号一直管到回头看，谁也不能悄悄改。",
            "Bihuan reads papers that say what is wrong and what will be done, lists findings, causes and\n\
             measures, and says what is bad about the paper itself; it keeps them in a ledger, from\n\
             registration to look-back, that nobody can quietly rewrite.",
        ))
        .before_help(examples(lang, ("试一试：", "Try:"), EXAMPLES))
        .after_help(t(
            "退出码：\n\
             \x20 0    一切正常\n\
             \x20 1    有发现：check 有警告或错误，log verify、doctor 查出不对，import 没有确认或有没照收的\n\
             \x20 2    出错：用法不对，或文件、数据库读写不了\n\
             \x20 3    不予办理：台账把所缺的全部列出，什么也没有记\n\
             \x20 130  被 Ctrl-C 中止\n\
             要 JSON 时，出错和不予办理也打印成 JSON。用 bihuan <命令> --help 看各命令的例子。",
            "Exit codes:\n\
             \x20 0    all well\n\
             \x20 1    something was found: warnings or errors by check, a fault by log verify or doctor,\n\
             \x20      by import what was not confirmed or not taken over\n\
             \x20 2    an error: wrong usage, or a file or database could not be read or written\n\
             \x20 3    a refusal: the ledger lists all that lacks, and nothing was recorded\n\
             \x20 130  stopped by Ctrl-C\n\
             Where JSON is asked for, errors and refusals are JSON too.\n\
             bihuan <COMMAND> --help shows examples of each command.",
        ))
        .override_usage(t("bihuan <命令> [选项] …", "bihuan <COMMAND> [OPTIONS] …"))
        .help_template(template(lang, &command::listing(lang, &subcommands)))
        // clap breaks lines only where some crate of the same build asks it to; ours are broken by hand.
        .term_width(0)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(globals(lang));
    let root = root.arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .help(t("显示版本", "Show the version"))
            .action(ArgAction::Version),
    );
    root.subcommands(subcommands)
}

/// The order of a help page, with what it lists first. clap's own headings are English only, hence these.
fn template(lang: Lang, list: &str) -> String {
    let usage = tr(lang, "用法：", "Usage: ");
    let options = tr(lang, "选项：", "Options:");
    format!("{{about}}\n\n{usage}{{usage}}\n\n{{before-help}}{list}\n\n{options}\n{{options}}{{after-help}}")
}

/// The help page of a command with arguments.
pub fn template_of_words(lang: Lang) -> String {
    template(lang, &format!("{}\n{{positionals}}", tr(lang, "参数：", "Arguments:")))
}

/// The help page of a command without arguments.
pub fn template_of_options(lang: Lang) -> String {
    let usage = tr(lang, "用法：", "Usage: ");
    let options = tr(lang, "选项：", "Options:");
    format!("{{about}}\n\n{usage}{{usage}}\n\n{{before-help}}{options}\n{{options}}{{after-help}}")
}

/// The help page of a command with commands of its own.
pub fn template_of_verbs(lang: Lang) -> String {
    template(lang, &format!("{}\n{{subcommands}}", tr(lang, "动作：", "Verbs:")))
}

fn globals(lang: Lang) -> [Arg; 3] {
    let t = |zh, en| tr(lang, zh, en).to_owned();
    let common = |arg: Arg| arg.global(true).display_order(900);
    [
        common(choice(lang, "lang", &["zh", "en"]).help(t(
            "界面语言：zh 中文，en 英文；不写则看 LC_ALL、LANG",
            "Language: zh Chinese, en English; by default that of LC_ALL, LANG, else Chinese",
        ))),
        common(choice(lang, "color", &["auto", "always", "never"]).help(t(
            "颜色：auto 只在终端里用（缺省），always 总用，never 不用",
            "Colour: auto in a terminal only (default), always, never",
        ))),
        common(
            Arg::new("help").short('h').long("help").action(ArgAction::Help).help(t("显示这份帮助", "Show this help")),
        ),
    ]
}

/// A command line and what it does, in both languages.
pub struct Example {
    /// Chinese.
    pub zh: (&'static str, &'static str),
    /// English.
    pub en: (&'static str, &'static str),
}

/// A subcommand's frame: name, one-line purpose, usage and examples.
pub fn subcommand(
    lang: Lang,
    name: &'static str,
    about: (&str, &str),
    usage: (&str, &str),
    list: &[Example],
) -> Command {
    let t = |pair: (&str, &str)| tr(lang, pair.0, pair.1).to_owned();
    Command::new(name)
        .about(t(about))
        .override_usage(format!("bihuan {name} {}", t(usage)))
        .before_help(examples_of(lang, list))
        .help_template(template_of_words(lang))
        .disable_help_flag(true)
}

/// Examples of a command.
pub fn examples_of(lang: Lang, list: &[Example]) -> String {
    examples(lang, ("例子：", "Examples:"), list)
}

/// Examples under their heading, what they do in a column of its own.
fn examples(lang: Lang, heading: (&str, &str), list: &[Example]) -> String {
    let pairs = list.iter().map(|e| if lang == Lang::Zh { e.zh } else { e.en });
    let column = pairs.clone().map(|(line, _)| width(line)).max().unwrap_or(0);
    let mut out = tr(lang, heading.0, heading.1).to_owned();
    for (line, does) in pairs {
        out.push_str(&format!("\n  {}  {does}", pad(line, column)));
    }
    out
}

/// The files to read.
pub fn files(lang: Lang) -> Arg {
    Arg::new("files")
        .value_name(tr(lang, "文件", "FILE").to_owned())
        .help(
            tr(
                lang,
                "要读的文件：docx doc wps xlsx xls ods csv pdf html md txt",
                "Files to read: docx doc wps xlsx xls ods csv pdf html md txt",
            )
            .to_owned(),
        )
        .required(true)
        .num_args(1..)
        .value_parser(clap::value_parser!(std::path::PathBuf))
}

/// An option `--name` that takes a value.
pub fn option(lang: Lang, name: &'static str, value: (&str, &str), help: (&str, &str)) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(tr(lang, value.0, value.1).to_owned())
        .help(tr(lang, help.0, help.1).to_owned())
}

/// An option that takes a path.
pub fn path(lang: Lang, name: &'static str, value: (&str, &str), help: (&str, &str)) -> Arg {
    option(lang, name, value, help).value_parser(clap::value_parser!(std::path::PathBuf))
}

/// An option without a value.
pub fn flag(lang: Lang, name: &'static str, help: (&str, &str)) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(tr(lang, help.0, help.1).to_owned())
}

/// An option with a fixed set of values, which its help must explain.
pub fn choice(lang: Lang, name: &'static str, values: &'static [&'static str]) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(tr(lang, "取值", "VALUE").to_owned())
        .value_parser(PossibleValuesParser::new(values))
        .hide_possible_values(true)
}

/// The paths given for `name`, in order.
pub fn paths<'a>(matches: &'a ArgMatches, name: &str) -> Vec<&'a std::path::Path> {
    matches.get_many::<std::path::PathBuf>(name).unwrap_or_default().map(std::path::PathBuf::as_path).collect()
}

/// The path given for `name`.
pub fn one_path<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a std::path::Path> {
    matches.get_one::<std::path::PathBuf>(name).map(std::path::PathBuf::as_path)
}

/// The word given for `name`, or `default`.
pub fn word<'a>(matches: &'a ArgMatches, name: &str, default: &'a str) -> &'a str {
    matches.get_one::<String>(name).map_or(default, String::as_str)
}
