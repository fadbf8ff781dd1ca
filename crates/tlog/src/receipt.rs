//! Receipts: one entry with all that proves that the log holds it, in one text file that is checked without the log.
//!
//! The file is a C2SP tlog-proof, so that any program which knows that format can check it:
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <Base64 of the lines below>
//! index <number of the entry, from 0>
//! <inclusion proof, one hash in Base64 a line, none in a log of one entry>
//!
//! <signed checkpoint>
//! ```
//!
//! What the standard leaves open is how the leaf hash is come by. Here `extra` has it, as lines of its own:
//!
//! ```text
//! bihuan/receipt/v1
//! hash <sha256 or sm3>
//! header <Base64 of the entry, which is what the leaf hash is of>
//! salt <Base64 of 16 bytes>
//! payload <Base64>
//! ```
//!
//! The last two are there together or not at all. The header states the [salted digest](Algorithm::salted) of the
//! payload; how, this crate does not know: [`Proven::payload`] asks.

use std::fmt;

use crate::trust::Attested;
use crate::{Algorithm, CheckpointError, Digest, Note, Salt, Trust, checkpoint, proof};

mod error;
mod extra;

pub use error::{Part, ReceiptError};
use extra::Extra;

/// The first line.
const FORMAT: &str = "c2sp.org/tlog-proof@v1";

/// Longest inclusion proof there can be: the height of a tree with 2^63 leaves.
const LONGEST_PATH: usize = 63;

/// One entry and what proves it, which nobody has verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    extra: Extra,
    index: u64,
    path: Vec<Digest>,
    checkpoint: Note,
}

/// An entry that a log was proven to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven<'a> {
    /// The entry as the log has it.
    pub header: &'a [u8],
    /// Its number in the log, from 0.
    pub index: u64,
    /// The checkpoint that covers it, and who attests that.
    pub attested: Attested,
    extra: &'a Extra,
}

impl Receipt {
    /// Of the entry `header` with number `index`, its inclusion proof in the tree of that checkpoint, and its payload with
    /// its salt where they may be shown.
    ///
    /// Nothing is verified here; [`verify`](Self::verify) does.
    #[must_use]
    pub const fn new(
        algorithm: Algorithm,
        header: Vec<u8>,
        payload: Option<(Salt, Vec<u8>)>,
        index: u64,
        path: Vec<Digest>,
        checkpoint: Note,
    ) -> Self {
        Self { extra: Extra { algorithm, header, payload }, index, path, checkpoint }
    }

    /// Reads a receipt and verifies nothing. Needs memory of about twice the size of the file.
    ///
    /// # Errors
    /// When the bytes are no receipt; the error says which part is at fault.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReceiptError> {
        let text = std::str::from_utf8(bytes).map_err(|_| ReceiptError::NotAProof)?;
        let rest = text.strip_prefix(FORMAT).and_then(|rest| rest.strip_prefix('\n'));
        let (proof, checkpoint) = rest.ok_or(ReceiptError::NotAProof)?.split_once("\n\n").ok_or(Part::Checkpoint)?;
        let mut lines = proof.split('\n');
        let extra = lines.next().and_then(|line| line.strip_prefix("extra ")).ok_or(ReceiptError::NoEntry)?;
        let extra = Extra::decode(extra)?;
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(checkpoint::decimal);
        let index = index.ok_or(Part::Index)?;
        let path: Option<Vec<Digest>> = lines.take(LONGEST_PATH + 1).map(Digest::from_base64).collect();
        let path = path.filter(|path| path.len() <= LONGEST_PATH).ok_or(Part::Path)?;
        let checkpoint = Note::parse(checkpoint.as_bytes()).map_err(CheckpointError::Note)?;
        Ok(Self { extra, index, path, checkpoint })
    }

    /// The hash function that it was made with, by its own word. A wrong word only makes it fail, so whoever knows nothing
    /// better may [trust](Trust::new) in a log with it.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.extra.algorithm
    }

    /// The signed checkpoint, unverified: to show whose key is needed.
    #[must_use]
    pub const fn checkpoint(&self) -> &Note {
        &self.checkpoint
    }

    /// Verifies that the log in which `trust` is put holds the entry.
    ///
    /// # Errors
    /// When the checkpoint may not be believed, or the entry is not proven to be under it.
    pub fn verify(&self, trust: &Trust) -> Result<Proven<'_>, ReceiptError> {
        let (expected, found) = (trust.algorithm(), self.extra.algorithm);
        if expected != found {
            return Err(ReceiptError::Algorithm { expected, found });
        }
        let attested = trust.verify(&self.checkpoint)?;
        let leaf = found.leaf(&self.extra.header);
        proof::verify_inclusion(found, leaf, self.index, attested.checkpoint.head(), &self.path)?;
        Ok(Proven { header: &self.extra.header, index: self.index, attested, extra: &self.extra })
    }
}

impl<'a> Proven<'a> {
    /// The payload, if the receipt has it and it is the one whose digest the header states, which is for the caller to read
    /// there.
    ///
    /// # Errors
    /// When the payload, or its salt, is another one.
    pub fn payload(&self, stated: &Digest) -> Result<Option<&'a [u8]>, ReceiptError> {
        let Some((salt, payload)) = &self.extra.payload else { return Ok(None) };
        let found = self.extra.algorithm.salted(salt, payload);
        if found == *stated { Ok(Some(payload)) } else { Err(ReceiptError::Payload { stated: *stated, found }) }
    }
}

/// The whole file.
impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FORMAT}\nextra {}\nindex {}", self.extra.encode(), self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
