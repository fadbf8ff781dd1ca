//! `bihuan import`: papers, and workbooks that went out of the ledger, go in.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use app::import::{Change, Incoming, Intake, Item, PaperChange, Proposal, Version};
use document::{Bilingual, Lang};
use ledger::{CampaignId, PaperId, Stream};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::screen::{Cell, Page, Table, say};
use crate::terminal::{Terminal, clean};
use crate::verb::call::Call;
use crate::verb::{Kind, Verb, flag, option, word};

/// Takes papers in.
pub static IMPORT: Verb = Verb {
    name: "import",
    about: (
        "材料进台账：先看读出了什么，确认后登记",
        "Papers into the ledger: see what was read, confirm, and it is entered",
    ),
    fields: &[
        word("files", ("文件", "FILE"), ("材料，或导出的台账 .xlsx", "papers, or a workbook that was exported")).many(),
        option(
            "campaign",
            ("专项", "CAMPAIGN"),
            ("归入哪个专项：C1，或唯一的名称", "the campaign that they belong to: C1, or a unique theme"),
        ),
        flag("yes", ("不问，直接登记", "do not ask")),
        flag("draft", ("问题先留作草稿", "leave findings as drafts")),
        flag(
            "enrol",
            (
                "材料点到而名册里没有的单位、人员一并登记",
                "enter units and people that the paper names and the ledger does not know",
            ),
        ),
        flag(
            "likely",
            (
                "材料没有对应的措施，按文字相近对应问题",
                "tie measures by likeness of wording where the paper ties them to none",
            ),
        ),
        option(
            "replaces",
            ("材料", "PAPER"),
            (
                "是哪份材料的新版：D4；不写则看文件名和标题",
                "the paper that this is a new version of: D4; by default by file name and title",
            ),
        ),
        flag("new", ("不当作任何材料的新版", "it is a new version of none")),
    ],
    examples: &[
        eg(
            ("bihuan import 整改方案.docx --campaign C1", "看过再确认"),
            ("bihuan import plan.docx --campaign C1", "see it, then confirm"),
        ),
        eg(
            ("bihuan import 材料/*.docx --campaign C1 --yes", "脚本里用"),
            ("bihuan import papers/*.docx --campaign C1 --yes", "for scripts"),
        ),
        eg(("bihuan import 台账.xlsx", "改过的台账收回来"), ("bihuan import ledger.xlsx", "a workbook comes back")),
    ],
    kind: Kind::Act,
    run: |call| {
        let mut exit = Exit::Well;
        let mut told = Vec::new();
        for path in call.texts("files").iter().map(PathBuf::from) {
            match one(call, &path, &mut told) {
                Ok(done) => exit = exit.max(done),
                Err(failure) => {
                    exit = exit.max(failure.exit());
                    if call.json() {
                        told.push(failure.json());
                    } else {
                        call.terminal.report(&failure);
                    }
                }
            }
        }
        if call.json() {
            call.print_json(&told)?;
        }
        Ok(exit)
    },
};

fn one(call: &Call<'_>, path: &Path, told: &mut Vec<serde_json::Value>) -> Result<Exit, Failure> {
    let bytes = input::bytes(path)?;
    if let Some(reading) = super::exchange::recognise(call, path, &bytes)? {
        return super::exchange::take_in(call, path, &reading, told);
    }
    let incoming = Incoming::new(input::name(path), bytes.clone(), input::again(path, bytes)?.document)?;
    let intake = intake(call)?;
    let who = call.who()?;
    let app = call.app()?;
    let proposal = app.propose(who, &incoming, &intake)?;
    if !call.json() {
        call.print(&shown(&proposal, call.terminal))?;
    }
    if proposal.changes_nothing() {
        told.push(serde_json::json!({ "proposal": proposal, "entries": 0 }));
        return Ok(Exit::Well);
    }
    if !confirmed(call)? {
        told.push(serde_json::json!({ "proposal": proposal, "entries": 0 }));
        return Ok(Exit::Found);
    }
    let key = call.text("key").map(|key| format!("{key}/{}", incoming.digest));
    let (proposal, done) = app.import(who, key.as_deref(), &incoming, &intake)?;
    if call.json() {
        told.push(serde_json::json!({ "proposal": proposal, "entries": done.entries.len() }));
    } else {
        call.print(&entered(&proposal, done.entries.len(), call.terminal))?;
    }
    Ok(Exit::Well)
}

fn intake(call: &Call<'_>) -> Result<Intake, Failure> {
    if call.text("campaign").is_none() {
        return Err(Failure::told(
            Bilingual::fixed("没有说归入哪个专项", "the campaign is not said"),
            Bilingual::fixed(
                "加 --campaign C1；还没有专项就先 bihuan campaign open",
                "add --campaign C1; where there is none, bihuan campaign open",
            ),
        ));
    }
    let campaign: CampaignId = call.id("campaign")?;
    let replaces: Option<PaperId> = call.id_if("replaces")?;
    call.view()?;
    let version = match (replaces, call.flag("new")) {
        (Some(id), _) => Version::Of(id),
        (None, true) => Version::New,
        (None, false) => Version::Likely,
    };
    let (draft, enrol, likely) = (call.flag("draft"), call.flag("enrol"), call.flag("likely"));
    Ok(Intake { campaign, draft, enrol, likely, version })
}

/// Asks a person on a terminal, who saw the preview; elsewhere only `--yes` confirms.
pub(super) fn confirmed(call: &Call<'_>) -> Result<bool, Failure> {
    if call.flag("yes") {
        return Ok(true);
    }
    let terminal = call.terminal;
    if call.json() || !std::io::stdin().is_terminal() {
        terminal.remark(&Bilingual::fixed(
            "以上只是预览，没有登记；确认请加 --yes。",
            "This is a preview; nothing was entered. Add --yes to confirm.",
        ));
        return Ok(false);
    }
    let mut out = std::io::stderr();
    let asked = write!(out, "{}", terminal.tr("登记吗？[y/N] ", "Enter it? [y/N] ")).and_then(|()| out.flush());
    asked.map_err(Failure::Output)?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(Failure::Output)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "好"))
}

/// What taking in would do, as a page.
fn shown(proposal: &Proposal, terminal: &Terminal) -> String {
    let mut page = Page::new(terminal);
    let title = proposal.title.clone().unwrap_or_default();
    page.bold(&format!("{}  {title}", proposal.name));
    let paper = match proposal.paper {
        PaperChange::New => terminal.tr("新材料", "a new paper").to_owned(),
        PaperChange::Same(id) => format!(
            "{} {id}{}",
            terminal.tr("与", "the same as"),
            terminal.tr(" 一字不差，没有变化", ": nothing changes")
        ),
        PaperChange::Version(id) => {
            format!("{} {id} {}", terminal.tr("材料", "a new version of"), terminal.tr("的新版", ""))
        }
    };
    page.indented(2, |page| page.line(paper.trim_end()));
    let mut out = page.finish();
    if !proposal.items.is_empty() {
        out.push('\n');
        out.push_str(&items(&proposal.items, terminal));
    }
    let mut page = Page::new(terminal);
    if !proposal.left_over.is_empty() {
        page.heading(terminal.tr("新版里没有了（台账不动）：", "No longer in the paper (the ledger keeps them):"));
        proposal.left_over.iter().for_each(|left| page.item(&left.id.to_string(), &left.text));
    }
    if !proposal.remarks.is_empty() {
        page.heading(terminal.tr("注意：", "Mind:"));
        proposal.remarks.iter().for_each(|remark| page.point(say(terminal.lang, remark)));
    }
    out.push_str(&page.finish());
    out
}

/// Items as a table: what happens to each.
pub(super) fn items(items: &[Item], terminal: &Terminal) -> String {
    let heads = ["", "", terminal.tr("内容", "text"), terminal.tr("对应", "answers")];
    let mut table = Table::new(heads);
    for item in items {
        let (sign, more) = change(&item.change, terminal);
        let text = if more.is_empty() { item.text.clone() } else { format!("{}\n{more}", item.text) };
        let answers = item.findings.iter().map(Stream::to_string).collect::<Vec<_>>().join(" ");
        table.row([Cell::bold(item.id), sign.into(), text.into(), Cell::quiet(answers)]);
    }
    table.shown(terminal)
}

fn change<'t>(change: &Change, terminal: &'t Terminal) -> (&'t str, String) {
    match change {
        Change::New => (terminal.tr("＋新增", "+ new"), String::new()),
        Change::Same => (terminal.tr("＝不变", "= same"), String::new()),
        Change::Edited(fields) => {
            let of = |field: &app::import::FieldChange| {
                format!("{}{}{} → {}", say(terminal.lang, &field.field), terminal.tr("：", ": "), field.from, field.to)
            };
            (terminal.tr("～修改", "~ edit"), fields.iter().map(of).collect::<Vec<_>>().join("\n"))
        }
        Change::Kept(why) => {
            let why: Vec<&str> = why.iter().map(|why| say(terminal.lang, why)).collect();
            (terminal.tr("！不动", "! kept"), why.join("\n"))
        }
    }
}

fn entered(proposal: &Proposal, entries: usize, terminal: &Terminal) -> String {
    let count = |new: bool| proposal.items.iter().filter(|item| matches!(item.change, Change::New) == new).count();
    let edited = proposal.items.iter().filter(|item| matches!(item.change, Change::Edited(_))).count();
    let new = count(true);
    let name = clean(&proposal.name).into_owned();
    match terminal.lang {
        Lang::Zh => {
            format!("\n已登记 {name}：新增 {new} 项，修改 {edited} 项（日志 {entries} 条）\n  下一步  bihuan list\n")
        }
        Lang::En => {
            format!("\nentered {name}: {new} new, {edited} edited ({entries} entries)\n  next  bihuan list\n")
        }
    }
}
