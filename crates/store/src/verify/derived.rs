//! What follows from the entries, against what is stored.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use ledger::Stream;

use super::{Place, Report};
use crate::engine::{Connection, Dialect, Question, Value};
use crate::fold::{self, Folded, Projected};
use crate::progress::Watch;
use crate::projection::{self, Projection};
use crate::snapshot::{self, Snapshot};
use crate::table::Table;
use crate::{Bilingual, StoreError};

pub(super) fn check(connection: &dyn Connection, watch: &Watch, report: &mut Report) -> Result<(), StoreError> {
    snapshots(connection, watch, report)?;
    let mut indexes = indexes(connection)?;
    fold::projections(connection, watch, &mut |projected| {
        for (table, rows) in &projected.rows {
            report.rows += rows.len() as u64;
            match indexes.iter_mut().find(|index| std::ptr::eq(index.table, *table)) {
                Some(index) => index.compare(rows, report),
                None => compare(connection, &projected, table, rows, report)?,
            }
        }
        Ok(())
    })?;
    indexes.iter().for_each(|index| index.rest(report));
    Ok(())
}

/// Every stream's fold against its snapshot.
fn snapshots(connection: &dyn Connection, watch: &Watch, report: &mut Report) -> Result<(), StoreError> {
    let before = report.streams;
    fold::streams(connection, watch, &mut |folded| {
        let mut good: Vec<(Stream, Snapshot)> = Vec::with_capacity(folded.len());
        for folded in folded {
            report.streams += 1;
            match folded {
                Folded::Ok((stream, snapshot, _)) => good.push((stream, snapshot)),
                Folded::Err((seq, what)) => report.fault(Place::Entry(seq), what),
            }
        }
        let questions: Vec<Question<'_>> = good.iter().map(|(stream, _)| snapshot::question(stream)).collect();
        for ((stream, expected), found) in good.iter().zip(connection.query_many(&questions)?) {
            let expected = expected.row(stream)?;
            if found.first().is_none_or(|found| found[..] != expected[2..]) {
                report.fault(
                    Place::Snapshot(*stream),
                    Bilingual::fixed("与其记录的重算结果不符", "it is not the fold of its entries"),
                );
            }
        }
        Ok(())
    })?;
    let count = connection.first("SELECT count(*) FROM snapshot", &[], |row| row.count(0))?.unwrap_or(0);
    if count != report.streams - before {
        extra(connection, report)?;
    }
    Ok(())
}

/// Names the snapshots of streams that have no entries.
fn extra(connection: &dyn Connection, report: &mut Report) -> Result<(), StoreError> {
    let streams = connection.rows("SELECT DISTINCT stream FROM entry", &[], |row| Ok(row.text(0)?.to_owned()))?;
    let streams: BTreeSet<String> = streams.into_iter().collect();
    let stored = connection.rows("SELECT kind, number FROM snapshot ORDER BY kind, number", &[], |row| {
        snapshot::stream(row.text(0)?, row.count(1)?)
    })?;
    for stream in stored.into_iter().filter(|stream| !streams.contains(&stream.to_string())) {
        report.fault(Place::Snapshot(stream), Bilingual::fixed("没有对应的记录", "there are no entries of it"));
    }
    Ok(())
}

/// Rows of a table against those that the snapshots say, both in the order of the key.
fn compare(
    connection: &dyn Connection,
    projected: &Projected,
    table: &'static Table,
    expected: &[Vec<Value>],
    report: &mut Report,
) -> Result<(), StoreError> {
    let (columns, name, owner, key) = (table.list(), table.name, table.columns[0].name, table.key_list());
    let sql = format!("SELECT {columns} FROM {name} WHERE {owner} >= $1 AND {owner} < $2 ORDER BY {key}");
    let to = projected.to.map_or(Value::Int(i64::MAX), Value::from);
    let width = table.columns.len();
    let found = connection.rows(&sql, &[projected.from.into(), to], |row| {
        (0..width).map(|i| row.value(i)).collect::<Result<Vec<_>, _>>()
    })?;
    let mut found = found.into_iter().peekable();
    let mut fault = |key: &[Value], what| report.fault(Place::Row { table: name, key: shown(key) }, what);
    for expected in expected {
        let key = &expected[..table.key];
        while let Some(more) = found.next_if(|row| row[..table.key] < *key) {
            fault(&more[..table.key], Bilingual::fixed("多出的一行", "a row too many"));
        }
        match found.next_if(|row| row[..table.key] == *key) {
            None => fault(key, Bilingual::fixed("缺少这一行", "the row is missing")),
            Some(row) if row == *expected => {}
            Some(row) => {
                let differing = (0..width).filter(|i| row[*i] != expected[*i]).map(|i| table.columns[i].name);
                let columns = differing.collect::<Vec<_>>().join(", ");
                fault(
                    key,
                    Bilingual::new(
                        format!("与重算结果不符：{columns}"),
                        format!("not what the entries say: {columns}"),
                    ),
                );
            }
        }
    }
    for more in found {
        fault(&more[..table.key], Bilingual::fixed("多出的一行", "a row too many"));
    }
    Ok(())
}

fn shown(key: &[Value]) -> String {
    let value = |value: &Value| match value {
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    key.iter().map(value).collect::<Vec<_>>().join("/")
}

/// What a search index of SQLite holds: it does not give its rows back, only which row has which gram.
struct Index {
    table: &'static Table,
    /// Of each row a number that depends on its grams and not on their order.
    rows: HashMap<i64, u64>,
}

/// The search indexes, where they are not ordinary tables.
fn indexes(connection: &dyn Connection) -> Result<Vec<Index>, StoreError> {
    if connection.dialect() == Dialect::Postgres {
        return Ok(Vec::new());
    }
    projection::TABLES.iter().filter(|p| p.is_text()).map(|p| Index::read(connection, p)).collect()
}

impl Index {
    fn read(connection: &dyn Connection, projection: &Projection) -> Result<Self, StoreError> {
        let table = projection.table;
        let name = table.name;
        connection.script(&format!(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name}_grams USING fts5vocab('main', '{name}', 'instance')"
        ))?;
        let mut rows: HashMap<i64, u64> = HashMap::new();
        connection.query(&format!("SELECT term, doc FROM temp.{name}_grams"), &[], &mut |row| {
            let sum = rows.entry(row.int(1)?).or_default();
            *sum = sum.wrapping_add(weight(row.text(0)?));
            Ok(())
        })?;
        Ok(Self { table, rows })
    }

    fn compare(&mut self, expected: &[Vec<Value>], report: &mut Report) {
        for row in expected {
            let [Value::Int(number), Value::Text(grams)] = row.as_slice() else { continue };
            let expected = grams.split_ascii_whitespace().fold(0u64, |sum, gram| sum.wrapping_add(weight(gram)));
            if self.rows.remove(number).unwrap_or(0) != expected {
                let what = Bilingual::fixed("检索索引与文字不符", "the index does not hold what the text says");
                report.fault(Place::Index { table: self.table.name, number: *number }, what);
            }
        }
    }

    /// What is left belongs to no row.
    fn rest(&self, report: &mut Report) {
        for number in self.rows.keys() {
            let what = Bilingual::fixed("检索索引中多出的一项", "an item too many in the index");
            report.fault(Place::Index { table: self.table.name, number: *number }, what);
        }
    }
}

/// Two texts have the same weight with a chance of one in 2^64.
fn weight(gram: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    gram.hash(&mut hasher);
    hasher.finish()
}
