//! The turns of a finding's life: `submit`, `verify-finding`, `return`, `approve`, `close`, `look-back`.

use app::view::words;
use ledger::finding::Command as Do;
use ledger::profile::{Grade, Step};
use ledger::{Command, FindingId};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Verb, flag, option, word};

const WHICH: Field = word("finding", ("问题", "FINDING"), ("哪个问题：F12", "which finding: F12"));
const NOTE: Field = option("note", ("说明", "TEXT"), ("说明", "a remark"));

/// What `verify-finding --grade` takes.
const GRADES: [(&str, Grade); 5] = [
    ("done", Grade::Done),
    ("mostly-done", Grade::MostlyDone),
    ("partly", Grade::Partly),
    ("not-done", Grade::NotDone),
    ("impossible", Grade::Impossible),
];

fn of(call: &Call<'_>, command: Do) -> Result<Exit, Failure> {
    call.command(Command::Finding(call.id("finding")?, command))
}

/// Says that a finding is rectified.
pub static SUBMIT: Verb = Verb {
    name: "submit",
    about: ("提交验收：整改已到位", "Say that a finding is rectified, for somebody to verify"),
    fields: &[WHICH, NOTE],
    examples: &[eg(("bihuan submit F12 --as 叶知秋", "由责任人提交"), ("bihuan submit F12 --as P7", "by its owner"))],
    kind: Kind::Act,
    run: |call| of(call, Do::Submit { note: call.words("note") }),
};

/// Judges the evidence.
pub static VERIFY: Verb = Verb {
    name: "verify-finding",
    about: ("验收：由与措施无关的人认定结果", "Judge the evidence; by somebody who answers for none of the measures"),
    fields: &[
        WHICH,
        option(
            "grade",
            ("结果", "GRADE"),
            (
                "done 已整改，mostly-done 基本完成，partly 部分整改，not-done 未整改，impossible 无法整改",
                "done, mostly-done, partly, not-done, impossible",
            ),
        )
        .choice(&["done", "mostly-done", "partly", "not-done", "impossible"])
        .required(),
        option(
            "note",
            ("意见", "TEXT"),
            ("验收意见；结果不能销号时必须写", "what was found; wanted where it goes back"),
        ),
    ],
    examples: &[
        eg(
            ("bihuan verify-finding F12 --grade done --as 何清越", "认定已整改"),
            ("bihuan verify-finding F12 --grade done --as P8", "it is done"),
        ),
        eg(
            ("bihuan verify-finding F12 --grade partly --note 周日仍提前闭馆 --as 何清越", "退回继续整改"),
            ("bihuan verify-finding F12 --grade partly --note \"not on Sundays\" --as P8", "it goes back"),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        // The command line takes no other word.
        let grade = call.choice("grade", &GRADES).unwrap_or(Grade::NotDone);
        of(call, Do::Verify { grade, note: call.words("note") })
    },
};

/// Sends a finding back.
pub static RETURN: Verb = Verb {
    name: "return",
    about: ("退回：提交的退回整改，方案退回修改", "Send back: a submission to work, a plan to planning"),
    fields: &[WHICH, option("reason", ("理由", "WHY"), ("为什么", "why")).required()],
    examples: &[eg(
        ("bihuan return F12 --reason 佐证与问题无关 --as 何清越", "写明理由"),
        ("bihuan return F12 --reason \"evidence of something else\" --as P8", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Return { reason: call.words("reason") }),
};

/// Approves a plan or a closing.
pub static APPROVE: Verb = Verb {
    name: "approve",
    about: (
        "批准销号，或整改方案：逐级，谁也不批自己的",
        "Approve the closing, or the plan: level by level, nobody their own",
    ),
    fields: &[
        WHICH,
        flag("plan", ("批准整改方案，不是销号", "approve the plan instead of the closing")),
        option("level", ("层级", "LEVEL"), ("哪一级；不写则为下一级", "which level; by default the next")),
        NOTE,
    ],
    examples: &[
        eg(("bihuan approve F12 --plan --as 沈砚", "批准整改方案"), ("bihuan approve F12 --plan --as P9", "its plan")),
        eg(("bihuan approve F12 --as 沈砚", "批准销号"), ("bihuan approve F12 --as P9", "its closing")),
    ],
    kind: Kind::Act,
    run: |call| {
        let step = if call.flag("plan") { Step::Plan } else { Step::Closing };
        of(call, Do::Approve { step, level: call.text("level"), note: call.words("note") })
    },
};

/// Strikes a finding off.
pub static CLOSE: Verb = Verb {
    name: "close",
    about: (
        "销号：措施、佐证、验收、审批缺一不可，缺什么全列出来",
        "Strike a finding off; all that lacks is told at once",
    ),
    fields: &[WHICH, option("summary", ("成效", "TEXT"), ("整改成效", "what was achieved")).required()],
    examples: &[eg(
        ("bihuan close F12 --summary 周末开放到六点，投诉归零 --as 沈砚", "写明成效"),
        ("bihuan close F12 --summary \"open till six on weekends\" --as P9", "with what was achieved"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Close { summary: call.words("summary") }),
};

/// Looks again.
pub static LOOK_BACK: Verb = Verb {
    name: "look-back",
    about: (
        "回头看：巩固，反弹（重新整改），或变异（另立问题）",
        "Look again after the closing: it held, rebounded, or took another form",
    ),
    fields: &[
        WHICH,
        option("result", ("结果", "RESULT"), ("held 巩固，rebounded 反弹，changed 变异", "held, rebounded, changed"))
            .choice(&["held", "rebounded", "changed"])
            .required(),
        option(
            "note",
            ("情况", "TEXT"),
            ("看到的情况；没有巩固时必须写", "what was found; wanted where it did not hold"),
        ),
        option("on", ("日期", "DAY"), ("哪天看的；不写则今天", "the day it was done; by default today")).day(),
        option(
            "due",
            ("日期", "DAY"),
            ("答复哪一次安排；不写则最早到期的", "which scheduled day it answers; by default the earliest"),
        )
        .day(),
        option("evidence", ("佐证", "EVIDENCE"), ("佐证 E9，可写多次", "evidence E9; may be repeated")).many(),
        option("follow-up", ("问题", "FINDING"), ("变异后另立的问题", "the finding that holds the new form")),
    ],
    examples: &[
        eg(
            ("bihuan look-back F12 --result held --as 何清越", "巩固了"),
            ("bihuan look-back F12 --result held --as P8", "it held"),
        ),
        eg(
            ("bihuan look-back F12 --result rebounded --note 又提前闭馆 --as 何清越", "反弹，自动重新打开"),
            ("bihuan look-back F12 --result rebounded --note \"closed early again\" --as P8", "it is open again"),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let on = call.day("on").map_or_else(|| call.today(), Ok)?;
        // The command line takes no other word.
        let result = call.choice("result", &words::LOOK_BACKS).unwrap_or(ledger::finding::LookBackResult::Rebounded);
        let (due, note, evidence) = (call.day("due"), call.words("note"), call.ids("evidence")?);
        let follow_up = call.id_if::<FindingId>("follow-up")?;
        of(call, Do::LookBack { due, on, result, note, evidence, follow_up })
    },
};
