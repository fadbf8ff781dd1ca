//! What the writer keeps from one group to the next, and how it deals with what fails.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::Timestamp;
use ledger::Stream;
use tlog::{Digest, Frontier, Nodes, Signer};

use super::cache::Cache;
use super::group::Group;
use super::{Answer, Prepared};
use crate::engine::sqlite::Mode;
use crate::engine::{Begin, Connection, Dialect, Question, Row, Value};
use crate::entry::{Entry, time};
use crate::location::Door;
use crate::reader::entries_of_command;
use crate::snapshot::{self, Snapshot};
use crate::{AppendError, Appended, StoreError};

/// The writer's own connection, the right edge of the tree, and the snapshots that it knows.
pub(crate) struct Core {
    door: Door,
    pub(super) connection: Option<Box<dyn Connection>>,
    pub(super) signer: Signer,
    pub(super) head: Head,
    pub(super) cache: Cache,
}

/// Where the log ends.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub frontier: Frontier,
    /// The time of the last entry.
    pub at: Timestamp,
}

impl Core {
    pub fn new(door: Door, signer: Signer, algorithm: tlog::Algorithm) -> Self {
        let head = Head { frontier: Frontier::new(algorithm), at: Timestamp::UNIX_EPOCH };
        Self { door, connection: None, signer, head, cache: Cache::default() }
    }

    /// How many entries there are.
    pub fn size(&self) -> u64 {
        self.head.frontier.size()
    }

    /// Commits `appends` together; one answer each, in their order.
    pub fn commit(&mut self, appends: &[Prepared]) -> Vec<Answer> {
        match self.attempt(appends) {
            Ok(answers) => answers,
            Err(StoreError::Uncertain { cause }) => self.look(appends, &cause),
            Err(error) if appends.len() > 1 && !error.is_passing() => {
                appends.iter().flat_map(|one| self.commit(std::slice::from_ref(one))).collect()
            }
            Err(error) => appends.iter().map(|_| Err(AppendError::Store(error.clone()))).collect(),
        }
    }

    fn attempt(&mut self, appends: &[Prepared]) -> Result<Vec<Answer>, StoreError> {
        let done = catch_unwind(AssertUnwindSafe(|| self.transaction(|core| Group::commit(core, appends))));
        done.unwrap_or_else(|_| {
            self.forget();
            Err(StoreError::Engine { doing: "appending", cause: "the program stumbled over what was handed in".into() })
        })
    }

    /// Runs `work`, which begins and commits a transaction. What fails is rolled back. A connection that was lost while
    /// nobody needed it is made anew, once.
    pub fn transaction<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self.connection.is_some();
        self.cache.turn();
        let mut done = work(self);
        if idle && matches!(done, Err(StoreError::Lost { .. })) {
            self.forget();
            done = work(self);
        }
        if let Err(error) = &done {
            let lost = matches!(error, StoreError::Lost { .. } | StoreError::Uncertain { .. });
            match &self.connection {
                Some(connection) if !lost => connection.rollback(),
                _ => {}
            }
            let usable = self.connection.as_ref().is_some_and(|c| !lost && c.is_alive());
            if !usable {
                self.forget();
            }
        }
        done
    }

    /// A commit whose answer was lost either arrived or did not: whoever finds his command in the log is answered with its
    /// entries. Locking the head waits for a commit that the server still works on.
    fn look(&mut self, appends: &[Prepared], cause: &str) -> Vec<Answer> {
        self.forget();
        let found = self.transaction(|core| {
            core.begin(&[])?;
            let connection = core.connection()?;
            let found = appends.iter().map(|p| entries_of_command(connection, &p.append.command)).collect();
            connection.rollback();
            found
        });
        let Ok(found): Result<Vec<Vec<Entry>>, StoreError> = found else {
            let error = StoreError::Uncertain { cause: cause.to_owned() };
            return appends.iter().map(|_| Err(AppendError::Store(error.clone()))).collect();
        };
        let answer = |(entries, prepared): (Vec<Entry>, &Prepared)| {
            if entries.is_empty() && !prepared.append.events.is_empty() {
                Err(AppendError::Store(StoreError::Lost { cause: cause.to_owned() }))
            } else {
                Ok(Appended { entries, replayed: false })
            }
        };
        found.into_iter().zip(appends).map(answer).collect()
    }

    /// Drops everything that may not be true any more.
    pub fn forget(&mut self) {
        self.connection = None;
        self.cache.clear();
        self.head.frontier = Frontier::new(self.head.frontier.algorithm());
    }

    pub fn connection(&mut self) -> Result<&dyn Connection, StoreError> {
        if self.connection.is_none() {
            self.connection = Some(self.door.connect(Mode::Write)?);
        }
        self.connection.as_deref().ok_or(StoreError::Stopped)
    }

    /// Begins a transaction as the only writer, and answers `questions` in the same round trip. Whatever another program
    /// has written meanwhile is forgotten here first, and may have been answered with what is true now.
    pub fn begin(&mut self, questions: &[Question<'_>]) -> Result<Vec<crate::engine::Answer>, StoreError> {
        let algorithm = self.head.frontier.algorithm();
        let known = self.head.frontier.size();
        let connection = self.connection()?;
        let lock = match connection.dialect() {
            Dialect::Sqlite => "SELECT size, at FROM head",
            Dialect::Postgres => "SELECT size, at FROM head FOR UPDATE",
        };
        let mut asked = vec![(connection.begin_sql(Begin::Write), Vec::new()), (lock, Vec::new())];
        asked.extend_from_slice(questions);
        let mut answers = connection.query_many(&asked)?;
        let rest = answers.split_off(2);
        let head = answers.pop().and_then(|mut rows| rows.pop());
        let head = head.ok_or_else(|| StoreError::damaged("head: no row"))?;
        let (size, at) = (Row::Read(&head).count(0)?, time(Row::Read(&head).int(1)?)?);
        if size != known {
            let frontier = Frontier::load(algorithm, size, &Stored(connection))?;
            let moved = connection.rows(
                "SELECT DISTINCT stream FROM entry WHERE seq >= $1 AND seq < $2",
                &[known.min(size).into(), known.max(size).into()],
                |row| row.text(0)?.parse::<Stream>().map_err(|_| StoreError::damaged("entry: a stream's name")),
            )?;
            if size < known || moved.contains(&Stream::Log) {
                // The database went back, as by a restored backup, or payloads of any stream were erased.
                self.cache.clear();
            }
            moved.iter().for_each(|stream| self.cache.forget(stream));
            self.head.frontier = frontier;
        }
        self.head.at = at;
        Ok(rest)
    }

    /// Reads the snapshots of `streams` that are not known yet.
    pub fn load(&mut self, streams: &[Stream]) -> Result<(), StoreError> {
        let unknown: Vec<Stream> = streams.iter().filter(|s| !self.cache.touch(s)).copied().collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let questions: Vec<Question<'_>> = unknown.iter().map(snapshot::question).collect();
        let answers = self.connection()?.query_many(&questions)?;
        for (stream, rows) in unknown.into_iter().zip(answers) {
            self.learn(stream, &rows)?;
        }
        Ok(())
    }

    /// Remembers the answer to the question for the snapshot of `stream`.
    pub fn learn(&mut self, stream: Stream, rows: &[Vec<Value>]) -> Result<(), StoreError> {
        let snapshot = rows.first().map(|row| Snapshot::read(&Row::Read(row), 0)).transpose()?;
        self.cache.put(stream, snapshot);
        Ok(())
    }
}

/// The tree's table.
pub(crate) struct Stored<'c>(pub &'c dyn Connection);

impl Nodes for Stored<'_> {
    type Error = StoreError;

    fn read(&self, positions: &[u64], hashes: &mut [Digest]) -> Result<(), StoreError> {
        let ask = |position: &u64| ("SELECT hash FROM tree WHERE position = $1", vec![Value::from(*position)]);
        let questions: Vec<Question<'_>> = positions.iter().map(ask).collect();
        let answers = self.0.query_many(&questions)?;
        for ((rows, hash), position) in answers.iter().zip(hashes).zip(positions) {
            let row = rows.first().ok_or_else(|| StoreError::damaged(format!("tree: no hash at {position}")))?;
            let bytes = Row::Read(row).bytes(0)?.try_into();
            *hash = Digest(bytes.map_err(|_| StoreError::damaged(format!("tree: no hash at {position}")))?);
        }
        Ok(())
    }
}
