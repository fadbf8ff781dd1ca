//! One commit group.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use ledger::{Bilingual, CampaignId, Event, EvidenceId, FindingId, MeasureId, Stream};
use tlog::{Checkpoint, Frontier, tree};

use super::core::Core;
use super::{Answer, Prepared, cache::Cache, erase};
use crate::engine::{Change, Changes, Connection, Question, Row, Value};
use crate::entry::{ENTRY, Entry};
use crate::projection::{self, Reach};
use crate::reader::{ENTRIES_OF_COMMAND, ENTRIES_SINCE};
use crate::schema::{HEAD, TREE};
use crate::snapshot::{self, MOVING, SNAPSHOT, Snapshot, Snapshots};
use crate::{AppendError, Appended, StoreError};

/// How many entries a conflict tells at the most.
const TOLD: u64 = 100;

/// What a transaction does to the log, gathered before anything is written.
pub(super) struct Group<'c> {
    pub(super) core: &'c mut Core,
    pub(super) entries: Vec<Entry>,
    /// Older entries whose payloads are erased, as they are afterwards.
    pub(super) erased: BTreeMap<u64, Entry>,
    /// Every stream that changes, as it is afterwards.
    pub(super) changed: BTreeMap<Stream, Snapshot>,
    /// The entries of each command of this group.
    commands: HashMap<String, Vec<Entry>>,
    salts: Vec<tlog::Salt>,
    at: Timestamp,
}

impl<'c> Group<'c> {
    /// Answers each of `appends` once everything is durable.
    pub fn commit(core: &'c mut Core, appends: &[Prepared]) -> Result<Vec<Answer>, StoreError> {
        let streams: BTreeSet<Stream> = appends.iter().flat_map(concerned).collect();
        let unknown: Vec<Stream> = streams.iter().filter(|s| !core.cache.touch(s)).copied().collect();
        let replays = appends.iter().map(|p| (ENTRIES_OF_COMMAND, vec![p.append.command.as_str().into()]));
        let questions: Vec<Question<'_>> = replays.chain(unknown.iter().map(snapshot::question)).collect();
        let mut answers = core.begin(&questions)?;
        for (stream, rows) in unknown.into_iter().zip(answers.split_off(appends.len())) {
            core.learn(stream, &rows)?;
        }
        core.load(&streams.into_iter().collect::<Vec<_>>())?;
        let mut group = Self::new(core, appends.iter().map(|p| p.payloads.len()).sum())?;
        let mut told = Vec::with_capacity(appends.len());
        for (prepared, before) in appends.iter().zip(answers) {
            told.push(match group.append(prepared, &before) {
                Ok(appended) => Ok(appended),
                Err(AppendError::Store(error)) if !matches!(error, StoreError::Unfit { .. }) => return Err(error),
                Err(refused) => Err(refused),
            });
        }
        group.finish()?;
        Ok(told)
    }

    pub fn new(core: &'c mut Core, events: usize) -> Result<Self, StoreError> {
        let mut random = vec![0u8; events * tlog::hash::SALT];
        getrandom::fill(&mut random).map_err(|error| StoreError::Engine {
            doing: "asking the system for random bytes",
            cause: error.to_string(),
        })?;
        let salts = random.as_chunks().0.to_vec();
        let at = core.head.at;
        Ok(Self {
            core,
            entries: Vec::with_capacity(events),
            erased: BTreeMap::new(),
            changed: BTreeMap::new(),
            commands: HashMap::new(),
            salts,
            at,
        })
    }

    fn append(&mut self, prepared: &Prepared, before: &[Vec<Value>]) -> Answer {
        let Prepared { append, payloads } = prepared;
        if let Some(entries) = self.commands.get(&append.command) {
            return Ok(Appended { entries: entries.clone(), replayed: true });
        }
        if !before.is_empty() {
            let entries = before.iter().map(|row| Entry::read(&Row::Read(row))).collect::<Result<_, _>>()?;
            return Ok(Appended { entries, replayed: true });
        }
        fits(append)?;
        for (stream, expected) in &append.expect {
            let found = self.snapshot(stream).map_or(0, |s| s.version);
            if found != *expected {
                let since = self.since(stream, *expected)?;
                return Err(AppendError::Conflict { stream: *stream, expected: *expected, found, since });
            }
        }
        self.publications(append)?;
        let erasures = self.erasures(append)?;
        let first = self.entries.len();
        for ((stream, event), payload) in append.events.iter().zip(payloads) {
            self.record(append, stream, event, payload.clone())?;
        }
        self.erase(erasures)?;
        let entries = self.entries[first..].to_vec();
        self.commands.insert(append.command.clone(), entries.clone());
        Ok(Appended { entries, replayed: false })
    }

    fn snapshot(&self, stream: &Stream) -> Option<Snapshot> {
        self.changed.get(stream).or_else(|| self.core.cache.get(stream)?.as_ref()).cloned()
    }

    /// What happened to a stream after `version`, in the database and in this group.
    fn since(&mut self, stream: &Stream, version: u64) -> Result<Vec<Entry>, StoreError> {
        let values = [stream.to_string().into(), version.into(), TOLD.into()];
        let mut since = self.core.connection()?.rows(ENTRIES_SINCE, &values, Entry::read)?;
        since.extend(self.entries.iter().filter(|e| e.stream == *stream && e.version > version).cloned());
        Ok(since)
    }

    fn record(
        &mut self,
        append: &crate::Append,
        stream: &Stream,
        event: &Event,
        payload: String,
    ) -> Result<(), StoreError> {
        let algorithm = self.core.head.frontier.algorithm();
        let salt = self.salts.pop().ok_or_else(|| StoreError::damaged("more events than salts"))?;
        self.at = self.at.max(whole_microseconds(append.at)?);
        let after = Snapshot::after(self.snapshot(stream), event, self.at);
        let entry = Entry {
            seq: self.core.head.frontier.size() + self.entries.len() as u64,
            stream: *stream,
            version: after.version,
            kind: event.kind().to_owned(),
            actor: append.actor.clone(),
            at: self.at,
            command: append.command.clone(),
            digest: algorithm.salted(&salt, payload.as_bytes()),
            payload,
            salt: Some(salt),
        };
        self.changed.insert(*stream, after);
        self.entries.push(entry);
        Ok(())
    }

    /// Writes everything and commits; then, and only then, the writer knows it.
    fn finish(mut self) -> Result<(), StoreError> {
        if self.entries.is_empty() {
            self.core.connection()?.rollback();
            return Ok(());
        }
        let (frontier, tree) = self.grow();
        let head = self.head(&frontier)?;
        let projections = self.projections()?;
        let entries = self.entries.iter().map(|entry| Change::Insert(entry.row())).collect();
        let mut changes: Vec<Changes<'_>> = vec![(&ENTRY, entries), (&TREE, tree), (&SNAPSHOT, self.snapshots()?)];
        changes.extend(projections);
        changes.push((&HEAD, vec![head]));
        if !self.erased.is_empty() {
            changes.push(erase::changes(&self.erased));
        }
        self.core.connection()?.write_and_commit(&changes)?;
        self.core.head.frontier = frontier;
        self.core.head.at = self.at;
        for (stream, snapshot) in self.changed {
            self.core.cache.put(stream, Some(snapshot));
        }
        Ok(())
    }

    /// The tree with the new entries, and the rows that this adds to its table.
    fn grow(&self) -> (Frontier, Vec<Change>) {
        let mut frontier = self.core.head.frontier.clone();
        let first = tree::stored(frontier.size());
        let algorithm = frontier.algorithm();
        let hashes = frontier.extend(self.entries.iter().map(|entry| entry.leaf(algorithm)));
        let row =
            |(position, hash): (u64, tlog::Digest)| Change::Insert(vec![position.into(), hash.0.as_slice().into()]);
        (frontier, (first..).zip(hashes).map(row).collect())
    }

    fn head(&self, frontier: &Frontier) -> Result<Change, StoreError> {
        let row = head_row(&self.core.signer, frontier, self.at)?;
        Ok(Change::Update { row, columns: 0b1110 })
    }

    fn snapshots(&self) -> Result<Vec<Change>, StoreError> {
        let change = |(stream, after): (&Stream, &Snapshot)| {
            let row = after.row(stream)?;
            let known = matches!(self.core.cache.get(stream), Some(Some(_)));
            Ok(if known { Change::Update { row, columns: MOVING } } else { Change::Insert(row) })
        };
        self.changed.iter().map(change).collect()
    }

    /// The rows of projections that differ afterwards. Rows are computed before and after; what they are computed from and
    /// nobody has read yet is read, and then they are computed again.
    fn projections(&mut self) -> Result<Vec<Changes<'static>>, StoreError> {
        let mut changes: Vec<Vec<Change>> = vec![Vec::new(); projection::TABLES.len()];
        let mut owners: Vec<Stream> = self.owners()?.into_iter().collect();
        while !owners.is_empty() {
            let missing = RefCell::default();
            let before = View { cache: &self.core.cache, changed: None, missing: &missing };
            let after = View { changed: Some(&self.changed), ..before };
            owners.retain(|owner| {
                let known = missing.borrow().len();
                let (old, new) = (projection::rows(owner, &before), projection::rows(owner, &after));
                let complete = missing.borrow().len() == known;
                if complete {
                    projection::compare(old, new, &mut changes);
                }
                !complete
            });
            self.core.load(&missing.take())?;
        }
        Ok(projection::TABLES.iter().map(|p| p.table).zip(changes).filter(|(_, list)| !list.is_empty()).collect())
    }

    /// Whose rows may differ afterwards.
    fn owners(&mut self) -> Result<BTreeSet<Stream>, StoreError> {
        let mut owners = BTreeSet::new();
        for (stream, after) in &self.changed {
            let before = self.core.cache.get(stream).and_then(Option::as_ref).map(|s| &s.state);
            match projection::reach(stream, before, &after.state) {
                Reach::Owners(streams) => owners.extend(streams),
                Reach::Campaign(id) => owners.extend(stored_owners(self.core.connection.as_deref(), Some(id))?),
                Reach::Evidence(id) => {
                    owners.insert(*stream);
                    owners.extend(shown_for(self.core.connection.as_deref(), id)?);
                }
                Reach::All => owners.extend(stored_owners(self.core.connection.as_deref(), None)?),
            }
        }
        Ok(owners)
    }
}

/// Snapshots as they are before or after the group; notes those that nobody has read yet.
#[derive(Clone, Copy)]
struct View<'v> {
    cache: &'v Cache,
    changed: Option<&'v BTreeMap<Stream, Snapshot>>,
    missing: &'v RefCell<Vec<Stream>>,
}

impl Snapshots for View<'_> {
    fn snapshot(&self, stream: &Stream) -> Option<Snapshot> {
        if let Some(changed) = self.changed.and_then(|changed| changed.get(stream)) {
            return Some(changed.clone());
        }
        let Some(known) = self.cache.get(stream) else {
            self.missing.borrow_mut().push(*stream);
            return None;
        };
        known.clone()
    }
}

/// All findings and measures, or those of one campaign, as they were before the group.
fn stored_owners(connection: Option<&dyn Connection>, campaign: Option<CampaignId>) -> Result<Vec<Stream>, StoreError> {
    let connection = connection.ok_or(StoreError::Stopped)?;
    let (filter, values) = match campaign {
        Some(id) => (" WHERE campaign = $1", vec![id.0.into()]),
        None => ("", Vec::new()),
    };
    let numbers =
        |table: &str| connection.rows(&format!("SELECT number FROM {table}{filter}"), &values, |row| row.count(0));
    let findings = numbers("finding")?.into_iter().map(|n| Stream::Finding(FindingId(n)));
    let measures = numbers("measure")?.into_iter().map(|n| Stream::Measure(MeasureId(n)));
    Ok(findings.chain(measures).collect())
}

/// The findings for whose measures a file was shown before the group.
fn shown_for(connection: Option<&dyn Connection>, evidence: EvidenceId) -> Result<Vec<Stream>, StoreError> {
    let connection = connection.ok_or(StoreError::Stopped)?;
    let sql =
        "SELECT DISTINCT tie.finding FROM shown JOIN tie ON tie.measure = shown.measure WHERE shown.evidence = $1";
    connection.rows(sql, &[evidence.0.into()], |row| Ok(Stream::Finding(FindingId(row.count(0)?))))
}

/// The streams that must be known to judge an append.
fn concerned(prepared: &Prepared) -> impl Iterator<Item = Stream> {
    let Prepared { append, .. } = prepared;
    append.expect.iter().map(|(stream, _)| *stream).chain(append.events.iter().map(|(stream, _)| *stream))
}

fn whole_microseconds(at: Timestamp) -> Result<Timestamp, StoreError> {
    crate::entry::time(at.as_microsecond())
}

/// The row of the table `head` for a tree.
pub(crate) fn head_row(signer: &tlog::Signer, frontier: &Frontier, at: Timestamp) -> Result<Vec<Value>, StoreError> {
    let bad = |error: tlog::CheckpointError| StoreError::Engine { doing: "signing the head", cause: error.to_string() };
    let checkpoint = Checkpoint::new(signer.verifier().name(), frontier.head()).map_err(bad)?;
    let note = checkpoint.sign(signer).map_err(bad)?;
    Ok(vec![0i64.into(), frontier.size().into(), at.as_microsecond().into(), note.to_string().into()])
}

/// Refuses what does not belong together, before anything of it is recorded.
fn fits(append: &crate::Append) -> Result<(), StoreError> {
    let unfit = |zh: String, en: String| Err(StoreError::Unfit { what: Bilingual::new(zh, en) });
    if append.command.is_empty() || append.command.len() > 200 {
        return unfit("命令号须为 1 至 200 字节".into(), "a command id has 1 to 200 bytes".into());
    }
    match append.events.iter().find(|(stream, event)| !event.fits(stream)) {
        Some((stream, event)) => {
            let kind = event.kind();
            unfit(format!("事件 {kind} 不属于 {stream}"), format!("an event {kind} does not belong to {stream}"))
        }
        None => Ok(()),
    }
}
