//! What programs read: where JSON is wanted, a failure is JSON too.

use insta::assert_snapshot;
use serde_json::Value;

use crate::desk::Desk;
use crate::ledger::Ledger;

/// Runs a call that must fail with nothing on standard error; its exit code, and each line of standard output as JSON.
fn failed(desk: &Desk, line: &str) -> (Option<i32>, Vec<Value>) {
    let output = desk.output(&line.split(' ').collect::<Vec<_>>());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let values = serde_json::Deserializer::from_str(&text).into_iter().collect::<Result<_, _>>();
    (output.status.code(), values.unwrap_or_else(|error| panic!("{line}: {error}\n{text}")))
}

#[test]
fn a_failure_is_one_object_on_standard_output() {
    let ledger = Ledger::new();
    let mut seen = String::new();
    for line in [
        "close F1 --summary 已整改 --as 叶知秋",
        "person join 某某 没有这个单位",
        "show F99",
        "list --status 完成",
        "measure deadline M2 2026-6-30",
        "list --lihgt red",
        "evidence add 没有.pdf --dated 2026-01-01",
        "list --data 别处",
        "log verify 没有.receipt",
    ] {
        let (code, values) = failed(&ledger.desk, &format!("{line} --json"));
        let [value] = values.as_slice() else { panic!("{line}: {values:?}") };
        assert_eq!(value["format"], "bihuan.failure.v1");
        seen.push_str(&format!("$ bihuan {line}\n{value:#}\n-- exit code {} --\n", code.expect("a code")));
    }
    assert_snapshot!(seen);
}

#[test]
fn a_receipt_that_proves_nothing_is_json_too() {
    let ledger = Ledger::new();
    ledger.done("log receipt 3 --output 收据");
    let receipt = ledger.desk.text("收据").replace("index 3", "index 4");
    std::fs::write(ledger.desk.path("收据"), receipt).expect("written");
    let (code, values) = failed(&ledger.desk, "log verify 收据 --json");
    assert_eq!((code, &values[0]["kind"]), (Some(1), &"refusal".into()), "{values:?}");
}

#[test]
fn of_many_papers_each_that_fails_has_its_place_among_the_results() {
    let desk = Desk::with_samples();
    for command in ["extract --json", "read --format json"] {
        let (code, values) = failed(&desk, &format!("{command} self-examination.txt 没有.docx hazard-ledger.xlsx"));
        assert_eq!((code, values.len()), (Some(2), 3), "{command}");
        assert_eq!((&values[1]["kind"], &values[1]["file"]), (&"error".into(), &"没有.docx".into()), "{command}");
    }
}

#[test]
fn a_result_that_is_one_whole_lists_what_failed_and_people_are_told_at_once() {
    let desk = Desk::with_samples();
    for command in ["check --format json", "compare --format=json"] {
        let line = format!("{command} self-examination.txt 没有.docx rectification-plan.docx");
        let output = desk.output(&line.split(' ').collect::<Vec<_>>());
        let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(value["failed"][0]["file"], "没有.docx", "{command}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("错误：没有.docx"), "{command}");
    }
    let (code, values) = failed(&desk, "check self-examination.txt --select Q9 --format json");
    assert_eq!((code, values.len()), (Some(2), 1), "{values:?}");
}

#[test]
fn import_answers_with_a_list_whatever_becomes_of_each_file() {
    let ledger = Ledger::new();
    let desk = ledger.desk.file("方案.txt", "一、服务台排队过长。\n整改措施：增设两个窗口。\n").file("空.txt", "");
    let (code, values) = failed(&desk, "import 没有.docx 空.txt --campaign C1 --json --yes");
    let told = values[0].as_array().expect("a list");
    assert_eq!((code, told.len(), &told[0]["kind"]), (Some(2), 2, &"error".into()), "{values:?}");
    // A preview shows what it would do, and nobody is asked.
    let preview = desk.output(&["import", "方案.txt", "--campaign", "C1", "--json"]);
    let value: Value = serde_json::from_slice(&preview.stdout).expect("JSON");
    assert_eq!((preview.status.code(), &value[0]["entries"]), (Some(1), &0.into()));
    assert!(value[0]["proposal"]["items"].as_array().is_some_and(|items| !items.is_empty()), "{value:#}");
}
