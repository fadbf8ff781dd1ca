//! What can be done to a measure.

use jiff::civil::Date;

use super::state::{Commitment, Content, Milestone, Plan};
use crate::{CampaignId, EvidenceId, FindingId, Quantity, Source};

/// What somebody wants done to a measure. Its milestones, commitments and checklist items are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Promise it.
    Register {
        /// The campaign whose profile binds it.
        campaign: CampaignId,
        /// The findings that it answers; none while that is not known, as papers often leave it.
        findings: Vec<FindingId>,
        /// What is promised. Where it has no deadline, the profile may have one for its kind.
        plan: Box<Plan>,
        /// Where it was read.
        sources: Vec<Source>,
    },
    /// Change what it says. The deadline moves only by an extension.
    Edit {
        /// All that it is to say.
        content: Box<Content>,
        /// Why.
        reason: String,
    },
    /// Give it its deadline, where it has none.
    SetDeadline {
        /// The day.
        deadline: Date,
        /// Its words as written.
        words: Option<String>,
    },
    /// Let it answer one more finding.
    Tie {
        /// The finding.
        finding: FindingId,
    },
    /// Let it answer a finding no more.
    Untie {
        /// The finding.
        finding: FindingId,
        /// Why.
        reason: String,
    },
    /// Promise one more milestone.
    AddMilestone {
        /// The milestone.
        milestone: Milestone,
    },
    /// Say that a milestone is reached.
    Reach {
        /// Its number.
        milestone: u32,
        /// On which day.
        on: Date,
    },
    /// Give a milestone up.
    DropMilestone {
        /// Its number.
        milestone: u32,
        /// Why.
        reason: String,
    },
    /// Promise one more countable thing.
    AddCommitment {
        /// The promise.
        commitment: Commitment,
    },
    /// End a commitment.
    EndCommitment {
        /// Its number.
        commitment: u32,
        /// The last day on which it is owed.
        until: Date,
        /// Why.
        reason: String,
    },
    /// Owe one more item of evidence.
    AddChecklistItem {
        /// What is owed.
        item: String,
    },
    /// Say that a promised thing was done.
    CheckIn {
        /// The commitment's number.
        commitment: u32,
        /// On which day it was done.
        on: Date,
        /// The period that it counts for, by its last day; `None` for the one that holds `on`. So what was missed is
        /// made good later.
        due: Option<Date>,
        /// How many; `None` counts as one.
        quantity: Option<Quantity>,
        /// In words.
        note: String,
        /// What shows it.
        evidence: Vec<EvidenceId>,
    },
    /// Tell how it goes.
    Progress {
        /// In words.
        words: String,
    },
    /// Show evidence for it.
    Attach {
        /// The file.
        evidence: EvidenceId,
        /// The checklist item that it meets.
        item: Option<u32>,
    },
    /// Take evidence back.
    Detach {
        /// The file.
        evidence: EvidenceId,
        /// Why.
        reason: String,
    },
    /// Ask for a later deadline.
    RequestExtension {
        /// The day asked for.
        to: Date,
        /// Why.
        reason: String,
    },
    /// Approve the extension that was asked, for the next level; the last level grants it.
    ApproveExtension {
        /// The level's key; `None` for the next level in order.
        level: Option<String>,
        /// What is said.
        note: String,
    },
    /// Refuse the extension that was asked.
    RefuseExtension {
        /// Why.
        reason: String,
    },
    /// Say that it is done.
    Complete {
        /// What was done.
        note: String,
    },
    /// Open it again.
    Reopen {
        /// Why.
        reason: String,
    },
    /// Give it up.
    Drop {
        /// Why.
        reason: String,
    },
}
