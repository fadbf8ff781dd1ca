//! `bihuan cause`: why findings came about.

use ledger::{CauseId, Command, FindingId, cause};

use super::eg;
use crate::screen::{Cell, Table, listed};
use crate::verb::{Field, Kind, Noun, Verb, option, word};

/// Causes.
pub static CAUSE: Noun = Noun {
    name: "cause",
    about: ("原因", "Causes: why findings came about"),
    verbs: &[&ADD, &EDIT, &TIE, &UNTIE, &WITHDRAW, &LIST],
};

const WHICH: Field = word("cause", ("原因", "CAUSE"), ("哪个原因：R5", "which cause: R5"));
const STATEMENT: Field = word("statement", ("原因", "TEXT"), ("为什么会有这个问题", "why it came about"));
const FINDINGS: Field = word("findings", ("问题", "FINDING"), ("哪些问题：F1 F2", "which findings: F1 F2")).many();
const REASON: Field = option("reason", ("理由", "WHY"), ("为什么", "why")).required();

static ADD: Verb = Verb {
    name: "add",
    about: ("录入原因", "Enter a cause"),
    fields: &[
        STATEMENT,
        option("for", ("问题", "FINDING"), ("解释哪个问题，可写多次", "a finding it explains; may be repeated")).many(),
    ],
    examples: &[eg(
        ("bihuan cause add 排班没有按客流调整 --for F1", "F1 的原因"),
        ("bihuan cause add \"rosters ignore demand\" --for F1", "of F1"),
    )],
    kind: Kind::Act,
    run: |call| {
        let (statement, findings) = (call.words("statement"), call.ids("for")?);
        let register = cause::Command::Register { statement, findings, sources: Vec::new() };
        call.begin(|id| Command::Cause(id, register.clone()))
    },
};

static EDIT: Verb = Verb {
    name: "edit",
    about: ("修改原因", "Write a cause anew"),
    fields: &[WHICH, STATEMENT, REASON],
    examples: &[eg(
        ("bihuan cause edit R5 排班多年未按客流调整 --reason 写实", "写明理由"),
        ("bihuan cause edit R5 \"rosters are years old\" --reason \"more exact\"", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| {
        let edit = cause::Command::Edit { statement: call.words("statement"), reason: call.words("reason") };
        call.command(Command::Cause(call.id("cause")?, edit))
    },
};

static TIE: Verb = Verb {
    name: "tie",
    about: ("对应到问题", "Let a cause explain findings"),
    fields: &[WHICH, FINDINGS],
    examples: &[eg(
        ("bihuan cause tie R5 F2 F3", "也是 F2、F3 的原因"),
        ("bihuan cause tie R5 F2 F3", "of F2 and F3 too"),
    )],
    kind: Kind::Act,
    run: |call| {
        let (id, findings) = (call.id::<CauseId>("cause")?, call.ids::<FindingId, Vec<_>>("findings")?);
        call.act(|plan| {
            findings.iter().try_for_each(|f| plan.run(&Command::Cause(id, cause::Command::Tie { finding: *f })))
        })
    },
};

static UNTIE: Verb = Verb {
    name: "untie",
    about: ("不再对应", "Let a cause explain findings no more"),
    fields: &[WHICH, FINDINGS],
    examples: &[eg(("bihuan cause untie R5 F3", "不是 F3 的原因"), ("bihuan cause untie R5 F3", "not of F3"))],
    kind: Kind::Act,
    run: |call| {
        let (id, findings) = (call.id::<CauseId>("cause")?, call.ids::<FindingId, Vec<_>>("findings")?);
        call.act(|plan| {
            findings.iter().try_for_each(|f| plan.run(&Command::Cause(id, cause::Command::Untie { finding: *f })))
        })
    },
};

static WITHDRAW: Verb = Verb {
    name: "withdraw",
    about: ("撤回：不是原因", "Say that it is none"),
    fields: &[WHICH, REASON],
    examples: &[eg(
        ("bihuan cause withdraw R5 --reason 与事实不符", "写明理由"),
        ("bihuan cause withdraw R5 --reason \"not so\"", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| {
        let withdraw = cause::Command::Withdraw { reason: call.words("reason") };
        call.command(Command::Cause(call.id("cause")?, withdraw))
    },
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出原因", "List the causes"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        call.show(&call.view()?.causes()?, |causes, terminal| {
            let mut table = Table::new(["", terminal.tr("原因", "cause"), terminal.tr("问题", "findings")]);
            for cause in causes.rows.iter().filter(|cause| cause.withdrawn.is_none()) {
                let findings = listed(terminal.lang, &cause.findings, |id| id.to_string());
                table.row([Cell::bold(cause.id), cause.statement.clone().into(), findings.into()]);
            }
            table.shown(terminal)
        })
    },
};
