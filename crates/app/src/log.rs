//! The log as outsiders see it: checkpoints, receipts, proofs that it only grew, cosignatures, and their verification without
//! the ledger.

use std::str::FromStr as _;

use ledger::log::Published;
use ledger::{Actor, Bilingual, Command, Event, Stream};
use serde::Serialize;
use store::{Entry, Reader, StoredCheckpoint};
use tlog::{Algorithm, Cosigner, Digest, Note, Receipt, Signature, Trust, Verifier, proof};

use crate::{App, Failure, config};

/// The kind of entry that publishes a checkpoint.
const PUBLISHED: &str = "log.published";

/// How the log stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Its origin, which is the name of its key.
    pub origin: String,
    /// The key that verifies it: to be handed to whoever is to check.
    pub key: String,
    /// Its hash function.
    pub hash: String,
    /// The number of entries.
    pub size: u64,
    /// The root hash, in Base64.
    pub root: String,
    /// The time of the last entry; `None` of an empty log.
    pub at: Option<jiff::Timestamp>,
    /// Sizes of the checkpoints that were published.
    pub published: Vec<u64>,
}

/// A receipt that was verified, or a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Whose log.
    pub origin: String,
    /// The size of the tree that the checkpoint states.
    pub size: u64,
    /// Its root, in Base64.
    pub root: String,
    /// The entry that is proven to be in it; `None` for a checkpoint alone.
    pub entry: Option<serde_json::Value>,
    /// What happened; `None` where the receipt keeps it back or it was erased.
    pub payload: Option<serde_json::Value>,
    /// Witnesses that attest it: name and time.
    pub witnesses: Vec<(String, jiff::Timestamp)>,
    /// How the ledger here stands to it; `None` where there is none, or it is of another log.
    pub here: Option<Here>,
}

/// A ledger beside a checkpoint that its key has signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Here {
    /// How many entries it has.
    pub size: u64,
    /// What is wrong, where it has not grown out of the checkpoint.
    pub fault: Option<Bilingual>,
}

/// The root of the tree that a signed head states, in Base64.
pub(crate) fn root_of(note: &str) -> Result<String, Failure> {
    Ok(checkpoint_of(&note_of(note)?)?.head().root.to_base64())
}

/// The tree that a signed head states.
pub(crate) fn head_of(note: &str) -> Result<tlog::tree::Head, Failure> {
    Ok(checkpoint_of(&note_of(note)?)?.head())
}

impl App {
    /// How the log stands.
    ///
    /// # Errors
    /// The database failed.
    pub fn log_status(&self) -> Result<Status, Failure> {
        let reader = self.store.read()?;
        let head = reader.head()?;
        let checkpoint = checkpoint_of(&note_of(&head.note)?)?;
        Ok(Status {
            origin: checkpoint.origin().to_owned(),
            key: self.store.verifier().to_string(),
            hash: self.store.algorithm().to_string(),
            size: head.size,
            root: checkpoint.head().root.to_base64(),
            at: (head.size > 0).then_some(head.at),
            published: reader.checkpoints()?.iter().map(|checkpoint| checkpoint.size).collect(),
        })
    }

    /// Publishes the checkpoint of the log as it is: that is on record from now on, and `verify` holds the log to it.
    /// Returns the signed note. Where nothing has happened since the last one was published, that is the one.
    ///
    /// # Errors
    /// The database failed.
    pub fn publish_checkpoint(&self, who: Actor, key: Option<&str>) -> Result<Note, Failure> {
        let (_, note) = newest(&self.store.read()?)?;
        self.publish(who, key, note_of(&note)?)
    }

    /// Keeps a checkpoint that came back with cosignatures, beside those that it has already. Returns it with all of them.
    ///
    /// # Errors
    /// It is none, or contradicts the log; the database failed.
    pub fn keep_checkpoint(&self, who: Actor, key: Option<&str>, bytes: &[u8]) -> Result<Note, Failure> {
        self.publish(who, key, Note::parse(bytes).map_err(|error| unfit(error.message()))?)
    }

    fn publish(&self, who: Actor, key: Option<&str>, given: Note) -> Result<Note, Failure> {
        let size = checkpoint_of(&given)?.head().size;
        let mut note = given.clone();
        let done = self.act(who, key, |plan| {
            note = given.clone();
            if let Some(known) = plan.reader().checkpoints()?.iter().find(|known| known.size == size) {
                note = joined(note_of(&known.note)?, &given);
            }
            plan.run(&Command::Log(ledger::log::Command::Publish { size, checkpoint: note.to_string() }))
        })?;
        // What the same key did before is what it did.
        match done.entries.first().map(Entry::event).transpose()? {
            Some(Event::Log(ledger::log::Event::Published { checkpoint, .. })) => note_of(&checkpoint),
            _ => Ok(note),
        }
    }

    /// Holds this ledger against a checkpoint that was verified by `key`; `None` where that is the key of another log.
    ///
    /// # Errors
    /// The database failed.
    pub fn compare(&self, checked: &Checked, key: &str) -> Result<Option<Here>, Failure> {
        if key.trim() != self.store.verifier().to_string() {
            return Ok(None);
        }
        let reader = self.store.read()?;
        let (size, then) = (reader.head()?.size, checked.size);
        let fault = if then > size {
            Some(Bilingual::new(
                format!(
                    "签名时有 {then} 条，本机台账只有 {size} 条：记录被截掉，或这里是旧的备份；                     请停止办理，找出更新的那一份"
                ),
                format!(
                    "{then} entries were signed, the ledger here has {size}: some were cut off, or this is an old backup;                      record nothing here and look for the newer one"
                ),
            ))
        } else if tlog::tree::root(self.store.algorithm(), then, &reader)?.to_base64() == checked.root {
            None
        } else {
            Some(Bilingual::new(
                format!(
                    "本机台账的前 {then} 条与签名时的不同：出现分叉或被改写；请保全两份，用 bihuan log verify 核验本机台账"
                ),
                format!(
                    "the first {then} entries here are not those that were signed: forked or rewritten;                      keep both, and see what bihuan log verify says of the ledger here"
                ),
            ))
        };
        Ok(Some(Here { size, fault }))
    }

    /// The receipt of an entry: the entry, its inclusion proof, the checkpoint. Without `payload` it keeps back what happened
    /// and proves only that, when and by whom.
    ///
    /// # Errors
    /// There is no such entry; the database failed.
    pub fn receipt(&self, seq: u64, payload: bool) -> Result<Receipt, Failure> {
        let reader = self.store.read()?;
        let entry = reader.entries(seq, 1)?.into_iter().next().filter(|entry| entry.seq == seq);
        let entry = entry
            .ok_or_else(|| unfit(Bilingual::new(format!("没有第 {seq} 条记录"), format!("there is no entry {seq}"))))?;
        Clerk::new(&reader, self.store.algorithm())?.receipt(&entry, payload)
    }

    /// The entry that closed a finding last.
    ///
    /// # Errors
    /// It was never closed; the database failed.
    pub fn closing_of(&self, finding: ledger::FindingId) -> Result<Entry, Failure> {
        let history = self.store.read()?.history(&Stream::Finding(finding))?;
        history.into_iter().rfind(|entry| entry.kind == "finding.closed").ok_or_else(|| {
            Failure::unfit(
                Bilingual::new(
                    format!("{finding} 还没有销号，没有回执"),
                    format!("{finding} was never closed and has no receipt"),
                ),
                Bilingual::new(
                    format!("看它的全过程：bihuan show {finding}"),
                    format!("see its story: bihuan show {finding}"),
                ),
            )
        })
    }

    /// Proves that the log grew out of an earlier checkpoint of it: the hashes from size `old` to the checkpoint whose signed
    /// note is returned with them, which is the last published one where nothing has happened since.
    ///
    /// # Errors
    /// The log is smaller; the database failed.
    pub fn growth(&self, old: u64) -> Result<(String, Vec<Digest>), Failure> {
        let reader = self.store.read()?;
        let (size, note) = newest(&reader)?;
        let path = proof::consistency(self.store.algorithm(), old, size, &reader).map_err(unproven)?;
        Ok((note, path))
    }
}

/// Writes receipts of entries of the log as it is at one moment.
pub(crate) struct Clerk<'r> {
    reader: &'r Reader<'r>,
    algorithm: Algorithm,
    head: StoredCheckpoint,
    published: Vec<Published>,
}

impl<'r> Clerk<'r> {
    pub(crate) fn new(reader: &'r Reader<'r>, algorithm: Algorithm) -> Result<Self, Failure> {
        Ok(Self { reader, algorithm, head: reader.head()?, published: reader.checkpoints()? })
    }

    pub(crate) fn receipt(&self, entry: &Entry, payload: bool) -> Result<Receipt, Failure> {
        // A published checkpoint may bear cosignatures: it proves more than the newest head.
        let published = self.published.iter().filter(|checkpoint| checkpoint.size > entry.seq);
        let covering = published.max_by_key(|checkpoint| (checkpoint.note.lines().count(), checkpoint.size));
        let (size, note) =
            covering.map_or((self.head.size, &self.head.note), |checkpoint| (checkpoint.size, &checkpoint.note));
        let path = proof::inclusion(self.algorithm, entry.seq, size, self.reader).map_err(unproven)?;
        let shown = entry.salt.filter(|_| payload).map(|salt| (salt, entry.payload.clone().into_bytes()));
        Ok(Receipt::new(self.algorithm, entry.header(), shown, entry.seq, path, note_of(note)?))
    }
}

/// Whom to believe about a log: its key, which one must have from somebody who is trusted.
///
/// # Errors
/// The text is no such key.
pub fn trust(algorithm: Algorithm, key: &str, witnesses: &[String], quorum: usize) -> Result<Trust, Failure> {
    let parse = |key: &str| Verifier::parse(key.trim()).map_err(|error| unfit(error.message()));
    let witnesses = witnesses.iter().map(|key| parse(key)).collect::<Result<Vec<_>, _>>()?;
    let trust = Trust::new(algorithm, parse(key)?).map_err(|error| unfit(error.message()))?;
    trust.with_witnesses(witnesses, quorum).map_err(|error| unfit(error.message()))
}

/// Verifies a receipt or a checkpoint, offline. `key` is the log's, as `bihuan log key` prints it.
///
/// # Errors
/// It is neither, or is not what that key signed, or does not prove its entry.
pub fn check(bytes: &[u8], key: &str, witnesses: &[String], quorum: usize) -> Result<Checked, Failure> {
    if !bytes.starts_with(b"c2sp.org/tlog-proof@") {
        let trust = trust(Algorithm::Sha256, key, witnesses, quorum)?;
        let attested = trust.open(bytes).map_err(|error| unfit(error.message()))?;
        return checked(&attested, None, None);
    }
    let receipt = Receipt::parse(bytes).map_err(|error| unfit(error.message()))?;
    let trust = trust(receipt.algorithm(), key, witnesses, quorum)?;
    let proven = receipt.verify(&trust).map_err(|error| unfit(error.message()))?;
    let header: serde_json::Value = serde_json::from_slice(proven.header).map_err(|error| {
        unfit(Bilingual::new(
            format!("回执里的记录读不懂：{error}"),
            format!("the entry in the receipt cannot be read: {error}"),
        ))
    })?;
    let stated = header.get("payload").and_then(|digest| digest.as_str());
    let stated = stated.and_then(|digest| ledger::Digest::from_str(digest).ok()).ok_or_else(|| {
        unfit(Bilingual::fixed("回执里的记录没有内容摘要", "the entry in the receipt states no digest of its payload"))
    })?;
    let payload = proven.payload(&Digest(stated.0)).map_err(|error| unfit(error.message()))?;
    let payload = payload.and_then(|bytes| serde_json::from_slice(bytes).ok());
    checked(&proven.attested, Some(header), payload)
}

/// A witness's key: secret text and the key that others verify with.
///
/// # Errors
/// The name may not name a key; the system gives no random bytes.
pub fn new_witness(name: &str) -> Result<(String, String), Failure> {
    let cosigner = Cosigner::new(name, &config::random::<32>()?).map_err(|error| unfit(error.message()))?;
    Ok((cosigner.to_secret_text(), cosigner.verifier().to_string()))
}

/// A witness attests a checkpoint: verifies it by the log's key, and where the witness saw an earlier one (`seen`, with the
/// hashes that lead from it to this one) that the log only grew. The checkpoint with the cosignature added.
///
/// # Errors
/// The checkpoint is not the log's, or does not grow out of what the witness saw.
pub fn cosign(
    checkpoint: &[u8],
    key: &str,
    secret: &str,
    seen: Option<(&[u8], &[Digest])>,
    algorithm: Algorithm,
    at: jiff::Timestamp,
) -> Result<Note, Failure> {
    let trust = trust(algorithm, key, &[], 0)?;
    let new = trust.open(checkpoint).map_err(|error| unfit(error.message()))?;
    if let Some((seen, path)) = seen {
        let old = trust.open(seen).map_err(|error| unfit(error.message()))?;
        proof::verify_consistency(algorithm, old.checkpoint.head(), new.checkpoint.head(), path)
            .map_err(|error| unfit(error.message()))?;
    }
    let cosigner = Cosigner::parse(secret.trim()).map_err(|error| unfit(error.message()))?;
    let mut note = Note::parse(checkpoint).map_err(|error| unfit(error.message()))?;
    // A time before 1970 is a clock that is not set: the earliest time there is tells as much.
    let seconds = u64::try_from(at.as_second()).unwrap_or(0);
    let signature = cosigner.cosign(note.text(), seconds);
    note.add(signature);
    Ok(note)
}

fn checked(
    attested: &tlog::trust::Attested,
    entry: Option<serde_json::Value>,
    payload: Option<serde_json::Value>,
) -> Result<Checked, Failure> {
    let head = attested.checkpoint.head();
    let witness = |witness: &tlog::trust::Witness| {
        let seconds = i64::try_from(witness.at).unwrap_or(i64::MAX);
        (witness.name.clone(), jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::MAX))
    };
    Ok(Checked {
        origin: attested.checkpoint.origin().to_owned(),
        size: head.size,
        root: head.root.to_base64(),
        entry,
        payload,
        witnesses: attested.witnesses.iter().map(witness).collect(),
        here: None,
    })
}

fn note_of(text: &str) -> Result<Note, Failure> {
    Note::parse(text.as_bytes()).map_err(|error| unfit(error.message()))
}

/// Size and note of the checkpoint of the log as it is. Publishing is an entry too: where only such came after the last
/// checkpoint that was published, it is that one.
fn newest(reader: &Reader<'_>) -> Result<(u64, String), Failure> {
    let head = reader.head()?;
    if let Some(last) = reader.checkpoints()?.into_iter().max_by_key(|checkpoint| checkpoint.size) {
        let of_log = reader.history(&Stream::Log)?;
        let publications = of_log.iter().filter(|entry| entry.seq >= last.size && entry.kind == PUBLISHED).count();
        if last.size + publications as u64 == head.size {
            return Ok((last.size, last.note));
        }
    }
    Ok((head.size, head.note))
}

/// A checkpoint with the signatures of `more` by keys that have not signed it yet; `more` itself where it is of another text.
fn joined(mut known: Note, more: &Note) -> Note {
    if known.text() != more.text() {
        return more.clone();
    }
    for signature in more.signatures() {
        let by_same = |other: &Signature| (other.name(), other.id()) == (signature.name(), signature.id());
        if !known.signatures().iter().any(by_same) {
            known.add(signature.clone());
        }
    }
    known
}

fn checkpoint_of(note: &Note) -> Result<tlog::Checkpoint, Failure> {
    tlog::Checkpoint::parse(note.text()).map_err(|error| unfit(error.message()))
}

/// Why a proof cannot be made.
pub(crate) fn unproven(error: proof::ProveError<store::StoreError>) -> Failure {
    match error {
        proof::ProveError::Nodes(error) => error.into(),
        proof::ProveError::Proof(error) => unfit(error.message()),
    }
}

/// What does not prove what it should.
pub(crate) fn unfit(what: Bilingual) -> Failure {
    Failure::unfit(
        what,
        Bilingual::fixed(
            "核对文件和公钥（bihuan log key）是不是同一本台账的；是的话，这份材料不能作为凭据",
            "see that file and key (bihuan log key) are of the same ledger; if they are, this proves nothing",
        ),
    )
}
