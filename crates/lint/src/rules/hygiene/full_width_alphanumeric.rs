//! H407: figures and Latin letters in full width.

use std::ops::Range;

use document::{Bilingual, Form, Severity, Span};

use crate::{
    Paper, Para, Report, Rule,
    text::{self, after, before},
};

pub static RULE: Rule = Rule {
    code: "H407",
    name: "full-width-alphanumeric",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("数字或字母是全角的", "figures or letters in full width"),
    page: include_str!("full_width_alphanumeric.md"),
    thresholds: &[],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    for para in paper.paras() {
        for range in runs(para) {
            let seen = para.text().get(range.clone()).unwrap_or("").to_owned();
            let half: String = seen.chars().map(half).collect();
            let span = para.span(range);
            let said = report
                .at(span)
                .say(format!("“{seen}”是全角的，应为“{half}”"), format!("\"{seen}\" is full-width: write \"{half}\""));
            said.safe_fix(span, half);
        }
    }
    labels(paper, report);
}

/// Runs of full-width letters and figures, with the marks inside a figure (３．５, １２：３０, ８５％).
fn runs(para: Para<'_>) -> Vec<Range<usize>> {
    let text = para.text();
    let inside = |at: usize, c: char| {
        let figure = |c: Option<char>| c.is_some_and(|c| ('０'..='９').contains(&c));
        let joined = figure(before(text, at)) && figure(after(text, at + c.len_utf8()));
        (joined && matches!(c, '．' | '：' | '，' | '－' | '／')) || (c == '％' && figure(before(text, at)))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= para.paragraph.body_start()) {
        if is_wide(c) || inside(at, c) {
            match found.last_mut() {
                Some(last) if last.end == at => last.end += c.len_utf8(),
                _ => found.push(at..at + c.len_utf8()),
            }
        }
    }
    // A blank (ＸＸ) is H401's.
    found.retain(|r| !text.get(r.clone()).is_some_and(|s| s.chars().all(|c| matches!(c, 'Ｘ' | 'ｘ'))));
    found
}

const fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The ASCII form of a full-width character.
fn half(c: char) -> char {
    let ascii = (c as u32).checked_sub(0xFEE0).and_then(char::from_u32).filter(char::is_ascii_graphic);
    ascii.unwrap_or(c)
}

/// Numbers of items, some in full width and some not: `１．` beside `2.`.
fn labels(paper: &Paper<'_>, report: &mut Report<'_>) {
    let typed =
        |para: &Para<'_>| para.paragraph.number.as_ref().is_some_and(|n| n.typed > 0 && n.form == Form::Decimal);
    let all: Vec<(bool, Span)> = paper
        .outside_tables()
        .filter(typed)
        .map(|para| {
            let label = para.text().get(..para.paragraph.body_start()).unwrap_or("");
            (text::runs(label, is_wide).next().is_some(), para.number_span())
        })
        .collect();
    let wide: Vec<Span> = all.iter().filter(|(wide, _)| *wide).map(|(_, span)| *span).collect();
    let Some((first, more)) = wide.split_first() else { return };
    if wide.len() < all.len() {
        let (count, others) = (wide.len(), all.len() - wide.len());
        let said = report.at(*first).say(
            format!("序号有{count}个全角、{others}个半角"),
            format!("{count} numbers of items are full-width, {others} are not"),
        );
        said.at_most(Severity::Note).also(more);
    }
}
