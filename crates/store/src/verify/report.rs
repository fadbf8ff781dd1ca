//! What was found, for people and for machines.

use ledger::{Stream, count};
use serde::Serialize;

use crate::{Bilingual, StoreError};

/// The most faults that are told one by one.
const TOLD: usize = 100;

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The database as a whole: it cannot be read further.
    Database,
    /// The table `meta`, or the schema.
    Settings,
    /// The entry with this number.
    Entry(u64),
    /// The stored hash at this position.
    Tree(u64),
    /// The signed head.
    Head,
    /// The published checkpoint of this size.
    Checkpoint(u64),
    /// The snapshot of this stream.
    Snapshot(Stream),
    /// A row of a projection.
    Row {
        /// The table.
        table: &'static str,
        /// Its key, as text.
        key: String,
    },
    /// The search index of this table, at the row of this number.
    Index {
        /// The table.
        table: &'static str,
        /// The number of the finding or measure.
        number: i64,
    },
    /// The file of this paper.
    Paper(u64),
    /// The file of this evidence.
    Evidence(u64),
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub what: Bilingual,
}

/// What a check has found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many entries were checked.
    pub entries: u64,
    /// The root of the tree that they make, in Base64; empty where that was not reached.
    pub root: String,
    /// How many published checkpoints were checked.
    pub checkpoints: u64,
    /// How many payloads were erased by law.
    pub erased: u64,
    /// How many streams were folded.
    pub streams: u64,
    /// How many rows of projections were compared.
    pub rows: u64,
    /// How many files were checked.
    pub files: u64,
    /// What is wrong, the log first, there in the order of entries; at most a hundred.
    pub faults: Vec<Fault>,
    /// How many faults more there are.
    pub more: u64,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The first entry that is wrong, if one is.
    #[must_use]
    pub fn first_bad_entry(&self) -> Option<u64> {
        let seq = |fault: &Fault| if let Place::Entry(seq) = fault.place { Some(seq) } else { None };
        self.faults.iter().filter_map(seq).min()
    }

    /// What was found, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let (entries, streams) = (self.entries, self.streams);
        match self.faults.first() {
            None => Bilingual::new(
                format!("核验通过：{entries} 条记录、{streams} 个对象，与签名一致，未见改动"),
                format!(
                    "sound: {}, {}, as signed; no change was found",
                    count(entries, "entry"),
                    count(streams, "stream")
                ),
            ),
            Some(first) => {
                let (count, place, what) = (self.faults.len() as u64 + self.more, first.place.label(), &first.what);
                Bilingual::new(
                    format!("核验不通过，共 {count} 处；首处在{}：{}", place.zh, what.zh),
                    format!("not sound, {count} fault(s); the first at {}: {}", place.en, what.en),
                )
            }
        }
    }

    pub(super) fn fault(&mut self, place: Place, what: Bilingual) {
        if self.faults.len() < TOLD {
            self.faults.push(Fault { place, what });
        } else {
            self.more += 1;
        }
    }

    /// Takes damage as a fault; what is no damage goes on as an error.
    pub(super) fn note<T>(&mut self, place: Place, done: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match done {
            Ok(value) => Ok(Some(value)),
            Err(error @ (StoreError::Damaged { .. } | StoreError::Engine { .. } | StoreError::NotALedger { .. })) => {
                self.fault(place, error.message());
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

impl Place {
    /// What to call it.
    #[must_use]
    pub fn label(&self) -> Bilingual {
        match self {
            Self::Database => Bilingual::fixed("数据库", "the database"),
            Self::Settings => Bilingual::fixed("设置与结构", "settings and schema"),
            Self::Entry(seq) => Bilingual::new(format!("第 {seq} 条记录"), format!("entry {seq}")),
            Self::Tree(position) => Bilingual::new(format!("树节点 {position}"), format!("tree position {position}")),
            Self::Head => Bilingual::fixed("签名的树头", "the signed head"),
            Self::Checkpoint(size) => {
                Bilingual::new(format!("规模 {size} 的检查点"), format!("the checkpoint of size {size}"))
            }
            Self::Snapshot(stream) => Bilingual::new(format!("{stream} 的快照"), format!("the snapshot of {stream}")),
            Self::Row { table, key } => Bilingual::new(format!("{table} 表 {key}"), format!("{table} {key}")),
            Self::Index { table, number } => {
                Bilingual::new(format!("{table} 检索索引 {number}"), format!("the index {table} at {number}"))
            }
            Self::Paper(number) => Bilingual::new(format!("材料 D{number}"), format!("paper D{number}")),
            Self::Evidence(number) => Bilingual::new(format!("佐证材料 E{number}"), format!("evidence E{number}")),
        }
    }
}
