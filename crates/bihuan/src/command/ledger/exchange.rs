//! `bihuan ledger`: the ledger as a workbook, out and back.

use std::path::Path;

use app::exchange::{Outcome, Terms};
use app::store::FindingQuery;
use document::Limits;
use report::exchange::{Reading, read};

use super::eg;
use super::import::{confirmed, items};
use crate::failure::{Exit, Failure};
use crate::input;
use crate::output::save;
use crate::screen::{Page, say};
use crate::terminal::{Terminal, clean};
use crate::verb::call::Call;
use crate::verb::{Kind, Noun, Verb, option};

/// The ledger as a workbook.
pub static LEDGER: Noun = Noun {
    name: "ledger",
    about: ("台账导出成 Excel，改过再用 import 收回来", "The ledger as a workbook; import takes it back"),
    verbs: &[&EXPORT],
};

static EXPORT: Verb = Verb {
    name: "export",
    about: ("导出整改台账", "Write the ledger as a workbook"),
    fields: &[
        option("xlsx", ("台账.xlsx", "OUT.xlsx"), ("写成这个文件", "write this file")).path().required(),
        option("campaign", ("专项", "CAMPAIGN"), ("只要这个专项", "only this campaign")),
        option("unit", ("单位", "UNIT"), ("只要这个单位及其下级", "only this unit and those below it")),
    ],
    examples: &[
        eg(
            ("bihuan ledger export --xlsx 台账.xlsx", "导出全部"),
            ("bihuan ledger export --xlsx ledger.xlsx", "all of it"),
        ),
        eg(("bihuan import 台账.xlsx", "改过以后收回来"), ("bihuan import ledger.xlsx", "take it back after editing")),
    ],
    kind: Kind::Show,
    run: |call| {
        let (campaign, unit) = (call.id_if("campaign")?, call.id_if("unit")?);
        let view = call.view()?;
        let query = FindingQuery { campaign, unit, ..FindingQuery::all(view.today) };
        let bytes = view.workbook(&query, call.terminal.lang)?;
        let Some(path) = call.path("xlsx") else { return Ok(Exit::Well) };
        save(path, &bytes)?;
        call.show(&serde_json::json!({ "file": path.display().to_string() }), |_, terminal| {
            format!("{}{}\n", terminal.tr("写成：", "written: "), clean(&path.display().to_string()))
        })
    },
};

/// The workbook, where it is one that went out of a ledger.
pub(super) fn recognise(call: &Call<'_>, path: &Path, bytes: &[u8]) -> Result<Option<Reading>, Failure> {
    if !bytes.starts_with(b"PK") {
        return Ok(None);
    }
    let workbook =
        path.extension().is_some_and(|ending| ["xlsx", "xls", "ods"].iter().any(|e| ending.eq_ignore_ascii_case(e)));
    if !workbook {
        return Ok(None);
    }
    read(bytes, Limits::default(), call.today()?).map_err(|error| Failure::Read(path.to_owned(), error))
}

/// Takes in what people changed in it.
pub(super) fn take_in(
    call: &Call<'_>,
    path: &Path,
    reading: &Reading,
    told: &mut Vec<serde_json::Value>,
) -> Result<Exit, Failure> {
    let terms = Terms { name: input::name(path), campaign: call.id_if("campaign")?, draft: call.flag("draft"), lang: call.terminal.lang };
    let who = call.who()?;
    call.view()?;
    let app = call.app()?;
    let outcome = app.propose_workbook(who, reading, &terms)?;
    if !call.json() {
        call.print(&shown(&outcome, call.terminal))?;
    }
    if outcome.items.is_empty() {
        told.push(serde_json::json!({ "outcome": outcome, "entries": 0 }));
        return Ok(Exit::Well);
    }
    if !confirmed(call)? {
        return Ok(Exit::Found);
    }
    let key = call.text("key").map(|key| format!("{key}/{}", terms.name));
    let (outcome, done) = app.take_workbook(who, key.as_deref(), reading, &terms)?;
    let entries = done.entries.len();
    if call.json() {
        told.push(serde_json::json!({ "outcome": outcome, "entries": entries }));
    } else {
        call.print(&match call.terminal.lang {
            document::Lang::Zh => {
                format!("\n已收回 {}：{} 项（日志 {entries} 条）\n", clean(&outcome.name), outcome.items.len())
            }
            document::Lang::En => {
                format!("\ntaken back {}: {} items ({entries} entries)\n", clean(&outcome.name), outcome.items.len())
            }
        })?;
    }
    Ok(Exit::Well)
}

fn shown(outcome: &Outcome, terminal: &Terminal) -> String {
    let mut page = Page::new(terminal);
    page.bold(&outcome.name);
    if outcome.items.is_empty() {
        page.indented(2, |page| page.line(terminal.tr("没有变化", "nothing changed")));
    }
    let mut out = page.finish();
    if !outcome.items.is_empty() {
        out.push('\n');
        out.push_str(&items(&outcome.items, terminal));
    }
    if !outcome.told.is_empty() {
        let mut page = Page::new(terminal);
        page.heading(terminal.tr("没有照收的，和要注意的：", "Not taken over, and to be minded:"));
        for told in &outcome.told {
            page.item(if told.lost { "✖" } else { "!" }, say(terminal.lang, &told.what));
        }
        out.push_str(&page.finish());
    }
    out
}
