//! Rules about findings and measures over whole papers: no panic on any mixture of their parts, and no flood.

use lint::{Paper, Settings};
use proptest::prelude::*;

fn codes(source: &str, selectors: &[&str]) -> Vec<&'static str> {
    let document = document::read(source.as_bytes(), "方案.txt").expect("readable");
    let extraction = extract::extract(&document);
    let mut settings = Settings::default();
    settings.select(selectors).expect("known rules");
    let diagnostics = lint::check(&Paper::new(&document, &extraction, "方案.txt"), &settings);
    for span in
        diagnostics.iter().filter_map(|d| d.span).chain(diagnostics.iter().flat_map(|d| d.related.iter().map(|r| r.0)))
    {
        let text = &document.paragraphs[span.paragraph as usize].text;
        assert!(text.get(span.range()).is_some(), "a diagnostic points outside its paragraph");
    }
    diagnostics.iter().map(|d| d.code).collect()
}

/// A plan whose forty measures have every fault that grouping rules look for.
#[test]
fn a_bad_plan_is_not_flooded() {
    let mut plan = String::from("云汀镇整改方案\n2026年3月2日\n一、存在的问题\n");
    for n in 1..=40 {
        plan.push_str(&format!("{n}.第{n}条巷道的路灯维护不够，个别地方管理有待加强。\n"));
    }
    plan.push_str("二、整改措施\n");
    for n in 1..=40 {
        plan.push_str(&format!("{n}.针对问题{n}，各科室要进一步加强第{n}条巷道的路灯管理，尽快见效，定期查看。\n"));
    }
    let seen = codes(&plan, &["S1", "R2", "M3"]);
    assert!(seen.contains(&"R201") && seen.contains(&"R203"), "{seen:?}");
    for code in &seen {
        let times = seen.iter().filter(|c| c == &code).count();
        assert!(times <= 5, "{code} is said {times} times");
    }
}

/// A sound plan gets nothing but, perhaps, notes of other families.
#[test]
fn a_sound_plan_passes() {
    let plan = "云汀镇路灯管理整改方案\n2026年3月2日\n检查组共反馈问题2个。\n一、存在的问题\n\
        1.东街路灯有7盏不亮，最长的熄灭了41天。\n2.西街配电箱没有上锁，3月1日检查时箱门敞开。\n二、整改措施\n\
        1.针对问题1，更换东街路灯7盏，每晚巡查1次。责任单位：市政股；责任人：市政股股长；完成时限：2026年4月底前\n\
        2.针对问题2，给西街12个配电箱加装门锁。责任单位：供电所；责任人：供电所所长；完成时限：2026年3月20日前\n";
    assert_eq!(codes(plan, &["S1", "R2", "M3"]), [] as [&str; 0]);
}

fn line() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        "",
        "一、存在的问题",
        "二、原因分析",
        "三、整改措施",
        "（一）作风方面",
        "1.",
        "2.",
        "3.",
        "①",
        "一是",
        "二是",
        "问题1：",
        "整改措施：",
        "Finding 1: ",
        "Action: ",
        "Owner: ",
    ]);
    let words = prop::sample::select(vec![
        "采取三条措施：",
        "共反馈问题9个，已完成5个，整改率80%，其余2个正在推进",
        "责任单位：",
        "牵头单位：甲科、乙科",
        "完成时限：2026年2月30日",
        "每季度",
        "尽快",
        "由有关部门牵头",
        "进一步加强",
        "不够",
        "人手不足",
        "召开会议",
        "针对问题1，",
        "长期坚持",
        "定期检查",
        "。",
        "；",
        "“",
        "”",
        "13月",
        "as soon as possible",
        "the following two findings:",
        "第",
        "两",
        "0",
        "百分之",
    ]);
    (head, prop::collection::vec(words, 0..6)).prop_map(|(head, words)| format!("{head}{}\n", words.concat()))
}

proptest! {
    #[test]
    fn no_mixture_of_parts_makes_a_rule_panic(lines in prop::collection::vec(line(), 0..24)) {
        let source = format!("某局整改方案\n2026年3月2日\n{}", lines.concat());
        let _ = codes(&source, &["all"]);
    }
}
