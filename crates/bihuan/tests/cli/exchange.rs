//! The ledger goes out as a workbook and comes back.

use std::io::{Cursor, Read as _, Write as _};

use insta::assert_snapshot;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::desk::Desk;

/// A ledger with the sample plan in it, exported.
fn exported() -> Desk {
    let desk = Desk::with_samples();
    let calls: [&[&str]; 5] = [
        &["init", "--origin", "example.org/ledger"],
        &["person", "add", "何清越"],
        &["campaign", "open", "读者服务检查", "--profile", "inspection"],
        &["import", "rectification-plan.docx", "--campaign", "C1", "--as", "P1", "--yes"],
        &["ledger", "export", "--xlsx", "台账.xlsx"],
    ];
    for call in calls {
        let output = desk.output(call);
        assert!(output.status.success(), "{call:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    desk
}

/// Replaces a text in the workbook's strings, as somebody who types into a cell does.
fn retype(desk: &Desk, from: &str, to: &str) {
    let bytes = std::fs::read(desk.path("台账.xlsx")).expect("the workbook");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = String::new();
        part.read_to_string(&mut content).expect("text");
        if name.ends_with("sharedStrings.xml") {
            assert!(content.contains(from), "{from}");
            content = content.replace(from, to);
        }
        out.start_file(name, SimpleFileOptions::default()).expect("a part");
        out.write_all(content.as_bytes()).expect("written");
    }
    let bytes = out.finish().expect("a zip").into_inner();
    std::fs::write(desk.path("台账.xlsx"), bytes).expect("written");
}

#[test]
fn an_untouched_workbook_changes_nothing() {
    let desk = exported();
    assert_snapshot!(desk.run(&["import", "台账.xlsx", "--as", "P1", "--yes"]));
}

#[test]
fn what_was_changed_is_shown_and_goes_in_once_confirmed() {
    let desk = exported();
    retype(&desk, "招聘2名编目人员。", "招聘3名编目人员。");
    retype(&desk, "2026年5月底前", "五月底以前");
    let mut seen = desk.run(&["import", "台账.xlsx", "--as", "P1"]);
    seen += &desk.run(&["import", "台账.xlsx", "--as", "P1", "--yes", "--lang", "en"]);
    seen += &desk.run(&["import", "台账.xlsx", "--as", "P1", "--yes"]);
    assert_snapshot!(seen);
    let json = desk.run(&["import", "台账.xlsx", "--as", "P1", "--yes", "--json"]);
    assert!(json.contains("整改台账!Q4"), "{json}");
}

#[test]
fn filters_that_nothing_answers_write_no_file() {
    let desk = exported();
    assert_snapshot!(desk.run(&["ledger", "export", "--xlsx", "空.xlsx", "--status", "closed"]));
    assert!(!desk.path("空.xlsx").exists());
}
