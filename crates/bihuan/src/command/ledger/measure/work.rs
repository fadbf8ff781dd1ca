//! How it goes, until it is done.

use ledger::measure::Command as Do;

use super::super::eg;
use super::{NOTE, REASON, WHICH, of};
use crate::verb::{Field, Kind, Verb, option, word};

const EVIDENCE: Field = word(
    "evidence",
    ("佐证", "EVIDENCE"),
    ("哪份佐证：E9，或唯一的文件名", "which evidence: E9, or a unique file name"),
);

pub static REACH: Verb = Verb {
    name: "reach",
    about: ("节点完成", "Say that a milestone is reached"),
    fields: &[
        WHICH,
        word("milestone", ("节点", "NUMBER"), ("第几个节点", "its number")).number(),
        option("on", ("日期", "DAY"), ("哪天完成；不写则今天", "on which day; by default today")).day(),
    ],
    examples: &[eg(
        ("bihuan measure reach M1 1", "第 1 个节点今天完成"),
        ("bihuan measure reach M1 1", "the first, today"),
    )],
    kind: Kind::Act,
    run: |call| {
        let on = call.day("on").map_or_else(|| call.today(), Ok)?;
        of(call, Do::Reach { milestone: call.number("milestone").unwrap_or_default(), on })
    },
};

pub static CHECK_IN: Verb = Verb {
    name: "check-in",
    about: ("兑现承诺", "Say that a promised thing was done"),
    fields: &[
        WHICH,
        word("commitment", ("承诺", "NUMBER"), ("第几个承诺", "the commitment's number")).number(),
        option("quantity", ("数量", "QUANTITY"), ("做了多少；不写则 1", "how many; by default 1")).quantity(),
        option("on", ("日期", "DAY"), ("哪天做的；不写则今天", "on which day; by default today")).day(),
        option(
            "due",
            ("日期", "DAY"),
            ("补报哪一期：这一期的最后一天", "the period that it makes good, by its last day"),
        )
        .day(),
        NOTE,
        option("evidence", ("佐证", "EVIDENCE"), ("佐证 E9，可写多次", "evidence E9; may be repeated")).many(),
    ],
    examples: &[
        eg(("bihuan measure check-in M2 1", "本期兑现一次"), ("bihuan measure check-in M2 1", "once for this period")),
        eg(
            ("bihuan measure check-in M2 1 --due 2026-04-30 --note 补报", "补报四月的"),
            ("bihuan measure check-in M2 1 --due 2026-04-30 --note \"made good\"", "that of April, made good"),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let on = call.day("on").map_or_else(|| call.today(), Ok)?;
        let check_in = Do::CheckIn {
            commitment: call.number("commitment").unwrap_or_default(),
            on,
            due: call.day("due"),
            quantity: call.quantity("quantity"),
            note: call.words("note"),
            evidence: call.ids("evidence")?,
        };
        of(call, check_in)
    },
};

pub static PROGRESS: Verb = Verb {
    name: "progress",
    about: ("报进展；与以往雷同的会看出来", "Tell how it goes; the same words as before are noticed"),
    fields: &[WHICH, word("words", ("进展", "TEXT"), ("进展情况", "how it goes"))],
    examples: &[eg(
        ("bihuan measure progress M1 新排班已征求意见", "写事实"),
        ("bihuan measure progress M1 \"staff were asked about the roster\"", "a fact"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Progress { words: call.words("words") }),
};

pub static ATTACH: Verb = Verb {
    name: "attach",
    about: ("把已存的佐证用于这条措施", "Show stored evidence for a measure"),
    fields: &[
        WHICH,
        EVIDENCE,
        option("item", ("项", "NUMBER"), ("佐证清单第几项", "the checklist item that it meets")).number(),
    ],
    examples: &[eg(
        ("bihuan measure attach M1 E9 --item 2", "用作清单第 2 项"),
        ("bihuan measure attach M1 E9 --item 2", "for the second item"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Attach { evidence: call.id("evidence")?, item: call.number("item") }),
};

pub static DETACH: Verb = Verb {
    name: "detach",
    about: ("撤下佐证", "Take evidence back from a measure"),
    fields: &[WHICH, EVIDENCE, REASON],
    examples: &[eg(
        ("bihuan measure detach M1 E9 --reason 传错文件", "写明理由"),
        ("bihuan measure detach M1 E9 --reason \"the wrong file\"", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Detach { evidence: call.id("evidence")?, reason: call.words("reason") }),
};

pub static DONE: Verb = Verb {
    name: "done",
    about: ("完成措施", "Say that a measure is done"),
    fields: &[WHICH, NOTE],
    examples: &[eg(
        ("bihuan measure done M1 --note 4月起执行新排班", "说明做了什么"),
        ("bihuan measure done M1 --note \"the new roster holds since April\"", "with what was done"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Complete { note: call.words("note") }),
};

pub static REOPEN: Verb = Verb {
    name: "reopen",
    about: ("重新开展", "Open a measure again"),
    fields: &[WHICH, REASON],
    examples: &[eg(
        ("bihuan measure reopen M1 --reason 反弹", "写明理由"),
        ("bihuan measure reopen M1 --reason rebounded", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::Reopen { reason: call.words("reason") }),
};

pub static DROP: Verb = Verb {
    name: "drop",
    about: ("取消措施，或只取消一个节点、终止一个承诺", "Give up a measure, or one milestone, or end one commitment"),
    fields: &[
        WHICH,
        REASON,
        option("milestone", ("节点", "NUMBER"), ("只取消第几个节点", "only this milestone")).number(),
        option("commitment", ("承诺", "NUMBER"), ("只终止第几个承诺", "only this commitment")).number(),
        option("until", ("日期", "DAY"), ("承诺到哪天止；不写则今天", "the commitment's last day; by default today"))
            .day(),
    ],
    examples: &[
        eg(
            ("bihuan measure drop M5 --reason 已由 M6 代替", "取消措施"),
            ("bihuan measure drop M5 --reason \"M6 replaces it\"", "the measure"),
        ),
        eg(
            ("bihuan measure drop M2 --commitment 1 --reason 设备已更新", "终止承诺 1"),
            ("bihuan measure drop M2 --commitment 1 --reason \"new machines\"", "its commitment 1"),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let reason = call.words("reason");
        let until = call.day("until").map_or_else(|| call.today(), Ok)?;
        match (call.number("milestone"), call.number("commitment")) {
            (Some(milestone), _) => of(call, Do::DropMilestone { milestone, reason }),
            (None, Some(commitment)) => of(call, Do::EndCommitment { commitment, until, reason }),
            (None, None) => of(call, Do::Drop { reason }),
        }
    },
};
