//! `bihuan check` and `bihuan rule`.

use insta::assert_snapshot;
use serde_json::Value;

use crate::desk::Desk;

const PAPER: &str = "\
枫林苑物业服务中心整改报告
一、存在的问题
（一）保洁不及时。。3号楼XX单元垃圾堆放两天。
（三）电梯维保记录缺失。
";

#[test]
fn text_for_people() {
    let desk = Desk::new().file("报告.txt", PAPER);
    assert_snapshot!("check_zh", desk.run(&["check", "报告.txt"]));
    assert_snapshot!("check_en", desk.run(&["check", "报告.txt", "--lang", "en"]));
}

#[test]
fn the_sample() {
    assert_snapshot!(Desk::with_samples().run(&["check", "self-examination.txt"]));
}

#[test]
fn json_and_sarif() {
    let desk = Desk::new().file("报告.txt", PAPER);
    let value = |format| -> Value {
        let output = desk.output(&["check", "报告.txt", "--format", format]);
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    assert_eq!(value("json")["papers"][0]["file"], "报告.txt");
    let sarif = value("sarif");
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn sarif_names_files_that_could_not_be_read() {
    let desk = Desk::new().file("报告.txt", PAPER);
    let output = desk.output(&["check", "报告.txt", "无.txt", "--format", "sarif"]);
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let invocation = &value["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let [notification] = invocation["toolExecutionNotifications"].as_array().expect("a list").as_slice() else {
        panic!("{invocation}")
    };
    assert_eq!(notification["message"]["text"], "没有这个文件");
    assert_eq!(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "%E6%97%A0.txt");
}

#[test]
fn a_clean_paper_exits_with_zero_and_a_bad_one_with_one() {
    let desk = Desk::new().file("报告.txt", PAPER);
    assert_eq!(desk.output(&["check", "报告.txt"]).status.code(), Some(1));
    assert_eq!(desk.output(&["check", "报告.txt", "--ignore", "all"]).status.code(), Some(0));
}

#[test]
fn the_nearest_settings_count() {
    let desk = Desk::new()
        .file("bihuan.toml", "ignore = [\"all\"]\n")
        .file("材料/报告.txt", PAPER)
        .file("严/bihuan.toml", "select = [\"blank-left\"]\n")
        .file("严/报告.txt", PAPER);
    assert_eq!(desk.output(&["check", "材料/报告.txt"]).status.code(), Some(0));
    assert_snapshot!("nearest", desk.run(&["check", "严/报告.txt"]));
    assert_eq!(desk.output(&["check", "材料/报告.txt", "--config", "严/bihuan.toml"]).status.code(), Some(1));
}

#[test]
fn wrong_settings_are_explained() {
    let desk = Desk::new().file("bihuan.toml", "ignor = [\"H\"]\n[rules.H999]\n").file("报告.txt", PAPER);
    assert_snapshot!("settings_zh", desk.run(&["check", "报告.txt"]));
    assert_snapshot!("settings_en", desk.run(&["check", "报告.txt", "--lang", "en"]));
}

#[test]
fn fixing_changes_the_file_and_says_what() {
    let desk = Desk::new().file("报告.txt", PAPER);
    assert_snapshot!(desk.run(&["check", "报告.txt", "--fix", "--select", "doubled-punctuation"]));
    assert_eq!(desk.text("报告.txt"), PAPER.replace("。。", "。"));
    assert_eq!(desk.names("."), ["报告.txt"]);
}

#[test]
fn fixing_keeps_the_encoding() {
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let desk = Desk::new().file("报告.txt", gb(PAPER));
    desk.output(&["check", "报告.txt", "--fix", "--select", "doubled-punctuation"]);
    let bytes = std::fs::read(desk.path("报告.txt")).expect("the file");
    assert_eq!(bytes, gb(&PAPER.replace("。。", "。")));
}

#[test]
fn passages_shared_with_other_papers() {
    let shared = "我们将在每个楼栋张贴保洁排班表并由楼栋长每周签字确认发现漏扫的当天补扫到位";
    let desk = Desk::new()
        .file("今年.txt", format!("{PAPER}二、整改措施\n{shared}。\n"))
        .file("往年/去年.txt", format!("前年的方案\n{shared}。\n"));
    assert_snapshot!(desk.run(&["check", "今年.txt", "--against", "往年", "--select", "O"]));
}

/// A part of a Word file.
fn part(desk: &Desk, file: &str, part: &str) -> String {
    let file = std::fs::File::open(desk.path(file)).expect("the file");
    let mut archive = zip::ZipArchive::new(file).expect("a zip");
    std::io::read_to_string(archive.by_name(part).expect("the part")).expect("a text")
}

#[test]
fn annotating_gives_the_word_file_back_with_comments() {
    let desk = Desk::with_samples();
    let before = std::fs::read(desk.path("rectification-plan.docx")).expect("the sample");
    let seen = desk.run(&["check", "rectification-plan.docx", "--annotate", "out.docx", "--format", "json"]);
    let found: Value = serde_json::from_str(seen.split("-- exit").next().expect("JSON")).expect("JSON");
    let count = found["papers"][0]["diagnostics"].as_array().expect("diagnostics").len();
    assert!(count > 0, "{seen}");
    assert_eq!(part(&desk, "out.docx", "word/comments.xml").matches("<w:comment ").count(), count);
    assert_eq!(std::fs::read(desk.path("rectification-plan.docx")).expect("the sample"), before);
    let text = |file| desk.run(&["read", file, "--format", "text"]);
    assert_eq!(text("out.docx"), text("rectification-plan.docx"));
}

#[test]
fn annotating_overwrites_nothing_but_what_it_wrote() {
    let other = "别人的文件，碰不得";
    let desk = Desk::with_samples().file("other.docx", other);
    let plan = std::fs::read(desk.path("rectification-plan.docx")).expect("the sample");
    let desk = desk.file("plan.docx", &plan);
    let to = |out: &str| desk.run(&["check", "--annotate", out, "rectification-plan.docx"]);
    for taken in ["other.docx", "plan.docx"] {
        let said = to(taken);
        assert!(said.contains("没有覆盖") && said.contains("exit code 2"), "{said}");
        let english = desk.run(&["check", "--annotate", taken, "rectification-plan.docx", "--lang", "en"]);
        assert!(english.contains("it was not overwritten"), "{english}");
    }
    assert_eq!(desk.text("other.docx"), other);
    assert_eq!(std::fs::read(desk.path("plan.docx")).expect("the copy"), plan);
    for _ in 0..2 {
        assert!(to("out.docx").contains("exit code 1"));
        assert!(part(&desk, "out.docx", "word/comments.xml").contains("w:author=\"闭环\""));
    }
}

#[test]
fn fixing_a_word_file() {
    let desk = Desk::with_samples();
    let seen = desk.run(&["check", "rectification-plan.docx", "--fix", "--select", "doubled-punctuation"]);
    assert_snapshot!(seen);
    let text = desk.run(&["read", "rectification-plan.docx", "--format", "text"]);
    assert!(!text.contains("。。"), "{text}");
}

#[test]
fn annotating_takes_one_word_file() {
    let desk = Desk::with_samples().file("报告.txt", PAPER);
    let mut said = String::new();
    for arguments in [
        &["check", "报告.txt", "--annotate", "out.docx"][..],
        &["check", "rectification-plan.docx", "报告.txt", "--annotate", "out.docx"],
        &["check", "rectification-plan.docx", "--annotate", "rectification-plan.docx"],
    ] {
        said.push_str(&desk.run(arguments));
        said.push_str(&desk.run(&[arguments, &["--lang", "en"]].concat()));
    }
    assert_snapshot!(said);
    assert!(!desk.path("out.docx").exists());
}

#[test]
fn rules_explain_themselves() {
    let desk = Desk::new();
    assert_snapshot!("rules_zh", desk.run(&["rule"]));
    assert_snapshot!("rules_en", desk.run(&["rule", "--lang", "en"]));
    assert_snapshot!("rule_zh", desk.run(&["rule", "blank-left"]));
    assert_snapshot!("rule_en", desk.run(&["rule", "blank-left", "--lang", "en"]));
}
