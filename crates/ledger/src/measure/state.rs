//! What a measure is now.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::Rhythm;
use crate::profile::{Kind, Profile, Step};
use crate::redact::Redact;
use crate::{
    Act, Bilingual, CampaignId, EvidenceId, FindingId, HandOverId, PersonId, PostId, Quantity, Source, UnitId,
};

/// A measure (整改措施).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// The campaign whose profile binds it.
    pub campaign: CampaignId,
    /// The findings that it answers.
    pub findings: BTreeSet<FindingId>,
    /// What it says.
    pub content: Content,
    /// Where it was read.
    pub sources: Vec<Source>,
    /// Where it stands.
    pub status: Status,
    /// The day on which it was registered.
    pub registered_on: Date,
    /// The last day for which something done is told: a report, evidence, a check-in, a milestone.
    pub worked_on: Option<Date>,
    /// The deadline that it first had (首次时限): set once.
    pub first_deadline: Option<Date>,
    /// Its deadline now.
    pub deadline: Option<Date>,
    /// The deadline's words as first written.
    pub deadline_words: Option<String>,
    /// Dated targets; their numbers count from 1.
    pub milestones: Vec<Milestone>,
    /// Countable promises; their numbers count from 1.
    pub commitments: Vec<Commitment>,
    /// Everything that was done for the commitments.
    pub check_ins: Vec<CheckIn>,
    /// Evidence owed; its numbers count from 1.
    pub checklist: Vec<String>,
    /// Evidence shown.
    pub attachments: Vec<Attachment>,
    /// Reports of how it goes.
    pub progress: Vec<Progress>,
    /// Every extension that was asked.
    pub extensions: Vec<Extension>,
    /// The day on which it was done, while it is.
    pub done_on: Option<Date>,
    /// Every completion, the last one last.
    pub completions: Vec<Act>,
    /// Every reopening.
    pub reopenings: Vec<Act>,
    /// Why it was given up.
    pub dropped: Option<Act>,
    /// Who owned or led it while something was done: they do not judge it.
    pub former: BTreeSet<PersonId>,
    /// Every time its owner changed by a hand-over of a post.
    pub hand_overs: Vec<HandedOver>,
    /// Moves whenever what is promised does: approvals of plans bind to it.
    pub promise: u64,
    /// Moves whenever what is promised, shown or said to be done does: judgements and approvals of closings bind to it.
    pub substance: u64,
}

/// What a measure says, beside its dates and counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// Title of the item of the paper that it stands in.
    #[serde(default)]
    pub heading: Option<String>,
    /// What will be done, in the paper's own words.
    pub statement: String,
    /// How it is to be carried out, where that is said; what says nothing is treated as staged.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Who leads (牵头领导、第一责任人).
    #[serde(default)]
    pub lead: Option<PersonId>,
    /// Who owns it (直接责任人).
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// The post whose holder owns it, whoever that is now.
    #[serde(default)]
    pub owner_post: Option<PostId>,
    /// The unit that answers for it (责任单位).
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// Units that help (配合单位).
    #[serde(default)]
    pub cooperating: Vec<UnitId>,
    /// Those as the paper writes them.
    #[serde(default)]
    pub written: Written,
}

/// Everything that is promised when a measure is registered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// What it says.
    pub content: Content,
    /// When it is to be done.
    #[serde(default)]
    pub deadline: Option<Date>,
    /// The deadline's words as written.
    #[serde(default)]
    pub deadline_words: Option<String>,
    /// Dated targets (节点).
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// Countable promises (承诺).
    #[serde(default)]
    pub commitments: Vec<Commitment>,
    /// The evidence that it will owe (佐证清单): fixed now, items can only be added.
    #[serde(default)]
    pub checklist: Vec<String>,
}

impl Redact for Plan {
    fn redact(&mut self) {
        self.content.redact();
        self.deadline_words.redact();
        self.milestones.redact();
        self.commitments.redact();
        self.checklist.redact();
    }
}

/// Responsible people and units as the paper writes them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Written {
    /// 牵头领导
    #[serde(default)]
    pub lead: Option<String>,
    /// 责任单位、责任人
    #[serde(default)]
    pub owner: Option<String>,
    /// 配合单位
    #[serde(default)]
    pub cooperating: Option<String>,
}

impl Redact for Content {
    fn redact(&mut self) {
        self.heading.redact();
        self.statement.redact();
        self.written.lead.redact();
        self.written.owner.redact();
        self.written.cooperating.redact();
    }
}

/// Where a measure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// To be done.
    #[default]
    Open,
    /// Done.
    Done,
    /// Given up.
    Dropped,
}

/// A dated target inside a measure (节点目标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// What is to be reached.
    pub text: String,
    /// By when.
    pub due: Date,
    /// On which day it was.
    #[serde(default)]
    pub reached: Option<Date>,
    /// Whether it was given up.
    #[serde(default)]
    pub dropped: bool,
}

impl Milestone {
    /// Whether it is neither reached nor given up.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.reached.is_none() && !self.dropped
    }
}

impl Redact for Milestone {
    fn redact(&mut self) {
        self.text.redact();
    }
}

/// A countable promise (承诺).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Its clause.
    pub text: String,
    /// How often; `None` for once, by the measure's deadline.
    #[serde(default)]
    pub rhythm: Option<Rhythm>,
    /// How many a time; `None` counts as one.
    #[serde(default)]
    pub quantity: Option<Quantity>,
    /// Of what.
    #[serde(default)]
    pub unit: Option<String>,
    /// Whether the quantity is the most rather than the least (每月不超过2次).
    #[serde(default)]
    pub at_most: bool,
    /// The first day on which it is owed.
    pub from: Date,
    /// The last day on which it is owed; `None`: as long as the measure runs.
    #[serde(default)]
    pub until: Option<Date>,
}

impl Redact for Commitment {
    fn redact(&mut self) {
        self.text.redact();
        self.unit.redact();
    }
}

/// Something done for a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// The commitment's number.
    pub commitment: u32,
    /// The occurrence that it counts for, by its last day; `None` of a commitment without rhythm.
    pub due: Option<Date>,
    /// On which day it was done.
    pub on: Date,
    /// How many.
    pub quantity: Quantity,
    /// Whether it was recorded only after the grace had run out.
    pub late: bool,
    /// Who said so, when.
    pub by: crate::Actor,
    /// What shows it.
    pub evidence: Vec<EvidenceId>,
}

/// Evidence shown for a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The file.
    pub evidence: EvidenceId,
    /// The checklist item that it meets.
    pub item: Option<u32>,
    /// Who showed it.
    pub by: crate::Actor,
    /// When.
    pub at: Timestamp,
}

/// A report of how a measure goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Who, when, in what words.
    pub act: Act,
    /// Whether an earlier report already said the same words.
    pub repeated: bool,
}

/// A later deadline that was asked for (延期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The deadline when it was asked.
    pub from: Date,
    /// The deadline that was asked for.
    pub to: Date,
    /// Who asked, when, why.
    pub asked: Act,
    /// The levels that approved, by key, in order.
    pub approvals: Vec<(String, Act)>,
    /// What became of it.
    pub outcome: ExtensionOutcome,
    /// Who refused it and why.
    pub refused: Option<Act>,
}

/// What became of an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionOutcome {
    /// Nobody decided yet.
    Pending,
    /// The deadline moved.
    Granted,
    /// It did not.
    Refused,
}

/// A change of owner by the hand-over of a post (新官理旧账).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// The hand-over.
    pub hand_over: HandOverId,
    /// Who owned it.
    pub from: PersonId,
    /// Who owns it now.
    pub to: PersonId,
    /// When.
    pub at: Timestamp,
}

/// How far a deadline has slipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Slippage {
    /// How often it was moved.
    pub times: u32,
    /// Days between the first deadline and the one now.
    pub days: u32,
}

impl Status {
    /// Its word.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Open => Bilingual::fixed("未完成", "open"),
            Self::Done => Bilingual::fixed("已完成", "done"),
            Self::Dropped => Bilingual::fixed("已取消", "dropped"),
        }
    }

    /// Its name in JSON and in projections.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

impl State {
    /// How far its deadline has slipped: a figure of the state, never stored.
    #[must_use]
    pub fn slippage(&self) -> Slippage {
        let granted = self.extensions.iter().filter(|e| e.outcome == ExtensionOutcome::Granted).count();
        let days = match (self.first_deadline, self.deadline) {
            (Some(first), Some(now)) => crate::days_between(first, now),
            _ => 0,
        };
        Slippage { times: u32::try_from(granted).unwrap_or(u32::MAX), days: u32::try_from(days).unwrap_or(0) }
    }

    /// The extension that nobody decided yet.
    #[must_use]
    pub fn pending_extension(&self) -> Option<&Extension> {
        self.extensions.last().filter(|e| e.outcome == ExtensionOutcome::Pending)
    }

    /// The key of the level that must decide next on the extension that is asked for; `None` where none is.
    #[must_use]
    pub fn extension_waits<'p>(&self, profile: &'p Profile) -> Option<&'p str> {
        let pending = self.pending_extension()?;
        let given = |key: &str| pending.approvals.iter().any(|(given, _)| given == key);
        profile.levels(Step::Extension).iter().map(|level| level.key.as_str()).find(|key| !given(key))
    }

    /// The milestone of that number, while it is neither reached nor given up.
    #[must_use]
    pub fn open_milestone(&self, number: u32) -> Option<&Milestone> {
        numbered(&self.milestones, number).filter(|milestone| milestone.is_open())
    }

    /// The commitment of that number.
    #[must_use]
    pub fn commitment(&self, number: u32) -> Option<&Commitment> {
        numbered(&self.commitments, number)
    }

    /// The checklist item of that number.
    #[must_use]
    pub fn checklist_item(&self, number: u32) -> Option<&str> {
        numbered(&self.checklist, number).map(String::as_str)
    }

    /// When it was completed, while it is.
    #[must_use]
    pub fn done_at(&self) -> Option<Timestamp> {
        if self.status == Status::Done { self.completions.last().map(|act| act.at) } else { None }
    }
}

/// Numbers count from 1.
fn numbered<T>(items: &[T], number: u32) -> Option<&T> {
    items.get(usize::try_from(number).ok()?.checked_sub(1)?)
}
