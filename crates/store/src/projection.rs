//! Projections (投影): ordinary tables that pages and other people's tools query.
//!
//! A row is a pure function of snapshots: of the aggregate that owns it and of those that it tells something of. So the
//! tables that were kept up entry by entry equal those that a rebuild writes, and `verify` can tell.

mod finding;
mod light;
mod measure;

use ledger::{CampaignId, State, Stream};

pub(crate) use finding::FINDING;
pub(crate) use measure::{MEASURE, TIE};

use crate::engine::{Change, Value};
use crate::search::{FINDING_TEXT, MEASURE_TEXT};
use crate::snapshot::Snapshots;
use crate::table::Table;

/// All projections. The first column of each key is the number of the aggregate that owns the row.
pub(crate) static TABLES: [Projection; 5] = [
    Projection { table: &FINDING, owner: "finding" },
    Projection { table: &FINDING_TEXT, owner: "finding" },
    Projection { table: &MEASURE, owner: "measure" },
    Projection { table: &MEASURE_TEXT, owner: "measure" },
    Projection { table: &TIE, owner: "measure" },
];

/// A table and the kind of aggregate that owns its rows.
pub(crate) struct Projection {
    pub table: &'static Table,
    pub owner: &'static str,
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
    let key_of = |table: &Table, row: &[Value]| row[..table.key].to_vec();
    let mut old = before.0;
    for (table, row) in after.0 {
        let Some(list) = index(table).and_then(|i| changes.get_mut(i)) else { continue };
        match old.iter().position(|(t, r)| std::ptr::eq(*t, table) && r[..t.key] == row[..t.key]) {
            None => list.push(Change::Insert(row)),
            Some(i) => {
                let (_, was) = old.swap_remove(i);
                let differs = (0..row.len()).filter(|i| was[*i] != row[*i]);
                let columns = differs.fold(0u64, |columns, i| columns | 1 << i);
                if columns != 0 {
                    list.push(Change::Update { row, columns });
                }
            }
        }
    }
    for (table, row) in old {
        if let Some(list) = index(table).and_then(|i| changes.get_mut(i)) {
            list.push(Change::Delete(key_of(table, &row)));
        }
    }
}

fn index(table: &Table) -> Option<usize> {
    TABLES.iter().position(|p| std::ptr::eq(p.table, table))
}
