//! F507: no page number, or one that looks otherwise than an official paper's.

use document::{Bilingual, Severity};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    official::{Font, is_official, points, short},
};

pub static RULE: Rule = Rule {
    code: "F507",
    name: "page-number-wrong",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("页码缺失或样式不合公文格式", "page number missing or not in the standard's form"),
    page: include_str!("page_number_wrong.md"),
    thresholds: &[&SIZE, &TOLERANCE],
    check,
};

static SIZE: Threshold = Threshold {
    key: "page-number-size-pt",
    default: 14.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("页码字号（磅）", "size of the page number in points"),
    source: Bilingual::fixed(
        "GB/T 9704-2012：4号半角宋体阿拉伯数字（14磅）",
        "GB/T 9704-2012: size 4 (14 pt) SimSun figures",
    ),
};

static TOLERANCE: Threshold = Threshold {
    key: "size-tolerance-pt",
    default: 0.5,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("字号允许相差几磅", "points by which the size may differ"),
    source: Bilingual::fixed("自定：字号以半磅为单位", "own default: sizes come in half-points"),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let Some(page) = paper.document.page.as_ref().filter(|_| is_official(paper)) else { return };
    let Some(number) = &page.page_number else {
        report.whole_file().say("没有页码", "there is no page number");
        return;
    };
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    let bare: String = number.text.chars().filter(|c| !c.is_whitespace()).collect();
    if bare != "—#—" {
        let seen = number.text.trim();
        zh.push(format!("写成“{seen}”，应为“— # —”"));
        en.push(format!("written \"{seen}\", should be \"— # —\""));
    }
    if let Some(font) = number.font.as_deref().filter(|name| Font::of(name) != Some(Font::Song)) {
        zh.push(format!("字体是{font}，应为宋体"));
        en.push(format!("font {font}, should be SimSun (宋体)"));
    }
    let (size, tolerance) = (report.threshold(&SIZE), report.threshold(&TOLERANCE));
    if let Some(is) = number.size.map(points).filter(|is| (is - size).abs() > tolerance) {
        zh.push(format!("字号是{}磅，应为{}磅", short(is), short(size)));
        en.push(format!("size {} pt, should be {} pt", short(is), short(size)));
    }
    if !zh.is_empty() {
        report.whole_file().say(format!("页码{}", zh.join("；")), format!("page number: {}", en.join("; ")));
    }
}
