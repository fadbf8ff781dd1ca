//! Snapshots: the fold of each stream, kept so that nobody folds a stream to read it.

use jiff::Timestamp;
use ledger::{Event, State, Stream};

use crate::StoreError;
use crate::engine::{Question, Row, Value};
use crate::entry::time;
use crate::table::{Table, int, text};

pub(crate) static SNAPSHOT: Table = Table {
    name: "snapshot",
    key: 2,
    columns: &[text("kind"), int("number"), int("version"), int("at"), text("state")],
};

/// Which columns of a snapshot change with every entry.
pub(crate) const MOVING: u64 = 0b11100;

/// A stream as it is after one of its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The number of its last entry.
    pub version: u64,
    /// The time of its last entry.
    pub at: Timestamp,
    /// The fold of all its entries.
    pub state: State,
}

impl Snapshot {
    /// The snapshot after one more event.
    pub(crate) fn after(before: Option<Self>, event: &Event, at: Timestamp) -> Self {
        let (version, state) = before.map_or((0, None), |s| (s.version, Some(s.state)));
        Self { version: version + 1, at, state: State::evolve(state, event, at) }
    }

    /// Its row in the table `snapshot`.
    pub(crate) fn row(&self, stream: &Stream) -> Result<Vec<Value>, StoreError> {
        let state = serde_json::to_string(&self.state)
            .map_err(|error| StoreError::Engine { doing: "writing a state as JSON", cause: error.to_string() })?;
        let [kind, number] = key(stream);
        Ok(vec![kind, number, self.version.into(), self.at.as_microsecond().into(), state.into()])
    }

    /// From a row with the columns `version`, `at`, `state`, from `i` on.
    pub(crate) fn read(row: &Row<'_>, i: usize) -> Result<Self, StoreError> {
        Self::parse(row.count(i)?, row.int(i + 1)?, row.text(i + 2)?)
    }

    /// From its columns.
    pub(crate) fn parse(version: u64, at: i64, state: &str) -> Result<Self, StoreError> {
        let state = serde_json::from_str(state)
            .map_err(|error| StoreError::damaged(format!("a snapshot cannot be read: {error}")))?;
        Ok(Self { version, at: time(at)?, state })
    }
}

/// The key of a stream's snapshot. What is one of a kind has number 0.
pub(crate) fn key(stream: &Stream) -> [Value; 2] {
    [stream.kind().into(), stream.number().unwrap_or(0).into()]
}

/// Asks for the snapshot of `stream`.
pub(crate) fn question(stream: &Stream) -> Question<'static> {
    ("SELECT version, at, state FROM snapshot WHERE kind = $1 AND number = $2", key(stream).to_vec())
}

/// What projections are computed from.
pub(crate) trait Snapshots {
    /// The snapshot of `stream`; `None` where it has no entries.
    fn snapshot(&self, stream: &Stream) -> Option<Snapshot>;
}

/// The stream of a key.
pub(crate) fn stream(kind: &str, number: u64) -> Result<Stream, StoreError> {
    use ledger::{
        AccountId, CampaignId, CauseId, EvidenceId, FindingId, HandOverId, MeasureId, PaperId, PersonId, PostId,
        RegulationId, UnitId,
    };
    Ok(match kind {
        "unit" => UnitId(number).into(),
        "person" => PersonId(number).into(),
        "post" => PostId(number).into(),
        "campaign" => CampaignId(number).into(),
        "paper" => PaperId(number).into(),
        "finding" => FindingId(number).into(),
        "cause" => CauseId(number).into(),
        "measure" => MeasureId(number).into(),
        "evidence" => EvidenceId(number).into(),
        "regulation" => RegulationId(number).into(),
        "hand_over" => HandOverId(number).into(),
        "account" => AccountId(number).into(),
        "calendar" => Stream::Calendar,
        "log" => Stream::Log,
        _ => return Err(StoreError::damaged(format!("snapshot: no kind {kind}"))),
    })
}
