//! `bihuan read`: what the program sees in a file, before anything is made of it.

mod json;
mod markdown;
mod outline;

use clap::{ArgMatches, Command};
use document::{Bilingual, Document, Lang};

use crate::cli::Example;
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::terminal::{Terminal, clean};
use crate::{batch, cli, input};

const EXAMPLES: &[Example] = &[
    Example {
        zh: ("bihuan read 方案.docx", "大纲：自动编号也算出来"),
        en: ("bihuan read plan.docx", "an outline, automatic numbers computed"),
    },
    Example {
        zh: ("bihuan read 方案.docx --format text", "纯文本"),
        en: ("bihuan read plan.docx --format text", "plain text"),
    },
    Example {
        zh: ("bihuan read 台账.xlsx --format markdown", "表格转成 Markdown"),
        en: ("bihuan read ledger.xlsx --format markdown", "tables as Markdown"),
    },
    Example {
        zh: ("bihuan read 通报.pdf --format json", "每段的编号、层级、出处"),
        en: ("bihuan read notice.pdf --format json", "number, level and place of each paragraph"),
    },
];

/// Its words.
pub fn spec(lang: Lang) -> Command {
    cli::subcommand(
        lang,
        "read",
        ("读文件：编号、标题层级、表格、批注", "Read files: numbers, headings, tables, notes"),
        ("<文件>… [--format outline|text|markdown|json]", "<FILE>… [--format outline|text|markdown|json]"),
        EXAMPLES,
    )
    .arg(cli::files(lang))
    .arg(
        cli::choice(lang, "format", &["outline", "text", "markdown", "json"]).help(
            cli::tr(
                lang,
                "outline 大纲（缺省）、text 纯文本、markdown、json（多个文件时一行一个）",
                "outline (default), text, markdown, json (one line a file where there are several)",
            )
            .to_owned(),
        ),
    )
}

/// Reads and prints each file.
pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
    let paths = cli::paths(matches, "files");
    let format = cli::word(matches, "format", "outline");
    let several = paths.len() > 1;
    let mut out = Output::new();
    let (mut exit, mut first) = (Exit::Well, true);
    let done = batch::run(
        &paths,
        terminal.lang,
        |_, path| {
            let document = input::load(path)?.document;
            let name = path.display().to_string();
            Ok(print(&document, &name, format, several, terminal))
        },
        |_, result: Result<String, Failure>| {
            match result {
                Ok(text) => {
                    if !std::mem::take(&mut first) && format != "json" {
                        out.print("\n")?;
                    }
                    out.print(&text)?;
                }
                Err(failure) => {
                    out.flush()?;
                    terminal.report(&failure);
                    exit = exit.max(failure.exit());
                }
            }
            Ok(())
        },
    )?;
    out.flush()?;
    Ok(done.stopped(terminal).unwrap_or(exit))
}

fn print(document: &Document, name: &str, format: &str, several: bool, terminal: &Terminal) -> String {
    match format {
        "json" => {
            let value = json::document(document, name);
            if several { format!("{value}\n") } else { format!("{value:#}\n") }
        }
        "markdown" => markdown::document(document),
        "text" => clean(&document.plain_text()).into_owned(),
        _ => outline::document(document, name, terminal),
    }
}

/// A format's name.
pub fn format_name(format: document::Format) -> Bilingual {
    use document::Format::{Csv, Doc, Docx, Html, Markdown, Ods, Pdf, Text, Xls, Xlsx};
    match format {
        Docx => Bilingual::fixed("Word 文档 docx", "Word docx"),
        Doc => Bilingual::fixed("Word 97–2003 文档", "Word 97–2003"),
        Xlsx => Bilingual::fixed("Excel 工作簿 xlsx", "Excel xlsx"),
        Xls => Bilingual::fixed("Excel 97–2003 工作簿", "Excel 97–2003"),
        Ods => Bilingual::fixed("OpenDocument 表格", "OpenDocument spreadsheet"),
        Csv => Bilingual::fixed("CSV 表格", "CSV"),
        Pdf => Bilingual::fixed("PDF", "PDF"),
        Html => Bilingual::fixed("网页 HTML", "HTML"),
        Markdown => Bilingual::fixed("Markdown", "Markdown"),
        Text => Bilingual::fixed("纯文本", "plain text"),
    }
}
