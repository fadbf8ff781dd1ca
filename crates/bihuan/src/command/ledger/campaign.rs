//! `bihuan campaign`: rounds of examination.

use std::collections::BTreeSet;

use ledger::campaign::{Command as Do, Content};
use ledger::{CampaignId, Command, Profile, UnitId};

use super::{eg, profile};
use crate::failure::Failure;
use crate::screen::{Cell, Table, say};
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Noun, Verb, option, word};

/// Campaigns.
pub static CAMPAIGN: Noun = Noun {
    name: "campaign",
    about: ("专项、轮次：一次检查，按一个模板办", "Campaigns: one round of examination, by one profile"),
    verbs: &[&OPEN, &REVISE, &REPLACE, &CONCLUDE, &LIST],
};

const WHICH: Field =
    word("campaign", ("专项", "CAMPAIGN"), ("哪个专项：C1，或唯一的名称", "which campaign: C1, or a unique theme"));
const FROM: Field = option(
    "from",
    ("日期", "DAY"),
    ("收到问题的日期，缺省时限从这天算", "the day its findings were received: default deadlines count from there"),
)
.day();
const UNTIL: Field =
    option("until", ("日期", "DAY"), ("集中整改到哪天", "the last day of the concentrated period")).day();
const UNIT: Field = option(
    "unit",
    ("单位", "UNIT"),
    ("被检查的单位，含下级，可写多次", "a unit that is examined, with those below it; may be repeated"),
)
.many();
const EXAMINER: Field = option("examiner", ("检查方", "WHO"), ("谁来检查", "who examines"));
const REASON: Field = option("reason", ("理由", "WHY"), ("为什么", "why")).required();
const BY: &str = "self-examination inspection audit safety iso9001 poam";

static OPEN: Verb = Verb {
    name: "open",
    about: ("启动专项", "Begin a campaign"),
    fields: &[
        word("theme", ("名称", "THEME"), ("专项名称", "its theme")),
        option(
            "profile",
            ("模板", "PROFILE"),
            (
                "self-examination 对照检查，inspection 巡视巡察，audit 审计，safety 隐患，iso9001，poam；或 TOML 文件",
                "self-examination, inspection, audit, safety, iso9001, poam; or a TOML file",
            ),
        )
        .required(),
        FROM,
        UNTIL,
        UNIT,
        EXAMINER,
    ],
    examples: &[
        eg(
            ("bihuan campaign open 读者服务专项检查 --profile inspection --unit 石榴湾图书馆", "按巡察模板"),
            ("bihuan campaign open \"Service review\" --profile inspection --unit U1", "by the profile of inspections"),
        ),
        eg(
            ("bihuan campaign open 年度内审 --profile ./本单位.toml", "按自己的模板"),
            ("bihuan campaign open \"Internal audit\" --profile ./ours.toml", "by a profile of one's own"),
        ),
    ],
    kind: Kind::Act,
    run: |call| {
        let profile = Box::new(profile_of(call)?);
        let from = call.day("from").map_or_else(|| call.today(), Ok)?;
        let content = Content {
            theme: call.words("theme"),
            examiner: call.text("examiner"),
            units: call.ids("unit")?,
            from,
            until: call.day("until"),
        };
        let open = Do::Open { content, profile };
        call.begin(|id| Command::Campaign(id, open.clone()))
    },
};

static REVISE: Verb = Verb {
    name: "revise",
    about: ("修改专项：只改写出来的", "Change what a campaign is about; only what is given"),
    fields: &[
        WHICH,
        REASON,
        option("theme", ("名称", "THEME"), ("专项名称", "its theme")),
        FROM,
        UNTIL,
        UNIT,
        EXAMINER,
    ],
    examples: &[eg(
        ("bihuan campaign revise C1 --until 2026-12-31 --reason 上级统一延长", "改集中整改期"),
        ("bihuan campaign revise C1 --until 2026-12-31 --reason \"extended for all\"", "its concentrated period"),
    )],
    kind: Kind::Act,
    run: |call| {
        let id = call.id::<CampaignId>("campaign")?;
        let units = call.ids::<UnitId, BTreeSet<_>>("unit")?;
        let mut content = call.view()?.campaign(id)?.map(|campaign| campaign.content.clone()).unwrap_or_default();
        content.theme = call.text("theme").unwrap_or(content.theme);
        content.examiner = call.text("examiner").or(content.examiner);
        content.from = call.day("from").unwrap_or(content.from);
        content.until = call.day("until").or(content.until);
        content.units = if units.is_empty() { content.units } else { units };
        call.command(Command::Campaign(id, Do::Revise { content, reason: call.words("reason") }))
    },
};

static REPLACE: Verb = Verb {
    name: "profile",
    about: ("更换模板：今后按新的办", "Replace a campaign's profile, from now on"),
    fields: &[WHICH, word("profile", ("模板", "PROFILE"), (BY, BY)), REASON],
    examples: &[eg(
        ("bihuan campaign profile C1 ./新模板.toml --reason 制度修订", "写明理由"),
        ("bihuan campaign profile C1 ./new.toml --reason \"rules were amended\"", "with the reason"),
    )],
    kind: Kind::Act,
    run: |call| {
        let profile = Box::new(profile_of(call)?);
        call.command(Command::Campaign(
            call.id("campaign")?,
            Do::ReplaceProfile { profile, reason: call.words("reason") },
        ))
    },
};

static CONCLUDE: Verb = Verb {
    name: "conclude",
    about: ("结束专项：不再登记新问题，未完的照旧要办", "End a campaign: no new findings; what is open stays owed"),
    fields: &[WHICH, option("summary", ("小结", "TEXT"), ("小结", "what came of it")).required()],
    examples: &[eg(
        ("bihuan campaign conclude C1 --summary 集中整改期满", "写明小结"),
        ("bihuan campaign conclude C1 --summary \"the period is over\"", "with a summary"),
    )],
    kind: Kind::Act,
    run: |call| call.command(Command::Campaign(call.id("campaign")?, Do::Conclude { summary: call.words("summary") })),
};

static LIST: Verb = Verb {
    name: "list",
    about: ("列出专项", "List the campaigns"),
    fields: &[],
    examples: &[],
    kind: Kind::Show,
    run: |call| {
        call.show(&call.view()?.campaigns()?, |campaigns, terminal| {
            let mut table = Table::new([
                "",
                terminal.tr("专项", "campaign"),
                terminal.tr("模板", "profile"),
                terminal.tr("收到问题", "from"),
                terminal.tr("集中整改到", "until"),
                terminal.tr("销号/问题", "closed/findings"),
            ]);
            for campaign in &campaigns.rows {
                let ended = campaign.concluded.as_ref().map_or("", |_| terminal.tr("（已结束）", " (concluded)"));
                table.row([
                    Cell::bold(campaign.id),
                    format!("{}{ended}", campaign.theme).into(),
                    say(terminal.lang, &campaign.profile_title).into(),
                    campaign.from.to_string().into(),
                    campaign.until.map(|day| day.to_string()).unwrap_or_default().into(),
                    format!("{}/{}", campaign.closed, campaign.findings).into(),
                ]);
            }
            table.shown(terminal)
        })
    },
};

fn profile_of(call: &Call<'_>) -> Result<Profile, Failure> {
    profile::read(&call.words("profile"))
}
