//! What was found, as text for people and as JSON and SARIF for programs. One file an output.

pub mod json;
pub mod sarif;
pub mod text;

use document::{Bilingual, Diagnostic, Document, Severity};

/// A paper that was checked.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// Its file name or path, as the user gave it.
    pub name: &'a str,
    /// What the diagnostics' spans point into.
    pub document: &'a Document,
    /// What was found.
    pub diagnostics: &'a [Diagnostic],
}

/// How many diagnostics of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Papers that were checked.
    pub papers: usize,
    /// Diagnostics that `--fix` can mend.
    pub fixable: usize,
}

impl Counts {
    /// Counts one paper more.
    pub fn add(&mut self, diagnostics: &[Diagnostic]) {
        self.papers += 1;
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
            self.fixable += usize::from(diagnostic.fix.as_ref().is_some_and(|fix| fix.safe));
        }
    }

    /// Counts all of `papers`.
    #[must_use]
    pub fn of(papers: &[Checked<'_>]) -> Self {
        let mut counts = Self::default();
        papers.iter().for_each(|paper| counts.add(paper.diagnostics));
        counts
    }

    /// Diagnostics of every severity.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// A severity's name for people.
#[must_use]
pub const fn severity_label(severity: Severity) -> Bilingual {
    match severity {
        Severity::Error => Bilingual::fixed("错误", "error"),
        Severity::Warning => Bilingual::fixed("警告", "warning"),
        Severity::Note => Bilingual::fixed("提示", "note"),
    }
}

/// A severity's name for programs; SARIF's levels have the same names.
#[must_use]
pub const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
