//! Files of evidence, made when they are needed: small, real, and the same every time.

mod pdf;
mod picture;

use jiff::civil::Date;
use ledger::evidence::{Content, Handling, Period};
use ledger::profile::EvidenceKind;

use crate::{stage, word};

/// A file to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File {
    /// Its name; the ending says what it is made as.
    pub name: &'static str,
    kind: EvidenceKind,
    /// How many days before it is shown it was made.
    age: i64,
    handling: Handling,
    /// Over how many days it was made, and what it supports.
    over: i64,
    lines: &'static [&'static str],
}

impl File {
    /// A file of that kind that says this. Of a picture the line says what is seen.
    pub const fn new(kind: EvidenceKind, name: &'static str, lines: &'static [&'static str]) -> Self {
        Self { name, kind, age: 3, handling: Handling::Internal, over: 0, lines }
    }

    /// The same, made so many days before it is shown.
    pub const fn aged(self, days: i64) -> Self {
        Self { age: days, ..self }
    }

    /// The same, of so many days up to its date.
    pub const fn over(self, days: i64) -> Self {
        Self { over: days, ..self }
    }

    /// The same, for those alone who need it.
    pub const fn restricted(self) -> Self {
        Self { handling: Handling::Restricted, ..self }
    }

    /// The same, for everybody.
    pub const fn public(self) -> Self {
        Self { handling: Handling::Public, ..self }
    }

    /// What is said of it where it is entered `today`.
    pub fn content(&self, today: Date) -> Content {
        let dated = stage::day(today, -self.age);
        let period = Period { from: stage::day(dated, -self.over), to: dated };
        Content {
            name: self.name.to_owned(),
            kind: self.kind,
            dated,
            period: (self.over > 0).then_some(period),
            handling: self.handling,
            note: self.lines.first().map(|line| (*line).to_owned()),
        }
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let (title, ending) = self.name.rsplit_once('.').unwrap_or((self.name, ""));
        let heading = format!("# {title}");
        match ending {
            "png" => picture::draw(self.name),
            "pdf" => pdf::page(title, self.lines),
            "docx" => word::document(&[&[heading.as_str()], self.lines].concat()),
            "xlsx" => word::workbook(self.lines),
            _ => [&[title], self.lines].concat().join("\n").into_bytes(),
        }
    }
}
