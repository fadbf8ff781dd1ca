//! SQLite: one file, write-ahead log, `synchronous=FULL`. Statements are prepared once a connection.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, Row, ToSql, params_from_iter};

use super::{Answer, Begin, Change, Changes, Dialect, Question, Value};
use crate::StoreError;
use crate::table::Table;

/// How long one waits for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);
/// Prepared statements kept a connection; an update of a row has one statement a set of changed columns.
const STATEMENTS: usize = 256;

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It must not be there yet.
    Create,
    /// Reading and writing.
    Write,
    /// Reading a file that others may be writing.
    Read,
}

/// A connection to one file.
pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    pub fn open(path: &Path, mode: Mode) -> Result<Self, StoreError> {
        let at = || path.display().to_string();
        match mode {
            Mode::Create if path.exists() => return Err(StoreError::Exists { at: at() }),
            Mode::Write | Mode::Read if !path.is_file() => return Err(StoreError::Missing { at: at() }),
            _ => {}
        }
        let connection = match mode {
            Mode::Create => open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?,
            Mode::Write => open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
            Mode::Read => open_to_read(path)?,
        };
        // Where a file may not be written, SQLite opens it for reading without a word.
        if mode != Mode::Read && connection.is_readonly("main").map_err(fault("opening"))? {
            return Err(StoreError::ReadOnly { cause: at() });
        }
        connection.busy_timeout(PATIENCE).map_err(fault("setting up"))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Plans depend on the statement alone, not on the values; else each new value has it planned again.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault("setting up"))?;
        // A page cache of 16 MiB: each commit looks through all of its slots, so that a large one slows single appends.
        // Readers share the mapped file. The log is folded back every 16 MiB.
        connection
            .execute_batch(match mode {
                Mode::Create | Mode::Write => {
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; \
                     PRAGMA wal_autocheckpoint=4096; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF"
                }
                Mode::Read => {
                    "PRAGMA cache_size=-16384; PRAGMA mmap_size=1073741824; \
                     PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF"
                }
            })
            .map_err(fault("setting up"))?;
        Ok(Self { connection })
    }

    /// A database of its own in memory, for comparing with.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self { connection: Connection::open_in_memory().map_err(fault("opening"))? })
    }

    fn statement(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        self.connection.prepare_cached(sql).map_err(fault("preparing a statement"))
    }

    fn change(&self, table: &Table, changes: &[Change]) -> Result<(), StoreError> {
        let mut insert: Option<CachedStatement<'_>> = None;
        let mut delete: Option<CachedStatement<'_>> = None;
        for change in changes {
            let done = match change {
                Change::Insert(row) => {
                    if insert.is_none() {
                        insert = Some(self.statement(&insert_sql(table))?);
                    }
                    insert.as_mut().map(|statement| statement.execute(params_from_iter(row)))
                }
                Change::Update { row, columns } => {
                    let used = (0..row.len()).filter(|i| *i < table.key || columns >> i & 1 == 1).map(|i| &row[i]);
                    Some(self.statement(&update_sql(table, *columns))?.execute(params_from_iter(used)))
                }
                Change::Delete(key) => {
                    if delete.is_none() {
                        delete = Some(self.statement(&delete_sql(table))?);
                    }
                    delete.as_mut().map(|statement| statement.execute(params_from_iter(key)))
                }
            };
            match done {
                Some(Ok(1)) | None => {}
                Some(Ok(_)) => return Err(StoreError::damaged(format!("a row of {} is not there", table.name))),
                Some(Err(error)) => return Err(fault("writing")(error)),
            }
        }
        Ok(())
    }
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fault("opening"))
}

/// A file in a folder that cannot be written has no place for the shared index of its write-ahead log; where there is
/// no such log, the file is all there is and is read as it stands.
fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let readable = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    match readable {
        Ok(_) => Ok(connection),
        Err(rusqlite::Error::SqliteFailure(error, _))
            if matches!(error.code, ErrorCode::CannotOpen | ErrorCode::ReadOnly) && !log_of(path) =>
        {
            let encoded: String = path.display().to_string().chars().map(in_uri).collect();
            let uri = format!("file:{encoded}?immutable=1");
            open(Path::new(&uri), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
        }
        Err(error) => Err(fault("opening")(error)),
    }
}

/// Takes away a file that was begun, with what SQLite laid beside it. That it cannot be is not the news.
pub(crate) fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(name);
    }
}

/// Whether a write-ahead log with content lies beside the file.
fn log_of(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|meta| meta.len() > 0)
}

fn in_uri(c: char) -> String {
    match c {
        '?' => "%3f".into(),
        '#' => "%23".into(),
        '%' => "%25".into(),
        c => c.into(),
    }
}

fn insert_sql(table: &Table) -> String {
    let places = vec!["?"; table.columns.len()].join(", ");
    format!("INSERT INTO {} ({}) VALUES ({places})", table.name, table.list())
}

fn delete_sql(table: &Table) -> String {
    format!("DELETE FROM {} WHERE {}", table.name, key_is(table))
}

/// Values are bound in the order of the columns: the key first, then what is set.
fn update_sql(table: &Table, columns: u64) -> String {
    let set = (table.key..table.columns.len()).filter(|i| columns >> i & 1 == 1).enumerate();
    let set: Vec<String> = set.map(|(n, i)| format!("{} = ?{}", table.columns[i].name, table.key + n + 1)).collect();
    format!("UPDATE {} SET {} WHERE {}", table.name, set.join(", "), key_is(table))
}

fn key_is(table: &Table) -> String {
    let parts = table.columns[..table.key].iter().enumerate().map(|(i, c)| format!("{} = ?{}", c.name, i + 1));
    parts.collect::<Vec<_>>().join(" AND ")
}

impl super::Connection for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn query(
        &self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&super::Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(fault("reading"))?;
        while let Some(row) = rows.next().map_err(fault("reading"))? {
            each(&super::Row::Sqlite(row))?;
        }
        Ok(())
    }

    fn query_many(&self, questions: &[Question<'_>]) -> Result<Vec<Answer>, StoreError> {
        let answer = |(sql, values): &Question<'_>| {
            let mut rows = Vec::new();
            self.query(sql, values, &mut |row| {
                let super::Row::Sqlite(inner) = row else { return Ok(()) };
                rows.push((0..inner.as_ref().column_count()).map(|i| row.value(i)).collect::<Result<_, _>>()?);
                Ok(())
            })?;
            Ok(rows)
        };
        questions.iter().map(answer).collect()
    }

    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        let rows = self.statement(sql)?.execute(params_from_iter(values)).map_err(fault("writing"))?;
        Ok(rows as u64)
    }

    fn script(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(fault("running a script"))
    }

    fn write(&self, changes: &[Changes<'_>]) -> Result<(), StoreError> {
        changes.iter().try_for_each(|(table, changes)| self.change(table, changes))
    }

    fn begin_sql(&self, how: Begin) -> &'static str {
        match how {
            Begin::Write => "BEGIN IMMEDIATE",
            Begin::Read => "BEGIN",
        }
    }

    fn commit(&self) -> Result<(), StoreError> {
        self.execute("COMMIT", &[]).map(drop)
    }

    fn rollback(&self) {
        if !self.connection.is_autocommit() {
            // A failed rollback leaves nothing to do: what is not committed is gone when the connection closes.
            let _ = self.execute("ROLLBACK", &[]);
        }
    }

    fn is_alive(&self) -> bool {
        self.connection.is_autocommit()
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

pub(super) fn value(row: &Row<'_>, i: usize) -> Result<Value, StoreError> {
    Ok(match get(row, i)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        ValueRef::Text(value) => Value::Text(utf8(value, i)?.to_owned()),
        ValueRef::Blob(value) => Value::Bytes(value.to_vec()),
        ValueRef::Real(_) => return Err(wrong(i, "a fraction")),
    })
}

pub(super) fn int(row: &Row<'_>, i: usize) -> Result<Option<i64>, StoreError> {
    match get(row, i)? {
        ValueRef::Integer(value) => Ok(Some(value)),
        ValueRef::Null => Ok(None),
        _ => Err(wrong(i, "no integer")),
    }
}

pub(super) fn text<'r>(row: &'r Row<'_>, i: usize) -> Result<Option<&'r str>, StoreError> {
    match get(row, i)? {
        ValueRef::Text(value) => utf8(value, i).map(Some),
        ValueRef::Null => Ok(None),
        _ => Err(wrong(i, "no text")),
    }
}

pub(super) fn bytes<'r>(row: &'r Row<'_>, i: usize) -> Result<Option<&'r [u8]>, StoreError> {
    match get(row, i)? {
        ValueRef::Blob(value) => Ok(Some(value)),
        ValueRef::Null => Ok(None),
        _ => Err(wrong(i, "no bytes")),
    }
}

fn get<'r>(row: &'r Row<'_>, i: usize) -> Result<ValueRef<'r>, StoreError> {
    row.get_ref(i).map_err(fault("reading"))
}

fn utf8(value: &[u8], i: usize) -> Result<&str, StoreError> {
    std::str::from_utf8(value).map_err(|_| wrong(i, "text that is not UTF-8"))
}

fn wrong(i: usize, what: &str) -> StoreError {
    StoreError::damaged(format!("column {i} holds {what}"))
}

/// What the engine reports, sorted into what a caller can do about it.
pub(super) fn fault(doing: &'static str) -> impl FnOnce(rusqlite::Error) -> StoreError {
    move |error| {
        let cause = error.to_string();
        // No room for the shared index of the write-ahead log is told as a fault of the disk.
        if error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return StoreError::Full { cause };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full { cause },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { cause },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { cause },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::damaged(cause),
            _ => StoreError::Engine { doing, cause },
        }
    }
}
