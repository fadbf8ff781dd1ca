//! What can be wrong with a receipt.

use crate::error::errors;
use crate::{Algorithm, Bilingual, CheckpointError, Digest, ProofError};

/// Why a receipt cannot be read, or proves nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptError {
    /// It is no tlog-proof.
    NotAProof,
    /// It is a tlog-proof, but carries no entry of a ledger.
    NoEntry,
    /// A part of it cannot be read.
    Malformed(Part),
    /// It was made with another hash function than the log has.
    Algorithm {
        /// That of the log.
        expected: Algorithm,
        /// That of the receipt.
        found: Algorithm,
    },
    /// Its checkpoint cannot be read or believed.
    Checkpoint(CheckpointError),
    /// The entry is not proven to be under the checkpoint.
    Proof(ProofError),
    /// The payload is not the one of the entry.
    Payload {
        /// The digest that the entry states.
        stated: Digest,
        /// The digest that payload and salt have.
        found: Digest,
    },
}

/// A part of a receipt, as its lines are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The line `extra`, as a whole.
    Extra,
    /// The line `hash` in it.
    Hash,
    /// The line `header` in it.
    Header,
    /// The line `salt` in it.
    Salt,
    /// The line `payload` in it.
    Payload,
    /// The line `index`.
    Index,
    /// The lines of the inclusion proof.
    Path,
    /// The empty line, and the checkpoint after it.
    Checkpoint,
}

impl ReceiptError {
    /// What is wrong and what to do, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::NotAProof => Bilingual::new(
                "不是回执：首行应为 c2sp.org/tlog-proof@v1，请确认选对了文件",
                "not a receipt: its first line must be c2sp.org/tlog-proof@v1; check that it is the right file",
            ),
            Self::NoEntry => Bilingual::new(
                "这是透明日志证明，但不带台账记录，不是本系统的回执",
                "this is a proof of a transparency log, but it carries no entry of a ledger",
            ),
            Self::Malformed(part) => {
                let (zh, en) = part.words();
                Bilingual::new(
                    format!("回执格式不对：{zh}；文件可能不完整或被改动，请重新取得"),
                    format!("the receipt cannot be read: {en}; it may be incomplete or changed, get it anew"),
                )
            }
            Self::Algorithm { expected, found } => Bilingual::new(
                format!("散列算法不符：日志用 {expected}，回执用 {found}；请核对是否属于这个日志"),
                format!("the log hashes with {expected}, the receipt with {found}; check that it is of this log"),
            ),
            Self::Checkpoint(error) => error.message(),
            Self::Proof(error) => error.message(),
            Self::Payload { stated, found } => Bilingual::new(
                format!("记录内容与日志不符：日志记载的摘要是 {stated}，回执所附内容的摘要是 {found}；内容被改动过"),
                format!(
                    "the payload is not the one of the entry: the log states the digest {stated}, that of the receipt has \
                     {found}; it was changed"
                ),
            ),
        }
    }
}

impl Part {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Extra => ("extra 行读不出来", "the line `extra` is not what it should be"),
            Self::Hash => ("extra 中缺少可识别的散列算法", "`extra` names no known hash function"),
            Self::Header => ("extra 中缺少记录头，或不是 Base64", "`extra` has no header in Base64"),
            Self::Salt => ("extra 中的盐值缺失，或不是 16 字节", "`extra` has no salt of 16 bytes in Base64"),
            Self::Payload => {
                ("extra 中有盐值而没有内容，或内容不是 Base64", "`extra` has a salt, but no payload in Base64")
            }
            Self::Index => ("index 行应为记录序号", "the line `index` must tell the number of the entry"),
            Self::Path => (
                "包含证明应为每行一个 Base64 散列值，至多 63 行",
                "the inclusion proof must be one hash in Base64 a line, 63 at most",
            ),
            Self::Checkpoint => ("证明之后缺少空行和检查点", "no empty line with a checkpoint follows the proof"),
        }
    }
}

impl From<Part> for ReceiptError {
    fn from(part: Part) -> Self {
        Self::Malformed(part)
    }
}

impl From<CheckpointError> for ReceiptError {
    fn from(error: CheckpointError) -> Self {
        Self::Checkpoint(error)
    }
}

impl From<ProofError> for ReceiptError {
    fn from(error: ProofError) -> Self {
        Self::Proof(error)
    }
}

errors!(ReceiptError);
