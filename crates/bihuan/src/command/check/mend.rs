//! `--fix`: what cannot change the meaning is mended in the file itself.

use std::path::Path;

use document::{Bilingual, Document, Fix, Format, Lang, SourceText};
use lint::{Settings, place};

use super::annotate::broken;
use super::check;
use crate::failure::Failure;
use crate::input::{self, Input};
use crate::output::save;

/// A fix may uncover another; after so many rounds the rest waits for the next call.
const ROUNDS: usize = 8;

/// Mends the file at `path`, reads it again into `input`, and says what was changed, a line each.
///
/// # Errors
/// Where the file cannot be written.
pub fn file(path: &Path, input: &mut Input, settings: &Settings) -> Result<Vec<Bilingual>, Failure> {
    let mut said = Vec::new();
    let mut before = Vec::new();
    for _ in 0..ROUNDS {
        let diagnostics = check(&input.document, &path.display().to_string(), &[], settings);
        let fixes = lint::fix::safe(&diagnostics);
        // What is still there after a round cannot be mended.
        if fixes.is_empty() || fixes == before {
            break;
        }
        let Some(mended) = apply(path, input, &fixes)? else {
            said.push(not_here(path, fixes.len()));
            break;
        };
        if mended.bytes == input.bytes {
            break;
        }
        let done = fixes.iter().filter(|fix| !mended.left.contains(fix));
        said.extend(done.map(|fix| line(path, &input.document, fix)));
        *input = input::again(path, mended.bytes)?;
        save(path, &input.bytes)?;
        before = fixes;
    }
    Ok(said)
}

/// A file's new bytes, and the fixes that could not be made.
struct Mended {
    bytes: Vec<u8>,
    left: Vec<Fix>,
}

/// `None` where files of this format, or with these bytes, are not written back.
fn apply(path: &Path, input: &Input, fixes: &[Fix]) -> Result<Option<Mended>, Failure> {
    match input.document.format {
        Format::Text | Format::Markdown => Ok(text(input, fixes)),
        Format::Docx => {
            let changes: Vec<_> = fixes.iter().map(|fix| (fix.span, fix.replacement.clone())).collect();
            let mended = report::annotate::fix(&input.bytes, &input.document, &changes);
            let bytes = mended.map_err(|error| broken(path, error))?;
            Ok(Some(Mended { bytes, left: Vec::new() }))
        }
        _ => Ok(None),
    }
}

fn text(input: &Input, fixes: &[Fix]) -> Option<Mended> {
    let source = SourceText::decode(&input.bytes)?;
    let applied = lint::fix::apply_to_text(&source.text, &input.document, fixes);
    Some(Mended { bytes: source.encode(&applied.text)?, left: applied.left })
}

fn not_here(path: &Path, count: usize) -> Bilingual {
    let file = path.display();
    Bilingual::new(
        format!("{file}：有 {count} 处可以自动改，但这种文件不能写回，没有改。"),
        format!(
            "{file}: nothing changed; files of this kind are not written back (places that could be mended: {count})."
        ),
    )
}

fn line(path: &Path, document: &Document, fix: &Fix) -> Bilingual {
    let (file, before, after) = (path.display(), document.text(fix.span), &fix.replacement);
    let place = |lang| place::describe(document, fix.span, lang);
    let (zh, en) = if after.is_empty() {
        (format!("删去“{before}”"), format!("‘{before}’ deleted"))
    } else if before.is_empty() {
        (format!("添上“{after}”"), format!("‘{after}’ added"))
    } else {
        (format!("“{before}”改为“{after}”"), format!("‘{before}’ became ‘{after}’"))
    };
    Bilingual::new(
        format!("已改 {file} {}：{zh}", place(Lang::Zh)),
        format!("mended {file}, {}: {en}", place(Lang::En)),
    )
}
