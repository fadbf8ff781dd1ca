//! `docs/cli.md`: the help of every command, in both languages. What many of them say alike is told once.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr as _;

use super::Bihuan;

/// Headings over what is no command.
const OTHER: [&str; 12] = [
    "用法：",
    "Usage:",
    "试一试：",
    "Try:",
    "例子：",
    "Examples:",
    "参数：",
    "Arguments:",
    "选项：",
    "Options:",
    "退出码：",
    "Exit codes:",
];

/// Headings over options.
const OPTIONS: [&str; 2] = ["选项：", "Options:"];

/// An option that stands on one page in so many, or on more, is told once.
const SHARED: usize = 2;

/// A language: its name for `--lang`, the title of its part, and the title and the words over what many commands take.
struct Part {
    lang: &'static str,
    title: &'static str,
    shared: &'static str,
    words: &'static str,
}

const ZH: Part = Part {
    lang: "zh",
    title: "# 命令行\n\n[English](#command-line)\n",
    shared: "许多命令都有的选项",
    words: "下面各命令不再重复。`--as` 与 `--key` 用于往台账里记的命令，`--data` 用于台账的所有命令。",
};
const EN: Part = Part {
    lang: "en",
    title: "# Command line\n",
    shared: "Options of many commands",
    words: "They are not repeated below. `--as` and `--key` are for commands that record something in a ledger, `--data` for all that use one.",
};

/// A command and its help.
type Page = (String, String);

/// The page.
pub fn page(bihuan: &Bihuan) -> Result<String, String> {
    let mut page = "<!-- Generated from the help of each command; do not edit. -->\n".to_owned();
    for part in [&ZH, &EN] {
        let mut pages = Vec::new();
        gather(bihuan, "bihuan", part.lang, &mut pages)?;
        page += "\n";
        page += &written(part, &pages);
    }
    Ok(page)
}

/// The help of `command`, then that of every command that it lists.
fn gather(bihuan: &Bihuan, command: &str, lang: &str, pages: &mut Vec<Page>) -> Result<(), String> {
    let help = bihuan.prints(&format!("{command} --help --lang {lang}"))?;
    let names: Vec<String> = listed(&help).into_iter().map(str::to_owned).collect();
    pages.push((command.to_owned(), help));
    names.iter().try_for_each(|name| gather(bihuan, &format!("{command} {name}"), lang, pages))
}

/// The commands that a help page lists: indented by two under a heading that is not of something else.
fn listed(help: &str) -> Vec<&str> {
    let mut lists = false;
    let mut names = Vec::new();
    for line in help.lines() {
        match line.strip_prefix("  ") {
            None => lists = line.ends_with([':', '：']) && !OTHER.iter().any(|heading| line.starts_with(heading)),
            Some(item) if lists && !item.starts_with(' ') => names.extend(item.split_whitespace().next()),
            Some(_) => {}
        }
    }
    names
}

fn written(part: &Part, pages: &[Page]) -> String {
    let shared = shared(pages);
    let column = shared.iter().map(|(option, _)| option.width()).max().unwrap_or(0);
    let lines = shared.iter().map(|(option, does)| format!("{option}{}  {does}", " ".repeat(column - option.width())));
    let lines: Vec<String> = lines.collect();
    let mut out =
        format!("{}\n## {}\n\n{}\n\n```text\n{}\n```\n", part.title, part.shared, part.words, lines.join("\n"));
    for (command, help) in pages {
        let depth = "#".repeat(1 + command.split(' ').count().min(3));
        out += &format!("\n{depth} {command}\n\n```text\n{}\n```\n", without(help, &shared).join("\n"));
    }
    out
}

/// An option and what it does.
type Told<'a> = (&'a str, &'a str);

/// The options that many pages tell in the same words, in the order in which they are met.
fn shared(pages: &[Page]) -> Vec<Told<'_>> {
    let mut seen: BTreeMap<Told<'_>, usize> = BTreeMap::new();
    let mut order = Vec::new();
    for told in pages.iter().flat_map(|(_, help)| help.lines().filter_map(option)) {
        let count = seen.entry(told).or_default();
        *count += 1;
        if *count == 1 {
            order.push(told);
        }
    }
    order.retain(|told| seen[told] * SHARED > pages.len());
    order
}

/// The lines of a help page without those options, and without a heading under which nothing is left.
fn without<'h>(help: &'h str, shared: &[Told<'_>]) -> Vec<&'h str> {
    let keeps = |line: &&str| option(line).is_none_or(|told| !shared.contains(&told));
    let mut lines: Vec<&str> = help.lines().map(str::trim_end).filter(keeps).collect();
    let empty = |n: usize| OPTIONS.contains(&lines[n]) && lines.get(n + 1).is_none_or(|next| next.is_empty());
    if let Some(heading) = (0..lines.len()).find(|n| empty(*n)) {
        lines.remove(heading);
    }
    while lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    lines
}

/// The option that a line of help tells of.
fn option(line: &str) -> Option<Told<'_>> {
    let (option, does) = line.trim().split_once("  ")?;
    option.starts_with('-').then_some((option, does.trim()))
}

#[cfg(test)]
mod tests {
    use super::{listed, option, shared, without};

    const HELP: &str = "Does it\n\nUsage: b x\n\nVerbs:\n  add  Adds\n  cut  Cuts\n\nOptions:\n      --one <A>  first\n  -h, --help     help\n";

    #[test]
    fn commands_are_told_from_options() {
        assert_eq!(listed(HELP), ["add", "cut"]);
        assert_eq!(option("      --one <A>  first"), Some(("--one <A>", "first")));
        assert_eq!(option("  add  Adds"), None);
    }

    #[test]
    fn what_many_tell_is_left_out() {
        let mut pages = vec![("b x".to_owned(), HELP.to_owned())];
        pages.extend((0..8).map(|_| ("b y".to_owned(), "Options:\n  -h, --help  help\n".to_owned())));
        let shared = shared(&pages);
        assert_eq!(shared, [("-h, --help", "help")]);
        assert_eq!(without(HELP, &shared).last(), Some(&"      --one <A>  first"));
        assert!(without(&pages[1].1, &shared).is_empty());
    }
}
