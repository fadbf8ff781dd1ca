//! Labelled papers: `NAME.txt` (or another format) beside `NAME.gold.json`.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::Value;

/// A paper and what a person labelled in it.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// The paper's file.
    pub paper: PathBuf,
    /// Its labels, in the form of the extraction contract (`docs/extraction.md`).
    pub gold: Value,
}

impl Labelled {
    /// The file name, for tables.
    #[must_use]
    pub fn name(&self) -> String {
        self.paper.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// The ending of a file of labels.
const LABELS: &str = ".gold.json";

/// All papers of `folder` that have labels, by name. One set of labels may belong to several files of the
/// same paper: `NAME.txt`, `NAME.docx`, `NAME.gb.txt`.
///
/// # Errors
/// Where the folder or labels in it cannot be read.
pub fn labelled(folder: &Path) -> io::Result<Vec<Labelled>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    files.sort();
    let mut found = Vec::new();
    for paper in files {
        let Some(labels) = labels_of(&paper) else { continue };
        if labels.exists() {
            let gold = serde_json::from_str(&fs::read_to_string(&labels)?)?;
            found.push(Labelled { paper, gold });
        }
    }
    Ok(found)
}

/// The file that would hold the labels of `paper`; `None` where `paper` is such a file itself.
fn labels_of(paper: &Path) -> Option<PathBuf> {
    let name = paper.file_name()?.to_str()?;
    if name.ends_with(LABELS) {
        return None;
    }
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    Some(paper.with_file_name(format!("{stem}{LABELS}")))
}
