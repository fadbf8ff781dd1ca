//! What can be done to a finding.

use jiff::civil::Date;

use super::state::{Content, LookBackResult};
use crate::profile::{Grade, Step};
use crate::{CampaignId, EvidenceId, FindingId, Source};

/// What somebody wants done to a finding. Measures are tied by [`measure::Command`](crate::measure::Command), causes by
/// [`cause::Command`](crate::cause::Command).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Write it down as a draft.
    Draft {
        /// The campaign that it belongs to.
        campaign: CampaignId,
        /// What it says.
        content: Content,
        /// Where it was read.
        sources: Vec<Source>,
    },
    /// Change what it says; after it was registered a reason is wanted.
    Edit {
        /// All that it is to say.
        content: Content,
        /// Why.
        reason: String,
    },
    /// Keep one more place in which it was read.
    AddSource {
        /// The place.
        source: Source,
    },
    /// Confirm that it is a finding.
    Register {},
    /// Say that it repeats one of an earlier campaign.
    LinkRepeat {
        /// The earlier one.
        earlier: FindingId,
    },
    /// Approve its plan or its closing, for the next level.
    Approve {
        /// The plan or the closing; extensions are the measures'.
        step: Step,
        /// The level's key; `None` for the next level in order.
        level: Option<String>,
        /// What is said.
        note: String,
    },
    /// Say that it is rectified.
    Submit {
        /// What is said.
        note: String,
    },
    /// Judge the evidence.
    Verify {
        /// The result.
        grade: Grade,
        /// What was found; wanted where it goes back.
        note: String,
    },
    /// Send it back: a submission to work, a plan to planning.
    Return {
        /// Why.
        reason: String,
    },
    /// Strike it off.
    Close {
        /// What was achieved.
        summary: String,
    },
    /// Record a look-back.
    LookBack {
        /// The scheduled day that it answers; `None`: the earliest that has come, or an unscheduled one.
        due: Option<Date>,
        /// The day on which it was done.
        on: Date,
        /// What was found.
        result: LookBackResult,
        /// In words; wanted where it did not hold.
        note: String,
        /// What shows it.
        evidence: Vec<EvidenceId>,
        /// Where the problem took another form: the finding that holds that form.
        follow_up: Option<FindingId>,
    },
    /// Let another finding stand for it.
    Merge {
        /// Which.
        into: FindingId,
        /// Why.
        reason: String,
    },
    /// Say that it is none.
    Reject {
        /// Why.
        reason: String,
    },
}
