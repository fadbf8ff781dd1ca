//! What can go wrong with the world below: files, disks, connections, a database that is not what it should be.
//!
//! Each error says what was attempted, why it failed and what to do, in both languages ([`StoreError::message`]).

use std::fmt;

use ledger::Bilingual;

/// The store could not do what it was asked. Nothing of the failed transaction is in the database, with the one
/// exception of [`StoreError::Uncertain`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no ledger at the place given.
    Missing {
        /// The path or the address without its password.
        at: String,
    },
    /// A new ledger was wanted where one is already.
    Exists {
        /// The path or the address without its password.
        at: String,
    },
    /// There is a database, but it holds no ledger of ours.
    NotALedger {
        /// The path or the address without its password.
        at: String,
    },
    /// The database was written by a newer program.
    Newer {
        /// Its schema.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// The signing key is not the one that this log was begun with.
    WrongKey {
        /// The verifier key of the log.
        log: String,
        /// The verifier key that belongs to the key handed in.
        given: String,
    },
    /// The disk is full. Nothing was written; the next append works as soon as there is room.
    Full {
        /// What the engine said.
        cause: String,
    },
    /// The connection to the database server was lost or could not be made. Nothing was written.
    Lost {
        /// What the engine said.
        cause: String,
    },
    /// The connection was lost while a commit was on its way, and could not be made again to look whether it
    /// arrived. The same append with the same command id, sent again, is applied once in either case.
    Uncertain {
        /// What the engine said.
        cause: String,
    },
    /// Somebody else holds the database for writing, and did not let go in time.
    Busy {
        /// What the engine said.
        cause: String,
    },
    /// The database may be read but not written.
    ReadOnly {
        /// What the engine said, or why this store does not write.
        cause: String,
    },
    /// The database holds what the program never writes: it was changed by other means, or the disk failed.
    Damaged {
        /// Where and what.
        what: String,
    },
    /// What was handed in cannot be stored.
    Unfit {
        /// What and why.
        what: Bilingual,
    },
    /// The store was closed while the request waited.
    Stopped,
    /// Whoever watched long work ended it; nothing was changed.
    Cancelled,
    /// Anything else that the engine reports.
    Engine {
        /// What was attempted.
        doing: &'static str,
        /// What the engine said.
        cause: String,
    },
}

impl StoreError {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// A schema that this program brings forward when it opens the ledger for writing.
    pub(crate) fn older(found: i64) -> Self {
        Self::ReadOnly { cause: format!("schema {found}: open it for writing once, to bring it forward") }
    }

    /// Whether the same request may succeed when it is sent again unchanged.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Full { .. } | Self::Lost { .. } | Self::Uncertain { .. } | Self::Busy { .. })
    }

    /// What happened, why, and what to do.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Missing { at } => Bilingual::new(
                format!("{at} 处没有台账；请核对路径，或先建立一个"),
                format!("there is no ledger at {at}; check the path, or create one first"),
            ),
            Self::Exists { at } => Bilingual::new(
                format!("{at} 处已有内容，没有覆盖；请换一个位置"),
                format!("there is something at {at} already, and it was not overwritten; take another place"),
            ),
            Self::NotALedger { at } => Bilingual::new(
                format!("{at} 是数据库，但不是台账；请核对路径"),
                format!("{at} is a database but no ledger; check the path"),
            ),
            Self::Newer { found, known } => Bilingual::new(
                format!("台账由更新的程序写成（结构版本 {found}，本程序只认识到 {known}）；请升级程序，数据未动"),
                format!(
                    "the ledger was written by a newer program (schema {found}, this one knows up to {known}); \
                     upgrade the program; nothing was changed"
                ),
            ),
            Self::WrongKey { log, given } => Bilingual::new(
                format!("签名密钥与台账不符：台账用 {log}，给出的是 {given}；请用建账时的密钥"),
                format!(
                    "the signing key is not this ledger's: it uses {log}, given was {given}; use the key it was created with"
                ),
            ),
            Self::Full { cause } => Bilingual::new(
                format!("磁盘已满，什么也没有写入；腾出空间后重试（{cause}）"),
                format!("the disk is full and nothing was written; make room and try again ({cause})"),
            ),
            Self::Lost { cause } => Bilingual::new(
                format!("与数据库的连接中断，什么也没有写入；恢复后重试（{cause}）"),
                format!("the connection to the database failed and nothing was written; try again ({cause})"),
            ),
            Self::Uncertain { cause } => Bilingual::new(
                format!("提交途中连接中断，无法确认是否写入；请以同一命令号重发，不会重复生效（{cause}）"),
                format!(
                    "the connection was lost during a commit, and whether it arrived is unknown; send the same command \
                     id again, it is applied once ({cause})"
                ),
            ),
            Self::Busy { cause } => Bilingual::new(
                format!("数据库正被占用，等待超时；请稍后重试（{cause}）"),
                format!("somebody else holds the database and did not let go in time; try again later ({cause})"),
            ),
            Self::ReadOnly { cause } => Bilingual::new(
                format!("数据库只能读取，不能写入；请检查文件与目录的权限（{cause}）"),
                format!("the database can be read but not written; check the permissions of file and folder ({cause})"),
            ),
            Self::Damaged { what } => Bilingual::new(
                format!("台账内容损坏或被改动：{what}；请运行 verify 查明，并从备份恢复"),
                format!(
                    "the ledger is damaged or was changed by other means: {what}; run verify, restore from a backup"
                ),
            ),
            Self::Unfit { what } => what.clone(),
            Self::Stopped => Bilingual::fixed(
                "台账已关闭，请求没有执行；请重新打开后再试",
                "the ledger was closed and the request was not carried out; open it again",
            ),
            Self::Cancelled => Bilingual::fixed("已取消，什么也没有改动", "cancelled; nothing was changed"),
            Self::Engine { doing, cause } => Bilingual::new(
                format!("数据库出错（{doing}）：{cause}"),
                format!("the database reported an error ({doing}): {cause}"),
            ),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for StoreError {}
