//! Why policies cannot be used.

use std::fmt;
use std::path::PathBuf;

use ledger::Bilingual;

/// Why policies cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessError {
    /// A file cannot be read.
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// A file is no Cedar.
    Syntax {
        /// Which.
        file: String,
        /// Why.
        cause: String,
    },
    /// Policies do not fit the schema.
    Schema {
        /// Everything that does not.
        faults: Vec<String>,
    },
    /// A question could not be asked.
    Asked {
        /// Why.
        cause: String,
    },
}

impl AccessError {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Read { path, cause } => Bilingual::new(
                format!("权限策略 {} 读不了：{cause}", path.display()),
                format!("policies in {} cannot be read: {cause}", path.display()),
            ),
            Self::Syntax { file, cause } => Bilingual::new(
                format!("权限策略 {file} 不合 Cedar 语法：{cause}。改正后再启动，或移走该文件夹以使用自带策略"),
                format!(
                    "policy {file} is no valid Cedar: {cause}; mend it, or move the folder away to use the built-in ones"
                ),
            ),
            Self::Schema { faults } => {
                let faults = faults.join("; ");
                Bilingual::new(
                    format!("权限策略与模式不符：{faults}。改正后再启动，或移走该文件夹以使用自带策略"),
                    format!(
                        "policies do not fit the schema: {faults}; mend them, or move the folder away to use the built-in ones"
                    ),
                )
            }
            Self::Asked { cause } => Bilingual::new(
                format!("权限问不了：{cause}"),
                format!("a question of permission could not be asked: {cause}"),
            ),
        }
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for AccessError {}
