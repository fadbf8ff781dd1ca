//! The port to the two engines: everything above it exists once.
//!
//! SQL text is shared: placeholders are `$1`, values are 64-bit integers, text and bytes, and what both engines say
//! the same way is said that way. Where they differ, the difference stands in `engine/sqlite.rs` and
//! `engine/postgres.rs` or is chosen by [`Dialect`].

pub(crate) mod postgres;
pub(crate) mod sqlite;

use crate::StoreError;
use crate::table::Table;

/// One value of a row or of a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u64> for Value {
    /// Sequence numbers and ids are far below 2^63; what is not is refused when it is made.
    fn from(value: u64) -> Self {
        Self::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Which SQL is understood where the engines differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// A row while it is being read; nothing of it is copied unless it is asked for.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
    /// One that was read before.
    Read(&'a [Value]),
}

impl Row<'_> {
    /// The value of column `i`, of whatever type it is.
    pub fn value(&self, i: usize) -> Result<Value, StoreError> {
        match self {
            Self::Sqlite(row) => sqlite::value(row, i),
            Self::Postgres(row) => postgres::value(row, i),
            Self::Read(row) => row.get(i).cloned().ok_or_else(|| empty(i)),
        }
    }

    pub fn int(&self, i: usize) -> Result<i64, StoreError> {
        self.optional_int(i)?.ok_or_else(|| empty(i))
    }

    /// A number that is never negative.
    pub fn count(&self, i: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(i)?).map_err(|_| StoreError::damaged(format!("column {i} is negative")))
    }

    pub fn text(&self, i: usize) -> Result<&str, StoreError> {
        self.optional_text(i)?.ok_or_else(|| empty(i))
    }

    pub fn bytes(&self, i: usize) -> Result<&[u8], StoreError> {
        self.optional_bytes(i)?.ok_or_else(|| empty(i))
    }

    pub fn optional_int(&self, i: usize) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Sqlite(row) => sqlite::int(row, i),
            Self::Postgres(row) => postgres::get(row, i),
            Self::Read(row) => match row.get(i) {
                Some(Value::Int(value)) => Ok(Some(*value)),
                Some(Value::Null) => Ok(None),
                _ => Err(empty(i)),
            },
        }
    }

    pub fn optional_text(&self, i: usize) -> Result<Option<&str>, StoreError> {
        match self {
            Self::Sqlite(row) => sqlite::text(row, i),
            Self::Postgres(row) => postgres::get(row, i),
            Self::Read(row) => match row.get(i) {
                Some(Value::Text(value)) => Ok(Some(value)),
                Some(Value::Null) => Ok(None),
                _ => Err(empty(i)),
            },
        }
    }

    pub fn optional_bytes(&self, i: usize) -> Result<Option<&[u8]>, StoreError> {
        match self {
            Self::Sqlite(row) => sqlite::bytes(row, i),
            Self::Postgres(row) => postgres::get(row, i),
            Self::Read(row) => match row.get(i) {
                Some(Value::Bytes(value)) => Ok(Some(value)),
                Some(Value::Null) => Ok(None),
                _ => Err(empty(i)),
            },
        }
    }
}

fn empty(i: usize) -> StoreError {
    StoreError::damaged(format!("column {i} is empty"))
}

/// What a row of a table becomes.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// It is not there yet.
    Insert(Vec<Value>),
    /// It is there; the bits of `columns` say which differ from what is there.
    Update { row: Vec<Value>, columns: u64 },
    /// It goes; only the key's values are given.
    Delete(Vec<Value>),
}

/// The changes of one transaction to one table. No two concern the same key.
pub(crate) type Changes<'t> = (&'t Table, Vec<Change>);

/// A query handed over together with others, and its rows.
pub(crate) type Question<'q> = (&'q str, Vec<Value>);

/// The rows that answer it.
pub(crate) type Answer = Vec<Vec<Value>>;

/// How a transaction is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// One consistent snapshot, no writing.
    Read,
    /// The only writer until it ends.
    Write,
}

/// One connection. Used by one thread at a time; blocking.
pub(crate) trait Connection: Send {
    fn dialect(&self) -> Dialect;

    /// Calls `each` with every row, in order; an error of `each` ends the query.
    fn query(
        &self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Several queries in one round trip where there are round trips; the rows of each, in the order asked.
    fn query_many(&self, questions: &[Question<'_>]) -> Result<Vec<Answer>, StoreError>;

    /// One statement; how many rows it concerned.
    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError>;

    /// Several statements without values, as a migration has them.
    fn script(&self, sql: &str) -> Result<(), StoreError>;

    /// Writes rows of several tables, in the order given. A loop in SQLite, a pipeline in PostgreSQL.
    fn write(&self, changes: &[Changes<'_>]) -> Result<(), StoreError>;

    /// The statement that begins a transaction, to be the first of [`query_many`](Self::query_many).
    fn begin_sql(&self, how: Begin) -> &'static str;

    /// Makes ready for writing very much at once. For a connection that is closed afterwards.
    fn expect_much(&self) -> Result<(), StoreError> {
        match self.dialect() {
            Dialect::Sqlite => {
                self.script("PRAGMA cache_size = -1048576; PRAGMA mmap_size = 17179869184; PRAGMA threads = 4")
            }
            Dialect::Postgres => Ok(()),
        }
    }

    fn begin(&self, how: Begin) -> Result<(), StoreError> {
        self.query_many(&[(self.begin_sql(how), Vec::new())]).map(drop)
    }

    /// Durable when it returns. [`StoreError::Uncertain`] where the connection was lost on the way.
    fn commit(&self) -> Result<(), StoreError>;

    /// [`write`](Self::write) and [`commit`](Self::commit) in as few round trips as the engine can.
    fn write_and_commit(&self, changes: &[Changes<'_>]) -> Result<(), StoreError> {
        self.write(changes)?;
        self.commit()
    }

    fn rollback(&self);

    /// Whether it can be used for another transaction.
    fn is_alive(&self) -> bool;
}

/// Convenience over [`Connection::query`], for the callers above the port.
impl dyn Connection + '_ {
    /// All rows, each made into a `T`.
    pub fn rows<T>(
        &self,
        sql: &str,
        values: &[Value],
        mut make: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut all = Vec::new();
        self.query(sql, values, &mut |row| {
            all.push(make(row)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// The first row, if any.
    pub fn first<T>(
        &self,
        sql: &str,
        values: &[Value],
        mut make: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut first = None;
        self.query(sql, values, &mut |row| {
            if first.is_none() {
                first = Some(make(row)?);
            }
            Ok(())
        })?;
        Ok(first)
    }
}
