//! Looking after a ledger: checking all of it, copying it while it serves, putting a campaign into the archive, erasing by
//! law, and seeing what ails it.

mod archive;
mod backup;
mod doctor;

use std::collections::BTreeSet;
use std::path::Path;

use ledger::{Actor, Bilingual, Command, Digest, Event, State, count, evidence, log, paper};
use store::blob::{BlobError, Blobs};
use store::{Check, Files, Location, Report, StoreError, Watch};
use tlog::{Note, Trust};

use crate::{App, Done, Failure, Numbered};
pub use archive::Archived;
pub use backup::{BackedUp, restore};
pub use doctor::{Finding as Ailment, Level};

/// What a check holds a ledger against, beside itself.
#[derive(Debug, Default)]
pub struct Against {
    /// The log's key and witnesses, known from elsewhere.
    pub trust: Option<Trust>,
    /// Checkpoints that were seen before.
    pub seen: Vec<Note>,
    /// Only entries, tree and signatures.
    pub log_only: bool,
}

/// Evidence as a check reads it.
struct Kept<'b>(&'b Blobs);

impl Files for Kept<'_> {
    fn fault(&self, digest: &Digest, size: u64) -> Result<Option<Bilingual>, StoreError> {
        Ok(match self.0.verify(&blob(digest)) {
            Ok(found) if found == size => None,
            Ok(found) => Some(Bilingual::new(
                format!("文件 {found} 字节，记录为 {size} 字节"),
                format!("the file has {}, the entry says {size}", count(found, "byte")),
            )),
            Err(error) => Some(error.message()),
        })
    }
}

impl App {
    /// Checks everything: entries, tree, signatures, tables, and every file of evidence.
    ///
    /// # Errors
    /// The ledger cannot be read at all. What is wrong with it is told by the report.
    pub fn verify(&self, against: &Against, watch: Watch) -> Result<Report, Failure> {
        check(self.store.location(), Some(&self.blobs), against, watch)
    }

    /// Writes all tables anew from the entries.
    ///
    /// # Errors
    /// An entry cannot be folded, or the database failed; nothing is changed then.
    pub fn rebuild(&self, watch: Watch) -> Result<store::Rebuilt, Failure> {
        Ok(self.store.rebuild(watch)?)
    }

    /// Erases the payloads of entries, as a law demands: all free text goes, and with it the salt; ids, dates and numbers
    /// stay, and the log stays whole. One act for all of them.
    ///
    /// # Errors
    /// One is not there or is erased already; the database failed.
    pub fn erase(
        &self,
        who: Actor,
        key: Option<&str>,
        entries: &[u64],
        reason: &str,
        authority: &str,
    ) -> Result<Done, Failure> {
        let entries: BTreeSet<u64> = entries.iter().copied().collect();
        let redacted: Vec<(u64, Digest)> =
            entries.into_iter().map(|seq| Ok((seq, self.store.redacted(seq)?))).collect::<Result<_, StoreError>>()?;
        self.act(who, key, |plan| {
            redacted.iter().try_for_each(|(seq, redacted)| {
                let (reason, authority) = (reason.to_owned(), authority.to_owned());
                let erase = log::Command::Erase { seq: *seq, reason, authority, redacted: *redacted };
                plan.run(&Command::Log(erase))
            })
        })
    }

    /// The digests of all files that entries name: evidence and papers.
    fn named_files(&self) -> Result<BTreeSet<Digest>, Failure> {
        let reader = self.store.read()?;
        let mut named = BTreeSet::new();
        for kind in [ledger::EvidenceId::KIND, ledger::PaperId::KIND] {
            for (_, snapshot) in reader.all(kind)? {
                match snapshot.state {
                    State::Evidence(state) => named.insert(state.digest),
                    State::Paper(state) => named.insert(state.content.digest),
                    _ => false,
                };
            }
        }
        Ok(named)
    }
}

/// Checks the ledger at a place, which need not be the one that serves: a backup, a file that cannot be written.
///
/// # Errors
/// It cannot be read at all.
pub fn check(at: &Location, files: Option<&Blobs>, against: &Against, watch: Watch) -> Result<Report, Failure> {
    let kept = files.map(Kept);
    let check = Check {
        trust: against.trust.as_ref(),
        seen: &against.seen,
        files: kept.as_ref().map(|kept| -> &dyn Files { kept }),
        log_only: against.log_only,
        watch,
    };
    Ok(store::verify(at, &check)?)
}

/// The file that an event names, with its name for people.
fn file_of(event: &Event) -> Option<(Digest, &str)> {
    match event {
        Event::Evidence(evidence::Event::Registered { digest, content, .. }) => Some((*digest, &content.name)),
        Event::Paper(paper::Event::Registered { content, .. }) => Some((content.digest, &content.name)),
        _ => None,
    }
}

/// The digest under which a file is kept.
fn blob(digest: &Digest) -> tlog::Digest {
    tlog::Digest(digest.0)
}

/// A file that cannot be read or written.
fn file_failed(path: &Path, error: &std::io::Error) -> Failure {
    let cause = error.to_string();
    crate::ConfigError::File { path: path.to_owned(), cause }.into()
}

/// A copy of one file of evidence into `path`, on the disk when this returns.
fn copy_file(blobs: &Blobs, digest: &Digest, path: &Path) -> Result<u64, Failure> {
    let failed = |error: std::io::Error| file_failed(path, &error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(failed)?;
    let size = blobs.copy(&blob(digest), &mut file).map_err(|error: BlobError| Failure::from(error))?;
    file.sync_all().map_err(failed)?;
    Ok(size)
}
