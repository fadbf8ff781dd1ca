//! The papers in a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Extensions of the files that can be read.
const EXTENSIONS: &[&str] =
    &["docx", "doc", "wps", "xlsx", "xls", "ods", "csv", "tsv", "pdf", "html", "htm", "md", "txt"];

/// The papers in `folder` and the folders inside it, in the order of their names. Hidden files and the lock
/// files of Office programs (`~$…`) are left out; links to folders are not followed, for they may lead in circles.
///
/// # Errors
/// Where the folder or one inside it cannot be listed.
pub fn papers(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
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

fn is_paper(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    extension.is_some_and(|e| EXTENSIONS.contains(&e.as_str()))
}
