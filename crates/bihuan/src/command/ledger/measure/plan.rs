//! What is promised.

use std::sync::Arc;

use document::Bilingual;
use ledger::measure::{Command as Do, Commitment, Content, Milestone, Plan};
use ledger::{CampaignId, Command, FindingId, MeasureId};

use super::super::eg;
use super::{KINDS, REASON, WHICH, of};
use crate::failure::Failure;
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Verb, flag, option, word};

const KIND: Field = option(
    "kind",
    ("类型", "KIND"),
    ("immediate 立行立改，staged 分阶段，continuous 长期坚持", "immediate, staged, continuous"),
)
.choice(&["immediate", "staged", "continuous"]);
const HEADING: Field = option("heading", ("标题", "TEXT"), ("材料里这一项的标题", "title of its item in the paper"));
const LEAD: Field = option("lead", ("人员", "PERSON"), ("牵头领导、第一责任人", "who leads"));
const OWNER: Field = option("owner", ("人员", "PERSON"), ("直接责任人", "who owns it"));
const POST: Field = option("post", ("岗位", "POST"), ("责任岗位：谁任职谁负责", "the post whose holder owns it"));
const UNIT: Field = option("unit", ("单位", "UNIT"), ("责任单位", "the unit that answers for it"));
const WITH: Field =
    option("with", ("单位", "UNIT"), ("配合单位，可写多次", "a unit that helps; may be repeated")).many();
const FINDINGS: Field = word("findings", ("问题", "FINDING"), ("哪些问题：F1 F2", "which findings: F1 F2")).many();

pub static ADD: Verb = Verb {
    name: "add",
    about: ("提出措施", "Promise a measure"),
    fields: &[
        word("statement", ("措施", "TEXT"), ("做什么", "what will be done")),
        option("for", ("问题", "FINDING"), ("针对哪个问题，可写多次", "a finding it answers; may be repeated")).many(),
        option(
            "campaign",
            ("专项", "CAMPAIGN"),
            ("哪个专项；针对了问题的不必写", "the campaign; not needed where a finding is named"),
        ),
        KIND,
        option("deadline", ("日期", "DAY"), ("整改时限；不写则按模板的缺省", "its deadline; by default the profile's"))
            .day(),
        LEAD,
        OWNER,
        POST,
        UNIT,
        WITH,
        option("item", ("材料", "TEXT"), ("要交的佐证材料，可写多次", "evidence that it will owe; may be repeated"))
            .many(),
        option(
            "milestone",
            ("节点", "MILESTONE"),
            ("节点 \"2026-05-01 排班公布\"，可写多次", "\"2026-05-01 rosters are out\"; may be repeated"),
        )
        .many()
        .dated(),
        HEADING,
    ],
    examples: &[
        eg(
            (
                "bihuan measure add 周末开放到六点 --for F1 --kind staged --owner 叶知秋 --deadline 2026-06-30",
                "责任人、时限",
            ),
            (
                "bihuan measure add \"open till six on weekends\" --for F1 --kind staged --owner P7 --deadline 2026-06-30",
                "owner and deadline",
            ),
        ),
        eg(
            (
                "bihuan measure add 修复借还机 --for F2 --item 验收单 --milestone \"2026-05-01 配件到货\"",
                "佐证清单、节点",
            ),
            (
                "bihuan measure add \"repair it\" --for F2 --item \"test report\" --milestone \"2026-05-01 parts arrived\"",
                "evidence owed, a milestone",
            ),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let findings = call.ids::<FindingId, Vec<_>>("for")?;
        let content = people(call, saying(call, Content { statement: call.words("statement"), ..Content::default() }))?;
        let campaign = campaign(call, &findings)?;
        let milestones = call.dated("milestone").into_iter().map(|(due, text)| milestone(due, text)).collect();
        let plan = Box::new(Plan {
            content,
            deadline: call.day("deadline"),
            deadline_words: None,
            milestones,
            commitments: Vec::new(),
            checklist: call.texts("item"),
        });
        let register = Do::Register { campaign, findings, plan, sources: Vec::new() };
        call.begin(|id| Command::Measure(id, register.clone()))
    },
};

pub static EDIT: Verb = Verb {
    name: "edit",
    about: ("修改措施内容：只改写出来的", "Change what a measure says; only what is given"),
    fields: &[WHICH, REASON, option("statement", ("措施", "TEXT"), ("做什么", "what will be done")), KIND, HEADING],
    examples: &[eg(
        ("bihuan measure edit M1 --kind continuous --reason 需长期坚持", "改类型"),
        ("bihuan measure edit M1 --kind continuous --reason \"never ends\"", "its kind"),
    )],
    kind: Kind::Act,
    run: |call| {
        let id = call.id::<MeasureId>("measure")?;
        let mut content = content(call, id)?;
        content.statement = call.text("statement").unwrap_or(content.statement);
        let content = Box::new(saying(call, content));
        call.command(Command::Measure(id, Do::Edit { content, reason: call.words("reason") }))
    },
};

pub static ASSIGN: Verb = Verb {
    name: "assign",
    about: ("分工：牵头、责任人、责任岗位、责任单位、配合单位", "Say who leads, owns, answers and helps"),
    fields: &[WHICH, REASON, LEAD, OWNER, POST, UNIT, WITH],
    examples: &[eg(
        ("bihuan measure assign M1 --owner 何清越 --unit 技术部 --reason 分工调整", "换责任人和单位"),
        ("bihuan measure assign M1 --owner P8 --unit U4 --reason \"work was divided anew\"", "another owner and unit"),
    )],
    kind: Kind::Act,
    run: |call| {
        let id = call.id::<MeasureId>("measure")?;
        let content = content(call, id)?;
        let content = Box::new(people(call, content)?);
        call.command(Command::Measure(id, Do::Edit { content, reason: call.words("reason") }))
    },
};

pub static TIE: Verb = Verb {
    name: "tie",
    about: ("对应到更多问题", "Let a measure answer more findings"),
    fields: &[WHICH, FINDINGS],
    examples: &[eg(("bihuan measure tie M1 F2 F3", "也针对 F2、F3"), ("bihuan measure tie M1 F2 F3", "F2 and F3 too"))],
    kind: Kind::Act,
    run: |call| {
        let (id, findings) = (call.id::<MeasureId>("measure")?, call.ids::<FindingId, Vec<_>>("findings")?);
        call.act(|plan| findings.iter().try_for_each(|f| plan.run(&Command::Measure(id, Do::Tie { finding: *f }))))
    },
};

pub static UNTIE: Verb = Verb {
    name: "untie",
    about: ("不再对应", "Let a measure answer findings no more"),
    fields: &[WHICH, FINDINGS, REASON],
    examples: &[eg(
        ("bihuan measure untie M1 F3 --reason 另有措施", "写明理由"),
        ("bihuan measure untie M1 F3 --reason \"M4 does\"", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| {
        let (id, findings) = (call.id::<MeasureId>("measure")?, call.ids::<FindingId, Vec<_>>("findings")?);
        let reason = call.words("reason");
        let untie = |finding: &FindingId| Command::Measure(id, Do::Untie { finding: *finding, reason: reason.clone() });
        call.act(|plan| findings.iter().try_for_each(|finding| plan.run(&untie(finding))))
    },
};

pub static MILESTONE: Verb = Verb {
    name: "milestone",
    about: ("增加节点", "Promise one more milestone"),
    fields: &[
        WHICH,
        word("text", ("节点", "TEXT"), ("到时候要达到什么", "what is to be reached")),
        option("due", ("日期", "DAY"), ("哪天之前", "by when")).day().required(),
    ],
    examples: &[eg(
        ("bihuan measure milestone M1 排班公布 --due 2026-05-01", "5 月 1 日前"),
        ("bihuan measure milestone M1 \"rosters are out\" --due 2026-05-01", "by a day"),
    )],
    kind: Kind::Act,
    run: |call| {
        // The command line wants the day.
        let due = call.day("due").unwrap_or_default();
        of(call, Do::AddMilestone { milestone: milestone(due, call.words("text")) })
    },
};

pub static COMMIT: Verb = Verb {
    name: "commit",
    about: ("增加承诺：做多少、多久一次，按期兑现", "Promise something countable, once or at a rhythm"),
    fields: &[
        WHICH,
        word("text", ("承诺", "TEXT"), ("承诺的原话", "the promise in words")),
        option(
            "every",
            ("周期", "RHYTHM"),
            (
                "day week month quarter half-year year，或 FREQ=MONTHLY;INTERVAL=2；不写则一次",
                "day, week, month, quarter, half-year, year, or FREQ=MONTHLY;INTERVAL=2; by default once",
            ),
        )
        .rhythm(),
        option("quantity", ("数量", "QUANTITY"), ("每次多少；不写则 1", "how many a time; by default 1")).quantity(),
        option("of", ("单位", "WHAT"), ("数的是什么：次、家", "of what")),
        flag("at-most", ("数量是上限，不是下限", "the quantity is the most, not the least")),
        option("from", ("日期", "DAY"), ("从哪天起；不写则今天", "the first day; by default today")).day(),
        option(
            "until",
            ("日期", "DAY"),
            ("到哪天止；不写则措施在就要兑现", "the last day; by default as long as the measure runs"),
        )
        .day(),
    ],
    examples: &[
        eg(
            ("bihuan measure commit M2 每月检修1次 --every month --quantity 1 --of 次", "每月一次"),
            ("bihuan measure commit M2 \"serviced once a month\" --every month --quantity 1 --of time", "once a month"),
        ),
        eg(
            ("bihuan measure commit M3 每月会议不超过2次 --every month --quantity 2 --of 次 --at-most", "上限"),
            (
                "bihuan measure commit M3 \"no more than 2 meetings a month\" --every month --quantity 2 --at-most",
                "a cap",
            ),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let from = call.day("from").map_or_else(|| call.today(), Ok)?;
        let commitment = Commitment {
            text: call.words("text"),
            rhythm: call.rhythm("every"),
            quantity: call.quantity("quantity"),
            unit: call.text("of"),
            at_most: call.flag("at-most"),
            from,
            until: call.day("until"),
        };
        of(call, Do::AddCommitment { commitment })
    },
};

pub static OWE: Verb = Verb {
    name: "owe",
    about: ("佐证清单增加一项；只增不减", "Owe one more item of evidence; none is ever taken away"),
    fields: &[WHICH, word("item", ("材料", "TEXT"), ("要交的佐证材料", "the evidence that is owed"))],
    examples: &[eg(
        ("bihuan measure owe M1 新排班表", "多交一项"),
        ("bihuan measure owe M1 \"the new roster\"", "one more"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::AddChecklistItem { item: call.words("item") }),
};

fn milestone(due: jiff::civil::Date, text: String) -> Milestone {
    Milestone { text, due, reached: None, dropped: false }
}

/// The campaign of the first finding, unless one is named.
fn campaign(call: &Call<'_>, findings: &[FindingId]) -> Result<CampaignId, Failure> {
    if let Some(named) = call.id_if("campaign")? {
        return Ok(named);
    }
    let Some(first) = findings.first() else {
        return Err(Failure::told(
            Bilingual::fixed("没有写针对哪个问题，也没有写属于哪个专项", "neither a finding nor a campaign is named"),
            Bilingual::fixed("加上 --for F1，或 --campaign C1", "add --for F1, or --campaign C1"),
        ));
    };
    Ok(call.view()?.finding_state(*first)?.map(|finding| finding.campaign).unwrap_or_default())
}

fn content(call: &Call<'_>, id: MeasureId) -> Result<Content, Failure> {
    let state = call.view()?.measure_state(id)?;
    Ok(state.map(Arc::unwrap_or_clone).map(|state| state.content).unwrap_or_default())
}

/// `content` with the words that were given.
fn saying(call: &Call<'_>, mut content: Content) -> Content {
    content.kind = call.choice("kind", &KINDS).or(content.kind);
    content.heading = call.text("heading").or(content.heading);
    content
}

/// `content` with the people and units that were given.
fn people(call: &Call<'_>, mut content: Content) -> Result<Content, Failure> {
    content.lead = call.id_if("lead")?.or(content.lead);
    content.owner = call.id_if("owner")?.or(content.owner);
    content.owner_post = call.id_if("post")?.or(content.owner_post);
    content.unit = call.id_if("unit")?.or(content.unit);
    let cooperating = call.ids::<_, Vec<_>>("with")?;
    if !cooperating.is_empty() {
        content.cooperating = cooperating;
    }
    Ok(content)
}
