//! `bihuan finding`: what is wrong.

use std::sync::Arc;

use app::view::words::SCOPES;
use ledger::finding::{Command as Do, Content};
use ledger::{Command, FindingId};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Noun, Verb, flag, option, word};

/// Findings.
pub static FINDING: Noun = Noun {
    name: "finding",
    about: ("问题：录入、登记、合并、不予采纳", "Findings: enter, register, merge, reject"),
    verbs: &[&ADD, &EDIT, &REGISTER, &MERGE, &REJECT, &REPEATS],
};

const WHICH: Field = word("finding", ("问题", "FINDING"), ("哪个问题：F12", "which finding: F12"));
const REASON: Field = option("reason", ("理由", "WHY"), ("为什么", "why")).required();
const MANIFESTATION: Field =
    option("manifestation", ("表现", "TEXT"), ("具体表现，可写多次", "what illustrates it; may be repeated")).many();
const ASPECT: Field = option("aspect", ("方面", "ASPECT"), ("属于哪个方面", "the area that it falls in"));
const SCOPE: Field = option(
    "scope",
    ("主体", "SCOPE"),
    ("team 班子，some-members 部分成员，one-person 个人", "whose problem: team, some-members, one-person"),
)
.choice(&["team", "some-members", "one-person"]);
const UNIT: Field = option("unit", ("单位", "UNIT"), ("哪个单位的问题", "the unit that has it"));
const NUMBER: Field = option("number", ("序号", "NUMBER"), ("材料里的序号", "its number as the paper writes it"));

static ADD: Verb = Verb {
    name: "add",
    about: ("录入问题，先记为草稿", "Write a finding down, as a draft"),
    fields: &[
        word("statement", ("问题", "TEXT"), ("问题原文", "what is wrong")),
        option("campaign", ("专项", "CAMPAIGN"), ("哪个专项", "the campaign that it belongs to")).required(),
        MANIFESTATION,
        ASPECT,
        SCOPE,
        UNIT,
        NUMBER,
        flag("register", ("同时登记", "register it at once")),
    ],
    examples: &[
        eg(
            ("bihuan finding add 周末闭馆过早 --campaign C1 --unit 读者部 --register", "录入并登记"),
            ("bihuan finding add \"closes early on weekends\" --campaign C1 --unit U3 --register", "and register it"),
        ),
        eg(
            ("bihuan finding add 周末闭馆过早 --campaign C1 --manifestation 3月有4天下午四点就停止入馆", "带具体表现"),
            (
                "bihuan finding add \"closes early\" --campaign C1 --manifestation \"at four on 4 days of March\"",
                "with what illustrates it",
            ),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let campaign = call.id("campaign")?;
        let content = given(call, Content { statement: call.words("statement"), ..Content::default() })?;
        let draft = Do::Draft { campaign, content, sources: Vec::new() };
        let register = call.flag("register");
        call.act(|plan| {
            let id = plan.next()?;
            plan.run(&Command::Finding(id, draft.clone()))?;
            if register { plan.run(&Command::Finding(id, Do::Register {})) } else { Ok(()) }
        })
    },
};

static EDIT: Verb = Verb {
    name: "edit",
    about: (
        "修改问题：只改写出来的；登记以后须写理由",
        "Change a finding; only what is given, with a reason once it is registered",
    ),
    fields: &[
        WHICH,
        option("statement", ("问题", "TEXT"), ("问题原文", "what is wrong")),
        MANIFESTATION,
        ASPECT,
        SCOPE,
        UNIT,
        NUMBER,
        option("reason", ("理由", "WHY"), ("为什么", "why")),
    ],
    examples: &[eg(
        ("bihuan finding edit F12 --aspect 开放服务 --reason 补全", "补上方面"),
        ("bihuan finding edit F12 --aspect \"opening hours\" --reason completed", "its aspect"),
    )],
    kind: Kind::Act,
    run: |call| {
        let id = call.id::<FindingId>("finding")?;
        let mut content = content(call, id)?;
        content.statement = call.text("statement").unwrap_or(content.statement);
        let content = given(call, content)?;
        call.command(Command::Finding(id, Do::Edit { content, reason: call.words("reason") }))
    },
};

static REGISTER: Verb = Verb {
    name: "register",
    about: ("登记：确认是问题", "Confirm that drafts are findings"),
    fields: &[word("findings", ("问题", "FINDING"), ("哪些问题：F1 F2 …", "which findings: F1 F2 …")).many()],
    examples: &[eg(
        ("bihuan finding register F1 F2 F3", "一次登记几个"),
        ("bihuan finding register F1 F2 F3", "several at once"),
    )],
    kind: Kind::Act,
    run: |call| {
        let findings = call.ids::<FindingId, Vec<_>>("findings")?;
        call.act(|plan| findings.iter().try_for_each(|id| plan.run(&Command::Finding(*id, Do::Register {}))))
    },
};

static MERGE: Verb = Verb {
    name: "merge",
    about: (
        "合并到另一个问题，出处、原因、措施都带过去",
        "Let another finding stand for it, with its sources, causes and measures",
    ),
    fields: &[
        WHICH,
        option("into", ("问题", "FINDING"), ("并入哪个问题", "the finding that stands for it")).required(),
        REASON,
    ],
    examples: &[eg(
        ("bihuan finding merge F3 --into F1 --reason 同一问题", "F3 并入 F1"),
        ("bihuan finding merge F3 --into F1 --reason \"the same\"", "F3 into F1"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Merge { into: call.id("into")?, reason: call.words("reason") }),
};

static REJECT: Verb = Verb {
    name: "reject",
    about: ("不予采纳：不是问题", "Say that it is no finding"),
    fields: &[WHICH, REASON],
    examples: &[eg(
        ("bihuan finding reject F4 --reason 与事实不符", "写明理由"),
        ("bihuan finding reject F4 --reason \"not so\"", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Reject { reason: call.words("reason") }),
};

static REPEATS: Verb = Verb {
    name: "repeats",
    about: ("屡查屡犯：与以前专项的哪个问题相同", "Say that it repeats one of an earlier campaign"),
    fields: &[
        WHICH,
        word("earlier", ("以前的问题", "EARLIER"), ("以前专项的问题", "the finding of an earlier campaign")),
    ],
    examples: &[eg(
        ("bihuan finding repeats F40 F12", "F40 与往年的 F12 相同"),
        ("bihuan finding repeats F40 F12", "F40 repeats F12"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::LinkRepeat { earlier: call.id("earlier")? }),
};

fn of(call: &Call<'_>, command: Do) -> Result<Exit, Failure> {
    call.command(Command::Finding(call.id("finding")?, command))
}

fn content(call: &Call<'_>, id: FindingId) -> Result<Content, Failure> {
    let state = call.view()?.finding_state(id)?;
    Ok(state.map(Arc::unwrap_or_clone).map(|state| state.content).unwrap_or_default())
}

/// `content` with what was given in the place of what it said.
fn given(call: &Call<'_>, mut content: Content) -> Result<Content, Failure> {
    let manifestations = call.texts("manifestation");
    if !manifestations.is_empty() {
        content.manifestations = manifestations;
    }
    content.aspect = call.text("aspect").or(content.aspect);
    content.scope = call.choice("scope", &SCOPES).or(content.scope);
    content.unit = call.id_if("unit")?.or(content.unit);
    content.number = call.text("number").or(content.number);
    Ok(content)
}
