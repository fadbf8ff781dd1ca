//! How paragraphs look, styles resolved.

use crate::paper::{Paper, looks, p, pp, r, rp};

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\" w:eastAsiaTheme=\"minorEastAsia\"/><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault>\
    <w:pPrDefault><w:pPr><w:spacing w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:pPr><w:jc w:val=\"both\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"公文正文\"/><w:basedOn w:val=\"a\"/><w:pPr><w:spacing w:line=\"580\" w:lineRule=\"exact\"/>\
    <w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"小标题\"/><w:basedOn w:val=\"b\"/><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type=\"character\" w:styleId=\"s\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"l1\"><w:name w:val=\"loop 1\"/><w:basedOn w:val=\"l2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"l2\"><w:name w:val=\"loop 2\"/><w:basedOn w:val=\"l1\"/><w:rPr><w:sz w:val=\"30\"/></w:rPr></w:style>";

const THEME: &str = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:fontScheme name=\"x\">\
    <a:majorFont><a:latin typeface=\"Cambria\"/><a:ea typeface=\"黑体\"/></a:majorFont>\
    <a:minorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:font script=\"Jpan\" typeface=\"MS Mincho\"/><a:font script=\"Hans\" typeface=\"等线\"/></a:minorFont>\
    </a:fontScheme></a:themeElements></a:theme>";

fn styled(id: &str, content: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>{content}</w:p>")
}

#[test]
fn resolved_through_styles_defaults_and_theme() {
    let body = [
        p("默认样式"),
        styled("b", &r("公文正文")),
        styled("c", &r("小标题")),
        styled("c", &rp("<w:rStyle w:val=\"s\"/>", "加粗两次等于不加粗")),
        styled("c", &rp("<w:b w:val=\"0\"/>", "直接取消")),
        styled("b", &(rp("<w:b/>", "一是抓台账。") + &r("每季度核对一次，责任人为仓储科。"))),
        styled("b", &(r("先普通") + &rp("<w:b/>", "后加粗"))),
        styled("b", &(rp("<w:rFonts w:eastAsia=\"楷体_GB2312\"/><w:sz w:val=\"30\"/>", "短") + &r("多数字体为仿宋"))),
        p("2025 only"),
        format!("<w:p>{}</w:p>", rp("<w:rFonts w:eastAsiaTheme=\"majorEastAsia\" w:eastAsia=\"宋体\"/>", "主题字体")),
        pp(
            "<w:jc w:val=\"end\"/><w:ind w:hanging=\"420\"/><w:spacing w:line=\"400\" w:lineRule=\"atLeast\"/>",
            "右对齐悬挂",
        ),
        styled("l1", &r("样式互为基准")),
    ];
    let paper = Paper::new(body.concat()).styles(STYLES).with_part("theme", "theme/theme1.xml", THEME);
    insta::assert_snapshot!(looks(&paper.read()));
}

#[test]
fn a_list_indents_between_style_and_paragraph() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/>\
        <w:pPr><w:ind w:left=\"420\" w:hanging=\"420\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    let body = [
        pp(&format!("<w:pStyle w:val=\"b\"/>{list}"), "列表缩进"),
        pp(&format!("<w:pStyle w:val=\"b\"/>{list}<w:ind w:firstLine=\"100\"/>"), "段落缩进"),
    ];
    insta::assert_snapshot!(looks(&Paper::new(body.concat()).styles(STYLES).numbering(numbering).read()));
}

#[test]
fn without_styles_nothing_is_made_up() {
    insta::assert_snapshot!(looks(&Paper::new(p("没有样式部分")).read()));
}

#[test]
fn properties_that_repeat_are_the_same_as_if_read_anew() {
    let run = |text: &str| rp("<w:rFonts w:eastAsia=\"黑体\"/><w:b/><w:sz w:val=\"32\"/>", text);
    let para =
        |content: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"b\"/><w:jc w:val=\"center\"/></w:pPr>{content}</w:p>");
    let twice = "<w:r><w:rPr><w:i/></w:rPr><w:rPr><w:sz w:val=\"50\"/></w:rPr><w:t>两份属性</w:t></w:r>";
    let once = "<w:r><w:rPr><w:sz w:val=\"50\"/></w:rPr><w:t>一份属性</w:t></w:r>";
    let body = [para(&run("第一段")), para(&(run("第二段") + &run("两处"))), para(twice), para(once), p("无属性")];
    insta::assert_snapshot!(looks(&Paper::new(body.concat()).styles(STYLES).read()));
}
