//! Entries, tree, signatures: one pass in the order of the log, without parsing anything but what is of the log itself.

use std::collections::BTreeMap;

use ledger::{Event, Stream, count, log};
use tlog::{Algorithm, Digest, Frontier, Node, Note, Trust, tree};

use super::{Check, Place, Report};
use crate::engine::{Connection, Row};
use crate::entry::Header;
use crate::progress::{Stage, Watch};
use crate::{Bilingual, StoreError};

/// Entries between two looks at the tree's table.
const CHUNK: u64 = 8_192;

/// The pass so far.
struct Pass<'p> {
    algorithm: Algorithm,
    frontier: Frontier,
    /// The time of the entry before, in microseconds.
    at: i64,
    /// Hashes of the chunk's entries.
    leaves: Vec<Digest>,
    header: Vec<u8>,
    /// Payloads without salt, with the digests of what stands there.
    erased: BTreeMap<u64, Digest>,
    /// What `log.erased` says: of each entry, in which entry, and the digest.
    stated: BTreeMap<u64, (u64, ledger::Digest)>,
    /// The first stored hash that is another: its position, and the entry if it is one's own.
    differs: Option<(u64, Option<u64>)>,
    report: &'p mut Report,
}

pub(super) fn check(
    connection: &dyn Connection,
    check: &Check<'_>,
    trust: &Trust,
    report: &mut Report,
) -> Result<(), StoreError> {
    let stated = Signed::read(connection, check, trust, report)?;
    let algorithm = trust.algorithm();
    let mut pass = Pass {
        algorithm,
        frontier: Frontier::new(algorithm),
        at: i64::MIN,
        leaves: Vec::with_capacity(CHUNK as usize),
        header: Vec::with_capacity(512),
        erased: BTreeMap::new(),
        stated: BTreeMap::new(),
        differs: None,
        report,
    };
    let roots = pass.run(connection, &stated, &check.watch)?;
    pass.erasures();
    pass.end(connection, &stated, &roots)
}

/// What was signed: the head with the time that stands beside it, and the roots of checkpoints by size.
struct Signed {
    head: Option<(tlog::Head, i64)>,
    checkpoints: BTreeMap<u64, Vec<Digest>>,
}

impl Signed {
    fn read(
        connection: &dyn Connection,
        check: &Check<'_>,
        trust: &Trust,
        report: &mut Report,
    ) -> Result<Self, StoreError> {
        let mut signed = Self { head: None, checkpoints: BTreeMap::new() };
        let own = Trust::new(trust.algorithm(), trust.log().clone()).map_err(|e| StoreError::damaged(e.to_string()))?;
        let heads = connection.rows("SELECT size, at, note, id FROM head ORDER BY id", &[], |row| {
            Ok((row.count(0)?, row.int(1)?, row.text(2)?.to_owned(), row.int(3)?))
        })?;
        for (size, at, note, id) in heads {
            if id != 0 {
                report.fault(
                    Place::Head,
                    Bilingual::fixed("树头只应有一行，编号为 0", "there is but one head, number 0"),
                );
            }
            match opened(&own, note.as_bytes(), size) {
                Ok(head) => signed.head = Some((head, at)),
                Err(what) => report.fault(Place::Head, what),
            }
        }
        for (seq, size, note) in published(connection)? {
            match opened(&own, note.as_bytes(), size) {
                Ok(head) => signed.add(head),
                Err(what) => report.fault(Place::Entry(seq), what),
            }
        }
        report.checkpoints = signed.checkpoints.len() as u64;
        for note in check.seen {
            let opened = trust.verify(note).map(|attested| attested.checkpoint.head());
            match opened {
                Ok(head) => signed.add(head),
                Err(error) => report.fault(Place::Checkpoint(size_of(note)), forged(&error)),
            }
        }
        Ok(signed)
    }

    fn add(&mut self, head: tlog::Head) {
        self.checkpoints.entry(head.size).or_default().push(head.root);
    }
}

/// Number, size and note of each entry that publishes a checkpoint. One that cannot be read is told where entries are.
fn published(connection: &dyn Connection) -> Result<Vec<(u64, u64, String)>, StoreError> {
    let sql = "SELECT seq, kind, payload FROM entry WHERE stream = $1 ORDER BY version";
    let entries = connection.rows(sql, &[Stream::Log.to_string().into()], |row| {
        Ok(match Event::parse(row.text(1)?, row.text(2)?.as_bytes()) {
            Ok(Event::Log(log::Event::Published { size, checkpoint, .. })) => Some((row.count(0)?, size, checkpoint)),
            _ => None,
        })
    })?;
    Ok(entries.into_iter().flatten().collect())
}

fn size_of(note: &Note) -> u64 {
    tlog::Checkpoint::parse(note.text()).map_or(0, |checkpoint| checkpoint.head().size)
}

fn forged(error: &tlog::CheckpointError) -> Bilingual {
    let message = error.message();
    Bilingual::new(format!("签名不成立：{}", message.zh), format!("the signature does not hold: {}", message.en))
}

fn opened(trust: &Trust, note: &[u8], size: u64) -> Result<tlog::Head, Bilingual> {
    let head = trust.open(note).map_err(|error| forged(&error))?.checkpoint.head();
    if head.size == size {
        return Ok(head);
    }
    let signed = head.size;
    Err(Bilingual::new(
        format!("所写规模为 {size}，签名中为 {signed}"),
        format!("size {size} is stated, {signed} signed"),
    ))
}

impl Pass<'_> {
    /// The whole log; the roots at the sizes that were signed.
    fn run(
        &mut self,
        connection: &dyn Connection,
        signed: &Signed,
        watch: &Watch,
    ) -> Result<BTreeMap<u64, Digest>, StoreError> {
        let sql = "SELECT seq, stream, version, kind, actor, at, command, payload, salt, digest FROM entry \
                   WHERE seq >= $1 ORDER BY seq LIMIT $2";
        let total = signed.head.as_ref().map_or(0, |(head, _)| head.size);
        let mut roots = BTreeMap::from([(0, self.frontier.head().root)]);
        loop {
            let first = self.frontier.size();
            self.leaves.clear();
            let mut gap = None;
            connection.query(sql, &[first.into(), CHUNK.into()], &mut |row| {
                let expected = first + self.leaves.len() as u64;
                let seq = row.int(0)?;
                if gap.is_none() && seq != expected as i64 {
                    gap = Some((expected, seq));
                }
                if gap.is_none() {
                    self.entry(row, expected);
                }
                Ok(())
            })?;
            let count = self.leaves.len() as u64;
            self.grow(connection, signed, &mut roots)?;
            self.report.entries += count;
            watch.tell(Stage::Log, self.report.entries, total)?;
            if let Some((expected, seq)) = gap {
                self.report.fault(
                    Place::Entry(expected),
                    Bilingual::new(
                        format!("缺少第 {expected} 条：其后是第 {seq} 条"),
                        format!("entry {expected} is missing: entry {seq} comes next"),
                    ),
                );
                return Ok(roots);
            }
            if count < CHUNK {
                return Ok(roots);
            }
        }
    }

    /// One entry: what can be said of it alone, and its hash.
    fn entry(&mut self, row: &Row<'_>, seq: u64) {
        let leaf = self.read(row, seq).unwrap_or_else(|error| {
            self.report.fault(Place::Entry(seq), error.message());
            // A hash that no header has, so that the tree tells from here on.
            Digest::default()
        });
        self.leaves.push(leaf);
    }

    fn read(&mut self, row: &Row<'_>, seq: u64) -> Result<Digest, StoreError> {
        let digest = row.bytes(9)?.try_into().map(Digest).map_err(|_| StoreError::damaged("digest"))?;
        let header = Header {
            seq,
            stream: row.text(1)?,
            version: row.count(2)?,
            kind: row.text(3)?,
            actor: row.text(4)?,
            at: row.int(5)?,
            command: row.text(6)?,
            digest: &digest,
        };
        let payload = row.text(7)?.as_bytes();
        if header.at < self.at {
            self.report.fault(
                Place::Entry(seq),
                Bilingual::fixed("时间早于前一条：被倒填", "its time lies before that of the entry before: back-dated"),
            );
        }
        self.at = self.at.max(header.at);
        match row.optional_bytes(8)? {
            Some(salt) => {
                let salt = salt.try_into().map_err(|_| StoreError::damaged("salt"))?;
                if self.algorithm.salted(salt, payload) != digest {
                    self.report.fault(
                        Place::Entry(seq),
                        Bilingual::fixed(
                            "内容与其摘要不符：内容、盐或摘要被改动",
                            "the payload does not fit its digest: one of them was changed",
                        ),
                    );
                }
            }
            None => {
                self.erased.insert(seq, self.algorithm.digest(payload));
            }
        }
        if header.stream == "log"
            && let Ok(Event::Log(log::Event::Erased { seq: of, redacted, .. })) = Event::parse(header.kind, payload)
        {
            self.stated.insert(of, (seq, redacted));
        }
        self.header.clear();
        header.write(&mut self.header);
        Ok(self.algorithm.leaf(&self.header))
    }

    /// Grows the tree by the chunk and compares what is stored.
    fn grow(
        &mut self,
        connection: &dyn Connection,
        signed: &Signed,
        roots: &mut BTreeMap<u64, Digest>,
    ) -> Result<(), StoreError> {
        let first = tree::stored(self.frontier.size());
        let mut hashes = Vec::with_capacity(2 * self.leaves.len() + 64);
        for leaf in self.leaves.drain(..) {
            self.frontier.append(leaf, &mut hashes);
            if signed.checkpoints.contains_key(&self.frontier.size()) {
                roots.insert(self.frontier.size(), self.frontier.head().root);
            }
        }
        if self.differs.is_some() {
            return Ok(());
        }
        let mut stored = hashes.iter().zip(first..);
        let sql = "SELECT position, hash FROM tree WHERE position >= $1 ORDER BY position LIMIT $2";
        let mut differs = None;
        connection.query(sql, &[first.into(), (hashes.len() as u64).into()], &mut |row| {
            if differs.is_none()
                && let Some((hash, position)) = stored.next()
                && (row.int(0)? != position as i64 || row.bytes(1)? != hash.0)
            {
                differs = Some(position);
            }
            Ok(())
        })?;
        let differs = differs.or_else(|| stored.next().map(|(_, position)| position));
        self.differs = differs.map(|position| {
            let node = Node::at(position);
            (position, (node.level == 0).then_some(node.index))
        });
        Ok(())
    }

    /// What was erased must be said to be, and what is said to be erased must be.
    fn erasures(&mut self) {
        self.report.erased = self.erased.len() as u64;
        for (seq, digest) in &self.erased {
            let right = self.stated.get(seq).is_some_and(|(by, stated)| by > seq && stated.0 == digest.0);
            if !right {
                self.report.fault(
                    Place::Entry(*seq),
                    Bilingual::fixed(
                        "盐已不在，而没有与现有内容相符的 log.erased：内容被擅自删除或改动",
                        "the salt is gone, and no log.erased fits what stands there: the payload was taken or changed without a trace",
                    ),
                );
            }
        }
        for (seq, (by, _)) in &self.stated {
            if !self.erased.contains_key(seq) {
                self.report.fault(
                    Place::Entry(*seq),
                    Bilingual::new(
                        format!("第 {by} 条称其已删除，而内容仍在"),
                        format!("entry {by} says that its payload was erased, and it is there"),
                    ),
                );
            }
        }
    }

    /// The root against what was signed.
    fn end(
        &mut self,
        connection: &dyn Connection,
        signed: &Signed,
        roots: &BTreeMap<u64, Digest>,
    ) -> Result<(), StoreError> {
        let found = self.frontier.head();
        self.report.root = found.root.to_base64();
        let Some((head, at)) = &signed.head else {
            self.report.fault(
                Place::Head,
                Bilingual::fixed("没有有效的签名树头", "there is no head with a signature that holds"),
            );
            return Ok(());
        };
        let last_good = self.checkpoints(signed, roots);
        if *head == found {
            if let Some((position, _)) = self.differs {
                self.report.fault(
                    Place::Tree(position),
                    Bilingual::fixed("所存哈希与记录不符", "the stored hash is not that of the entries"),
                );
            }
            if found.size > 0 && *at != self.at {
                self.report.fault(
                    Place::Head,
                    Bilingual::fixed("时间与最后一条不符", "its time is not that of the last entry"),
                );
            }
        } else {
            self.broken(*head, found, last_good);
        }
        let more = connection.rows(
            "SELECT position FROM tree WHERE position >= $1 ORDER BY position LIMIT 1",
            &[tree::stored(found.size).into()],
            |row| row.count(0),
        )?;
        for position in more {
            self.report.fault(Place::Tree(position), Bilingual::fixed("多出的哈希", "a hash too many"));
        }
        Ok(())
    }

    /// Every checkpoint must be of a tree that this one has grown from; the largest that is.
    fn checkpoints(&mut self, signed: &Signed, roots: &BTreeMap<u64, Digest>) -> u64 {
        let mut last_good = 0;
        for (size, stated) in &signed.checkpoints {
            match roots.get(size) {
                Some(root) if stated.iter().all(|stated| stated == root) => last_good = last_good.max(*size),
                Some(_) => self.report.fault(
                    Place::Checkpoint(*size),
                    Bilingual::fixed(
                        "日志已不是当时所签的日志：出现分叉或被改写",
                        "the log is not the one that was signed then: it was forked or rewritten",
                    ),
                ),
                None => self.report.fault(
                    Place::Checkpoint(*size),
                    Bilingual::new(
                        format!("曾签署 {size} 条，现仅有 {} 条：日志被截短", self.frontier.size()),
                        format!(
                            "entries signed: {size}, entries there: {}; the log was cut short",
                            self.frontier.size()
                        ),
                    ),
                ),
            }
        }
        last_good
    }

    /// The log is not what was signed last: which entry is the first that is wrong?
    fn broken(&mut self, head: tlog::Head, found: tlog::Head, last_good: u64) {
        let what = match self.differs {
            Some((_, Some(seq))) if seq < head.size => {
                let what = Bilingual::fixed(
                    "与签入树中的哈希不符：记录被改动",
                    "it does not have the hash that stands in the tree: the entry was changed",
                );
                return self.report.fault(Place::Entry(seq), what);
            }
            _ if found.size < head.size => Bilingual::new(
                format!("签名的树头有 {} 条，现仅有 {} 条", head.size, found.size),
                format!("the signed head has {}, there are {}", count(head.size, "entry"), found.size),
            ),
            _ if found.size > head.size => Bilingual::new(
                format!("签名的树头有 {} 条，多出 {} 条", head.size, found.size - head.size),
                format!("the signed head has {}, there are {} more", count(head.size, "entry"), found.size - head.size),
            ),
            _ => Bilingual::new(
                format!("第 {last_good} 条起有改动：根与签名的树头不符，树也被改写"),
                format!(
                    "changed from entry {last_good} on: the root is not the signed one, and the tree was rewritten too"
                ),
            ),
        };
        let first = if found.size == head.size { last_good } else { found.size.min(head.size) };
        self.report.fault(Place::Entry(first), what);
    }
}
