//! A workbook of the ledger goes out, people work in it, and what they changed becomes entries.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

#[path = "../../report/tests/exchange/editor.rs"]
mod editor;

use app::exchange::{Outcome, Terms};
use app::import::Change;
use app::profile::shipped;
use app::{App, Choices, Clock, Plan};
use document::{Lang, Limits};
use editor::{Editor, Sheet, Value};
use jiff::civil::{Date, date};
use ledger::profile::Kind;
use ledger::{Actor, CampaignId, CauseId, Command, FindingId, MeasureId, PersonId, PostId, UnitId};
use ledger::{campaign, cause, finding, measure, person, post, unit};
use report::exchange::Reading;
use store::FindingQuery;

const C1: CampaignId = CampaignId(1);
/// 何清越, who leads.
const LEAD: Actor = Actor::local(PersonId(1));

struct World {
    app: App,
    _folder: tempfile::TempDir,
}

/// Two campaigns: in the first three findings, of which the first has two measures; names as ledgers have them.
fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::new(|| "2026-03-20T01:00:00Z".parse().unwrap());
    let app = App::init(&folder.path().join("data"), &Choices::default(), clock).unwrap();
    app.act(Actor::LOCAL, None, people).unwrap();
    app.act(LEAD, None, |plan| {
        for (id, theme) in [(1, "2026年度自查"), (2, "安全检查")] {
            let content = campaign::Content {
                theme: theme.into(),
                examiner: None,
                units: [UnitId(1)].into(),
                from: date(2026, 3, 1),
                until: None,
            };
            let profile = Box::new(shipped("self-examination").unwrap());
            plan.run(&Command::Campaign(CampaignId(id), campaign::Command::Open { content, profile }))?;
        }
        findings(plan)
    })
    .unwrap();
    World { app, _folder: folder }
}

fn people(plan: &mut Plan<'_>) -> Result<(), app::Failure> {
    for (id, name, parent) in
        [(1, "浅湾镇便民服务站", None), (2, "大厅管理科", Some(UnitId(1))), (3, "综合科", Some(UnitId(1)))]
    {
        let register = unit::Command::Register { name: name.into(), short: None, parent };
        plan.run(&Command::Unit(UnitId(id), register))?;
    }
    for (id, name) in [(1, "何清越"), (2, "陆一舟"), (3, "方小禾"), (4, "方小禾")] {
        let register = person::Command::Register { name: name.into(), units: [UnitId(2)].into() };
        plan.run(&Command::Person(PersonId(id), register))?;
    }
    plan.run(&Command::Post(PostId(1), post::Command::Create { unit: UnitId(3), title: "档案管理员".into() }))
}

fn findings(plan: &mut Plan<'_>) -> Result<(), app::Failure> {
    let said = ["窗口排队时间长", "=1+1 这样开头的问题", "台账更新不及时"];
    for (id, statement) in (1..).map(FindingId).zip(said) {
        let content = finding::Content {
            statement: statement.into(),
            aspect: Some("办事大厅".into()),
            manifestations: vec!["周一上午平均等候46分钟".into(), "有群众三次往返".into()],
            unit: Some(UnitId(1)),
            ..finding::Content::default()
        };
        plan.run(&Command::Finding(id, finding::Command::Draft { campaign: C1, content, sources: Vec::new() }))?;
    }
    let measures = [
        ("增开2个潮汐窗口", Some(Kind::Staged), Some(date(2026, 6, 30)), vec![FindingId(1)]),
        ("建立站长接待日制度", Some(Kind::Continuous), None, vec![FindingId(1), FindingId(3)]),
        ("每周五更新台账", None, None, vec![FindingId(3)]),
    ];
    for (id, (statement, kind, deadline, findings)) in (1..).map(MeasureId).zip(measures) {
        let content = measure::Content {
            statement: statement.into(),
            kind,
            lead: Some(PersonId(1)),
            owner: Some(PersonId(2)),
            unit: Some(UnitId(2)),
            ..measure::Content::default()
        };
        let checklist = vec!["窗口排班表".to_owned()];
        let plan_of = measure::Plan { content, deadline, checklist, ..measure::Plan::default() };
        let register =
            measure::Command::Register { campaign: C1, findings, plan: Box::new(plan_of), sources: Vec::new() };
        plan.run(&Command::Measure(id, register))?;
    }
    let statement = "人手安排没有跟着高峰走".to_owned();
    let register = cause::Command::Register { statement, findings: [FindingId(1)].into(), sources: Vec::new() };
    plan.run(&Command::Cause(CauseId(1), register))
}

impl World {
    fn export(&self) -> Vec<u8> {
        let view = self.app.view().unwrap();
        view.workbook(&FindingQuery::all(view.today), Lang::Zh).unwrap()
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        report::exchange::read(bytes, Limits::default(), self.app.today()).unwrap().unwrap()
    }

    /// Takes the workbook in, after a rehearsal that must say the same and record nothing.
    fn take(&self, bytes: &[u8]) -> (Outcome, usize) {
        let reading = self.read(bytes);
        let proposed = self.app.propose_workbook(LEAD, &reading, &terms()).unwrap();
        let (outcome, done) = self.app.take_workbook(LEAD, None, &reading, &terms()).unwrap();
        assert_eq!(outcome, proposed);
        (outcome, done.entries.len())
    }

    fn after(&self, edit: impl FnOnce(&mut Editor)) -> (Outcome, usize) {
        let mut editor = Editor::open(self.export());
        edit(&mut editor);
        self.take(&editor.save())
    }

    fn measure(&self, id: u64) -> std::sync::Arc<measure::State> {
        let view = self.app.view().unwrap();
        match view.snapshot(MeasureId(id).into()).unwrap().unwrap().state {
            ledger::State::Measure(state) => state,
            other => panic!("{other:?}"),
        }
    }
}

fn terms() -> Terms {
    Terms { name: "台账.xlsx".into(), campaign: None, draft: false, lang: Lang::Zh }
}

fn told(outcome: &Outcome) -> String {
    let items = outcome.items.iter().map(|item| {
        let findings: Vec<String> = item.findings.iter().map(ToString::to_string).collect();
        let change = match &item.change {
            Change::New => "new".to_owned(),
            Change::Edited(fields) => fields
                .iter()
                .map(|f| format!("{}: {:?} -> {:?}", f.field.zh, f.from, f.to))
                .collect::<Vec<_>>()
                .join("; "),
            other => format!("{other:?}"),
        };
        format!("{} {} {findings:?} | {change}", item.id, item.text)
    });
    let told = outcome.told.iter().map(|told| format!("{} {}", if told.lost { "!" } else { "·" }, told.what.zh));
    items.chain(told).collect::<Vec<_>>().join("\n")
}

fn row(sheet: &Sheet, id: &str, nth: usize) -> usize {
    sheet.row(if id.starts_with('M') { "措施编号" } else { "问题编号" }, id, nth)
}

#[test]
fn what_goes_out_comes_back_and_records_nothing() {
    let world = world();
    let bytes = world.export();
    assert_eq!(world.take(&bytes), (Outcome { name: "台账.xlsx".into(), items: vec![], told: vec![] }, 0));
    let again = Editor::open(bytes).save();
    assert_eq!(world.take(&again).1, 0);
}

#[test]
fn changed_cells_become_entries_of_one_act() {
    let world = world();
    let (outcome, entries) = world.after(|editor| {
        let sheet = editor.ledger();
        let first = row(sheet, "M1", 0);
        sheet.set(first, "问题", "窗口排队时间过长");
        sheet.set(first, "具体表现", "周一上午平均等候46分钟\n\n有群众四次往返");
        sheet.set(first, "问题单位", "综合科");
        sheet.set(first, "责任人", "档案管理员");
        sheet.set(first, "责任领导", "陆一舟");
        sheet.set(first, "配合单位", "U3");
        sheet.set(first, "整改时限", Value::Day(46_265.0));
        sheet.set(first, "延期理由", "材料报价晚了两周");
        sheet.set(first, "进展/成效", "已增开1个窗口");
        sheet.set(first, "佐证清单", "窗口排班表\n等候时间公布照片");
        let third = row(sheet, "M3", 0);
        sheet.set(third, "整改时限", "2026年6月底");
        sheet.set(third, "时限原文", "2026年6月底前");
        let second = row(sheet, "M2", 1);
        sheet.set(second, "整改类型", "分阶段整改");
        editor.sheets[1].set(2, "对应问题", "F1、F3");
        editor.sheets[1].set(2, "原因", "人手没有跟着高峰走");
    });
    insta::assert_snapshot!(format!("{}\n{entries} entries", told(&outcome)));
    let measure = world.measure(1);
    assert_eq!((measure.content.owner, measure.content.owner_post), (None, Some(PostId(1))));
    assert_eq!(measure.deadline, Some(date(2026, 6, 30)), "a later deadline is only asked for");
    assert_eq!(measure.pending_extension().map(|asked| asked.to), Some(date(2026, 8, 31)));
    assert_eq!(world.measure(3).first_deadline, Some(date(2026, 6, 30)));
    assert_eq!(world.measure(3).deadline_words.as_deref(), Some("2026年6月底前"));
}

#[test]
fn what_is_refused_is_told_by_cell_and_the_rest_goes_in() {
    let world = world();
    world
        .app
        .command(LEAD, None, &Command::Measure(MeasureId(2), measure::Command::Drop { reason: "不再需要".into() }))
        .unwrap();
    let (outcome, _) = world.after(|editor| {
        let sheet = editor.ledger();
        let first = row(sheet, "M1", 0);
        sheet.set(first, "责任人", "陆一丹");
        sheet.set(first, "责任领导", "方小禾");
        sheet.set(first, "问题单位", "没有这个科");
        sheet.set(first, "整改时限", "2026年9月底");
        sheet.set(first, "佐证清单", "等候时间公布照片");
        sheet.set(first, "时限原文", "六月底");
        sheet.set(first, "整改措施", "增开3个潮汐窗口");
        let second = row(sheet, "M2", 0);
        sheet.set(second, "整改措施", "建立接待日制度");
        let third = row(sheet, "M3", 0);
        sheet.set(third, "整改时限", "长期坚持");
        sheet.set(third, "整改类型", "立行立改");
        sheet.add(&[("问题", "新问题没有写专项"), ("整改措施", "先写下来")]);
        sheet.add(&[("问题", "新问题专项不对"), ("专项", "C9")]);
        editor.sheets[1].set(2, "对应问题", "F1、F9");
    });
    insta::assert_snapshot!(told(&outcome));
    assert_eq!(world.measure(1).content.statement, "增开3个潮汐窗口");
    assert_eq!(world.measure(1).content.owner, Some(PersonId(2)));
}

#[test]
fn new_rows_become_findings_measures_and_causes_once() {
    let world = world();
    let mut editor = Editor::open(world.export());
    let sheet = editor.ledger();
    sheet.add(&[
        ("专项", "C1"),
        ("问题", "预约电话打不通"),
        ("问题类别/方面", "办事大厅"),
        ("整改措施", "增设1部电话"),
        ("责任人", "陆一舟"),
        ("责任领导", "何清越"),
        ("牵头（责任）单位", "信息科"),
        ("整改时限", "2026年6月底"),
        ("整改类型", "分阶段整改"),
        ("进展/成效", "已报装"),
    ]);
    sheet.add(&[("专项", "2026年度自查"), ("问题", "预约电话打不通"), ("整改措施", "安排专人接听")]);
    sheet.add(&[("问题编号", "F3"), ("整改措施", "指定专人维护"), ("整改时限", "长期坚持")]);
    editor.sheets[1].add(&[("原因", "没有专人维护"), ("对应问题", "F3")]);
    let bytes = editor.save();
    let (outcome, entries) = world.take(&bytes);
    insta::assert_snapshot!(format!("{}\n{entries} entries", told(&outcome)));
    let (outcome, entries) = world.take(&bytes);
    insta::assert_snapshot!(format!("{}\n{entries} entries", told(&outcome)));
    assert_eq!(world.measure(6).content.kind, Some(Kind::Continuous));
}

#[test]
fn a_ledger_that_changed_meanwhile_keeps_its_own() {
    let world = world();
    let mut editor = Editor::open(world.export());
    let mut content = world.measure(1).content.clone();
    content.statement = "增开4个潮汐窗口".into();
    let edit = measure::Command::Edit { content: Box::new(content), reason: "会上定的".into() };
    world.app.command(LEAD, None, &Command::Measure(MeasureId(1), edit)).unwrap();
    let sheet = editor.ledger();
    let first = row(sheet, "M1", 0);
    sheet.set(first, "整改措施", "增开3个潮汐窗口");
    sheet.set(first, "进展/成效", "已增开1个窗口");
    let (outcome, _) = world.take(&editor.save());
    insta::assert_snapshot!(told(&outcome));
}

#[test]
fn the_workbook_of_another_ledger_changes_nothing() {
    let (one, other) = (world(), world());
    let mut editor = Editor::open(one.export());
    let sheet = editor.ledger();
    let first = row(sheet, "M1", 0);
    sheet.set(first, "整改措施", "增开3个潮汐窗口");
    let (outcome, entries) = other.take(&editor.save());
    assert_eq!(entries, 0);
    insta::assert_snapshot!(told(&outcome));
}

#[test]
fn the_same_key_takes_a_workbook_in_once() {
    let world = world();
    let mut editor = Editor::open(world.export());
    let sheet = editor.ledger();
    let first = row(sheet, "M1", 0);
    sheet.set(first, "进展/成效", "已增开1个窗口");
    let reading = world.read(&editor.save());
    let (_, first) = world.app.take_workbook(LEAD, Some("k1"), &reading, &terms()).unwrap();
    let (_, again) = world.app.take_workbook(LEAD, Some("k1"), &reading, &terms()).unwrap();
    assert!(again.replayed && !first.replayed && first.entries == again.entries);
}

#[test]
fn nothing_to_export_is_a_refusal() {
    let world = world();
    let view = world.app.view().unwrap();
    let none = FindingQuery { campaign: Some(CampaignId(2)), ..FindingQuery::all(Date::MIN) };
    assert!(view.workbook(&none, Lang::Zh).unwrap_err().is_refusal());
}
