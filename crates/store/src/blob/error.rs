//! What can go wrong with evidence files. Each error says what was attempted, why it failed and what to do, in both languages.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use ledger::Bilingual;
use tlog::Digest;

use super::LARGEST;

/// What was being done when the place refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Opening or making the place.
    Open,
    /// Looking whether a file is there.
    Look,
    /// Reading a file.
    Read,
    /// Writing a file.
    Write,
    /// Deleting a file.
    Delete,
    /// Listing what is there.
    List,
}

impl Doing {
    fn words(self) -> Bilingual {
        match self {
            Self::Open => Bilingual::fixed("打开佐证存放处", "opening the place of evidence"),
            Self::Look => Bilingual::fixed("查看佐证文件", "looking for an evidence file"),
            Self::Read => Bilingual::fixed("读取佐证文件", "reading an evidence file"),
            Self::Write => Bilingual::fixed("存入佐证文件", "storing an evidence file"),
            Self::Delete => Bilingual::fixed("删除佐证文件", "deleting an evidence file"),
            Self::List => Bilingual::fixed("列出佐证文件", "listing evidence files"),
        }
    }
}

/// An evidence file could not be stored, read or deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlobError {
    /// No blob has this digest here.
    Missing {
        /// The digest asked for.
        digest: Digest,
    },
    /// A blob's content is not what its digest says: it was changed by other means, or the disk failed.
    Damaged {
        /// The digest asked for.
        digest: Digest,
        /// The digest of what is there.
        found: Digest,
        /// How many bytes are there.
        size: u64,
    },
    /// The file has more than [`LARGEST`] bytes. It was not stored.
    TooLarge,
    /// The file to be stored cannot be read.
    Source {
        /// What the system said.
        cause: String,
    },
    /// The file to be stored changed while it was read. It was not stored.
    Changed,
    /// What a copy is written to takes no more.
    Sink {
        /// What the system said.
        cause: String,
    },
    /// The folder of evidence is not there.
    NoFolder {
        /// Where it should be.
        path: PathBuf,
    },
    /// A bucket's settings cannot be right.
    Settings {
        /// Which, and why.
        what: Bilingual,
    },
    /// The place does not let us in.
    Refused {
        /// What was attempted.
        doing: Doing,
        /// What the place said.
        cause: String,
    },
    /// The disk is full. Nothing was stored.
    Full {
        /// What the system said.
        cause: String,
    },
    /// Anything else: a disk, a network, a server. It may work when tried again.
    World {
        /// What was attempted.
        doing: Doing,
        /// What the place said.
        cause: String,
    },
}

impl BlobError {
    /// Whether the same call may succeed when it is made again unchanged.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Changed | Self::Full { .. } | Self::World { .. })
    }

    pub(super) fn source(error: io::Error) -> Self {
        Self::Source { cause: error.to_string() }
    }

    pub(super) fn sink(error: io::Error) -> Self {
        Self::Sink { cause: error.to_string() }
    }

    pub(super) fn reading(digest: &Digest, error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing { digest: *digest },
            other => Self::of_store(Doing::Read, other),
        }
    }

    pub(super) fn of_store(doing: Doing, error: object_store::Error) -> Self {
        let cause = chain(&error);
        match error {
            object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => {
                Self::Refused { doing, cause }
            }
            other => Self::of_kind(doing, kind(&other), cause),
        }
    }

    pub(super) fn of_system(doing: Doing, error: io::Error) -> Self {
        Self::of_kind(doing, Some(error.kind()), error.to_string())
    }

    fn of_kind(doing: Doing, kind: Option<io::ErrorKind>, cause: String) -> Self {
        match kind {
            Some(io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => Self::Refused { doing, cause },
            Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => Self::Full { cause },
            _ => Self::World { doing, cause },
        }
    }

    /// What happened, why, and what to do.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Missing { digest } => Bilingual::new(
                format!("佐证文件 {digest} 不在存放处；请从备份恢复，或重新存入同一文件"),
                format!(
                    "the evidence file {digest} is not there; restore it from a backup, or store the same file again"
                ),
            ),
            Self::Damaged { digest, found, size } => Bilingual::new(
                format!(
                    "佐证文件 {digest} 的内容已变（现有 {size} 字节，摘要 {found}）；请从备份恢复，或重新存入原文件"
                ),
                format!(
                    "the evidence file {digest} was changed (there are {size} bytes with the digest {found}); restore it \
                     from a backup, or store the original again"
                ),
            ),
            Self::TooLarge => {
                let limit = LARGEST >> 30;
                Bilingual::new(
                    format!("文件超过 {limit} GiB，没有存入；请压缩或拆分后再存"),
                    format!("the file is larger than {limit} GiB and was not stored; compress or split it"),
                )
            }
            Self::Source { cause } => Bilingual::new(
                format!("要存入的文件读不出来（{cause}）；请核对文件及其所在磁盘后重试"),
                format!("the file to be stored cannot be read ({cause}); check it and its disk, and try again"),
            ),
            Self::Changed => Bilingual::fixed(
                "文件在存入过程中被改动，没有存入；请等它写完后重试",
                "the file changed while it was being stored, and was not stored; wait until it is finished and try again",
            ),
            Self::Sink { cause } => Bilingual::new(
                format!("取出的文件写不进去（{cause}）；请看看目标磁盘是否已满，或换个地方"),
                format!("the copy cannot be written ({cause}); see whether its disk is full, or write elsewhere"),
            ),
            Self::NoFolder { path } => {
                let path = path.display();
                Bilingual::new(
                    format!("没有佐证文件夹 {path}；请看看磁盘是否已挂载，路径是否正确"),
                    format!(
                        "there is no folder of evidence at {path}; see whether its disk is mounted and the path is right"
                    ),
                )
            }
            Self::Settings { what } => what.clone(),
            Self::Refused { doing, cause } => {
                let Bilingual { zh, en } = doing.words();
                Bilingual::new(
                    format!("{zh}时被拒绝（{cause}）；请核对文件夹权限或密钥的权限"),
                    format!("{en} was refused ({cause}); check the permissions of the folder or of the key"),
                )
            }
            Self::Full { cause } => Bilingual::new(
                format!("磁盘已满，佐证文件没有存入；腾出空间后重试（{cause}）"),
                format!("the disk is full and the evidence file was not stored; make room and try again ({cause})"),
            ),
            Self::World { doing, cause } => {
                let Bilingual { zh, en } = doing.words();
                Bilingual::new(
                    format!("{zh}时失败（{cause}）；请检查磁盘、网络和存储服务后重试"),
                    format!("{en} failed ({cause}); check disk, network and storage server, and try again"),
                )
            }
        }
    }
}

impl fmt::Display for BlobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl Error for BlobError {}

/// The innermost word of the system, if it said any.
fn kind(error: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind).last()
}

/// The error with its causes, each told once: most repeat the one below.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut told = String::new();
    for cause in causes(error).map(ToString::to_string) {
        if !told.contains(&cause) {
            told = if told.is_empty() { cause } else { format!("{told}: {cause}") };
        }
    }
    told
}

fn causes<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&cause| cause.source())
}
