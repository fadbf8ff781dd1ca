//! `bihuan unit`: the organisation tree.

use ledger::{Command, unit};

use super::eg;
use crate::screen::{Cell, Table};
use crate::verb::{Field, Kind, Noun, Verb, flag, option, word};

/// Units.
pub static UNIT: Noun = Noun {
    name: "unit",
    about: ("单位、党组织：一棵树", "Units of the organisation, a tree"),
    verbs: &[&ADD, &RENAME, &MOVE, &DISSOLVE, &LIST],
};

const WHICH: Field = word("unit", ("单位", "UNIT"), ("哪个单位：U3，或唯一的名称", "which unit: U3, or a unique name"));
const NAME: Field = word("name", ("全称", "NAME"), ("全称", "full name"));
const SHORT: Field = option("short", ("简称", "SHORT"), ("简称，台账里显示", "short name, as ledgers show it"));
const UNDER: Field =
    option("under", ("单位", "UNIT"), ("属于哪个单位；不写则在顶层", "the unit above it; by default none"));

static ADD: Verb = Verb {
    name: "add",
    about: ("设立单位", "Enter a unit"),
    fields: &[NAME, SHORT, UNDER],
    examples: &[
        eg(("bihuan unit add 石榴湾图书馆", "在顶层设立"), ("bihuan unit add \"Shiliuwan Library\"", "one at the top")),
        eg(
            ("bihuan unit add 读者部 --under 石榴湾图书馆", "设在它下面"),
            ("bihuan unit add Readers --under U1", "one below it"),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let (name, short, parent) = (call.words("name"), call.text("short"), call.id_if("under")?);
        let register = unit::Command::Register { name, short, parent };
        call.begin(|id| Command::Unit(id, register.clone()))
    },
};

static RENAME: Verb = Verb {
    name: "rename",
    about: ("改名", "Name a unit anew"),
    fields: &[WHICH, NAME, SHORT],
    examples: &[eg(
        ("bihuan unit rename U3 读者服务部 --short 读者部", "全称和简称"),
        ("bihuan unit rename U3 \"Readers' Services\"", "its full name"),
    )],
    kind: Kind::Act,
    run: |call| {
        let rename = unit::Command::Rename { name: call.words("name"), short: call.text("short") };
        call.command(Command::Unit(call.id("unit")?, rename))
    },
};

static MOVE: Verb = Verb {
    name: "move",
    about: ("调整隶属", "Put a unit below another, or at the top"),
    fields: &[WHICH, UNDER],
    examples: &[eg(("bihuan unit move U3 --under U1", "改属 U1"), ("bihuan unit move U3 --under U1", "below U1"))],
    kind: Kind::Act,
    run: |call| {
        let parent = call.id_if("under")?;
        call.command(Command::Unit(call.id("unit")?, unit::Command::Move { parent }))
    },
};

static DISSOLVE: Verb = Verb {
    name: "dissolve",
    about: ("撤销单位", "End a unit"),
    fields: &[
        WHICH,
        option("reason", ("理由", "WHY"), ("为什么", "why")).required(),
        option(
            "successor",
            ("单位", "UNIT"),
            (
                "由哪个单位承接，未完成的措施转给它；有未完成的必须写",
                "the unit that takes over, open measures too; wanted where there are any",
            ),
        ),
    ],
    examples: &[eg(
        ("bihuan unit dissolve U4 --reason 机构合并 --successor U3", "由 U3 承接"),
        ("bihuan unit dissolve U4 --reason merged --successor U3", "U3 takes over"),
    )],
    kind: Kind::Act,
    run: |call| {
        let (id, successor) = (call.id("unit")?, call.id_if("successor")?);
        let open = call.view()?.open_measures_of(id)?;
        let dissolve = unit::Command::Dissolve { successor, open, reason: call.words("reason") };
        call.command(Command::Unit(id, dissolve))
    },
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出单位", "List the units"),
    fields: &[flag("all", ("连同已撤销的", "those dissolved too"))],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        let mut units = call.view()?.units()?;
        if !call.flag("all") {
            units.rows.retain(|unit| unit.dissolved.is_none());
            units.total = units.rows.len() as u64;
        }
        call.show(&units, |units, terminal| {
            let mut table = Table::new(["", terminal.tr("单位", "unit"), terminal.tr("简称", "short name"), ""]);
            for unit in &units.rows {
                let name = format!("{}{}", "  ".repeat(unit.depth), unit.name);
                let ended = unit
                    .dissolved
                    .as_ref()
                    .map(|said| format!("{}：{}", terminal.tr("已撤销", "dissolved"), said.words));
                let short = unit.short.clone().unwrap_or_default();
                table.row([Cell::bold(unit.id), name.into(), short.into(), Cell::quiet(ended.unwrap_or_default())]);
            }
            table.shown(terminal)
        })
    },
};
