//! Why a ledger's folder cannot be used.

use std::fmt;
use std::path::PathBuf;

use ledger::Bilingual;

/// Why a ledger's folder cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigError {
    /// There is no ledger in the folder.
    None(PathBuf),
    /// There is one already.
    Exists(PathBuf),
    /// A file cannot be read or written; what the system said.
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// `ledger.toml` is not what it should be.
    Toml {
        /// The file.
        path: PathBuf,
        /// Its line, from 1, where that is known.
        line: Option<usize>,
        /// What is wrong with it.
        cause: String,
    },
    /// A key is no key.
    Key {
        /// The file, where it comes from one.
        path: Option<PathBuf>,
        /// What is wrong with it.
        error: tlog::KeyError,
    },
    /// Others than its owner may read the key.
    KeyOpen(PathBuf),
    /// There is no such time zone.
    Zone(String),
    /// Variables of the environment that a bucket needs are not set.
    Bucket(Vec<&'static str>),
    /// The system gives no random bytes.
    Random(String),
}

impl ConfigError {
    /// What happened and why.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let two = |zh: String, en: String| Bilingual::new(zh, en);
        match self {
            Self::None(folder) => {
                let folder = folder.display();
                two(format!("{folder} 里没有台账"), format!("there is no ledger in {folder}"))
            }
            Self::Exists(folder) => {
                let folder = folder.display();
                two(
                    format!("{folder} 里已有台账，没有改动"),
                    format!("{folder} holds a ledger already; nothing was changed"),
                )
            }
            Self::File { path, cause } => {
                let path = path.display();
                two(format!("{path} 无法读写：{cause}"), format!("{path} cannot be read or written: {cause}"))
            }
            Self::Toml { path, line, cause } => {
                let path = path.display();
                let (zh, en) = line.map_or_else(Default::default, |n| (format!("第 {n} 行"), format!(", line {n}")));
                two(format!("{path}{zh}有误：{cause}"), format!("{path}{en}: {cause}"))
            }
            Self::Key { path, error } => {
                let message = error.message();
                let path = path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
                let colon = |mark: &str| if path.is_empty() { String::new() } else { format!("{path}{mark}") };
                two(format!("{}{}", colon("："), message.zh), format!("{}{}", colon(": "), message.en))
            }
            Self::KeyOpen(path) => {
                let path = path.display();
                two(
                    format!("{path} 能被其他用户读取，签名密钥不再可信"),
                    format!("others may read {path}: the signing key is not safe there"),
                )
            }
            Self::Zone(zone) => two(format!("没有“{zone}”这个时区"), format!("there is no time zone `{zone}`")),
            Self::Bucket(missing) => {
                let missing = missing.join(", ");
                two(
                    format!("佐证存在 S3，缺少环境变量 {missing}"),
                    format!("evidence is in S3, and {missing} is not set"),
                )
            }
            Self::Random(cause) => {
                two(format!("系统给不出随机数：{cause}"), format!("the system gives no random bytes: {cause}"))
            }
        }
    }

    /// What to do.
    #[must_use]
    pub fn advice(&self) -> Bilingual {
        match self {
            Self::None(_) => Bilingual::fixed(
                "用 bihuan init 新建；已有的台账用 --data 或环境变量 BIHUAN_DATA 指明",
                "begin one with bihuan init, or name an existing one by --data or the variable BIHUAN_DATA",
            ),
            Self::Exists(_) => {
                Bilingual::fixed("换一个文件夹：bihuan init --data …", "take another folder: bihuan init --data …")
            }
            Self::File { .. } => Bilingual::fixed("看看路径、权限和磁盘", "check path, permissions and disk"),
            Self::Toml { .. } => Bilingual::fixed("照说明改好这个文件", "mend this file as told"),
            Self::Key { path: None, .. } => Bilingual::fixed(
                "换一个 --origin，如 example.org/ledger",
                "take another --origin, such as example.org/ledger",
            ),
            Self::Key { path: Some(_), .. } => {
                Bilingual::fixed("从备份恢复密钥文件", "restore the file of the key from a backup")
            }
            Self::KeyOpen(_) => Bilingual::fixed(
                "改为只许所有者读（chmod 600）；如已外泄，请另建台账",
                "let only its owner read it (chmod 600); if it was copied, begin a new ledger",
            ),
            Self::Zone(_) => {
                Bilingual::fixed("写 IANA 名称，如 Asia/Shanghai", "write an IANA name such as Asia/Shanghai")
            }
            Self::Bucket(_) => Bilingual::fixed("设好这些环境变量再试", "set these variables and try again"),
            Self::Random(_) => Bilingual::fixed("请检查操作系统后重试", "check the operating system and try again"),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for ConfigError {}
