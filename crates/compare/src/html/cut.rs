//! Cuts paragraphs where passages begin and end.

use document::Span;

use crate::{Passage, Shared};

use super::Which;

/// Passages of one side, by paragraph.
pub(super) struct Cuts<'s> {
    shared: &'s Shared,
    which: Which,
    /// Spans of whole passages with the passage's index, sorted.
    whole: Vec<(Span, usize)>,
    /// Spans of their equal parts.
    equal: Vec<(Span, usize)>,
}

/// A piece of a paragraph that lies in the same passages from end to end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: std::ops::Range<usize>,
    /// Indices of the passages, rising; empty outside passages.
    pub(super) passages: Vec<usize>,
    /// Those of them that begin here.
    pub(super) begins: Vec<usize>,
    /// Whether one of them ends here.
    pub(super) ends: bool,
    /// Whether it stands in the other paper too.
    pub(super) equal: bool,
}

impl<'s> Cuts<'s> {
    pub(super) fn new(shared: &'s Shared, which: Which) -> Self {
        let mut cuts = Self { shared, which, whole: Vec::new(), equal: Vec::new() };
        for (index, passage) in shared.passages.iter().enumerate() {
            cuts.whole.extend(whole_of(passage, which).iter().map(|span| (*span, index)));
            let equal = if which == Which::A { &passage.equal_a } else { &passage.equal_b };
            cuts.equal.extend(equal.iter().map(|span| (*span, index)));
        }
        cuts.whole.sort_unstable();
        cuts.equal.sort_unstable();
        cuts
    }

    /// The pieces of paragraph `index`, which is `len` bytes long, from byte `from` on.
    pub(super) fn pieces(&self, index: usize, from: usize, len: usize) -> Vec<Piece> {
        let (whole, equal) = (of_paragraph(&self.whole, index), of_paragraph(&self.equal, index));
        let edges = whole.iter().chain(equal).flat_map(|(span, _)| [span.start as usize, span.end as usize]);
        let mut edges: Vec<usize> = edges.filter(|at| (from..=len).contains(at)).chain([from, len]).collect();
        edges.sort_unstable();
        edges.dedup();
        let pairs = edges.iter().zip(edges.iter().skip(1));
        pairs.map(|(&start, &end)| self.piece(start..end, whole, equal)).collect()
    }

    fn piece(&self, range: std::ops::Range<usize>, whole: &[(Span, usize)], equal: &[(Span, usize)]) -> Piece {
        let holds = |span: &Span| span.start as usize <= range.start && range.end <= span.end as usize;
        let inside: Vec<(Span, usize)> = whole.iter().filter(|(span, _)| holds(span)).copied().collect();
        let mut passages: Vec<usize> = inside.iter().map(|(_, index)| *index).collect();
        passages.sort_unstable();
        let span_of = |index: usize| self.shared.passages.get(index).map_or(&[][..], |p| whole_of(p, self.which));
        let begins = |(span, index): &(Span, usize)| {
            (span.start as usize == range.start && span_of(*index).first() == Some(span)).then_some(*index)
        };
        let ends =
            |(span, index): &(Span, usize)| span.end as usize == range.end && span_of(*index).last() == Some(span);
        Piece {
            begins: inside.iter().filter_map(begins).collect(),
            ends: inside.iter().any(ends),
            equal: equal.iter().any(|(span, _)| holds(span)),
            passages,
            range,
        }
    }
}

/// The spans of `passage` on one side.
pub(super) fn whole_of(passage: &Passage, which: Which) -> &[Span] {
    if which == Which::A { &passage.a } else { &passage.b }
}

fn of_paragraph(sorted: &[(Span, usize)], index: usize) -> &[(Span, usize)] {
    let first = sorted.partition_point(|(span, _)| (span.paragraph as usize) < index);
    let rest = sorted.get(first..).unwrap_or(&[]);
    rest.get(..rest.partition_point(|(span, _)| span.paragraph as usize == index)).unwrap_or(&[])
}
