//! F503: a title in another font, size or place than an official paper's.

use document::{Align, Bilingual, Role, Severity};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    official::{Font, is_official, points, short, titled},
};

pub static RULE: Rule = Rule {
    code: "F503",
    name: "title-type-differs",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("标题不是居中的二号小标宋", "the title is not centred 22 pt XiaoBiaoSong"),
    page: include_str!("title_type_differs.md"),
    thresholds: &[&SIZE, &TOLERANCE],
    check,
};

static SIZE: Threshold = Threshold {
    key: "title-size-pt",
    default: 22.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("标题字号（磅）", "size of the title in points"),
    source: Bilingual::fixed(
        "GB/T 9704-2012：标题用2号小标宋体字（22磅）",
        "GB/T 9704-2012: size 2 (22 pt) XiaoBiaoSong",
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
    if !is_official(paper) {
        return;
    }
    let (size, tolerance) = (report.threshold(&SIZE), report.threshold(&TOLERANCE));
    let Some((para, look)) = titled(paper, Role::Title).next() else { return };
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if let Some(font) = look.font.as_deref().filter(|name| Font::of(name) != Some(Font::XiaoBiaoSong)) {
        zh.push(format!("字体是{font}，应为小标宋"));
        en.push(format!("font {font}, should be XiaoBiaoSong"));
    }
    if let Some(is) = look.size.map(points).filter(|is| (is - size).abs() > tolerance) {
        zh.push(format!("字号是{}磅，应为{}磅", short(is), short(size)));
        en.push(format!("size {} pt, should be {} pt", short(is), short(size)));
    }
    if look.align.is_some_and(|align| align != Align::Center) {
        zh.push("没有居中".to_owned());
        en.push("not centred".to_owned());
    }
    if !zh.is_empty() {
        report.at(para.whole()).say(format!("标题{}", zh.join("；")), format!("title: {}", en.join("; ")));
    }
}
