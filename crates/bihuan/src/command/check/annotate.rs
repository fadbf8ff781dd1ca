//! `--annotate`: the user's own Word file back, with a comment at each place.

use std::path::Path;

use clap::ArgMatches;
use document::{Bilingual, Diagnostic, Document, Lang, Role, Span};
use lint::render::severity_label;
use report::annotate::{AnnotateError, Comment, annotate, is_annotated_by};

use crate::cli::{self, tr};
use crate::failure::Failure;
use crate::input::{self, Input};
use crate::output::{save, spare};

/// Whose comments these are, in Chinese and in English.
const AUTHORS: [&str; 2] = ["闭环", "Bihuan"];

/// The file to write, where asked for and possible.
///
/// # Errors
/// Where there is more than one paper, the paper is no `.docx`, or a file would be overwritten that was not made
/// so: with the name of the output forgotten, the option takes the paper that follows it.
pub fn target<'a>(matches: &'a ArgMatches, papers: &[&Path]) -> Result<Option<&'a Path>, Failure> {
    let Some(out) = cli::one_path(matches, "annotate") else { return Ok(None) };
    let [paper] = papers else {
        return Err(Failure::told_of(
            out,
            Bilingual::fixed("--annotate 一次只能批注一份材料", "--annotate takes one paper at a time"),
            Bilingual::fixed(
                "只写一个 docx 文件，其余的分次批注",
                "name one docx file, and annotate the others in turn",
            ),
        ));
    };
    if !paper.extension().is_some_and(|e| e.eq_ignore_ascii_case("docx")) {
        return Err(Failure::told_of(
            paper,
            Bilingual::fixed("只有 docx 能加批注", "only docx files can be annotated"),
            Bilingual::fixed("用 Word 或 WPS 另存为 docx 再批注", "save it as docx from Word or WPS first"),
        ));
    }
    spare(out, &["docx"], [*paper])?;
    let foreign = out.is_file() && !input::bytes(out).is_ok_and(|bytes| is_annotated_by(&bytes, &AUTHORS));
    if foreign {
        return Err(Failure::told_of(
            out,
            Bilingual::fixed(
                "已有这个文件，而且不是以前批注出来的，没有覆盖",
                "there is such a file, and it is none of ours with comments; it was not overwritten",
            ),
            Bilingual::fixed(
                "--annotate 后面写一个新的文件名；确实不要那个文件，就先把它删掉",
                "give --annotate a new name, or remove that file first if nobody needs it",
            ),
        ));
    }
    Ok(Some(out))
}

/// Writes the copy of `input`, the paper at `paper`, to `out`, with a comment for each diagnostic.
///
/// # Errors
/// Where the paper is too broken to be added to, or `out` cannot be written.
pub fn write(out: &Path, paper: &Path, input: &Input, diagnostics: &[Diagnostic], lang: Lang) -> Result<(), Failure> {
    let now = jiff::Timestamp::now().round(jiff::Unit::Second).ok().map(|now| now.to_string());
    let comment = |diagnostic: &Diagnostic| Comment {
        span: diagnostic.span.unwrap_or_else(|| head(&input.document)),
        author: tr(lang, AUTHORS[0], AUTHORS[1]).to_owned(),
        initials: tr(lang, "闭", "B").to_owned(),
        date: now.clone(),
        text: text(diagnostic, lang),
    };
    let comments: Vec<Comment> = diagnostics.iter().map(comment).collect();
    let bytes = annotate(&input.bytes, &input.document, &comments).map_err(|error| broken(paper, error))?;
    save(out, &bytes)
}

/// Where a comment on the whole paper stands: on its title, else on its first paragraph.
fn head(document: &Document) -> Span {
    let title = document.paragraphs.iter().position(|p| p.role == Role::Title).unwrap_or(0);
    let length = document.paragraphs.get(title).map_or(0, |p| p.text.len());
    Span::new(title, 0..length)
}

/// What and how much, why, what to do; a line each.
fn text(diagnostic: &Diagnostic, lang: Lang) -> String {
    let (severity, message) = (severity_label(diagnostic.severity), diagnostic.message.get(lang));
    let mut lines = vec![format!("[{} {}] {message}", diagnostic.code, severity.get(lang))];
    let labelled = [
        (tr(lang, "为什么：", "Why: "), diagnostic.why.get(lang)),
        (tr(lang, "怎么改：", "What to do: "), diagnostic.advice.get(lang)),
        (tr(lang, "改为：", "Write: "), diagnostic.fix.as_ref().map_or("", |fix| &fix.replacement)),
    ];
    lines.extend(labelled.iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| format!("{label}{text}")));
    lines.join("\n")
}

/// A Word file that cannot be written into.
pub fn broken(paper: &Path, error: AnnotateError) -> Failure {
    let what = match error {
        AnnotateError::Read(error) => return Failure::Read(paper.to_owned(), error),
        AnnotateError::Part(name) => Bilingual::new(
            format!("Word 文件里的 {name} 缺失或损坏，没法往里写"),
            format!("{name} inside the Word file is missing or broken, so that nothing can be added"),
        ),
        AnnotateError::Archive(detail) => Bilingual::new(
            format!("新的 Word 文件打不成包：{detail}"),
            format!("the new Word file cannot be packed: {detail}"),
        ),
    };
    let advice = Bilingual::fixed(
        "用 Word 或 WPS 打开，另存一份 docx 再试",
        "open it in Word or WPS, save a copy as docx, and try again",
    );
    Failure::told_of(paper, what, advice)
}
