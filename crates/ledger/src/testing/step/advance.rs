//! What a finding lacks next.

use super::{Step, findings, later};
use crate::finding::{self, LookBackResult, Refusal, Status};
use crate::profile::{Grade, Step as Approving};
use crate::testing::World;
use crate::{Command, FindingId, Given, MeasureId, Reason, States, measure};

/// What brings a finding one step on; `None` where none is there, or it is done with.
pub(super) fn next(step: &Step, world: &World, given: &Given) -> Option<Command> {
    let id = step.pick(&findings(world))?;
    let states: &dyn States = world;
    let finding = states.finding(id)?;
    let command = match finding.status {
        Status::Draft => finding::Command::Register {},
        Status::Merged | Status::Rejected => return None,
        Status::Closed | Status::Settled => look_back(step, given),
        _ => return for_gate(step, world, given, id, finding.status),
    };
    Some(Command::Finding(id, command))
}

fn look_back(step: &Step, given: &Given) -> finding::Command {
    let result = if step.how.is_multiple_of(3) { LookBackResult::Rebounded } else { LookBackResult::Held };
    let note = "现场查看三处，询问经办人员".to_owned();
    finding::Command::LookBack { due: None, on: given.today, result, note, evidence: Vec::new(), follow_up: None }
}

fn for_gate(step: &Step, world: &World, given: &Given, id: FindingId, status: Status) -> Option<Command> {
    let lacks = finding::lacks_before_closing(world, id, given);
    if let Some(command) = lacks.iter().find_map(|reason| for_reason(step, world, given, id, reason)) {
        return Some(command);
    }
    let note = "已按要求落实".to_owned();
    let command = match status {
        Status::Registered => finding::Command::Approve { step: Approving::Plan, level: None, note },
        Status::Submitted if lacks.is_empty() => finding::Command::Close { summary: note },
        Status::Submitted => for_judgement(step, &lacks),
        _ if step.how.is_multiple_of(2) => finding::Command::Approve { step: Approving::Plan, level: None, note },
        _ => finding::Command::Submit { note },
    };
    Some(Command::Finding(id, command))
}

fn for_judgement(step: &Step, lacks: &[Reason]) -> finding::Command {
    let approving =
        |reason: &Reason| matches!(reason, Reason::Finding(Refusal::NotApproved(..) | Refusal::ApprovalFell(..)));
    let note = "查阅凭证，抽查现场".to_owned();
    if lacks.iter().all(approving) {
        return finding::Command::Approve { step: Approving::Closing, level: None, note };
    }
    let grade = if step.how.is_multiple_of(8) { Grade::Partly } else { Grade::Done };
    finding::Command::Verify { grade, note }
}

/// What mends one thing that lacks in the work itself.
fn for_reason(step: &Step, world: &World, given: &Given, finding: FindingId, reason: &Reason) -> Option<Command> {
    let states: &dyn States = world;
    let Reason::Finding(reason) = reason else { return None };
    match reason {
        Refusal::NoMeasure | Refusal::NothingSinceRebound => {
            Some(super::anything::register_measure(step, world, vec![finding], given.today))
        }
        Refusal::MeasureOpen(id) => {
            let measure = states.measure(*id)?;
            let open = (1..).zip(&measure.milestones).find(|(_, milestone)| milestone.is_open());
            if let Some((milestone, _)) = open {
                return Some(Command::Measure(*id, measure::Command::Reach { milestone, on: given.today }));
            }
            let short = measure.numbered_commitments().find(|(number, commitment)| {
                commitment.rhythm.is_none()
                    && !commitment.is_met(measure.done_by_occurrence(*number).get(&None).copied())
            });
            if let Some((commitment, _)) = short {
                return Some(check_in(*id, commitment, given, None));
            }
            let note = "已完成".to_owned();
            Some(Command::Measure(*id, measure::Command::Complete { note }))
        }
        Refusal::CheckInMissed(id, commitment, due) => Some(check_in(*id, *commitment, given, Some(*due))),
        Refusal::NeverCheckedIn(id, commitment) => Some(check_in(*id, *commitment, given, None)),
        Refusal::ChecklistUnmet(id, item, _) => Some(attach(step, *id, Some(*item))),
        Refusal::TooLittleEvidence(id, ..) | Refusal::WeakEvidence(id) => Some(attach(step, *id, None)),
        _ => None,
    }
}

fn check_in(id: MeasureId, commitment: u32, given: &Given, due: Option<jiff::civil::Date>) -> Command {
    let note = "已开展".to_owned();
    let command =
        measure::Command::CheckIn { commitment, on: given.today, due, quantity: None, note, evidence: Vec::new() };
    Command::Measure(id, command)
}

fn attach(step: &Step, id: MeasureId, item: Option<u32>) -> Command {
    let evidence = crate::EvidenceId(u64::from(step.how % 6) + 1);
    Command::Measure(id, measure::Command::Attach { evidence, item })
}

/// A deadline not far off.
pub(super) fn soon(step: &Step, today: jiff::civil::Date) -> jiff::civil::Date {
    later(today, step.how % 120)
}
