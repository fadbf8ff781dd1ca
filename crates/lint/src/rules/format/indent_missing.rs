//! F506: paragraphs that do not begin two characters in.

use document::{Align, Bilingual, Look, Severity};

use crate::{
    Paper, Para, Quantity, Report, Rule, Threshold,
    official::{is_official, running},
};

pub static RULE: Rule = Rule {
    code: "F506",
    name: "indent-missing",
    severity: Severity::Note,
    since: "0.1.0",
    summary: Bilingual::fixed("段首没有空两字", "paragraphs do not begin two characters in"),
    page: include_str!("indent_missing.md"),
    thresholds: &[&CHARACTERS, &TOLERANCE],
    check,
};

static CHARACTERS: Threshold = Threshold {
    key: "indent-characters",
    default: 2.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("段首空几字", "characters by which a paragraph is indented"),
    source: Bilingual::fixed("GB/T 9704-2012：每个自然段左空二字", "GB/T 9704-2012: two characters"),
};

static TOLERANCE: Threshold = Threshold {
    key: "tolerance-characters",
    default: 0.25,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed("允许相差几字", "characters by which the indent may differ"),
    source: Bilingual::fixed(
        "自定：按厘米设的缩进与字宽略有出入",
        "own default: indents set in centimetres differ a little",
    ),
};

/// The size of type where a file states none: 三号.
const HALF_POINTS: u16 = 32;

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    if !is_official(paper) {
        return;
    }
    let (wanted, tolerance) = (report.threshold(&CHARACTERS), report.threshold(&TOLERANCE));
    let all: Vec<(Para<'_>, &Look)> =
        running(paper).filter(|(_, look)| !matches!(look.align, Some(Align::Center | Align::Right))).collect();
    let odd: Vec<Para<'_>> = all
        .iter()
        .filter(|(para, look)| (indent(*para, look) - wanted).abs() > tolerance)
        .map(|(para, _)| *para)
        .collect();
    let Some((first, more)) = odd.split_first() else { return };
    let (count, total) = (odd.len(), all.len());
    let said = report.at(first.whole()).say(
        format!("正文{total}段中有{count}段段首没有空{wanted}字"),
        format!("{count} of {total} paragraphs are not indented by {wanted} characters"),
    );
    said.also(&more.iter().map(Para::whole).collect::<Vec<_>>());
}

/// Characters by which a paragraph is indented: by its format, or else by white space typed before it.
fn indent(para: Para<'_>, look: &Look) -> f64 {
    let width = f64::from(look.size.unwrap_or(HALF_POINTS)) * 10.0;
    let formatted = match (look.first_line_chars, look.first_line) {
        (Some(hundredths), _) if hundredths != 0 => f64::from(hundredths) / 100.0,
        (_, Some(twips)) => f64::from(twips) / width,
        _ => 0.0,
    };
    // The reader takes white space off and counts it in the paragraph's place.
    let typed = f64::from(para.paragraph.origin.start().offset);
    if formatted == 0.0 { typed } else { formatted }
}
