//! `bihuan regulation`: rules adopted so that a problem does not come back.

use ledger::regulation::{Command as Do, Content, Tie};
use ledger::{Command, RegulationId};

use super::eg;
use crate::failure::Failure;
use crate::screen::{Cell, Table, listed};
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Noun, Verb, option, word};

/// Regulations.
pub static REGULATION: Noun = Noun {
    name: "regulation",
    about: ("制度：建章立制，哪条堵住哪个漏洞", "Regulations: which clause closes which loophole"),
    verbs: &[&ADOPT, &AMEND, &ABOLISH, &TIE, &UNTIE, &LIST],
};

const WHICH: Field =
    word("regulation", ("制度", "REGULATION"), ("哪项制度：G1，或唯一的名称", "which: G1, or a unique title"));
const FINDING: Field = word("finding", ("问题", "FINDING"), ("哪个问题", "which finding"));
const ON: Field = option("on", ("日期", "DAY"), ("哪天；不写则今天", "on which day; by default today")).day();
const NUMBER: Field = option("number", ("文号", "NUMBER"), ("文号", "its number"));
const ISSUER: Field = option("issuer", ("单位", "UNIT"), ("印发单位", "the unit that issued it"));
const TEXT: Field = option("text", ("佐证", "EVIDENCE"), ("正文：已存的佐证 E9", "its text: stored evidence E9"));
const REASON: Field = option("reason", ("理由", "WHY"), ("为什么", "why")).required();

static ADOPT: Verb = Verb {
    name: "adopt",
    about: ("出台制度", "Record that a regulation was adopted"),
    fields: &[word("title", ("名称", "TITLE"), ("名称，不带书名号", "its title")), ON, NUMBER, ISSUER, TEXT],
    examples: &[eg(
        ("bihuan regulation adopt 开放服务管理办法 --number 石图〔2026〕4号 --on 2026-05-20", "带文号、日期"),
        ("bihuan regulation adopt \"Rules on opening hours\" --on 2026-05-20", "with its day"),
    )],
    kind: Kind::Act,
    run: |call| {
        let on = call.day("on").map_or_else(|| call.today(), Ok)?;
        let content = given(call, Content { title: call.words("title"), ..Content::default() })?;
        let adopt = Do::Adopt { content, on };
        call.begin(|id| Command::Regulation(id, adopt.clone()))
    },
};

static AMEND: Verb = Verb {
    name: "amend",
    about: ("修订制度：只改写出来的", "Record that it was amended; only what is given changes"),
    fields: &[WHICH, REASON, option("title", ("名称", "TITLE"), ("新名称", "its new title")), ON, NUMBER, ISSUER, TEXT],
    examples: &[eg(
        ("bihuan regulation amend G1 --text E12 --reason 补充第八条", "换正文"),
        ("bihuan regulation amend G1 --text E12 --reason \"clause 8 was added\"", "another text"),
    )],
    kind: Kind::Act,
    run: |call| {
        let id = call.id::<RegulationId>("regulation")?;
        let on = call.day("on").map_or_else(|| call.today(), Ok)?;
        let mut content = call.view()?.regulation_content(id)?.unwrap_or_default();
        content.title = call.text("title").unwrap_or(content.title);
        let content = given(call, content)?;
        call.command(Command::Regulation(id, Do::Amend { content, on, reason: call.words("reason") }))
    },
};

static ABOLISH: Verb = Verb {
    name: "abolish",
    about: ("废止制度", "Record that it was abolished"),
    fields: &[WHICH, REASON, ON],
    examples: &[eg(
        ("bihuan regulation abolish G1 --reason 由新办法代替", "写明理由"),
        ("bihuan regulation abolish G1 --reason \"replaced by G2\"", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| {
        let on = call.day("on").map_or_else(|| call.today(), Ok)?;
        call.command(Command::Regulation(call.id("regulation")?, Do::Abolish { on, reason: call.words("reason") }))
    },
};

static TIE: Verb = Verb {
    name: "tie",
    about: ("对应到问题：哪个漏洞，哪一条堵住", "Tie it to a finding: which loophole, which clause"),
    fields: &[
        WHICH,
        FINDING,
        option("loophole", ("漏洞", "TEXT"), ("问题暴露的制度漏洞", "the loophole that the finding showed")),
        option("clause", ("条款", "CLAUSE"), ("堵住它的条款，如 第八条", "the clause that closes it")),
    ],
    examples: &[eg(
        ("bihuan regulation tie G1 F1 --loophole 闭馆时间无人核对 --clause 第八条", "写明条款"),
        (
            "bihuan regulation tie G1 F1 --loophole \"nobody checks closing times\" --clause \"article 8\"",
            "with the clause",
        ),
    )],
    kind: Kind::Act,
    run: |call| {
        let tie = Tie { loophole: call.text("loophole"), clause: call.text("clause") };
        call.command(Command::Regulation(call.id("regulation")?, Do::Tie { finding: call.id("finding")?, tie }))
    },
};

static UNTIE: Verb = Verb {
    name: "untie",
    about: ("不再对应", "Untie it from a finding"),
    fields: &[WHICH, FINDING],
    examples: &[eg(("bihuan regulation untie G1 F1", "不再针对 F1"), ("bihuan regulation untie G1 F1", "from F1"))],
    kind: Kind::Act,
    run: |call| call.command(Command::Regulation(call.id("regulation")?, Do::Untie { finding: call.id("finding")? })),
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出制度", "List the regulations"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        call.show(&call.view()?.regulations()?, |all, terminal| {
            let mut table = Table::new([
                "",
                terminal.tr("制度", "regulation"),
                terminal.tr("文号", "number"),
                terminal.tr("出台", "adopted"),
                terminal.tr("修订", "amended"),
                terminal.tr("废止", "abolished"),
                terminal.tr("针对", "answers"),
            ]);
            for one in &all.rows {
                let findings = listed(terminal.lang, &one.findings, |tie| {
                    tie.clause
                        .as_ref()
                        .map_or_else(|| tie.finding.to_string(), |clause| format!("{} {clause}", tie.finding))
                });
                table.row([
                    Cell::bold(one.id),
                    one.title.clone().into(),
                    one.number.clone().unwrap_or_default().into(),
                    one.adopted.to_string().into(),
                    one.amended.last().map(ToString::to_string).unwrap_or_default().into(),
                    one.abolished.map(|day| day.to_string()).unwrap_or_default().into(),
                    findings.into(),
                ]);
            }
            table.shown(terminal)
        })
    },
};

/// `content` with what was given in the place of what it said.
fn given(call: &Call<'_>, mut content: Content) -> Result<Content, Failure> {
    content.number = call.text("number").or(content.number);
    content.issuer = call.id_if("issuer")?.or(content.issuer);
    content.text = call.id_if("text")?.or(content.text);
    Ok(content)
}
