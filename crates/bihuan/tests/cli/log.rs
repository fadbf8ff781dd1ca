//! The log as people outside see it.

use crate::ledger::Ledger;

/// Entry 14 of the small ledger: the registration of F1.
fn receipts() -> Ledger {
    let ledger = Ledger::new();
    let registered = ledger.json("history F1")["entries"].as_array().cloned().unwrap_or_default();
    let seq = registered.iter().find(|entry| entry["kind"] == "finding.registered").expect("an entry")["seq"].clone();
    ledger.done(&format!("log receipt {seq} -o 回执"));
    ledger.done(&format!("log receipt {seq} --without-payload -o 无内容"));
    ledger.done("log checkpoint -o 检查点");
    ledger
}

#[test]
fn a_verified_receipt_is_told_in_a_sentence() {
    let ledger = receipts();
    let told = ledger.both("log verify 回执");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!((lines[0], lines[1]), ("✔ 核验通过", "2026-03-02 10:00 +08  本机操作员  F1  登记"), "{told}");
    assert!(told.contains("2026-03-02 10:00 +08  the local operator  F1  registered"), "{told}");
    assert!(told.contains("  日志  library.example/ledger\n") && told.contains("条，日志共 "), "{told}");
    assert!(!told.contains('{'), "{told}");
    let kept_back = ledger.both("log verify 无内容");
    assert!(kept_back.contains("F1  finding.registered（内容没有出示）"), "{kept_back}");
    assert!(kept_back.contains("F1  finding.registered (its text is"), "{kept_back}");
    let checkpoint = ledger.both("log verify 检查点");
    assert!(checkpoint.contains("\n  规模  ") && checkpoint.contains("\n  size  "), "{checkpoint}");
}

#[test]
fn an_outsider_reads_the_same_without_the_ledger() {
    let ledger = receipts();
    let key = ledger.json("log key")["key"].as_str().expect("a key").to_owned();
    let inside = ledger.line("log verify 回执");
    let elsewhere = crate::desk::Desk::new().file("回执", ledger.desk.text("回执"));
    let outside = elsewhere.run(&["log", "verify", "回执", "--key", &key]);
    // Only who has the ledger can compare with it.
    let (same, here) = inside.split_once("  本机记录").expect("compared with the ledger");
    assert_eq!((outside.as_str(), here.trim()), (same, "24"));
}

#[test]
fn english_counts_one_thing_as_one() {
    let ledger = Ledger::new();
    let backup = ledger.line("backup 备份 --lang en");
    assert!(backup.contains(" entries, 0 files ("), "{backup}");
    let desk = crate::desk::Desk::new().file("表.txt", "x");
    for line in ["init", "evidence add 表.txt --dated 2026-01-01"] {
        assert!(desk.output(&line.split(' ').collect::<Vec<_>>()).status.success(), "{line}");
    }
    let said = ["backup 一份", "rebuild", "doctor"]
        .map(|line| desk.run(&line.split(' ').chain(["--lang", "en"]).collect::<Vec<_>>()));
    assert!(said[0].contains("copied: 1 entry, 1 file ("), "{}", said[0]);
    assert!(said[1].starts_with("rebuilt: 1 entry, 1 stream, "), "{}", said[1]);
    assert!(said[2].contains("the log has 1 entry; published: 0 checkpoints"), "{}", said[2]);
}
