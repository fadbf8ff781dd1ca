//! What happens to findings.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::state::{Content, LookBackResult, Outcome, Seen};
use crate::profile::{Grade, Step};
use crate::redact::Redact;
use crate::{Actor, CampaignId, CauseId, EvidenceId, FindingId, MeasureId, Source};

/// Something that happened to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was written down, for somebody to confirm.
    Drafted {
        /// The campaign that it belongs to, for good.
        campaign: CampaignId,
        /// What it says.
        content: Content,
        /// Where it was read.
        #[serde(default)]
        sources: Vec<Source>,
    },
    /// What it says was changed.
    Edited {
        /// All that it says now.
        content: Content,
        /// Why; empty while it is a draft.
        #[serde(default)]
        reason: String,
    },
    /// It was read in one more place, or the place of a source was mended.
    SourceAdded {
        /// The place.
        source: Source,
    },
    /// Somebody confirmed that it is a finding.
    Registered {
        /// Who.
        by: Actor,
        /// On which day.
        on: Date,
    },
    /// It is the same as one of an earlier campaign (屡查屡犯).
    RepeatLinked {
        /// The earlier one.
        earlier: FindingId,
    },
    /// A measure answers it.
    MeasureTied {
        /// The measure.
        measure: MeasureId,
    },
    /// A measure no longer answers it.
    MeasureUntied {
        /// The measure.
        measure: MeasureId,
        /// Why.
        reason: String,
    },
    /// A cause explains it.
    CauseTied {
        /// The cause.
        cause: CauseId,
    },
    /// A cause no longer explains it.
    CauseUntied {
        /// The cause.
        cause: CauseId,
    },
    /// One level approved the plan or the closing (逐级审核).
    Approved {
        /// Of which step.
        step: Step,
        /// The level's key in the profile.
        level: String,
        /// Who.
        by: Actor,
        /// What was said.
        #[serde(default)]
        note: String,
        /// What was approved; the approval falls when it changes.
        seen: Seen,
    },
    /// Work on it began: it has measures, and its plan is approved where the profile wants that.
    Started {},
    /// It was said to be rectified.
    Submitted {
        /// Who says so.
        by: Actor,
        /// What was said.
        #[serde(default)]
        note: String,
    },
    /// Somebody judged the evidence (验收).
    Verified {
        /// Who.
        by: Actor,
        /// The result.
        grade: Grade,
        /// What was found.
        #[serde(default)]
        note: String,
        /// Whether the profile lets it close with this result.
        outcome: Outcome,
        /// What was judged; the judgement falls when it changes.
        seen: Seen,
    },
    /// It was sent back: to work where it had been submitted, to planning where its plan was being approved.
    Returned {
        /// Who.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It was struck off (销号).
    Closed {
        /// Who.
        by: Actor,
        /// On which day.
        on: Date,
        /// What was achieved.
        summary: String,
        /// The days on which to look back, by the profile.
        #[serde(default)]
        look_backs: Vec<Date>,
    },
    /// Somebody looked again (回头看).
    LookedBack {
        /// Who.
        by: Actor,
        /// Which of the scheduled days this answers; `None` where nobody had scheduled it.
        due: Option<Date>,
        /// The day on which it was done.
        on: Date,
        /// What was found.
        result: LookBackResult,
        /// In words.
        #[serde(default)]
        note: String,
        /// What shows it.
        #[serde(default)]
        evidence: Vec<EvidenceId>,
        /// Where the problem took another form: the finding that holds that form.
        follow_up: Option<FindingId>,
    },
    /// It is open again, for the problem came back (反弹).
    Rebounded {
        /// Who saw it.
        by: Actor,
        /// What was seen.
        reason: String,
    },
    /// Nothing is owed for it any more: it is closed, and all look-backs held.
    Settled {},
    /// Another finding stands for it now.
    Merged {
        /// Which.
        into: FindingId,
        /// Who merged them.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It stands for another finding too, and keeps where that was read.
    Absorbed {
        /// Which.
        from: FindingId,
        /// Its sources.
        #[serde(default)]
        sources: Vec<Source>,
        /// Its causes.
        #[serde(default)]
        causes: Vec<CauseId>,
    },
    /// It is no finding.
    Rejected {
        /// Who says so.
        by: Actor,
        /// Why.
        reason: String,
    },
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "finding.drafted",
            Self::Edited { .. } => "finding.edited",
            Self::SourceAdded { .. } => "finding.source_added",
            Self::Registered { .. } => "finding.registered",
            Self::RepeatLinked { .. } => "finding.repeat_linked",
            Self::MeasureTied { .. } => "finding.measure_tied",
            Self::MeasureUntied { .. } => "finding.measure_untied",
            Self::CauseTied { .. } => "finding.cause_tied",
            Self::CauseUntied { .. } => "finding.cause_untied",
            Self::Approved { .. } => "finding.approved",
            Self::Started {} => "finding.started",
            Self::Submitted { .. } => "finding.submitted",
            Self::Verified { .. } => "finding.verified",
            Self::Returned { .. } => "finding.returned",
            Self::Closed { .. } => "finding.closed",
            Self::LookedBack { .. } => "finding.looked_back",
            Self::Rebounded { .. } => "finding.rebounded",
            Self::Settled {} => "finding.settled",
            Self::Merged { .. } => "finding.merged",
            Self::Absorbed { .. } => "finding.absorbed",
            Self::Rejected { .. } => "finding.rejected",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Drafted { content, .. } => content.redact(),
            Self::Edited { content, reason } => {
                content.redact();
                reason.redact();
            }
            Self::Approved { note, .. }
            | Self::Submitted { note, .. }
            | Self::Verified { note, .. }
            | Self::LookedBack { note, .. } => note.redact(),
            Self::MeasureUntied { reason, .. }
            | Self::Returned { reason, .. }
            | Self::Rebounded { reason, .. }
            | Self::Merged { reason, .. }
            | Self::Rejected { reason, .. } => reason.redact(),
            Self::Closed { summary, .. } => summary.redact(),
            Self::SourceAdded { .. }
            | Self::Registered { .. }
            | Self::RepeatLinked { .. }
            | Self::MeasureTied { .. }
            | Self::CauseTied { .. }
            | Self::CauseUntied { .. }
            | Self::Started {}
            | Self::Settled {}
            | Self::Absorbed { .. } => {}
        }
    }
}
