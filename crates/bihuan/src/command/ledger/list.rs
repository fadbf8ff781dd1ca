//! `bihuan list`: findings and measures, filtered, sorted, a page at a time.

use app::store::{Cursor, FindingQuery, MeasureQuery, Sort};
use app::view::{Finding, List, Measure};
use document::Bilingual;
use ledger::light::Light;
use ledger::profile::Kind as How;
use ledger::{finding, measure};

use super::eg;
use crate::failure::{Exit, Failure};
use crate::screen::{Cell, Table, named_or, say};
use crate::terminal::Terminal;
use crate::verb::call::Call;
use crate::verb::{Field, Kind, Verb, flag, option, word};

const KINDS: [(&str, How); 3] =
    [("immediate", How::Immediate), ("staged", How::Staged), ("continuous", How::Continuous)];
const SORTS: [(&str, Sort); 4] =
    [("number", Sort::Number), ("due", Sort::Due), ("updated", Sort::Updated), ("slippage", Sort::Slippage)];

pub(super) const CAMPAIGN: Field = option("campaign", ("专项", "CAMPAIGN"), ("只看这个专项的", "of this campaign"));
pub(super) const UNIT: Field =
    option("unit", ("单位", "UNIT"), ("只看这个单位及下级的", "of this unit and those below it"));
pub(super) const LIGHT: Field = option(
    "light",
    ("灯", "LIGHT"),
    ("red 红，yellow 黄，green 绿，grey 灰，blue 蓝，purple 紫", "red, yellow, green, grey, blue, purple"),
)
.choice(&["red", "yellow", "green", "grey", "blue", "purple"]);
pub(super) const OWNER: Field = option("owner", ("人员", "PERSON"), ("责任人是谁", "with this owner"));
pub(super) const LEAD: Field = option("lead", ("人员", "PERSON"), ("牵头的是谁", "with this lead"));
pub(super) const KIND: Field = option(
    "kind",
    ("类型", "KIND"),
    ("immediate 立行立改，staged 分阶段，continuous 长期坚持", "immediate, staged, continuous"),
)
.choice(&["immediate", "staged", "continuous"]);
pub(super) const ASPECT: Field = option("aspect", ("方面", "ASPECT"), ("问题的方面", "of findings: of this aspect"));
pub(super) const DUE: Field = option("due", ("起止", "DAYS"), ("时限在 A..B 之间", "with a deadline in A..B")).days();
pub(super) const SEARCH: Field =
    option("search", ("词", "WORDS"), ("内容里有这些词；两个字就能搜", "whose text holds these words"));
pub(super) const ON: Field =
    option("on", ("日期", "DAY"), ("按哪天看灯；不写则今天", "the lights as of this day; by default today")).day();

/// Lists findings or measures.
pub static LIST: Verb = Verb {
    name: "list",
    about: ("列出问题或措施，带灯", "List findings or measures, with their lights"),
    fields: &[
        word("what", ("什么", "WHAT"), ("findings 问题（缺省），measures 措施", "findings (default) or measures")).choice(&["findings", "measures"]).optional(),
        CAMPAIGN,
        UNIT,
        LIGHT,
        option("status", ("状态", "STATUS"), (
            "问题：draft registered rectifying returned rebounded submitted closed settled merged rejected；措施：open done dropped；可写多次",
            "draft registered rectifying returned rebounded submitted closed settled merged rejected;\nof measures: open done dropped; may be repeated",
        ))
        .many(),
        OWNER,
        LEAD,
        KIND,
        ASPECT,
        option("for", ("问题", "FINDING"), ("措施针对的问题", "of measures: those that answer this finding")),
        DUE,
        SEARCH,
        ON,
        option("sort", ("次序", "ORDER"), ("number 编号（缺省），due 时限，updated 最近变动，slippage 拖延天数", "number (default), due, updated, slippage")).choice(&["number", "due", "updated", "slippage"]),
        flag("reverse", ("倒过来", "the other way round")),
        option("limit", ("条数", "NUMBER"), ("一页最多几条；不写则 50", "rows of a page; by default 50")).number(),
        option("after", ("位置", "CURSOR"), ("从哪里接着看，上一页末尾写着", "where the next page begins, as the last one said")),
    ],
    examples: &[
        eg(("bihuan list --light red", "逾期和被退回的问题"), ("bihuan list --light red", "what is overdue or was sent back")),
        eg(("bihuan list measures --owner 叶知秋 --status open --sort due", "一个人手里没完成的措施"), ("bihuan list measures --owner P7 --status open --sort due", "one person's open measures")),
        eg(("bihuan list --search 闭馆 --campaign C1", "搜索"), ("bihuan list --search weekends --campaign C1", "search")),
        eg(("bihuan list --on 2026-06-30", "到 6 月 30 日会亮什么灯"), ("bihuan list --on 2026-06-30", "the lights on that day, if nothing happens")),
    ],
    kind: Kind::Show,
    run: |call| match call.text("what").as_deref() {
        Some("measures") => measures(call),
        _ => findings(call),
    },
};

/// The findings that the options ask for, whatever their order and page.
pub(super) fn filtered(call: &Call<'_>) -> Result<FindingQuery, Failure> {
    let statuses = finding::Status::ALL.map(|status| (status.name(), status));
    Ok(FindingQuery {
        campaign: call.id_if("campaign")?,
        unit: call.id_if("unit")?,
        status: status(call, &statuses)?,
        light: light(call),
        owner: call.id_if("owner")?,
        lead: call.id_if("lead")?,
        kind: call.choice("kind", &KINDS),
        aspect: call.text("aspect"),
        due_from: call.days("due").map(|(from, _)| from),
        due_to: call.days("due").map(|(_, to)| to),
        text: call.text("search"),
        ..FindingQuery::all(call.today()?)
    })
}

fn findings(call: &Call<'_>) -> Result<Exit, Failure> {
    let query = FindingQuery {
        sort: call.choice("sort", &SORTS).unwrap_or_default(),
        descending: call.flag("reverse"),
        after: after(call)?,
        limit: call.number("limit").unwrap_or(50).into(),
        ..filtered(call)?
    };
    let view = call.view_on(call.day("on"))?;
    let query = FindingQuery { today: view.today, ..query };
    call.show(&view.findings(&query)?, findings_table)
}

fn measures(call: &Call<'_>) -> Result<Exit, Failure> {
    use measure::Status::{Done, Dropped, Open};
    let statuses = [Open, Done, Dropped].map(|status| (status.name(), status));
    let query = MeasureQuery {
        campaign: call.id_if("campaign")?,
        finding: call.id_if("for")?,
        unit: call.id_if("unit")?,
        status: status(call, &statuses)?,
        light: light(call),
        owner: call.id_if("owner")?,
        lead: call.id_if("lead")?,
        kind: call.choice("kind", &KINDS),
        due_from: call.days("due").map(|(from, _)| from),
        due_to: call.days("due").map(|(_, to)| to),
        text: call.text("search"),
        sort: call.choice("sort", &SORTS).unwrap_or_default(),
        descending: call.flag("reverse"),
        after: after(call)?,
        limit: call.number("limit").unwrap_or(50).into(),
        ..MeasureQuery::all(call.today()?)
    };
    let view = call.view_on(call.day("on"))?;
    let query = MeasureQuery { today: view.today, ..query };
    call.show(&view.measures(&query)?, measures_table)
}

fn light(call: &Call<'_>) -> Option<Light> {
    call.choice("light", &Light::ALL.map(|light| (light.name(), light)))
}

fn after(call: &Call<'_>) -> Result<Option<Cursor>, Failure> {
    let Some(text) = call.text("after") else { return Ok(None) };
    let cursor = Cursor::parse(&text);
    cursor
        .map(Some)
        .ok_or_else(|| wrong(&text, "--after", "上一页末尾写着的位置", "what the last page said at its end"))
}

fn status<T: Copy>(call: &Call<'_>, known: &[(&str, T)]) -> Result<Vec<T>, Failure> {
    let names = known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
    let one = |text: &String| {
        let found = known.iter().find(|(name, _)| name == text).map(|(_, status)| *status);
        found.ok_or_else(|| wrong(text, "--status", &names, &names))
    };
    call.texts("status").iter().map(one).collect()
}

fn wrong(text: &str, option: &str, zh: &str, en: &str) -> Failure {
    Failure::told(
        Bilingual::new(format!("{option} 不能取“{text}”"), format!("{option} cannot be ‘{text}’")),
        Bilingual::new(format!("可以取：{zh}"), format!("it can be: {en}")),
    )
}

fn findings_table(list: &List<Finding>, terminal: &Terminal) -> String {
    let tr = |zh, en| terminal.tr(zh, en);
    let mut table = Table::new([
        "",
        tr("灯", "light"),
        tr("问题", "finding"),
        tr("单位", "unit"),
        tr("状态", "status"),
        tr("措施", "measures"),
        tr("时限", "due"),
    ]);
    for row in &list.rows {
        table.row([
            Cell::bold(row.id),
            Cell::light(&row.light, terminal),
            row.statement.clone().into(),
            named_or(row.unit.as_ref()).into(),
            say(terminal.lang, &row.status.label).into(),
            if row.measures == 0 { String::new() } else { format!("{}/{}", row.done, row.measures) }.into(),
            due(row.due.map(|day| day.to_string()), row.slips, row.slip_days, terminal).into(),
        ]);
    }
    format!("{}{}", table.shown(terminal), ending(list.rows.len(), list.total, list.next.as_deref(), terminal))
}

fn measures_table(list: &List<Measure>, terminal: &Terminal) -> String {
    let tr = |zh, en| terminal.tr(zh, en);
    let mut table = Table::new([
        "",
        tr("灯", "light"),
        tr("措施", "measure"),
        tr("责任", "owner"),
        tr("类型", "kind"),
        tr("状态", "status"),
        tr("时限", "due"),
    ]);
    for row in &list.rows {
        let who = row.owner.as_ref().or(row.post.as_ref()).or(row.unit.as_ref());
        table.row([
            Cell::bold(row.id),
            Cell::light(&row.light, terminal),
            row.statement.clone().into(),
            named_or(who).into(),
            row.kind.as_ref().map(|kind| say(terminal.lang, &kind.label).to_owned()).unwrap_or_default().into(),
            say(terminal.lang, &row.status.label).into(),
            due(row.due.map(|day| day.to_string()), row.slips, row.slip_days, terminal).into(),
        ]);
    }
    format!("{}{}", table.shown(terminal), ending(list.rows.len(), list.total, list.next.as_deref(), terminal))
}

/// A deadline, and how far it has slipped.
fn due(day: Option<String>, slips: u64, days: u64, terminal: &Terminal) -> String {
    let day = day.unwrap_or_default();
    if slips == 0 {
        return day;
    }
    format!("{day}\n{}", terminal.tr("延", "+")) + &format!("{days}{}", terminal.tr("天", "d"))
}

/// How many there are, and how to go on.
fn ending(shown: usize, total: u64, next: Option<&str>, terminal: &Terminal) -> String {
    let count = match next {
        None if shown as u64 == total => format!("{}{total}", terminal.tr("共 ", "total: ")),
        None => format!("{shown} / {total}"),
        Some(next) => {
            format!("{shown} / {total}{}--after {next}", terminal.tr("；下一页加 ", "; for the next page add "))
        }
    };
    let said = if total == 0 {
        terminal.tr(
            "材料用 bihuan import 录入；写了条件的，放宽再看",
            "papers go in by bihuan import; widen the filters, if any",
        )
    } else {
        &count
    };
    format!("{}\n", terminal.paint.dim(said))
}
