//! F501: paper and margins that are not those of an official paper.

use document::{Bilingual, Severity};

use crate::{
    Paper, Quantity, Report, Rule, Threshold,
    official::{is_official, millimetres, short},
};

pub static RULE: Rule = Rule {
    code: "F501",
    name: "page-setup-differs",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("纸张或页边距不合公文格式", "paper or margins differ from the standard"),
    page: include_str!("page_setup_differs.md"),
    thresholds: &[&SIZE_TOLERANCE, &MARGIN_TOLERANCE],
    check,
};

static SIZE_TOLERANCE: Threshold = Threshold {
    key: "size-tolerance-mm",
    default: 2.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("纸张尺寸允许相差几毫米", "millimetres by which the paper's size may differ"),
    source: Bilingual::fixed("GB/T 9704-2012：成品幅面允许误差±2mm", "GB/T 9704-2012: trimmed size ±2 mm"),
};

static MARGIN_TOLERANCE: Threshold = Threshold {
    key: "margin-tolerance-mm",
    default: 1.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("页边距允许相差几毫米", "millimetres by which a margin may differ"),
    source: Bilingual::fixed(
        "GB/T 9704-2012：天头37mm±1mm，订口28mm±1mm",
        "GB/T 9704-2012: top 37 mm ±1 mm, binding side 28 mm ±1 mm",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let Some(page) = paper.document.page.as_ref().filter(|_| is_official(paper)) else { return };
    let (Some(width), Some(height)) = (page.width.map(f64::from), page.height.map(f64::from)) else { return };
    // A page laid across is that of a table.
    if width > height {
        return;
    }
    let (size, margin) = (report.threshold(&SIZE_TOLERANCE), report.threshold(&MARGIN_TOLERANCE));
    let edge = |twips: Option<i32>| twips.map(f64::from);
    // The lower and the outer margin are what the type area (版心, 156 × 225 mm) leaves.
    let measured = [
        ("纸宽", "width", Some(width), 210.0, size),
        ("纸高", "height", Some(height), 297.0, size),
        ("上边距", "top", edge(page.top), 37.0, margin),
        ("下边距", "bottom", edge(page.bottom), 35.0, margin),
        ("左边距", "left", edge(page.left), 28.0, margin),
        ("右边距", "right", edge(page.right), 26.0, margin),
    ];
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (name, english, twips, right, tolerance) in measured {
        let Some(is) = twips.map(millimetres) else { continue };
        if (is - right).abs() > tolerance + f64::EPSILON {
            zh.push(format!("{name}{}毫米（应为{}）", short(is), short(right)));
            en.push(format!("{english} {} mm (should be {})", short(is), short(right)));
        }
    }
    if !zh.is_empty() {
        report.whole_file().say(zh.join("，"), en.join(", "));
    }
}
