//! `bihuan sample`: random samples for looking back, which nobody can choose and anybody can draw again.

use app::sample::Drawn;
use ledger::CampaignId;

use super::eg;
use crate::failure::{Exit, Failure};
use crate::screen::{Cell, Page, Table};
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Noun, Verb, option, word};

/// Samples.
pub static SAMPLE: Noun = Noun {
    name: "sample",
    about: ("抽查：随机抽取回头看的问题，谁都可以重算", "Random samples for looking back that anybody can draw again"),
    verbs: &[&DRAW, &CHECK],
};

const CAMPAIGN: Field =
    word("campaign", ("专项", "CAMPAIGN"), ("哪个专项：C1，或唯一的名称", "which campaign: C1, or a unique theme"));

static DRAW: Verb = Verb {
    name: "draw",
    about: (
        "先把候选记入日志，再由其后的检查点决定抽中谁",
        "Fix the candidates in the log, then let a later checkpoint decide",
    ),
    fields: &[CAMPAIGN, option("take", ("个数", "N"), ("抽几个", "how many to draw")).number().required()],
    examples: &[eg(
        ("bihuan sample draw C1 --take 3", "从 C1 已销号的问题里抽 3 个"),
        ("bihuan sample draw C1 --take 3", "3 of the closed findings of C1"),
    )],
    kind: Kind::Act,
    run: |call| {
        let campaign: CampaignId = call.id("campaign")?;
        let (who, key) = (call.who()?, call.text("key"));
        call.view()?;
        show(call, &call.app()?.draw_sample(who, key.as_deref(), campaign, call.number("take").unwrap_or(1))?)
    },
};

static CHECK: Verb = Verb {
    name: "check",
    about: ("按日志重算一次抽查", "Draw a sample again from the log"),
    fields: &[
        CAMPAIGN,
        option("sample", ("次", "N"), ("第几次抽查；不写则第 1 次", "which sample; by default the first")).number(),
    ],
    examples: &[eg(
        ("bihuan sample check C1 --sample 2", "重算第 2 次"),
        ("bihuan sample check C1 --sample 2", "the second one"),
    )],
    kind: Kind::Show,
    run: |call| {
        let campaign: CampaignId = call.id("campaign")?;
        call.view()?;
        let number = call.number("sample").map_or(1, |n| usize::try_from(n).unwrap_or(usize::MAX));
        show(call, &call.app()?.sample(campaign, number)?)
    },
};

fn show(call: &Call<'_>, drawn: &Drawn) -> Result<Exit, Failure> {
    let view = call.view()?;
    call.show(drawn, |drawn, terminal| {
        let mut page = Page::new(terminal);
        page.bold(&format!("{} {} {}", drawn.campaign, terminal.tr("第几次抽查：", "sample"), drawn.sample));
        page.indented(2, |page| {
            page.fact(terminal.tr("候选记入", "candidates fixed in entry"), &drawn.entry.to_string());
            page.fact(terminal.tr("候选个数", "candidates"), &drawn.candidates.len().to_string());
            page.fact(terminal.tr("依据检查点", "by the checkpoint of size"), &drawn.size.to_string());
            page.fact(terminal.tr("树根", "root"), &drawn.root);
        });
        let mut table = Table::new(["", terminal.tr("问题", "finding"), "SHA-256"]);
        for ticket in &drawn.drawn {
            let hash = format!("{}…", ticket.hash.get(..16).unwrap_or(&ticket.hash));
            table.row([Cell::bold(ticket.finding), view.name_of(ticket.finding).into(), Cell::quiet(hash)]);
        }
        let hint = terminal.tr("重算任一候选：", "draw any candidate again: ");
        let first = drawn.drawn.first().map_or_else(String::new, |ticket| ticket.finding.to_string());
        let command = format!("printf 'bihuan/sample/v1\\n%s\\n%s\\n' '{}' {first} | sha256sum", drawn.root);
        format!("{}\n{}\n{hint}{command}\n", page.finish(), table.shown(terminal))
    })
}
