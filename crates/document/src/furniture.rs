//! Tells what belongs to the page or the site from what belongs to the paper: page numbers, repeated
//! headers, navigation of web pages, advertising of sites that trade in documents.
//!
//! Only lines that stand alone and are short come into question; a numbered item or a line of running
//! sentences is always the paper's own. The texts are kept, only their [`Role`] changes.

use crate::{Document, Furniture, Origin, Role, Unit};

mod brands;
mod contents;
mod cues;
mod fields;
mod page_number;
mod repeats;

/// Longest line that can be furniture, in bytes (a Chinese character takes three).
const LONGEST: usize = 330;

/// Lines at the start and at the end of a paper among which advertising stands.
const HEAD: usize = 12;
const TAIL: usize = 16;

/// Marks page numbers, repeated headers and footers, advertising and navigation lines.
pub(crate) fn mark(document: &mut Document) {
    let body: Vec<usize> = document.outside_tables().collect();
    let lines: Vec<Candidate<'_>> =
        body.iter().filter_map(|&i| document.paragraphs.get(i)).map(|p| Candidate::new(&p.text, &p.origin)).collect();
    let kinds = classify(&lines);
    for (index, kind) in body.into_iter().zip(kinds) {
        if let (Some(kind), Some(paragraph)) = (kind, document.paragraphs.get_mut(index))
            && paragraph.role == Role::Body
            && paragraph.number.is_none()
        {
            paragraph.role = Role::Furniture(kind);
        }
    }
}

/// A line or paragraph that may be furniture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'a> {
    text: &'a str,
    unit: Unit,
}

impl<'a> Candidate<'a> {
    /// The paragraph `text` that stands at `origin`.
    pub(crate) fn new(text: &'a str, origin: &Origin) -> Self {
        Self { text, unit: origin.start().unit }
    }

    /// The line `text` that stands at `unit`.
    pub(crate) const fn line(text: &'a str, unit: Unit) -> Self {
        Self { text, unit }
    }
}

/// Says of each line of a document, none of them blank, whether it is furniture.
fn classify(lines: &[Candidate<'_>]) -> Vec<Option<Furniture>> {
    find(lines, |at| at_edge(lines, at) || lines.get(at).is_some_and(|l| l.text.len() <= cues::LONGEST_INSIDE))
}

/// Says of each line whether it is furniture, as far as lines inside the paper need not be read for it: of
/// those, only page numbers and lines that stand there again and again are told. [`by_wording`] tells the rest.
pub(crate) fn of_pages(lines: &[Candidate<'_>]) -> Vec<Option<Furniture>> {
    find(lines, |at| at_edge(lines, at))
}

/// The kind of furniture that a line inside a paper is by its wording.
pub(crate) fn by_wording(text: &str) -> Option<Furniture> {
    cues::kind(text, false)
}

/// Whether line `at` stands at the head or the foot of the paper.
const fn at_edge(lines: &[Candidate<'_>], at: usize) -> bool {
    at < HEAD || at + TAIL >= lines.len()
}

/// Says of each line whether it is furniture; the wording of those for which `read` is false is not read.
fn find(lines: &[Candidate<'_>], read: impl Fn(usize) -> bool) -> Vec<Option<Furniture>> {
    let mut kinds = vec![None; lines.len()];
    let mut pages = Vec::new();
    for (at, (line, kind)) in lines.iter().zip(&mut kinds).enumerate() {
        if line.text.len() > LONGEST {
            continue;
        }
        if page_number::is(line.text) || is_bare_number_at_edge(lines, at) {
            *kind = Some(Furniture::PageNumber);
            pages.push(at);
        } else if read(at) {
            *kind = cues::kind(line.text, at_edge(lines, at));
        }
    }
    contents::mark(lines, &mut kinds);
    repeats::counted(lines, &mut pages, &mut kinds);
    repeats::headers(lines, &pages, &mut kinds);
    repeats::anywhere(lines, &mut kinds);
    brands::names(lines, &mut kinds);
    brands::slogans(lines, &mut kinds);
    kinds
}

/// A bare number as the first or the last line of a page, for formats that have pages.
fn is_bare_number_at_edge(lines: &[Candidate<'_>], at: usize) -> bool {
    let Some(text) = lines.get(at).map(|l| l.text) else { return false };
    text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) && is_page_edge(lines, at)
}

/// Whether line `at` is the first or the last of a page, for formats that have pages.
fn is_page_edge(lines: &[Candidate<'_>], at: usize) -> bool {
    let page = |i: Option<usize>| match i.and_then(|i| lines.get(i)).map(|l| l.unit) {
        Some(Unit::Page { page, .. }) => Some(page),
        _ => None,
    };
    page(Some(at)).is_some_and(|p| page(at.checked_sub(1)) != Some(p) || page(Some(at + 1)) != Some(p))
}

/// Marks line `at` unless it is marked already.
fn set(kinds: &mut [Option<Furniture>], at: usize, kind: Furniture) {
    if let Some(found) = kinds.get_mut(at) {
        found.get_or_insert(kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(lines: &[&str]) -> Vec<Option<Furniture>> {
        let lines: Vec<_> = lines.iter().zip(1..).map(|(text, n)| Candidate::line(text, Unit::Line(n))).collect();
        classify(&lines)
    }

    #[test]
    fn a_header_repeats_beside_page_numbers() {
        let lines = [
            "OFFICIAL",
            "Fire safety audit",
            "First part of the text",
            "Page 1 of 3",
            "OFFICIAL",
            "Action owner",
            "More of the text",
            "Page 2 of 3",
            "OFFICIAL",
            "Action owner",
            "The end",
            "Page 3 of 3",
        ];
        let found = kinds(&lines);
        let headers: Vec<_> = (0..lines.len()).filter(|&i| found[i] == Some(Furniture::Header)).collect();
        assert_eq!(headers, [0, 4, 8]);
    }

    #[test]
    fn a_repeated_title_is_kept_the_first_time() {
        let lines = [
            "河湾镇整改方案",
            "一、总体要求",
            "— 1 —",
            "河湾镇整改方案",
            "（一）目标",
            "— 2 —",
            "河湾镇整改方案",
            "三、要求",
        ];
        let found = kinds(&lines);
        assert_eq!((found[0], found[3], found[6]), (None, Some(Furniture::Header), Some(Furniture::Header)));
    }

    #[test]
    fn brands_and_slogans_stand_beside_advertising() {
        let lines = [
            "墨池文稿铺",
            "会员资料 禁止外传 用后删除",
            "河湾镇领导班子对照检查材料",
            "下面作对照检查。",
            "一、主要问题",
            "（一）学习不深入。",
            "以上材料如有不妥，请批评指正。",
            "墨池文稿铺",
            "每日更新 海量范文 扫码关注领取",
            "与写作者同行",
            "会员群：　　　免费QQ群：",
        ];
        let ads: Vec<_> = kinds(&lines).iter().enumerate().filter(|(_, k)| k.is_some()).map(|(i, _)| i).collect();
        assert_eq!(ads, [0, 1, 7, 8, 9, 10]);
    }

    #[test]
    fn an_advertisement_further_up_takes_nothing_of_the_paper_along() {
        let lines = [
            "河湾镇对照检查材料",
            "一、问题",
            "（一）学习不深入。",
            "登录即送10积分",
            "（二）落实不够。",
            "河湾镇供水所",
            "扫码关注领取更多范文",
            "每日更新",
            "会员群：",
        ];
        let ads: Vec<_> = kinds(&lines).iter().enumerate().filter(|(_, k)| k.is_some()).map(|(i, _)| i).collect();
        assert_eq!(ads, [3, 6, 7, 8]);
    }

    #[test]
    fn bare_numbers_count_only_at_the_edge_of_a_page() {
        let lines = [("检查", 1), ("3", 1), ("记录", 1), ("1", 1), ("12", 2), ("台账", 2)];
        let lines: Vec<_> = lines
            .iter()
            .zip(1..)
            .map(|((t, page), line)| Candidate::line(t, Unit::Page { page: *page, line }))
            .collect();
        let pages: Vec<_> = classify(&lines).iter().enumerate().filter(|(_, k)| k.is_some()).map(|(i, _)| i).collect();
        assert_eq!(pages, [3, 4]);
    }
}
