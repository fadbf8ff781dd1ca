//! Copies of a whole ledger, row by row: a backup of either engine is one SQLite file, and is restored into either.
//!
//! Rows are read in one consistent snapshot while others go on writing, and what was changed by other means is copied
//! as it is, so that `verify` finds in a backup what it would find in the original. Only search indexes are made anew.

use std::path::{Path, PathBuf};

use tlog::Verifier;

use crate::engine::sqlite::{self, Mode};
use crate::engine::{Begin, Change, Connection, Value};
use crate::entry::ENTRY;
use crate::fold::CHUNK;
use crate::location::Door;
use crate::progress::{Stage, Watch};
use crate::projection::{self, FINDING, MEASURE};
use crate::schema::{self, HEAD, META, Meta, TREE};
use crate::search::{self, FINDING_TEXT, MEASURE_TEXT};
use crate::snapshot::SNAPSHOT;
use crate::table::Table;
use crate::{Location, StoreError};

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// How many entries.
    pub entries: u64,
    /// How many rows of all tables.
    pub rows: u64,
    /// The key that verifies it.
    pub key: Verifier,
}

/// Writes the ledger at `from` into a new SQLite file. The file appears under its name when it is whole and durable.
///
/// # Errors
/// When there is something at `to` already, `from` cannot be read, or `to` cannot be written.
pub fn backup(from: &Location, to: &Path, watch: &Watch) -> Result<Copied, StoreError> {
    if to.exists() {
        return Err(StoreError::Exists { at: to.display().to_string() });
    }
    let partial = beside(to, ".partial");
    let made = copy(from, &Location::Sqlite(partial.clone()), watch).and_then(|copied| {
        Door::Sqlite(partial.clone()).connect(Mode::Write)?.script("PRAGMA journal_mode = DELETE")?;
        std::fs::rename(&partial, to).and_then(|()| sync_folder(to)).map_err(|error| StoreError::Engine {
            doing: "putting the backup in its place",
            cause: error.to_string(),
        })?;
        Ok(copied)
    });
    if made.is_err() {
        // What is half written is nobody's, that of an earlier attempt too.
        sqlite::remove(&partial);
    }
    made
}

/// Writes the ledger in the SQLite file `from` to a place where there is none.
///
/// # Errors
/// When there is something at `to` already, `from` cannot be read, or `to` cannot be written.
pub fn restore(from: &Path, to: &Location, watch: &Watch) -> Result<Copied, StoreError> {
    copy(&Location::Sqlite(from.to_owned()), to, watch)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// A new name is durable when its folder is.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}

fn copy(from: &Location, to: &Location, watch: &Watch) -> Result<Copied, StoreError> {
    let source = Door::new(from)?.connect(Mode::Read)?;
    source.begin(Begin::Read)?;
    let found = schema::check(&*source, &|| from.to_string())?;
    if found < schema::known() {
        return Err(StoreError::older(found));
    }
    let meta = Meta::read(&*source)?;
    let copied = Door::new(to)?.create(|target| fill(&*source, target, to, watch));
    source.rollback();
    let (entries, rows) = copied?;
    Ok(Copied { entries, rows, key: meta.key })
}

fn fill(
    source: &dyn Connection,
    target: &dyn Connection,
    at: &Location,
    watch: &Watch,
) -> Result<(u64, u64), StoreError> {
    target.expect_much()?;
    schema::begin(target)?;
    if schema::version(target)? != 0 {
        return Err(StoreError::Exists { at: at.to_string() });
    }
    schema::migrate(target, 0)?;
    let total = crate::fold::size(source)?;
    let fixed: [&Table; 5] = [&META, &ENTRY, &TREE, &HEAD, &SNAPSHOT];
    let projected = projection::TABLES.iter().filter(|p| !p.is_text()).map(|p| p.table);
    let (mut rows, mut entries) = (0, 0);
    for table in fixed.into_iter().chain(projected) {
        let count = copy_table(source, target, table, &mut |done| watch.tell(Stage::Copy, done, total))?;
        rows += count;
        if std::ptr::eq(table, &raw const ENTRY) {
            entries = count;
        }
    }
    target.commit()?;
    Ok((entries, rows))
}

fn copy_table(
    source: &dyn Connection,
    target: &dyn Connection,
    table: &'static Table,
    tell: &mut dyn FnMut(u64) -> Result<(), StoreError>,
) -> Result<u64, StoreError> {
    let mut after: Option<Vec<Value>> = None;
    let mut count = 0;
    loop {
        let rows = chunk(source, table, after.as_deref())?;
        let Some(last) = rows.last() else { return Ok(count) };
        after = Some(last[..table.key].to_vec());
        count += rows.len() as u64;
        tell(count)?;
        let end = rows.len() < CHUNK;
        let text = rows_of_text(table, &rows);
        let mut changes = vec![(table, rows.into_iter().map(Change::Insert).collect())];
        changes.extend(text);
        target.write(&changes)?;
        if end {
            return Ok(count);
        }
    }
}

/// The next rows of a table, in the order of its key.
pub(crate) fn chunk(
    source: &dyn Connection,
    table: &Table,
    after: Option<&[Value]>,
) -> Result<Vec<Vec<Value>>, StoreError> {
    let (columns, name, key) = (table.list(), table.name, table.key_list());
    let places: Vec<String> = (1..=table.key).map(|i| format!("${i}")).collect();
    let filter = after.map(|_| format!(" WHERE ({key}) > ({})", places.join(", "))).unwrap_or_default();
    let sql = format!("SELECT {columns} FROM {name}{filter} ORDER BY {key} LIMIT {CHUNK}");
    let width = table.columns.len();
    source.rows(&sql, after.unwrap_or_default(), |row| (0..width).map(|i| row.value(i)).collect())
}

/// The rows of the search index for rows of the table that is searched.
fn rows_of_text(table: &'static Table, rows: &[Vec<Value>]) -> Option<(&'static Table, Vec<Change>)> {
    let text: &'static Table = match table.name {
        name if name == FINDING.name => &FINDING_TEXT,
        name if name == MEASURE.name => &MEASURE_TEXT,
        _ => return None,
    };
    let words = table.columns.iter().position(|column| column.name == "words")?;
    let index = |row: &Vec<Value>| Change::Insert(search::index(vec![row[0].clone(), row[words].clone()]));
    Some((text, rows.iter().map(index).collect()))
}
