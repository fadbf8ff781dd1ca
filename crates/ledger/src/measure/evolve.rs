//! How events change a measure.

use jiff::{Timestamp, civil::Date};

use super::Event;
use super::state::{Attachment, CheckIn, Extension, ExtensionOutcome, HandedOver, Progress, State, Status};
use crate::{Act, Actor};

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    state.count(event);
    if let Some(on) = worked_on(event) {
        state.worked_on = state.worked_on.max(Some(on));
    }
    let act = |by: &Actor, words: &str| Act { by: *by, at, words: words.to_owned() };
    match event {
        Event::Registered { campaign, findings, plan, sources, on } => {
            state.campaign = *campaign;
            state.findings = findings.iter().copied().collect();
            state.content = plan.content.clone();
            state.deadline_words.clone_from(&plan.deadline_words);
            state.milestones.clone_from(&plan.milestones);
            state.commitments.clone_from(&plan.commitments);
            state.checklist.clone_from(&plan.checklist);
            state.sources.clone_from(sources);
            state.registered_on = *on;
            state.set_deadline(plan.deadline);
        }
        Event::Edited { content, .. } => {
            if state.worked_on.is_some() {
                state.former.extend(state.content.owner.into_iter().chain(state.content.lead));
            }
            state.content = (**content).clone();
        }
        Event::DeadlineSet { deadline, words } => {
            state.deadline_words.clone_from(words);
            state.set_deadline(Some(*deadline));
        }
        Event::FindingTied { finding } => {
            state.findings.insert(*finding);
        }
        Event::FindingUntied { finding, .. } => {
            state.findings.remove(finding);
        }
        Event::MilestoneAdded { milestone } => state.milestones.push(milestone.clone()),
        Event::MilestoneReached { milestone, on, .. } => {
            if let Some(milestone) = numbered(&mut state.milestones, *milestone) {
                milestone.reached = Some(*on);
            }
        }
        Event::MilestoneDropped { milestone, .. } => {
            if let Some(milestone) = numbered(&mut state.milestones, *milestone) {
                milestone.dropped = true;
            }
        }
        Event::CommitmentAdded { commitment } => state.commitments.push(commitment.clone()),
        Event::CommitmentEnded { commitment, until, .. } => {
            if let Some(commitment) = numbered(&mut state.commitments, *commitment) {
                commitment.until = Some(*until);
            }
        }
        Event::ChecklistItemAdded { item } => state.checklist.push(item.clone()),
        Event::CheckedIn { commitment, due, on, quantity, late, by, evidence, .. } => state.check_ins.push(CheckIn {
            commitment: *commitment,
            due: *due,
            on: *on,
            quantity: *quantity,
            late: *late,
            by: *by,
            evidence: evidence.clone(),
        }),
        Event::Progressed { words, repeated, by, .. } => {
            state.progress.push(Progress { act: act(by, words), repeated: *repeated });
        }
        Event::Attached { evidence, item, by, .. } => {
            state.attachments.push(Attachment { evidence: *evidence, item: *item, by: *by, at });
        }
        Event::Detached { evidence, .. } => state.attachments.retain(|shown| shown.evidence != *evidence),
        Event::ExtensionRequested { to, reason, by } => state.extensions.push(Extension {
            from: state.deadline.unwrap_or(*to),
            to: *to,
            asked: act(by, reason),
            approvals: Vec::new(),
            outcome: ExtensionOutcome::Pending,
            refused: None,
        }),
        Event::ExtensionApproved { level, by, note } => {
            if let Some(extension) = state.extensions.last_mut() {
                extension.approvals.push((level.clone(), act(by, note)));
            }
        }
        Event::ExtensionGranted { to } => {
            state.deadline = Some(*to);
            if let Some(extension) = state.extensions.last_mut() {
                extension.outcome = ExtensionOutcome::Granted;
            }
        }
        Event::ExtensionRefused { by, reason } => {
            if let Some(extension) = state.extensions.last_mut() {
                extension.outcome = ExtensionOutcome::Refused;
                extension.refused = Some(act(by, reason));
            }
        }
        Event::Completed { by, on, note } => {
            state.status = Status::Done;
            state.done_on = Some(*on);
            state.completions.push(act(by, note));
        }
        Event::Reopened { by, reason } => {
            state.status = Status::Open;
            state.done_on = None;
            state.reopenings.push(act(by, reason));
        }
        Event::Dropped { by, reason } => {
            state.status = Status::Dropped;
            state.dropped = Some(act(by, reason));
        }
        Event::HandedOver { hand_over, from, to } => {
            state.former.insert(*from);
            for role in [&mut state.content.owner, &mut state.content.lead] {
                if *role == Some(*from) {
                    *role = Some(*to);
                }
            }
            state.hand_overs.push(HandedOver { hand_over: *hand_over, from: *from, to: *to, at });
        }
        Event::UnitSucceeded { to, .. } => state.content.unit = Some(*to),
    }
    state
}

/// The day for which something done is told, rather than planned or decided.
const fn worked_on(event: &Event) -> Option<Date> {
    match event {
        Event::MilestoneReached { on, .. }
        | Event::CheckedIn { on, .. }
        | Event::Progressed { on, .. }
        | Event::Attached { on, .. } => Some(*on),
        _ => None,
    }
}

fn numbered<T>(items: &mut [T], number: u32) -> Option<&mut T> {
    items.get_mut(usize::try_from(number).ok()?.checked_sub(1)?)
}

impl State {
    /// The first deadline is whatever was set first.
    fn set_deadline(&mut self, deadline: Option<Date>) {
        self.first_deadline = self.first_deadline.or(deadline);
        self.deadline = deadline;
    }

    /// Moves the counters that judgements and approvals bind to. Extensions and hand-overs have approvals of their own,
    /// a successor is bound by what it takes over, and reports and check-ins go on while others judge, so none of these moves them.
    const fn count(&mut self, event: &Event) {
        match event {
            Event::Registered { .. }
            | Event::Edited { .. }
            | Event::DeadlineSet { .. }
            | Event::FindingTied { .. }
            | Event::FindingUntied { .. }
            | Event::MilestoneAdded { .. }
            | Event::MilestoneDropped { .. }
            | Event::CommitmentAdded { .. }
            | Event::CommitmentEnded { .. }
            | Event::ChecklistItemAdded { .. }
            | Event::Dropped { .. } => {
                self.promise += 1;
                self.substance += 1;
            }
            Event::MilestoneReached { .. }
            | Event::Attached { .. }
            | Event::Detached { .. }
            | Event::Completed { .. }
            | Event::Reopened { .. } => self.substance += 1,
            Event::CheckedIn { .. }
            | Event::Progressed { .. }
            | Event::ExtensionRequested { .. }
            | Event::ExtensionApproved { .. }
            | Event::ExtensionGranted { .. }
            | Event::ExtensionRefused { .. }
            | Event::HandedOver { .. }
            | Event::UnitSucceeded { .. } => {}
        }
    }
}
