//! The schema: created and brought forward by numbered scripts, never backward.

use tlog::{Algorithm, Signer, Verifier};

use crate::StoreError;
use crate::engine::sqlite::Sqlite;
use crate::engine::{Begin, Connection, Dialect, Value};
use crate::projection;
use crate::table::{Table, bytes, int, text};

/// The scripts, one a schema version from 1 on; each for both engines. What was released is never edited.
const MIGRATIONS: [[&str; 2]; 1] =
    [[include_str!("../migrations/sqlite/0001_ledger.sql"), include_str!("../migrations/postgres/0001_ledger.sql")]];

/// Version of what states and projections look like. Raised with any change of a fold or of a row, so that a store
/// written by an older program is rebuilt when it is opened.
pub(crate) const FOLD: i64 = 1;

pub(crate) static META: Table = Table { name: "meta", key: 1, columns: &[text("key"), text("value")] };
pub(crate) static TREE: Table = Table { name: "tree", key: 1, columns: &[int("position"), bytes("hash")] };
/// One row: the checkpoint that was signed with the last commit, and the time of the last entry.
pub(crate) static HEAD: Table =
    Table { name: "head", key: 1, columns: &[int("id"), int("size"), int("at"), text("note")] };

/// What is fixed when a log begins.
#[derive(Debug, Clone)]
pub(crate) struct Meta {
    pub algorithm: Algorithm,
    pub key: Verifier,
    pub fold: i64,
}

impl Meta {
    pub fn of(algorithm: Algorithm, signer: &Signer) -> Self {
        Self { algorithm, key: signer.verifier().clone(), fold: FOLD }
    }

    /// The rows of the table, by key.
    pub fn rows(&self, schema: i64) -> Vec<(&'static str, String)> {
        vec![
            ("algorithm", self.algorithm.name().to_owned()),
            ("fold", self.fold.to_string()),
            ("key", self.key.to_string()),
            ("schema", schema.to_string()),
        ]
    }

    pub fn read(connection: &dyn Connection) -> Result<Self, StoreError> {
        let value = |key: &'static str| -> Result<String, StoreError> {
            let found =
                connection.first("SELECT value FROM meta WHERE key = $1", &[key.into()], |r| Ok(r.text(0)?.to_owned()));
            found?.ok_or_else(|| StoreError::damaged(format!("meta: no {key}")))
        };
        let bad = |key: &str| StoreError::damaged(format!("meta: {key} cannot be read"));
        Ok(Self {
            algorithm: Algorithm::named(&value("algorithm")?).ok_or_else(|| bad("algorithm"))?,
            key: Verifier::parse(&value("key")?).map_err(|_| bad("key"))?,
            fold: value("fold")?.parse().map_err(|_| bad("fold"))?,
        })
    }
}

/// The newest schema that this program knows.
pub(crate) const fn known() -> i64 {
    MIGRATIONS.len() as i64
}

/// The schema of a database; 0 where there is nothing of ours.
pub(crate) fn version(connection: &dyn Connection) -> Result<i64, StoreError> {
    let tables = match connection.dialect() {
        Dialect::Sqlite => "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'meta'",
        Dialect::Postgres => {
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'meta'"
        }
    };
    if connection.first(tables, &[], |row| row.int(0))? == Some(0) {
        return Ok(0);
    }
    let value =
        connection.first("SELECT value FROM meta WHERE key = 'schema'", &[], |row| Ok(row.text(0)?.to_owned()))?;
    value.and_then(|v| v.parse().ok()).ok_or_else(|| StoreError::damaged("meta: no schema"))
}

/// Refuses what a newer program wrote, and what is no ledger.
pub(crate) fn check(connection: &dyn Connection, at: &dyn Fn() -> String) -> Result<i64, StoreError> {
    match version(connection)? {
        0 => Err(StoreError::NotALedger { at: at() }),
        found if found > known() => Err(StoreError::Newer { found, known: known() }),
        found => Ok(found),
    }
}

/// Runs what is missing, in one transaction.
pub(crate) fn migrate(connection: &dyn Connection, from: i64) -> Result<(), StoreError> {
    let side = match connection.dialect() {
        Dialect::Sqlite => 0,
        Dialect::Postgres => 1,
    };
    for scripts in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        connection.script(scripts[side])?;
    }
    if from > 0 {
        connection.execute("UPDATE meta SET value = $1 WHERE key = 'schema'", &[Value::Text(known().to_string())])?;
    }
    Ok(())
}

/// The indexes of projections that are sooner made anew than kept up with very many rows, each with what makes it. None
/// for PostgreSQL, where readers would wait for that.
pub(crate) fn indexes_apart(connection: &dyn Connection) -> Result<Vec<(String, String)>, StoreError> {
    if connection.dialect() == Dialect::Postgres {
        return Ok(Vec::new());
    }
    let fresh: &dyn Connection = &Sqlite::in_memory()?;
    migrate(fresh, 0)?;
    let sql = "SELECT tbl_name, name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";
    let all =
        fresh.rows(sql, &[], |row| Ok((row.text(0)?.to_owned(), (row.text(1)?.to_owned(), row.text(2)?.to_owned()))));
    let projected = |table: &str| projection::TABLES.iter().any(|projection| projection.table.name == table);
    Ok(all?.into_iter().filter(|(table, _)| projected(table)).map(|(_, index)| index).collect())
}

/// Begins the transaction in which a schema changes; nobody else changes it meanwhile.
pub(crate) fn begin(connection: &dyn Connection) -> Result<(), StoreError> {
    connection.begin(Begin::Write)?;
    if connection.dialect() == Dialect::Postgres {
        // `BHLG`, so that it meets no other program's lock.
        connection.query("SELECT pg_advisory_xact_lock(1112034375)::text", &[], &mut |_| Ok(()))?;
    }
    Ok(())
}
