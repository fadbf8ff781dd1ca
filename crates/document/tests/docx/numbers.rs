//! Automatic numbers.

use crate::paper::{Paper, abstract_num, li, lvl, num, p, pp};

/// The labels of the paragraphs, one after the other.
fn labels(paper: &Paper) -> String {
    let document = paper.read();
    let label = |p: &document::Paragraph| p.number.as_ref().map_or("-".to_owned(), |n| n.text.clone());
    document.paragraphs.iter().map(label).collect::<Vec<_>>().join(" ")
}

fn official() -> String {
    abstract_num(
        0,
        &[
            lvl(0, "chineseCountingThousand", "%1、", ""),
            lvl(1, "chineseCounting", "（%2）", ""),
            lvl(2, "decimal", "%3.", ""),
            lvl(3, "decimal", "（%4）", ""),
            lvl(4, "decimalEnclosedCircleChinese", "%5", ""),
        ]
        .concat(),
    )
}

fn list(levels: &[u32]) -> String {
    levels.iter().map(|level| li(1, *level, "核对台账")).collect()
}

#[test]
fn the_levels_of_an_official_paper() {
    let paper = Paper::new(list(&[0, 1, 1, 2, 2, 3, 4, 4, 2, 0, 1, 2, 4, 4])).numbering(&(official() + &num(1, 0, "")));
    assert_eq!(labels(&paper), "一、 （一） （二） 1. 2. （1） ① ② 3. 二、 （一） 1. ① ②");
    insta::assert_snapshot!(paper.seen());
}

#[test]
fn several_parts_in_one_label() {
    let levels = [
        lvl(0, "chineseCounting", "第%1章", ""),
        lvl(1, "decimal", "%1.%2", "<w:isLgl/>"),
        lvl(2, "lowerLetter", "%1.%2.%3)", ""),
    ];
    let paper =
        Paper::new(list(&[0, 1, 1, 2, 0, 1, 2, 2])).numbering(&(abstract_num(0, &levels.concat()) + &num(1, 0, "")));
    assert_eq!(labels(&paper), "第一章 1.1 1.2 一.2.a) 第二章 2.1 二.1.a) 二.1.b)");
}

#[test]
fn a_level_that_was_skipped_counts_as_its_first() {
    let levels = [lvl(0, "decimal", "%1", ""), lvl(1, "decimal", "%1.%2", ""), lvl(2, "decimal", "%1.%2.%3", "")];
    let paper = Paper::new(list(&[2, 2, 0, 2])).numbering(&(abstract_num(0, &levels.concat()) + &num(1, 0, "")));
    assert_eq!(labels(&paper), "1.1.1 1.1.2 2 2.1.1");
}

#[test]
fn lists_over_one_abstract_list_count_on_unless_they_start_anew() {
    let restart = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>";
    let body = [li(1, 0, "甲"), li(2, 0, "乙"), li(3, 0, "丙"), li(3, 0, "丁"), li(1, 0, "戊")].concat();
    let paper = Paper::new(body).numbering(
        &(abstract_num(0, &lvl(0, "decimal", "%1.", "")) + &num(1, 0, "") + &num(2, 0, "") + &num(3, 0, restart)),
    );
    assert_eq!(labels(&paper), "1. 2. 5. 6. 7.");
}

#[test]
fn an_override_may_change_the_level_itself() {
    let other = format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", lvl(0, "upperRoman", "%1)", ""));
    let body = [li(1, 0, "甲"), li(2, 0, "乙"), li(2, 0, "丙")].concat();
    let paper = Paper::new(body)
        .numbering(&(abstract_num(0, &lvl(0, "decimal", "%1.", "")) + &num(1, 0, "") + &num(2, 0, &other)));
    assert_eq!(labels(&paper), "1. II) III)");
}

#[test]
fn restarts_can_be_turned_off_or_tied_to_a_higher_level() {
    let levels = [
        lvl(0, "decimal", "%1.", ""),
        lvl(1, "decimal", "(%2)", "<w:lvlRestart w:val=\"0\"/>"),
        lvl(2, "lowerLetter", "%3)", "<w:lvlRestart w:val=\"1\"/>"),
    ];
    let paper =
        Paper::new(list(&[0, 1, 2, 1, 2, 0, 1, 2])).numbering(&(abstract_num(0, &levels.concat()) + &num(1, 0, "")));
    assert_eq!(labels(&paper), "1. (1) a) (2) b) 2. (3) a)");
}

#[test]
fn numbers_through_styles() {
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/>\
        <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"1\"/>\
        <w:pPr><w:numPr><w:ilvl w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"3\"><w:name w:val=\"small heading\"/><w:basedOn w:val=\"2\"/></w:style>";
    let levels = [
        lvl(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"1\"/>"),
        lvl(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"2\"/>"),
    ];
    let styled = |id: &str, more: &str| pp(&format!("<w:pStyle w:val=\"{id}\"/>{more}"), "检查情况");
    let body = [
        styled("1", ""),
        styled("2", ""),
        styled("3", ""),
        styled("1", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
        styled("1", ""),
        styled("2", ""),
    ];
    let paper =
        Paper::new(body.concat()).styles(styles).numbering(&(abstract_num(0, &levels.concat()) + &num(1, 0, "")));
    assert_eq!(labels(&paper), "一、 （一） （二） - 二、 （一）");
    insta::assert_snapshot!(paper.seen());
}

#[test]
fn a_list_that_is_a_numbering_style() {
    let numbering = abstract_num(0, "<w:numStyleLink w:val=\"Official\"/>")
        + &abstract_num(
            7,
            &format!("<w:styleLink w:val=\"Official\"/>{}", lvl(0, "chineseLegalSimplified", "%1、", "")),
        )
        + &num(1, 0, "")
        + &num(2, 7, "");
    let paper = Paper::new(list(&[0, 0])).numbering(&numbering);
    assert_eq!(labels(&paper), "壹、 贰、");
}

#[test]
fn bullets_and_lists_without_a_mark() {
    let levels = [
        lvl(0, "bullet", "\u{F0B7}", ""),
        lvl(1, "none", "", ""),
        lvl(2, "decimal", "第%3条", "<w:rPr><w:vanish/></w:rPr>"),
    ];
    let paper = Paper::new(list(&[0, 1, 2])).numbering(&(abstract_num(0, &levels.concat()) + &num(1, 0, "")));
    assert_eq!(labels(&paper), "• - -");
}

#[test]
fn a_pattern_of_its_own_stands_before_its_fallback() {
    let level = "<w:lvl w:ilvl=\"0\"><w:start w:val=\"9\"/><mc:AlternateContent><mc:Choice Requires=\"w14\">\
        <w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/></mc:Choice><mc:Fallback><w:numFmt w:val=\"decimal\"/>\
        </mc:Fallback></mc:AlternateContent><w:lvlText w:val=\"No.%1\"/></w:lvl>";
    let paper = Paper::new(list(&[0, 0])).numbering(&(abstract_num(0, level) + &num(1, 0, "")));
    assert_eq!(labels(&paper), "No.009 No.010");
}

#[test]
fn empty_numbered_cells_show_their_number() {
    let row = |text: &str| {
        let number = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
        format!("<w:tr><w:tc>{number}</w:tc><w:tc>{}</w:tc></w:tr>", p(text))
    };
    let paper = Paper::new(format!("<w:tbl>{}{}</w:tbl>", row("灯具损坏"), row("通道堵塞")))
        .numbering(&(abstract_num(0, &lvl(0, "decimal", "%1", "")) + &num(1, 0, "")));
    insta::assert_snapshot!(paper.seen());
}

#[test]
fn lists_that_do_not_exist_number_nothing() {
    let paper = Paper::new(list(&[0, 1])).numbering(&num(1, 99, ""));
    assert_eq!(labels(&paper), "- -");
    assert_eq!(labels(&Paper::new(list(&[0]))), "-");
}
