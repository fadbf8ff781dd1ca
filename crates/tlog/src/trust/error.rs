//! What can be wrong with a choice of keys.

use crate::Bilingual;
use crate::error::errors;

/// Why keys do not say whom to believe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrustError {
    /// A witness's key stands where the log's belongs.
    NotOfALog {
        /// The key's name.
        name: String,
    },
    /// Some other key stands where a witness's belongs.
    NotOfAWitness {
        /// The key's name.
        name: String,
    },
    /// The same witness twice; it would count twice.
    SameWitness {
        /// The name of the second.
        name: String,
    },
    /// More witnesses are needed than are known.
    Quorum {
        /// How many are needed.
        quorum: usize,
        /// How many are known.
        witnesses: usize,
    },
}

impl TrustError {
    /// What is wrong and what to do, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::NotOfALog { name } => Bilingual::new(
                format!("“{name}”是见证人的公钥，这里需要日志的公钥"),
                format!("{name} is the key of a witness; here that of a log is needed"),
            ),
            Self::NotOfAWitness { name } => Bilingual::new(
                format!("“{name}”不是见证人的公钥（类型 0x04）"),
                format!("{name} is not the key of a witness (type 0x04)"),
            ),
            Self::SameWitness { name } => Bilingual::new(
                format!("见证人“{name}”的公钥重复：同一把公钥只能算一个见证人，请去掉一个"),
                format!("the key of witness {name} is given twice: one key is one witness; leave one of them out"),
            ),
            Self::Quorum { quorum, witnesses } => Bilingual::new(
                format!("要求 {quorum} 个见证人，却只给了 {witnesses} 个公钥"),
                format!("{quorum} witnesses are asked for, but only {witnesses} keys are given"),
            ),
        }
    }
}

errors!(TrustError);
