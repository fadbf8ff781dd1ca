//! `docs/cli.md`: the help of every command, in both languages.

use super::Bihuan;

const COMMANDS: [&str; 6] = ["read", "extract", "check", "rule", "compare", "completions"];

/// The page.
pub fn page(bihuan: &Bihuan) -> Result<String, String> {
    let mut page =
        "<!-- Generated from the help of each command; do not edit. -->\n\n# 命令行\n\n[English](#command-line)\n"
            .to_owned();
    page += &help(bihuan, "zh")?;
    page += "\n# Command line\n";
    page += &help(bihuan, "en")?;
    Ok(page)
}

fn help(bihuan: &Bihuan, lang: &str) -> Result<String, String> {
    let mut part = section("bihuan", &bihuan.prints(&format!("bihuan --help --lang {lang}"))?);
    for command in COMMANDS {
        let text = bihuan.prints(&format!("bihuan {command} --help --lang {lang}"))?;
        part += &section(&format!("bihuan {command}"), &text);
    }
    Ok(part)
}

fn section(title: &str, text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    format!("\n## {title}\n\n```text\n{}\n```\n", lines.join("\n"))
}
