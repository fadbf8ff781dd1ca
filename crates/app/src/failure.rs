//! Why a use case did not come about: the domain says no, a name means nothing or too much, somebody was faster, or
//! the world failed.

use std::fmt;

use ledger::{Bilingual, Refusal, Stream};
use store::blob::BlobError;
use store::{AppendError, Entry, StoreError};

use crate::names::{self, NameError};
use crate::{ConfigError, View};

/// Why a use case did not come about. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The domain says no; all that lacks.
    Refused(Refusal),
    /// Names and ids that mean nothing or more than one thing; all of them.
    Unknown(Vec<NameError>),
    /// What was handed in cannot be used.
    Unfit {
        /// What is wrong with it, each thing in one sentence; never empty.
        what: Vec<Bilingual>,
        /// What to do.
        advice: Bilingual,
    },
    /// Somebody else changed what this was decided on, again and again.
    Conflict {
        /// What was changed.
        stream: Stream,
        /// How.
        since: Vec<Entry>,
    },
    /// The ledger's folder cannot be used.
    Config(ConfigError),
    /// The database failed.
    Store(StoreError),
    /// The place of evidence failed.
    Evidence(BlobError),
}

impl Failure {
    /// Whether the domain or the sense of what was asked stood against it, rather than the world.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Unknown(_) | Self::Unfit { .. })
    }

    /// Everything that is the matter, each in one sentence; never empty.
    #[must_use]
    pub fn reasons(&self) -> Vec<Bilingual> {
        match self {
            Self::Refused(refusal) => refusal.reasons.iter().map(ledger::Reason::message).collect(),
            Self::Unknown(errors) => errors.iter().map(NameError::message).collect(),
            Self::Unfit { what, .. } => what.clone(),
            Self::Conflict { stream, since } => vec![conflict(stream, since)],
            Self::Config(error) => vec![error.message()],
            Self::Store(error) => vec![error.message()],
            Self::Evidence(error) => vec![error.message()],
        }
    }

    /// The same with the names of people beside their ids, as `view` has them.
    #[must_use]
    pub fn reasons_in(&self, view: &View<'_>) -> Vec<Bilingual> {
        let named = |reason: Bilingual| Bilingual::new(view.with_names(&reason.zh), view.with_names(&reason.en));
        self.reasons().into_iter().map(named).collect()
    }

    /// What to do, where that is not part of the reasons.
    #[must_use]
    pub fn advice(&self) -> Option<Bilingual> {
        match self {
            Self::Unfit { advice, .. } => Some(advice.clone()),
            Self::Config(error) => Some(error.advice()),
            Self::Conflict { .. } => Some(Bilingual::fixed("看看现在的情况再试", "see how things stand and try again")),
            Self::Unknown(errors) => names::where_listed(errors),
            Self::Refused(refusal) if refusal.reasons.contains(&ledger::Reason::Unnamed) => Some(Bilingual::fixed(
                "用 --as 写明由谁办理；人员见 bihuan person list",
                "say with --as who does it; bihuan person list lists people",
            )),
            _ => None,
        }
    }

    /// One thing that is wrong with what was handed in.
    pub(crate) fn unfit(what: Bilingual, advice: Bilingual) -> Self {
        Self::Unfit { what: vec![what], advice }
    }
}

fn conflict(stream: &Stream, since: &[Entry]) -> Bilingual {
    let mut kinds: Vec<&str> = since.iter().map(|entry| entry.kind.as_str()).collect();
    kinds.dedup();
    let kinds = kinds.join(", ");
    Bilingual::new(
        format!("{stream} 不断被别人改动（{kinds}），没有办成"),
        format!("{stream} was changed by others again and again ({kinds}); nothing was done"),
    )
}

macro_rules! from {
    ($($error:ty => $variant:ident),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })*
    };
}
from!(Refusal => Refused, ConfigError => Config, StoreError => Store, BlobError => Evidence);

impl From<AppendError> for Failure {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Conflict { stream, since, .. } => Self::Conflict { stream, since },
            AppendError::Store(error) => Self::Store(error),
        }
    }
}

impl From<NameError> for Failure {
    fn from(error: NameError) -> Self {
        Self::Unknown(vec![error])
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons: Vec<_> = self.reasons().into_iter().map(|reason| reason.en).collect();
        f.write_str(&reasons.join("; "))
    }
}

impl std::error::Error for Failure {}
