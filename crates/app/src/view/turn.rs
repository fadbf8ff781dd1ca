//! What somebody may do next with a finding or a measure, as it stands. Whether this person may is asked of the policies;
//! whether it comes about is decided by the domain.

use ledger::finding::Status;
use ledger::profile::Step;

use super::{FindingStory, MeasureStory, Standing};
use crate::access::Action;

/// An act on a finding or a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// Change what a finding says.
    Edit,
    /// Confirm a draft.
    Register,
    /// Say why a finding came about.
    Explain,
    /// Promise a measure.
    Plan,
    /// Approve the plan.
    ApprovePlan,
    /// Say that a finding is rectified.
    Submit,
    /// Judge the evidence.
    Verify,
    /// Send a finding back.
    SendBack,
    /// Approve the closing.
    ApproveClosing,
    /// Strike a finding off.
    Close,
    /// Look again.
    LookBack,
    /// Tie a regulation to a finding.
    Regulate,
    /// Say that a finding repeats an earlier one.
    Repeat,
    /// Let another finding stand for it.
    Merge,
    /// Say that it is none.
    Reject,
    /// Tell how a measure goes.
    Report,
    /// Say that a measure is done.
    Complete,
    /// Ask for a later deadline.
    Extend,
    /// Decide on a later deadline.
    DecideExtension,
    /// Change what a measure says.
    Revise,
    /// Give a measure its deadline.
    SetDeadline,
    /// Promise more: milestones, commitments, evidence.
    Promise,
    /// Say that a milestone is reached.
    Reach,
    /// Say that something promised was done.
    CheckIn,
    /// Show evidence that is there already.
    Attach,
    /// Take evidence back.
    Detach,
    /// Let a measure answer another finding.
    Tie,
    /// Let a measure answer a finding no more.
    Untie,
    /// Open a measure again.
    Reopen,
    /// Give a measure up.
    Drop,
}

impl Turn {
    /// The permission that it takes.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Edit | Self::Register | Self::Explain | Self::Repeat | Self::Merge | Self::Reject => Action::Keep,
            Self::ApprovePlan | Self::ApproveClosing => Action::Approve,
            Self::Submit => Action::Submit,
            Self::Verify => Action::Verify,
            Self::SendBack => Action::SendBack,
            Self::Close => Action::Close,
            Self::LookBack => Action::LookBack,
            Self::Regulate => Action::Regulate,
            Self::Report
            | Self::Complete
            | Self::Extend
            | Self::Reach
            | Self::CheckIn
            | Self::Attach
            | Self::Detach => Action::Report,
            Self::DecideExtension => Action::DecideExtension,
            Self::Plan
            | Self::Revise
            | Self::SetDeadline
            | Self::Promise
            | Self::Tie
            | Self::Untie
            | Self::Reopen
            | Self::Drop => Action::Plan,
        }
    }

    /// The step whose level of approval is asked for.
    #[must_use]
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::ApprovePlan => Some(Step::Plan),
            Self::ApproveClosing => Some(Step::Closing),
            Self::DecideExtension => Some(Step::Extension),
            _ => None,
        }
    }
}

impl FindingStory {
    /// What can be done with it as it stands, in the order of its life.
    #[must_use]
    pub fn turns(&self) -> Vec<Turn> {
        let is = |wanted: &[Status]| wanted.iter().any(|status| status.name() == self.status.name);
        let (draft, submitted) = (is(&[Status::Draft]), is(&[Status::Submitted]));
        let work = is(&[Status::Rectifying, Status::Returned, Status::Rebounded]);
        let planned = work || is(&[Status::Registered]);
        let closed = is(&[Status::Closed, Status::Settled]);
        let never_closed =
            self.closings.is_empty() && is(&[Status::Draft, Status::Registered, Status::Rectifying, Status::Returned]);
        let waits = |levels: &[super::Approval]| levels.iter().any(|level| level.standing != Standing::Holds);
        let plan_waits = planned && !self.measures.is_empty() && waits(&self.plan);
        let open = draft || planned;
        [
            (Turn::Register, draft),
            (Turn::Explain, open || submitted),
            (Turn::Plan, open),
            (Turn::ApprovePlan, plan_waits),
            (Turn::Submit, work),
            (Turn::Verify, submitted),
            (Turn::ApproveClosing, submitted && waits(&self.closing)),
            (Turn::Close, submitted),
            (Turn::LookBack, closed),
            (Turn::Edit, open),
            (Turn::Regulate, open || submitted || closed),
            (Turn::Repeat, open || submitted || closed),
            (Turn::SendBack, submitted || plan_waits),
            (Turn::Merge, never_closed),
            (Turn::Reject, never_closed),
        ]
        .into_iter()
        .filter_map(|(turn, can)| can.then_some(turn))
        .collect()
    }
}

impl MeasureStory {
    /// What can be done with it as it stands.
    #[must_use]
    pub fn turns(&self) -> Vec<Turn> {
        let is = |status: ledger::measure::Status| status.name() == self.status.name;
        let (open, done) = (is(ledger::measure::Status::Open), is(ledger::measure::Status::Done));
        let pending = self.extensions.last().is_some_and(|extension| extension.outcome.name == "pending");
        let shown = self.checklist.iter().flat_map(|item| &item.evidence).chain(&self.other_evidence).next().is_some();
        [
            (Turn::Report, open),
            (Turn::Reach, open && self.milestones.iter().any(|one| one.reached.is_none() && !one.dropped)),
            (Turn::CheckIn, open && !self.commitments.is_empty()),
            (Turn::Attach, open || done),
            (Turn::DecideExtension, pending),
            (Turn::Extend, open && !pending && self.deadline.is_some()),
            (Turn::Complete, open),
            (Turn::SetDeadline, open && self.deadline.is_none()),
            (Turn::Revise, open || done),
            (Turn::Promise, open),
            (Turn::Tie, open || done),
            (Turn::Detach, shown),
            (Turn::Untie, !self.findings.is_empty()),
            (Turn::Reopen, done),
            (Turn::Drop, open),
        ]
        .into_iter()
        .filter_map(|(turn, can)| can.then_some(turn))
        .collect()
    }
}
