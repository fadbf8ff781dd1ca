//! Where the JSON of each paper goes: `DIR/<file name without its last extension>.json`.

use std::collections::HashMap;
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
    /// A paper before it goes to the same file, which must not be overwritten in silence.
    Taken {
        /// The paper before it.
        by: PathBuf,
        /// The file.
        file: PathBuf,
    },
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
            Self::Taken { by, file } => {
                let (by, file) = (by.display(), file.display());
                Err(Failure::Told {
                    file: Some(paper.to_owned()),
                    what: Bilingual::new(
                        format!("与 {by} 同名，结果都是 {file}，这一份没有写"),
                        format!("its result would overwrite that of {by}, {file}; it was not written"),
                    ),
                    advice: Bilingual::fixed(
                        "改个文件名，或分两次写到不同的文件夹",
                        "rename it, or write the two into different folders",
                    ),
                })
            }
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
    let mut taken: HashMap<PathBuf, &Path> = HashMap::new();
    let mut destinations = Vec::with_capacity(papers.len());
    for paper in papers {
        let mut name = paper.file_stem().unwrap_or(paper.as_os_str()).to_owned();
        name.push(".json");
        let file = folder.join(name);
        destinations.push(match taken.get(&file) {
            Some(by) => Destination::Taken { by: (*by).to_owned(), file },
            None => {
                taken.insert(file.clone(), paper);
                Destination::File(file)
            }
        });
    }
    Ok(destinations)
}
