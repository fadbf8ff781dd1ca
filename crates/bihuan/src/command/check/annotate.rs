//! `--annotate`: the user's own Word file back, with a comment at each place.

use std::fs;
use std::path::Path;

use clap::ArgMatches;
use document::{Bilingual, Diagnostic};

use crate::cli;
use crate::failure::Failure;
use crate::input::Input;
use crate::output::save;

/// The file to write, where asked for and possible.
///
/// # Errors
/// Where there is more than one paper, the paper is no `.docx`, or it would be overwritten.
pub fn target<'a>(matches: &'a ArgMatches, papers: &[&Path]) -> Result<Option<&'a Path>, Failure> {
    let Some(out) = cli::one_path(matches, "annotate") else { return Ok(None) };
    let told = |file: &Path, what, advice| Failure::Told { file: Some(file.to_owned()), what, advice };
    let [paper] = papers else {
        return Err(told(
            out,
            Bilingual::fixed("--annotate 一次只能批注一份材料", "--annotate takes one paper at a time"),
            Bilingual::fixed(
                "只写一个 docx 文件，其余的分次批注",
                "name one docx file, and annotate the others in turn",
            ),
        ));
    };
    if !paper.extension().is_some_and(|e| e.eq_ignore_ascii_case("docx")) {
        return Err(told(
            paper,
            Bilingual::fixed("只有 docx 能加批注", "only docx files can be annotated"),
            Bilingual::fixed("用 Word 或 WPS 另存为 docx 再批注", "save it as docx from Word or WPS first"),
        ));
    }
    let same = fs::canonicalize(paper).ok().is_some_and(|real| fs::canonicalize(out).ok() == Some(real));
    if same {
        return Err(told(
            out,
            Bilingual::fixed("批注会盖掉原文件，没有写", "the comments would overwrite the paper; nothing was written"),
            Bilingual::fixed("换一个文件名", "choose another name"),
        ));
    }
    Ok(Some(out))
}
