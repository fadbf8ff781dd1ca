//! How much of a paper, or of a paragraph, stands in other papers.

use std::ops::Range;

use document::Span;

use crate::{Paper, Para, text::length};

/// Bytes of paragraph `index` that `spans` cover, joined, in order.
#[must_use]
pub fn covered(spans: &[Span], index: usize) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> =
        spans.iter().filter(|s| s.paragraph as usize == index).map(Span::range).collect();
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Characters of `para` in `ranges`, white space left out.
#[must_use]
pub fn within(para: Para<'_>, ranges: &[Range<usize>]) -> usize {
    ranges.iter().filter_map(|r| para.text().get(r.clone())).map(length).sum()
}

/// What of `para` is in none of `ranges`.
#[must_use]
pub fn rest(para: Para<'_>, ranges: &[Range<usize>]) -> String {
    let ends = ranges.iter().map(|r| r.end);
    let starts = ranges.iter().map(|r| r.start).chain([para.text().len()]);
    [0].into_iter().chain(ends).zip(starts).filter_map(|(from, to)| para.text().get(from..to)).collect()
}

/// Characters of the paper, and those of them in `spans`.
#[must_use]
pub fn sizes(paper: &Paper<'_>, spans: &[Span]) -> (usize, usize) {
    paper.paras().fold((0, 0), |(all, shared), para| {
        (all + length(para.text()), shared + within(para, &covered(spans, para.index)))
    })
}

/// A part of a whole, in per cent.
#[must_use]
pub fn percent(part: usize, whole: usize) -> usize {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

/// A part of a whole, from 0 to 1.
#[must_use]
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
