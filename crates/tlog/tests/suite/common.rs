//! A log in memory, keys, and views of it for other implementations.

use tlog::proof::{self, ProveError};
use tlog::tree::{Missing, stored};
use tlog::{Algorithm, Checkpoint, Cosigner, Digest, Frontier, Head, Note, Receipt, Signer, Trust, tree};

pub const ORIGIN: &str = "example.org/ledger";

/// What outsiders are told.
pub const DOCUMENTED: &str = include_str!("../../../../docs/log.md");

/// The entry of that number.
pub fn entry(number: u64) -> Vec<u8> {
    format!("{{\"seq\":{number},\"stream\":\"F{}\"}}", number % 7).into_bytes()
}

/// Entries 0 to `size`, appended.
pub struct Log {
    pub algorithm: Algorithm,
    pub nodes: Vec<Digest>,
    pub frontier: Frontier,
}

impl Log {
    pub fn new(algorithm: Algorithm, size: u64) -> Self {
        let mut frontier = Frontier::new(algorithm);
        let nodes = frontier.extend((0..size).map(|n| algorithm.leaf(&entry(n))));
        Self { algorithm, nodes, frontier }
    }

    /// Only what was stored at `size`, so that reading ahead of it is noticed.
    pub fn at(&self, size: u64) -> &[Digest] {
        &self.nodes[..stored(size) as usize]
    }

    pub fn head(&self, size: u64) -> Head {
        Head { size, root: tree::root(self.algorithm, size, self.at(size)).expect("stored") }
    }

    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Digest>, ProveError<Missing>> {
        proof::inclusion(self.algorithm, index, size, self.at(size))
    }

    pub fn consistency(&self, old: u64, new: u64) -> Result<Vec<Digest>, ProveError<Missing>> {
        proof::consistency(self.algorithm, old, new, self.at(new))
    }

    pub fn checkpoint(&self, size: u64, signer: &Signer) -> Note {
        let checkpoint = Checkpoint::new(signer.verifier().name(), self.head(size)).expect("an origin");
        checkpoint.sign(signer).expect("short")
    }

    /// Of entry `index` at `size`, signed and attested.
    pub fn receipt(&self, index: u64, size: u64, signer: &Signer) -> Receipt {
        let mut note = self.checkpoint(size, signer);
        note.add(witness(1).cosign(note.text(), 1_786_000_000));
        let path = self.inclusion(index, size).expect("stored");
        Receipt::new(self.algorithm, entry(index), None, index, path, note)
    }
}

pub fn ed25519() -> Signer {
    Signer::ed25519(ORIGIN, &[7; 32]).expect("a key")
}

pub fn sm2() -> Signer {
    Signer::sm2(ORIGIN, &[7; 32]).expect("a key")
}

pub fn witness(number: u8) -> Cosigner {
    Cosigner::new(&format!("witness.example/w{number}"), &[number; 32]).expect("a key")
}

/// In the log of [`ed25519`].
pub fn trust() -> Trust {
    Trust::new(Algorithm::Sha256, ed25519().verifier().clone()).expect("the key of a log")
}

/// The stored hashes, as `tlog_tiles` wants to read them.
pub struct Theirs<'a>(pub &'a [Digest]);

impl tlog_tiles::HashReader for Theirs<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let hash = |&index: &u64| self.0.get(index as usize).map(|hash| tlog_tiles::Hash(hash.0));
        indexes.iter().map(hash).collect::<Option<_>>().ok_or(tlog_tiles::Error::IndexesNotInTree)
    }
}
