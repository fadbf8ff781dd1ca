//! `bihuan import`: papers, and workbooks that went out of the ledger, go in.

pub(super) mod preview;

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use app::Numbered as _;
use app::import::{Change, Incoming, Intake, Proposal, Version};
use document::{Bilingual, Lang};
use ledger::finding::Status;
use ledger::{CampaignId, FindingId, PaperId, count};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::terminal::clean;
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
        call.print(&preview::proposal(&proposal, call.terminal))?;
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
        call.print(&entered(call, &proposal, done.entries.len())?)?;
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

/// What went in, and what comes next: the drafts, where something keeps findings from being registered.
fn entered(call: &Call<'_>, proposal: &Proposal, entries: usize) -> Result<String, Failure> {
    let view = call.view()?;
    let mut drafts = 0;
    for id in proposal.items.iter().filter_map(|item| FindingId::of(&item.id)) {
        drafts += usize::from(view.finding_state(id)?.is_some_and(|state| state.status == Status::Draft));
    }
    let new = proposal.items.iter().filter(|item| item.change == Change::New).count();
    let edited = proposal.items.iter().filter(|item| matches!(item.change, Change::Edited(_))).count();
    let name = clean(&proposal.name);
    let next = match (drafts, call.terminal.lang) {
        (0, _) => "bihuan list".to_owned(),
        (_, Lang::Zh) => format!("{drafts} 个问题还是草稿，补齐后登记  bihuan list --status draft"),
        (_, Lang::En) => format!("drafts to complete and register: {drafts}  bihuan list --status draft"),
    };
    Ok(match call.terminal.lang {
        Lang::Zh => {
            format!("\n已登记 {name}：新增 {new} 项，修改 {edited} 项（日志 {entries} 条）\n  下一步  {next}\n")
        }
        Lang::En => {
            let entries = count(entries, "entry");
            format!("\nentered {name}: {new} new, {edited} edited ({entries})\n  next  {next}\n")
        }
    })
}
