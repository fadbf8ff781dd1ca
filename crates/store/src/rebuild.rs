//! Rebuilding snapshots and projections from the entries, in one transaction.

use rayon::prelude::*;

use crate::StoreError;
use crate::engine::{Change, Connection, Dialect};
use crate::fold;
use crate::progress::Watch;
use crate::projection;
use crate::schema::{self, FOLD};
use crate::snapshot::SNAPSHOT;
use crate::writer::Core;

/// What was rebuilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many entries were folded.
    pub entries: u64,
    /// How many streams there are.
    pub streams: u64,
    /// How many rows projections have.
    pub rows: u64,
}

/// Writes everything anew that follows from the entries.
pub(crate) fn rebuild(core: &mut Core, watch: &Watch) -> Result<Rebuilt, StoreError> {
    let done = core.transaction(|core| {
        core.begin(&[])?;
        let connection = core.connection()?;
        let rebuilt = write(connection, watch)?;
        connection.commit()?;
        Ok(rebuilt)
    });
    // Done or not: what it needed for so much is no size for the appends that follow.
    core.forget();
    done
}

fn write(connection: &dyn Connection, watch: &Watch) -> Result<Rebuilt, StoreError> {
    connection.expect_much()?;
    empty(connection)?;
    let indexes = schema::indexes_apart(connection)?;
    for (name, _) in &indexes {
        connection.script(&format!("DROP INDEX IF EXISTS {name}"))?;
    }
    let mut rebuilt = Rebuilt { entries: fold::size(connection)?, streams: 0, rows: 0 };
    fold::streams(connection, watch, &mut |folded| {
        let row = |folded: fold::Folded| match folded {
            Ok((stream, snapshot, _)) => Ok(Change::Insert(snapshot.row(&stream)?)),
            Err((seq, what)) => Err(StoreError::damaged(format!("{seq}: {}", what.en))),
        };
        let rows = folded.into_par_iter().map(row).collect::<Result<Vec<_>, _>>()?;
        rebuilt.streams += rows.len() as u64;
        connection.write(&[(&SNAPSHOT, rows)])
    })?;
    fold::projections(connection, watch, &mut |projected| {
        for (table, rows) in projected.rows {
            rebuilt.rows += rows.len() as u64;
            connection.write(&[(table, rows.into_iter().map(Change::Insert).collect())])?;
        }
        Ok(())
    })?;
    for (_, sql) in &indexes {
        connection.script(sql)?;
    }
    connection.execute("UPDATE meta SET value = $1 WHERE key = 'fold'", &[FOLD.to_string().into()])?;
    Ok(rebuilt)
}

/// Empties what is written anew.
fn empty(connection: &dyn Connection) -> Result<(), StoreError> {
    connection.execute("DELETE FROM snapshot", &[])?;
    for projection in &projection::TABLES {
        let name = projection.table.name;
        let sql = match connection.dialect() {
            // A command of the index to itself; a DELETE would take each row apart.
            Dialect::Sqlite if projection.is_text() => format!("INSERT INTO {name} ({name}) VALUES ('delete-all')"),
            _ => format!("DELETE FROM {name}"),
        };
        connection.execute(&sql, &[])?;
    }
    Ok(())
}
