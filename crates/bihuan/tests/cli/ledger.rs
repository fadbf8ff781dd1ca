//! The ledger's commands as people and scripts see them.

use insta::assert_snapshot;
use serde_json::Value;

use crate::desk::{Desk, shown};

/// A desk with a small ledger, which was kept in March 2026.
pub struct Ledger {
    pub desk: Desk,
}

impl Ledger {
    pub fn new() -> Self {
        let ledger = Self { desk: Desk::new() };
        ledger.run(&["init", "--origin", "library.example/ledger"]);
        for line in [
            "unit add 石榴湾图书馆",
            "unit add 读者服务部 --short 读者部 --under 石榴湾图书馆",
            "unit add 技术部 --under 石榴湾图书馆",
            "person add 叶知秋 --unit 读者部",
            "person add 何清越 --unit 技术部",
            "person add 沈砚 --unit 石榴湾图书馆",
            "post add 读者部主任 --unit 读者部",
            "post fill 读者部主任 叶知秋",
            "campaign open 读者服务检查 --profile safety --unit 石榴湾图书馆",
            "finding add 周末闭馆过早 --campaign C1 --unit 读者部 --aspect 开放服务 --manifestation 3月有4天下午四点停止入馆",
            "finding add 自助借还机长期故障 --campaign C1 --unit 技术部 --aspect 设备设施",
            "cause add 排班没有按客流调整 --for F1",
            "measure add 周末开放到下午六点 --for F1 --kind staged --owner 叶知秋 --unit 读者部 --deadline 2026-05-31 --item 新排班表",
            "measure add 每月检修借还机 --for F2 --kind continuous --owner 何清越 --unit 技术部",
            "finding register F1 F2",
        ] {
            ledger.done(line);
        }
        ledger
    }

    pub fn run(&self, arguments: &[&str]) -> String {
        self.on("2026-03-02", arguments)
    }

    pub fn on(&self, day: &str, arguments: &[&str]) -> String {
        let mut command = self.desk.command(arguments);
        shown(&command.env("BIHUAN_TEST_NOW", format!("{day}T02:00:00Z")).output().expect("the binary runs"))
    }

    pub fn line(&self, line: &str) -> String {
        self.run(&line.split(' ').collect::<Vec<_>>())
    }

    /// A line that must go well.
    pub fn done(&self, line: &str) -> String {
        let said = self.line(line);
        assert!(!said.contains("-- "), "{line}\n{said}");
        said
    }

    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.done(&format!("{line} --json"))).expect("JSON")
    }

    /// The same in both languages.
    pub fn both(&self, line: &str) -> String {
        format!("{}\n{}", self.line(line), self.line(&format!("{line} --lang en")))
    }
}

#[test]
fn what_a_ledger_holds_is_listed() {
    let ledger = Ledger::new();
    ledger.done("regulation adopt 开放服务管理办法 --number 石图〔2026〕4号 --on 2026-02-20 --issuer 石榴湾图书馆");
    ledger.done("regulation tie G1 F1 --loophole 闭馆时间无人核对 --clause 第八条");
    let mut lists = String::new();
    for noun in ["unit", "person", "post", "campaign", "cause", "regulation", "evidence", "hand-over"] {
        lists.push_str(&ledger.both(&format!("{noun} list")));
        lists.push('\n');
    }
    assert_snapshot!("lists", lists);
}

#[test]
fn findings_and_measures_are_listed_with_their_lights() {
    let ledger = Ledger::new();
    let mut lists = ledger.both("list") + &ledger.both("list measures");
    // The lights as they will be if nothing happens.
    lists.push_str(&ledger.both("list --on 2026-06-30 --light red"));
    lists.push_str(&ledger.both("list --limit 1"));
    lists.push_str(&ledger.line("list --limit 1 --after 1"));
    lists.push_str(&ledger.line("list --search 闭馆 --unit 石榴湾图书馆"));
    lists.push_str(&ledger.line("list measures --owner 何清越 --status open --sort due --reverse"));
    lists.push_str(&ledger.line("list --light blue"));
    assert_snapshot!("lights", lists);
    let mut wide = ledger.desk.command(&["list", "--lang", "en"]);
    let wide = wide.env("COLUMNS", "120").env("BIHUAN_TEST_NOW", "2026-03-02T02:00:00Z").output();
    assert_snapshot!("lights_en_120", shown(&wide.expect("the binary runs")));
}

#[test]
fn a_story_is_told_whole() {
    let ledger = Ledger::new();
    ledger.done("measure milestone M1 排班公布 --due 2026-04-10");
    ledger.done("measure commit M2 每月检修一次 --every month --of 次");
    ledger.done("measure check-in M2 1 --note 更换传送带 --as 何清越");
    ledger.done("measure progress M1 已征求读者意见 --as 叶知秋");
    ledger.done("measure progress M1 已征求读者意见 --as 叶知秋");
    ledger.done("measure extend M1 --to 2026-06-30 --reason 暑期排班合并 --as 叶知秋");
    ledger.done("finding edit F1 --aspect 公共服务 --scope team --reason 归类调整");
    assert_snapshot!("story", ledger.both("show F1") + &ledger.both("show M2") + &ledger.both("show U2"));
    assert_snapshot!("history", ledger.both("history M1") + &ledger.both("history --limit 4"));
    let story = ledger.json("show F1");
    assert_eq!((&story["format"], &story["id"]), (&"bihuan.finding.v1".into(), &"F1".into()));
    assert_eq!(story["measures"][0]["extensions"][0]["outcome"]["name"], "pending");
}

#[test]
fn a_refusal_lists_everything_and_ends_with_3() {
    let ledger = Ledger::new();
    let mut said = String::new();
    for line in [
        "close F1 --summary 已整改 --as 叶知秋",
        "measure done M2 --as 何清越",
        "person join 某某 没有这个单位 --as 叶知",
        "finding add 问题 --campaign 读者服务",
        "approve F1 --plan --as 沈砚",
        "show F99",
    ] {
        said.push_str(&format!("$ bihuan {line}\n{}", ledger.both(line)));
    }
    assert_snapshot!("refusals", said);
}

#[test]
fn a_wrong_call_is_explained() {
    let ledger = Ledger::new();
    let mut said = String::new();
    for line in [
        "measure deadline M2 2026-6-30",
        "measure commit M2 每周 --every 每周",
        "list --status 完成",
        "list --after 哪里",
        "show 问题一",
        "campaign open 内审 --profile 没有",
        "campaign open 内审 --profile 没有.toml",
        "measure add 做点什么",
        "finding",
        "finding ad",
        "holidays show 零",
    ] {
        said.push_str(&format!("$ bihuan {line}\n{}", ledger.both(line)));
    }
    let nowhere = ledger.both("list --data 别处");
    assert_snapshot!("wrong_calls", said + &nowhere);
}

#[test]
fn evidence_is_stored_once_and_a_known_file_is_pointed_out() {
    let mut ledger = Ledger::new();
    ledger.desk = ledger
        .desk
        .file("排班表.csv", "周末,18:00\n")
        .file("空.txt", "")
        .file("密件.txt", "机密★5年\n\n关于某事的通知\n");
    let mut said = String::new();
    for line in [
        "evidence add 排班表.csv --for M1 --item 1 --dated 2026-02-28 --kind record --as 叶知秋",
        "evidence add 排班表.csv --dated 2026-02-28",
        "evidence add 排班表.csv --dated 2027-01-01",
        "evidence add 空.txt --dated 2026-02-28",
        "evidence add 密件.txt --dated 2026-02-28",
        "evidence add 没有.txt --dated 2026-02-28",
        "evidence get E1 --output 取出.csv",
        "evidence withdraw E1 --reason 版本不对 --as 叶知秋",
        "evidence list",
    ] {
        said.push_str(&format!("$ bihuan {line}\n{}", ledger.line(line)));
    }
    assert_snapshot!("evidence", said);
    assert_eq!(ledger.desk.text("取出.csv"), "周末,18:00\n");
}

#[test]
fn scripts_have_json_and_keys() {
    let ledger = Ledger::new();
    let first = ledger.json("finding add 书架积灰 --campaign C1 --key round-7");
    let again = ledger.json("finding add 书架积灰 --campaign C1 --key round-7");
    assert_eq!((&first["begun"][0], &first["replayed"]), (&"F3".into(), &false.into()));
    assert_eq!((&again["begun"], &again["replayed"]), (&first["begun"], &true.into()));
    let list = ledger.json("list");
    assert_eq!((&list["format"], &list["total"]), (&"bihuan.findings.v1".into(), &3.into()));
    assert_eq!(list["rows"][0]["light"]["light"], "grey");
    for line in ["unit list", "person list", "post list", "campaign list", "cause list", "evidence list", "history F1"]
    {
        let format = ledger.json(line)["format"].as_str().expect("a format").to_owned();
        assert!(format.starts_with("bihuan.") && format.ends_with(".v1"), "{line}: {format}");
    }
}

#[test]
fn a_post_changes_hands_with_everything_open() {
    let ledger = Ledger::new();
    let mut said = String::new();
    for line in [
        "hand-over propose 读者部主任 --to 何清越 --as 叶知秋",
        "hand-over accept H1 --as 沈砚",
        "hand-over accept H1 --note 逐项看过 --as 何清越",
        "hand-over list",
        "list measures --owner 何清越",
    ] {
        said.push_str(&format!("$ bihuan {line}\n{}", ledger.line(line)));
    }
    assert_snapshot!("hand_over", said);
}

#[test]
fn what_ends_leaves_nothing_with_nobody() {
    let ledger = Ledger::new();
    let mut said = String::new();
    for line in [
        "hand-over propose 读者部主任 --to 何清越 --as 叶知秋",
        "hand-over propose 读者部主任 --to 沈砚 --as 叶知秋",
        "unit dissolve 技术部 --reason 机构合并",
        "unit dissolve 技术部 --reason 机构合并 --successor 读者部",
        "list measures --unit 读者部",
        "campaign conclude C1 --summary 集中整改期满",
    ] {
        said.push_str(&format!("$ bihuan {line}\n{}", ledger.line(line)));
    }
    assert_snapshot!("ends", said);
}

#[test]
fn a_checkpoint_is_held_against_the_ledger_here() {
    let ledger = Ledger::new();
    ledger.done("backup 备份");
    ledger.done("finding add 回收箱满溢 --campaign C1 --unit 技术部");
    ledger.done("log checkpoint --output 检查点.txt");
    let key = ledger.json("log key")["key"].as_str().expect("a key").to_owned();
    let verified = ledger.json("log verify 检查点.txt");
    let (size, here) = (verified["size"].as_u64().expect("a size"), verified["here"]["size"].as_u64());
    assert_eq!(here, Some(size + 1), "publishing is on record");
    ledger.done("restore 备份 --log-key bihuan-data/keys/log.key --data 旧");
    let old = ledger.line("log verify 检查点.txt --data 旧");
    assert!(old.contains("旧的备份") && old.ends_with("-- exit code 1 --\n"), "{old}");
    let outsider = ledger.done(&format!("log verify 检查点.txt --key {key}"));
    assert!(outsider.contains("核验通过"), "{outsider}");
}

#[test]
fn profiles_are_shown_and_checked() {
    let desk = Desk::new().file("坏.toml", "name = \"ours\"\n[lights]\nyellow = 3\n");
    assert_snapshot!(
        "profiles",
        desk.run(&["profile"]) + &desk.run(&["profile", "safety"]) + &desk.run(&["profile", "safety", "--lang", "en"])
    );
    assert_snapshot!("profile_bad", desk.run(&["profile", "坏.toml"]));
}

#[test]
fn holidays_are_shown_and_replaced() {
    let mut ledger = Ledger::new();
    let table = "2031 source 某年放假通知\n2031 off 10-01..10-07\n2031 on 10-11\n";
    ledger.desk = ledger.desk.file("2031.txt", table).file("坏.txt", "2031 off 13-01\n31 off 01-01\n");
    let mut said = String::new();
    for line in [
        "holidays show 2026",
        "holidays show 2031",
        "holidays replace 坏.txt",
        "holidays replace 2031.txt",
        "holidays show 2031",
    ] {
        said.push_str(&format!("$ bihuan {line}\n{}", ledger.line(line)));
    }
    assert_snapshot!("holidays", said);
}
