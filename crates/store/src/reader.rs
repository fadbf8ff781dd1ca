//! Reading: one consistent snapshot of the database, however long it takes.

use ledger::log::Published;
use ledger::{EvidenceId, FindingId, MeasureId, State, States, Stream};
use tlog::{Digest, Nodes};

use crate::StoreError;
use crate::engine::{Connection, Row};
use crate::entry::Entry;
use crate::snapshot::{self, Snapshot};
use crate::store::Readers;
use crate::writer::core::Stored;

const COLUMNS: &str = "seq, stream, version, kind, actor, at, command, payload, salt, digest";
pub(crate) const ENTRIES_OF_COMMAND: &str = "SELECT seq, stream, version, kind, actor, at, command, payload, salt, digest \
     FROM entry WHERE command = $1 ORDER BY seq";
pub(crate) const ENTRIES_SINCE: &str = "SELECT seq, stream, version, kind, actor, at, command, payload, salt, digest \
     FROM entry WHERE stream = $1 AND version > $2 ORDER BY version LIMIT $3";

/// The entries that a command made.
pub(crate) fn entries_of_command(connection: &dyn Connection, command: &str) -> Result<Vec<Entry>, StoreError> {
    connection.rows(ENTRIES_OF_COMMAND, &[command.into()], Entry::read)
}

/// The entry with the number `seq`.
pub(crate) fn entry_at(connection: &dyn Connection, seq: u64) -> Result<Option<Entry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry WHERE seq = $1");
    connection.first(&sql, &[seq.into()], Entry::read)
}

/// A consistent snapshot of a ledger. What is committed after it was made is not seen.
pub struct Reader<'s> {
    pub(crate) connection: Option<Box<dyn Connection>>,
    pub(crate) pool: &'s Readers,
}

/// The signed head as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCheckpoint {
    /// The number of entries that it is of.
    pub size: u64,
    /// The time of the last of them.
    pub at: jiff::Timestamp,
    /// The signed note.
    pub note: String,
}

impl StoredCheckpoint {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self { size: row.count(0)?, at: crate::entry::time(row.int(1)?)?, note: row.text(2)?.to_owned() })
    }
}

impl Reader<'_> {
    pub(crate) fn connection(&self) -> Result<&dyn Connection, StoreError> {
        self.connection.as_deref().ok_or(StoreError::Stopped)
    }

    /// The version and state of `stream`; `None` where it has no entries.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn state(&self, stream: &Stream) -> Result<Option<(u64, State)>, StoreError> {
        Ok(self.snapshot(stream)?.map(|snapshot| (snapshot.version, snapshot.state)))
    }

    /// The snapshot of `stream`; `None` where it has no entries.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snapshot(&self, stream: &Stream) -> Result<Option<Snapshot>, StoreError> {
        let (sql, values) = snapshot::question(stream);
        self.connection()?.first(sql, &values, |row| Snapshot::read(row, 0))
    }

    /// All streams of a kind such as `regulation`, by number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn all(&self, kind: &str) -> Result<Vec<(Stream, Snapshot)>, StoreError> {
        let sql = "SELECT number, version, at, state FROM snapshot WHERE kind = $1 ORDER BY number";
        self.connection()?.rows(sql, &[kind.into()], |row| {
            let stream = snapshot::stream(kind, row.count(0)?)?;
            Ok((stream, Snapshot::read(row, 1)?))
        })
    }

    /// The files of evidence with this digest that were not withdrawn, by number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn evidence_by_digest(&self, digest: &ledger::Digest) -> Result<Vec<EvidenceId>, StoreError> {
        let sql = "SELECT number FROM evidence WHERE digest = $1 AND withdrawn = 0 ORDER BY number";
        self.connection()?.rows(sql, &[digest.to_string().into()], |row| row.count(0).map(EvidenceId))
    }

    /// What a file of evidence was shown for: measures, and findings that were looked back at.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn uses_of(&self, evidence: EvidenceId) -> Result<Vec<Stream>, StoreError> {
        let number = [evidence.0.into()];
        let sql = "SELECT measure FROM shown WHERE evidence = $1 ORDER BY measure";
        let mut uses = self.connection()?.rows(sql, &number, |row| Ok(Stream::Measure(MeasureId(row.count(0)?))))?;
        let sql = "SELECT finding FROM looked WHERE evidence = $1 ORDER BY finding";
        uses.extend(self.connection()?.rows(sql, &number, |row| Ok(Stream::Finding(FindingId(row.count(0)?))))?);
        Ok(uses)
    }

    /// The number that the next stream of a kind such as `finding` may take: one more than the highest.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_number(&self, kind: &str) -> Result<u64, StoreError> {
        let sql = "SELECT coalesce(max(number), 0) + 1 FROM snapshot WHERE kind = $1";
        self.connection()?.first(sql, &[kind.into()], |row| row.count(0)).map(|n| n.unwrap_or(1))
    }

    /// At most `limit` entries from `seq` on, in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entries(&self, seq: u64, limit: u64) -> Result<Vec<Entry>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM entry WHERE seq >= $1 ORDER BY seq LIMIT $2");
        self.connection()?.rows(&sql, &[seq.into(), limit.into()], Entry::read)
    }

    /// All entries of `stream`, in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history(&self, stream: &Stream) -> Result<Vec<Entry>, StoreError> {
        self.connection()?.rows(ENTRIES_SINCE, &[stream.to_string().into(), 0i64.into(), i64::MAX.into()], Entry::read)
    }

    /// The entries that a command made; none where it was never applied.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn command(&self, command: &str) -> Result<Vec<Entry>, StoreError> {
        entries_of_command(self.connection()?, command)
    }

    /// The checkpoint that was signed with the last commit.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn head(&self) -> Result<StoredCheckpoint, StoreError> {
        let head = self.connection()?.first("SELECT size, at, note FROM head", &[], StoredCheckpoint::read)?;
        head.ok_or_else(|| StoreError::damaged("head: no row"))
    }

    /// The checkpoints that were published, in the order in which they were.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn checkpoints(&self) -> Result<Vec<Published>, StoreError> {
        Ok(match self.state(&Stream::Log)? {
            Some((_, State::Log(log))) => log.published.clone(),
            _ => Vec::new(),
        })
    }
}

/// The hashes of the tree, for proofs and tiles.
impl Nodes for Reader<'_> {
    type Error = StoreError;

    fn read(&self, positions: &[u64], hashes: &mut [Digest]) -> Result<(), StoreError> {
        Stored(self.connection()?).read(positions, hashes)
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pool.give_back(connection);
        }
    }
}

/// What a decision has read, and the first error on the way.
#[derive(Default)]
struct Seen {
    versions: std::collections::BTreeMap<Stream, (u64, Option<State>)>,
    error: Option<StoreError>,
}

/// The states of a reader as a decision asks for them, with a record of what was read.
pub struct Recording<'r, 's> {
    reader: &'r Reader<'s>,
    seen: std::cell::RefCell<Seen>,
}

impl<'s> Reader<'s> {
    /// The states for a decision.
    #[must_use]
    pub fn recording(&self) -> Recording<'_, 's> {
        Recording { reader: self, seen: std::cell::RefCell::default() }
    }
}

impl Recording<'_, '_> {
    /// Every stream that was asked for, with its version: what [`Append::expect`](crate::Append::expect) wants.
    ///
    /// # Errors
    /// The first that occurred while reading; what was decided then is worth nothing.
    pub fn finish(self) -> Result<Vec<(Stream, u64)>, StoreError> {
        let seen = self.seen.into_inner();
        match seen.error {
            Some(error) => Err(error),
            None => Ok(seen.versions.into_iter().map(|(stream, (version, _))| (stream, version)).collect()),
        }
    }
}

impl States for Recording<'_, '_> {
    fn state(&self, stream: &Stream) -> Option<State> {
        if let Some((_, state)) = self.seen.borrow().versions.get(stream) {
            return state.clone();
        }
        let (version, state) = match self.reader.state(stream) {
            Ok(Some((version, state))) => (version, Some(state)),
            Ok(None) => (0, None),
            Err(error) => {
                self.seen.borrow_mut().error.get_or_insert(error);
                return None;
            }
        };
        self.seen.borrow_mut().versions.insert(*stream, (version, state.clone()));
        state
    }
}
