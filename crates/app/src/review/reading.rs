//! A paper, read again from the file that the ledger keeps.

use document::{Bilingual, Diagnostic, Document};
use extract::Extraction;
use ledger::paper;
use lint::{Paper, Settings};

use crate::{App, Failure};

/// A paper as it was read: what it holds, what it says, and what is to be said about it.
#[derive(Debug)]
pub struct Reading {
    /// What it holds.
    pub document: Document,
    /// What that says.
    pub extraction: Extraction,
    /// What is to be said about it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Reads `bytes`, a file called `name`.
    ///
    /// # Errors
    /// [`Failure::Unfit`] where nothing can be read.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, Failure> {
        let document = document::read(bytes, name)
            .map_err(|error| Failure::Unfit { what: vec![named(name, &error.message())], advice: error.advice() })?;
        let extraction = extract::extract(&document);
        Ok(Self::checked(name, document, extraction))
    }

    /// Checks what was read already.
    #[must_use]
    pub fn checked(name: &str, document: Document, extraction: Extraction) -> Self {
        let mut diagnostics = document.problems.clone();
        diagnostics.extend(lint::check(&Paper::new(&document, &extraction, name), &Settings::default()));
        Self { document, extraction, diagnostics }
    }
}

fn named(name: &str, why: &Bilingual) -> Bilingual {
    Bilingual::new(format!("{name}：{}", why.zh), format!("{name}: {}", why.en))
}

impl App {
    /// The bytes of a paper's file.
    ///
    /// # Errors
    /// It is not there or was changed.
    pub fn paper_file(&self, content: &paper::Content) -> Result<Vec<u8>, Failure> {
        Ok(self.blobs.get(&tlog::Digest(content.digest.0))?)
    }

    /// A paper as it was read, from its file.
    ///
    /// # Errors
    /// As [`paper_file`](Self::paper_file), and as [`Reading::of`].
    pub fn reading(&self, content: &paper::Content) -> Result<Reading, Failure> {
        Reading::of(&content.name, &self.paper_file(content)?)
    }
}
