//! Tables and their merged cells.

use document::Block;

use crate::paper::{Paper, p};

fn tc(props: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{props}</w:tcPr>{content}</w:tc>")
}

fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn tbl(rows: &[String]) -> String {
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{}</w:tbl>",
        rows.concat()
    )
}

#[test]
fn merged_across_and_down() {
    let table = tbl(&[
        tr(&[tc("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>", &p("大格")), tc("", &p("右上"))]),
        tr(&[tc("<w:gridSpan w:val=\"2\"/><w:vMerge/>", "<w:p/>"), tc("", &p("右中"))]),
        tr(&[tc("", &p("左")), tc("<w:vMerge/>", &p("无上格")), tc("", &p("右下"))]),
    ]);
    insta::assert_snapshot!(Paper::new(table).seen());
}

#[test]
fn old_merges_grid_before_and_text_under_a_merge() {
    let table = tbl(&[
        tr(&[tc("<w:hMerge w:val=\"restart\"/>", &p("一")), tc("<w:hMerge/>", &p("二")), tc("", &p("三"))]),
        "<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr><w:tc><w:p><w:r><w:t>缩进行</w:t></w:r></w:p></w:tc></w:tr>"
            .into(),
        tr(&[tc("", &p("短行"))]),
    ]);
    insta::assert_snapshot!(Paper::new(table).seen());
}

#[test]
fn tables_in_tables_and_in_controls() {
    let inner = tbl(&[tr(&[tc("", &p("里"))])]);
    let row = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        tr(&[tc("", &(p("外") + &inner + "<w:p/>"))])
    );
    insta::assert_snapshot!(Paper::new(p("前") + &tbl(&[row]) + &p("后")).seen());
}

#[test]
fn deleted_rows_and_cells_are_gone() {
    let table = tbl(&[
        tr(&[tc("", &p("留")), tc("<w:cellDel w:id=\"1\"/>", &p("删格"))]),
        "<w:tr><w:trPr><w:del w:id=\"2\" w:author=\"x\"/></w:trPr><w:tc><w:p><w:r><w:t>删行</w:t></w:r></w:p></w:tc></w:tr>".into(),
        "<w:tr><w:trPr><w:ins w:id=\"3\" w:author=\"x\"/></w:trPr><w:tc><w:p><w:r><w:t>增行</w:t></w:r></w:p></w:tc></w:tr>".into(),
    ]);
    insta::assert_snapshot!(Paper::new(table + &p("后")).seen());
    let gone = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    assert!(Paper::new(gone.to_owned() + &p("后")).read().body.iter().all(|b| matches!(b, Block::Paragraph(_))));
}

#[test]
fn spans_without_measure_are_bounded() {
    let rows: String = (0..3).map(|_| tr(&[tc("<w:gridSpan w:val=\"2000000000\"/>", &p("宽"))])).collect();
    let document = Paper::new(format!("<w:tbl>{rows}</w:tbl>")).read();
    let Some(Block::Table(table)) = document.body.first() else { panic!("no table") };
    assert!(table.rows.iter().all(|row| row.cells.len() <= 256));
    assert_eq!(document.paragraphs.len(), 3);
}

#[test]
fn a_grid_too_large_to_make_leaves_its_text() {
    let wide = tr(&[tc("<w:gridSpan w:val=\"256\"/>", &p("头"))]);
    let rows: String = (0..4200).map(|_| tr(&[tc("", &p("行"))])).collect();
    let document = Paper::new(format!("<w:tbl>{wide}{rows}</w:tbl>")).read();
    assert_eq!(document.paragraphs.len(), 4201);
    assert_eq!(document.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["W106"]);
}

#[test]
fn nesting_has_a_bottom() {
    let depth = 5000;
    let open = "<w:tbl><w:tr><w:tc>".repeat(depth);
    let close = "</w:tc></w:tr></w:tbl>".repeat(depth);
    let document = Paper::new(open + &p("最里") + &close + &p("外")).read();
    let texts: Vec<&str> = document.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["最里", "外"]);
    assert_eq!(document.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["W107"]);
}
