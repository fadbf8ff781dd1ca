//! What happens to measures.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::state::{Commitment, Content, Milestone, Plan};
use crate::redact::Redact;
use crate::{Actor, CampaignId, EvidenceId, FindingId, HandOverId, PersonId, Quantity, Source, UnitId};

/// Something that happened to a measure. Numbers of milestones, commitments and checklist items count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was promised.
    Registered {
        /// The campaign whose profile binds it.
        campaign: CampaignId,
        /// The findings that it answers.
        findings: Vec<FindingId>,
        /// What is promised; its deadline is the first one.
        plan: Box<Plan>,
        /// Where it was read.
        #[serde(default)]
        sources: Vec<Source>,
        /// On which day.
        on: Date,
    },
    /// What it says was changed.
    Edited {
        /// All that it says now.
        content: Box<Content>,
        /// Why.
        reason: String,
    },
    /// It was given its first deadline.
    DeadlineSet {
        /// The day.
        deadline: Date,
        /// Its words as written.
        #[serde(default)]
        words: Option<String>,
    },
    /// It answers one more finding.
    FindingTied {
        /// The finding.
        finding: FindingId,
    },
    /// It answers a finding no more.
    FindingUntied {
        /// The finding.
        finding: FindingId,
        /// Why.
        reason: String,
    },
    /// One more milestone was promised.
    MilestoneAdded {
        /// The milestone.
        milestone: Milestone,
    },
    /// A milestone was reached.
    MilestoneReached {
        /// Its number.
        milestone: u32,
        /// On which day.
        on: Date,
        /// Who says so.
        by: Actor,
    },
    /// A milestone was given up.
    MilestoneDropped {
        /// Its number.
        milestone: u32,
        /// Why.
        reason: String,
    },
    /// One more countable thing was promised.
    CommitmentAdded {
        /// The promise.
        commitment: Commitment,
    },
    /// A commitment ends.
    CommitmentEnded {
        /// Its number.
        commitment: u32,
        /// The last day on which it is owed.
        until: Date,
        /// Why.
        reason: String,
    },
    /// One more item of evidence is owed.
    ChecklistItemAdded {
        /// What is owed.
        item: String,
    },
    /// A promised thing was done.
    CheckedIn {
        /// The commitment's number.
        commitment: u32,
        /// The occurrence that it counts for, by its last day; `None` of a commitment without rhythm.
        due: Option<Date>,
        /// On which day it was done.
        on: Date,
        /// How many.
        quantity: Quantity,
        /// Whether it was recorded only after the grace had run out.
        late: bool,
        /// Who says so.
        by: Actor,
        /// In words.
        #[serde(default)]
        note: String,
        /// What shows it.
        #[serde(default)]
        evidence: Vec<EvidenceId>,
    },
    /// It was told how it goes.
    Progressed {
        /// In words.
        words: String,
        /// Whether an earlier report already said the same words.
        repeated: bool,
        /// Who says so.
        by: Actor,
        /// On which day.
        on: Date,
    },
    /// Evidence was shown.
    Attached {
        /// The file.
        evidence: EvidenceId,
        /// The checklist item that it meets.
        item: Option<u32>,
        /// Who showed it.
        by: Actor,
        /// On which day.
        on: Date,
    },
    /// Evidence was taken back.
    Detached {
        /// The file.
        evidence: EvidenceId,
        /// Why.
        reason: String,
    },
    /// A later deadline was asked for.
    ExtensionRequested {
        /// The day asked for.
        to: Date,
        /// Why.
        reason: String,
        /// Who asks.
        by: Actor,
    },
    /// One level approved the extension.
    ExtensionApproved {
        /// The level's key in the profile.
        level: String,
        /// Who.
        by: Actor,
        /// What was said.
        #[serde(default)]
        note: String,
    },
    /// All levels did: the deadline moves.
    ExtensionGranted {
        /// The deadline from now on.
        to: Date,
    },
    /// The extension was refused.
    ExtensionRefused {
        /// Who refused it.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It is done.
    Completed {
        /// Who says so.
        by: Actor,
        /// On which day.
        on: Date,
        /// What was done.
        #[serde(default)]
        note: String,
    },
    /// It is to be done again.
    Reopened {
        /// Who says so.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It was given up.
    Dropped {
        /// Who gave it up.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// Its owner changed by the hand-over of a post.
    HandedOver {
        /// The hand-over.
        hand_over: HandOverId,
        /// Who owned it.
        from: PersonId,
        /// Who owns it now.
        to: PersonId,
    },
    /// The unit that answered for it was dissolved, and another took over.
    UnitSucceeded {
        /// Which answered for it.
        from: UnitId,
        /// Which answers for it now.
        to: UnitId,
    },
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "measure.registered",
            Self::Edited { .. } => "measure.edited",
            Self::DeadlineSet { .. } => "measure.deadline_set",
            Self::FindingTied { .. } => "measure.finding_tied",
            Self::FindingUntied { .. } => "measure.finding_untied",
            Self::MilestoneAdded { .. } => "measure.milestone_added",
            Self::MilestoneReached { .. } => "measure.milestone_reached",
            Self::MilestoneDropped { .. } => "measure.milestone_dropped",
            Self::CommitmentAdded { .. } => "measure.commitment_added",
            Self::CommitmentEnded { .. } => "measure.commitment_ended",
            Self::ChecklistItemAdded { .. } => "measure.checklist_item_added",
            Self::CheckedIn { .. } => "measure.checked_in",
            Self::Progressed { .. } => "measure.progressed",
            Self::Attached { .. } => "measure.attached",
            Self::Detached { .. } => "measure.detached",
            Self::ExtensionRequested { .. } => "measure.extension_requested",
            Self::ExtensionApproved { .. } => "measure.extension_approved",
            Self::ExtensionGranted { .. } => "measure.extension_granted",
            Self::ExtensionRefused { .. } => "measure.extension_refused",
            Self::Completed { .. } => "measure.completed",
            Self::Reopened { .. } => "measure.reopened",
            Self::Dropped { .. } => "measure.dropped",
            Self::HandedOver { .. } => "measure.handed_over",
            Self::UnitSucceeded { .. } => "measure.unit_succeeded",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Registered { plan, .. } => plan.redact(),
            Self::Edited { content, reason } => {
                content.redact();
                reason.redact();
            }
            Self::DeadlineSet { words, .. } => words.redact(),
            Self::MilestoneAdded { milestone } => milestone.redact(),
            Self::CommitmentAdded { commitment } => commitment.redact(),
            Self::ChecklistItemAdded { item } => item.redact(),
            Self::Progressed { words, .. } => words.redact(),
            Self::CheckedIn { note, .. } | Self::ExtensionApproved { note, .. } | Self::Completed { note, .. } => {
                note.redact();
            }
            Self::FindingUntied { reason, .. }
            | Self::MilestoneDropped { reason, .. }
            | Self::CommitmentEnded { reason, .. }
            | Self::Detached { reason, .. }
            | Self::ExtensionRequested { reason, .. }
            | Self::ExtensionRefused { reason, .. }
            | Self::Reopened { reason, .. }
            | Self::Dropped { reason, .. } => reason.redact(),
            Self::FindingTied { .. }
            | Self::MilestoneReached { .. }
            | Self::Attached { .. }
            | Self::ExtensionGranted { .. }
            | Self::HandedOver { .. }
            | Self::UnitSucceeded { .. } => {}
        }
    }
}
