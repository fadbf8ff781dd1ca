//! Units, people, posts and hand-overs; look-backs, samples and regulations: what is shown to whom, and what forms do.

#[cfg(test)]
#[path = "support/site.rs"]
mod common;

use app::store::FindingQuery;
use common::{Demo, demo};
use demo::Role;
use jiff::civil::Date;
use ledger::{FindingId, PersonId, State, UnitId};

/// A closed finding that waits for a look-back, seen by all of the office.
#[cfg(test)]
fn owed(demo: &Demo) -> (FindingId, Date) {
    let view = demo.app().view().unwrap();
    let days = (Date::MIN, Date::MAX);
    let rows = view.look_backs(days, None, app::store::Sight::All, 500).unwrap().0;
    let first = rows.first().expect("the demonstration has findings to look back at");
    (first.finding.id, first.day)
}

#[test]
fn the_tree_links_every_unit_and_forms_are_for_the_office() {
    let demo = demo();
    let (office, member) = (demo.sign_in(Role::Office), demo.sign_in(Role::Member));
    let units = demo.app().view().unwrap().units().unwrap().rows;
    let (full, plain) = (office.get("/organisation"), member.get("/organisation"));
    for unit in &units {
        assert!(plain.says(&format!("/units/{}", unit.id)), "{}", unit.name);
    }
    assert_eq!(plain.text.matches("<ul class=\"tree\">").count(), 1);
    let (open, shut) =
        (plain.text.matches("<details open>").count(), plain.text.matches("</ul></details></li>").count());
    assert_eq!(open, shut, "every unit with others below it closes again");
    assert!(full.says("action=\"/units\"") && !plain.says("action=\"/units\""));
    member.get("/organisation");
    assert_eq!(member.post("/units", &[("name", "不该有的科室")]).status, 403);
}

#[test]
fn a_unit_is_entered_renamed_moved_and_dissolved() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    office.get("/organisation");
    let top = demo.app().view().unwrap().units().unwrap().rows[0].id.to_string();
    assert_eq!(office.post("/units", &[("name", "档案数字化专班"), ("parent", &top)]).status, 303);
    let find = || {
        demo.app().view().unwrap().units().unwrap().rows.into_iter().find(|unit| unit.name.starts_with("档案数字化"))
    };
    let id = find().unwrap().id;
    let at = |what: &str| format!("/units/{id}/{what}");
    assert_eq!(office.post(&at("rename"), &[("name", "档案数字化办公室"), ("short", "数字办")]).status, 303);
    let refused = office.post(&at("dissolve"), &[("reason", "")]);
    assert_eq!(refused.status, 422);
    assert!(refused.says("理由不能为空"), "{}", refused.words());
    assert_eq!(office.post(&at("dissolve"), &[("reason", "任务完成")]).status, 303);
    let page = office.get(&format!("/units/{id}"));
    assert!(page.says("已撤销") && page.says("任务完成") && !page.says("/dissolve"), "{}", page.words());
}

#[test]
fn people_come_into_units_and_posts_and_hand_over() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    office.get("/organisation");
    let unit = demo.app().view().unwrap().units().unwrap().rows[1].id;
    assert_eq!(office.post(&format!("/units/{unit}/person"), &[("person", "谢雨桐")]).status, 303);
    assert_eq!(office.post(&format!("/units/{unit}/post"), &[("post", "专职安全员")]).status, 303);
    let view = demo.app().view().unwrap();
    let person: PersonId = view.find("谢雨桐").unwrap().unwrap();
    let post: ledger::PostId = view.find("专职安全员").unwrap().unwrap();
    assert_eq!(office.post(&format!("/posts/{post}/fill"), &[("person", "谢雨桐")]).status, 303);
    assert!(office.get(&format!("/people/{person}")).says("专职安全员"));
    let unknown = office.post(&format!("/posts/{post}/hand-over"), &[("to", "没有这个人")]);
    assert_eq!(unknown.status, 422);
    assert!(unknown.says("没有人员“没有这个人”"), "{}", unknown.words());
    let member = demo.cast(Role::Member);
    let to = member.person.to_string();
    let sent = office.post(&format!("/posts/{post}/hand-over"), &[("to", &to), ("note", "轮岗")]);
    assert_eq!(sent.status, 303, "{}", sent.words());
    let page = office.follow(&sent);
    assert!(!page.says("/accept") && page.says("/decline"), "{}", page.words());
    let at = sent.to.unwrap();
    let theirs = demo.sign_in(Role::Member);
    assert!(theirs.get(&at).says("/accept"));
    assert_eq!(theirs.post(&format!("{at}/accept"), &[]).status, 303);
    assert!(office.get(&format!("/posts/{post}")).says(&member.name));
}

#[test]
fn people_come_from_excel_and_what_is_not_understood_is_told() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    office.get("/organisation/import");
    let template = office.get("/organisation/template.xlsx");
    assert_eq!(template.status, 200);
    let read = app::roster::read(&template.bytes, "模板.xlsx").unwrap();
    assert_eq!(read.len(), 2, "the template shows two rows");

    let top = demo.app().view().unwrap().units().unwrap().rows[0].name.clone();
    let known = demo.cast(Role::Owner);
    let unit = demo.app().view().unwrap().name_of(known.unit);
    let rows: Vec<Vec<String>> = [
        ["维修班", "物业科", "唐书言", "维修班班长"],
        ["物业科", &top, "", ""],
        [&unit, "", &known.name, ""],
        ["悬空班", "没有的科", "无处去", ""],
        ["", "", "", "无主的岗位"],
    ]
    .map(|row| row.map(str::to_owned).to_vec())
    .into();
    let file = app::roster::table("人员", &["单位", "上级单位", "姓名", "岗位"], &rows).unwrap();
    let size = || demo.app().view().unwrap().head().unwrap().size;
    let before = size();
    let shown = office.upload("/organisation/import", &[], &[("file", "名单.xlsx", &file)]);
    assert_eq!(shown.status, 200, "{}", shown.words());
    assert!(
        shown.says("人员!5") && shown.says("上级单位“没有的科”没有") && shown.says("岗位没有写明单位"),
        "{}",
        shown.words()
    );
    assert_eq!(size(), before, "a preview records nothing");
    let lines = app::roster::text(&app::roster::read(&file, "名单.xlsx").unwrap());
    let form = [("rows", lines.as_str()), ("key", "once")];
    let sent = office.post("/organisation/import/confirm", &form);
    assert_eq!(sent.status, 303, "{}", sent.words());
    let told = office.follow(&sent).words();
    let twice = office.post("/organisation/import/confirm", &form);
    let again = office.follow(&twice).words();
    let said = |words: &str| words.split("录入单位").nth(1).map(|rest| rest.chars().take(24).collect::<String>());
    assert!(said(&told).is_some() && said(&told) == said(&again), "{told} — {again}");
    let view = demo.app().view().unwrap();
    let (class, section): (UnitId, UnitId) =
        (view.find("维修班").unwrap().unwrap(), view.find("物业科").unwrap().unwrap());
    assert_eq!(view.tree().unwrap().0[&class], Some(section), "the unit above stands in a later row");
    let person: PersonId = view.find("唐书言").unwrap().unwrap();
    let held = view.all::<ledger::PostId>().unwrap().into_iter().any(
        |(_, state)| matches!(state, State::Post(post) if post.title == "维修班班长" && post.holder == Some(person)),
    );
    assert!(held && view.find::<PersonId>("无处去").unwrap().is_err());
    let after = size();
    assert_eq!(office.post("/organisation/import/confirm", &[("rows", &lines)]).status, 303);
    assert_eq!(size(), after, "the same list again enters nothing");

    let none = office.upload("/organisation/import", &[], &[("file", "空.csv", b"a,b\n1,2\n")]);
    assert_eq!(none.status, 422);
    assert!(none.says("没有找到“单位”或“姓名”列"), "{}", none.words());
}

#[test]
fn what_is_due_is_listed_by_day_and_looked_back_at() {
    let demo = demo();
    let inspector = demo.sign_in(Role::Inspector);
    let (id, day) = owed(&demo);
    let when = if day <= demo.app().today() { "due" } else { "soon" };
    let list = inspector.get(&format!("/look-back?when={when}"));
    assert_eq!(list.status, 200);
    assert!(list.says(&format!("/findings/{id}/look-back")) && list.says(&day.to_string()), "{}", list.words());
    assert_eq!(demo.sign_in(Role::Member).get("/look-back").status, 403);

    let at = format!("/findings/{id}/look-back");
    let form = inspector.get(&at);
    assert!(form.says("巩固") && form.says("反弹"), "{}", form.words());
    let none = inspector.post(&at, &[("note", "看过了")]);
    assert_eq!(none.status, 422);
    assert!(none.says("请选择回头看的结果") && none.says("看过了"), "{}", none.words());
    let bare = inspector.post(&at, &[("result", "rebounded")]);
    assert_eq!(bare.status, 422, "a rebound wants words");
    let fields = [("result", "rebounded"), ("note", "抽查三次，两次又缺登记")];
    let sent = inspector.upload(&at, &fields, &[("file", "现场记录.txt", "登记本第 3 页空白".as_bytes())]);
    assert_eq!(sent.status, 303, "{}", sent.words());
    let view = demo.app().view().unwrap();
    let state = view.finding_state(id).unwrap().unwrap();
    assert_eq!(state.status, ledger::finding::Status::Rebounded);
    assert_eq!(state.look_backs.last().unwrap().evidence.len(), 1);
}

#[test]
fn a_sample_is_drawn_and_anybody_can_draw_it_again() {
    let demo = demo();
    let inspector = demo.sign_in(Role::Inspector);
    let (id, _) = owed(&demo);
    let campaign = demo.app().view().unwrap().finding_state(id).unwrap().unwrap().campaign;
    let at = format!("/campaigns/{campaign}/samples");
    inspector.get(&at);
    let many = inspector.post(&at, &[("take", "9999")]);
    assert_eq!(many.status, 422);
    let sent = inspector.post(&at, &[("take", "1")]);
    assert_eq!(sent.status, 303, "{}", sent.words());
    let page = inspector.follow(&sent);
    let to = sent.to.unwrap();
    let number: usize = to.rsplit('/').next().unwrap().parse().unwrap();
    let drawn = demo.app().sample(campaign, number).unwrap();
    assert!(page.says(&drawn.root) && page.says(&drawn.drawn[0].hash), "{}", page.words());
    let json: serde_json::Value = serde_json::from_str(&inspector.get(&format!("{to}/json")).text).unwrap();
    assert_eq!(json["drawn"][0]["finding"], drawn.drawn[0].finding.to_string());
    let workbook = inspector.get(&format!("{to}/xlsx"));
    let read = document::read(&workbook.bytes, "抽查.xlsx").unwrap().plain_text();
    assert!(read.contains(&drawn.drawn[0].hash), "{read}");
    assert_eq!(demo.sign_in(Role::Owner).post(&at, &[("take", "1")]).status, 403);
    assert_eq!(inspector.get(&format!("{at}/99")).status, 404);
}

#[test]
fn a_regulation_is_recorded_tied_amended_and_abolished() {
    let demo = demo();
    let office = demo.sign_in(Role::Office);
    office.get("/regulations");
    let fields = [("title", "公务用车管理办法"), ("number", "青事〔2026〕7号"), ("on", "2026-06-01")];
    let sent = office.upload("/regulations", &fields, &[("file", "办法.txt", "第八条 一车一卡。".as_bytes())]);
    assert_eq!(sent.status, 303, "{}", sent.words());
    let at = sent.to.clone().unwrap();
    assert!(office.follow(&sent).says("青事〔2026〕7号"));
    let view = demo.app().view().unwrap();
    let finding = view.findings(&FindingQuery { limit: 1, ..FindingQuery::all(view.today) }).unwrap().rows.remove(0);
    let id = finding.id.to_string();
    let fields = [("finding", id.as_str()), ("loophole", "油卡混用"), ("clause", "第八条")];
    assert_eq!(office.post(&format!("{at}/tie"), &fields).status, 303);
    assert!(office.get(&at).says("第八条"));
    let refused = office.post(&format!("{at}/amend"), &[("title", "公务用车管理办法"), ("number", "青事〔2026〕9号")]);
    assert_eq!(refused.status, 422);
    assert!(refused.says("理由不能为空") && refused.says("青事〔2026〕9号"), "{}", refused.words());
    let wrong = office.post(&format!("{at}/amend"), &[("title", "x"), ("issuer", "没有的单位"), ("on", "下月")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("没有单位“没有的单位”") && wrong.says("日期写作 2026-06-30"), "all at once: {}", wrong.words());
    let which = office.post(&format!("{at}/untie"), &[]);
    assert!(which.status == 422 && which.says("请填问题编号"), "{}", which.words());
    assert_eq!(office.post(&format!("{at}/untie"), &[("untied", &id)]).status, 303);
    assert_eq!(office.post(&format!("{at}/abolish"), &[("abolish_reason", "由新办法代替")]).status, 303);
    let page = office.get(&at);
    assert!(page.says("已废止") && !page.says("/amend"), "{}", page.words());
    assert_eq!(demo.sign_in(Role::Member).post("/regulations", &[("title", "x")]).status, 403);
}
