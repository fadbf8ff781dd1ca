//! Tables of contents (目录) that were typed: names, leader dots, page numbers.

use super::{Candidate, set};
use crate::{Furniture, numbering};

/// Rows that make a table of contents.
const FEWEST: usize = 3;

/// Marks the rows of tables of contents, and the word over them.
pub(super) fn mark(lines: &[Candidate<'_>], kinds: &mut [Option<Furniture>]) {
    let mut run: Vec<(usize, u32)> = Vec::new();
    for at in 0..=lines.len() {
        let page = lines.get(at).and_then(|line| page_of(line.text));
        if let Some(page) = page
            && run.last().is_none_or(|(_, last)| *last <= page)
        {
            run.push((at, page));
            continue;
        }
        close(lines, &run, kinds);
        run.clear();
        run.extend(page.map(|page| (at, page)));
    }
}

fn close(lines: &[Candidate<'_>], run: &[(usize, u32)], kinds: &mut [Option<Furniture>]) {
    let Some((first, _)) = run.first() else { return };
    let over = first.checked_sub(1).filter(|at| lines.get(*at).is_some_and(|l| is_name(l.text)));
    if run.len() >= FEWEST || (over.is_some() && run.len() > 1) {
        over.into_iter().chain(run.iter().map(|(at, _)| *at)).for_each(|at| set(kinds, at, Furniture::Navigation));
    }
}

fn is_name(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).take(24).collect();
    ["目录", "目次"].contains(&bare.as_str())
        || ["contents", "tableofcontents"].iter().any(|n| bare.eq_ignore_ascii_case(n))
}

/// The page that a row of a table of contents names.
fn page_of(text: &str) -> Option<u32> {
    const LEADERS: &[char] = &['.', '…', '·', '．', '⋯', '•'];
    if text.len() > 240 || !text.ends_with(|c| numbering::digit(c).is_some()) {
        return None;
    }
    let before = text.trim_end_matches(|c| numbering::digit(c).is_some());
    let (page, bytes) = numbering::digits(text.get(before.len()..)?)?;
    let name = before.trim_end_matches(|c: char| LEADERS.contains(&c) || c == ' ');
    let leaders = before.get(name.len()..)?.chars();
    let dots: usize = leaders.map(|c| if matches!(c, '…' | '⋯') { 3 } else { usize::from(c != ' ') }).sum();
    (bytes == text.len() - before.len() && dots > 2 && !name.is_empty()).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(lines: &[&str]) -> Vec<usize> {
        let candidates: Vec<_> = lines.iter().map(|text| Candidate::line(text, crate::Unit::Line(1))).collect();
        let mut kinds = vec![None; lines.len()];
        mark(&candidates, &mut kinds);
        (0..lines.len()).filter(|at| kinds[*at].is_some()).collect()
    }

    #[test]
    fn tables_of_contents() {
        let lines = ["检查报告", "目　录", "一、问题…………1", "二、措施．．．．3", "一、问题", "共查出……3"];
        assert_eq!(marked(&lines), [1, 2, 3]);
        assert_eq!(marked(&["Scope ..... 1", "Findings ..... 2", "Annex ..... 12", "Scope"]), [0, 1, 2]);
    }

    #[test]
    fn rows_that_are_none() {
        assert!(marked(&["应检……12", "实检……9", "漏检……3", "合计……24", ""]).is_empty());
        assert!(marked(&["Buses 12", "Trams 13", "Boats 14"]).is_empty());
    }
}
