//! What can go wrong between the program and the world, in words that say which file, the true cause, and
//! what to do; and the exit codes.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use document::{Bilingual, ReadError};
use serde_json::{Value, json};

/// How a call ended, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: all well.
    Well,
    /// 1: something was found. `check`: warnings or errors; `log verify` and `doctor`: a fault; `import`: what was not
    /// confirmed or not taken over.
    Found,
    /// 2: wrong usage, or a file could not be read or written; the others went through.
    Failed,
    /// 3: the ledger refuses; what lacks was told.
    Refused,
    /// 130: stopped by Ctrl-C (128 + SIGINT, as shells have it).
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Well => 0,
            Exit::Found => 1,
            Exit::Failed => 2,
            Exit::Refused => 3,
            Exit::Interrupted => 130,
        })
    }
}

/// Why something could not be done.
#[derive(Debug)]
pub enum Failure {
    /// The file's bytes make no document.
    Read(PathBuf, ReadError),
    /// A folder where a file is wanted.
    Folder(PathBuf),
    /// No such file.
    Missing(PathBuf),
    /// The system refuses, when reading.
    Unreadable(PathBuf, io::Error),
    /// The system refuses, when writing.
    Unwritable(PathBuf, io::Error),
    /// Standard output takes no more, for a reason other than a reader that has seen enough.
    Output(io::Error),
    /// The reader of standard output has seen enough (`| head`): nothing to report.
    Closed,
    /// The ledger failed, or refused what it was not asked to do by an act.
    Ledger(Box<app::Failure>),
    /// The ledger refuses an act: all that lacks, and what to do where that is not clear from it.
    Refused(Vec<Bilingual>, Option<Bilingual>),
    /// What only one command can get wrong: the file concerned, what is the matter, what to do.
    Told(Option<PathBuf>, Bilingual, Bilingual),
}

impl Failure {
    /// What only one command can get wrong: what is the matter, and what to do.
    pub fn told(what: Bilingual, advice: Bilingual) -> Self {
        Self::Told(None, what, advice)
    }

    /// The same of the file at `path`.
    pub fn told_of(path: impl Into<PathBuf>, what: Bilingual, advice: Bilingual) -> Self {
        Self::Told(Some(path.into()), what, advice)
    }

    /// Sorts the error of opening or reading `path`.
    pub fn reading(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(path.to_owned()),
            io::ErrorKind::IsADirectory => Self::Folder(path.to_owned()),
            _ => Self::Unreadable(path.to_owned(), error),
        }
    }

    /// How a call ends that meets it.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Closed => Exit::Well,
            Self::Ledger(failure) if failure.is_refusal() => Exit::Refused,
            Self::Refused(..) => Exit::Refused,
            _ => Exit::Failed,
        }
    }

    /// The file concerned, as the person wrote it.
    pub fn file(&self) -> Option<String> {
        match self {
            Self::Read(path, _)
            | Self::Folder(path)
            | Self::Missing(path)
            | Self::Unreadable(path, _)
            | Self::Unwritable(path, _) => Some(path.display().to_string()),
            Self::Told(file, ..) => file.as_ref().map(|f| f.display().to_string()),
            Self::Output(_) | Self::Closed | Self::Ledger(_) | Self::Refused(..) => None,
        }
    }

    /// Everything that is the matter, each thing in one sentence.
    fn reasons(&self) -> Vec<Bilingual> {
        match self {
            Self::Ledger(failure) => failure.reasons(),
            Self::Refused(reasons, _) => reasons.clone(),
            other => vec![other.what()],
        }
    }

    /// What is the matter, as one text.
    pub fn what(&self) -> Bilingual {
        match self {
            Self::Read(_, error) => error.message(),
            Self::Folder(_) => Bilingual::fixed("这是文件夹，不是文件", "this is a folder, not a file"),
            Self::Missing(path) if is_pattern(path) => {
                Bilingual::fixed("没有文件符合这个通配符", "no file matches this pattern")
            }
            Self::Missing(_) => Bilingual::fixed("没有这个文件", "there is no such file"),
            Self::Unreadable(_, error) => refused(error, "读不出来", "cannot be read"),
            Self::Unwritable(_, error) => refused(error, "写不进去", "cannot be written"),
            Self::Output(error) => refused(error, "标准输出写不进去", "standard output takes no more"),
            Self::Closed => Bilingual::fixed("标准输出已关闭", "standard output was closed"),
            Self::Ledger(failure) if !failure.is_refusal() => Bilingual::list(&failure.reasons()),
            Self::Ledger(_) | Self::Refused(..) => lacks(&self.reasons()),
            Self::Told(_, what, _) => what.clone(),
        }
    }

    /// What to do about it; `None` where the reasons themselves say it.
    pub fn advice(&self) -> Option<Bilingual> {
        Some(match self {
            Self::Closed => return None,
            Self::Ledger(failure) => failure.advice()?,
            Self::Refused(_, advice) => advice.clone()?,
            Self::Told(.., advice) => advice.clone(),
            Self::Read(_, error) => error.advice(),
            Self::Folder(path) => {
                let inside = path.join("*.docx");
                let inside = inside.display();
                Bilingual::new(
                    format!("要读里面的文件，请写 {inside}"),
                    format!("for the files inside it, write {inside}"),
                )
            }
            Self::Missing(_) => Bilingual::fixed("看看名字和所在的文件夹对不对", "check its name and folder"),
            Self::Unreadable(_, error) | Self::Unwritable(_, error)
                if error.kind() == io::ErrorKind::PermissionDenied =>
            {
                Bilingual::fixed("换一个有权限的用户或文件夹再试", "try as a user, or in a folder, with permission")
            }
            Self::Unwritable(_, error) if error.kind() == io::ErrorKind::NotFound => {
                Bilingual::fixed("先建好要写入的文件夹", "make the folder first")
            }
            Self::Unwritable(_, error) if is_in_the_way(error) => {
                Bilingual::fixed("换一个名字或文件夹", "choose another name or folder")
            }
            Self::Unreadable(..) => Bilingual::fixed(
                "看看文件所在的磁盘或网络是否正常，再试一次",
                "check the disk or the network it is on, and try again",
            ),
            Self::Unwritable(..) | Self::Output(_) => {
                Bilingual::fixed("看看磁盘是否已满，或换个地方写", "see whether the disk is full, or write elsewhere")
            }
        })
    }

    /// For programs: `kind` is `refusal` where the ledger says no and `error` where something failed, `reasons` is
    /// everything that is the matter. All sentences are in both languages.
    pub fn json(&self) -> Value {
        let both = |sentence: Bilingual| json!({ "zh": sentence.zh, "en": sentence.en });
        json!({
            "format": "bihuan.failure.v1",
            "kind": if self.exit() == Exit::Refused { "refusal" } else { "error" },
            "file": self.file(),
            "reasons": self.reasons().into_iter().map(both).collect::<Value>(),
            "advice": self.advice().map(both),
        })
    }
}

impl From<app::Failure> for Failure {
    fn from(failure: app::Failure) -> Self {
        Self::Ledger(Box::new(failure))
    }
}

/// What is wrong in the lines of a file that a person wrote, one fault a line.
pub fn lines(faults: &[Bilingual]) -> Bilingual {
    Bilingual::joined(faults, "\n      ", "\n      ")
}

/// What to do about [`lines`].
pub fn mend() -> Bilingual {
    Bilingual::fixed("改好这些行再试", "mend these lines and try again")
}

/// What lacks, one thing a line.
fn lacks(reasons: &[Bilingual]) -> Bilingual {
    let list = |pick: fn(&Bilingual) -> &str| reasons.iter().map(|b| format!("\n  · {}", pick(b))).collect::<String>();
    Bilingual::new(format!("没有办成：{}", list(|b| &b.zh)), format!("not done:{}", list(|b| &b.en)))
}

/// Whether the shell handed a pattern on because nothing matched it.
fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|p| p.contains(['*', '?']))
}

/// Whether something of another kind has the name already.
fn is_in_the_way(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, IsADirectory, NotADirectory};
    matches!(error.kind(), AlreadyExists | IsADirectory | NotADirectory)
}

fn refused(error: &io::Error, zh: &str, en: &str) -> Bilingual {
    let (why_zh, why_en) = match error.kind() {
        io::ErrorKind::PermissionDenied => ("没有权限".to_owned(), "permission denied".to_owned()),
        io::ErrorKind::NotFound => ("所在的文件夹不存在".to_owned(), "its folder does not exist".to_owned()),
        io::ErrorKind::StorageFull => ("磁盘已满".to_owned(), "the disk is full".to_owned()),
        io::ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的".to_owned(), "the disk is read-only".to_owned()),
        io::ErrorKind::IsADirectory => ("这是文件夹".to_owned(), "it is a folder".to_owned()),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            ("路径中间有一个是文件，不是文件夹".to_owned(), "part of its path is a file, not a folder".to_owned())
        }
        _ => (format!("系统报告“{error}”"), format!("the system says ‘{error}’")),
    };
    Bilingual::new(format!("{zh}：{why_zh}"), format!("{en}: {why_en}"))
}
