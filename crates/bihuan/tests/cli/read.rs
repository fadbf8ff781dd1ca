//! `bihuan read`.

use insta::assert_snapshot;

use crate::desk::Desk;

const PAPER: &str = "\
杉口镇市场管理所关于卫生检查问题的整改报告
一、检查发现的问题
（一）摊位管理
1.水产区三个摊位占道，顾客推车无法通过。
2.垃圾桶没有加盖，上午十点已经满溢，周边商户先后反映过七次，所里都只是口头答应，没有安排人处理，也没有告诉商户什么时候能办。
二、整改情况
以上问题已于4月底前全部整改。
";

#[test]
fn an_outline() {
    assert_snapshot!(Desk::new().file("报告.txt", PAPER).run(&["read", "报告.txt"]));
}

#[test]
fn an_outline_of_a_word_file_with_computed_numbers() {
    let desk = Desk::with_samples();
    assert_snapshot!("outline_docx_zh", desk.run(&["read", "rectification-plan.docx"]));
    assert_snapshot!("outline_docx_en", desk.run(&["read", "rectification-plan.docx", "--lang", "en"]));
}

#[test]
fn a_table_is_drawn_with_its_merged_cells() {
    let desk = Desk::with_samples();
    assert_snapshot!("table_80", desk.run(&["read", "hazard-ledger.xlsx"]));
    let mut wide = desk.command(&["read", "hazard-ledger.xlsx"]);
    let wide = wide.env("COLUMNS", "160").output().expect("the binary runs");
    assert_snapshot!("table_160", crate::desk::shown(&wide));
}

#[test]
fn text_markdown_and_json() {
    let desk = Desk::new().file("报告.txt", PAPER);
    assert_snapshot!("format_text", desk.run(&["read", "报告.txt", "--format", "text"]));
    assert_snapshot!("format_markdown", desk.run(&["read", "报告.txt", "--format", "markdown"]));
    assert_snapshot!("format_json", desk.run(&["read", "报告.txt", "--format", "json"]));
}

#[test]
fn a_table_in_markdown() {
    assert_snapshot!(Desk::with_samples().run(&["read", "hazard-ledger.xlsx", "--format", "markdown"]));
}

#[test]
fn several_files_as_json_are_a_line_each() {
    let desk = Desk::new().file("a.txt", PAPER).file("b.txt", "二、整改措施\n");
    let output = desk.output(&["read", "a.txt", "b.txt", "--format", "json"]);
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let files: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|value| value["file"].as_str().expect("a name").to_owned())
        .collect();
    assert_eq!(files, ["a.txt", "b.txt"]);
}

#[test]
fn a_paper_cannot_drive_the_terminal() {
    let desk = Desk::new().file("坏.txt", "一、\u{1b}[2J\u{1b}]0;标题\u{7}问题\u{202e}反转\n二、措施\n");
    for format in ["outline", "text", "markdown"] {
        let shown = desk.run(&["read", "坏.txt", "--format", format]);
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
    }
}

#[test]
fn colours_are_as_asked() {
    let desk = Desk::new().file("报告.txt", PAPER);
    let escapes = |arguments: &[&str]| desk.run(arguments).contains('\u{1b}');
    assert!(!escapes(&["read", "报告.txt"]));
    assert!(!escapes(&["read", "报告.txt", "--color", "never"]));
    assert!(escapes(&["read", "报告.txt", "--color", "always"]));
}
