//! Text inside paragraphs.

use crate::paper::{Paper, p, r, rp};

fn text(content: &str) -> String {
    let document = Paper::new(format!("<w:p>{content}</w:p>")).read();
    document.paragraphs.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ¶ ")
}

#[test]
fn characters_that_are_elements() {
    let run = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/><w:t>戊</w:t>\
        <w:cr/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>";
    assert_eq!(text(run), "甲\t乙\n丙-丁戊\n☑☑≥");
}

#[test]
fn references_and_white_space() {
    assert_eq!(text("<w:r><w:t>A&amp;B &lt;&#x4E00;&#22909;&gt;</w:t></w:r>"), "A&B <一好>");
    assert_eq!(text("<w:r><w:t> 甲 </w:t></w:r><w:r><w:t>乙</w:t></w:r>"), "甲乙");
    assert_eq!(text(&(r(" 甲 ") + &r("乙"))), "甲 乙");
    assert_eq!(text("<w:r><w:t>one\r\n  two</w:t></w:r>"), "one   two");
    assert_eq!(text("<w:r><w:t><![CDATA[a<b]]></w:t></w:r>"), "a<b");
    assert_eq!(text("<w:r><w:t>甲&unknown;乙</w:t></w:r>"), "甲\u{FFFD}乙");
}

#[test]
fn offsets_count_what_was_trimmed() {
    let paper = Paper::new(format!("<w:p>{}</w:p>{}", r("　　 本页无正文"), p("正文")));
    insta::assert_snapshot!(paper.seen());
}

#[test]
fn containers_show_what_they_hold() {
    let content = [
        &format!("<w:hyperlink r:id=\"rId9\">{}</w:hyperlink>", r("链接")),
        &format!("<w:smartTag w:element=\"date\"><w:smartTagPr/>{}</w:smartTag>", r("日期")),
        &format!("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", r("控件")),
        &format!("<w:customXml w:element=\"y\">{}</w:customXml>", r("自定义")),
        &format!("<w:bdo w:val=\"ltr\">{}</w:bdo>", r("方向")),
    ];
    assert_eq!(text(&content.map(String::as_str).join(&r("，"))), "链接，日期，控件，自定义，方向");
}

#[test]
fn of_ruby_only_the_base() {
    let ruby = format!(
        "<w:r><w:ruby><w:rubyPr><w:lid w:val=\"zh-CN\"/></w:rubyPr><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
        r("zhěng"),
        r("整")
    );
    assert_eq!(text(&(ruby + &r("改"))), "整改");
}

#[test]
fn formulas() {
    let formula = "<m:oMath><m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>a</m:t></m:r><m:f><m:num><m:r><m:t>b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f></m:oMath>";
    assert_eq!(text(&(r("设 ") + formula + &r("。"))), "设 abc。");
}

#[test]
fn fields_show_their_results() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = |text: &str| format!("<w:r><w:instrText xml:space=\"preserve\">{text}</w:instrText></w:r>");
    let field = [mark("begin"), instruction(" REF _a \\h "), mark("separate"), r("表3"), mark("end")].concat();
    assert_eq!(text(&(r("见") + &field + &r("所列"))), "见表3所列");
    let nested = [mark("begin"), instruction("IF "), field.clone(), mark("separate"), r("真"), mark("end")].concat();
    assert_eq!(text(&nested), "真");
    assert_eq!(text(&format!("<w:fldSimple w:instr=\" DATE \">{}</w:fldSimple>", r("3月1日"))), "3月1日");
    let unclosed = Paper::new(format!("<w:p>{}{}</w:p>{}", mark("begin"), r("藏"), p("后文")));
    assert_eq!(unclosed.read().paragraphs[0].text, "后文");
}

#[test]
fn hidden_text_is_left_out() {
    assert_eq!(text(&(r("明") + &rp("<w:vanish/>", "暗") + &rp("<w:vanish w:val=\"0\"/>", "处"))), "明处");
    let styles = "<w:style w:type=\"character\" w:styleId=\"h\"><w:name w:val=\"hidden\"/><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type=\"character\" w:styleId=\"i\"><w:name w:val=\"inner\"/><w:basedOn w:val=\"h\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"s\"><w:name w:val=\"secret\"/><w:rPr><w:vanish/></w:rPr></w:style>";
    let secret = |more: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"s\"/></w:pPr>{more}</w:p>");
    let body = [
        &format!("<w:p>{}{}{}</w:p>", r("一"), rp("<w:rStyle w:val=\"i\"/>", "二"), r("三")),
        &secret(&r("四")),
        &secret(&rp("<w:rStyle w:val=\"h\"/>", "两处都藏等于不藏")),
        &secret(&rp("<w:vanish w:val=\"false\"/>", "五")),
    ];
    let document = Paper::new(body.map(String::as_str).concat()).styles(styles).read();
    let texts: Vec<&str> = document.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["一三", "两处都藏等于不藏", "五"]);
}

/// A drawing that holds a text box, as Word writes it twice: new and old.
pub fn text_box(content: &str) -> String {
    format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:docPr id=\"1\" name=\"t\"/><a:graphic><a:graphicData>\
         <wps:wsp><a:p><a:r><a:t>不是文字</a:t></a:r></a:p><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
}

#[test]
fn text_boxes_are_read_once() {
    let body =
        format!("{}<w:p>{}{}{}</w:p>{}", p("前"), r("锚"), text_box(&(p("框一") + &p("框二"))), r("点"), p("后"));
    insta::assert_snapshot!(Paper::new(body).seen());
}

#[test]
fn the_fallback_where_the_choice_shows_nothing() {
    let symbol = "<mc:AlternateContent><mc:Choice Requires=\"cx\"><w:drawing/></mc:Choice><mc:Fallback><w:t>图</w:t></mc:Fallback></mc:AlternateContent>";
    assert_eq!(text(&format!("<w:r>{symbol}</w:r>")), "图");
    let run = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"cx\"/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        r("替代")
    );
    assert_eq!(text(&run), "替代");
    let two = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"x\">{}</mc:Choice><mc:Choice Requires=\"y\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        r("首选"),
        r("次选"),
        r("替代")
    );
    assert_eq!(text(&two), "首选");
}
