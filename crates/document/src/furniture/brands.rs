//! What stands around the advertising of a site: its name, its slogans.

use super::{Candidate, at_edge, cues, fields, set};
use crate::{Furniture, numbering};

/// The lines that are advertising already.
fn advertising(kinds: &[Option<Furniture>]) -> Vec<usize> {
    kinds.iter().enumerate().filter(|(_, k)| **k == Some(Furniture::Advertising)).map(|(at, _)| at).collect()
}

/// The name of a site alone on a line beside its advertising, or before a slogan in a row of fields.
pub(super) fn names(lines: &[Candidate<'_>], kinds: &mut [Option<Furniture>]) {
    let ads = advertising(kinds);
    if ads.is_empty() {
        return;
    }
    // A site says its name often; a bound keeps papers full of advertising from being searched for ever.
    let named = |name: &str| ads.iter().take(64).any(|i| lines.get(*i).is_some_and(|l| l.text.contains(name)));
    let near = ads.iter().flat_map(|&at| [at.checked_sub(1), Some(at + 1)]).flatten();
    let found: Vec<usize> = near
        .filter(|&at| {
            let Some(line) = lines.get(at).filter(|l| at_edge(lines, at) && is_name(l.text)) else { return false };
            let again = || lines.iter().enumerate().any(|(i, l)| i != at && l.text == line.text);
            named(line.text) || again()
        })
        .collect();
    for at in found {
        set(kinds, at, Furniture::Advertising);
        // The same name stands at the other end of the paper too.
        let name = lines.get(at).map_or("", |l| l.text);
        for again in (0..lines.len()).filter(|i| at_edge(lines, *i)) {
            if lines.get(again).is_some_and(|l| l.text == name) {
                set(kinds, again, Furniture::Advertising);
            }
        }
    }
    for (at, line) in lines.iter().enumerate() {
        if kinds.get(at) == Some(&None) && line.text.len() <= 150 && begins_with_name(line.text, &named) {
            set(kinds, at, Furniture::Advertising);
        }
    }
}

/// Whether a row of fields begins with a name that advertising bears: `墨池文稿铺　　写作不再难`.
fn begins_with_name(text: &str, named: &impl Fn(&str) -> bool) -> bool {
    if !text.contains(['\u{3000}', '|', '｜']) && !text.contains("  ") {
        return false;
    }
    let fields = fields::split(text);
    let first = fields.first().and_then(|range| text.get(range.clone())).map_or("", str::trim);
    fields.len() > 1
        && is_name(first)
        && !text.contains(['。', '：', '；'])
        && named(first)
        && !cues::speaks_for_the_paper(text)
}

/// Whether `text` is a short name and nothing more.
fn is_name(text: &str) -> bool {
    (2..=14).contains(&text.chars().take(15).count())
        && !text.contains(['。', '；', '，', '：', ':', '、'])
        && numbering::parse(text).is_none()
}

/// Slogans between advertising lines at the end of a paper.
pub(super) fn slogans(lines: &[Candidate<'_>], kinds: &mut [Option<Furniture>]) {
    let from = lines.len().saturating_sub(super::TAIL).max(lines.len() / 2);
    let slogan = |at: usize| {
        lines.get(at).is_some_and(|l| {
            l.text.chars().take(41).count() <= 40
                && !l.text.ends_with(['。', '日', '：'])
                && numbering::parse(l.text).is_none()
        })
    };
    let ads: Vec<usize> = advertising(kinds).into_iter().filter(|at| *at >= from).collect();
    for pair in ads.windows(2) {
        let [first, last] = *pair else { continue };
        if last - first <= 4 && (first + 1..last).all(slogan) {
            (first + 1..last).for_each(|at| set(kinds, at, Furniture::Advertising));
        }
    }
}
