//! The store: opening, appending, reading.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use ledger::Bilingual;
use tlog::{Algorithm, Frontier, Signer, Verifier};

use crate::copy::{self, Copied};
use crate::engine::sqlite::Mode;
use crate::engine::{Begin, Change, Connection, Value};
use crate::location::Door;
use crate::reader::entry_at;
use crate::rebuild::{Rebuilt, rebuild};
use crate::schema::{self, HEAD, META, Meta};
use crate::verify::{Check, Report, verify};
use crate::writer::group::head_row;
use crate::writer::{Core, Writer, erase};
use crate::{Append, AppendError, Appended, Location, Reader, StoreError, Watch};

/// Connections that are kept open for reading.
const IDLE: usize = 16;

/// What a new log is begun with.
#[derive(Debug)]
pub struct NewLog {
    /// The hash function; it never changes.
    pub algorithm: Algorithm,
    /// The key that signs checkpoints. Its name is the log's origin. It never changes.
    pub signer: Signer,
}

/// A ledger: entries, what follows from them, and proof that nobody changed them.
///
/// # What it promises
/// - [`append`](Self::append) returns when its entries are durable: written and synced to the disk by the engine
///   (SQLite `synchronous=FULL` with a write-ahead log, PostgreSQL `synchronous_commit=on`). What was acknowledged survives
///   the end of the process and of the machine's power.
/// - An append is recorded whole or not at all, together with everything that follows from it: tree, signed head,
///   snapshots, projections, search index. No reader sees a part.
/// - A command id is applied once, however often it is sent and through however many servers. After
///   [`StoreError::Uncertain`], or when the process ended before the answer, sending it again settles the matter.
/// - An append is recorded only if no stream that it read has moved on since.
/// - Entries have numbers without gaps and times that never go back, over all servers that share a database.
/// - An error leaves nothing behind, and the next append works as soon as its cause is gone.
///
/// It is cheap to clone; all clones share one writer and one pool. It blocks, and is not to be called on a thread that runs
/// asynchronous tasks.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    at: Location,
    meta: Meta,
    readers: Readers,
    writer: Option<Writer>,
}

/// Connections that read.
pub(crate) struct Readers {
    door: Door,
    idle: Mutex<Vec<Box<dyn Connection>>>,
}

impl Readers {
    fn new(door: Door) -> Self {
        Self { door, idle: Mutex::default() }
    }

    /// A connection in a read transaction. One that was lost meanwhile is replaced.
    pub fn take(&self) -> Result<Box<dyn Connection>, StoreError> {
        while let Some(connection) = self.lock().pop() {
            match connection.begin(Begin::Read) {
                Ok(()) => return Ok(connection),
                Err(StoreError::Lost { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let connection = self.door.connect(Mode::Read)?;
        connection.begin(Begin::Read)?;
        Ok(connection)
    }

    pub fn give_back(&self, connection: Box<dyn Connection>) {
        connection.rollback();
        let mut idle = self.lock();
        if connection.is_alive() && idle.len() < IDLE {
            idle.push(connection);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Box<dyn Connection>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Creates a ledger where there is none.
    ///
    /// # Errors
    /// When there is something at the place already, or it cannot be written.
    pub fn create(at: &Location, log: NewLog) -> Result<Self, StoreError> {
        Door::new(at)?.create(|connection| begin_ledger(connection, at, &log))?;
        Self::open(at, log.signer)
    }

    /// Opens a ledger for reading and writing, and brings its schema forward.
    ///
    /// # Errors
    /// When there is none, a newer program wrote it, `signer` is not its key, or it cannot be read and written.
    pub fn open(at: &Location, signer: Signer) -> Result<Self, StoreError> {
        let door = Door::new(at)?;
        let connection = door.connect(Mode::Write)?;
        let found = schema::check(&*connection, &|| at.to_string())?;
        let meta = Meta::read(&*connection)?;
        if meta.key != *signer.verifier() {
            return Err(StoreError::WrongKey { log: meta.key.to_string(), given: signer.verifier().to_string() });
        }
        if found < schema::known() {
            schema::begin(&*connection)?;
            schema::migrate(&*connection, schema::version(&*connection)?)?;
            connection.commit()?;
        }
        drop(connection);
        let writer = Writer::start(Core::new(door.clone(), signer, meta.algorithm))?;
        let stale = meta.fold != schema::FOLD;
        let inner = Inner { at: at.clone(), meta, readers: Readers::new(door), writer: Some(writer) };
        let store = Self { inner: Arc::new(inner) };
        if stale {
            store.rebuild(Watch::none())?;
        }
        Ok(store)
    }

    /// Opens a ledger for reading only: no key is needed, and nothing is written, not even to bring the schema forward.
    ///
    /// # Errors
    /// When there is none, or another version of the program wrote it, or it cannot be read.
    pub fn open_to_read(at: &Location) -> Result<Self, StoreError> {
        let door = Door::new(at)?;
        let connection = door.connect(Mode::Read)?;
        let found = schema::check(&*connection, &|| at.to_string())?;
        if found < schema::known() {
            return Err(StoreError::older(found));
        }
        let meta = Meta::read(&*connection)?;
        drop(connection);
        Ok(Self { inner: Arc::new(Inner { at: at.clone(), meta, readers: Readers::new(door), writer: None }) })
    }

    /// Records what happened; returns when it is durable. Appends that wait at the same time are committed together.
    ///
    /// # Errors
    /// A conflict, when a stream that was read has moved on; else what failed. In both cases nothing was recorded, except
    /// as [`StoreError::Uncertain`] says.
    pub fn append(&self, append: Append) -> Result<Appended, AppendError> {
        self.writer()?.append(append)
    }

    /// The digest that `log.erased` must state for the entry `seq`: that of the payload with all free text replaced.
    /// Appending such an entry erases the payload.
    ///
    /// # Errors
    /// When there is no such entry, or the database cannot be read.
    pub fn redacted(&self, seq: u64) -> Result<ledger::Digest, StoreError> {
        let reader = self.read()?;
        let entry = entry_at(reader.connection()?, seq)?.ok_or_else(|| StoreError::Unfit {
            what: Bilingual::new(format!("没有第 {seq} 条"), format!("there is no entry {seq}")),
        })?;
        erase::redacted(&entry, self.algorithm()).map(|(_, digest)| digest)
    }

    /// A consistent snapshot of the ledger as it is now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(&self) -> Result<Reader<'_>, StoreError> {
        Ok(Reader { connection: Some(self.inner.readers.take()?), pool: &self.inner.readers })
    }

    /// Writes snapshots and projections anew from the entries, in one transaction; appends wait meanwhile.
    ///
    /// # Errors
    /// When an entry cannot be folded, which `verify` names, or the database fails. Nothing is changed then.
    pub fn rebuild(&self, watch: Watch) -> Result<Rebuilt, StoreError> {
        self.writer()?.run(move |core| rebuild(core, &watch))
    }

    /// Writes a consistent copy into a new SQLite file while appends go on.
    ///
    /// # Errors
    /// When there is something at `to` already, or it cannot be written.
    pub fn backup(&self, to: &Path, watch: &Watch) -> Result<Copied, StoreError> {
        copy::backup(&self.inner.at, to, watch)
    }

    /// Checks everything, in one consistent snapshot while appends go on.
    ///
    /// # Errors
    /// When the database cannot be read. Damage is no error: the report says what is wrong.
    pub fn verify(&self, check: &Check<'_>) -> Result<Report, StoreError> {
        verify(&self.inner.at, check)
    }

    /// Where it is.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.inner.at
    }

    /// The hash function of its log.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.inner.meta.algorithm
    }

    /// The key that verifies its checkpoints; its name is the origin of the log.
    #[must_use]
    pub fn verifier(&self) -> &Verifier {
        &self.inner.meta.key
    }

    pub(crate) fn writer(&self) -> Result<&Writer, StoreError> {
        self.inner.writer.as_ref().ok_or_else(|| StoreError::ReadOnly { cause: "opened for reading only".into() })
    }
}

fn begin_ledger(connection: &dyn Connection, at: &Location, log: &NewLog) -> Result<(), StoreError> {
    schema::begin(connection)?;
    if schema::version(connection)? != 0 {
        return Err(StoreError::Exists { at: at.to_string() });
    }
    schema::migrate(connection, 0)?;
    let meta = Meta::of(log.algorithm, &log.signer).rows(schema::known());
    let meta = meta.into_iter().map(|(key, value)| Change::Insert(vec![Value::from(key), value.into()])).collect();
    let head = head_row(&log.signer, &Frontier::new(log.algorithm), Timestamp::UNIX_EPOCH)?;
    connection.write_and_commit(&[(&META, meta), (&HEAD, vec![Change::Insert(head)])])
}
