//! Deadlines, which move only by an extension.

use ledger::measure::Command as Do;

use super::super::eg;
use super::{NOTE, REASON, WHICH, of};
use crate::verb::{Kind, Verb, option, word};

pub static DEADLINE: Verb = Verb {
    name: "deadline",
    about: (
        "定时限：还没有的；有了只能延期",
        "Give a deadline where there is none; after that it moves by an extension",
    ),
    fields: &[
        WHICH,
        word("day", ("日期", "DAY"), ("整改时限", "the deadline")).day(),
        option("words", ("原话", "TEXT"), ("材料里的原话，如“6月底前”", "its words as the paper writes them")),
    ],
    examples: &[eg(
        ("bihuan measure deadline M1 2026-06-30 --words 6月底前", "带原话"),
        ("bihuan measure deadline M1 2026-06-30", "a day"),
    )],
    kind: Kind::Act,
    run: |call| {
        // The command line wants the day.
        of(call, Do::SetDeadline { deadline: call.day("day").unwrap_or_default(), words: call.text("words") })
    },
};

pub static EXTEND: Verb = Verb {
    name: "extend",
    about: ("申请延期：要有理由，要在期限前申请", "Ask for a later deadline, in time and with a reason"),
    fields: &[WHICH, option("to", ("日期", "DAY"), ("延到哪天", "the day asked for")).day().required(), REASON],
    examples: &[eg(
        ("bihuan measure extend M1 --to 2026-07-31 --reason 配件断货 --as 叶知秋", "由责任人申请"),
        ("bihuan measure extend M1 --to 2026-07-31 --reason \"parts are out of stock\" --as P7", "by its owner"),
    )],
    kind: Kind::Act,
    run: |call| {
        // The command line wants the day.
        of(call, Do::RequestExtension { to: call.day("to").unwrap_or_default(), reason: call.words("reason") })
    },
};

pub static GRANT: Verb = Verb {
    name: "grant",
    about: ("批准延期：逐级，最后一级批准后时限才动", "Approve an extension; the last level moves the deadline"),
    fields: &[
        WHICH,
        option("level", ("层级", "LEVEL"), ("哪一级；不写则为下一级", "which level; by default the next")),
        NOTE,
    ],
    examples: &[eg(
        ("bihuan measure grant M1 --as 沈砚", "由别人批准"),
        ("bihuan measure grant M1 --as P9", "by somebody else"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::ApproveExtension { level: call.text("level"), note: call.words("note") }),
};

pub static REFUSE: Verb = Verb {
    name: "refuse",
    about: ("不准延期", "Refuse an extension"),
    fields: &[WHICH, REASON],
    examples: &[eg(
        ("bihuan measure refuse M1 --reason 可调用库存 --as 沈砚", "写明理由"),
        ("bihuan measure refuse M1 --reason \"there is stock\" --as P9", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| of(call, Do::RefuseExtension { reason: call.words("reason") }),
};
