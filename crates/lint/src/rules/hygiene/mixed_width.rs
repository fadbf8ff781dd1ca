//! H406: half-width marks in Chinese text.

use std::ops::Range;

use document::{Bilingual, Severity};

use crate::{
    Paper, Para, Report, Rule,
    text::{self, after, before, brackets, is_chinese, is_han, is_within, protected},
};

pub static RULE: Rule = Rule {
    code: "H406",
    name: "mixed-width",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: Bilingual::fixed("中文里用了半角标点", "half-width punctuation in Chinese text"),
    page: include_str!("mixed_width.md"),
    thresholds: &[],
    check,
};

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    for para in paper.paras().filter(|p| is_chinese(p.text())) {
        let keep = protected(para.text());
        for (range, wide) in stops(para, &keep) {
            say(para, range, wide, report);
        }
        for mark in half_brackets(para) {
            say(para, mark.range(), text::wide(mark.mark), report);
        }
    }
}

fn say(para: Para<'_>, range: Range<usize>, wide: char, report: &mut Report<'_>) {
    let span = para.span(range.clone());
    let seen = para.text().get(range).unwrap_or("").trim().to_owned();
    let said = report.at(span).say(
        format!("中文里用了半角的“{seen}”，应为“{wide}”"),
        format!("half-width \"{seen}\" in Chinese text: write \"{wide}\""),
    );
    said.safe_fix(span, wide);
}

/// Half-width stops in Chinese, each with spaces that follow it, and what belongs there.
fn stops(para: Para<'_>, keep: &[Range<usize>]) -> Vec<(Range<usize>, char)> {
    let text = para.text();
    let from = para.paragraph.body_start();
    let candidates = text.char_indices().filter(|(at, _)| *at >= from && !is_within(keep, *at));
    candidates
        .filter_map(|(at, mark)| {
            let wide = full_stop(mark)?;
            let end = at + mark.len_utf8();
            let spaces = text.get(end..)?.len() - text.get(end..)?.trim_start_matches(' ').len();
            is_chinese_stop(text, at, mark, end + spaces).then_some((at..end + spaces, wide))
        })
        .collect()
}

/// The full-width form of a stop.
const fn full_stop(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '.' => '。',
        _ => return None,
    })
}

/// Whether `mark` at `at`, its spaces ending at `next`, is a stop of a Chinese sentence. Figures (1,200, 3:1, 09:15),
/// English, and marks in a row, which H403 judges, are not.
fn is_chinese_stop(text: &str, at: usize, mark: char, next: usize) -> bool {
    let stop = |c: char| full_stop(c).is_some() || "，。、；：？！…".contains(c);
    let neighbours = [before(text, at), after(text, at + mark.len_utf8()), after(text, next)];
    if neighbours.into_iter().flatten().any(stop) {
        return false;
    }
    let (Some(left), right) = (left_of(text, at), right_of(text, next)) else { return false };
    if mark == '.' {
        // 三.二 numbers a part; 1.食堂 too.
        let numeral = "一二三四五六七八九十〇零".contains(left);
        return is_han(left) && !numeral && right.is_none_or(is_han);
    }
    let latin = |c: char| c.is_ascii_alphabetic();
    if is_han(left) {
        // A Chinese name in an English passage stands before a Latin word.
        return right.is_none_or(|c| !latin(c));
    }
    let figure = |c: char| c.is_alphanumeric() || matches!(c, '%' | '％' | '‰' | '℃');
    figure(left) && right.is_some_and(is_han) && !(mark == ':' && latin(left))
}

/// The character before `at`, closing quotes and brackets passed over.
fn left_of(text: &str, at: usize) -> Option<char> {
    // Quotes may be turned the wrong way (H402).
    const CLOSING: &[char] = &['”', '“', '’', '"', '\'', '》', '）', ')', '】', '〕', '］', '」'];
    text.get(..at)?.trim_end_matches(CLOSING).chars().next_back()
}

/// The character from `at` on, opening quotes and brackets passed over.
fn right_of(text: &str, at: usize) -> Option<char> {
    const OPENING: &[char] = &['“', '”', '‘', '"', '\'', '《', '（', '(', '【', '〔', '［', '「'];
    text.get(at..)?.trim_start_matches(OPENING).chars().next()
}

/// Half-width round brackets that hold Chinese, both of a pair.
fn half_brackets(para: Para<'_>) -> impl Iterator<Item = text::Bracket> {
    let text = para.text();
    let found = brackets(text, para.paragraph.body_start());
    let chinese = move |open: &text::Bracket, close: &text::Bracket| {
        // f(值) and [名](链接) are code and Markdown.
        let called = before(text, open.at).is_some_and(|c| c.is_ascii_lowercase() || matches!(c, '_' | ']'));
        let inner = text.get(open.range().end..close.at).unwrap_or("");
        open.mark == '(' && close.mark == ')' && !called && inner.chars().any(is_han)
    };
    found.pairs.into_iter().filter(move |(open, close)| chinese(open, close)).flat_map(|(open, close)| [open, close])
}
