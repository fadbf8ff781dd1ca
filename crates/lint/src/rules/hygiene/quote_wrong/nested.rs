//! Quotations in quotations, and marks of two systems in one paper.

use document::{Format, Severity, Span};

use super::pairing::{Mark, Shape, marks, unmatched};
use crate::{Paper, Report};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    doubles_in_doubles(paper, report);
    two_systems(paper, report);
}

/// “…“…”…”: inside double marks single ones stand.
fn doubles_in_doubles(paper: &Paper<'_>, report: &mut Report<'_>) {
    let mut found: Vec<Span> = Vec::new();
    for para in paper.paras() {
        let marks = marks(para.text());
        if unmatched(&marks).is_empty() {
            found.extend(inner(&marks).into_iter().map(|(open, close)| para.span(open.at..close.range().end)));
        }
    }
    let Some((first, more)) = found.split_first() else { return };
    let count = found.len();
    let text = paper.document.text(*first);
    let bare = text.trim_start_matches('“').trim_end_matches('”').to_owned();
    let said = report.at(*first).say(
        format!("双引号里又用双引号，共{count}处"),
        format!("double quotation marks inside double ones, {count} in all"),
    );
    said.at_most(Severity::Note)
        .why(
            "GB/T 15834-2011：引号里还要用引号时，外面一层用双引号，里面一层用单引号。",
            "GB/T 15834-2011: double marks outside, single ones inside.",
        )
        .advice("里面一层改用单引号‘ ’。", "Use single marks ‘ ’ for the inner one.")
        .suggest(*first, format!("‘{bare}’"))
        .also(more);
}

/// Pairs of double marks that stand inside another pair.
fn inner(marks: &[Mark]) -> Vec<(Mark, Mark)> {
    let mut open: Vec<Mark> = Vec::new();
    let mut found = Vec::new();
    for mark in marks {
        match mark.shape {
            Shape::Open => open.push(*mark),
            Shape::Close => {
                if let Some(opener) = open.pop().filter(|_| !open.is_empty()) {
                    found.push((opener, *mark));
                }
            }
            Shape::Straight => {}
        }
    }
    found
}

/// 「」 beside “”.
fn two_systems(paper: &Paper<'_>, report: &mut Report<'_>) {
    if matches!(paper.document.format, Format::Xlsx | Format::Xls | Format::Ods | Format::Csv) {
        return;
    }
    let corners: Vec<Span> = paper
        .paras()
        .flat_map(|p| p.text().match_indices('「').map(move |(at, mark)| p.span(at..at + mark.len())))
        .collect();
    let Some((first, more)) = corners.split_first() else { return };
    if paper.paras().any(|p| p.text().contains('“')) {
        let count = corners.len();
        let said = report.at(*first).say(
            format!("全文用“”，这里用了「」，共{count}处"),
            format!("「」 in a paper that uses “”, {count} in all"),
        );
        said.at_most(Severity::Warning).also(more);
    }
}
