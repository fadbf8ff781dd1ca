//! Double quotation marks in the order in which they stand, and how they pair.

use std::ops::Range;

/// Which way a mark is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Open,
    Close,
    Straight,
}

/// A double quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) shape: Shape,
    length: usize,
}

impl Mark {
    pub(super) const fn range(self) -> Range<usize> {
        self.at..self.at + self.length
    }
}

/// The double quotation marks of `text`.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let shape = |c: char| match c {
        '“' => Some(Shape::Open),
        '”' => Some(Shape::Close),
        '"' | '＂' => Some(Shape::Straight),
        _ => None,
    };
    text.char_indices().filter_map(|(at, c)| Some(Mark { at, shape: shape(c)?, length: c.len_utf8() })).collect()
}

/// Curly marks without a partner, in order.
pub(super) fn unmatched(marks: &[Mark]) -> Vec<Mark> {
    let mut open: Vec<Mark> = Vec::new();
    let mut alone = Vec::new();
    for mark in marks {
        match mark.shape {
            Shape::Open => open.push(*mark),
            Shape::Close if open.pop().is_none() => alone.push(*mark),
            _ => {}
        }
    }
    alone.extend(open);
    alone
}

/// The second of two equal marks that stand together, where without it all marks pair, or can by taking turns.
pub(super) fn doubled(text: &str, marks: &[Mark], longest: usize) -> Option<Mark> {
    /// In a text of quotation marks alone nothing is certain.
    const MOST: usize = 200;
    let pairs = marks.windows(2).filter_map(|pair| match pair {
        [a, b] if a.shape == b.shape && a.range().end == b.at && marks.len() <= MOST => Some(*b),
        _ => None,
    });
    pairs.into_iter().find(|surplus| {
        let rest: Vec<Mark> = marks.iter().filter(|m| *m != surplus).copied().collect();
        unmatched(&rest).is_empty() || alternates(text, &rest, longest)
    })
}

/// Whether the marks, taken in turn as opening and closing, enclose what can be quotations: not empty, at
/// most `longest` characters, not beginning or ending as what stands between two quotations does.
pub(super) fn alternates(text: &str, marks: &[Mark], longest: usize) -> bool {
    const BETWEEN: &[char] = &['，', '。', '、', '；', '：', ',', ';', ':', '）', '》', '和', '与', '及', '或'];
    let pairs = marks.chunks_exact(2);
    pairs.remainder().is_empty()
        && pairs.into_iter().all(|pair| {
            let [open, close] = pair else { return false };
            let inner = text.get(open.range().end..close.at).unwrap_or("");
            let length = inner.chars().count();
            (1..=longest).contains(&length)
                && !inner.starts_with(BETWEEN)
                && !inner.ends_with(['，', '、', '；', '：', '（', '《'])
                && inner.trim().len() == inner.len()
        })
}
