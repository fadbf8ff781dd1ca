//! A copy of everything, made while the ledger serves; and a ledger made of such a copy.
//!
//! ```text
//! backup/ledger.db          the database as one SQLite file, whatever the ledger runs on
//! backup/evidence/ab/ab…    every file that an entry names
//! backup/log.pub            the key that verifies the log
//! backup/SHA256SUMS         the digests of all of it, for sha256sum -c
//! ```
//!
//! What is secret of accounts is not in it: a ledger that was made of a copy keeps who has which role, and its administrator
//! sets passwords anew with `bihuan account reset`. Who moves the ledger and wants to keep passwords takes `accounts.sqlite`
//! (or the table `secret`) along.
//!
//! The key that signs the log is not in it: who has that key can rewrite the log. Keep a copy of it apart, and elsewhere.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use ledger::{Bilingual, Digest};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::Watch;
use store::blob::{Blobs, Place};
use tlog::Signer;

use super::{check, copy_file, file_failed};
use crate::keep::Against;
use crate::{App, Choices, Clock, Config, Failure};

/// What was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BackedUp {
    /// Entries of the log.
    pub entries: u64,
    /// Files of evidence and papers.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl App {
    /// Copies everything into the new folder `to`, as it is at one moment, while others go on working.
    ///
    /// # Errors
    /// `to` is there already, or cannot be written; a file is missing or damaged; the database failed. What was written is
    /// taken back.
    pub fn backup(&self, to: &Path, watch: &Watch) -> Result<BackedUp, Failure> {
        fs::create_dir(to).map_err(|error| file_failed(to, &error))?;
        let done = self.fill(to, watch);
        if done.is_err() {
            // The news is why it failed; an unfinished copy must not pass for a whole one.
            let _ = fs::remove_dir_all(to);
        }
        done
    }

    fn fill(&self, to: &Path, watch: &Watch) -> Result<BackedUp, Failure> {
        let database = to.join("ledger.db");
        let copied = self.store.backup(&database, watch)?;
        let mut sums = vec![(sum(&database)?, "ledger.db".to_owned())];
        // Files that were named after the database was copied do no harm.
        let mut done = BackedUp { entries: copied.entries, files: 0, bytes: 0 };
        for digest in self.named_files()? {
            let name = format!("evidence/{}/{digest}", &digest.to_string()[..2]);
            done.bytes += copy_file(&self.blobs, &digest, &to.join(&name))?;
            done.files += 1;
            sums.push((digest, name));
        }
        let key = format!("{}\n", self.store.verifier());
        sums.push((Digest(Sha256::digest(&key).into()), "log.pub".to_owned()));
        write(&to.join("log.pub"), &key)?;
        let sums: String = sums.iter().map(|(digest, name)| format!("{digest}  {name}\n")).collect();
        write(&to.join("SHA256SUMS"), &sums)?;
        Ok(done)
    }
}

/// Makes a ledger in `folder` of the copy in `from`, with the key that signs its log. The copy is checked first, all of it.
///
/// # Errors
/// There is a ledger in `folder`; the copy is damaged, or another key's; it cannot be written. What was written is taken back.
pub fn restore(
    from: &Path,
    folder: &Path,
    choices: &Choices,
    key: Signer,
    clock: Clock,
    watch: &Watch,
) -> Result<App, Failure> {
    let blobs = Blobs::open(&Place::Folder(from.join("evidence")));
    let blobs = if from.join("evidence").is_dir() { Some(blobs?) } else { None };
    let database = store::Location::Sqlite(from.join("ledger.db"));
    let report = check(&database, blobs.as_ref(), &Against::default(), watch.clone())?;
    if !report.is_sound() {
        return Err(Failure::unfit(
            report.message(),
            Bilingual::fixed("用另一份备份；没有改动任何东西", "use another backup; nothing was changed"),
        ));
    }
    let config = Config::create_with(folder, choices, key)?;
    let made = fill_ledger(from, &config, blobs.as_ref(), clock, watch);
    made.inspect_err(|_| config.undo())
}

fn fill_ledger(
    from: &Path,
    config: &Config,
    blobs: Option<&Blobs>,
    clock: Clock,
    watch: &Watch,
) -> Result<App, Failure> {
    let to = Blobs::create(&config.evidence)?;
    if let Some(from) = blobs {
        for digest in from.list()?.blobs.keys() {
            to.put(&mut Cursor::new(from.get(digest)?))?;
        }
    }
    store::restore(&from.join("ledger.db"), &config.database, watch)?;
    App::open(config, clock)
}

fn sum(path: &Path) -> Result<Digest, Failure> {
    let failed = |error: std::io::Error| file_failed(path, &error);
    let mut file = fs::File::open(path).map_err(failed)?;
    let (mut hasher, mut piece) = (Sha256::new(), vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut piece).map_err(failed)?;
        let Some(piece) = piece.get(..read).filter(|piece| !piece.is_empty()) else { break };
        hasher.update(piece);
    }
    Ok(Digest(hasher.finalize().into()))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let write = || {
        let mut file = fs::File::create_new(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| file_failed(path, &error))
}
