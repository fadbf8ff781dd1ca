//! Files that a person may have worked in are not overwritten unless that is asked for.

use std::fs;

use crate::desk::Desk;
use crate::ledger::Ledger;

const MINE: &str = "改了一上午";

#[test]
fn each_command_that_writes_a_named_file_leaves_one_alone() {
    let ledger = Ledger::new();
    let desk = ledger.desk.file("排班表.csv", "周末,18:00\n");
    let run = |line: &str| desk.output(&line.split(' ').collect::<Vec<_>>());
    assert!(run("evidence add 排班表.csv --dated 2026-02-28").status.success());
    assert!(run("log checkpoint --output 检查点").status.success());
    assert!(run("log witness example.org/见证 --output 见证.key").status.success());
    for (line, file) in [
        ("ledger export --xlsx 我的.xlsx", "我的.xlsx"),
        ("evidence get E1", "排班表.csv"),
        ("evidence get E1 --output 取出.csv", "取出.csv"),
        ("archive C1 --output C1.zip", "C1.zip"),
        ("log checkpoint --output 头", "头"),
        ("log receipt 3 --output 回执", "回执"),
        ("log prove 2 --output 证明", "证明"),
        ("log witness example.org/另一个 --output 另一个.key", "另一个.key"),
        ("log cosign 检查点 --secret 见证.key --output 见证后", "见证后"),
    ] {
        fs::write(desk.path(file), MINE).expect("a file");
        let refused = run(line);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{line}: {said}");
        assert!(said.contains(file) && said.contains("--overwrite"), "{line}: {said}");
        assert_eq!(desk.text(file), MINE, "{line}");
        let done = run(&format!("{line} --overwrite"));
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
        assert_ne!(fs::read(desk.path(file)).expect("a file"), MINE.as_bytes(), "{line}");
    }
}

#[test]
fn nothing_is_done_before_the_file_is_refused() {
    let ledger = Ledger::new();
    let published = || ledger.json("log status")["published"].clone();
    fs::write(ledger.desk.path("头"), MINE).expect("a file");
    let before = published();
    assert!(ledger.line("log checkpoint --output 头").contains("--overwrite"));
    assert_eq!(published(), before);
}

#[test]
fn results_never_take_the_place_of_what_is_read() {
    let paper = "一、服务台排队过长。\n整改措施：增设两个窗口。\n";
    let desk = Desk::new().file("材料.json", paper).file("别的.txt", paper).file("材料.docx", MINE);
    let refused = desk.run(&["extract", "材料.json", "别的.txt", "-o", "."]);
    assert!(refused.contains("材料.json") && refused.contains("没有写"), "{refused}");
    assert_eq!((desk.text("材料.json"), desk.path("别的.json").exists()), (paper.to_owned(), true), "{refused}");
}

#[test]
fn a_word_file_that_is_compared_with_is_not_annotated_over() {
    let desk = Desk::with_samples();
    // Annotated before, so that it would be replaced were it not read.
    assert_eq!(desk.output(&["check", "rectification-plan.docx", "--annotate", "批注.docx"]).status.code(), Some(1));
    let before = fs::read(desk.path("批注.docx")).expect("a file");
    let over =
        ["check", "rectification-plan.docx", "--superior", "批注.docx", "--annotate", "批注.docx", "--ignore", "F"];
    let said = desk.run(&over);
    assert!(said.contains("会盖掉要读的材料"), "{said}");
    assert_eq!(fs::read(desk.path("批注.docx")).expect("a file"), before);
}
