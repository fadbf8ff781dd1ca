//! Lines that stand in a paper again and again because they belong to its pages.

use std::collections::HashMap;

use super::{Candidate, cues, is_page_edge, page_number, set};
use crate::{Furniture, numbering, outline};

/// Longest line that is looked for again, in bytes: running titles are short.
const LONGEST: usize = 90;

/// A page has more lines than this, so that what repeats sooner does not repeat by pages.
const NEAREST: usize = 4;

/// Running titles with a bare page number: `CONFIDENTIAL        2`. The numbers have to rise from page to page.
pub(super) fn counted(lines: &[Candidate<'_>], pages: &mut Vec<usize>, kinds: &mut [Option<Furniture>]) {
    let mut runs: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        if kinds.get(at).is_some_and(|k| k.is_none_or(|k| k == Furniture::Header))
            && let Some(found) = page_number::bare(line.text)
        {
            runs.entry(found.name).or_default().push((at, found.page));
        }
    }
    for (name, run) in runs {
        let rises = run.windows(2).all(|pair| match *pair {
            [(first, page), (second, next)] => second - first >= NEAREST && (1..=3).contains(&next.wrapping_sub(page)),
            _ => false,
        });
        if (run.len() > 1 && rises) || cues::is_marking(name) {
            for (at, _) in run {
                if let Some(kind) = kinds.get_mut(at) {
                    *kind = Some(Furniture::PageNumber);
                }
                pages.push(at);
            }
        }
    }
    pages.sort_unstable();
}

/// Headers and footers: the same line beside a page number, or at the edge of a page, again and again.
pub(super) fn headers(lines: &[Candidate<'_>], pages: &[usize], kinds: &mut [Option<Furniture>]) {
    let mut beside: HashMap<&str, usize> = HashMap::new();
    let may_repeat = |at: usize| -> Option<&str> {
        let text = lines.get(at)?.text;
        let short = text.len() <= 150 && !text.contains(['。', '；', '，']) && !text.ends_with(['：', ':', '.']);
        (short && numbering::parse(text).is_none_or(|l| !l.certain)).then_some(text)
    };
    let neighbours = pages.iter().flat_map(|&at| [at.checked_sub(1), Some(at + 1)]).flatten();
    let mut places: Vec<usize> = neighbours.chain((0..lines.len()).filter(|at| is_page_edge(lines, *at))).collect();
    places.sort_unstable();
    places.dedup();
    for text in places.into_iter().filter_map(may_repeat) {
        *beside.entry(text).or_default() += 1;
    }
    beside.retain(|_, times| *times > 1);
    if beside.is_empty() {
        return;
    }
    let mut all: HashMap<&str, usize> = HashMap::new();
    for line in lines.iter().filter(|l| beside.contains_key(l.text)) {
        *all.entry(line.text).or_default() += 1;
    }
    // 责任单位：… may end two pages by chance. What belongs to the pages hardly stands elsewhere.
    beside.retain(|text, times| {
        let elsewhere = all.get(text).copied().unwrap_or(0) - *times;
        if text.contains(['：', ':']) { elsewhere == 0 && *times > 2 } else { elsewhere <= 1 }
    });
    for (at, (line, kind)) in lines.iter().zip(kinds.iter_mut()).enumerate() {
        if kind.is_none() && beside.contains_key(line.text) && !may_be_title(lines, at) {
            *kind = Some(Furniture::Header);
        }
    }
}

/// Whether line `at` may be the paper's title: the first of its like, at the start.
fn may_be_title(lines: &[Candidate<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    at < 5 && !cues::is_marking(line.text) && !lines.iter().take(at).any(|earlier| earlier.text == line.text)
}

/// Lines that repeat without any page number: the title, and notices that one look would not tell.
pub(super) fn anywhere(lines: &[Candidate<'_>], kinds: &mut [Option<Furniture>]) {
    /// Where a text stands first and last, and whether again further on.
    struct Places {
        first: usize,
        last: usize,
        again: bool,
    }
    let mut places: HashMap<&str, Places> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        if line.text.len() > LONGEST || kinds.get(at) != Some(&None) || line.text.ends_with(['。', '；', '：']) {
            continue;
        }
        let seen = places.entry(line.text).or_insert(Places { first: at, last: at, again: false });
        seen.again |= at - seen.last >= NEAREST;
        seen.last = at;
    }
    places.retain(|_, seen| seen.again);
    if places.is_empty() {
        return;
    }
    let kind_of = |(text, seen): (&'_ str, Places)| {
        let title = seen.first < 5 && is_title(text);
        match cues::kind_of_repeated(text) {
            Some(kind) if !title => Some((kind, 0)),
            None if title => Some((Furniture::Header, seen.first + NEAREST)),
            _ => None,
        }
    };
    let found: HashMap<&str, (Furniture, usize)> =
        places.into_iter().filter_map(|(text, seen)| Some((text, kind_of((text, seen))?))).collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some((kind, from)) = found.get(line.text)
            && at >= *from
            && (*from == 0 || !follows_annex_mark(lines, at))
        {
            set(kinds, at, *kind);
        }
    }
}

/// Whether `text` can be nothing but the title of a paper: labels of blocks end in 问题 and 措施, too.
fn is_title(text: &str) -> bool {
    text.chars().take(9).count() > 8
        && outline::ends_like_a_title(text)
        && !["问题", "措施", "情况", "建议"].iter().any(|w| text.ends_with(w))
}

/// Whether the line before `at` says that an annex (附件) begins, which may have the title of the paper.
fn follows_annex_mark(lines: &[Candidate<'_>], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| lines.get(i)).is_some_and(|l| l.text.starts_with("附") && l.text.len() < 30)
}
