//! Where the JSON of each paper goes: `DIR/<file name without its last extension>.json`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use document::Bilingual;

use crate::failure::Failure;

/// What becomes of one paper's JSON.
#[derive(Debug)]
pub enum Destination {
    /// No folder was asked for.
    Nowhere,
    /// This file.
    File(PathBuf),
    /// Another paper of the call goes to the same file or lies there, as this sentence says: nothing is overwritten in silence.
    Taken(Bilingual),
}

impl Destination {
    /// The file to write, if any.
    ///
    /// # Errors
    /// Where another paper of the call goes there; `paper` is named in the message.
    pub fn path(&self, paper: &Path) -> Result<Option<&Path>, Failure> {
        match self {
            Self::Nowhere => Ok(None),
            Self::File(file) => Ok(Some(file)),
            Self::Taken(why) => Err(Failure::told_of(
                paper,
                why.clone(),
                Bilingual::fixed(
                    "改个文件名，或分两次写到不同的文件夹",
                    "rename it, or write the two into different folders",
                ),
            )),
        }
    }
}

/// The destination of each of `papers`, in order. Makes `folder` where it is missing.
///
/// # Errors
/// Where the folder cannot be made.
pub fn of(papers: &[&Path], folder: Option<&Path>) -> Result<Vec<Destination>, Failure> {
    let Some(folder) = folder else {
        return Ok(papers.iter().map(|_| Destination::Nowhere).collect());
    };
    std::fs::create_dir_all(folder).map_err(|error| Failure::Unwritable(folder.to_owned(), error))?;
    // By their real names: a link, or another way to write a path, leads to the same file.
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let inputs: HashSet<PathBuf> = papers.iter().filter_map(|paper| real(paper)).collect();
    let mut taken: HashMap<PathBuf, &Path> = HashMap::new();
    let mut destinations = Vec::with_capacity(papers.len());
    for paper in papers {
        let mut name = paper.file_stem().unwrap_or(paper.as_os_str()).to_owned();
        name.push(".json");
        let file = folder.join(name);
        destinations.push(if let Some(by) = taken.get(&file) {
            let (by, file) = (by.display(), file.display());
            Destination::Taken(Bilingual::new(
                format!("与 {by} 同名，结果都是 {file}，这一份没有写"),
                format!("its result would overwrite that of {by}, {file}; it was not written"),
            ))
        } else if real(&file).is_some_and(|file| inputs.contains(&file)) {
            let file = file.display();
            Destination::Taken(Bilingual::new(
                format!("结果会盖掉要读的 {file}，没有写"),
                format!("its result would overwrite {file}, which is read; it was not written"),
            ))
        } else {
            taken.insert(file.clone(), paper);
            Destination::File(file)
        });
    }
    Ok(destinations)
}
