//! What is done to a finding.

use app::access::Action;
use app::view::words;
use ledger::finding::Command as Do;
use ledger::profile::Step;
use ledger::{CauseId, Command, FindingId, RegulationId, UnitId, cause, regulation};

use crate::answer::Answer;
use crate::call::Call;
use crate::pages::ask::read::Read;
use crate::trouble::Trouble;

/// Does `command` to the finding of the path, and shows it.
fn of(call: &Call<'_>, command: Do) -> Result<Answer, Trouble> {
    let id = call.id::<FindingId>()?;
    let done = call.command(Command::Finding(id, command))?;
    call.done(&done, format!("/findings/{id}"))
}

/// Changes what it says.
pub fn edit(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let mut content = call.view.finding_state(call.id()?)?.ok_or(Trouble::Missing)?.content.clone();
    content.statement = read.words("statement");
    content.manifestations = read.lines("manifestations");
    content.aspect = read.text("aspect");
    content.scope = read.choice("scope", words::SCOPES);
    content.unit = read.one::<UnitId>("unit")?;
    content.number = read.text("number");
    let reason = read.words("reason");
    read.settle()?;
    of(call, Do::Edit { content, reason })
}

/// Confirms it.
pub fn register(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::Register {})
}

/// Says why it came about.
pub fn explain(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<FindingId>()?;
    let statement = call.words("statement");
    let register = cause::Command::Register { statement, findings: [id].into(), sources: Vec::new() };
    let done = call.act(|plan| {
        let cause = plan.next()?;
        plan.run(&Command::Cause(cause, register.clone()))
    })?;
    call.done(&done, format!("/findings/{id}"))
}

/// Says that something is not why it came about.
pub fn drop_cause(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<FindingId>()?;
    let read = Read::new(call);
    let cause = read.the::<CauseId>("cause")?;
    read.settle()?;
    call.demand(Action::Keep, cause)?;
    let done = call.command(Command::Cause(cause, cause::Command::Untie { finding: id }))?;
    call.done(&done, format!("/findings/{id}"))
}

/// Says that it repeats an earlier one.
pub fn repeat(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let earlier = read.the::<FindingId>("finding")?;
    read.settle()?;
    call.demand(Action::See, earlier)?;
    of(call, Do::LinkRepeat { earlier })
}

/// Lets another finding stand for it.
pub fn merge(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (id, read) = (call.id::<FindingId>()?, Read::new(call));
    let into = read.the::<FindingId>("finding")?;
    let reason = read.words("reason");
    read.settle()?;
    call.demand(Action::Keep, into)?;
    let done = call.command(Command::Finding(id, Do::Merge { into, reason }))?;
    call.done(&done, format!("/findings/{into}"))
}

/// Says that it is none.
pub fn reject(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::Reject { reason: call.words("reason") })
}

/// Ties a regulation to it.
pub fn regulate(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (finding, read) = (call.id::<FindingId>()?, Read::new(call));
    let id = read.the::<RegulationId>("regulation")?;
    let tie = regulation::Tie { loophole: read.text("loophole"), clause: read.text("clause") };
    read.settle()?;
    let done = call.command(Command::Regulation(id, regulation::Command::Tie { finding, tie }))?;
    call.done(&done, format!("/findings/{finding}"))
}

/// Approves the plan.
pub fn approve_plan(call: &Call<'_>) -> Result<Answer, Trouble> {
    approve(call, Step::Plan)
}

/// Approves the closing.
pub fn approve_closing(call: &Call<'_>) -> Result<Answer, Trouble> {
    approve(call, Step::Closing)
}

/// Approves for the level that the guard let pass, which somebody else may have approved for meanwhile.
fn approve(call: &Call<'_>, step: Step) -> Result<Answer, Trouble> {
    let level = call.view.level(call.id::<FindingId>()?.into(), step)?;
    of(call, Do::Approve { step, level, note: call.words("note") })
}

/// Says that it is rectified.
pub fn submit(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::Submit { note: call.words("note") })
}

/// Sends it back.
pub fn send_back(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::Return { reason: call.words("reason") })
}

/// Strikes it off.
pub fn close(call: &Call<'_>) -> Result<Answer, Trouble> {
    of(call, Do::Close { summary: call.words("summary") })
}
