//! `bihuan extract`.

use insta::assert_snapshot;
use serde_json::Value;

use crate::desk::{Desk, shown};

const PAPER: &str = "\
石榴湾图书分馆关于读者服务检查问题的整改方案
（2026年4月8日）
一、存在的问题
（一）开放服务方面
1.周末闭馆过早。具体表现为：3月份有4天下午四点就停止入馆，比公示时间早一小时。
2.自助借还机长期故障。
二、原因分析
（一）排班没有按客流调整。
三、整改措施
（一）延长开放。调整周末排班，开放到下午六点，针对问题1。责任单位：读者部；责任人：叶知秋；完成时限：2026年5月底前。
（二）每月检修1次自助借还机。责任单位：技术部；长期坚持。
";

#[test]
fn a_table_for_people() {
    let desk = Desk::new().file("方案.txt", PAPER);
    assert_snapshot!("table_zh_80", desk.run(&["extract", "方案.txt"]));
    assert_snapshot!("table_en_80", desk.run(&["extract", "方案.txt", "--lang", "en"]));
    let mut wide = desk.command(&["extract", "方案.txt"]);
    assert_snapshot!("table_zh_160", shown(&wide.env("COLUMNS", "160").output().expect("the binary runs")));
}

#[test]
fn the_samples() {
    let desk = Desk::with_samples();
    assert_snapshot!("sample_txt", desk.run(&["extract", "self-examination.txt"]));
    assert_snapshot!("sample_docx", desk.run(&["extract", "rectification-plan.docx"]));
    assert_snapshot!("sample_xlsx", desk.run(&["extract", "hazard-ledger.xlsx"]));
}

#[test]
fn a_paper_without_any_finding_says_so() {
    let desk = Desk::new().file("通知.txt", "关于召开周例会的通知\n定于周五下午三点在二楼会议室召开周例会。\n");
    assert_snapshot!(desk.run(&["extract", "通知.txt"]));
}

#[test]
fn json_of_one_file_is_the_contract() {
    let desk = Desk::new().file("方案.txt", PAPER);
    let value: Value = serde_json::from_slice(&desk.output(&["extract", "方案.txt", "--json"]).stdout).expect("JSON");
    let mut fields: Vec<&String> = value.as_object().expect("an object").keys().collect();
    // The contract names fields; their order says nothing.
    fields.sort();
    let contract = ["aspects", "causes", "date", "declared", "findings", "genre", "measures", "suggestions", "title"];
    assert_eq!(fields, contract);
}

#[test]
fn json_of_several_files_is_a_line_each() {
    let desk = Desk::new().file("a.txt", PAPER).file("b.txt", PAPER);
    let lines = desk.run(&["extract", "a.txt", "b.txt", "--json"]);
    let files: Vec<Value> =
        lines.lines().map(|l| serde_json::from_str::<Value>(l).expect("JSON")["file"].clone()).collect();
    assert_eq!(files, ["a.txt", "b.txt"]);
}

#[test]
fn json_into_a_folder_is_named_after_each_file() {
    let desk = Desk::new().file("a.txt", PAPER).file("b.gb.txt", PAPER);
    let seen = desk.run(&["extract", "a.txt", "b.gb.txt", "-o", "新建/结果"]);
    assert_snapshot!(seen);
    assert_eq!(desk.names("新建/结果"), ["a.json", "b.gb.json"]);
    let one = desk.output(&["extract", "a.txt", "--json"]).stdout;
    assert_eq!(desk.text("新建/结果/a.json"), String::from_utf8(one).expect("UTF-8"));
}

#[test]
fn two_files_of_one_name_do_not_overwrite_each_other() {
    let desk = Desk::new().file("a.txt", PAPER).file("old/a.txt", "一、问题\n");
    let before = desk.run(&["extract", "a.txt", "old/a.txt", "-o", "out"]);
    assert_snapshot!(before);
    assert!(desk.text("out/a.json").contains("石榴湾"));
}

#[test]
fn a_ledger() {
    let desk = Desk::new().file("a.txt", PAPER).file("b.txt", PAPER);
    assert_snapshot!(desk.run(&["extract", "a.txt", "b.txt", "--xlsx", "台账.xlsx"]));
    assert_eq!(desk.names("."), ["a.txt", "b.txt", "台账.xlsx"]);
    let read = desk.run(&["read", "台账.xlsx", "--format", "text"]);
    assert!(read.contains("整改措施") && read.contains("周末闭馆过早"), "{read}");
}

#[test]
fn a_ledger_takes_the_place_of_no_paper() {
    let desk = Desk::new().file("a.txt", PAPER).file("old.xlsx", PAPER);
    let mut said = String::new();
    for arguments in [&["extract", "--xlsx", "a.txt", "old.xlsx"][..], &["extract", "old.xlsx", "--xlsx", "./old.xlsx"]]
    {
        said.push_str(&desk.run(arguments));
        said.push_str(&desk.run(&[arguments, &["--lang", "en"]].concat()));
    }
    assert_snapshot!(said);
    assert!(desk.text("a.txt") == PAPER && desk.text("old.xlsx") == PAPER, "nothing was written");
}
