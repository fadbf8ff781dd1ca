//! `bihuan post`: posts, held by one person at a time.

use ledger::{Command, post};

use super::eg;
use crate::screen::{Cell, Table, named, say};
use crate::verb::{Field, Kind, Noun, Verb, flag, option, word};

/// Posts.
pub static POST: Noun = Noun {
    name: "post",
    about: ("岗位：措施可以落到岗位，谁任职谁负责", "Posts: a measure may belong to a post, whoever holds it answers"),
    verbs: &[&ADD, &FILL, &VACATE, &ABOLISH, &LIST],
};

const WHICH: Field =
    word("post", ("岗位", "POST"), ("哪个岗位：J2，或唯一的名称", "which post: J2, or a unique title"));
const REASON: Field = option("reason", ("理由", "WHY"), ("为什么", "why")).required();

static ADD: Verb = Verb {
    name: "add",
    about: ("设立岗位", "Make a post"),
    fields: &[
        word("title", ("名称", "TITLE"), ("岗位名称", "what it is called")),
        option("unit", ("单位", "UNIT"), ("所在单位", "the unit it belongs to")).required(),
    ],
    examples: &[eg(
        ("bihuan post add 读者部主任 --unit 读者部", "在读者部"),
        ("bihuan post add \"Head of Readers\" --unit U3", "at a unit"),
    )],
    kind: Kind::Act,
    run: |call| {
        let create = post::Command::Create { unit: call.id("unit")?, title: call.words("title") };
        call.begin(|id| Command::Post(id, create.clone()))
    },
};

static FILL: Verb = Verb {
    name: "fill",
    about: (
        "任职：空缺的岗位；有人在任的，用 hand-over",
        "Fill a vacant post; one that is held changes hands by hand-over",
    ),
    fields: &[
        WHICH,
        word("person", ("人员", "PERSON"), ("由谁担任", "who holds it")),
        option("from", ("日期", "DAY"), ("自哪天起；不写则今天", "the first day; by default today")).day(),
    ],
    examples: &[eg(
        ("bihuan post fill 读者部主任 叶知秋", "今天起"),
        ("bihuan post fill J2 P7 --from 2026-03-01", "from a day on"),
    )],
    kind: Kind::Act,
    run: |call| {
        let from = call.day("from").map_or_else(|| call.today(), Ok)?;
        let fill = post::Command::Fill { person: call.id("person")?, from };
        call.command(Command::Post(call.id("post")?, fill))
    },
};

static VACATE: Verb = Verb {
    name: "vacate",
    about: ("免职：岗位空缺，未完事项等人接手", "Let nobody hold a post; its open items wait for a hand-over"),
    fields: &[
        WHICH,
        REASON,
        option("until", ("日期", "DAY"), ("任到哪天；不写则今天", "the last day; by default today")).day(),
    ],
    examples: &[eg(
        ("bihuan post vacate 读者部主任 --reason 退休", "今天起空缺"),
        ("bihuan post vacate J2 --reason retired", "vacant from today"),
    )],
    kind: Kind::Act,
    run: |call| {
        let until = call.day("until").map_or_else(|| call.today(), Ok)?;
        let vacate = post::Command::Vacate { until, reason: call.words("reason") };
        call.command(Command::Post(call.id("post")?, vacate))
    },
};

static ABOLISH: Verb = Verb {
    name: "abolish",
    about: ("撤销岗位", "End a post"),
    fields: &[WHICH, REASON],
    examples: &[eg(
        ("bihuan post abolish J2 --reason 机构合并", "写明理由"),
        ("bihuan post abolish J2 --reason merged", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| {
        let abolish = post::Command::Abolish { reason: call.words("reason") };
        call.command(Command::Post(call.id("post")?, abolish))
    },
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出岗位", "List the posts"),
    fields: &[flag("all", ("连同已撤销的", "those abolished too"))],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        let mut posts = call.view()?.posts()?;
        if !call.flag("all") {
            posts.rows.retain(|post| post.abolished.is_none());
            posts.total = posts.rows.len() as u64;
        }
        call.show(&posts, |posts, terminal| {
            let heads = ["", terminal.tr("岗位", "post"), terminal.tr("单位", "unit"), terminal.tr("任职", "holder")];
            let mut table = Table::new(heads);
            for post in &posts.rows {
                let holder = post.state();
                table.row([
                    Cell::bold(post.id),
                    post.title.clone().into(),
                    named(&post.unit).into(),
                    say(terminal.lang, &holder).into(),
                ]);
            }
            table.shown(terminal)
        })
    },
};
