//! The log of requests: one JSON object a line, one file a day, kept for so many days and then deleted.
//!
//! It says who asked for what when, for whoever must find out later what happened. No field of a form, no password, no token
//! stands in it: paths only, and those of links without their secret.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;

/// One answer.
#[derive(Debug, Clone, Serialize)]
pub struct Line<'a> {
    /// When.
    pub at: Timestamp,
    /// From which address.
    pub from: &'a str,
    /// Who, where somebody signed in.
    pub person: Option<String>,
    /// GET or POST.
    pub method: &'a str,
    /// The path, without what follows `?`.
    pub path: &'a str,
    /// How HTTP calls the answer.
    pub status: u16,
    /// How long it took.
    pub microseconds: u64,
}

/// Where lines go.
pub struct Journal {
    folder: PathBuf,
    days: u32,
    open: Mutex<Option<(Date, File)>>,
}

impl Journal {
    /// Files in `folder`, each kept `days` days.
    #[must_use]
    pub const fn new(folder: PathBuf, days: u32) -> Self {
        Self { folder, days, open: Mutex::new(None) }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a line; `day` is its day in the ledger's zone. Where the disk takes none, pages are answered all the same.
    pub fn write(&self, day: Date, line: &Line<'_>) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.as_ref().is_none_or(|(of, _)| *of != day) {
            *open = self.begin(day).ok().map(|file| (day, file));
        }
        if let (Some((_, file)), Ok(mut text)) = (open.as_mut(), serde_json::to_vec(line)) {
            text.push(b'\n');
            // The reason is on the disk's own account; `doctor` tells it.
            let _ = file.write_all(&text);
        }
    }

    fn begin(&self, day: Date) -> std::io::Result<File> {
        fs::create_dir_all(&self.folder)?;
        self.sweep(day)?;
        OpenOptions::new().create(true).append(true).open(self.folder.join(format!("{day}.jsonl")))
    }

    /// Deletes what is older than it is kept.
    fn sweep(&self, today: Date) -> std::io::Result<()> {
        let Ok(oldest) = today.checked_sub(i64::from(self.days).days()) else { return Ok(()) };
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let day = path.file_stem().and_then(|name| name.to_str()).and_then(|name| name.parse::<Date>().ok());
            if path.extension().is_some_and(|extension| extension == "jsonl") && day.is_some_and(|day| day < oldest) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_file_a_day_and_old_ones_go() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("2026-01-01.jsonl"), "{}\n").unwrap();
        fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        let journal = Journal::new(folder.path().to_owned(), 30);
        let line = Line {
            at: Timestamp::UNIX_EPOCH,
            from: "::1",
            person: None,
            method: "GET",
            path: "/",
            status: 200,
            microseconds: 1,
        };
        journal.write(date(2026, 3, 1), &line);
        journal.write(date(2026, 3, 2), &line);
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["2026-03-01.jsonl", "2026-03-02.jsonl", "notes.txt"]);
        assert!(fs::read_to_string(folder.path().join("2026-03-02.jsonl")).unwrap().starts_with("{\"at\":\"1970-"));
    }
}
