//! PostgreSQL, and what speaks its protocol. The protocol runs on the caller's own thread, which blocks: an answer that had to
//! go through another thread would come twice as late on a busy machine. Between calls nobody listens, so that a lost
//! connection is noticed by the next call.
//!
//! Rows of a table go in one statement, as arrays that the server unnests, and all statements of a transaction
//! go in one pipeline: a commit group costs two or three round trips however many appends are in it.

use std::collections::HashMap;
use std::error::Error as _;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use futures_util::{StreamExt, pin_mut};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type as PgType, private::BytesMut, to_sql_checked};
use tokio_postgres::{Client, Config, NoTls, Row, Statement};

use super::sqlite::Mode;
use super::{Answer, Begin, Change, Changes, Dialect, Question, Value};
use crate::StoreError;
use crate::table::{Table, Type};

/// How long one waits for the server to answer a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long sent bytes may stay without an answer before the connection counts as lost.
const SILENCE: Duration = Duration::from_secs(30);

/// Where a database is.
#[derive(Clone)]
pub(crate) struct Server {
    config: Arc<Config>,
}

impl Server {
    pub fn new(url: &str) -> Result<Self, StoreError> {
        let mut config: Config = url.parse().map_err(fault("reading the address"))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE);
        }
        config.application_name("bihuan");
        Ok(Self { config: Arc::new(config) })
    }

    pub fn connect(&self, mode: Mode) -> Result<Postgres, StoreError> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime
            .map_err(|error| StoreError::Engine { doing: "preparing a connection", cause: error.to_string() })?;
        let client = runtime.block_on(async {
            let (client, connection) = self.config.connect(NoTls).await?;
            tokio::spawn(async move {
                // What ends a connection is told to whoever waits for an answer on it.
                let _ = connection.await;
            });
            client.batch_execute("SET client_min_messages = warning; SET synchronous_commit = on").await?;
            if mode == Mode::Read {
                // How a list is read best depends on what it is filtered by; it is read sooner than workers start, and from no
                // disk whose arm has to move.
                let lists = "SET plan_cache_mode = force_custom_plan; SET max_parallel_workers_per_gather = 0; \
                             SET random_page_cost = 1.1";
                client.batch_execute(lists).await?;
            }
            Ok(client)
        });
        let client = client.map_err(fault("connecting"))?;
        Ok(Postgres { client, runtime, statements: Mutex::default() })
    }
}

/// One connection.
pub(crate) struct Postgres {
    client: Client,
    /// Of this connection alone: it runs while somebody waits.
    runtime: Runtime,
    statements: Mutex<HashMap<String, Statement>>,
}

impl Postgres {
    fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    async fn prepare(&self, sql: &str) -> Result<Statement, tokio_postgres::Error> {
        if let Some(known) = self.lock().get(sql) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare(sql).await?;
        self.lock().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Statement>> {
        self.statements.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The statements that `changes` need, each with its arrays.
    fn arrays<'c>(changes: &'c [Changes<'_>]) -> Vec<(String, Vec<Array<'c>>, usize)> {
        let mut statements = Vec::new();
        for (table, changes) in changes {
            let of = |wanted: fn(&Change) -> Option<&[Value]>| changes.iter().filter_map(wanted).collect::<Vec<_>>();
            let inserts = of(|c| if let Change::Insert(row) = c { Some(row) } else { None });
            let updates = of(|c| if let Change::Update { row, .. } = c { Some(row) } else { None });
            let deletes = of(|c| if let Change::Delete(key) = c { Some(key) } else { None });
            let all = [(deletes, delete_sql(table)), (inserts, insert_sql(table)), (updates, update_sql(table))];
            for (rows, sql) in all {
                if let Some(width) = rows.first().map(|row| row.len()) {
                    let columns = (0..width).map(|i| Array::new(table.columns[i].kind, &rows, i)).collect();
                    statements.push((sql, columns, rows.len()));
                }
            }
        }
        statements
    }

    async fn write_all(&self, changes: &[Changes<'_>], commit: bool) -> Result<(), StoreError> {
        let arrays = Self::arrays(changes);
        let mut prepared = Vec::with_capacity(arrays.len());
        for (sql, _, _) in &arrays {
            prepared.push(self.prepare(sql).await.map_err(fault("preparing a statement"))?);
        }
        let pipeline = join_all(arrays.iter().zip(&prepared).map(async |((_, columns, count), statement)| {
            let values: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|c| c as &(dyn ToSql + Sync)).collect();
            match self.client.execute(statement, &values).await {
                Ok(rows) if rows == *count as u64 => Ok(()),
                Ok(_) => Err(StoreError::damaged("a row that should be there is not")),
                Err(error) => Err(fault("writing")(error)),
            }
        }));
        pipeline.await.into_iter().collect::<Result<(), _>>()?;
        if commit { self.end().await } else { Ok(()) }
    }

    /// A lost connection between sending the commit and its answer leaves open whether it arrived.
    async fn end(&self) -> Result<(), StoreError> {
        match self.client.batch_execute("COMMIT").await {
            Ok(()) => Ok(()),
            Err(error) => match fault("committing")(error) {
                StoreError::Lost { cause } => Err(StoreError::Uncertain { cause }),
                other => Err(other),
            },
        }
    }
}

impl super::Connection for Postgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn query(
        &self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&super::Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.wait(async {
            let statement = self.prepare(sql).await.map_err(fault("preparing a query"))?;
            let rows = self.client.query_raw(&statement, values).await.map_err(fault("reading"))?;
            pin_mut!(rows);
            while let Some(row) = rows.next().await {
                each(&super::Row::Postgres(&row.map_err(fault("reading"))?))?;
            }
            Ok(())
        })
    }

    fn query_many(&self, questions: &[Question<'_>]) -> Result<Vec<Answer>, StoreError> {
        self.wait(async {
            let mut prepared = Vec::with_capacity(questions.len());
            for (sql, _) in questions {
                prepared.push(self.prepare(sql).await.map_err(fault("preparing a query"))?);
            }
            let answers = join_all(questions.iter().zip(&prepared).map(async |((_, values), statement)| {
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
                self.client.query(statement, &values).await
            }));
            let rows = answers.await.into_iter().map(|answer| {
                let rows = answer.map_err(fault("reading"))?;
                rows.iter().map(|row| (0..row.len()).map(|i| value(row, i)).collect()).collect()
            });
            rows.collect()
        })
    }

    fn execute(&self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        self.wait(async {
            let statement = self.prepare(sql).await.map_err(fault("preparing a statement"))?;
            self.client.execute_raw(&statement, values).await.map_err(fault("writing"))
        })
    }

    fn script(&self, sql: &str) -> Result<(), StoreError> {
        self.wait(self.client.batch_execute(sql)).map_err(fault("running a script"))
    }

    fn write(&self, changes: &[Changes<'_>]) -> Result<(), StoreError> {
        self.wait(self.write_all(changes, false))
    }

    fn begin_sql(&self, how: Begin) -> &'static str {
        match how {
            Begin::Write => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
            Begin::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    fn commit(&self) -> Result<(), StoreError> {
        self.wait(self.end())
    }

    fn write_and_commit(&self, changes: &[Changes<'_>]) -> Result<(), StoreError> {
        self.wait(self.write_all(changes, true))
    }

    fn rollback(&self) {
        if !self.client.is_closed() {
            // A connection that cannot roll back is closed, and the server rolls back by itself.
            let _ = self.script("ROLLBACK");
        }
    }

    fn is_alive(&self) -> bool {
        !self.client.is_closed()
    }
}

/// `unnest($1::bigint[], $2::text[])`
fn unnest(columns: &[crate::table::Column]) -> String {
    let parts = columns.iter().enumerate().map(|(i, c)| format!("${}::{}[]", i + 1, name_of(c.kind)));
    format!("unnest({})", parts.collect::<Vec<_>>().join(", "))
}

fn insert_sql(table: &Table) -> String {
    format!("INSERT INTO {} ({}) SELECT * FROM {}", table.name, table.list(), unnest(table.columns))
}

fn update_sql(table: &Table) -> String {
    let set = table.columns[table.key..].iter().map(|c| format!("{0} = fresh.{0}", c.name)).collect::<Vec<_>>();
    let fresh = format!("{} AS fresh ({})", unnest(table.columns), table.list());
    format!("UPDATE {} SET {} FROM {fresh} WHERE {}", table.name, set.join(", "), same_key(table, "fresh"))
}

fn delete_sql(table: &Table) -> String {
    let key = &table.columns[..table.key];
    format!(
        "DELETE FROM {} USING {} AS gone ({}) WHERE {}",
        table.name,
        unnest(key),
        table.key_list(),
        same_key(table, "gone")
    )
}

fn same_key(table: &Table, other: &str) -> String {
    let parts = table.columns[..table.key].iter().map(|c| format!("{0}.{1} = {other}.{1}", table.name, c.name));
    parts.collect::<Vec<_>>().join(" AND ")
}

fn name_of(kind: Type) -> &'static str {
    match kind {
        Type::Int => "bigint",
        Type::Text => "text",
        Type::Bytes => "bytea",
    }
}

/// One column of many rows.
#[derive(Debug)]
enum Array<'c> {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<&'c str>>),
    Bytes(Vec<Option<&'c [u8]>>),
}

impl<'c> Array<'c> {
    fn new(kind: Type, rows: &[&'c [Value]], i: usize) -> Self {
        let column = rows.iter().map(|row| &row[i]);
        match kind {
            Type::Int => Self::Int(column.map(|v| if let Value::Int(v) = v { Some(*v) } else { None }).collect()),
            Type::Text => {
                Self::Text(column.map(|v| if let Value::Text(v) = v { Some(v.as_str()) } else { None }).collect())
            }
            Type::Bytes => {
                Self::Bytes(column.map(|v| if let Value::Bytes(v) = v { Some(v.as_slice()) } else { None }).collect())
            }
        }
    }
}

type Encoded = Result<IsNull, Box<dyn std::error::Error + Sync + Send>>;

impl ToSql for Array<'_> {
    fn to_sql(&self, ty: &PgType, out: &mut BytesMut) -> Encoded {
        match self {
            Self::Int(column) => column.to_sql(ty, out),
            Self::Text(column) => column.to_sql(ty, out),
            Self::Bytes(column) => column.to_sql(ty, out),
        }
    }

    fn accepts(ty: &PgType) -> bool {
        matches!(*ty, PgType::INT8_ARRAY | PgType::TEXT_ARRAY | PgType::BYTEA_ARRAY)
    }

    to_sql_checked!();
}

impl ToSql for Value {
    fn to_sql(&self, ty: &PgType, out: &mut BytesMut) -> Encoded {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) => value.to_sql(ty, out),
            Self::Text(value) => value.to_sql(ty, out),
            Self::Bytes(value) => value.to_sql(ty, out),
        }
    }

    fn accepts(ty: &PgType) -> bool {
        matches!(*ty, PgType::INT8 | PgType::TEXT | PgType::BYTEA)
    }

    to_sql_checked!();
}

pub(super) fn get<'r, T: FromSql<'r>>(row: &'r Row, i: usize) -> Result<Option<T>, StoreError> {
    row.try_get(i).map_err(|error| StoreError::damaged(format!("column {i}: {error}")))
}

pub(super) fn value(row: &Row, i: usize) -> Result<Value, StoreError> {
    Ok(match *row.columns().get(i).map_or(&PgType::TEXT, tokio_postgres::Column::type_) {
        PgType::INT8 => get::<i64>(row, i)?.into(),
        PgType::BYTEA => get::<&[u8]>(row, i)?.into(),
        _ => get::<&str>(row, i)?.into(),
    })
}

/// What the server reports, sorted into what a caller can do about it.
fn fault(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> StoreError {
    move |error| {
        let cause = error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
        let Some(state) = error.code() else {
            return StoreError::Lost { cause };
        };
        match *state {
            SqlState::DISK_FULL => StoreError::Full { cause },
            SqlState::READ_ONLY_SQL_TRANSACTION | SqlState::INSUFFICIENT_PRIVILEGE => StoreError::ReadOnly { cause },
            SqlState::LOCK_NOT_AVAILABLE | SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => {
                StoreError::Busy { cause }
            }
            SqlState::ADMIN_SHUTDOWN
            | SqlState::CRASH_SHUTDOWN
            | SqlState::CANNOT_CONNECT_NOW
            | SqlState::TOO_MANY_CONNECTIONS => StoreError::Lost { cause },
            SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => StoreError::damaged(cause),
            _ if state.code().starts_with("08") => StoreError::Lost { cause },
            _ => StoreError::Engine { doing, cause },
        }
    }
}
