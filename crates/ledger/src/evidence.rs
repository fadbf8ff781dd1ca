//! Evidence (佐证材料): a file that shows something. Stored once, usable for many items.
//!
//! Its own date and the period that it supports are apart from the time at which it was stored: none of them may lie in
//! the future of that time, so that nobody shows today what is to happen tomorrow.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::profile::EvidenceKind;
use crate::{Act, Actor, Bilingual, Digest, Events, EvidenceId, Given, Lacks, Redact, States};

/// A file of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// The file's digest.
    pub digest: Digest,
    /// The file's size in bytes.
    pub size: u64,
    /// What is said of it.
    pub content: Content,
    /// When it was stored.
    pub stored: Timestamp,
    /// The day on which it was stored, in the organisation's zone.
    pub stored_on: Date,
    /// Every correction of what is said of it.
    pub corrections: Vec<Act>,
    /// Who withdrew it, when and why.
    pub withdrawn: Option<Act>,
}

/// What is said of a file of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// The file's name.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub kind: EvidenceKind,
    /// Its own date (形成日期): when the paper was signed, the picture taken.
    pub dated: Date,
    /// The period that it supports; `None`: its own date.
    #[serde(default)]
    pub period: Option<Period>,
    /// Who may see it.
    #[serde(default)]
    pub handling: Handling,
    /// What it shows, in words.
    #[serde(default)]
    pub note: Option<String>,
}

/// A period, both days among it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// Who may see a file (处理级别). What is classified is not stored at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// 可公开: anybody.
    Public,
    /// 内部: those who work with the ledger.
    #[default]
    Internal,
    /// 控制知悉: those who need it for the item.
    Restricted,
}

/// What somebody wants done to a file of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Enter it.
    Register {
        /// The file's digest.
        digest: Digest,
        /// The file's size in bytes.
        size: u64,
        /// What is said of it.
        content: Content,
    },
    /// Say something else of it; the file stays.
    Correct {
        /// All that is said of it.
        content: Content,
        /// Why.
        reason: String,
    },
    /// Say that it shows nothing.
    Withdraw {
        /// Why.
        reason: String,
    },
}

/// Something that happened to a file of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was entered.
    Registered {
        /// The file's digest.
        digest: Digest,
        /// The file's size in bytes.
        size: u64,
        /// What is said of it.
        content: Content,
        /// The day on which it was stored.
        on: Date,
    },
    /// Something else is said of it.
    Corrected {
        /// All that is said of it.
        content: Content,
        /// Who says so.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It shows nothing.
    Withdrawn {
        /// Who says so.
        by: Actor,
        /// Why.
        reason: String,
    },
}

/// One thing that lacks before something can be done to a file of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is withdrawn.
    Withdrawn(EvidenceId),
    /// The file is empty.
    EmptyFile,
    /// Its own date is after the day on which it was stored.
    DatedLater(Date, Date),
    /// The period that it supports ends before it begins.
    Backwards(Period),
    /// The period that it supports ends after the day on which it was stored.
    NotYet(Date, Date),
    /// Its own date is before the period that it supports.
    TooOld(Date, Date),
    /// Nothing would change.
    Unchanged,
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: EvidenceId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let event = match command {
        Command::Register { digest, size, content } => {
            lacks.free(states.evidence(id), id);
            lacks.unless(*size > 0, Refusal::EmptyFile);
            sound(content, given.today, &mut lacks);
            Event::Registered { digest: *digest, size: *size, content: content.clone(), on: given.today }
        }
        Command::Correct { content, reason } => {
            lacks.reason(reason);
            if let Some(evidence) = standing(states, id, &mut lacks) {
                sound(content, evidence.stored_on, &mut lacks);
                lacks.unless(evidence.content != *content, Refusal::Unchanged);
            }
            Event::Corrected { content: content.clone(), by: given.actor, reason: reason.clone() }
        }
        Command::Withdraw { reason } => {
            lacks.reason(reason);
            standing(states, id, &mut lacks);
            Event::Withdrawn { by: given.actor, reason: reason.clone() }
        }
    };
    lacks.pass()?;
    Ok(vec![(id.into(), event.into())])
}

/// The evidence, which must be there and not be withdrawn.
fn standing(states: &dyn States, id: EvidenceId, lacks: &mut Lacks) -> Option<std::sync::Arc<State>> {
    let evidence = lacks.found(states.evidence(id), id)?;
    lacks.unless(evidence.withdrawn.is_none(), Refusal::Withdrawn(id));
    Some(evidence)
}

/// Dates that a file stored on `stored` can have.
fn sound(content: &Content, stored: Date, lacks: &mut Lacks) {
    lacks.text(&content.name, Bilingual::fixed("文件名", "name of the file"));
    lacks.unless(content.dated <= stored, Refusal::DatedLater(content.dated, stored));
    if let Some(period) = content.period {
        lacks.unless(period.from <= period.to, Refusal::Backwards(period));
        lacks.unless(period.to <= stored, Refusal::NotYet(period.to, stored));
        lacks.unless(period.from <= content.dated, Refusal::TooOld(content.dated, period.from));
    }
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    let act = |by: &Actor, words: &str| Act { by: *by, at, words: words.to_owned() };
    match event {
        Event::Registered { digest, size, content, on } => {
            state = State {
                digest: *digest,
                size: *size,
                content: content.clone(),
                stored: at,
                stored_on: *on,
                ..State::default()
            };
        }
        Event::Corrected { content, by, reason } => {
            state.content = content.clone();
            state.corrections.push(act(by, reason));
        }
        Event::Withdrawn { by, reason } => state.withdrawn = Some(act(by, reason)),
    }
    state
}

impl Content {
    /// The period that it supports: the one that is said, else its own date.
    #[must_use]
    pub fn supports(&self) -> Period {
        self.period.unwrap_or(Period { from: self.dated, to: self.dated })
    }
}

impl Handling {
    /// Its name in JSON and in projections.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Restricted => "restricted",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Public => Bilingual::fixed("可公开", "public"),
            Self::Internal => Bilingual::fixed("内部", "internal"),
            Self::Restricted => Bilingual::fixed("控制知悉", "restricted"),
        }
    }
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "evidence.registered",
            Self::Corrected { .. } => "evidence.corrected",
            Self::Withdrawn { .. } => "evidence.withdrawn",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Registered { content, .. } => content.redact(),
            Self::Corrected { content, reason, .. } => {
                content.redact();
                reason.redact();
            }
            Self::Withdrawn { reason, .. } => reason.redact(),
        }
    }
}

impl Redact for Content {
    fn redact(&mut self) {
        self.name.redact();
        self.note.redact();
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Withdrawn(evidence) => {
                Bilingual::new(format!("{evidence} 已撤回"), format!("{evidence} is withdrawn"))
            }
            Self::EmptyFile => Bilingual::fixed("文件是空的", "the file is empty"),
            Self::DatedLater(dated, stored) => Bilingual::new(
                format!("形成日期 {dated} 晚于入库日期 {stored}"),
                format!("it is dated {dated}, after {stored}, when it was stored"),
            ),
            Self::Backwards(Period { from, to }) => Bilingual::new(
                format!("证明期间的末日 {to} 早于首日 {from}"),
                format!("the period that it supports ends on {to}, before it begins on {from}"),
            ),
            Self::NotYet(to, stored) => Bilingual::new(
                format!("证明期间到 {to}，晚于入库日期 {stored}"),
                format!("it cannot support anything until {to}, for it was stored on {stored}"),
            ),
            Self::TooOld(dated, from) => Bilingual::new(
                format!("形成日期 {dated} 早于证明期间的首日 {from}"),
                format!("it is dated {dated}, before {from}, when the period that it supports begins"),
            ),
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
        }
    }
}

#[cfg(test)]
mod tests;
