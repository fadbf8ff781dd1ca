//! `bihuan ledger`: the ledger as a workbook, out and back.

use std::collections::BTreeMap;
use std::path::Path;

use app::exchange::{Outcome, Terms};
use app::store::FindingQuery;
use document::Limits;
use ledger::finding::Status;
use report::exchange::{Reading, read};

use super::import::{confirmed, preview};
use super::{eg, list};
use crate::failure::{Exit, Failure};
use crate::input;
use crate::output::save;
use crate::screen::{Page, say};
use crate::terminal::{Terminal, clean};
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Noun, OVERWRITE, Verb, option};

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
        OVERWRITE,
        list::CAMPAIGN,
        list::UNIT,
        list::LIGHT,
        STATUS,
        list::OWNER,
        list::LEAD,
        list::KIND,
        list::ASPECT,
        list::DUE,
        list::SEARCH,
        list::ON,
    ],
    examples: &[
        eg(
            ("bihuan ledger export --xlsx 台账.xlsx", "导出全部"),
            ("bihuan ledger export --xlsx ledger.xlsx", "all of it"),
        ),
        eg(
            ("bihuan ledger export --xlsx 大厅.xlsx --unit 大厅管理科 --light red", "只要一个单位亮红灯的"),
            ("bihuan ledger export --xlsx hall.xlsx --unit U3 --light red", "what is red in one unit"),
        ),
        eg(("bihuan import 台账.xlsx", "改过以后收回来"), ("bihuan import ledger.xlsx", "take it back after editing")),
    ],
    kind: Kind::Show,
    run: |call| {
        let target = call.target("xlsx")?;
        let query = list::filtered(call)?;
        let view = call.view_on(call.day("on"))?;
        let query = FindingQuery { status: wanted(query.status), today: view.today, ..query };
        let bytes = view.workbook(&query, call.terminal.lang)?;
        let Some(path) = target else { return Ok(Exit::Well) };
        save(path, &bytes)?;
        call.show(&serde_json::json!({ "file": path.display().to_string() }), |_, terminal| {
            format!("{}{}\n", terminal.tr("写成：", "written: "), clean(&path.display().to_string()))
        })
    },
};

const STATUS: Field = option("status", ("状态", "STATUS"), (
    "draft registered rectifying returned rebounded submitted closed settled merged rejected；可写多次；不写则除合并和不予采纳的以外",
    "draft registered rectifying returned rebounded submitted closed settled merged rejected;\nmay be repeated; by default all but merged and rejected",
))
.many();

/// What stands for nothing any more goes out only where it is asked for.
fn wanted(asked: Vec<Status>) -> Vec<Status> {
    if asked.is_empty() { Status::ALL.into_iter().filter(|status| !status.is_void()).collect() } else { asked }
}

/// The workbook, where it is one that went out of a ledger. What is none by its content is told by the reader of papers.
pub(super) fn recognise(call: &Call<'_>, path: &Path, bytes: &[u8]) -> Result<Option<Reading>, Failure> {
    let workbook =
        path.extension().is_some_and(|ending| ["xlsx", "xls", "ods"].iter().any(|e| ending.eq_ignore_ascii_case(e)));
    if !workbook {
        return Ok(None);
    }
    Ok(read(bytes, Limits::default(), call.today()?).unwrap_or(None))
}

/// Takes in what people changed in it.
pub(super) fn take_in(
    call: &Call<'_>,
    path: &Path,
    reading: &Reading,
    told: &mut Vec<serde_json::Value>,
) -> Result<Exit, Failure> {
    let terms = Terms {
        name: input::name(path),
        campaign: call.id_if("campaign")?,
        draft: call.flag("draft"),
        lang: call.terminal.lang,
    };
    let who = call.who()?;
    call.view()?;
    let app = call.app()?;
    let outcome = app.propose_workbook(who, reading, &terms)?;
    if !call.json() {
        call.print(&shown(&outcome, call.terminal))?;
    }
    // What was not taken over is found by a script that reads no text.
    let exit = if outcome.told.iter().any(|told| told.lost) { Exit::Found } else { Exit::Well };
    if outcome.items.is_empty() {
        told.push(serde_json::json!({ "outcome": outcome, "entries": 0 }));
        return Ok(exit);
    }
    if !confirmed(call)? {
        told.push(serde_json::json!({ "outcome": outcome, "entries": 0 }));
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
                format!("\ntaken back {}; items: {}, entries: {entries}\n", clean(&outcome.name), outcome.items.len())
            }
        })?;
    }
    Ok(exit)
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
        out.push_str(&preview::items(&outcome.items, &BTreeMap::new(), terminal));
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
