//! H408: a space inside a Chinese word.

use std::{collections::HashSet, ops::Range};

use document::{Bilingual, Role, Severity};

use crate::{
    Paper, Para, Report, Rule,
    text::{after, before, is_han},
};

pub static RULE: Rule = Rule {
    code: "H408",
    name: "stray-space",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("词中间有多余的空格", "a space inside a Chinese word"),
    page: include_str!("stray_space.md"),
    thresholds: &[],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    let known = pairs(paper);
    for para in paper.running() {
        for range in spaces(para, &known) {
            let (left, right) = around(para.text(), &range);
            let span = para.span(range);
            let said = report.at(span).say(
                format!("“{left}”与“{right}”之间有多余的空格"),
                format!("a stray space between \"{left}\" and \"{right}\""),
            );
            said.safe_fix(span, "");
        }
    }
}

fn around(text: &str, range: &Range<usize>) -> (String, String) {
    let one = |c: Option<char>| c.map(String::from).unwrap_or_default();
    (one(before(text, range.start)), one(after(text, range.end)))
}

/// Pairs of Chinese characters that stand together somewhere in the paper.
fn pairs(paper: &Paper<'_>) -> HashSet<(char, char)> {
    let mut known = HashSet::new();
    for para in paper.paras() {
        let mut last: Option<char> = None;
        for c in para.text().chars() {
            if let Some(left) = last.filter(|l| is_han(*l) && is_han(c)) {
                known.insert((left, c));
            }
            last = Some(c);
        }
    }
    known
}

/// Single spaces that split what the paper elsewhere writes as one. A space may also stand for a comma or
/// part two fields, and no one can tell without that evidence.
fn spaces(para: Para<'_>, known: &HashSet<(char, char)>) -> Vec<Range<usize>> {
    let text = para.text();
    if para.paragraph.role != Role::Body || !text.contains(['，', '。', '；', ',', '.', ';']) {
        return Vec::new();
    }
    let single = text.match_indices(' ').map(|(at, _)| at..at + 1).filter(|r| r.start >= para.paragraph.body_start());
    single
        .filter(|range| {
            let (Some(left), Some(right)) = (before(text, range.start), after(text, range.end)) else { return false };
            is_han(left)
                && is_han(right)
                && known.contains(&(left, right))
                && !is_field(text, range)
                && !is_name(text, range)
                && !repeats(text, range)
        })
        .collect()
}

/// `责任人：某 时限：某`: what follows the space is soon a colon.
fn is_field(text: &str, range: &Range<usize>) -> bool {
    const LONGEST_LABEL: usize = 10;
    let rest = text.get(range.end..).unwrap_or("");
    let label = rest.chars().take(LONGEST_LABEL).take_while(|c| !matches!(c, '，' | '。' | '；' | ' '));
    label.collect::<String>().contains(['：', ':'])
}

/// `张 三、李四五`: a name of two characters spread to the width of three.
fn is_name(text: &str, range: &Range<usize>) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !is_han(c));
    let (left, right) = (before(text, range.start), after(text, range.end));
    let lone = |at: usize, c: Option<char>, back: bool| {
        let length = c.map_or(0, char::len_utf8);
        if back { edge(before(text, at.saturating_sub(length))) } else { edge(after(text, at + length)) }
    };
    lone(range.start, left, true) || lone(range.end, right, false)
}

/// Whether both sides would repeat a word once joined: then the space is not what is wrong.
fn repeats(text: &str, range: &Range<usize>) -> bool {
    const LONGEST: usize = 8;
    let (left, right) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    let ends = right.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    ends.filter_map(|end| right.get(..end)).any(|unit| left.ends_with(unit))
}
