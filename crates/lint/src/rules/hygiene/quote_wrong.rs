//! H402: a quotation mark that is alone, doubled, turned the wrong way, or typed straight.

mod nested;
mod pairing;

use document::{Bilingual, Severity, Span};

use crate::{
    Paper, Para, Quantity, Report, Rule, Threshold,
    text::{self, is_chinese, is_han},
};
use pairing::{Mark, Shape, alternates, doubled, marks, unmatched};

pub static RULE: Rule = Rule {
    code: "H402",
    name: "quote-wrong",
    severity: Severity::Error,
    since: "0.1.0",
    summary: Bilingual::fixed("引号不成对或用错", "quotation marks unpaired or wrong"),
    page: include_str!("quote_wrong.md"),
    thresholds: &[&LONGEST_CERTAIN, &FARTHEST_CLOSER],
    check,
};

/// How long a quotation may be for its marks to be put right unasked.
static LONGEST_CERTAIN: Threshold = Threshold {
    key: "longest-certain-quotation",
    default: 60.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed(
        "引文最多多少字时才自动改引号",
        "characters of a quotation whose marks are mended unasked",
    ),
    source: Bilingual::fixed(
        "自定：引文更长时，开头或结尾往往另缺一个引号",
        "own default: in a longer one another mark may be missing",
    ),
};

/// How many paragraphs a quotation may run through.
static FARTHEST_CLOSER: Threshold = Threshold {
    key: "farthest-closer",
    default: 3.0,
    quantity: Quantity::Count,
    meaning: Bilingual::fixed("一段引文最多跨几段", "paragraphs through which a quotation may run"),
    source: Bilingual::fixed("自定：整段引用的原文很少更长", "own default: passages quoted whole are seldom longer"),
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let runs_on = running_on(paper, report.count(&FARTHEST_CLOSER));
    for para in paper.paras().filter(|p| !p.text().contains('`')) {
        let marks = marks(para.text());
        if marks.iter().any(|m| m.shape == Shape::Straight) {
            straight(para, &marks, report);
        } else if !runs_on.contains(&para.index) {
            curly(para, &marks, report);
        }
        single(para, report);
    }
    nested::check(paper, report);
}

/// Paragraphs that open or close a quotation of several paragraphs.
fn running_on(paper: &Paper<'_>, farthest: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for para in paper.paras() {
        let marks = marks(para.text());
        let [alone] = unmatched(&marks)[..] else { continue };
        match (alone.shape, open) {
            (Shape::Open, _) => open = Some(para.index),
            (Shape::Close, Some(from)) if para.index - from <= farthest => {
                found.extend([from, para.index]);
                open = None;
            }
            _ => open = None,
        }
    }
    found
}

fn curly(para: Para<'_>, marks: &[Mark], report: &mut Report<'_>) {
    let alone = unmatched(marks);
    let Some(first) = alone.first() else { return };
    let longest = report.count(&LONGEST_CERTAIN);
    if let Some(surplus) = doubled(para.text(), marks, longest) {
        let said = report.at(para.span(surplus.range())).say("这里多了一个引号", "a surplus quotation mark");
        said.safe_fix(para.span(surplus.range()), "");
        let rest: Vec<Mark> = marks.iter().filter(|m| **m != surplus).copied().collect();
        if !unmatched(&rest).is_empty() {
            turn_all(para, &rest, report);
        }
    } else if alternates(para.text(), marks, longest) {
        turn_all(para, marks, report);
    } else if first.shape == Shape::Open {
        report
            .at(para.span(first.range()))
            .say("左引号没有对应的右引号", "an opening quotation mark that nothing closes");
    } else {
        let said = report.at(para.span(first.range()));
        said.say("右引号没有对应的左引号", "a closing quotation mark that nothing opens");
    }
}

/// Makes the marks take turns.
fn turn_all(para: Para<'_>, marks: &[Mark], report: &mut Report<'_>) {
    for (n, mark) in marks.iter().enumerate() {
        turn(para, *mark, n % 2 == 0, report);
    }
}

/// Turns a mark that stands where one of the other shape belongs.
fn turn(para: Para<'_>, mark: Mark, opens: bool, report: &mut Report<'_>) {
    let span = para.span(mark.range());
    match (mark.shape, opens) {
        (Shape::Close, true) => {
            report
                .at(span)
                .say("左引号错用成了右引号", "a closing mark where an opening one belongs")
                .safe_fix(span, "“");
        }
        (Shape::Open, false) => {
            report
                .at(span)
                .say("右引号错用成了左引号", "an opening mark where a closing one belongs")
                .safe_fix(span, "”");
        }
        _ => {}
    }
}

/// Marks of a typewriter in Chinese text.
fn straight(para: Para<'_>, marks: &[Mark], report: &mut Report<'_>) {
    let text = para.text();
    if !is_chinese(text) {
        return;
    }
    if alternates(text, marks, report.count(&LONGEST_CERTAIN)) && fits_alternation(marks) {
        for pair in marks.chunks_exact(2) {
            let [open, close] = pair else { continue };
            if touches_chinese(text, open.at, close.range().end) {
                for (mark, right) in [(open, "“"), (close, "”")] {
                    let span = para.span(mark.range());
                    if mark.shape == Shape::Straight {
                        let said = report.at(span).say("中文里用了直引号", "a straight quotation mark in Chinese text");
                        said.at_most(Severity::Warning).safe_fix(span, right);
                    }
                }
            }
        }
        return;
    }
    let inch = |m: &&Mark| text::before(text, m.at).is_some_and(|c| c.is_ascii_digit());
    let beside_han = |m: &&Mark| {
        text::before(text, m.at).is_some_and(is_han) || text::after(text, m.range().end).is_some_and(is_han)
    };
    let first = marks.iter().filter(|m| m.shape == Shape::Straight && !inch(m)).find(beside_han);
    if let Some(mark) = first {
        report.at(para.span(mark.range())).say(
            "中文里用了直引号，看不出从哪里引到哪里",
            "a straight quotation mark in Chinese text; where the quotation begins and ends cannot be told",
        );
    }
}

/// Whether the curly marks among straight ones agree with taking turns. `“…"…"…”` may be a quotation inside another:
/// among more than two marks both of a pair must be of one kind.
fn fits_alternation(marks: &[Mark]) -> bool {
    let straight = |mark: &Mark| mark.shape == Shape::Straight;
    marks.chunks_exact(2).all(|pair| {
        let [open, close] = pair else { return false };
        let turned = open.shape == Shape::Close || close.shape == Shape::Open;
        !turned && (marks.len() == 2 || straight(open) == straight(close))
    })
}

/// Whether the quotation in `start..end`, marks included, holds Chinese or stands in it.
fn touches_chinese(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|s| s.chars().any(is_han))
        || text::before(text, start).is_some_and(is_han)
        || text::after(text, end).is_some_and(is_han)
}

/// `'…'` around Chinese.
fn single(para: Para<'_>, report: &mut Report<'_>) {
    let text = para.text();
    let ticks: Vec<usize> = text.match_indices('\'').map(|(at, _)| at).collect();
    if !ticks.len().is_multiple_of(2) {
        return;
    }
    for pair in ticks.chunks_exact(2) {
        let [open, close] = *pair else { continue };
        let inner = text.get(open + 1..close).unwrap_or("");
        if inner.chars().next().is_some_and(is_han) && inner.chars().next_back().is_some_and(is_han) {
            for (at, right) in [(open, "‘"), (close, "’")] {
                let span: Span = para.span(at..at + 1);
                let said =
                    report.at(span).say("中文里用了直的单引号", "a straight single quotation mark in Chinese text");
                said.at_most(Severity::Warning).safe_fix(span, right);
            }
        }
    }
}
