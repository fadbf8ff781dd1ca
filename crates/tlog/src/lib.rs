//! A transparency log (透明日志), as bytes only: a Merkle tree that proves what it holds and that it only grows, signed
//! checkpoints, and receipts that anyone can check without the log.
//!
//! [`Frontier`] appends, [`proof`] proves and verifies, [`Tile`] and [`Bundle`] publish, [`Checkpoint`] with [`Signer`]
//! states a tree's size and root, [`Cosigner`] attests it, [`Receipt`] holds one entry with all that proves it, and
//! [`Trust`] says whose word counts. The formats are RFC 6962, RFC 9162 and those of <https://c2sp.org>; what this project
//! adds to them is told in `docs/log.md`.
//!
//! This crate must not know what an entry means, nor databases, files, clock or randomness: hashes come from a
//! [`Nodes`], times and secrets are handed in.

pub mod checkpoint;
pub mod cosignature;
mod error;
pub mod hash;
pub mod key;
pub mod note;
pub mod proof;
pub mod receipt;
pub mod tile;
pub mod tree;
pub mod trust;

pub use bilingual::Bilingual;
pub use checkpoint::{Checkpoint, CheckpointError};
pub use cosignature::Cosigner;
pub use hash::{Algorithm, Digest, Salt};
pub use key::{KeyError, Signer, Verifier};
pub use note::{Note, NoteError, Signature};
pub use proof::ProofError;
pub use receipt::{Receipt, ReceiptError};
pub use tile::{Bundle, Tile};
pub use tree::{Frontier, Head, Node, Nodes};
pub use trust::{Trust, TrustError};
