//! H404: a bracket without its other half, or with one of another kind or width.

use document::{Bilingual, Severity, Span};

use crate::{
    Paper, Para, Report, Rule,
    text::{self, Bracket, Brackets, brackets, is_chinese},
};

pub static RULE: Rule = Rule {
    code: "H404",
    name: "bracket-unpaired",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("括号、书名号不成对", "brackets or title marks unpaired"),
    page: include_str!("bracket_unpaired.md"),
    thresholds: &[],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let found: Vec<(Para<'_>, Brackets)> =
        paper.paras().map(|p| (p, brackets(p.text(), p.paragraph.body_start()))).collect();
    for (n, (para, marks)) in found.iter().enumerate() {
        let after = found.get(n + 1).map(|(_, b)| b);
        let before = n.checked_sub(1).and_then(|i| found.get(i)).map(|(_, b)| b);
        mixed(*para, marks, report);
        crossed(*para, marks, report);
        nested(*para, marks, report);
        for open in marks.unclosed.iter().filter(|open| !after.is_some_and(|b| closes(**open, b))) {
            let mark = open.mark;
            let said = report.at(para.span(open.range()));
            said.say(format!("“{mark}”没有另一半"), format!("nothing closes \"{mark}\""));
        }
        for close in marks.unopened.iter().filter(|close| !before.is_some_and(|b| opens(**close, b))) {
            let mark = close.mark;
            let said = report.at(para.span(close.range()));
            said.say(format!("“{mark}”没有另一半"), format!("nothing opens \"{mark}\""));
        }
    }
}

/// Whether the next paragraph closes what this one leaves open: a passage in brackets may run on.
fn closes(open: Bracket, next: &Brackets) -> bool {
    next.unopened.iter().any(|close| pairs(open, *close))
}

fn opens(close: Bracket, last: &Brackets) -> bool {
    last.unclosed.iter().any(|open| pairs(*open, close))
}

fn pairs(open: Bracket, close: Bracket) -> bool {
    text::closer_of(open.mark) == Some(text::wide(close.mark))
}

/// `（…)` in Chinese text: the half-width one becomes full-width.
fn mixed(para: Para<'_>, marks: &Brackets, report: &mut Report<'_>) {
    if !is_chinese(para.text()) {
        return;
    }
    for (open, close) in marks.pairs.iter().filter(|(open, close)| open.is_half() != close.is_half()) {
        let half = if open.is_half() { open } else { close };
        let span = para.span(half.range());
        let said = report.at(span).say(
            format!("“{}”与“{}”一全角一半角", open.mark, close.mark),
            format!("\"{}\" and \"{}\" differ in width", open.mark, close.mark),
        );
        said.safe_fix(span, text::wide(half.mark));
    }
}

fn crossed(para: Para<'_>, marks: &Brackets, report: &mut Report<'_>) {
    for (open, close) in &marks.crossed {
        let said = report.at(para.span(close.range())).say(
            format!("“{}”用“{}”收尾", open.mark, close.mark),
            format!("\"{}\" is closed by \"{}\"", open.mark, close.mark),
        );
        let right = text::closer_of(open.mark).unwrap_or(close.mark);
        said.related(para.span(open.range()), "左边一半在这里", "it opens here")
            .suggest(para.span(close.range()), right);
    }
}

/// 《…《…》…》: inside title marks single ones stand.
fn nested(para: Para<'_>, marks: &Brackets, report: &mut Report<'_>) {
    let titles: Vec<&(Bracket, Bracket)> = marks.pairs.iter().filter(|(open, _)| open.mark == '《').collect();
    // They are in the order of their openers: what opens before the one before it closes stands inside it.
    let inner = titles.windows(2).find_map(|pair| match pair {
        [(_, outer), inner] if inner.0.at < outer.at => Some(inner),
        _ => None,
    });
    if let Some((open, close)) = inner {
        let span: Span = para.span(open.at..close.range().end);
        let title = para.text().get(open.range().end..close.at).unwrap_or("").to_owned();
        let said = report.at(span).say("书名号里又用书名号", "title marks inside title marks");
        said.at_most(Severity::Note)
            .why(
                "GB/T 15834-2011：书名号里还要用书名号时，外面一层用双书名号，里面一层用单书名号。",
                "GB/T 15834-2011: 《》 outside, 〈〉 inside.",
            )
            .advice(
                "里面一层改用〈〉；如果是前一个书名号漏了右半边，补上。",
                "Use 〈〉 for the inner one, or close the first one where that was forgotten.",
            )
            .suggest(span, format!("〈{title}〉"));
    }
}
