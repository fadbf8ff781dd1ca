//! `bihuan holidays`: working days, by tables that can be replaced.

use ledger::{Command, holidays};

use super::eg;
use crate::failure::{Failure, lines, mend};
use crate::input;
use crate::screen::{Page, listed};
use crate::verb::{Kind, Noun, Verb, word};

/// Holiday tables.
pub static HOLIDAYS: Noun = Noun {
    name: "holidays",
    about: ("节假日与调休：工作日按它算，可以更换", "Holiday tables, by which working days are counted"),
    verbs: &[&SHOW, &REPLACE],
};

static SHOW: Verb = Verb {
    name: "show",
    about: ("看一年的节假日表", "Show the table of a year"),
    fields: &[word("year", ("年", "YEAR"), ("哪一年；不写则今年", "which year; by default this one"))
        .number()
        .optional()],
    examples: &[eg(("bihuan holidays show 2026", "2026 年的"), ("bihuan holidays show 2026", "that of 2026"))],
    kind: Kind::Show,
    run: |call| {
        let asked = call.number("year").and_then(|year| i16::try_from(year).ok());
        let year = asked.map_or_else(|| call.today().map(|day| day.year()), Ok)?;
        let calendar = call.view()?.calendar()?;
        let table = calendar.year(year);
        call.show(&table, |table, terminal| {
            let mut page = Page::new(terminal);
            let Some(table) = table else {
                page.line(&format!(
                    "{year}{}",
                    terminal.tr(
                        " 年没有节假日表，只按周末算；用 bihuan holidays replace 给一份。",
                        " has no table: only weekends are off; give one with bihuan holidays replace."
                    )
                ));
                return page.finish();
            };
            let days = |days: &std::collections::BTreeSet<jiff::civil::Date>| {
                listed(terminal.lang, days, |day| day.strftime("%m-%d").to_string())
            };
            page.bold(&table.year.to_string());
            page.fact(terminal.tr("放假", "off"), &days(&table.off));
            page.fact(terminal.tr("调休上班", "worked"), &days(&table.on));
            page.fact(terminal.tr("出处", "source"), &table.source);
            page.finish()
        })
    },
};

static REPLACE: Verb = Verb {
    name: "replace",
    about: ("更换节假日表", "Replace tables by those of a file"),
    fields: &[word(
        "file",
        ("文件", "FILE"),
        (
            "文本：年 source 通知，年 off 10-01..10-07，年 on 10-10",
            "text: YEAR source NOTICE, YEAR off 10-01..10-07, YEAR on 10-10",
        ),
    )
    .path()],
    examples: &[eg(
        ("bihuan holidays replace 2027.txt", "新一年的通知出来以后"),
        ("bihuan holidays replace 2027.txt", "when the notice of a new year is out"),
    )],
    kind: Kind::Act,
    run: |call| {
        let Some(path) = call.path("file") else { return Err(Failure::Closed) };
        let years = app::years(&input::text(path)?);
        let years = years.map_err(|faults| Failure::told_of(path, lines(&faults), mend()))?;
        call.act(|plan| {
            years.iter().try_for_each(|table| {
                plan.run(&Command::Calendar(holidays::Command::ReplaceYear { table: table.clone() }))
            })
        })
    },
};
