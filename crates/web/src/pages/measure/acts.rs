//! What is done to a measure.

use app::access::Action;
use ledger::measure::{Command as Do, Milestone};
use ledger::profile::Step;
use ledger::{Command, EvidenceId, FindingId, MeasureId};

use crate::answer::Answer;
use crate::call::Call;
use crate::pages::ask::read::Read;
use crate::pages::finding::plan::{commitment, revised};
use crate::trouble::Trouble;

/// Does `command` to the measure of the path, and shows it.
fn of(call: &Call<'_>, command: Do) -> Result<Answer, Trouble> {
    let id = call.id::<MeasureId>()?;
    let done = call.command(Command::Measure(id, command))?;
    call.done(&done, format!("/measures/{id}"))
}

/// Changes what it says and who answers for it.
pub fn edit(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let mut content = call.view.measure_state(call.id()?)?.ok_or(Trouble::Missing)?.content.clone();
    revised(&read, &mut content)?;
    let reason = read.words("reason");
    read.settle()?;
    of(call, Do::Edit { content: Box::new(content), reason })
}

/// Gives it its deadline.
pub fn set_deadline(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let deadline = read.due("deadline");
    read.settle()?;
    of(call, Do::SetDeadline { deadline, words: None })
}

/// Promises one more milestone.
pub fn add_milestone(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let milestone = Milestone { text: read.words("target"), due: read.due("due"), reached: None, dropped: false };
    read.settle()?;
    of(call, Do::AddMilestone { milestone })
}

/// Gives a milestone up.
pub fn drop_milestone(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let milestone = read.counted("milestone");
    read.settle()?;
    of(call, Do::DropMilestone { milestone, reason: call.words("reason") })
}

/// Says that a milestone is reached.
pub fn reach(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let (milestone, on) = (read.counted("milestone"), read.day("on").unwrap_or(call.view.today));
    read.settle()?;
    of(call, Do::Reach { milestone, on })
}

/// Promises one more countable thing.
pub fn promise(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let promised = commitment(call, &read);
    if promised.is_none() {
        read.missing("commitment");
    }
    read.settle()?;
    promised.map_or(Err(Trouble::Malformed), |commitment| of(call, Do::AddCommitment { commitment }))
}

/// Ends a countable promise.
pub fn end_commitment(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let (commitment, until) = (read.counted("promised"), read.due("until"));
    read.settle()?;
    of(call, Do::EndCommitment { commitment, until, reason: call.words("reason") })
}

/// Says that something promised was done.
pub fn check_in(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let (commitment, on) = (read.counted("promised"), read.day("on").unwrap_or(call.view.today));
    let (due, quantity, note) = (read.day("period"), read.number("quantity"), read.words("note"));
    read.settle()?;
    of(call, Do::CheckIn { commitment, on, due, quantity, note, evidence: Vec::new() })
}

/// Owes one more item of evidence.
pub fn owe(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::AddChecklistItem { item: call.words("owed") })
}

/// Shows evidence that is there already.
pub fn attach(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let (evidence, item) = (read.the::<EvidenceId>("evidence")?, read.number("item"));
    read.settle()?;
    call.demand(Action::See, evidence)?;
    of(call, Do::Attach { evidence, item })
}

/// Takes evidence back.
pub fn detach(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let evidence = read.the::<EvidenceId>("evidence")?;
    read.settle()?;
    of(call, Do::Detach { evidence, reason: call.words("reason") })
}

/// Asks for a later deadline.
pub fn extend(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let to = read.due("to");
    read.settle()?;
    of(call, Do::RequestExtension { to, reason: call.words("reason") })
}

/// Approves a later deadline, for the level that the guard let pass.
pub fn approve_extension(call: &Call<'_>) -> Result<Answer, Trouble> {
    let level = call.view.level(call.id::<MeasureId>()?.into(), Step::Extension)?;
    of(call, Do::ApproveExtension { level, note: call.words("note") })
}

/// Refuses a later deadline.
pub fn refuse_extension(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::RefuseExtension { reason: call.words("reason") })
}

/// Says that it is done.
pub fn complete(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::Complete { note: call.words("note") })
}

/// Opens it again.
pub fn reopen(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::Reopen { reason: call.words("reason") })
}

/// Gives it up.
pub fn give_up(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::Drop { reason: call.words("reason") })
}

/// Lets it answer another finding.
pub fn tie(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let finding = read.the::<FindingId>("finding")?;
    read.settle()?;
    call.demand(Action::Plan, finding)?;
    of(call, Do::Tie { finding })
}

/// Lets it answer a finding no more.
pub fn untie(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let finding = read.the::<FindingId>("finding")?;
    read.settle()?;
    of(call, Do::Untie { finding, reason: call.words("reason") })
}
