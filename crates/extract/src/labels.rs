//! Labels before a colon: 责任单位：…, 【整改措施】…, Management response: … They cut a paragraph into
//! segments that each say one thing.

use std::ops::Range;

use crate::lexicon::{self, Field};
use crate::scan;

/// A stretch of a paragraph under one label, or under none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    /// What its label says; `None` before the first label.
    pub(crate) field: Option<Field>,
    /// Its words, without the label.
    pub(crate) range: Range<usize>,
    /// Whether it stood in brackets at the end of other words.
    pub(crate) bracketed: bool,
}

struct Found {
    field: Field,
    start: usize,
    end: usize,
}

/// Cuts `range` of `text` at its labels.
pub(crate) fn segments(text: &str, range: Range<usize>) -> Vec<Segment> {
    let found: Vec<Found> = found(text, range.clone()).collect();
    cut(text, range, &found)
}

/// Whether `range` of `text` holds a label of such a field. It looks no further than the first.
pub(crate) fn holds(text: &str, range: Range<usize>, is: impl Fn(Field) -> bool) -> bool {
    found(text, range).any(|label| is(label.field))
}

/// The field of the first of the [`segments`], without a look at the others.
pub(crate) fn first(text: &str, range: Range<usize>) -> Option<Field> {
    let first = found(text, range.clone()).next()?;
    let (lead, _) = lead(text, range, Some(&first));
    lead.is_empty().then_some(first.field)
}

/// The labels in `range`, in order.
fn found(text: &str, range: Range<usize>) -> impl Iterator<Item = Found> + '_ {
    let mut free = range.start;
    let mut marks = scan::marks(text.get(range.clone()).unwrap_or(""));
    let mut none = true;
    std::iter::from_fn(move || {
        let label = marks.find_map(|(at, mark)| {
            let at = range.start + at;
            let label = match mark {
                '：' | ':' => colon(text, range.start, at, mark),
                '】' | '］' | ']' => boxed(text, range.start, at, mark),
                _ => None,
            };
            label.filter(|label| free <= label.start)
        });
        let label = if none { label.or_else(|| opening(text, range.clone())) } else { label }?;
        (free, none) = (label.end, false);
        Some(label)
    })
}

/// What stands before the first label, and the bracket that opens before it.
fn lead(text: &str, range: Range<usize>, first: Option<&Found>) -> (Range<usize>, Option<char>) {
    let Some(first) = first else { return (scan::trim_space(text, range), None) };
    let mut lead = scan::trim_space(text, range.start..first.start);
    let mut open = None;
    // （对应问题3；责任单位：…）: what stands between the bracket and the first label is a note.
    if let Some(at) = unclosed(text, lead.clone()) {
        open = Some('（');
        lead = scan::trim_space(text, lead.start..at);
    }
    // （责任单位：…） after other words: the bracket belongs to the labels.
    if let Some(rest) = text.get(lead.clone()).and_then(|t| t.strip_suffix(['（', '(', '【', '[', '〔'])) {
        open = text.get(lead.start + rest.len()..lead.end).and_then(|t| t.chars().next());
        lead = scan::trim_space(text, lead.start..lead.start + rest.len());
    }
    let is_number = |t: &str| document::numbering::parse(t).is_some_and(|l| l.bytes >= t.len());
    if text.get(lead.clone()).is_some_and(is_number) {
        lead.end = lead.start;
    }
    (lead, open)
}

fn cut(text: &str, range: Range<usize>, found: &[Found]) -> Vec<Segment> {
    let mut out = Vec::with_capacity(found.len() + 1);
    let (lead, mut open) = lead(text, range.clone(), found.first());
    if !lead.is_empty() {
        out.push(Segment { field: None, range: lead, bracketed: false });
    }
    let mut closed = None;
    for (n, label) in found.iter().enumerate() {
        let mut end = found.get(n + 1).map_or(range.end, |next| next.start);
        if open.is_some()
            && closed.is_none()
            && let Some(close) = closing(text, label.end..end)
        {
            closed = Some(close);
            end = close;
        }
        let mut value = scan::trim_space(text, label.end..end);
        // A bracket that the next label opens.
        if let Some(rest) = text.get(value.clone()).and_then(|t| t.strip_suffix(['（', '(', '【', '〔'])) {
            value = scan::trim_space(text, value.start..value.start + rest.len());
            open = Some('（');
            closed = None;
        }
        // A name or a date ends with its sentence; what follows is text again.
        let rest = short_value_end(text, label.field, value.clone());
        if let Some(at) = rest {
            out.push(Segment {
                field: Some(label.field),
                range: scan::trim_space(text, value.start..at),
                bracketed: open.is_some(),
            });
            let rest = scan::trim_space(text, at..value.end);
            out.push(Segment { field: None, range: rest, bracketed: false });
            continue;
        }
        out.push(Segment { field: Some(label.field), range: value, bracketed: open.is_some() });
        if closed == Some(end) && open.is_some() {
            let after = end + text.get(end..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
            let next = found.get(n + 1).map_or(range.end, |next| next.start);
            let rest = scan::trim(text, after..next.max(after), &['。', '；', '，', '.', ';']);
            if !rest.is_empty() {
                out.push(Segment { field: None, range: rest, bracketed: false });
            }
            open = None;
            closed = None;
        }
    }
    out
}

/// Where the sentence of a short value ends before the value does.
fn short_value_end(text: &str, field: Field, value: Range<usize>) -> Option<usize> {
    if !matches!(field, Field::Unit | Field::Person | Field::Lead | Field::Coop | Field::Deadline) {
        return None;
    }
    let body = text.get(value.clone())?;
    let at = body.find('。')? + '。'.len_utf8();
    body.get(at..)
        .is_some_and(|rest| rest.chars().filter(|c| c.is_alphanumeric()).take(5).count() == 5)
        .then_some(value.start + at)
}

/// Where a bracket opens in `range` that does not close in it, with words behind it.
fn unclosed(text: &str, range: Range<usize>) -> Option<usize> {
    let body = text.get(range.clone())?;
    let mut open = Vec::new();
    for (at, c) in scan::marks(body) {
        match c {
            '（' | '(' | '【' | '〔' => open.push(at),
            '）' | ')' | '】' | '〕' => {
                open.pop();
            }
            _ => {}
        }
    }
    let at = open.first().copied()?;
    body.get(at..).is_some_and(|t| t.chars().count() > 1).then_some(range.start + at)
}

/// The bracket in `range` that closes one opened before it.
fn closing(text: &str, range: Range<usize>) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in scan::marks(text.get(range.clone())?) {
        match c {
            '（' | '(' | '【' | '[' | '〔' => depth += 1,
            '）' | ')' | '】' | ']' | '〕' if depth == 0 => return Some(range.start + at),
            '）' | ')' | '】' | ']' | '〕' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The label that ends at the colon at byte `at`.
fn colon(text: &str, from: usize, at: usize, mark: char) -> Option<Found> {
    let before = text.get(from..at)?;
    let end = at + mark.len_utf8();
    let tail = last_chars(before, 48);
    let start = tail.char_indices().rev().find(|(_, c)| is_label_boundary(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    let words = tail.get(start..)?;
    let trimmed = words.trim();
    let lead = words.len() - words.trim_start().len();
    let whole_start = at - words.len() + lead;
    if let Some((field, skipped)) = name(trimmed) {
        return Some(Found { field, start: whole_start + skipped, end });
    }
    // A label whose words hold brackets: 牵头（责任）单位.
    if tail.trim_end().ends_with(['单', '位', '室', '）', ')', '人', '门', '科', '处', '导', '限'])
        && let Some(open) = tail.rfind(['（', '('])
    {
        let word_start = tail
            .get(..open)?
            .char_indices()
            .rev()
            .find(|(_, c)| is_label_boundary(*c))
            .map_or(0, |(i, c)| i + c.len_utf8());
        let words = tail.get(word_start..)?;
        if let Some(field) = lexicon::label(words.trim()) {
            return Some(Found { field, start: at - words.trim_start().len(), end });
        }
        // 责任人（部门）：, 整改措施（3条）：
        if let Some(field) = lexicon::label(tail.get(word_start..open)?.trim()) {
            return Some(Found { field, start: at - words.trim_start().len(), end });
        }
    }
    announcing(text, from, at, end)
}

/// 采取以下措施：, 主要措施如下：, 审计查出： a sentence that only says what comes.
fn announcing(text: &str, from: usize, at: usize, end: usize) -> Option<Found> {
    let before = text.get(from..at)?;
    let start = before.char_indices().rev().find(|(_, c)| scan::ends_sentence(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    let sentence = before.get(start..)?.trim();
    if sentence.chars().take(41).count() > 40 {
        return None;
    }
    let lower = sentence.to_ascii_lowercase();
    let told = ["主要有", "如下", "包括", "有", "是", "为"]
        .into_iter()
        .find_map(|w| sentence.strip_suffix(w))
        .unwrap_or(sentence);
    let takes = ["措施", "举措", "做法", "办法"].iter().any(|w| told.ends_with(w))
        && ["以下", "如下", "下列", "采取"].iter().any(|w| sentence.contains(w));
    let (mut field, needs_list) = if takes { Some((Field::Progress, true)) } else { None }.or_else(|| {
        ANNOUNCING.iter().find(|(words, ..)| words.iter().any(|w| lower.ends_with(w))).map(|(_, f, n)| (*f, *n))
    })?;
    if field == Field::Progress
        && ["原因", "问题", "不足"].iter().any(|w| sentence.contains(w))
        && !sentence.contains("措施")
    {
        field = Field::Finding;
    }
    let next = text.get(end..)?.trim_start();
    let list = next.starts_with("一是") || next.is_empty() || next.starts_with(['①', '（', '(', '1', '⑴', '第', '首']);
    let begin = from + start + (before.get(start..)?.len() - before.get(start..)?.trim_start().len());
    (list || !needs_list).then_some(Found { field, start: begin, end })
}

type Announcement = (&'static [&'static str], Field, bool);

/// Ends of announcing sentences, what they announce, and whether a list must follow.
const ANNOUNCING: &[Announcement] = &[
    (
        &[
            "以下措施",
            "如下措施",
            "下列措施",
            "措施如下",
            "主要措施是",
            "的措施是",
            "具体措施为",
            "following actions",
            "actions are",
            "采取了措施",
            "采取措施",
            "举措如下",
        ],
        Field::Progress,
        true,
    ),
    (&["审计查出", "检查发现", "审计发现", "查出问题", "巡察发现", "督查发现"], Field::Finding, false),
];

/// The field of a label's words, and the bytes to skip before them (`1.整改措施`, `（二）原因分析`).
fn name(words: &str) -> Option<(Field, usize)> {
    let bare = words.trim_start_matches(|c: char| {
        matches!(c, '*' | '#' | '【' | '[' | '●' | '■' | '▲' | '◆' | '·' | '-' | ' ' | '☆' | '★' | '①'..='⑨')
    });
    let bare = bare.trim_end_matches(['*', '】', ']', ' ']);
    if let Some(field) = lexicon::label(bare) {
        return Some((field, 0));
    }
    let label = document::numbering::parse(bare)?;
    let rest = bare.get(label.bytes..)?;
    lexicon::label(rest.trim()).map(|field| (field, 0))
}

/// 【整改措施】 and ［责任单位］ without a colon.
fn boxed(text: &str, from: usize, at: usize, mark: char) -> Option<Found> {
    let before = last_chars(text.get(from..at)?, 20);
    let open = before.rfind(['【', '［', '['])?;
    let inside = before.get(open..)?.trim_start_matches(['【', '［', '[']);
    let field = lexicon::label(inside.trim())?;
    let rest = text.get(at + mark.len_utf8()..)?;
    let end = at + mark.len_utf8() + rest.chars().next().filter(|c| matches!(c, '：' | ':')).map_or(0, char::len_utf8);
    Some(Found { field, start: at - (before.len() - open), end })
}

/// A label at the start of a paragraph with white space for its colon, or alone in it.
fn opening(text: &str, range: Range<usize>) -> Option<Found> {
    let body = text.get(range.clone())?;
    // A label is short: look no further.
    let end = body.char_indices().take(21).find(|(_, c)| matches!(c, ' ' | '\u{3000}' | '\t' | '\n')).map(|(at, _)| at);
    let end = end.or_else(|| (body.len() <= 60).then_some(body.len()))?;
    let words = body.get(..end)?;
    let rest = body.get(end..)?;
    let spaced = rest.is_empty() || rest.starts_with(['\u{3000}', '\t', '\n']) || rest.starts_with("  ");
    if !spaced || scan::is_english(words) && !rest.is_empty() {
        return None;
    }
    let field = lexicon::label(words.trim_end_matches('。')).filter(|f| *f != Field::Ignored)?;
    Some(Found { field, start: range.start, end: range.start + end })
}

const fn is_label_boundary(c: char) -> bool {
    scan::is_boundary(c) || matches!(c, '、' | '〔' | '[' | '|' | '｜' | '\u{3000}' | '\t' | '/')
}

/// The last `bytes` bytes or fewer, on a character boundary.
fn last_chars(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let parts: Vec<String> = segments(text, 0..text.len())
            .into_iter()
            .map(|s| {
                format!(
                    "{}{}={}",
                    if s.bracketed { "~" } else { "" },
                    s.field.map_or("-".into(), |f| format!("{f:?}")),
                    &text[s.range]
                )
            })
            .collect();
        parts.join(" | ")
    }

    #[test]
    fn cuts() {
        let cases = [
            "整改情况：一是补签责任书。责任单位：厂办；责任人：主任；整改状态：已完成。",
            "全面修订范本。（责任领导：副主任（分管交易）；责任科室：一科；完成时限：5月底前）",
            "Management response: Agreed. We will act.",
            "Action owner: Head of Procurement",
            "【整改措施】更换阀门。【责任单位】机修班",
            "市文化部门采取以下措施：一是追回资金。二是印发清单。",
            "责任单位　综合科",
            "整改措施",
            "牵头（责任）单位：办公室",
            "普通的一句话：没有标签。",
            "1.整改措施：更换。",
            "责任单位：综合科　责任人：王某　完成时限：2026年6月",
            "Due: 30 June 2026",
            "Corrective actions (phased):",
            "【责任领导：甲｜责任部门：一部｜时限：立行立改，长期坚持】",
        ];
        let out: Vec<String> = cases.iter().map(|c| seen(c)).collect();
        insta::assert_snapshot!(out.join("\n"));
    }
}
