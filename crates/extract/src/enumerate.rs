//! Enumerations inside one paragraph: 一是…二是…, 第一，…第二，…, 首先…其次…, 其一…其二…, ①②, （1）（2）,
//! 1. 2., (a) (b).

use std::ops::Range;

use document::finder::Finder;
use document::{Form, finder, numbering};

use crate::scan;

/// One item of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// Its words, without the marker.
    pub(crate) range: Range<usize>,
}

/// An enumeration found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// What stands before the first item.
    pub(crate) lead: Range<usize>,
    /// The items, at least two.
    pub(crate) items: Vec<Item>,
}

/// Families of markers; a run keeps to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// 一是
    Is,
    /// 一要
    Must,
    /// 第一，
    Ordinal,
    /// 其一，
    Among,
    /// 首先，
    First,
    /// A number in a form of its own.
    Number(Form),
}

#[derive(Debug, Clone, Copy)]
struct Marker {
    family: Family,
    value: u32,
    start: usize,
    end: usize,
}

/// What the first marker of every enumeration holds: most texts are passed over at one look.
static FIRST: Finder = finder!([
    "一是", "一要", "一则", "第一", "其一", "首先", "①", "⑴", "❶", "➀", "㈠", "1.", "1．", "1、", "1)", "1）", "１",
    "(a", "（a", "(i", "（i", "(A", "（A", "(1", "（1", "一)", "一）", "一〕", "一】", "1〕", "1】", "1]", "( 1",
    "（ 1", "( a", "a)", "i)", "（ 一", "( 一", "一]",
]);

/// The enumeration in `range` of `text` whose markers begin first; `None` where there is none of two or
/// more items.
pub(crate) fn find(text: &str, range: Range<usize>) -> Option<Run> {
    if !may_hold(text, range.clone()) {
        return None;
    }
    let markers = markers(text, range.clone());
    let mut best: Option<Vec<Marker>> = None;
    for (at, first) in markers.iter().enumerate() {
        if first.value != 1 || best.as_ref().is_some_and(|b| b.iter().any(|m| m.start == first.start)) {
            continue;
        }
        let run = follow(&markers, at);
        if run.len() >= 2 && best.as_ref().is_none_or(|b| better(&run, b)) {
            best = Some(run);
        }
    }
    let run = best?;
    let lead = scan::trim_space(text, range.start..run.first()?.start);
    let ends = run.iter().skip(1).map(|m| m.start).chain([range.end]);
    let items: Vec<Item> = run
        .iter()
        .zip(ends)
        .map(|(marker, end)| Item { range: scan::trim_space(text, marker.end..end) })
        .filter(|item| !item.range.is_empty())
        .collect();
    (items.len() >= 2).then_some(Run { lead, items })
}

/// Whether there may be an enumeration in `range` of `text`; if not, there is none in any part of it either.
pub(crate) fn may_hold(text: &str, range: Range<usize>) -> bool {
    text.get(range).is_some_and(|words| FIRST.is_match(words))
}

/// The earlier run holds the later one, unless it is the other way round.
fn better(new: &[Marker], old: &[Marker]) -> bool {
    let start = |run: &[Marker]| run.first().map_or(usize::MAX, |m| m.start);
    start(new) < start(old)
}

/// The run that begins with marker `first`: values count on, one may be skipped or repeated by mistake.
fn follow(markers: &[Marker], first: usize) -> Vec<Marker> {
    let Some(head) = markers.get(first) else { return Vec::new() };
    let mut run = vec![*head];
    for marker in markers.get(first + 1..).unwrap_or(&[]) {
        let last = run.last().map_or(0, |m| m.value);
        if marker.family == head.family && marker.value > last && marker.value <= last + 2 {
            run.push(*marker);
        }
    }
    run
}

fn markers(text: &str, range: Range<usize>) -> Vec<Marker> {
    let part = text.get(range.clone()).unwrap_or("");
    let mut out: Vec<Marker> = Vec::new();
    let mut previous: Option<char> = None;
    let mut skip = 0;
    for (at, c) in part.char_indices() {
        if at < skip {
            continue;
        }
        let free = previous.is_none_or(|p| scan::is_boundary(p) || p.is_whitespace());
        if !c.is_whitespace() {
            previous = Some(c);
        }
        let start = range.start + at;
        let Some(marker) = marker(text, start, c, free) else { continue };
        skip = marker.end - range.start;
        previous = None;
        out.push(marker);
    }
    out
}

/// The marker at byte `start`, whose first character is `c`; `free` where an item may begin there.
fn marker(text: &str, start: usize, c: char, free: bool) -> Option<Marker> {
    let rest = text.get(start..)?;
    let make = |family, value, bytes: usize| Marker { family, value, start, end: start + bytes };
    match c {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' if free => {
            let (value, bytes) = numbering::chinese_numeral(rest)?;
            let after = rest.get(bytes..)?;
            let family = match after.chars().next()? {
                '是' => Family::Is,
                '要' | '则' => Family::Must,
                _ => return None,
            };
            let mut bytes = bytes + '是'.len_utf8();
            // 一是，…；一是：…
            bytes += rest
                .get(bytes..)?
                .chars()
                .next()
                .filter(|c| matches!(c, '，' | '：' | ',' | ':'))
                .map_or(0, char::len_utf8);
            // 一是一、二是二
            let next = rest.get(bytes..)?;
            (!next.starts_with(['一', '二']) || next.starts_with("一次") || next.chars().nth(1) != Some('、'))
                .then(|| make(family, value, bytes))
        }
        '第' if free => {
            let body = rest.strip_prefix('第')?;
            let (value, taken) = numbering::chinese_numeral(body)?;
            let bytes = c.len_utf8() + taken;
            let mark = rest.get(bytes..)?.chars().next()?;
            let is_mark = matches!(mark, '，' | '、' | '：' | ',' | ':' | '是');
            is_mark.then(|| make(Family::Ordinal, value, bytes + mark.len_utf8()))
        }
        '其' if free => {
            let body = rest.strip_prefix('其')?;
            if let Some(after) = body.strip_prefix('次') {
                let mark = after.chars().next().filter(|m| matches!(m, '，' | '是' | ','))?;
                return Some(make(Family::First, 2, "其次".len() + mark.len_utf8()));
            }
            let (value, taken) = numbering::chinese_numeral(body)?;
            let bytes = c.len_utf8() + taken;
            let mark = rest.get(bytes..)?.chars().next()?;
            let is_mark = matches!(mark, '，' | '、' | '：' | ',' | ':' | '是');
            is_mark.then(|| make(Family::Among, value, bytes + mark.len_utf8()))
        }
        '首' | '再' | '最' | '此' if free => {
            let (word, value) = [("首先", 1), ("再次", 3), ("再者", 3), ("此外", 4), ("最后", 4)]
                .into_iter()
                .find(|(w, _)| rest.starts_with(w))?;
            let mark = rest.get(word.len()..)?.chars().next().filter(|m| matches!(m, '，' | '是' | ','))?;
            Some(make(Family::First, value, word.len() + mark.len_utf8()))
        }
        '（' | '(' | '〔' | '【' | '［' | '[' | '①'..='⑳' | '⑴'..='⒛' | '❶'..='❿' | '➀'..='➓' | '㈠'..='㈩' =>
        {
            let label = numbering::parse(rest).filter(|l| l.certain && l.value > 0 && l.value < 60)?;
            (free || !c.is_ascii()).then(|| make(Family::Number(label.form), label.value, label.bytes))
        }
        '0'..='9' | '０'..='９' if free => {
            let label = numbering::parse(rest)?;
            let starts_list = text.get(..start).is_none_or(|t| {
                t.trim_end_matches([' ', '\u{3000}', '\t'])
                    .chars()
                    .next_back()
                    .is_none_or(|p| scan::ends_sentence(p) || matches!(p, '：' | ':' | '.'))
            });
            let fits = match label.form {
                // 2.2026年5月…: a year may follow the mark.
                Form::Decimal => {
                    (label.certain || begins_with_year(rest.get(label.seen..).unwrap_or(""))) && label.seen < rest.len()
                }
                Form::DecimalHalfParen => true,
                _ => false,
            };
            (fits && starts_list && label.value < 60)
                .then(|| make(Family::Number(label.form), label.value, label.bytes))
        }
        _ => None,
    }
}

fn begins_with_year(text: &str) -> bool {
    text.chars().take_while(|c| numbering::digit(*c).is_some()).count() == 4
}

/// An enumeration marker at the very start of a paragraph (`一是`, `第一，`, `其一，`): its rank in the
/// family and the bytes it takes.
pub(crate) fn leading(text: &str, start: usize) -> Option<(u32, usize)> {
    let c = text.get(start..)?.chars().next()?;
    let marker = marker(text, start, c, true)?;
    (!matches!(marker.family, Family::Number(_))).then_some((marker.value, marker.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        find(text, 0..text.len()).map_or_else(
            || "-".into(),
            |run| {
                let mut out = format!("[{}]", &text[run.lead]);
                for item in run.items {
                    out += &format!(" / {}", &text[item.range]);
                }
                out
            },
        )
    }

    #[test]
    fn runs() {
        let cases = [
            "主要有两点：一是进度不均。二是口径不统一是主因，没有做到一是一、二是二。",
            "一是清账；三是补票；四是公示。",
            "首先，账目不清。其次，票据不全。最后，公示不及时。",
            "第一，补课。第二，复查。",
            "其一，不会用；其二，不敢用。",
            "①停用旧机。②更换护罩，每月查2次。",
            "（1）制定办法。（2）对6个点复查。",
            "Agreed. (a) We will train staff. (b) We will send a report.",
            "1.更换灯具。 2.每月巡检1次。",
            "核减1.17万元。2.5吨入库。",
            "只有一是没有别的。",
            "对第一、二期工程复查。",
        ];
        let out: Vec<String> = cases.iter().map(|c| seen(c)).collect();
        insta::assert_snapshot!(out.join("\n"));
    }
}
