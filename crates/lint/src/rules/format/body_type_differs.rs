//! F502: running text in another font or size than an official paper's.

use document::{Bilingual, Look, Severity};

use crate::{
    Paper, Para, Quantity, Report, Rule, Threshold,
    official::{Font, is_official, points, running, short},
};

pub static RULE: Rule = Rule {
    code: "F502",
    name: "body-type-differs",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("正文不是三号仿宋", "running text is not 16 pt FangSong"),
    page: include_str!("body_type_differs.md"),
    thresholds: &[&SIZE, &TOLERANCE],
    check,
};

static SIZE: Threshold = Threshold {
    key: "body-size-pt",
    default: 16.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("正文字号（磅）", "size of running text in points"),
    source: Bilingual::fixed("GB/T 9704-2012：一般用3号仿宋（16磅）", "GB/T 9704-2012: size 3 (16 pt) FangSong"),
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
    let all: Vec<(Para<'_>, &Look)> = running(paper).collect();
    let in_font = |look: &Look| look.font.as_deref().is_none_or(|name| Font::of(name) == Some(Font::FangSong));
    let in_size = |look: &Look| look.size.is_none_or(|s| (points(s) - size).abs() <= tolerance);
    let odd: Vec<&(Para<'_>, &Look)> = all.iter().filter(|(_, look)| !in_font(look) || !in_size(look)).collect();
    let Some((para, look)) = odd.first() else { return };
    let (count, total) = (odd.len(), all.len());
    let font = look.font.as_deref().unwrap_or("");
    let seen = look.size.map(|s| short(points(s)));
    let (points_zh, points_en) =
        seen.map_or((String::new(), String::new()), |s| (format!("{s}磅"), format!(" {s} pt")));
    let more: Vec<_> = odd.iter().skip(1).map(|(p, _)| p.whole()).collect();
    let said = report.at(para.whole()).say(
        format!("正文{total}段中有{count}段不是仿宋{}磅，这里是{points_zh}{font}", short(size)),
        format!("{count} of {total} paragraphs are not in FangSong {} pt: here{points_en} {font}", short(size)),
    );
    said.also(&more);
}
