//! The papers in a folder.

use std::fs;
use std::path::{Path, PathBuf};

use document::Bilingual;

use crate::failure::Failure;

/// Extensions of the files that can be read.
const EXTENSIONS: &[&str] =
    &["docx", "doc", "wps", "xlsx", "xls", "ods", "csv", "tsv", "pdf", "html", "htm", "md", "txt"];

/// The papers in `folder` and the folders inside it, in the order of their names. Hidden files and the lock
/// files of Office programs (`~$…`) are left out; links to folders are not followed, for they may lead in circles.
///
/// # Errors
/// Where there is no such folder, or one inside it cannot be listed.
pub fn papers(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.is_dir() {
        return Err(no_folder(folder));
    }
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let refused = |error| Failure::reading(&folder, error);
        for entry in fs::read_dir(&folder).map_err(refused)? {
            let entry = entry.map_err(refused)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(['.', '~']) {
                continue;
            }
            if entry.file_type().map_err(refused)?.is_dir() {
                folders.push(entry.path());
            } else if is_paper(&name) {
                found.push(entry.path());
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// What is to be said of what is no folder.
fn no_folder(path: &Path) -> Failure {
    let (what, advice) = if path.exists() {
        (
            Bilingual::fixed("这是文件，这里要写文件夹", "this is a file; a folder is wanted here"),
            Bilingual::fixed("写文件所在的文件夹", "name the folder that it lies in"),
        )
    } else {
        (
            Bilingual::fixed("没有这个文件夹", "there is no such folder"),
            Bilingual::fixed("看看文件夹的名字和位置对不对", "check its name and where it lies"),
        )
    };
    Failure::told_of(path, what, advice)
}

fn is_paper(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    extension.is_some_and(|e| EXTENSIONS.contains(&e.as_str()))
}
