//! Plain text and Markdown through the front door.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

use document::{Block, Document, Role, Unit, read};
use proptest::prelude::*;

#[path = "support/show.rs"]
mod support;

use support::show;

fn text(source: &str) -> String {
    show(&read(source.as_bytes(), "paper.txt").unwrap())
}

#[test]
fn a_paper_with_advertising_and_page_numbers() {
    insta::assert_snapshot!(text(
        "\
墨池文稿铺
【会员资料仅限本人使用，严禁外传】
青石渡口管理所领导班子对照检查材料

墨池文稿铺整理，完整版请联系客服QQ：000000

下面，我代表班子作对照检查。
一、查摆出的主要问题
（一）学习教育方面。一是学用脱节，集中学习多、交流研讨少。
— 1 —
（二）会员服务方面。乘客会员卡停用后未及时清退，公众号留言无人回复。
二、原因分析
主要是责任心不强。
青石渡口管理所　　　　　　　　　　　　　　　　- 2 -
以上检查，请批评指正。

青石渡口管理所
2026年3月6日
墨池文稿铺
每天更新、实时分享
现在订阅立享全部资料
会员群：　　　　免费QQ群："
    ));
}

#[test]
fn a_web_page_saved_as_text() {
    insta::assert_snapshot!(text(
        "\
当前位置：首页 > 政务公开 > 通知公告
关于供水设施检查情况的通报
发布时间：2026-02-03　来源：综合科　浏览次数：128　【打印】【关闭】
各科室：
现将检查情况通报如下。
1.泵房钥匙管理松散，登记本缺页。
2.在微信公众号发布停水通知不及时。
上一篇：值班安排　下一篇：没有了
扫一扫在手机打开当前页　分享到：
主办单位：河湾镇供水所　备案号：000000　网站地图"
    ));
}

#[test]
fn tabs_make_a_table() {
    insta::assert_snapshot!(text(
        "\
河湾镇供水所整改台账
填报单位：供水所\t\t\t日期：2026年3月
序号\t问题\t措施\t责任人
1\t泵房钥匙管理松散\t\"1.重新登记
2.专人保管\"\t所长
2\t记录\"三不全\"\t补齐记录\t
\t\t每周抽查\t副所长
合计\t2\t\t
注：以上措施均已落实。
填表人：某某\t审核人：某某"
    ));
}

#[test]
fn pipes_and_drawn_lines_make_tables() {
    insta::assert_snapshot!(text(
        "\
检查结果如下：
| 序号 | 问题 |
|------|:----:|
| 1 | 漏检 |
| 2 | 超期 |

┌──┬────┐
│序号│问题　　│
├──┼────┤
│1 　│灭火器过│
│　　│期未更换│
├──┼────┤
│2 　│通道堵塞│
└──┴────┘
收入 | 支出 | 结余的比较见附件。"
    ));
}

#[test]
fn markdown() {
    let source = "\
---
author: nobody
---
# 河湾镇供水所整改方案

**总体要求。** 坚持*问题导向*，逐项整改。
责任单位：供水所

## 一、主要问题

1. 泵房钥匙管理松散
2. 记录不全
   - 漏记 3 次
   - 错记 `2` 次

| 序号 | 措施 |
|---|---|
| 1 | **立即**换锁 |

<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>

**逐项销号**

末段[^1]。

[^1]: 数据截至3月底。
";
    insta::assert_snapshot!(show(&read(source.as_bytes(), "paper.md").unwrap()));
    let as_text = read(source.as_bytes(), "paper.txt").unwrap();
    assert_eq!(as_text.problems.len(), 1, "{:?}", as_text.problems);
}

#[test]
fn wrapped_markdown() {
    insta::assert_snapshot!(show(
        &read(
            "\
# Depot review

## Findings

Condition: Monthly counts were missed in four of the nine depots examined, and the
differences found in the other counts were written off without any review. The West
depot wrote off two tonnes of brake parts in one month with a single signature on
the form.
Cause: Storekeepers are used as relief drivers.
Owner: Stores Controller
"
            .as_bytes(),
            "a.md"
        )
        .unwrap()
    ));
}

#[test]
fn encodings_are_found_and_bad_bytes_reported() {
    let paper = "青石渡口整改方案\r\n一、问题\r\n（一）缆绳超期未换。\r\n";
    let plain = read(paper.as_bytes(), "a.txt").unwrap();
    for encoding in [encoding_rs::GB18030, encoding_rs::UTF_8] {
        let found = read(&encoding.encode(paper).0, "a.txt").unwrap();
        assert_eq!((&found.paragraphs, found.problems.len()), (&plain.paragraphs, 0));
    }
    let utf16: Vec<u8> = paper.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16, "a.txt").unwrap().paragraphs, plain.paragraphs);
    let mut damaged = paper.as_bytes().to_vec();
    damaged.insert(paper.find("缆绳").unwrap(), 0xB5);
    insta::assert_snapshot!(show(&read(&damaged, "a.txt").unwrap()));
}

/// Long runs of one kind of line must not be looked at again from each of their lines: read so, these would
/// take minutes.
#[test]
fn long_runs_of_one_kind_of_line() {
    for unit in
        ["甲\t乙\n", "甲\t乙\t丙\n", "\"甲\t\"乙\t丙\n", "|甲|乙|\n", "（2）甲乙丙\n", "会员群\n甲乙\n", "1 甲\n"]
    {
        let document = read(unit.repeat(30_000).as_bytes(), "a.txt").unwrap();
        assert!(document.paragraphs.len() >= 30_000, "{unit}");
    }
}

/// Every character of every paragraph stands where its origin says.
fn origins_are_true(document: &Document, source: &str) {
    let lines: Vec<Vec<char>> = source.split('\n').map(|l| l.trim_end_matches('\r').chars().collect()).collect();
    for paragraph in &document.paragraphs {
        for (at, c) in paragraph.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let place = paragraph.origin.locate(&paragraph.text, at);
            let Unit::Line(line) = place.unit else { panic!("{place:?}") };
            assert_eq!(lines[line as usize - 1].get(place.offset as usize), Some(&c), "{place:?} {}", paragraph.text);
        }
    }
}

/// Breaks `text` after `width` columns.
fn wrap(text: &str, width: usize) -> String {
    let (mut out, mut columns) = (String::new(), 0);
    for c in text.chars() {
        let wide = if c.is_ascii() { 1 } else { 2 };
        if columns + wide > width {
            out.push('\n');
            columns = 0;
        }
        out.push(c);
        columns += wide;
    }
    out
}

fn clause() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "登记本",
        "缺页",
        "值班员",
        "没有",
        "签字",
        "复核",
        "设备",
        "每周",
        "检查",
        "12次",
        "3.5万元",
        "台账",
        "更新",
        "责任到人",
        "《办法》",
        "“回头看”",
        "PDCA",
        "通报",
    ]);
    prop::collection::vec(word, 3..9).prop_map(|words| words.concat())
}

fn paragraph() -> impl Strategy<Value = String> {
    prop::collection::vec(clause(), 2..8).prop_map(|clauses| format!("{}。", clauses.join("，")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_paragraph_a_line_is_left_as_it_is(paragraphs in prop::collection::vec(paragraph(), 1..12)) {
        let source = paragraphs.join("\n");
        let document = read(source.as_bytes(), "a.txt").unwrap();
        let got: Vec<_> = document.paragraphs.iter().map(|p| p.text.clone()).collect();
        prop_assert_eq!(got, paragraphs);
        origins_are_true(&document, &source);
    }

    #[test]
    fn wrapped_paragraphs_come_back_whole(
        paragraphs in prop::collection::vec(paragraph(), 6..12), width in 50_usize..90, indented in any::<bool>()
    ) {
        let (indent, between) = if indented { ("　　", "\n") } else { ("", "\n\n") };
        let lines: Vec<_> = paragraphs.iter().map(|p| wrap(&format!("{indent}{p}"), width)).collect();
        prop_assume!(lines.iter().filter(|l| l.contains('\n')).count() > 3);
        let source = lines.join(between);
        let document = read(source.as_bytes(), "a.txt").unwrap();
        let got: Vec<_> = document.paragraphs.iter().map(|p| p.text.clone()).collect();
        prop_assert_eq!(got, paragraphs);
        origins_are_true(&document, &source);
    }

    #[test]
    fn no_character_is_lost(source in "([ -~一-龥，。、：；“”（）\t\n\u{3000}]|[0-9]{1,3}|\n){0,300}") {
        prop_assume!(!source.contains(['-', '#', '|', '"', '+']) && !source.trim().is_empty());
        let document = read(source.as_bytes(), "a.txt").unwrap();
        let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        // Furniture inside a paragraph comes behind it, so only the set of characters is kept then.
        let got: String = document.paragraphs.iter().map(|p| solid(&p.text)).collect();
        if document.paragraphs.iter().all(|p| !matches!(p.role, Role::Furniture(_))) {
            prop_assert_eq!(got, solid(&source));
        } else {
            prop_assert_eq!(got.chars().count(), solid(&source).chars().count());
        }
        origins_are_true(&document, &source);
    }

    #[test]
    fn paragraphs_stand_in_reading_order(source in "([一-龥。\t|\n#*>-]|\n## |<td>|\n\n1. ){0,200}", name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.csv"])) {
        let Ok(document) = read(source.as_bytes(), name) else { return Ok(()) };
        let mut seen = Vec::new();
        collect(&document.body, &mut seen);
        prop_assert!(seen.is_sorted(), "{seen:?}");
    }
}

fn collect(blocks: &[Block], seen: &mut Vec<usize>) {
    for block in blocks {
        match block {
            Block::Paragraph(index) => seen.push(*index),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|r| &r.cells) {
                    collect(&cell.blocks, seen);
                }
            }
        }
    }
}
