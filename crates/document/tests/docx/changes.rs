//! Tracked changes, taken as accepted.

use crate::paper::{Paper, p, pp, r};

const BY: &str = "w:id=\"1\" w:author=\"张某\" w:date=\"2025-03-01T00:00:00Z\"";

#[test]
fn insertions_stay_and_deletions_go() {
    let body = [
        r("按"),
        format!("<w:ins {BY}>{}</w:ins>", r("季度")),
        format!("<w:del {BY}><w:r><w:delText>月</w:delText></w:r></w:del>"),
        format!("<w:moveFrom {BY}>{}</w:moveFrom>", r("原处")),
        format!("<w:moveTo {BY}>{}</w:moveTo>", r("新处")),
        r("核对"),
    ];
    let document = Paper::new(format!("<w:p>{}</w:p>", body.concat())).read();
    assert_eq!(document.paragraphs[0].text, "按季度新处核对");
}

#[test]
fn a_deleted_mark_joins_two_paragraphs() {
    let deleted = format!("<w:rPr><w:del {BY}/></w:rPr>");
    let body = [
        pp(&format!("<w:jc w:val=\"center\"/>{deleted}"), "前半句，"),
        pp("<w:jc w:val=\"right\"/>", "后半句。"),
        pp(&deleted, ""),
        p("整段"),
        format!("<w:p><w:pPr>{deleted}</w:pPr><w:del {BY}><w:r><w:delText>全删</w:delText></w:r></w:del></w:p>"),
        p("末段"),
        pp(&deleted, "最后没有下一段"),
    ];
    let paper = Paper::new(body.concat());
    insta::assert_snapshot!(paper.seen());
    let document = paper.read();
    let first = &document.paragraphs[0];
    let place = first.origin.locate(&first.text, "前半句，后".len());
    assert_eq!((place.unit, place.offset), (document::Unit::Paragraph(1), 1));
    assert_eq!(first.look.as_ref().unwrap().align, Some(document::Align::Right));
}

#[test]
fn joins_do_not_cross_cells_or_tables() {
    let deleted = format!("<w:rPr><w:del {BY}/></w:rPr>");
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let body = [
        pp(&deleted, "表前"),
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&pp(&deleted, "甲")), cell(&p("乙"))),
        p("表后"),
    ];
    insta::assert_snapshot!(Paper::new(body.concat()).seen());
}

#[test]
fn former_properties_do_not_count() {
    let former = format!(
        "<w:pPrChange {BY}><w:pPr><w:jc w:val=\"right\"/><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:pPrChange>"
    );
    let run = format!(
        "<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>现在</w:t></w:r>"
    );
    let document = Paper::new(format!("<w:p><w:pPr><w:jc w:val=\"center\"/>{former}</w:pPr>{run}</w:p>")).read();
    let look = document.paragraphs[0].look.as_ref().unwrap();
    assert!(look.bold);
    assert_eq!(look.align, Some(document::Align::Center));
}
