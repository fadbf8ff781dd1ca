//! Whose word counts about one log: its key, the witnesses, and how many of them are needed.

use crate::key::Kind;
use crate::note::Signed;
use crate::{Algorithm, Checkpoint, CheckpointError, Note, Verifier};

mod error;

pub use error::TrustError;

/// What one must know beforehand to check anything of a log; it comes from somebody who is trusted, never from the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trust {
    algorithm: Algorithm,
    /// The log's key first, then those of the witnesses.
    keys: Vec<Verifier>,
    quorum: usize,
}

/// A checkpoint that was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// What the log says.
    pub checkpoint: Checkpoint,
    /// The known witnesses that attest it, in the order of their lines.
    pub witnesses: Vec<Witness>,
}

/// A known witness that attests a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The name of its key.
    pub name: String,
    /// When, by its own clock, in seconds since 1970-01-01T00:00:00Z.
    pub at: u64,
}

impl Trust {
    /// In the log whose origin is the name of `log`, with no witness needed.
    ///
    /// # Errors
    /// When `log` is the key of a witness.
    pub fn new(algorithm: Algorithm, log: Verifier) -> Result<Self, TrustError> {
        match log.kind() {
            Kind::Ed25519 | Kind::Sm2 => Ok(Self { algorithm, keys: vec![log], quorum: 0 }),
            Kind::Cosignature => Err(TrustError::NotOfALog { name: log.name().to_owned() }),
        }
    }

    /// With these witnesses known, `quorum` of which must attest every checkpoint. A quorum of 0 tells who has attested and
    /// wants none.
    ///
    /// # Errors
    /// When one of them is no key of a witness, two are the same key, be it under two names, or there are fewer than the
    /// quorum.
    pub fn with_witnesses(mut self, witnesses: Vec<Verifier>, quorum: usize) -> Result<Self, TrustError> {
        for (n, witness) in witnesses.iter().enumerate() {
            if witness.kind() != Kind::Cosignature {
                return Err(TrustError::NotOfAWitness { name: witness.name().to_owned() });
            }
            if witnesses[..n].iter().any(|other| other.same_key(witness)) {
                return Err(TrustError::SameWitness { name: witness.name().to_owned() });
            }
        }
        if witnesses.len() < quorum {
            return Err(TrustError::Quorum { quorum, witnesses: witnesses.len() });
        }
        self.keys.truncate(1);
        self.keys.extend(witnesses);
        self.quorum = quorum;
        Ok(self)
    }

    /// The hash function of the log.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Which log.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.log().name()
    }

    /// The log's key.
    #[must_use]
    pub fn log(&self) -> &Verifier {
        &self.keys[0]
    }

    /// Reads a signed checkpoint and verifies it.
    ///
    /// # Errors
    /// When `note` is no checkpoint, is of another log, is not signed by the log, bears a wrong signature of a known key, or
    /// is attested by too few witnesses.
    pub fn open(&self, note: &[u8]) -> Result<Attested, CheckpointError> {
        self.verify(&Note::parse(note)?)
    }

    /// [`open`](Self::open) of a note that was read already.
    ///
    /// # Errors
    /// As `open`.
    pub fn verify(&self, note: &Note) -> Result<Attested, CheckpointError> {
        let checkpoint = Checkpoint::parse(note.text())?;
        if checkpoint.origin() != self.origin() {
            return Err(CheckpointError::OtherLog {
                expected: self.origin().to_owned(),
                found: checkpoint.origin().to_owned(),
            });
        }
        let signed = note.verify(&self.keys)?;
        if signed.iter().all(|signed| signed.key != 0) {
            return Err(note.not_signed_by(&self.keys[..1]).into());
        }
        let witnesses: Vec<Witness> = signed.iter().filter_map(|signed| self.witness(signed)).collect();
        if witnesses.len() < self.quorum {
            let found = witnesses.into_iter().map(|witness| witness.name).collect();
            return Err(CheckpointError::Witnesses { needed: self.quorum, found });
        }
        Ok(Attested { checkpoint, witnesses })
    }

    fn witness(&self, signed: &Signed) -> Option<Witness> {
        Some(Witness { name: self.keys[signed.key].name().to_owned(), at: signed.at? })
    }
}
