//! `bihuan hand-over`: a post and its open items pass to somebody else, both sides on record.

use ledger::{Command, HandOverId, PostId, hand_over};

use super::eg;
use crate::screen::{Cell, Table, listed, named, say};
use crate::verb::{Field, Kind, Noun, Verb, option, word};

/// Hand-overs.
pub static HAND_OVER: Noun = Noun {
    name: "hand-over",
    about: ("交接：岗位连同未完事项移交（新官理旧账）", "A post changes hands with all its open items"),
    verbs: &[&PROPOSE, &ACCEPT, &DECLINE, &LIST],
};

const WHICH: Field = word("hand-over", ("交接", "HAND-OVER"), ("哪次交接：H1", "which hand-over: H1"));
const NOTE: Field = option("note", ("说明", "TEXT"), ("说明", "a remark"));

static PROPOSE: Verb = Verb {
    name: "propose",
    about: ("提出交接：未完事项自动列全", "Propose it; all open items are listed by themselves"),
    fields: &[
        word("post", ("岗位", "POST"), ("哪个岗位", "which post")),
        option("to", ("人员", "PERSON"), ("交给谁", "who takes it over")).required(),
        NOTE,
    ],
    examples: &[eg(
        ("bihuan hand-over propose 读者部主任 --to 何清越 --as 叶知秋", "由现任提出"),
        ("bihuan hand-over propose J2 --to P8 --as P7", "by who holds it"),
    )],
    kind: Kind::Act,
    run: |call| {
        let (post, to) = (call.id::<PostId>("post")?, call.id("to")?);
        let items = call.view()?.open_items(post)?;
        let propose = hand_over::Command::Propose { post, to, items, note: call.words("note") };
        call.begin(|id| Command::HandOver(id, propose.clone()))
    },
};

static ACCEPT: Verb = Verb {
    name: "accept",
    about: ("接收：岗位和所列事项一并转过来", "Accept it: the post and everything listed move"),
    fields: &[WHICH, NOTE],
    examples: &[eg(
        ("bihuan hand-over accept H1 --as 何清越", "由接任者接收"),
        ("bihuan hand-over accept H1 --as P8", "by the successor"),
    )],
    kind: Kind::Act,
    run: |call| {
        let id = call.id::<HandOverId>("hand-over")?;
        let open = call.view()?.open_items_of(id)?;
        call.command(Command::HandOver(id, hand_over::Command::Accept { open, note: call.words("note") }))
    },
};

static DECLINE: Verb = Verb {
    name: "decline",
    about: ("不接收；提出的人用它撤回", "Decline it; who proposed it takes it back with this"),
    fields: &[WHICH, option("reason", ("理由", "WHY"), ("为什么", "why")).required()],
    examples: &[eg(
        ("bihuan hand-over decline H1 --reason 清单不全 --as 何清越", "写明理由"),
        ("bihuan hand-over decline H1 --reason incomplete --as P8", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| {
        let decline = hand_over::Command::Decline { reason: call.words("reason") };
        call.command(Command::HandOver(call.id("hand-over")?, decline))
    },
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出交接", "List hand-overs"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        call.show(&call.view()?.hand_overs()?, |all, terminal| {
            let mut table = Table::new([
                "",
                terminal.tr("岗位", "post"),
                terminal.tr("由", "from"),
                terminal.tr("交", "to"),
                terminal.tr("事项", "items"),
                terminal.tr("状态", "status"),
            ]);
            for one in &all.rows {
                let items = listed(terminal.lang, &one.items, |id| id.to_string());
                table.row([
                    Cell::bold(one.id),
                    named(&one.post).into(),
                    named(&one.from).into(),
                    named(&one.to).into(),
                    items.into(),
                    say(terminal.lang, &one.status.label).into(),
                ]);
            }
            table.shown(terminal)
        })
    },
};
