//! F504: headings in other fonts than those of their levels.

use document::{Bilingual, Form, Look, Role, Severity};

use crate::{
    Paper, Para, Quantity, Report, Rule, Threshold,
    official::{Font, is_official, points, short, titled},
};

pub static RULE: Rule = Rule {
    code: "F504",
    name: "heading-type-differs",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("小标题的字体不合层级", "headings are not in the fonts of their levels"),
    page: include_str!("heading_type_differs.md"),
    thresholds: &[&SIZE, &TOLERANCE],
    check,
};

static SIZE: Threshold = Threshold {
    key: "heading-size-pt",
    default: 16.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("小标题字号（磅）", "size of headings in points"),
    source: Bilingual::fixed("GB/T 9704-2012：一般用3号字（16磅）", "GB/T 9704-2012: size 3 (16 pt)"),
};

static TOLERANCE: Threshold = Threshold {
    key: "size-tolerance-pt",
    default: 0.5,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("字号允许相差几磅", "points by which the size may differ"),
    source: Bilingual::fixed("自定：字号以半磅为单位", "own default: sizes come in half-points"),
};

/// The font of a level: 一、黑体, （一）楷体, 1. and （1） 仿宋.
fn font_of(form: Form) -> Option<(Font, &'static str)> {
    match form {
        Form::Chinese => Some((Font::Hei, "一、")),
        Form::ChineseParen => Some((Font::KaiTi, "（一）")),
        Form::Decimal => Some((Font::FangSong, "1.")),
        Form::DecimalParen => Some((Font::FangSong, "（1）")),
        _ => None,
    }
}

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    if !is_official(paper) {
        return;
    }
    let (size, tolerance) = (report.threshold(&SIZE), report.threshold(&TOLERANCE));
    let odd: Vec<(Para<'_>, &Look, Font, &str)> = titled(paper, Role::Heading)
        .filter_map(|(para, look)| {
            let (font, level) = font_of(para.paragraph.number.as_ref()?.form)?;
            let other_font = look.font.as_deref().is_some_and(|name| Font::of(name) != Some(font));
            let other_size = look.size.is_some_and(|s| (points(s) - size).abs() > tolerance);
            (other_font || other_size).then_some((para, look, font, level))
        })
        .collect();
    let Some((para, look, font, level)) = odd.first() else { return };
    let (count, name) = (odd.len(), font.name());
    let seen = look.font.as_deref().unwrap_or("");
    let (is, is_en) = look
        .size
        .map(|s| short(points(s)))
        .map_or((String::new(), String::new()), |s| (format!("{s}磅"), format!(" {s} pt")));
    let said = report.at(para.whole()).say(
        format!("有{count}个小标题的字体字号不对：“{level}”一层应为{name}{}磅，这里是{seen}{is}", short(size)),
        format!("{count} headings differ: level \"{level}\" takes {name} {} pt, here {seen}{is_en}", short(size)),
    );
    let more: Vec<_> = odd.iter().skip(1).map(|(p, ..)| p.whole()).collect();
    said.also(&more);
}
