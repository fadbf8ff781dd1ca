//! The one checker of everything that must be true.
//!
//! | what | how a change shows |
//! |---|---|
//! | entries | numbers without gaps, times that never go back, payloads that fit their digests, headers whose hashes make the tree, and a tree whose root the log's key has signed |
//! | history | every checkpoint that an entry `log.published` holds is signed and is of a tree that this one has grown from; else the log was forked |
//! | erasures | a payload without salt must be named by a later `log.erased`, with the digest of what stands there now |
//! | streams | versions without gaps, events that fold; the table `snapshot` is that fold |
//! | projections | every row, and no other, is what the snapshots say; the search index holds what the rows say |
//! | database | settings and schema are those of the program; SQLite finds its file sound |
//! | evidence | every file that an entry names is there and is the one that was stored, where files are handed in |
//!
//! All is read in one consistent snapshot, of a live database, a backup, or a file that cannot be written. What is signed by a
//! stolen key, or a whole log replaced by a younger copy of itself, shows only to who keeps a checkpoint or the key's
//! verifier elsewhere: hand them in as [`Check::trust`] and [`Check::seen`].

mod derived;
mod log;
mod report;
mod settings;

use ledger::State;
use tlog::{Note, Trust};

pub use report::{Fault, Place, Report};

use crate::engine::sqlite::Mode;
use crate::engine::{Begin, Connection};
use crate::location::Door;
use crate::progress::{Stage, Watch};
use crate::schema::{self, Meta};
use crate::{Bilingual, Location, StoreError};

/// Evidence files, wherever they are.
pub trait Files {
    /// What is wrong with the file of this digest and size; `None` where it is there and unchanged.
    ///
    /// # Errors
    /// When it cannot be told.
    fn fault(&self, digest: &ledger::Digest, size: u64) -> Result<Option<Bilingual>, StoreError>;
}

/// What is checked, and by what.
pub struct Check<'c> {
    /// Whose word counts: the log's key and witnesses, known from elsewhere. Without it, the key that the ledger itself names.
    pub trust: Option<&'c Trust>,
    /// Checkpoints that were seen before, from elsewhere: the log must have grown from them.
    pub seen: &'c [Note],
    /// Where the evidence is; without it, files are not checked.
    pub files: Option<&'c dyn Files>,
    /// Only entries, tree and signatures: what proves the rest.
    pub log_only: bool,
    /// Is told how far it has come.
    pub watch: Watch,
}

impl Check<'_> {
    /// All but files, by the ledger's own key.
    #[must_use]
    pub fn new() -> Self {
        Self { trust: None, seen: &[], files: None, log_only: false, watch: Watch::none() }
    }
}

impl Default for Check<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// Checks the ledger at `at`. Nothing is written, and no key is needed.
///
/// # Errors
/// When it cannot be read at all: there is none, a newer program wrote it, the connection was lost, or it was cancelled. A
/// damaged ledger is no error: the report says what is wrong.
pub fn verify(at: &Location, check: &Check<'_>) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let opened = open(at);
    let connection = match report.note(Place::Database, opened)? {
        Some(connection) => connection,
        None => return Ok(report),
    };
    let done = all(&*connection, at, check, &mut report);
    connection.rollback();
    done?;
    Ok(report)
}

fn open(at: &Location) -> Result<Box<dyn Connection>, StoreError> {
    let connection = Door::new(at)?.connect(Mode::Read)?;
    connection.begin(Begin::Read)?;
    Ok(connection)
}

fn all(connection: &dyn Connection, at: &Location, check: &Check<'_>, report: &mut Report) -> Result<(), StoreError> {
    let found = schema::check(connection, &|| at.to_string());
    let Some(found) = report.note(Place::Settings, found)? else { return Ok(()) };
    if found < schema::known() {
        return Err(StoreError::older(found));
    }
    let meta = Meta::read(connection);
    let Some(meta) = report.note(Place::Settings, meta)? else { return Ok(()) };
    settings::check(connection, &meta, check.trust, report)?;
    let own = Trust::new(meta.algorithm, meta.key.clone()).map_err(|error| StoreError::damaged(error.to_string()));
    let Some(own) = report.note(Place::Settings, own)? else { return Ok(()) };
    let checked = log::check(connection, check, check.trust.unwrap_or(&own), report);
    report.note(Place::Database, checked)?;
    if check.log_only {
        return Ok(());
    }
    let checked = derived::check(connection, &check.watch, report);
    report.note(Place::Database, checked)?;
    let checked = settings::structure(connection, report);
    report.note(Place::Database, checked)?;
    if let Some(files) = check.files {
        let checked = evidence(connection, files, &check.watch, report);
        report.note(Place::Database, checked)?;
    }
    Ok(())
}

/// Every file that the ledger names.
fn evidence(
    connection: &dyn Connection,
    files: &dyn Files,
    watch: &Watch,
    report: &mut Report,
) -> Result<(), StoreError> {
    let sql =
        "SELECT number, version, at, state FROM snapshot WHERE kind IN ('evidence', 'paper') ORDER BY kind, number";
    let named = connection.rows(sql, &[], |row| {
        let number = row.count(0)?;
        Ok(match crate::Snapshot::read(row, 1)?.state {
            State::Evidence(state) => Some((Place::Evidence(number), state.digest, state.size)),
            State::Paper(state) => Some((Place::Paper(number), state.content.digest, state.content.size)),
            _ => None,
        })
    })?;
    let total = named.len() as u64;
    for (place, digest, size) in named.into_iter().flatten() {
        watch.tell(Stage::Files, report.files, total)?;
        if let Some(what) = files.fault(&digest, size)? {
            report.fault(place, what);
        }
        report.files += 1;
    }
    Ok(())
}
