//! `bihuan check`: what is bad about the paper itself.

mod annotate;
mod comparison;
mod config;
mod mend;

use std::path::Path;

use clap::{ArgAction, ArgMatches, Command};
use document::{Bilingual, Diagnostic, Document, Lang, Severity};
use lint::render::{Checked, Counts, json, sarif, text};
use lint::{Paper, Settings, SharedPassage};

use crate::cli::Example;
use crate::failure::{Exit, Failure};
use crate::output::{Output, spare};
use crate::terminal::Terminal;
use crate::{batch, cli, input};
use comparison::{Comparison, Others};
use config::Config;

const EXAMPLES: &[Example] = &[
    Example {
        zh: ("bihuan check 材料.docx", "列出毛病：在哪里、为什么、怎么改"),
        en: ("bihuan check paper.docx", "each fault: where, why, what to write instead"),
    },
    Example {
        zh: ("bihuan check 材料.docx --annotate 批注.docx", "把意见写成 Word 批注，原文一字不动"),
        en: ("bihuan check paper.docx --annotate out.docx", "the same as Word comments, the text untouched"),
    },
    Example {
        zh: ("bihuan check 材料.txt --fix", "改正标点、全半角等不影响意思的毛病"),
        en: ("bihuan check paper.txt --fix", "mend punctuation and widths, no meaning"),
    },
    Example {
        zh: ("bihuan check 材料.docx --against 去年/", "还查与去年材料雷同的段落"),
        en: ("bihuan check paper.docx --against last-year/", "passages shared with other papers too"),
    },
    Example {
        zh: ("bihuan check 材料/*.docx --ignore F", "不查某些规则（bihuan rule 列出规则）"),
        en: ("bihuan check papers/*.docx --ignore H4", "leave out some rules (bihuan rule lists them)"),
    },
];

/// Its words.
pub fn spec(lang: Lang) -> Command {
    cli::subcommand(
        lang,
        "check",
        ("检查材料本身的毛病，像编译器检查代码", "Check papers as a compiler checks code"),
        ("<文件>… [选项]", "<FILE>… [OPTIONS]"),
        EXAMPLES,
    )
    .arg(cli::files(lang))
    .arg(
        cli::choice(lang, "format", &["text", "json", "sarif"]).help(
            cli::tr(
                lang,
                "text 给人看（缺省）、json、sarif（2.1.0）",
                "text for people (default), json, sarif (2.1.0)",
            )
            .to_owned(),
        ),
    )
    .args([
        rules(
            lang,
            "select",
            ("只查这些规则：代码、代码的开头或名称", "only these rules: codes, how codes begin, names"),
        ),
        rules(lang, "ignore", ("不查这些规则", "leave out these rules")),
        cli::path(
            lang,
            "config",
            ("bihuan.toml", "bihuan.toml"),
            (
                "设置文件；不写则从材料所在的文件夹往上找 bihuan.toml",
                "settings; by default the bihuan.toml found upward from the paper's folder",
            ),
        ),
        cli::flag(
            lang,
            "fix",
            (
                "把不影响意思的毛病直接改在原文件里（txt、md、docx），并说明改了什么",
                "mend in the file itself what cannot change its meaning (txt, md, docx), and say what",
            ),
        ),
        cli::path(
            lang,
            "annotate",
            ("批注.docx", "OUT.docx"),
            (
                "把意见作为批注写进这份 Word 文件的副本（只能给一个 docx）",
                "write a copy of the Word file with a comment at each place (one docx only)",
            ),
        ),
        cli::path(
            lang,
            "against",
            ("文件夹", "DIR"),
            ("还与这个文件夹里的材料比，查雷同", "compare with the papers in this folder too"),
        ),
        cli::path(
            lang,
            "superior",
            ("文件", "FILE"),
            (
                "还与上级的这份文件比，查照抄照转",
                "compare with this paper of a superior, to find what is merely relayed",
            ),
        ),
    ])
}

fn rules(lang: Lang, name: &'static str, help: (&str, &str)) -> clap::Arg {
    cli::option(lang, name, ("规则,…", "RULE,…"), help).value_delimiter(',').action(ArgAction::Append)
}

/// A paper, checked.
struct Done {
    name: String,
    document: Document,
    diagnostics: Vec<Diagnostic>,
    mended: Vec<Bilingual>,
}

/// Checks each file.
pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
    let paths = cli::paths(matches, "files");
    let annotated = annotate::target(matches, &paths)?;
    let mut config = Config::new(matches)?;
    let jobs: Vec<(&Path, Settings)> =
        paths.into_iter().map(|path| Ok((path, config.of(path)?))).collect::<Result<_, Failure>>()?;
    let mut printer = Printer::new(cli::word(matches, "format", "text"), terminal);
    let others = Others::read(matches, terminal.lang, |failure| printer.failed(failure))?;
    if let Some(out) = annotated {
        spare(out, &["docx"], others.files())?;
    }
    let comparison = others.index();
    let fixing = matches.get_flag("fix");
    let mut exit = Exit::Well;
    let done = batch::run(
        &jobs,
        terminal.lang,
        |_, (path, settings)| one(path, settings, &comparison, fixing, annotated.map(|out| (out, terminal.lang))),
        |_, result| {
            match result {
                Ok(done) => {
                    exit = exit.max(severity(&done.diagnostics));
                    printer.paper(done)?;
                }
                Err(failure) => printer.failed(failure)?,
            }
            Ok(())
        },
    )?;
    let exit = printer.failed.iter().map(Failure::exit).fold(exit, Exit::max);
    printer.end()?;
    Ok(done.stopped(terminal).unwrap_or(exit))
}

fn severity(diagnostics: &[Diagnostic]) -> Exit {
    if diagnostics.iter().any(|d| d.severity >= Severity::Warning) { Exit::Found } else { Exit::Well }
}

fn one(
    path: &Path,
    settings: &Settings,
    comparison: &Comparison<'_>,
    fixing: bool,
    annotated: Option<(&Path, Lang)>,
) -> Result<Done, Failure> {
    let name = path.display().to_string();
    let mut input = input::load(path)?;
    let mended = if fixing { mend::file(path, &mut input, settings)? } else { Vec::new() };
    let shared = comparison.of(path, &input.document);
    let diagnostics = check(&input.document, &name, &shared, settings);
    if let Some((out, lang)) = annotated {
        annotate::write(out, path, &input, &diagnostics, lang)?;
    }
    Ok(Done { name, document: input.document, diagnostics, mended })
}

/// What the rules say, after what the reader said of the file.
fn check(document: &Document, name: &str, shared: &[SharedPassage], settings: &Settings) -> Vec<Diagnostic> {
    let extraction = extract::extract(document);
    let paper = Paper { shared, ..Paper::new(document, &extraction, name) };
    let mut diagnostics = document.problems.clone();
    diagnostics.extend(lint::check(&paper, settings));
    diagnostics
}

/// Prints each paper as it comes, or all at the end where the format is one whole.
struct Printer<'a> {
    format: &'a str,
    terminal: &'a Terminal,
    options: text::Options,
    counts: Counts,
    kept: Vec<Done>,
    failed: Vec<Failure>,
    out: Output,
}

impl<'a> Printer<'a> {
    fn new(format: &'a str, terminal: &'a Terminal) -> Self {
        let options = text::Options {
            lang: terminal.lang,
            width: terminal.width.min(160),
            colour: terminal.paint.on,
            ..text::Options::default()
        };
        Self {
            format,
            terminal,
            options,
            counts: Counts::default(),
            kept: Vec::new(),
            failed: Vec::new(),
            out: Output::new(),
        }
    }

    fn paper(&mut self, done: Done) -> Result<(), Failure> {
        if !done.mended.is_empty() {
            self.out.flush()?;
            done.mended.iter().for_each(|line| self.terminal.remark(line));
        }
        if self.format != "text" {
            self.kept.push(done);
            return Ok(());
        }
        self.counts.add(&done.diagnostics);
        self.out.print(&text::paper(&checked(&done), &self.options))
    }

    /// Tells at once of a paper that could not be read; what is one whole at the end lists it there too.
    fn failed(&mut self, failure: Failure) -> Result<(), Failure> {
        self.out.flush()?;
        self.terminal.tell(&failure);
        self.failed.push(failure);
        Ok(())
    }

    fn end(mut self) -> Result<(), Failure> {
        let papers: Vec<Checked> = self.kept.iter().map(checked).collect();
        match self.format {
            "json" => {
                let mut papers = json::render(&papers);
                papers["failed"] = self.failed.iter().map(Failure::json).collect();
                self.out.print(&format!("{papers:#}\n"))?;
            }
            "sarif" => {
                let unread = |failure: &Failure| Some(sarif::Unread { name: failure.file()?, why: failure.what() });
                let unread: Vec<_> = self.failed.iter().filter_map(unread).collect();
                self.out.print(&format!("{:#}\n", sarif::render(&papers, &unread, self.terminal.lang)))?;
            }
            _ if self.counts.papers > 0 => self.out.print(&text::summary(&self.counts, &self.options))?,
            _ => {}
        }
        self.out.flush()
    }
}

fn checked(done: &Done) -> Checked<'_> {
    Checked { name: &done.name, document: &done.document, diagnostics: &done.diagnostics }
}
