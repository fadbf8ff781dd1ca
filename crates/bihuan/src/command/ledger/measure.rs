//! `bihuan measure`: what will be done about findings, and how it goes.

mod deadline;
mod plan;
mod work;

use ledger::measure::Command as Do;
use ledger::profile::Kind as How;
use ledger::{Command, MeasureId};

use crate::failure::{Exit, Failure};
use crate::verb::call::Call;
use crate::verb::{Field, Noun, option, word};

/// Measures.
pub static MEASURE: Noun = Noun {
    name: "measure",
    about: (
        "整改措施：提出、分工、节点、承诺、进展、延期、完成",
        "Measures: plan, assign, milestones, promises, progress, extensions, done",
    ),
    verbs: &[
        &plan::ADD,
        &plan::EDIT,
        &plan::ASSIGN,
        &plan::TIE,
        &plan::UNTIE,
        &plan::MILESTONE,
        &plan::COMMIT,
        &plan::OWE,
        &work::REACH,
        &work::CHECK_IN,
        &work::PROGRESS,
        &work::ATTACH,
        &work::DETACH,
        &deadline::DEADLINE,
        &deadline::EXTEND,
        &deadline::GRANT,
        &deadline::REFUSE,
        &work::DONE,
        &work::REOPEN,
        &work::DROP,
    ],
};

const WHICH: Field = word("measure", ("措施", "MEASURE"), ("哪条措施：M40", "which measure: M40"));
const REASON: Field = option("reason", ("理由", "WHY"), ("为什么", "why")).required();
const NOTE: Field = option("note", ("说明", "TEXT"), ("说明", "a remark"));

/// What `--kind` takes.
const KINDS: [(&str, How); 3] =
    [("immediate", How::Immediate), ("staged", How::Staged), ("continuous", How::Continuous)];

fn of(call: &Call<'_>, command: Do) -> Result<Exit, Failure> {
    call.command(Command::Measure(call.id::<MeasureId>("measure")?, command))
}
