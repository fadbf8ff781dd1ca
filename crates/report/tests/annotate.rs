//! Word files in, the same files with comments or fixes out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../document/tests/docx/paper.rs"]
mod paper;

use std::io::{Cursor, Read as _};

use document::{Document, NoteKind, Span, docx, read::Limits};
use paper::{NAMESPACES, Paper, li, lvl, num, p, r, rp};
use proptest::prelude::*;
use report::annotate::{AnnotateError, Comment, annotate, fix};
use zip::ZipArchive;

fn comment(span: Span, text: &str) -> Comment {
    Comment {
        span,
        author: "闭环".into(),
        initials: "闭".into(),
        date: Some("2025-03-01T09:00:00Z".into()),
        text: text.into(),
    }
}

/// The span of the first `passage` in `document`.
fn find(document: &Document, passage: &str) -> Span {
    let found = document.paragraphs.iter().enumerate().find_map(|(n, p)| p.text.find(passage).map(|at| (n, at)));
    let (n, at) = found.unwrap_or_else(|| panic!("no {passage}"));
    Span::new(n, at..at + passage.len())
}

fn entry(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn body(bytes: &[u8]) -> String {
    let xml = entry(bytes, "word/document.xml");
    let start = xml.find("<w:body>").unwrap();
    xml[start..].to_owned()
}

fn read(bytes: &[u8]) -> Document {
    document::read(bytes, "paper.docx").unwrap()
}

/// Comments on each of `passages`; what they hang on after reading the result, and its body.
fn commented(paper: &Paper, passages: &[&str]) -> (Vec<String>, String) {
    let bytes = paper.bytes();
    let document = read(&bytes);
    let comments: Vec<Comment> = passages.iter().map(|p| comment(find(&document, p), "请写具体")).collect();
    let out = annotate(&bytes, &document, &comments).unwrap();
    let after = read(&out);
    same_text(&document, &after);
    let anchors = after
        .notes
        .iter()
        .filter(|n| n.kind == NoteKind::Comment)
        .map(|n| n.anchor.map_or("-", |s| after.text(s)).to_owned());
    (anchors.collect(), body(&out))
}

fn same_text(before: &Document, after: &Document) {
    let shown = |d: &Document| -> Vec<(String, Option<String>)> {
        let body = d.paragraphs.iter().filter(|p| p.role != document::Role::Note);
        body.map(|p| (p.text.clone(), p.number.as_ref().map(|n| n.text.clone()))).collect()
    };
    assert_eq!(shown(before), shown(after));
}

#[test]
fn inside_a_run_across_runs_and_over_whole_ones() {
    let paper =
        Paper::new(format!("<w:p>{}{}{}</w:p>", rp("<w:b/>", "一是进一步加强"), r("仓储管理，"), r("确保安全。")));
    let (anchors, body) = commented(&paper, &["进一步", "加强仓储", "确保安全。", "管"]);
    assert_eq!(anchors, ["进一步", "加强仓储", "确保安全。", "管"]);
    insta::assert_snapshot!(body);
}

#[test]
fn overlapping_and_touching_passages() {
    let paper = Paper::new(p("甲乙丙丁戊己"));
    let (anchors, body) = commented(&paper, &["甲乙丙", "丙丁", "甲乙丙丁戊己", "丁", "戊己", "甲"]);
    assert_eq!(anchors, ["甲乙丙", "丙丁", "甲乙丙丁戊己", "丁", "戊己", "甲"]);
    insta::assert_snapshot!(body);
}

#[test]
fn cells_links_insertions_controls_and_formulas() {
    let link = format!("<w:hyperlink r:id=\"rId7\">{}</w:hyperlink>", r("制度汇编"));
    let inserted = format!("<w:ins w:id=\"5\" w:author=\"甲\">{}</w:ins>", r("每季度核对"));
    let control = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", r("责任单位"));
    let formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>";
    let ruby = format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", r("gǎi"), r("改进"));
    let body = format!(
        "<w:p>{link}{inserted}{control}{formula}{ruby}</w:p><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("库房灯具损坏")
    );
    let (anchors, body) = commented(&Paper::new(body), &["制度", "季度", "责任单位", "+", "改", "灯具"]);
    // Formulas and ruby are marked as wholes.
    assert_eq!(anchors, ["制度", "季度", "责任单位", "a+b", "改进", "灯具"]);
    insta::assert_snapshot!(body);
}

#[test]
fn tabs_breaks_and_references() {
    let paper = Paper::new(
        "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>甲&amp;乙</w:t><w:tab/><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r></w:p>",
    );
    let (anchors, body) = commented(&paper, &["&", "\t", "丙\n", "丁"]);
    assert_eq!(anchors, ["&", "\t", "丙\n", "丁"]);
    insta::assert_snapshot!(body);
}

#[test]
fn white_space_stays_as_it_was_seen() {
    let paper = Paper::new("<w:p><w:r><w:t>  one two three </w:t></w:r></w:p>");
    let (anchors, body) = commented(&paper, &["two"]);
    assert_eq!(anchors, ["two"]);
    insta::assert_snapshot!(body);
}

#[test]
fn where_only_a_number_stands() {
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    let numbering = paper::abstract_num(0, &lvl(0, "decimal", "%1.", "")) + &num(1, 0, "");
    let paper = Paper::new(format!("{numbered}{}", li(1, 0, "有文字"))).numbering(&numbering);
    let bytes = paper.bytes();
    let document = read(&bytes);
    let comments = [comment(Span::new(0, 0..0), "空项"), comment(Span::new(1, 0..0), "编号")];
    let out = annotate(&bytes, &document, &comments).unwrap();
    same_text(&document, &read(&out));
    insta::assert_snapshot!(body(&out));
}

#[test]
fn text_boxes_notes_and_headers_are_marked_where_they_hang() {
    let drawing = "<w:r><w:drawing><wp:inline><a:graphic><wps:txbx><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent></wps:txbx></a:graphic></wp:inline></w:drawing></w:r>";
    let body = format!(
        "<w:p>{}{drawing}</w:p><w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p><w:sectPr><w:headerReference r:id=\"rId2\"/></w:sectPr>",
        r("锚"),
        r("有注")
    );
    let header = format!("<w:hdr {NAMESPACES}>{}</w:hdr>", p("页眉文字"));
    let paper = Paper::new(body)
        .with("footnotes", "footnotes", &format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("脚注文字")))
        .with_part("header", "header1.xml", &header);
    let (anchors, body) = commented(&paper, &["内文", "脚注", "页眉"]);
    assert_eq!(anchors.len(), 3);
    insta::assert_snapshot!(body);
}

#[test]
fn comments_that_are_there_stay() {
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"7\"/>{}<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r></w:p>",
        r("原有批注的文字")
    );
    let paper = Paper::new(body).with(
        "comments",
        "comments",
        &format!("<w:comment w:id=\"7\" w:author=\"张某\">{}</w:comment>", p("原批注")),
    );
    let bytes = paper.bytes();
    let document = read(&bytes);
    let out = annotate(&bytes, &document, &[comment(find(&document, "批注"), "第一行\n第二行 <&>")]).unwrap();
    insta::assert_snapshot!(entry(&out, "word/comments.xml").replace(NAMESPACES, "…"));
    assert_eq!(entry(&out, "word/_rels/document.xml.rels"), entry(&bytes, "word/_rels/document.xml.rels"));
    assert_eq!(entry(&out, "[Content_Types].xml"), entry(&bytes, "[Content_Types].xml"));
    let authors: Vec<_> = read(&out).notes.iter().map(|n| n.author.clone().unwrap()).collect();
    assert_eq!(authors, ["张某", "闭环"]);
}

#[test]
fn a_new_part_is_declared_and_everything_else_is_copied() {
    let paper = Paper::new(p("正文")).styles("").with_part("image", "media/image1.png", "\u{1}\u{2}picture");
    let bytes = paper.bytes();
    let document = read(&bytes);
    let out = annotate(&bytes, &document, &[comment(find(&document, "正"), "评")]).unwrap();
    let changed = ["word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"];
    let (mut before, mut after) =
        (ZipArchive::new(Cursor::new(&bytes)).unwrap(), ZipArchive::new(Cursor::new(&out)).unwrap());
    for index in 0..before.len() {
        let (mut a, mut b) = (before.by_index_raw(index).unwrap(), after.by_index_raw(index).unwrap());
        assert_eq!(a.name().unwrap(), b.name().unwrap());
        let (mut x, mut y) = (Vec::new(), Vec::new());
        a.read_to_end(&mut x).unwrap();
        b.read_to_end(&mut y).unwrap();
        assert!(x == y || changed.contains(&a.name().unwrap().as_ref()), "{:?}", a.name());
    }
    assert_eq!(after.len(), before.len() + 1);
    insta::assert_snapshot!(entry(&out, "word/_rels/document.xml.rels"));
    insta::assert_snapshot!(entry(&out, "[Content_Types].xml"));
}

#[test]
fn without_comments_nothing_changes() {
    let bytes = Paper::new(p("正文")).bytes();
    let out = annotate(&bytes, &read(&bytes), &[]).unwrap();
    assert_eq!(entry(&out, "word/document.xml"), entry(&bytes, "word/document.xml"));
}

#[test]
fn parts_without_a_prefix_and_strict_ones() {
    let files: Vec<(String, String)> = Paper::new(p("正文要改"))
        .files()
        .into_iter()
        .map(|(name, xml)| {
            let xml = xml.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns=");
            (
                name,
                xml.replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    "http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            )
        })
        .collect();
    let bytes = paper::zipped(&files);
    let document = read(&bytes);
    let out = annotate(&bytes, &document, &[comment(find(&document, "要"), "评")]).unwrap();
    let xml = entry(&out, "word/document.xml");
    insta::assert_snapshot!(xml[xml.find("<body>").unwrap()..]);
    insta::assert_snapshot!(entry(&out, "word/_rels/document.xml.rels"));
    assert_eq!(read(&out).notes.len(), 1);
}

#[test]
fn what_is_no_word_file_is_refused() {
    let document = read(&Paper::new(p("正文")).bytes());
    assert!(matches!(annotate(b"PK no", &document, &[]), Err(AnnotateError::Read(_))));
    let mut files = Paper::new(p("正文")).files();
    files.iter_mut().filter(|(name, _)| name == "word/document.xml").for_each(|(_, xml)| xml.truncate(xml.len() - 3));
    assert!(matches!(fix(&paper::zipped(&files), &document, &[]), Err(AnnotateError::Read(_))));
}

fn fixed(paper: &Paper, fixes: &[(&str, &str)]) -> (String, String) {
    let bytes = paper.bytes();
    let document = read(&bytes);
    let fixes: Vec<(Span, String)> = fixes.iter().map(|(old, new)| (find(&document, old), (*new).to_owned())).collect();
    let out = fix(&bytes, &document, &fixes).unwrap();
    let texts: Vec<String> = read(&out).paragraphs.iter().map(|p| p.text.clone()).collect();
    (texts.join(" ¶ "), body(&out))
}

#[test]
fn fixes_touch_only_what_differs() {
    let paper = Paper::new(format!(
        "<w:p>{}{}{}</w:p>{}",
        rp("<w:b/>", "一是强化管理,,"),
        r("\"确保\"安全。"),
        r("。"),
        p("第二段，，无误")
    ));
    let (text, body) = fixed(&paper, &[("管理,,\"确保\"", "管理，“确保”"), ("。。", "。"), ("，，", "，")]);
    assert_eq!(text, "一是强化管理，“确保”安全。 ¶ 第二段，无误");
    insta::assert_snapshot!(body);
}

#[test]
fn fixes_insert_delete_and_escape() {
    let paper =
        Paper::new(format!("{}{}<w:p><w:r><w:t>甲&amp;</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", p("少字"), p("全删")));
    let (text, body) = fixed(&paper, &[("少字", "少了 <字>"), ("&\t乙", "\n乙 ")]);
    assert_eq!(text, "少了 <字> ¶ 全删 ¶ 甲\n乙");
    insta::assert_snapshot!(body);
    assert_eq!(fixed(&paper, &[("全删", "")]).0, "少了 <字> ¶ 甲&\t乙".replace("少了 <字>", "少字"));
}

#[test]
fn a_fix_across_a_deleted_paragraph_mark() {
    let joined = format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}", r("前半,"), p(",后半"));
    assert_eq!(fixed(&Paper::new(joined), &[(",,", "，")]).0, "前半，后半");
}

/// A paper in which passages end in every kind of place.
fn varied() -> Paper {
    let body = [
        format!(
            "<w:p>{}{}</w:p>",
            rp("<w:b/>", "　一是 抓"),
            "<w:r><w:t> 台账&lt;核对&gt; </w:t><w:tab/><w:t>每月</w:t></w:r>"
        ),
        format!(
            "<w:p><w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\">{}</w:del>{}</w:p>",
            r("增"),
            r("删"),
            rp("<w:vanish/>", "藏") + &r("余")
        ),
        format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}", r("上"), p("下")),
        format!("<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>", p("格内")),
        "<w:p><m:oMath><m:r><m:t>xy</m:t></m:r></m:oMath><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>"
            .into(),
    ];
    Paper::new(body.concat())
}

/// Each visible character with the properties of its run.
fn characters(bytes: &[u8]) -> Vec<(String, String)> {
    let trace = docx::trace(bytes, Limits::default()).unwrap();
    let mut out = Vec::new();
    for piece in &trace.pieces {
        let props = piece.run.props.clone().map_or(String::new(), |range| trace.xml[range].to_owned());
        let text = &trace.xml[piece.bytes.clone()];
        if piece.plain {
            out.extend(text.chars().map(|c| (c.to_string(), props.clone())));
        } else {
            out.push((text.to_owned(), props));
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Wherever comments are put, every character stays as it was, and all comments arrive.
    #[test]
    fn comments_change_no_character(places in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8)) {
        let bytes = varied().bytes();
        let document = read(&bytes);
        let comments: Vec<Comment> = places.iter().map(|(n, a, b)| {
            let n = n.index(document.paragraphs.len());
            let text = &document.paragraphs[n].text;
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (ends[a.index(ends.len())], ends[b.index(ends.len())]);
            comment(Span::new(n, a.min(b)..a.max(b)), "评")
        }).collect();
        let out = annotate(&bytes, &document, &comments).unwrap();
        let after = read(&out);
        same_text(&document, &after);
        prop_assert_eq!(characters(&bytes), characters(&out));
        prop_assert_eq!(after.notes.len(), comments.len());
        for (comment, note) in comments.iter().zip(&after.notes) {
            let passage = document.text(comment.span);
            let anchor = note.anchor.unwrap();
            prop_assert!(after.text(anchor).contains(passage) || passage.contains(after.text(anchor)));
        }
    }

    /// A file that does not fit the document, or is broken, is written or refused.
    #[test]
    fn files_that_do_not_fit(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..5)) {
        let document = read(&varied().bytes());
        let mut files = varied().files();
        for (file, from, to) in cuts {
            let count = files.len();
            let (_, xml) = &mut files[file.index(count)];
            let ends: Vec<usize> = xml.char_indices().map(|(at, _)| at).chain([xml.len()]).collect();
            let (a, b) = (ends[from.index(ends.len())], ends[to.index(ends.len())]);
            xml.replace_range(a.min(b)..a.max(b), "");
        }
        let bytes = paper::zipped(&files);
        let spans: Vec<Span> = document.paragraphs.iter().enumerate().map(|(n, p)| Span::new(n, 0..p.text.len())).collect();
        let comments: Vec<Comment> = spans.iter().map(|span| comment(*span, "评")).collect();
        let fixes: Vec<(Span, String)> = spans.iter().map(|span| (*span, "改".to_owned())).collect();
        let _ = annotate(&bytes, &document, &comments);
        let _ = fix(&bytes, &document, &fixes);
    }

    /// A fix gives the text that it says, and leaves the rest.
    #[test]
    fn fixes_give_what_they_say(n in any::<prop::sample::Index>(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>(), new in "[甲 <&a]{0,4}") {
        let bytes = varied().bytes();
        let document = read(&bytes);
        let texts: Vec<String> = document.paragraphs.iter().map(|p| p.text.clone()).collect();
        let n = n.index(texts.len());
        let ends: Vec<usize> = texts[n].char_indices().map(|(at, _)| at).chain([texts[n].len()]).collect();
        let (a, b) = (ends[a.index(ends.len())], ends[b.index(ends.len())]);
        let (a, b) = (a.min(b), a.max(b));
        let out = fix(&bytes, &document, &[(Span::new(n, a..b), new.clone())]).unwrap();
        let mut wanted = texts.clone();
        wanted[n].replace_range(a..b, &new);
        let wanted: Vec<&str> = wanted.iter().map(|t| t.trim()).filter(|t| !t.is_empty()).collect();
        let got = read(&out);
        let got: Vec<&str> = got.paragraphs.iter().map(|p| p.text.as_str()).collect();
        prop_assert_eq!(got, wanted);
    }
}
