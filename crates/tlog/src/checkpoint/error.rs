//! What can be wrong with a checkpoint.

use crate::error::errors;
use crate::{Bilingual, NoteError};

/// Why a text is no checkpoint, or none that may be believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckpointError {
    /// It is no note, or not signed as it must be.
    Note(NoteError),
    /// It has fewer than three lines, or no newline at its end.
    Lines,
    /// Its first line cannot be an origin.
    Origin {
        /// The line.
        origin: String,
    },
    /// Its second line is no size.
    Size {
        /// The line.
        line: String,
    },
    /// Its third line is no hash.
    Root {
        /// The line.
        line: String,
    },
    /// A line after the third is empty or holds a control character.
    Extension,
    /// It is of another log than the one in question.
    OtherLog {
        /// The log in question.
        expected: String,
        /// The log that it names.
        found: String,
    },
    /// Fewer known witnesses have attested it than must.
    Witnesses {
        /// How many must.
        needed: usize,
        /// The names of those that have.
        found: Vec<String>,
    },
}

impl CheckpointError {
    /// What is wrong and what to do, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Note(error) => error.message(),
            Self::Lines => Bilingual::new(
                "不是检查点：应至少有日志名称、条数、根散列三行，末行以换行结束",
                "not a checkpoint: it must have origin, size and root, a line each, and end in a newline",
            ),
            Self::Origin { origin } => Bilingual::new(
                format!("日志名称“{origin}”不能用：不得为空，不得含控制字符"),
                format!("{origin:?} cannot be the origin of a log: it must not be empty nor hold control characters"),
            ),
            Self::Size { line } => Bilingual::new(
                format!("检查点第 2 行应为条数（小于 2^63 的十进制数，不带前导零），实为“{line}”"),
                format!(
                    "line 2 of a checkpoint is its size, in digits without leading zeroes and below 2^63, not {line:?}"
                ),
            ),
            Self::Root { line } => Bilingual::new(
                format!("检查点第 3 行应为根散列（32 字节的 Base64），实为“{line}”"),
                format!("line 3 of a checkpoint is its root, 32 bytes in Base64, not {line:?}"),
            ),
            Self::Extension => Bilingual::new(
                "检查点的扩展行不得为空，不得含控制字符",
                "an extension line of a checkpoint must not be empty nor hold control characters",
            ),
            Self::OtherLog { expected, found } => Bilingual::new(
                format!("检查点属于另一个日志：要的是“{expected}”，这是“{found}”；请核对公钥和文件"),
                format!("the checkpoint is of another log: wanted is {expected}, this is {found}; check key and file"),
            ),
            Self::Witnesses { needed, found } => Bilingual::new(
                format!(
                    "见证不足：需要 {needed} 个已知见证人签名，只有 {} 个{}",
                    found.len(),
                    listed(found, "：", "、")
                ),
                format!(
                    "too few witnesses: {needed} of those known must have signed, {} have{}",
                    found.len(),
                    listed(found, ": ", ", ")
                ),
            ),
        }
    }
}

fn listed(names: &[String], before: &str, between: &str) -> String {
    if names.is_empty() { String::new() } else { format!("{before}{}", names.join(between)) }
}

impl From<NoteError> for CheckpointError {
    fn from(error: NoteError) -> Self {
        Self::Note(error)
    }
}

errors!(CheckpointError);
