//! Why there is no proof, or a proof proves nothing.

use crate::Bilingual;
use crate::error::errors;

/// Why a proof does not show what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofError {
    /// The tree has no leaf of that number.
    Index {
        /// Number of the leaf, from 0.
        index: u64,
        /// Number of leaves.
        size: u64,
    },
    /// The old tree is the larger one.
    Sizes {
        /// Leaves of the old tree.
        old: u64,
        /// Leaves of the new tree.
        new: u64,
    },
    /// Hashes are missing.
    TooShort,
    /// There are hashes beyond the root.
    TooLong,
    /// The hashes lead from the entry to another root.
    Root,
    /// The hashes do not lead to the root of the old tree.
    OldRoot,
    /// They lead to the root of the old tree, but not to that of the new one.
    NewRoot,
    /// Two trees of one size have different roots: whoever signed both keeps two histories.
    Fork {
        /// Number of leaves.
        size: u64,
    },
}

impl ProofError {
    /// What is wrong and what to do, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Index { index, size } => Bilingual::new(
                format!("日志共 {size} 条（序号从 0 起），没有序号 {index}；请用更新的检查点"),
                format!("a log of {size} entries, counted from 0, has no entry {index}; take a later checkpoint"),
            ),
            Self::Sizes { old, new } => Bilingual::new(
                format!("旧检查点有 {old} 条，新检查点却只有 {new} 条：两者颠倒了，或日志被截短"),
                format!(
                    "the old checkpoint has {old} entries, the new one only {new}: they are swapped, or the log was cut"
                ),
            ),
            Self::TooShort => Bilingual::new(
                "证明缺少散列值：文件不完整，或证明的是另一棵树",
                "the proof lacks hashes: it is incomplete or of another tree",
            ),
            Self::TooLong => Bilingual::new(
                "证明多出散列值：文件被改动，或证明的是另一棵树",
                "the proof has hashes too many: it was changed or is of another tree",
            ),
            Self::Root => Bilingual::new(
                "由记录和证明算出的根散列与检查点不符：记录、序号或证明被改动，或不属于这个日志",
                "entry and proof do not lead to the root of the checkpoint: entry, index or proof was changed, or is not of this log",
            ),
            Self::OldRoot => Bilingual::new(
                "一致性证明与旧检查点不符：旧检查点之前的记录被改动，或证明不是为这两个检查点做的",
                "the proof does not lead to the old checkpoint: entries before it were changed, or it is a proof of other checkpoints",
            ),
            Self::NewRoot => Bilingual::new(
                "一致性证明与旧检查点相符，与新检查点不符：新检查点不是由旧的增长而来，或证明被改动",
                "the proof leads to the old checkpoint, but not to the new one: the new did not grow out of the old, or the proof was changed",
            ),
            Self::Fork { size } => Bilingual::new(
                format!("同为 {size} 条，根散列却不同：日志分叉，存在两套历史；请保存两份检查点作为证据"),
                format!(
                    "two roots at the same size of {size}: the log has forked and keeps two histories; keep both checkpoints as evidence"
                ),
            ),
        }
    }
}

/// Why a proof could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProveError<E> {
    /// There is nothing to prove.
    Proof(ProofError),
    /// A hash could not be read.
    Nodes(E),
}

impl<E> From<ProofError> for ProveError<E> {
    fn from(error: ProofError) -> Self {
        Self::Proof(error)
    }
}

errors!(ProofError);
