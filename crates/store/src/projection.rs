//! Projections (投影): ordinary tables that pages and other people's tools query.
//!
//! A row is a pure function of snapshots: of the aggregate that owns it and of those that it tells something of. So the
//! tables that were kept up entry by entry equal those that a rebuild writes, and `verify` can tell.

mod finding;
pub(crate) mod light;
mod measure;
mod others;

use ledger::{CampaignId, EvidenceId, State, Stream};

use finding::LOOKED;
pub(crate) use finding::{FINDING, scope, scope_of};
use measure::SHOWN;
pub(crate) use measure::{MEASURE, TIE, bit, kind};
use others::{CAMPAIGN, EVIDENCE, MEMBER, PERSON, UNIT};

use crate::engine::{Change, Value};
use crate::search::{self, FINDING_TEXT, MEASURE_TEXT};
use crate::snapshot::Snapshots;
use crate::table::Table;

/// All projections. The first column of each key is the number of the aggregate that owns the row.
pub(crate) static TABLES: [Projection; 12] = [
    Projection { table: &FINDING, owner: "finding", finish: as_it_is },
    Projection { table: &FINDING_TEXT, owner: "finding", finish: search::index },
    Projection { table: &MEASURE, owner: "measure", finish: as_it_is },
    Projection { table: &MEASURE_TEXT, owner: "measure", finish: search::index },
    Projection { table: &TIE, owner: "measure", finish: as_it_is },
    Projection { table: &SHOWN, owner: "measure", finish: as_it_is },
    Projection { table: &LOOKED, owner: "finding", finish: as_it_is },
    Projection { table: &UNIT, owner: "unit", finish: as_it_is },
    Projection { table: &PERSON, owner: "person", finish: as_it_is },
    Projection { table: &MEMBER, owner: "person", finish: as_it_is },
    Projection { table: &CAMPAIGN, owner: "campaign", finish: as_it_is },
    Projection { table: &EVIDENCE, owner: "evidence", finish: as_it_is },
];

/// A table and the kind of aggregate that owns its rows.
pub(crate) struct Projection {
    pub table: &'static Table,
    pub owner: &'static str,
    /// What makes a stored row of a computed one, where that takes long and is done only if something differs.
    pub finish: fn(Vec<Value>) -> Vec<Value>,
}

impl Projection {
    /// Whether it is a search index, whose rows SQLite does not give back.
    pub fn is_text(&self) -> bool {
        std::ptr::eq(self.table, &raw const FINDING_TEXT) || std::ptr::eq(self.table, &raw const MEASURE_TEXT)
    }
}

/// The kinds of aggregates that own rows.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    let first = |i: &usize| TABLES[..*i].iter().all(|p| p.owner != TABLES[*i].owner);
    (0..TABLES.len()).filter(first).map(|i| TABLES[i].owner)
}

/// The stored row of a computed one.
pub(crate) fn finish(table: &Table, row: Vec<Value>) -> Vec<Value> {
    match TABLES.iter().find(|projection| std::ptr::eq(projection.table, table)) {
        Some(projection) => (projection.finish)(row),
        None => row,
    }
}

fn as_it_is(row: Vec<Value>) -> Vec<Value> {
    row
}

/// Rows of one owner, each with its table.
#[derive(Default)]
pub(crate) struct Rows(pub Vec<(&'static Table, Vec<Value>)>);

impl Rows {
    fn add(&mut self, table: &'static Table, row: Vec<Value>) {
        debug_assert_eq!(row.len(), table.columns.len(), "{}", table.name);
        self.0.push((table, row));
    }
}

/// The rows that `owner` owns.
pub(crate) fn rows(owner: &Stream, snapshots: &dyn Snapshots) -> Rows {
    let mut rows = Rows::default();
    let Some(snapshot) = snapshots.snapshot(owner) else { return rows };
    match (owner, &snapshot.state) {
        (Stream::Finding(id), State::Finding(state)) => finding::rows(*id, state, snapshot.at, snapshots, &mut rows),
        (Stream::Measure(id), State::Measure(state)) => measure::rows(*id, state, snapshot.at, snapshots, &mut rows),
        (Stream::Unit(id), State::Unit(state)) => others::unit(*id, state, &mut rows),
        (Stream::Person(id), State::Person(state)) => others::person(*id, state, &mut rows),
        (Stream::Campaign(id), State::Campaign(state)) => others::campaign(*id, state, &mut rows),
        (Stream::Evidence(id), State::Evidence(state)) => others::evidence(*id, state, &mut rows),
        _ => {}
    }
    rows
}

/// Whose rows a change concerns.
pub(crate) enum Reach {
    /// These.
    Owners(Vec<Stream>),
    /// All findings and measures of a campaign.
    Campaign(CampaignId),
    /// A file, and all findings for whose measures it was shown.
    Evidence(EvidenceId),
    /// All findings and measures.
    All,
}

/// Whose rows tell something of `stream`, which changes from `before` to `after`.
pub(crate) fn reach(stream: &Stream, before: Option<&State>, after: &State) -> Reach {
    match (stream, before, after) {
        (Stream::Calendar, ..) => Reach::All,
        (Stream::Campaign(id), Some(State::Campaign(before)), State::Campaign(after))
            if before.profile != after.profile =>
        {
            Reach::Campaign(*id)
        }
        (Stream::Evidence(id), Some(State::Evidence(before)), State::Evidence(after))
            if before.content.kind != after.content.kind || before.withdrawn != after.withdrawn =>
        {
            Reach::Evidence(*id)
        }
        (Stream::Measure(_), before, State::Measure(after)) => {
            let mut owners = vec![*stream];
            owners.extend(after.findings.iter().map(|id| Stream::Finding(*id)));
            if let Some(State::Measure(before)) = before {
                owners.extend(before.findings.iter().map(|id| Stream::Finding(*id)));
            }
            Reach::Owners(owners)
        }
        _ => Reach::Owners(vec![*stream]),
    }
}

/// What turns `before` into `after`, added to the changes of each table. `changes` has one list a table of [`TABLES`].
pub(crate) fn compare(before: Rows, after: Rows, changes: &mut [Vec<Change>]) {
    let mut old = before.0;
    for (table, row) in after.0 {
        let Some((projection, list)) = list(table, changes) else { continue };
        match old.iter().position(|(t, r)| std::ptr::eq(*t, table) && r[..t.key] == row[..t.key]) {
            None => list.push(Change::Insert((projection.finish)(row))),
            Some(i) => {
                let (_, was) = old.swap_remove(i);
                let differs = (0..row.len()).filter(|i| was[*i] != row[*i]);
                let columns = differs.fold(0u64, |columns, i| columns | 1 << i);
                if columns != 0 {
                    list.push(Change::Update { row: (projection.finish)(row), columns });
                }
            }
        }
    }
    for (table, mut row) in old {
        if let Some((_, list)) = list(table, changes) {
            row.truncate(table.key);
            list.push(Change::Delete(row));
        }
    }
}

fn list<'c>(table: &Table, changes: &'c mut [Vec<Change>]) -> Option<(&'static Projection, &'c mut Vec<Change>)> {
    TABLES.iter().zip(changes).find(|(projection, _)| std::ptr::eq(projection.table, table))
}
