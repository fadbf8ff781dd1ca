//! What differs between two texts, and between two versions of a paper: the longest common part stays, the rest is out or in.

use document::{Document, Role};
use lint::likeness::Profile;

/// A piece of a text that was compared with an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the earlier one.
    Out(String),
    /// Only in the later one.
    In(String),
}

/// A paragraph of two versions of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// As it was; its number in the later version, from 1.
    Same(usize, String),
    /// Changed; its number in the later version.
    Changed(usize, Vec<Piece>),
    /// Only in the later version; its number there.
    In(usize, String),
    /// Only in the earlier version.
    Out(String),
}

/// Tables of more cells than this are not filled in: what lies between is told as changed altogether.
const LARGEST: usize = 4 << 20;

/// Likeness (Dice, 0 to 1) from which two paragraphs are versions of one another.
const ALIKE: f64 = 0.4;

/// What differs between two texts: by characters, words of Latin letters and numbers whole.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (tokens(old), tokens(new));
    let mut pieces = Pieces::default();
    let (mut a, mut b) = (0, 0);
    for (i, j) in common(&old, &new).into_iter().chain([(old.len(), new.len())]) {
        pieces.out(&old[a..i]);
        pieces.enter(&new[b..j]);
        pieces.same(old.get(i..=i).unwrap_or_default());
        (a, b) = (i + 1, j + 1);
    }
    pieces.0
}

/// What differs between two versions of a paper, paragraph by paragraph.
#[must_use]
pub fn papers(old: &Document, new: &Document) -> Vec<Line> {
    let (old, new) = (texts(old), texts(new));
    let mut lines = Vec::new();
    let (mut a, mut b) = (0, 0);
    let before: Vec<&str> = old.iter().map(|(_, text)| *text).collect();
    let after: Vec<&str> = new.iter().map(|(_, text)| *text).collect();
    for (i, j) in common(&before, &after).into_iter().chain([(old.len(), new.len())]) {
        between(&before[a..i], &new[b..j], &mut lines);
        lines.extend(new.get(j).map(|(at, text)| Line::Same(*at, (*text).to_owned())));
        (a, b) = (i + 1, j + 1);
    }
    lines
}

/// What stands between two paragraphs that are the same: each new one is a version of the next old one that is like it.
fn between(old: &[&str], new: &[(usize, &str)], lines: &mut Vec<Line>) {
    let profiles: Vec<Profile> = old.iter().map(|text| Profile::of(text)).collect();
    let mut next = 0;
    for (at, text) in new {
        let now = Profile::of(text);
        let like = (next..old.len()).find(|i| now.dice(&profiles[*i]) >= ALIKE);
        if let Some(like) = like {
            lines.extend(old[next..like].iter().map(|text| Line::Out((*text).to_owned())));
            lines.push(Line::Changed(*at, words(old[like], text)));
            next = like + 1;
        } else {
            lines.push(Line::In(*at, (*text).to_owned()));
        }
    }
    lines.extend(old[next..].iter().map(|text| Line::Out((*text).to_owned())));
}

/// The paragraphs that are a paper's own, with their numbers.
fn texts(document: &Document) -> Vec<(usize, &str)> {
    let own = |role: Role| !matches!(role, Role::Furniture(_) | Role::Note);
    let all = document.paragraphs.iter().enumerate();
    all.filter(|(_, p)| own(p.role) && !p.text.trim().is_empty()).map(|(i, p)| (i + 1, p.text.as_str())).collect()
}

fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (token, behind) = rest.split_at(word.max(first.len_utf8()));
        tokens.push(token);
        rest = behind;
    }
    tokens
}

/// The places of the longest common subsequence, in order.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    let width = b.len() + 1;
    if (a.len() + 1) * width <= LARGEST {
        // Each cell: the length of what the rests from there have in common.
        let mut table = vec![0_u32; (a.len() + 1) * width];
        for i in (0..a.len()).rev() {
            for j in (0..b.len()).rev() {
                let at = i * width + j;
                table[at] = if a[i] == b[j] { table[at + width + 1] + 1 } else { table[at + width].max(table[at + 1]) };
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < a.len() && j < b.len() {
            if a[i] == b[j] {
                pairs.push((head + i, head + j));
                (i, j) = (i + 1, j + 1);
            } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    pairs.extend((0..tail).map(|k| (old.len() - tail + k, new.len() - tail + k)));
    pairs
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn same(&mut self, tokens: &[&str]) {
        match self.0.last_mut() {
            Some(Piece::Same(text)) => text.push_str(&tokens.concat()),
            _ if tokens.is_empty() => {}
            _ => self.0.push(Piece::Same(tokens.concat())),
        }
    }

    fn out(&mut self, tokens: &[&str]) {
        self.0.extend((!tokens.is_empty()).then(|| Piece::Out(tokens.concat())));
    }

    fn enter(&mut self, tokens: &[&str]) {
        self.0.extend((!tokens.is_empty()).then(|| Piece::In(tokens.concat())));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        let one = |piece: &Piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Out(text) => format!("[-{text}-]"),
            Piece::In(text) => format!("[+{text}+]"),
        };
        pieces.iter().map(one).collect()
    }

    #[test]
    fn words_that_changed_stand_beside_those_that_stayed() {
        assert_eq!(shown(&words("每周导出一次", "每周导出并签字一次")), "每周导出[+并签字+]一次");
        assert_eq!(shown(&words("6月30日前完成", "2026年9月30日前完成")), "[-6-][+2026年9+]月30日前完成");
        assert_eq!(shown(&words("a", "a")), "a");
        assert_eq!(shown(&words("", "新")), "[+新+]");
    }

    #[test]
    fn a_paragraph_that_was_edited_is_told_from_one_that_is_new() {
        let read = |text: &str| document::read(text.as_bytes(), "方案.txt").unwrap();
        let old = read("关于公务用车的整改方案\n\n一车一卡，单据按月核对。\n\n食堂采购三方比价。\n");
        let new = read("关于公务用车的整改方案\n\n一车一卡，单据按周核对。\n\n派车单由调度员填写。\n");
        let kinds: Vec<&str> = papers(&old, &new)
            .iter()
            .map(|line| match line {
                Line::Same(..) => "same",
                Line::Changed(..) => "changed",
                Line::In(..) => "in",
                Line::Out(..) => "out",
            })
            .collect();
        assert_eq!(kinds, ["same", "changed", "in", "out"]);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off(old in "[整改台账 a1]{0,12}", new in "[整改台账 a1]{0,12}") {
            let pieces = words(&old, &new);
            let side = |later: bool| pieces.iter().filter_map(|piece| match piece {
                Piece::Same(text) => Some(text.as_str()),
                Piece::Out(text) => (!later).then_some(text.as_str()),
                Piece::In(text) => later.then_some(text.as_str()),
            }).collect::<String>();
            prop_assert_eq!(side(false), old);
            prop_assert_eq!(side(true), new);
        }
    }
}
