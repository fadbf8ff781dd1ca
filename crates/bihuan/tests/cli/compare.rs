//! `bihuan compare`.

use insta::assert_snapshot;
use serde_json::Value;

use crate::desk::Desk;

const SHARED: &str =
    "对居民反映的每一件维修事项，都要在二十四小时内上门查看，三天内给出处理意见，不能当场修好的写明原因和完成日期";

fn desk() -> Desk {
    Desk::new()
        .file("甲.txt", format!("云杉社区维修服务整改方案\n一、措施\n{SHARED}。\n二、其他事项另行安排。\n"))
        .file("乙.txt", format!("松岗社区整改方案\n（一）{}；\n", SHARED.replace("二十四小时内", "24小时内")))
        .file("丙.txt", "一份毫不相干的活动通知\n周六上午在广场举行消防演练，请各楼栋派两名代表参加。\n")
}

#[test]
fn a_table_for_people() {
    let desk = desk();
    assert_snapshot!("compare_zh", desk.run(&["compare", "甲.txt", "乙.txt", "丙.txt"]));
    assert_snapshot!("compare_en", desk.run(&["compare", "甲.txt", "乙.txt", "丙.txt", "--lang", "en"]));
}

#[test]
fn nothing_shared() {
    assert_snapshot!(desk().run(&["compare", "甲.txt", "丙.txt"]));
}

#[test]
fn a_folder_is_compared_as_its_papers() {
    let desk = desk();
    let of_folder = desk.run(&["compare", "."]).replace("./", "");
    assert_eq!(of_folder, desk.run(&["compare", "丙.txt", "乙.txt", "甲.txt"]));
}

#[test]
fn against_a_folder_papers_are_not_compared_with_one_another() {
    let desk = desk().file("往年/丁.txt", format!("旧方案\n{SHARED}。\n"));
    let output = desk.output(&["compare", "甲.txt", "乙.txt", "--against", "往年", "--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let pairs: Vec<(u64, u64)> = value["pairs"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(|pair| (pair["a"].as_u64().expect("an index"), pair["b"].as_u64().expect("an index")))
        .collect();
    assert_eq!(pairs.len(), 2);
    assert!(pairs.contains(&(0, 2)) && pairs.contains(&(1, 2)), "{pairs:?}");
}

#[test]
fn json_tells_the_places() {
    let output = desk().output(&["compare", "甲.txt", "乙.txt", "--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let passage = &value["pairs"][0]["passages"][0];
    assert_eq!(passage["a"][0]["source"]["line"], 3);
    assert!(passage["a"][0]["text"].as_str().expect("a text").starts_with("对居民反映"));
}

#[test]
fn a_page_of_the_pair() {
    let desk = desk();
    desk.output(&["compare", "甲.txt", "乙.txt", "--html", "对照.html"]);
    let page = desk.text("对照.html");
    assert!(page.contains("甲.txt") && page.contains("乙.txt") && page.contains("上门查看"), "{page}");
}

#[test]
fn a_page_takes_the_place_of_no_paper() {
    let desk = desk();
    let before = desk.text("甲.txt");
    let said = desk.run(&["compare", "--html", "甲.txt", "乙.txt", "甲.txt"]);
    assert!(said.contains("没有写") && said.contains("exit code 2"), "{said}");
    assert_eq!(desk.text("甲.txt"), before);
}

#[test]
fn a_least_length() {
    let desk = desk();
    assert!(desk.run(&["compare", "甲.txt", "乙.txt", "--min", "200"]).contains("没有发现雷同"));
}

#[test]
fn one_paper_is_too_few() {
    let desk = desk();
    assert_snapshot!(desk.run(&["compare", "甲.txt"]) + &desk.run(&["compare", "甲.txt", "无.txt", "--lang", "en"]));
}

#[test]
fn a_file_that_is_given_twice_counts_once() {
    let desk = desk();
    assert_snapshot!(
        desk.run(&["compare", "甲.txt", "./甲.txt", "乙.txt"]) + &desk.run(&["compare", "甲.txt", "甲.txt"])
    );
}

#[test]
fn against_what_is_no_folder() {
    let desk = desk();
    let against = |folder| desk.run(&["compare", "甲.txt", "--against", folder]);
    assert_snapshot!(against("往年") + &against("乙.txt"));
}

#[test]
fn a_paper_that_hundreds_hand_in_is_told() {
    let text: String = (0..40).map(|n| format!("第{n}号楼{}。\n", SHARED)).collect();
    let desk = (0..120).fold(Desk::new(), |desk, n| desk.file(&format!("材料/{n:03}.txt"), &text));
    let said = desk.run(&["compare", "材料"]);
    assert!(said.starts_with("120 份材料有同一段文字"), "{said}");
    assert!(said.contains("至少") && said.contains("对，--format json 看全部"), "{said}");
    let output = desk.output(&["compare", "材料", "--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["copied"][0]["papers"].as_array().map(Vec::len), Some(120));
    let last = |pair: &Value| pair["b"] == 119;
    assert!(value["pairs"].as_array().is_some_and(|pairs| pairs.iter().any(last)));
    // The new paper is named with some of the hundreds, whichever place it has among the papers.
    let desk = desk.file("新.txt", &text);
    assert!(desk.run(&["compare", "新.txt", "--against", "材料"]).contains("占甲 100%"));
}
