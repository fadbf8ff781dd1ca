//! The page that shows a pair.

use crate::common::{between, paper, table};
use compare::{Shared, Side, html};
use document::{Builder, Document, Format, Lang, Origin, Place, Unit};

fn page(a: &Document, b: &Document, lang: Lang) -> String {
    let (a, b) = (Side { name: "甲方案 <终稿>.docx", document: a }, Side { name: "b.docx", document: b });
    let shared = between(a.document, b.document);
    html(&a, &b, &shared, lang)
}

fn pair() -> (Document, Document) {
    let mut builder = Builder::new(Format::Docx);
    builder.paragraph("滨湖图书馆整改方案", Origin::at(Place::start_of(Unit::Paragraph(0))));
    let item = builder.paragraph(
        "逐架核对馆藏图书，错架率高于5‰的书架当日整理，<整理>记录由值班馆员签字存档。",
        Origin::at(Place::start_of(Unit::Paragraph(1))),
    );
    builder.computed_number(item, "（一）");
    table(
        &mut builder,
        &["序号|问题|措施", "1|自助借还机故障频发|每周三闭馆后由厂家检修并张贴检修单，故障超过两小时的启用人工窗口"],
    );
    let a = builder.finish();
    let b = paper(&[
        "临江图书馆整改报告",
        "逐架核对馆藏图书，错架率高于3‰的书架次日整理，<整理>记录由值班馆员签字存档。",
        "每周五闭馆后由厂家检修并张贴检修单，故障超过四小时的启用人工窗口。",
    ]);
    (a, b)
}

/// Only what this crate composes: style and script are files that one can read.
fn composed(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap_or_default();
    let (_, rest) = rest.split_once("</style>").unwrap_or_default();
    let (body, rest) = rest.split_once("<script>").unwrap_or_default();
    let (_, tail) = rest.split_once("</script>").unwrap_or_default();
    format!("{head}…{body}…{tail}")
}

#[test]
fn chinese() {
    let (a, b) = pair();
    insta::assert_snapshot!(composed(&page(&a, &b, Lang::Zh)));
}

#[test]
fn english_words() {
    let (a, b) = pair();
    let page = page(&a, &b, Lang::En);
    for words in ["lang=\"en\"", "Shared passages", "Passage 1, see B", "the same but for numbers"] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn every_number_leads_to_its_twin() {
    let (a, b) = pair();
    let page = page(&a, &b, Lang::Zh);
    let count = between(&a, &b).passages.len();
    assert!(count >= 2);
    for n in 1..=count {
        for id in [format!("id=\"a{n}\" href=\"#b{n}\""), format!("id=\"b{n}\" href=\"#a{n}\"")] {
            assert_eq!(page.matches(&id).count(), 1, "{id}");
        }
    }
}

#[test]
fn it_names_no_host_and_lets_no_markup_through() {
    let (a, b) = pair();
    let page = page(&a, &b, Lang::Zh);
    assert!(!page.contains("//www.") && !page.contains("http:") && !page.contains("https:") && !page.contains("url("));
    assert!(page.contains("&lt;终稿&gt;") && page.contains("&lt;整理&gt;"));
    assert!(!page.contains("<终稿>") && !page.contains("<整理>"));
}

#[test]
fn nothing_shared_is_said() {
    let (a, b) = (paper(&["一段文字"]), paper(&["another text"]));
    let side = |document| Side { name: "x", document };
    let page = html(&side(&a), &side(&b), &Shared::default(), Lang::Zh);
    assert!(page.contains("没有发现相同文字") && !page.contains("<nav") && !page.contains("<svg"));
}
