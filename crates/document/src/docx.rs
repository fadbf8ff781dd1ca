//! WordprocessingML (ECMA-376), Transitional and Strict, as Word, WPS, LibreOffice and others write it.
//!
//! One pass over the main part builds the document; styles, lists, fonts and notes are looked up in their
//! own parts when something asks for them. What is shown is what Word shows with all changes accepted and
//! hidden text hidden. Memory stays below some thirty times the unpacked size of the parts that are read.

use crate::{
    Bilingual, Builder, Document, Format,
    read::{Limits, ReadError},
};

mod anchors;
mod block;
mod context;
mod dispatch;
mod emit;
mod fields;
mod fonts;
mod fragments;
mod inline;
mod margins;
mod notes;
mod numbering;
mod package;
mod paragraph;
mod problems;
mod props;
mod relations;
mod repeats;
mod section;
mod styles;
mod symbols;
mod tables;
mod trace;
mod walk;
mod xml;

pub use trace::{Piece, RunPlace, Trace, TracedParagraph};

use context::Context;
use package::Package;
use trace::Recorder;
use walk::{Story, Walker};

pub(crate) fn read(bytes: &[u8], limits: Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let budget = package.budget().clone();
    let main = main_part(&mut package)?;
    let mut cx = Context::new(package, &main);
    let mut builder = Builder::new(Format::Docx);
    let result = read_stories(&mut cx, &mut builder, &main);
    if budget.overrun() {
        return Err(ReadError::Bomb { limit: limits.unpacked });
    }
    result?;
    if builder.document().paragraphs.is_empty() && cx.problems.is_empty() {
        return Err(ReadError::Empty);
    }
    builder.document().problems.append(&mut cx.problems);
    Ok(builder.finish())
}

fn read_stories(cx: &mut Context<'_>, builder: &mut Builder, main: &str) -> Result<(), ReadError> {
    let part = cx.unpacked(main)?.ok_or_else(no_main_part)?;
    let (text, clean) = xml::decode(part.bytes());
    if !clean {
        cx.problems.push(problems::not_unicode(main));
    }
    let mut walker = Walker::new(cx, builder, Story::Body);
    walker.walk(&text, main);
    let (anchors, sections) = (walker.anchors, walker.sections);
    if builder.document().paragraphs.is_empty() && !cx.problems.is_empty() {
        return Err(nothing_left(main));
    }
    let met = notes::read(cx, builder, anchors)?;
    margins::read(cx, builder, &sections, met)
}

/// Where the visible text of a document stands in its XML, for programs that write into the file.
///
/// # Errors
/// As [`read`](crate::read()); [`ReadError::Damaged`] too where the main part is not UTF-8 or not well-formed,
/// since nothing can be written into it safely.
pub fn trace(bytes: &[u8], limits: Limits) -> Result<Trace, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let budget = package.budget().clone();
    let main = main_part(&mut package)?;
    let mut cx = Context::new(package, &main);
    let part = cx.unpacked(&main)?.ok_or_else(no_main_part)?;
    let bytes = part.bytes().strip_prefix(b"\xEF\xBB\xBF").unwrap_or(part.bytes());
    let text = std::str::from_utf8(bytes).map_err(|_| nothing_left(&main))?;
    let mut builder = Builder::new(Format::Docx);
    let before = cx.problems.len();
    let mut walker = Walker::new(&mut cx, &mut builder, Story::Body);
    walker.recorder = Some(Recorder::default());
    walker.walk(text, &main);
    let recorder = walker.recorder.take().unwrap_or_default();
    if budget.overrun() {
        return Err(ReadError::Bomb { limit: limits.unpacked });
    }
    if cx.problems.iter().skip(before).any(|problem| problem.code == problems::BROKEN_XML) {
        return Err(nothing_left(&main));
    }
    Ok(recorder.finish(&main, text))
}

/// Name of the main part: the one that the package names, or the usual one.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    const USUAL: &str = "word/document.xml";
    let named = relations::of(package, "").into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
    let main = named.filter(|name| package.find(name).is_some());
    let main = main.or_else(|| package.find(USUAL).map(|_| USUAL.to_owned()));
    let main = main.or_else(|| package.find_ending("document.xml")).ok_or_else(no_main_part)?;
    let other = [
        ("workbook", "Excel 工作簿（xlsx）", "an Excel workbook (xlsx)"),
        ("presentation", "演示文稿（pptx）", "a presentation (pptx)"),
    ];
    match other.into_iter().find(|(name, ..)| main.contains(name)) {
        Some((_, zh, en)) => {
            Err(ReadError::WrongExtension { claimed: "docx".into(), found: Bilingual::fixed(zh, en), way: None })
        }
        None => Ok(main),
    }
}

fn no_main_part() -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::fixed(
            "这是一个 zip 压缩包，但里面没有 Word 文档的正文部分（word/document.xml）",
            "it is a zip archive, but without the main part of a Word document (word/document.xml)",
        ),
    }
}

fn nothing_left(main: &str) -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::new(
            format!("正文部分 {main} 已损坏，读不出文字"),
            format!("the main part {main} is damaged so that no text can be read from it"),
        ),
    }
}
