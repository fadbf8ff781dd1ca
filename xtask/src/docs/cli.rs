//! `docs/cli.md`: the help of every command, in both languages.

use super::Bihuan;

/// Headings over what is no command.
const OTHER: [&str; 10] =
    ["用法：", "Usage:", "试一试：", "Try:", "例子：", "Examples:", "参数：", "Arguments:", "选项：", "Options:"];

/// The page.
pub fn page(bihuan: &Bihuan) -> Result<String, String> {
    let mut page =
        "<!-- Generated from the help of each command; do not edit. -->\n\n# 命令行\n\n[English](#command-line)\n"
            .to_owned();
    page += &help(bihuan, "bihuan", "zh")?;
    page += "\n# Command line\n";
    page += &help(bihuan, "bihuan", "en")?;
    Ok(page)
}

/// The help of `command`, then that of every command that it lists.
fn help(bihuan: &Bihuan, command: &str, lang: &str) -> Result<String, String> {
    let text = bihuan.prints(&format!("{command} --help --lang {lang}"))?;
    let mut part = section(command, &text);
    for name in listed(&text) {
        part += &help(bihuan, &format!("{command} {name}"), lang)?;
    }
    Ok(part)
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

fn section(title: &str, text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    let depth = "#".repeat(1 + title.split(' ').count().min(3));
    format!("\n{depth} {title}\n\n```text\n{}\n```\n", lines.join("\n"))
}
