//! `bihuan person`: people.

use ledger::{Command, person};

use super::eg;
use crate::screen::{Cell, Table, listed, named};
use crate::verb::{Field, Kind, Noun, Verb, option, word};

/// People.
pub static PERSON: Noun =
    Noun { name: "person", about: ("人员", "People"), verbs: &[&ADD, &RENAME, &JOIN, &LEAVE, &LIST] };

const WHICH: Field = word("person", ("人员", "PERSON"), ("谁：P7，或唯一的姓名", "who: P7, or a unique name"));
const NAME: Field = word("name", ("姓名", "NAME"), ("姓名", "name"));
const UNIT: Field = word("unit", ("单位", "UNIT"), ("哪个单位", "which unit"));

static ADD: Verb = Verb {
    name: "add",
    about: ("录入人员", "Enter a person"),
    fields: &[
        NAME,
        option("unit", ("单位", "UNIT"), ("所在单位，可写多次", "a unit the person belongs to; may be repeated"))
            .many(),
    ],
    examples: &[eg(
        ("bihuan person add 叶知秋 --unit 读者部", "在读者部"),
        ("bihuan person add \"Ann Ye\" --unit Readers", "of one unit"),
    )],
    kind: Kind::Act,
    run: |call| {
        let register = person::Command::Register { name: call.words("name"), units: call.ids("unit")? };
        call.begin(|id| Command::Person(id, register.clone()))
    },
};

static RENAME: Verb = Verb {
    name: "rename",
    about: ("改姓名", "Write a person's name anew"),
    fields: &[WHICH, NAME],
    examples: &[eg(
        ("bihuan person rename P7 叶之秋", "改正错字"),
        ("bihuan person rename P7 \"Anne Ye\"", "a slip mended"),
    )],
    kind: Kind::Act,
    run: |call| {
        let rename = person::Command::Rename { name: call.words("name") };
        call.command(Command::Person(call.id("person")?, rename))
    },
};

static JOIN: Verb = Verb {
    name: "join",
    about: ("加入单位", "Let a person belong to one more unit"),
    fields: &[WHICH, UNIT],
    examples: &[eg(("bihuan person join 叶知秋 技术部", "加入技术部"), ("bihuan person join P7 U4", "one more unit"))],
    kind: Kind::Act,
    run: |call| {
        let join = person::Command::Join { unit: call.id("unit")? };
        call.command(Command::Person(call.id("person")?, join))
    },
};

static LEAVE: Verb = Verb {
    name: "leave",
    about: ("离开单位", "Let a person belong to a unit no more"),
    fields: &[WHICH, UNIT],
    examples: &[eg(
        ("bihuan person leave 叶知秋 读者部", "离开读者部"),
        ("bihuan person leave P7 U3", "one unit less"),
    )],
    kind: Kind::Act,
    run: |call| {
        let leave = person::Command::Leave { unit: call.id("unit")? };
        call.command(Command::Person(call.id("person")?, leave))
    },
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出人员", "List people"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        call.show(&call.view()?.persons()?, |persons, terminal| {
            let heads = ["", terminal.tr("姓名", "name"), terminal.tr("单位", "units"), terminal.tr("岗位", "posts")];
            let mut table = Table::new(heads);
            for person in &persons.rows {
                let units = listed(terminal.lang, &person.units, named);
                let posts = listed(terminal.lang, &person.posts, named);
                table.row([Cell::bold(person.id), person.name.clone().into(), units.into(), posts.into()]);
            }
            table.shown(terminal)
        })
    },
};
