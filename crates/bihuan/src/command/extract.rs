//! `bihuan extract`: findings, causes and measures of papers, as a table, as JSON, as a ledger.

mod cells;
mod destination;
mod people;
pub(super) mod words;

use std::path::Path;

use clap::{ArgMatches, Command};
use document::{Bilingual, Document, Lang};
use extract::{Extraction, contract};
use report::ledger::{Entry, xlsx};

use crate::cli::Example;
use crate::failure::{Exit, Failure};
use crate::output::{Output, save, spare};
use crate::terminal::{Terminal, clean};
use crate::{batch, cli, input};
use destination::Destination;

const EXAMPLES: &[Example] = &[
    Example {
        zh: ("bihuan extract 方案.docx", "在终端里看表"),
        en: ("bihuan extract plan.docx", "a table in the terminal"),
    },
    Example {
        zh: ("bihuan extract 方案.docx --json", "结果打印成 JSON"),
        en: ("bihuan extract plan.docx --json", "the result as JSON"),
    },
    Example {
        zh: ("bihuan extract 材料/*.docx -o 结果", "每份材料一个 JSON：结果/<文件名>.json"),
        en: ("bihuan extract papers/*.docx -o results", "one JSON a paper: results/<file name>.json"),
    },
    Example {
        zh: ("bihuan extract 材料/*.docx --xlsx 台账.xlsx", "汇成一本整改台账"),
        en: ("bihuan extract papers/*.docx --xlsx all.xlsx", "one ledger of all papers"),
    },
];

/// Its words.
pub fn spec(lang: Lang) -> Command {
    cli::subcommand(
        lang,
        "extract",
        ("提取问题、原因、措施、责任、时限、承诺", "Extract findings, causes, measures, owners, deadlines, promises"),
        ("<文件>… [-o 文件夹] [--json] [--xlsx 台账.xlsx]", "<FILE>… [-o DIR] [--json] [--xlsx OUT.xlsx]"),
        EXAMPLES,
    )
    .arg(cli::files(lang))
    .arg(
        cli::path(
            lang,
            "output",
            ("文件夹", "DIR"),
            (
                "每份材料写一个 JSON 到这个文件夹，没有就新建",
                "write one JSON a paper into this folder, made where missing",
            ),
        )
        .short('o'),
    )
    .arg(cli::flag(
        lang,
        "json",
        (
            "打印 JSON；多个文件时一行一个，带 file 字段",
            "print JSON; one line a paper with a field `file` where there are several",
        ),
    ))
    .arg(cli::path(
        lang,
        "xlsx",
        ("台账.xlsx", "OUT.xlsx"),
        ("写一本 Excel 整改台账，标准栏目", "write an Excel ledger with the standard columns"),
    ))
}

/// A paper, extracted.
struct Extracted {
    document: Document,
    extraction: Extraction,
    text: String,
}

/// Extracts each file and hands the results to where they were asked for.
pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
    let paths = cli::paths(matches, "files");
    let ledger = cli::one_path(matches, "xlsx");
    if let Some(ledger) = ledger {
        spare(ledger, &["xlsx"], paths.iter().copied())?;
    }
    let form = Form::of(matches, paths.len());
    let destinations = destination::of(&paths, cli::one_path(matches, "output"))?;
    let jobs: Vec<(&Path, Destination)> = paths.into_iter().zip(destinations).collect();
    let mut out = Output::new();
    let (mut exit, mut kept, mut first) = (Exit::Well, Vec::new(), true);
    let done = batch::run(
        &jobs,
        terminal.lang,
        |_, (path, destination)| one(path, destination, form, terminal),
        |index, result| {
            match result {
                Ok(extracted) => {
                    if form == Form::People && !std::mem::take(&mut first) {
                        out.print("\n")?;
                    }
                    out.print(&extracted.text)?;
                    if ledger.is_some() {
                        kept.push((index, extracted.document, extracted.extraction));
                    }
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
    if let Some(stopped) = done.stopped(terminal) {
        // A ledger of some of the papers would look like one of all.
        out.flush()?;
        if ledger.is_some() {
            terminal.remark(&Bilingual::fixed("台账没有写。", "No ledger was written."));
        }
        return Ok(stopped);
    }
    if let Some(path) = ledger.filter(|_| !kept.is_empty()) {
        write_ledger(path, &kept, &jobs, terminal)?;
        if form == Form::Summary {
            out.print(&format!("{}{}\n", terminal.tr("台账：", "ledger: "), clean(&path.display().to_string())))?;
        }
    }
    out.flush()?;
    Ok(exit)
}

/// What is printed of each paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    People,
    Json,
    JsonLine,
    Summary,
}

impl Form {
    fn of(matches: &ArgMatches, files: usize) -> Self {
        let given = |name| matches.contains_id(name) && matches.value_source(name).is_some();
        match (given("output"), matches.get_flag("json"), given("xlsx")) {
            (true, ..) | (false, false, true) => Self::Summary,
            (false, true, _) if files > 1 => Self::JsonLine,
            (false, true, _) => Self::Json,
            (false, false, false) => Self::People,
        }
    }
}

fn one(path: &Path, destination: &Destination, form: Form, terminal: &Terminal) -> Result<Extracted, Failure> {
    let to = destination.path(path)?;
    let document = input::load(path)?.document;
    let extraction = extract::extract(&document);
    let name = path.display().to_string();
    if let Some(to) = to {
        save(to, format!("{:#}\n", contract::json(&extraction, &document)).as_bytes())?;
    }
    let text = match form {
        Form::People => people::table(&extraction, &name, terminal),
        Form::Json => format!("{:#}\n", contract::json(&extraction, &document)),
        Form::JsonLine => json_line(&name, &extraction, &document),
        Form::Summary => {
            let arrow = to.map(|to| format!(" → {}", clean(&to.display().to_string()))).unwrap_or_default();
            format!("{}{arrow}  {}\n", clean(&name), words::counts(&extraction, terminal.lang))
        }
    };
    Ok(Extracted { document, extraction, text })
}

/// The contract's JSON with the file's name in front, on one line.
fn json_line(name: &str, extraction: &Extraction, document: &Document) -> String {
    let mut line = serde_json::Map::from_iter([("file".to_owned(), name.into())]);
    if let serde_json::Value::Object(fields) = contract::json(extraction, document) {
        line.extend(fields);
    }
    format!("{}\n", serde_json::Value::Object(line))
}

fn write_ledger(
    path: &Path,
    kept: &[(usize, Document, Extraction)],
    jobs: &[(&Path, Destination)],
    terminal: &Terminal,
) -> Result<(), Failure> {
    let name = |index: &usize| jobs.get(*index).map_or_else(String::new, |(path, _)| input::name(path));
    let names: Vec<String> = kept.iter().map(|(index, ..)| name(index)).collect();
    let entries: Vec<Entry> =
        kept.iter().zip(&names).map(|((_, document, extraction), name)| Entry { name, document, extraction }).collect();
    let bytes = xlsx(&entries, terminal.lang).map_err(|error| {
        let advice = Bilingual::fixed("分几次写成几本台账", "write several ledgers, of fewer papers each");
        Failure::told_of(path, error.message(), advice)
    })?;
    save(path, &bytes)
}
