//! What a person sees before a paper goes into the ledger.

use insta::assert_snapshot;

use crate::ledger::Ledger;

const PLAN: &str = "石榴湾图书馆关于读者服务检查的整改方案

一、开放服务方面
（一）周末闭馆过早。3月有4天下午四点停止入馆。
整改措施：周末开放到下午六点，重新排班并在大厅和公众号公布，公布后三天内收集读者意见。
责任领导：沈砚
责任单位：读者服务部
责任人：叶知秋
完成时限：2026年5月底前
（二）服务台排队过长。
整改措施：增设两个服务窗口。
责任单位：后勤保障部
二、设备设施方面
（一）自助借还机长期故障。
整改措施：每月检修一次借还机，每季度公布一次完好率。
责任单位：技术部
责任人：何清越
完成时限：长期坚持
";

fn with_plan() -> Ledger {
    let mut ledger = Ledger::new();
    ledger.desk = ledger.desk.file("方案.txt", PLAN);
    ledger
}

#[test]
fn the_preview_shows_what_will_be_on_record() {
    let ledger = with_plan();
    assert_snapshot!(ledger.both("import 方案.txt --campaign C1"));
}

#[test]
fn the_preview_fits_the_screen() {
    use unicode_width::UnicodeWidthStr as _;
    let ledger = with_plan();
    for line in ledger.both("import 方案.txt --campaign C1").lines() {
        assert!(line.width() <= 80, "{line}");
    }
}

#[test]
fn the_preview_is_what_goes_in() {
    let ledger = with_plan();
    let before = ledger.json("import 方案.txt --campaign C1 --yes");
    let facts = &before[0]["proposal"]["facts"];
    let measure = |id: &str| facts[id]["measure"].clone();
    let (id, _) = facts.as_object().and_then(|all| all.iter().find(|(id, _)| id.starts_with('M'))).expect("a measure");
    let story = ledger.json(&format!("show {id}"));
    assert_eq!(measure(id)["deadline"], story["deadline"]);
    assert_eq!(measure(id)["owner"]["known"][0]["id"], story["owner"]["id"]);
    // The same paper again: nothing is put on record, so nothing is shown to be.
    assert!(!ledger.line("import 方案.txt --campaign C1").contains("时限"));
}
