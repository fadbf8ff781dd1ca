//! What the checked papers are compared with: a folder of other papers, a paper of a superior.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use compare::{Index, Settings, Shared, Text};
use document::{Document, Lang};
use lint::SharedPassage;

use crate::failure::Failure;
use crate::{batch, cli, input, walk};

/// A span of a passage that is shorter, in characters, is not shown by itself.
const LEAST: usize = 8;

/// The papers to compare with.
#[derive(Default)]
pub struct Others {
    papers: Vec<Other>,
    texts: Vec<Text>,
}

struct Other {
    name: String,
    real: Option<PathBuf>,
    superior: bool,
}

impl Others {
    /// Reads what `--against` and `--superior` name. Papers that cannot be read are handed to `failed` and left out.
    ///
    /// # Errors
    /// Where the folder cannot be listed, and those of `failed`.
    pub fn read(
        matches: &ArgMatches,
        lang: Lang,
        mut failed: impl FnMut(Failure) -> Result<(), Failure>,
    ) -> Result<Self, Failure> {
        let mut jobs: Vec<(PathBuf, bool)> = Vec::new();
        if let Some(folder) = cli::one_path(matches, "against") {
            jobs.extend(walk::papers(folder)?.into_iter().map(|path| (path, false)));
        }
        jobs.extend(cli::one_path(matches, "superior").map(|path| (path.to_owned(), true)));
        let mut others = Self::default();
        if jobs.is_empty() {
            return Ok(others);
        }
        let work = |_, (path, _): &(PathBuf, bool)| input::load(path).map(|input| Text::new(&input.document));
        batch::run(&jobs, lang, work, |index, result| {
            match (result, jobs.get(index)) {
                (Ok(text), Some((path, superior))) => {
                    let real = fs::canonicalize(path).ok();
                    others.papers.push(Other { name: input::name(path), real, superior: *superior });
                    others.texts.push(text);
                }
                (Err(failure), _) => failed(failure)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(others)
    }

    /// The files, by their real names.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.papers.iter().filter_map(|other| other.real.as_deref())
    }

    /// Ready to be compared with.
    pub fn index(&self) -> Comparison<'_> {
        let index = (!self.texts.is_empty()).then(|| Index::new(&self.texts, Settings::default()));
        Comparison { others: self, index }
    }
}

/// An index of the papers to compare with.
pub struct Comparison<'a> {
    others: &'a Others,
    index: Option<Index<'a>>,
}

impl Comparison<'_> {
    /// The passages of `document`, the paper at `path`, that stand in the others too.
    pub fn of(&self, path: &Path, document: &Document) -> Vec<SharedPassage> {
        let Some(index) = &self.index else { return Vec::new() };
        let me = fs::canonicalize(path).ok();
        let mut passages = Vec::new();
        for (other, shared) in index.against(&Text::new(document)) {
            let Some(other) = self.others.papers.get(other) else { continue };
            // A paper that lies in the folder it is compared with is not compared with itself.
            if me.is_none() || other.real != me {
                passages.extend(telling(&shared, document, other));
            }
        }
        passages
    }
}

/// The passages, a span a paragraph.
fn telling<'a>(
    shared: &'a Shared,
    document: &'a Document,
    other: &'a Other,
) -> impl Iterator<Item = SharedPassage> + 'a {
    let spans = shared.passages.iter().flat_map(|p| p.a.iter().map(move |span| (*span, p.likeness)));
    spans.filter(|(span, _)| document.text(*span).chars().count() >= LEAST).map(|(span, likeness)| SharedPassage {
        span,
        other_name: other.name.clone(),
        likeness,
        superior: other.superior,
    })
}
