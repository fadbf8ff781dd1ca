//! `bihuan show` and `bihuan history`: the whole story of one thing, and what happened in order.

mod finding;
mod measure;

use app::history::Line;
use app::view::View;
use document::Bilingual;
use ledger::{CampaignId, Stream};
use serde::Serialize;

use super::eg;
use crate::failure::{Exit, Failure};
use crate::screen::{Cell, Page, Table, say};
use crate::terminal::Terminal;
use crate::verb::call::Call;
use crate::verb::{Kind, Verb, option, word};

/// Shows the whole story of one thing.
pub static SHOW: Verb = Verb {
    name: "show",
    about: (
        "看一个问题的来龙去脉：还缺什么，下一步是什么",
        "Show the whole story of one finding: what lacks, what comes next",
    ),
    fields: &[
        word("id", ("编号", "ID"), ("F12、M40，或任何编号", "F12, M40, or any other id")),
        option("on", ("日期", "DAY"), ("按哪天看灯；不写则今天", "the lights as of this day; by default today")).day(),
    ],
    examples: &[
        eg(("bihuan show F12", "一个问题的全部"), ("bihuan show F12", "all of one finding")),
        eg(("bihuan show M40", "一条措施的全部"), ("bihuan show M40", "all of one measure")),
    ],
    kind: Kind::Show,
    run: |call| {
        let stream = stream(call)?;
        let view = call.view_on(call.day("on"))?;
        match stream {
            Stream::Finding(id) => match view.finding(id)? {
                Some(story) => call.show(&story, finding::page),
                None => missing(stream),
            },
            Stream::Measure(id) => match view.measure(id)? {
                Some(story) => call.show(&story, measure::page),
                None => missing(stream),
            },
            _ => other(call, &view, stream),
        }
    },
};

/// Shows what happened, in order.
pub static HISTORY: Verb = Verb {
    name: "history",
    about: ("逐条看发生了什么：谁、何时、什么", "What happened, entry by entry: who, when, what"),
    fields: &[
        word(
            "id",
            ("编号", "ID"),
            ("F12、M40、U3 …；不写则看整本台账最近的", "F12, M40, U3 …; by default the latest of the whole ledger"),
        )
        .optional(),
        option("campaign", ("专项", "CAMPAIGN"), ("整个专项的", "all of a campaign")),
        option("limit", ("条数", "NUMBER"), ("最近几条；不写则 50", "how many of the latest; by default 50")).number(),
    ],
    examples: &[
        eg(("bihuan history F12", "一个问题的"), ("bihuan history F12", "of one finding")),
        eg(("bihuan history --campaign C1", "整个专项的"), ("bihuan history --campaign C1", "of a campaign")),
    ],
    kind: Kind::Show,
    run: |call| {
        let campaign = call.id_if::<CampaignId>("campaign")?;
        let lines = match (call.text("id"), campaign) {
            (Some(_), _) => {
                let stream = stream(call)?;
                let lines = call.view()?.history(stream)?;
                if lines.is_empty() {
                    return missing(stream);
                }
                lines
            }
            (None, Some(campaign)) => call.view()?.history_of_campaign(campaign)?,
            (None, None) => call.view()?.latest(call.number("limit").unwrap_or(50).into())?,
        };
        call.show(&History { format: "bihuan.history.v1", entries: lines }, |history, terminal| {
            lines_table(&history.entries, true, terminal)
        })
    },
};

/// What happened, as JSON.
#[derive(Serialize)]
struct History {
    format: &'static str,
    entries: Vec<Line>,
}

/// Something that has no page of its own: what it is called, and what happened to it.
#[derive(Serialize)]
struct Other {
    format: &'static str,
    id: Stream,
    name: String,
    history: Vec<Line>,
}

fn other(call: &Call<'_>, view: &View<'_>, id: Stream) -> Result<Exit, Failure> {
    let history = view.history(id)?;
    if history.is_empty() {
        return missing(id);
    }
    let other = Other { format: "bihuan.item.v1", id, name: view.name_of(id), history };
    call.show(&other, |other, terminal| {
        let mut page = Page::new(terminal);
        page.bold(&format!("{}  {}", other.id, other.name));
        format!("{}{}", page.finish(), lines_table(&other.history, false, terminal))
    })
}

fn stream(call: &Call<'_>) -> Result<Stream, Failure> {
    let text = call.words("id");
    text.parse::<Stream>().map_err(|error| {
        let advice = Bilingual::fixed(
            "编号用 bihuan list 或各名词的 list 查",
            "ids are told by bihuan list, and by the list of each thing",
        );
        Failure::told(error.message(), advice)
    })
}

fn missing(stream: Stream) -> Result<Exit, Failure> {
    Err(app::Failure::Refused(ledger::Reason::Missing(stream).into()).into())
}

/// Entries as a table; with what they are about, where that differs.
pub fn lines_table(lines: &[Line], about: bool, terminal: &Terminal) -> String {
    let tr = |zh, en| terminal.tr(zh, en);
    let mut heads = vec![tr("序号", "seq"), tr("时间", "time"), tr("办理人", "who"), tr("事项", "what")];
    if about {
        heads.insert(1, "");
    }
    let mut table = Table::new(heads);
    for line in lines {
        let words = if line.erased {
            tr("〔已依法删除〕", "erased by law").to_owned()
        } else {
            say(terminal.lang, &line.words).to_owned()
        };
        let mut cells = vec![
            Cell::quiet(line.seq),
            line.local.strftime("%Y-%m-%d %H:%M").to_string().into(),
            say(terminal.lang, &line.who).into(),
            words.into(),
        ];
        if about {
            cells.insert(1, Cell::bold(line.stream));
        }
        table.row(cells);
    }
    table.shown(terminal)
}
