//! Everything that follows from the entries, computed from them alone: what a rebuild writes and what `verify` compares.
//! The database is read in order by one thread; what is computed from a chunk of it is spread over the cores.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use ledger::Stream;
use rayon::prelude::*;

use crate::StoreError;
use crate::engine::{Connection, Question, Row, Value};
use crate::entry::Entry;
use crate::progress::{Stage, Watch};
use crate::projection;
use crate::snapshot::{self, Snapshot, Snapshots};
use crate::table::Table;

/// Rows that are read, computed or written together.
pub(crate) const CHUNK: usize = 2_000;

/// A stream folded, with the sequence number of its last entry; or the entry that cannot be folded, and why.
pub(crate) type Folded = Result<Last, (u64, ledger::Bilingual)>;

/// A stream after one of its entries, and the sequence number of that.
type Last = (Stream, Snapshot, u64);

/// Folds all streams, in the order of their names, and hands them over in chunks. A stream whose entries cannot be folded is
/// handed over as its first bad entry.
pub(crate) fn streams(
    connection: &dyn Connection,
    watch: &Watch,
    each: &mut dyn FnMut(Vec<Folded>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = "SELECT seq, stream, version, kind, actor, at, command, payload, salt, digest FROM entry \
               WHERE (stream, version) > ($1, $2) ORDER BY stream, version LIMIT $3";
    let total = size(connection)?;
    let mut last: (Value, Value) = ("".into(), 0i64.into());
    let mut done = 0;
    let mut fold: Option<Fold> = None;
    loop {
        let values = [last.0.clone(), last.1.clone(), Value::from(CHUNK as u64)];
        let mut folded = Vec::new();
        let mut count = 0;
        connection.query(sql, &values, &mut |row| {
            count += 1;
            last = (row.value(1)?, row.value(2)?);
            let name = row.text(1)?;
            if fold.as_ref().is_none_or(|fold| fold.name != name) {
                folded.extend(fold.take().map(Fold::finish));
                fold = Some(Fold::new(name));
            }
            if let Some(fold) = &mut fold {
                fold.add(row)?;
            }
            Ok(())
        })?;
        let end = count < CHUNK;
        if end {
            folded.extend(fold.take().map(Fold::finish));
        }
        each(folded)?;
        done += count as u64;
        watch.tell(Stage::Streams, done, total)?;
        if end {
            return Ok(());
        }
    }
}

/// How many entries the head states.
pub(crate) fn size(connection: &dyn Connection) -> Result<u64, StoreError> {
    Ok(connection.first("SELECT size FROM head", &[], |row| row.count(0))?.unwrap_or(0))
}

struct Fold {
    name: String,
    state: Result<Option<Last>, (u64, ledger::Bilingual)>,
}

impl Fold {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), state: Ok(None) }
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        let Ok(state) = &mut self.state else { return Ok(()) };
        let seq = row.count(0)?;
        match next(state.take(), row) {
            Ok(next) => *state = Some(next),
            Err(what) => self.state = Err((seq, what)),
        }
        Ok(())
    }

    fn finish(self) -> Folded {
        match self.state {
            Ok(Some(folded)) => Ok(folded),
            // A fold begins with an entry.
            Ok(None) => Err((0, ledger::Bilingual::fixed("空的流", "an empty stream"))),
            Err(fault) => Err(fault),
        }
    }
}

fn next(before: Option<Last>, row: &Row<'_>) -> Result<Last, ledger::Bilingual> {
    let entry = Entry::read(row).map_err(|error| error.message())?;
    let event = ledger::Event::parse(&entry.kind, entry.payload.as_bytes()).map_err(|error| error.message())?;
    if !event.fits(&entry.stream) {
        let (kind, stream) = (&entry.kind, entry.stream);
        return Err(ledger::Bilingual::new(
            format!("事件 {kind} 不属于 {stream}"),
            format!("an event {kind} does not belong to {stream}"),
        ));
    }
    let expected = before.as_ref().map_or(0, |(_, snapshot, _)| snapshot.version) + 1;
    if entry.version != expected {
        let (stream, version) = (entry.stream, entry.version);
        return Err(ledger::Bilingual::new(
            format!("{stream} 的版本号应为 {expected}，却是 {version}"),
            format!("the version of {stream} should be {expected} and is {version}"),
        ));
    }
    let snapshot = Snapshot::after(before.map(|(_, snapshot, _)| snapshot), &event, entry.at);
    Ok((entry.stream, snapshot, entry.seq))
}

/// Snapshots of the table `snapshot` that are known so far; what is asked for and is not known is noted.
#[derive(Default)]
pub(crate) struct Known {
    map: HashMap<Stream, Option<Snapshot>>,
    missing: Mutex<Vec<Stream>>,
}

impl Snapshots for Known {
    fn snapshot(&self, stream: &Stream) -> Option<Snapshot> {
        let Some(known) = self.map.get(stream) else {
            self.missing.lock().unwrap_or_else(PoisonError::into_inner).push(*stream);
            return None;
        };
        known.clone()
    }
}

impl Known {
    /// Reads what was asked for in vain.
    fn load(&mut self, connection: &dyn Connection) -> Result<(), StoreError> {
        let mut missing = std::mem::take(self.missing.get_mut().unwrap_or_else(PoisonError::into_inner));
        missing.sort_unstable();
        missing.dedup();
        for chunk in missing.chunks(CHUNK) {
            let questions: Vec<Question<'_>> = chunk.iter().map(snapshot::question).collect();
            let answers = connection.query_many(&questions)?;
            let read = chunk.par_iter().zip(&answers).map(|(stream, rows)| {
                Ok((*stream, rows.first().map(|row| Snapshot::read(&Row::Read(row), 0)).transpose()?))
            });
            self.map.extend(read.collect::<Result<Vec<_>, StoreError>>()?);
        }
        Ok(())
    }

    /// Keeps what many others are computed from.
    fn forget(&mut self) {
        self.map.retain(|stream, _| matches!(stream, Stream::Campaign(_) | Stream::Calendar));
    }

    /// The rows of `owners`.
    fn rows(&mut self, connection: &dyn Connection, owners: &[Stream]) -> Result<Vec<projection::Rows>, StoreError> {
        loop {
            let known: &Self = self;
            let rows = owners.par_iter().map(|owner| projection::rows(owner, known)).collect();
            if self.missing.get_mut().unwrap_or_else(PoisonError::into_inner).is_empty() {
                return Ok(rows);
            }
            self.load(connection)?;
        }
    }
}

/// Owners of one kind whose numbers lie in a range, and the rows that they own, by table and in the order of the keys.
pub(crate) struct Projected {
    /// Numbers from this one on,
    pub from: u64,
    /// up to this one, which is not among them; `None`: to the end.
    pub to: Option<u64>,
    pub rows: Vec<(&'static Table, Vec<Vec<Value>>)>,
}

/// Computes all projections from the snapshots as they are stored, and hands them over in chunks.
pub(crate) fn projections(
    connection: &dyn Connection,
    watch: &Watch,
    each: &mut dyn FnMut(Projected) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let total = connection.first("SELECT count(*) FROM snapshot", &[], |row| row.count(0))?.unwrap_or(0);
    let mut known = Known::default();
    let mut done = 0;
    for kind in projection::kinds() {
        let mut from = 0;
        loop {
            let sql = "SELECT number, version, at, state FROM snapshot WHERE kind = $1 AND number >= $2 ORDER BY number LIMIT $3";
            let values = [kind.into(), from.into(), Value::from(CHUNK as u64)];
            let mut read = Vec::with_capacity(CHUNK);
            connection.query(sql, &values, &mut |row| {
                read.push((row.count(0)?, row.count(1)?, row.int(2)?, row.text(3)?.to_owned()));
                Ok(())
            })?;
            let parsed = read.into_par_iter().map(|(number, version, at, state)| {
                Ok((snapshot::stream(kind, number)?, Some(Snapshot::parse(version, at, &state)?)))
            });
            let parsed = parsed.collect::<Result<Vec<_>, StoreError>>()?;
            let owners: Vec<Stream> = parsed.iter().map(|(stream, _)| *stream).collect();
            known.map.extend(parsed);
            let to = if owners.len() < CHUNK { None } else { owners.last().and_then(Stream::number).map(|n| n + 1) };
            let rows = by_table(kind, known.rows(connection, &owners)?);
            each(Projected { from, to, rows })?;
            known.forget();
            done += owners.len() as u64;
            watch.tell(Stage::Projections, done, total)?;
            let Some(next) = to else { break };
            from = next;
        }
    }
    Ok(())
}

fn by_table(kind: &str, rows: Vec<projection::Rows>) -> Vec<(&'static Table, Vec<Vec<Value>>)> {
    let mut tables: Vec<(&'static Table, Vec<Vec<Value>>)> =
        projection::TABLES.iter().filter(|p| p.owner == kind).map(|p| (p.table, Vec::new())).collect();
    let finished = rows.into_par_iter().flat_map_iter(|rows| rows.0).map(|(t, row)| (t, projection::finish(t, row)));
    for (table, row) in finished.collect::<Vec<_>>() {
        if let Some((_, list)) = tables.iter_mut().find(|(t, _)| std::ptr::eq(*t, table)) {
            list.push(row);
        }
    }
    tables
}
