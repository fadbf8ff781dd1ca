//! Profiles as text: TOML into [`Profile`], with every fault at once, each with its line, its reason and what to do.
//!
//! Words are those of the ledger's JSON with hyphens: `mostly-done`, `working-days`. Every number stands in a table with
//! its `source`. The six that are shipped show all that can be written.

mod demand;
mod reader;
mod rules;

use std::fmt;

use ledger::{Bilingual, Profile};
use toml::de::DeTable;

use reader::{Reader, Section};
pub use rules::{Rule, rules};

/// Name and text of the profiles that are part of the program.
pub const SHIPPED: [(&str, &str); 6] = [
    ("self-examination", include_str!("../../../profiles/self-examination.toml")),
    ("inspection", include_str!("../../../profiles/inspection.toml")),
    ("audit", include_str!("../../../profiles/audit.toml")),
    ("safety", include_str!("../../../profiles/safety.toml")),
    ("iso9001", include_str!("../../../profiles/iso9001.toml")),
    ("poam", include_str!("../../../profiles/poam.toml")),
];

/// The shipped profile of that name; a test holds that each of them can be read.
#[must_use]
pub fn shipped(name: &str) -> Option<Profile> {
    let (name, text) = SHIPPED.iter().find(|(shipped, _)| *shipped == name)?;
    parse(text, name).ok()
}

/// Reads the text of a profile. `file` is its name, for messages only.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(text: &str, file: &str) -> Result<Profile, ProfileError> {
    let (table, broken) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(text);
    let profile = if broken.is_empty() {
        demand::profile(&mut reader, &Section::root(table.get_ref()))
    } else {
        // What a broken line took with it would only seem to lack.
        broken.iter().for_each(|error| reader.broken(error));
        Profile::default()
    };
    let mut faults = reader.into_faults();
    if faults.is_empty() {
        return Ok(profile);
    }
    faults.sort_by_key(|fault| fault.line);
    Err(ProfileError { file: file.to_owned(), faults })
}

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// The file's name as given.
    pub file: String,
    /// What is wrong, in the order of lines; never empty.
    pub faults: Vec<Fault>,
}

/// One thing wrong with a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1; of the section where something lacks.
    pub line: usize,
    /// What and why.
    pub reason: Bilingual,
    /// What to do.
    pub advice: Bilingual,
}

impl ProfileError {
    /// Each fault in one sentence, with file and line.
    #[must_use]
    pub fn messages(&self) -> Vec<Bilingual> {
        let Self { file, faults } = self;
        let message = |Fault { line, reason, advice }: &Fault| {
            Bilingual::new(
                format!("{file} 第 {line} 行：{}；{}", reason.zh, advice.zh),
                format!("{file}, line {line}: {}; {}", reason.en, advice.en),
            )
        };
        faults.iter().map(message).collect()
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.messages().into_iter().map(|message| message.en).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for ProfileError {}
