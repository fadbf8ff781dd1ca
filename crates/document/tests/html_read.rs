//! Web pages through the front door.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

use document::{Block, read};
use proptest::prelude::*;

#[path = "support/show.rs"]
mod support;

use support::show;

fn html(source: &str) -> String {
    show(&read(source.as_bytes(), "paper.html").unwrap())
}

#[test]
fn a_published_paper() {
    insta::assert_snapshot!(html(
        r#"<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>整改方案_某网</title><style>p{color:red}</style></head>
<body><nav><a href="/">首页</a></nav>
<div class="where">当前位置：首页 &gt; 公告 &gt; 正文</div>
<h1 align=center>河湾镇供水所<br>整改方案</h1>
<p>　　<strong>总体要求。</strong>坚持问题导向，
逐项整改，见《办法》第3条&nbsp;。
<p style="text-align:center"><b>一、主要问题</b></p>
<p hidden>草稿</p><p style="display: none">看不见</p>
<ol type="1" start="3"><li>泵房钥匙&ldquo;一把抓&rdquo;</li><li><p>记录不全</p><p>漏记3次</p></li></ol>
<ul><li>1.已编号的条目<li>普通条目</ul>
<ol style="list-style-type:cjk-ideographic"><li>换锁<ol type=a><li>先买锁<li>再登记</ol><li>补记</ol>
<script>document.write("<p>脚本</p>")</script>
<p>A&amp;B &lt;公司&gt; &#20462;&#x590D;</p>
<div>分享到：微信 微博</div>
</body></html>"#
    ));
}

#[test]
fn tables_with_spans_and_tables_inside() {
    insta::assert_snapshot!(html(
        "
<table>
<tr><th rowspan=2>序号<th colspan=2>整改<th rowspan=2>备注
<tr><th>措施<th>时限
<tr><td>1<td>换锁<br>登记<td rowspan=3>月底<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>
<tr><td>2<td>补记<td>
<tr><td colspan=2>合计<td>
</table>
<table><tr><td><p>只用来排版的表格</p><p>第二段</p></td></tr></table>"
    ));
}

#[test]
fn the_encoding_a_page_states() {
    let page = "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><p>𠮷祥路泵房</p>";
    let bytes = encoding_rs::GB18030.encode(page).0;
    let document = read(&bytes, "a.htm").unwrap();
    assert_eq!(document.paragraphs[0].text, "𠮷祥路泵房");
}

#[test]
fn tables_in_tables_without_end_do_not_exhaust_the_stack() {
    for unit in
        ["<table><tr><td>", "<table>", "<div><b>", "<ul><li>", "<td rowspan=60000 colspan=1000>", "<!--", "<p hidden>"]
    {
        let page = format!("<html>甲{}乙", unit.repeat(20_000));
        let document = read(page.as_bytes(), "a.html").unwrap();
        assert!(document.paragraphs.iter().any(|p| p.text.contains('甲')));
        let cells: usize = document.body.iter().map(cells).sum();
        assert!(cells < page.len() * 8, "{unit}: {cells}");
    }
}

fn cells(block: &Block) -> usize {
    match block {
        Block::Paragraph(_) => 0,
        Block::Table(t) => {
            let rows = t.rows.iter().flat_map(|r| &r.cells);
            rows.map(|c| 1 + c.blocks.iter().map(cells).sum::<usize>()).sum()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_markup_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "</td>", "<ol start=5>", "<li>", "</ol>",
        "<h2>", "</h2>", "<b>", "</b>", "&nbsp;", "&#x", "&amp", "<br>", "<script>", "</script>", "<!--", "-->", "<pre>", "\n",
        "文字", " ", "<", ">", "\"", "<div hidden>", "</div>", "<head>", "<body>", "<span style='font-weight:bold",
    ]), 0..60)) {
        let source = format!("<html>{}", pieces.concat());
        if let Ok(document) = read(source.as_bytes(), "a.html") {
            for p in &document.paragraphs {
                prop_assert_eq!(p.text.trim(), &p.text);
                prop_assert!(!p.text.is_empty());
            }
        }
    }
}
