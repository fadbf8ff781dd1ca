//! Notes, comments, headers, footers, sections, headings, tables of contents.

use crate::paper::{NAMESPACES, Paper, p, pp, r};

fn footnote(id: u32, content: &str) -> String {
    format!("<w:footnote w:id=\"{id}\">{content}</w:footnote>")
}

#[test]
fn notes_hang_where_they_are_referred_to() {
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}</w:p><w:p><w:del><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:del>{}<w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>",
        r("　隐患三处"),
        r("，已整改。"),
        r("见附注")
    );
    let notes = [
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>———</w:t></w:r></w:p></w:footnote>".to_owned(),
        footnote(2, "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> 含外包区域。</w:t></w:r></w:p>"),
        footnote(3, &p("随删除的文字一起消失")),
    ];
    let endnotes = format!("<w:endnote w:id=\"2\">{}{}</w:endnote>", p("尾注一段"), p("尾注二段"));
    let paper =
        Paper::new(body).with("footnotes", "footnotes", &notes.concat()).with("endnotes", "endnotes", &endnotes);
    insta::assert_snapshot!(paper.seen());
}

#[test]
fn comments_hang_on_their_passages() {
    let body = format!(
        "<w:p>{}<w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>{}</w:p>\
         <w:p><w:commentRangeStart w:id=\"1\"/>{}</w:p><w:p>{}<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>",
        r("进一步"),
        r("加强"),
        r("管理"),
        r("跨段起"),
        r("跨段止")
    );
    let comments = format!(
        "<w:comment w:id=\"0\" w:author=\"审稿人&amp;甲\">{}{}</w:comment><w:comment w:id=\"1\">{}</w:comment><w:comment w:id=\"9\">{}</w:comment>",
        p("怎样加强？"),
        p("写具体。"),
        p("两段都看"),
        p("没有位置")
    );
    insta::assert_snapshot!(Paper::new(body).with("comments", "comments", &comments).seen());
}

fn margin(root: &str, content: &str) -> String {
    format!("<w:{root} {NAMESPACES}>{content}</w:{root}>")
}

#[test]
fn headers_footers_and_the_page() {
    let number = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r>\
        <w:r><w:rPr><w:rFonts w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r>\
        <w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>\
        <w:r><w:rPr><w:rFonts w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr><w:fldChar w:fldCharType=\"separate\"/></w:r>\
        <w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>";
    let section = "<w:headerReference w:type=\"default\" r:id=\"rId1\"/><w:footerReference w:type=\"default\" r:id=\"rId2\"/>\
        <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"/>\
        <w:docGrid w:type=\"lines\" w:linePitch=\"580\"/>";
    let cover = "<w:sectPr><w:pgSz w:w=\"5000\" w:h=\"6000\"/></w:sectPr>";
    let body = [
        pp(cover, "封面"),
        p("正文的篇幅比封面大得多，所以页面以正文为准。"),
        format!("<w:sectPr>{section}</w:sectPr>"),
    ];
    let paper = Paper::new(body.concat()).with_part("header", "header1.xml", &margin("hdr", &p("内部资料"))).with_part(
        "footer",
        "footer1.xml",
        &margin("ftr", number),
    );
    insta::assert_snapshot!(paper.seen());
    insta::assert_debug_snapshot!(paper.read().page);
}

#[test]
fn a_simple_field_in_a_text_box_is_a_page_number_too() {
    let field = "<w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>";
    let footer = format!("<w:p>{}</w:p>", crate::text::text_box(field));
    let body = p("正文") + "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId1\"/></w:sectPr>";
    let paper = Paper::new(body).with_part("footer", "footer1.xml", &margin("ftr", &footer));
    assert_eq!(paper.read().page.unwrap().page_number.unwrap().text, "#");
}

#[test]
fn headings_and_the_title() {
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"a\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"tt\"><w:name w:val=\"文件标题\"/><w:basedOn w:val=\"t\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"h2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"a\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"o\"><w:name w:val=\"三级\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>";
    let styled = |id: &str, text: &str| pp(&format!("<w:pStyle w:val=\"{id}\"/>"), text);
    let long = "这一段文字被误设为标题样式。".repeat(10);
    let body = [
        styled("tt", "仓储公司检查整改情况"),
        styled("h2", "总体情况"),
        styled("o", "库房"),
        pp("<w:pStyle w:val=\"o\"/><w:outlineLvl w:val=\"9\"/>", "退为正文的一行，"),
        pp("<w:outlineLvl w:val=\"0\"/>", "直接设定的一级"),
        styled("Heading3", "没有定义的内置样式"),
        styled("o", &long),
    ];
    insta::assert_snapshot!(Paper::new(body.concat()).styles(styles).seen());
}

#[test]
fn a_table_of_contents_leads_but_says_nothing() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let entry =
        |text: &str| format!("<w:hyperlink w:anchor=\"_Toc1\">{}<w:r><w:tab/></w:r>{}</w:hyperlink>", r(text), r("1"));
    let body = format!(
        "<w:p>{}<w:r><w:instrText> TOC \\o \"1-3\" </w:instrText></w:r>{}{}</w:p><w:p>{}</w:p><w:p>{}</w:p>{}",
        mark("begin"),
        mark("separate"),
        entry("一、情况"),
        entry("二、问题"),
        mark("end"),
        p("正文开始。")
    );
    insta::assert_snapshot!(Paper::new(body).seen());
}
