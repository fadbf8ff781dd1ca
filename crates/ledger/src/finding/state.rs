//! What a finding is now.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::profile::{Grade, Step};
use crate::redact::Redact;
use crate::{Act, Actor, Bilingual, CampaignId, CauseId, EvidenceId, FindingId, MeasureId, Source, UnitId};

/// A finding (问题).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// The campaign that it belongs to.
    pub campaign: CampaignId,
    /// What it says.
    pub content: Content,
    /// Every place in which it was read; several after merging.
    pub sources: Vec<Source>,
    /// Where it stands.
    pub status: Status,
    /// When it was drafted, registered, and last came into its status.
    pub times: Times,
    /// The measures that answer it.
    pub measures: BTreeSet<MeasureId>,
    /// The causes that explain it.
    pub causes: BTreeSet<CauseId>,
    /// Moves whenever what it says or which measures answer it does: approvals and judgements bind to it.
    pub substance: u64,
    /// Approvals of the plan, of this round; fallen ones are among them.
    pub plan_approvals: Vec<Approval>,
    /// The submission that waits to be judged.
    pub submitted: Option<Act>,
    /// Judgements on the evidence, all there ever were.
    pub verifications: Vec<Verification>,
    /// Whether the last of them let the submission that waits pass.
    pub passed: bool,
    /// Approvals of the closing since it was last submitted; fallen ones are among them.
    pub closing_approvals: Vec<Approval>,
    /// How often and why it was sent back.
    pub returns: Vec<Act>,
    /// Every closing, the last one last.
    pub closings: Vec<Act>,
    /// Days on which to look back at the last closing that nobody has yet.
    pub look_backs_due: Vec<Date>,
    /// Every look-back.
    pub look_backs: Vec<LookBack>,
    /// Every return of the problem after a closing.
    pub rebounds: Vec<Act>,
    /// The finding of an earlier campaign that it repeats.
    pub repeats: Option<FindingId>,
    /// The finding that stands for it, and why.
    pub merged: Option<(FindingId, Act)>,
    /// The findings that it stands for.
    pub absorbed: Vec<FindingId>,
    /// Why it is no finding.
    pub rejected: Option<Act>,
}

/// What a finding says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// What is wrong, in the paper's own words.
    pub statement: String,
    /// What illustrates it (具体表现).
    #[serde(default)]
    pub manifestations: Vec<String>,
    /// The area that it falls in (方面).
    #[serde(default)]
    pub aspect: Option<String>,
    /// Whose problem it is (问题主体).
    #[serde(default)]
    pub scope: Option<Scope>,
    /// The unit that has it.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// Its number as the paper writes it.
    #[serde(default)]
    pub number: Option<String>,
}

impl Redact for Content {
    fn redact(&mut self) {
        self.statement.redact();
        self.manifestations.redact();
        self.aspect.redact();
        self.number.redact();
    }
}

/// Whose problem a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 班子
    Team,
    /// 部分成员
    SomeMembers,
    /// 个人
    OnePerson,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Team, Self::SomeMembers, Self::OnePerson];
}

/// Where a finding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Written down, not confirmed.
    #[default]
    Draft,
    /// Confirmed; its plan is being made.
    Registered,
    /// Being worked on.
    Rectifying,
    /// Sent back; being worked on.
    Returned,
    /// The problem came back after it was closed; being worked on.
    Rebounded,
    /// Said to be rectified; waits to be judged and closed.
    Submitted,
    /// Struck off; look-backs are owed.
    Closed,
    /// Struck off, and nothing is owed.
    Settled,
    /// Another finding stands for it.
    Merged,
    /// It is no finding.
    Rejected,
}

/// When things came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Times {
    /// When it was drafted.
    pub drafted: Timestamp,
    /// On which day it was registered.
    pub registered_on: Option<Date>,
    /// On which day it was last closed, while it is.
    pub closed_on: Option<Date>,
    /// When it last came into its status.
    pub status: Timestamp,
}

/// What somebody approved or judged: counters that move when the substance does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Seen {
    /// The finding's counter.
    pub finding: u64,
    /// Of each tied measure its counter.
    #[serde(default)]
    pub measures: BTreeMap<MeasureId, u64>,
}

/// An approval by one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The level's key in the profile.
    pub level: String,
    /// Who, when, in what words.
    pub act: Act,
    /// What was approved.
    pub seen: Seen,
}

/// A judgement on the evidence (验收).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The result.
    pub grade: Grade,
    /// Whether it could close with that.
    pub outcome: Outcome,
    /// Who, when, in what words.
    pub act: Act,
    /// What was judged.
    pub seen: Seen,
}

/// What a verification comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It may close.
    Passed,
    /// It goes back to work.
    Returned,
}

/// One look-back (回头看).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookBack {
    /// The scheduled day that it answers.
    pub due: Option<Date>,
    /// The day on which it was done.
    pub on: Date,
    /// What was found.
    pub result: LookBackResult,
    /// Who, when, in what words.
    pub act: Act,
    /// What shows it.
    pub evidence: Vec<EvidenceId>,
    /// The finding that holds the problem's new form.
    pub follow_up: Option<FindingId>,
}

/// What a look-back finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookBackResult {
    /// 巩固
    Held,
    /// 反弹
    Rebounded,
    /// 变异: the problem took another form, which is a finding of its own.
    Changed,
}

impl Status {
    /// All, in the order of a finding's life.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Registered,
        Self::Rectifying,
        Self::Returned,
        Self::Rebounded,
        Self::Submitted,
        Self::Closed,
        Self::Settled,
        Self::Merged,
        Self::Rejected,
    ];

    /// Its word.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Draft => Bilingual::fixed("草稿", "draft"),
            Self::Registered => Bilingual::fixed("已登记", "registered"),
            Self::Rectifying => Bilingual::fixed("整改中", "rectifying"),
            Self::Returned => Bilingual::fixed("已退回", "returned"),
            Self::Rebounded => Bilingual::fixed("反弹", "rebounded"),
            Self::Submitted => Bilingual::fixed("待验收", "submitted"),
            Self::Closed => Bilingual::fixed("已销号", "closed"),
            Self::Settled => Bilingual::fixed("已巩固", "settled"),
            Self::Merged => Bilingual::fixed("已合并", "merged"),
            Self::Rejected => Bilingual::fixed("不予采纳", "rejected"),
        }
    }

    /// Its name in JSON and in projections.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Registered => "registered",
            Self::Rectifying => "rectifying",
            Self::Returned => "returned",
            Self::Rebounded => "rebounded",
            Self::Submitted => "submitted",
            Self::Closed => "closed",
            Self::Settled => "settled",
            Self::Merged => "merged",
            Self::Rejected => "rejected",
        }
    }

    /// Whether somebody is to work on it: rectifying, returned or rebounded.
    #[must_use]
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Rectifying | Self::Returned | Self::Rebounded)
    }

    /// Whether it is struck off: closed or settled.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Closed | Self::Settled)
    }

    /// Whether it stands for nothing any more: merged or rejected.
    #[must_use]
    pub const fn is_void(self) -> bool {
        matches!(self, Self::Merged | Self::Rejected)
    }
}

impl State {
    /// The day on which somebody last saw that the problem had come back.
    #[must_use]
    pub fn rebounded_on(&self) -> Option<Date> {
        let seen = self.look_backs.iter().filter(|look| look.result == LookBackResult::Rebounded);
        seen.map(|look| look.on).max()
    }

    /// Approvals of that step; those of extensions are the measures'.
    #[must_use]
    pub fn approvals(&self, step: Step) -> &[Approval] {
        match step {
            Step::Plan => &self.plan_approvals,
            Step::Closing => &self.closing_approvals,
            Step::Extension => &[],
        }
    }

    /// Who closed it last, while it is closed.
    #[must_use]
    pub fn closed_by(&self) -> Option<Actor> {
        if self.status.is_closed() { self.closings.last().map(|act| act.by) } else { None }
    }
}
