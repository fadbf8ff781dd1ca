//! The trace: where each visible character stands in the XML.

use document::{docx, read::Limits};

use crate::paper::{Paper, p, r};

fn trace(paper: &Paper) -> docx::Trace {
    docx::trace(&paper.bytes(), Limits::default()).unwrap()
}

#[test]
fn pieces_give_the_text_that_the_reader_gives() {
    let body = [
        format!(
            "<w:p>{}<w:del>{}</w:del><w:r><w:t>甲&amp;乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>",
            r("　起"),
            r("删")
        ),
        format!("<w:p>{}{}</w:p>", r("锚"), crate::text::text_box(&p("框"))),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("格")),
        format!("<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{}</w:p><w:p/>", r("式")),
    ];
    let paper = Paper::new(body.concat());
    let trace = trace(&paper);
    let document = paper.read();
    let mut texts: Vec<(u32, String)> = Vec::new();
    for piece in &trace.pieces {
        let shown = match &trace.xml[piece.bytes.clone()] {
            "&amp;" => "&",
            "<w:tab/>" => "\t",
            text => text,
        };
        assert_eq!(piece.chars as usize, shown.chars().count());
        match texts.last_mut().filter(|(n, _)| *n == piece.paragraph) {
            Some((_, text)) => text.push_str(shown),
            None => texts.push((piece.paragraph, shown.to_owned())),
        }
    }
    for paragraph in &document.paragraphs {
        let document::Unit::Paragraph(n) = paragraph.origin.start().unit else { panic!("not of the body") };
        let (_, text) = texts.iter().find(|(number, _)| *number == n).unwrap();
        assert_eq!(text.trim(), paragraph.text);
    }
    for traced in &trace.paragraphs {
        assert!(trace.xml[traced.element.clone()].starts_with("<w:p"));
    }
    insta::assert_debug_snapshot!(
        trace
            .pieces
            .iter()
            .map(|p| (p.paragraph, p.offset, &trace.xml[p.run.element.clone()], p.run.split))
            .collect::<Vec<_>>()
    );
}

#[test]
fn text_boxes_know_their_host() {
    let paper = Paper::new(format!("<w:p>{}{}</w:p>", r("锚"), crate::text::text_box(&p("框"))));
    let trace = trace(&paper);
    let hosts: Vec<bool> = trace.paragraphs.iter().map(|p| p.host.is_some()).collect();
    let visible: Vec<bool> = trace.paragraphs.iter().map(|p| p.visible).collect();
    // The host, the box, and the box once more in the fallback, which is passed over.
    assert_eq!(hosts, [false, true, true]);
    assert_eq!(visible, [true, true, false]);
}
