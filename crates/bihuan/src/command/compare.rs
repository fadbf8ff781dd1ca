//! `bihuan compare`: the passages that papers share.

mod json;
mod table;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};
use compare::{Copied, Index, Pair, Settings, Side, StockPhrase, Text, html};
use document::{Bilingual, Document, Lang};

use crate::cli::Example;
use crate::failure::{Exit, Failure};
use crate::output::{Output, save, spare};
use crate::terminal::Terminal;
use crate::{batch, cli, input, walk};

const EXAMPLES: &[Example] = &[
    Example {
        zh: ("bihuan compare 甲.docx 乙.docx", "两份材料哪里雷同"),
        en: ("bihuan compare a.docx b.docx", "what two papers share"),
    },
    Example {
        zh: ("bihuan compare 甲.docx 乙.docx --html 对照.html", "左右对照，雷同处互相链接"),
        en: ("bihuan compare a.docx b.docx --html pair.html", "side by side, shared passages linked"),
    },
    Example {
        zh: ("bihuan compare 材料/", "整个文件夹两两比较"),
        en: ("bihuan compare papers/", "all papers of a folder with one another"),
    },
    Example {
        zh: ("bihuan compare 今年.docx --against 往年/", "与往年的材料比"),
        en: ("bihuan compare new.docx --against archive/", "with the papers of past years"),
    },
];

/// Its words.
pub fn spec(lang: Lang) -> Command {
    cli::subcommand(
        lang,
        "compare",
        ("找出材料之间雷同的段落", "Find passages that papers share"),
        ("<文件或文件夹>… [选项]", "<FILE OR FOLDER>… [OPTIONS]"),
        EXAMPLES,
    )
    .arg(
        cli::files(lang).value_name(cli::tr(lang, "文件或文件夹", "FILE OR FOLDER").to_owned()).help(
            cli::tr(
                lang,
                "要比较的文件；文件夹则取里面的所有材料（含下级文件夹）",
                "files to compare; of a folder, all papers in it and the folders inside it",
            )
            .to_owned(),
        ),
    )
    .args([
        cli::path(
            lang,
            "against",
            ("文件夹", "DIR"),
            ("只与这个文件夹里的材料比，不互相比", "compare with the papers in this folder only, not with one another"),
        ),
        cli::choice(lang, "format", &["table", "json"])
            .help(cli::tr(lang, "table 给人看（缺省）、json", "table for people (default), json").to_owned()),
        cli::path(
            lang,
            "html",
            ("对照.html", "OUT.html"),
            ("把雷同最多的一对写成左右对照的网页", "write the pair that shares most, side by side, as a page"),
        ),
        least(lang),
    ])
}

fn least(lang: Lang) -> Arg {
    cli::option(
        lang,
        "min",
        ("字数", "N"),
        (
            "雷同多少字才算（缺省 20，至少 6），数字和标点不计",
            "least length in characters (default 20, at least 6); numbers and punctuation do not count",
        ),
    )
    .value_parser(move |text: &str| {
        let least = text.parse::<u16>().ok().filter(|n| *n >= 6);
        least
            .ok_or_else(|| cli::tr(lang, "写一个 6 到 65535 的整数", "write a whole number from 6 to 65535").to_owned())
    })
}

/// A paper that was read.
pub struct Paper {
    /// As the user named it.
    name: String,
    document: Document,
    /// Whether it is only compared with (`--against`).
    other: bool,
}

/// What was found.
pub struct Found<'a> {
    papers: &'a [Paper],
    /// Those that share most first.
    pairs: Vec<Pair>,
    stock: Vec<StockPhrase>,
    copied: Vec<Copied>,
    failed: Vec<Failure>,
}

/// Compares.
pub fn run(matches: &ArgMatches, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut failed = Vec::new();
    let jobs = each_once(jobs(matches, terminal, &mut failed)?, terminal);
    if let Some(page) = cli::one_path(matches, "html") {
        spare(page, &["html", "htm"], jobs.iter().map(|(path, _)| path.as_path()))?;
    }
    let mut papers = Vec::new();
    let work = |_, (path, other): &(PathBuf, bool)| {
        let document = input::load(path)?.document;
        let text = Text::new(&document);
        let name = path.display().to_string();
        Ok((Paper { name, document, other: *other }, text))
    };
    let done = batch::run(&jobs, terminal.lang, work, |_, result: Result<_, Failure>| {
        match result {
            Ok(paper) => papers.push(paper),
            Err(failure) => fail(failure, terminal, &mut failed),
        }
        Ok(())
    })?;
    let exit = failed.iter().map(Failure::exit).fold(Exit::Well, Exit::max);
    if let Some(stopped) = done.stopped(terminal) {
        return Ok(stopped);
    }
    let (papers, texts): (Vec<Paper>, Vec<Text>) = papers.into_iter().unzip();
    if papers.len() < 2 {
        return Err(too_few(exit));
    }
    let Some(mut found) = compared(&papers, &texts, settings(matches)) else {
        terminal.remark(&Bilingual::fixed("已按 Ctrl-C 停下，没有结果。", "Stopped by Ctrl-C; no result."));
        return Ok(Exit::Interrupted);
    };
    found.failed = failed;
    write(&found, matches, terminal)?;
    Ok(exit)
}

/// What is to be read, and whether it is only compared with. A folder that cannot be listed is reported.
fn jobs(matches: &ArgMatches, terminal: &Terminal, failed: &mut Vec<Failure>) -> Result<Vec<(PathBuf, bool)>, Failure> {
    let mut jobs = Vec::new();
    for path in cli::paths(matches, "files") {
        if !path.is_dir() {
            jobs.push((path.to_owned(), false));
            continue;
        }
        match walk::papers(path) {
            Ok(papers) => jobs.extend(papers.into_iter().map(|paper| (paper, false))),
            Err(failure) => fail(failure, terminal, failed),
        }
    }
    if let Some(folder) = cli::one_path(matches, "against") {
        jobs.extend(walk::papers(folder)?.into_iter().map(|paper| (paper, true)));
    }
    Ok(jobs)
}

/// Tells at once of what could not be read; the JSON at the end lists it too.
fn fail(failure: Failure, terminal: &Terminal, failed: &mut Vec<Failure>) {
    terminal.tell(&failure);
    failed.push(failure);
}

/// Leaves out a file that came before, be it under another name, and says so; one that lies in the folder that
/// it is compared with is left out of that without a word.
fn each_once(jobs: Vec<(PathBuf, bool)>, terminal: &Terminal) -> Vec<(PathBuf, bool)> {
    let mut seen = HashSet::new();
    let mut once = Vec::with_capacity(jobs.len());
    for (path, other) in jobs {
        // What does not exist is reported where it is read.
        let new = fs::canonicalize(&path).map_or(true, |real| seen.insert(real));
        if new {
            once.push((path, other));
        } else if !other {
            let name = path.display();
            terminal.remark(&Bilingual::new(
                format!("{name} 与前面写的是同一个文件，只算一份。"),
                format!("{name} is the same file as one before it; it counts once."),
            ));
        }
    }
    once
}

fn settings(matches: &ArgMatches) -> Settings {
    let standard = Settings::default();
    let least = matches.get_one::<u16>("min").map_or(standard.least, |n| usize::from(*n));
    Settings { least, ..standard }
}

fn too_few(exit: Exit) -> Failure {
    let advice = if exit == Exit::Well {
        Bilingual::fixed("再写一个文件，或用 --against 文件夹", "name another file, or --against a folder")
    } else {
        Bilingual::fixed("先解决上面那些文件读不出来的问题", "first see to the files that could not be read")
    };
    Failure::told(Bilingual::fixed("可比的材料不到两份", "fewer than two papers to compare"), advice)
}

/// `None` where the person stopped it.
fn compared<'a>(papers: &'a [Paper], texts: &[Text], settings: Settings) -> Option<Found<'a>> {
    // Those that are only compared with come last.
    let own = papers.partition_point(|paper| !paper.other);
    let mut found = if own < papers.len() {
        against(papers, texts, own, settings)?
    } else {
        let index = Index::new(texts, settings);
        let pairs = index.pairs_while(|| !batch::interrupted())?;
        Found {
            papers,
            pairs,
            stock: index.stock_phrases().to_vec(),
            copied: index.copied().to_vec(),
            failed: Vec::new(),
        }
    };
    let weight = |pair: &Pair| pair.shared.passages.iter().map(|p| p.chars).sum::<usize>();
    found.pairs.sort_by_key(|pair| (std::cmp::Reverse(weight(pair)), pair.a, pair.b));
    Some(found)
}

/// The first `own` papers with each of the others, whose stock phrases alone count: the new papers must not
/// make one of what they have copied from each other.
fn against<'a>(papers: &'a [Paper], texts: &[Text], own: usize, settings: Settings) -> Option<Found<'a>> {
    let (new, others) = texts.split_at_checked(own)?;
    let index = Index::new(others, settings);
    let mut pairs = Vec::new();
    for (a, text) in new.iter().enumerate() {
        if batch::interrupted() {
            return None;
        }
        pairs.extend(index.against(text).into_iter().map(|(b, shared)| Pair { a, b: own + b, shared }));
    }
    let mut stock = index.stock_phrases().to_vec();
    stock.iter_mut().for_each(|phrase| phrase.paper += own);
    let mut copied = index.copied().to_vec();
    copied.iter_mut().flat_map(|copied| &mut copied.papers).for_each(|paper| *paper += own);
    Some(Found { papers, pairs, stock, copied, failed: Vec::new() })
}

fn write(found: &Found<'_>, matches: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    let mut out = Output::new();
    match cli::word(matches, "format", "table") {
        "json" => out.print(&format!("{:#}\n", json::found(found)))?,
        _ => out.print(&table::found(found, terminal))?,
    }
    out.flush()?;
    if let Some(path) = cli::one_path(matches, "html") {
        page(found, path, terminal)?;
    }
    Ok(())
}

/// Writes the first pair side by side; of no pair there is nothing to show.
fn page(found: &Found<'_>, path: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let first = found.pairs.first().and_then(|pair| Some((pair, found.papers.get(pair.a)?, found.papers.get(pair.b)?)));
    let Some((pair, a, b)) = first else {
        terminal.remark(&Bilingual::fixed("没有雷同，没有写网页。", "Nothing is shared; no page was written."));
        return Ok(());
    };
    let [left, right] = [a, b].map(|paper| Side { name: &paper.name, document: &paper.document });
    save(path, html(&left, &right, &pair.shared, terminal.lang).as_bytes())?;
    if found.pairs.len() > 1 {
        let (count, a, b) = (found.pairs.len(), &a.name, &b.name);
        terminal.remark(&Bilingual::new(
            format!("共 {count} 对，网页里是雷同最多的一对：{a} 与 {b}。"),
            format!("Of {count} pairs the page shows the one that shares most: {a} and {b}."),
        ));
    }
    Ok(())
}
