//! F505: lines that stand closer or wider than an official paper's.

use document::{Bilingual, LinePitch, Look, Severity};

use crate::{
    Paper, Para, Quantity, Report, Rule, Threshold,
    official::{is_official, running, short},
};

pub static RULE: Rule = Rule {
    code: "F505",
    name: "line-pitch-differs",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("行距不合公文格式", "line pitch differs from the standard"),
    page: include_str!("line_pitch_differs.md"),
    thresholds: &[&LEAST, &MOST],
    check,
};

static LEAST: Threshold = Threshold {
    key: "least-line-pitch-pt",
    default: 28.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("行距最小几磅", "least line pitch in points"),
    source: Bilingual::fixed(
        "自定：机关通行固定值28磅至29磅",
        "own default: offices set an exact pitch of 28 to 29 pt",
    ),
};

static MOST: Threshold = Threshold {
    key: "most-line-pitch-pt",
    default: 29.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("行距最大几磅", "largest line pitch in points"),
    source: Bilingual::fixed(
        "GB/T 9704-2012：版心高225mm排22行，合28.99磅（580缇）",
        "GB/T 9704-2012: 22 lines in 225 mm make 28.99 pt (580 twips)",
    ),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let Some(page) = paper.document.page.as_ref().filter(|_| is_official(paper)) else { return };
    let (least, most) = (report.threshold(&LEAST), report.threshold(&MOST));
    let fits = |twips: u32| (least..=most).contains(&(f64::from(twips) / 20.0));
    let on_grid = page.grid_line_pitch.is_some_and(fits);
    let right = |look: &Look| match look.line {
        Some(LinePitch::Exact(twips) | LinePitch::AtLeast(twips)) => fits(twips),
        // A single line snaps to the grid.
        Some(LinePitch::Multiple(240)) | None => on_grid,
        Some(LinePitch::Multiple(_)) => false,
    };
    let all: Vec<(Para<'_>, &Look)> = running(paper).collect();
    let odd: Vec<&(Para<'_>, &Look)> = all.iter().filter(|(_, look)| !right(look)).collect();
    let Some((para, look)) = odd.first() else { return };
    let (zh, en) = describe(look.line);
    let (count, total) = (odd.len(), all.len());
    let (least, most) = (short(least), short(most));
    let said = report.at(para.whole()).say(
        format!("正文{total}段中有{count}段的行距不是{least}～{most}磅，这里是{zh}"),
        format!("{count} of {total} paragraphs have no line pitch of {least} to {most} pt: here {en}"),
    );
    let more: Vec<_> = odd.iter().skip(1).map(|(p, _)| p.whole()).collect();
    said.also(&more);
}

fn describe(line: Option<LinePitch>) -> (String, String) {
    let points = |twips: u32| short(f64::from(twips) / 20.0);
    match line {
        Some(LinePitch::Exact(twips)) => {
            (format!("固定值{}磅", points(twips)), format!("exactly {} pt", points(twips)))
        }
        Some(LinePitch::AtLeast(twips)) => {
            (format!("最小值{}磅", points(twips)), format!("at least {} pt", points(twips)))
        }
        Some(LinePitch::Multiple(n)) if n != 240 => {
            let times = short(f64::from(n) / 240.0);
            (format!("{times}倍行距"), format!("{times} lines"))
        }
        _ => ("单倍行距".to_owned(), "single spacing".to_owned()),
    }
}
