//! The vault (密钥库): what is secret, apart from the ledger, so that the ledger holds only what can be proven, and neither it
//! nor a copy of it gives anybody away: passwords as hashes, codes' secrets, sessions, links.
//!
//! It is names with values, some of which end at a time. It stands in a SQLite file of its own, which only its owner may
//! read, or in a table of the PostgreSQL database in which the ledger is. `verify`, `rebuild` and copies of the ledger do not
//! look at it.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::engine::sqlite::Mode;
use crate::engine::{Connection, Dialect, Row, Value};
use crate::location::Door;
use crate::{Location, StoreError, schema};

/// Connections that are kept open.
const IDLE: usize = 8;

/// A vault. Cheap to clone; all clones share their connections. It blocks, and opens at the first use, where there is none
/// yet it makes one. Times are handed in: a value that has ended is not there any more.
#[derive(Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

struct Inner {
    door: Door,
    pool: Mutex<Pool>,
}

#[derive(Default)]
struct Pool {
    /// The table is there.
    made: bool,
    idle: Vec<Box<dyn Connection>>,
}

/// What is kept under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// When it ends.
    pub until: Option<Timestamp>,
}

impl Vault {
    /// The vault at this place: a SQLite file of its own, or the PostgreSQL database of the ledger.
    ///
    /// # Errors
    /// The address makes no sense.
    pub fn new(at: &Location) -> Result<Self, StoreError> {
        Ok(Self { inner: Arc::new(Inner { door: Door::new(at)?, pool: Mutex::default() }) })
    }

    /// The value of `name`.
    ///
    /// # Errors
    /// The database failed.
    pub fn get(&self, name: &str, now: Timestamp) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM secret WHERE name = $1 AND (until IS NULL OR until > $2)";
        self.with(|vault| vault.first(sql, &[name.into(), time(now)], |row| Ok(row.text(0)?.to_owned())))
    }

    /// Gives `name` this value, whatever it had.
    ///
    /// # Errors
    /// The database failed.
    pub fn put(&self, name: &str, value: &str, until: Option<Timestamp>) -> Result<(), StoreError> {
        let sql = "INSERT INTO secret (name, value, until) VALUES ($1, $2, $3) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value, until = excluded.until";
        self.execute(sql, &[name.into(), value.into(), end(until)]).map(drop)
    }

    /// Gives `name` this value if it has none; whether it had none. Of many who do so at once one succeeds.
    ///
    /// # Errors
    /// The database failed.
    pub fn insert(
        &self,
        name: &str,
        value: &str,
        until: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO secret (name, value, until) VALUES ($1, $2, $3) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value, until = excluded.until \
                   WHERE secret.until <= $4";
        Ok(self.execute(sql, &[name.into(), value.into(), end(until), time(now)])? == 1)
    }

    /// Gives `name` another value if it has this one; whether it had. What was deleted meanwhile stays deleted.
    ///
    /// # Errors
    /// The database failed.
    pub fn swap(
        &self,
        name: &str,
        (from, to): (&str, &str),
        until: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE secret SET value = $1, until = $2 \
                   WHERE name = $3 AND value = $4 AND (until IS NULL OR until > $5)";
        Ok(self.execute(sql, &[to.into(), end(until), name.into(), from.into(), time(now)])? == 1)
    }

    /// Takes `name` away; whether it was there. Of many who do so at once one is told that it was.
    ///
    /// # Errors
    /// The database failed.
    pub fn delete(&self, name: &str, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "DELETE FROM secret WHERE name = $1 AND (until IS NULL OR until > $2)";
        Ok(self.execute(sql, &[name.into(), time(now)])? == 1)
    }

    /// All whose names begin with `prefix`, by name.
    ///
    /// # Errors
    /// The database failed.
    pub fn list(&self, prefix: &str, now: Timestamp) -> Result<Vec<Kept>, StoreError> {
        let sql = "SELECT name, value, until FROM secret \
                   WHERE name >= $1 AND name < $2 AND (until IS NULL OR until > $3) ORDER BY name";
        // No name goes on with the last of all characters.
        let values = [prefix.into(), format!("{prefix}\u{10ffff}").into(), time(now)];
        let kept = |row: &Row<'_>| {
            let until = row.optional_int(2)?.map(crate::entry::time).transpose()?;
            Ok(Kept { name: row.text(0)?.to_owned(), value: row.text(1)?.to_owned(), until })
        };
        self.with(|vault| vault.rows(sql, &values, kept))
    }

    /// Takes away what has ended; how many.
    ///
    /// # Errors
    /// The database failed.
    pub fn sweep(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.execute("DELETE FROM secret WHERE until <= $1", &[time(now)])
    }

    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        self.with(|vault| vault.execute(sql, values))
    }

    /// Asks on a connection that was kept, and anew where that was lost meanwhile. A change whose answer alone was lost is
    /// then made twice, so that it may say of its own value that it was there before: it denies, and never grants.
    fn with<T>(&self, ask: impl Fn(&dyn Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        loop {
            let kept = self.pool().idle.pop();
            let fresh = kept.is_none();
            let connection = kept.map_or_else(|| self.connect(), Ok)?;
            match ask(&*connection) {
                Err(StoreError::Lost { .. }) if !fresh => {}
                answer => {
                    let mut pool = self.pool();
                    if connection.is_alive() && pool.idle.len() < IDLE {
                        pool.idle.push(connection);
                    }
                    return answer;
                }
            }
        }
    }

    fn connect(&self) -> Result<Box<dyn Connection>, StoreError> {
        let door = &self.inner.door;
        let mut pool = self.pool();
        if pool.made {
            drop(pool);
            return door.connect(Mode::Write);
        }
        // Held while the table is made, so that one of those who come at once makes it.
        if let Door::Sqlite(path) = door {
            touch(path)?;
        }
        let connection = door.connect(Mode::Write)?;
        make(&*connection)?;
        pool.made = true;
        Ok(connection)
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.inner.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An empty file that only its owner may read, where there is none: what SQLite lays beside it has the same mode.
fn touch(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => {
            let cause = format!("{}: {error}", path.display());
            Err(match error.kind() {
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { cause },
                ErrorKind::StorageFull => StoreError::Full { cause },
                _ => StoreError::Engine { doing: "making the vault", cause },
            })
        }
    }
}

fn make(connection: &dyn Connection) -> Result<(), StoreError> {
    let (there, bytewise) = match connection.dialect() {
        Dialect::Sqlite => ("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'secret'", ""),
        Dialect::Postgres => (
            "SELECT count(*) FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_name = 'secret'",
            " COLLATE \"C\"",
        ),
    };
    let is_there = || Ok::<_, StoreError>(connection.first(there, &[], |row| row.int(0))? == Some(1));
    if is_there()? {
        return Ok(());
    }
    schema::begin(connection)?;
    let made = is_there().and_then(|there| {
        if there {
            return Ok(());
        }
        connection.script(&format!(
            "CREATE TABLE secret (name text{bytewise} PRIMARY KEY, value text{bytewise} NOT NULL, until bigint)"
        ))
    });
    match made.and_then(|()| connection.commit()) {
        Ok(()) => Ok(()),
        Err(error) => {
            connection.rollback();
            Err(error)
        }
    }
}

fn time(at: Timestamp) -> Value {
    at.as_microsecond().into()
}

fn end(until: Option<Timestamp>) -> Value {
    until.map(|until| until.as_microsecond()).into()
}
