//! What two papers share.

use document::Span;

/// Two papers of a corpus that share something.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Index of the first paper in the corpus, the smaller of the two.
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// What they share.
    pub shared: Shared,
}

/// What two papers, called a and b, share.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shared {
    /// The passages, in the order in which they stand in a.
    pub passages: Vec<Passage>,
    /// Share of a's characters that stand in passages as they do in b, from 0 to 1; 0 for an empty paper.
    pub coverage_a: f64,
    /// The same for b.
    pub coverage_b: f64,
}

impl Shared {
    /// The same, seen from the other paper.
    #[must_use]
    pub fn flipped(self) -> Self {
        let mut passages: Vec<Passage> = self.passages.into_iter().map(Passage::flipped).collect();
        passages.sort_by(|x, y| (x.a.first(), x.b.first()).cmp(&(y.a.first(), y.b.first())));
        Self { passages, coverage_a: self.coverage_b, coverage_b: self.coverage_a }
    }
}

/// A passage that stands in both papers.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The whole passage in a, a span a paragraph, differences inside it included.
    pub a: Vec<Span>,
    /// The whole passage in b.
    pub b: Vec<Span>,
    /// The parts of [`a`](Self::a) that stand in b too.
    pub equal_a: Vec<Span>,
    /// The parts of [`b`](Self::b) that stand in a too.
    pub equal_b: Vec<Span>,
    /// Number of equal characters (numbers and punctuation do not count).
    pub chars: usize,
    /// How many of [`chars`](Self::chars) belong to stock phrases of the corpus.
    pub stock: usize,
    /// From 0 to 1: twice the equal characters over the characters of both sides (Dice).
    pub likeness: f64,
    /// Whether nothing but numbers, widths, case, spacing and punctuation may differ.
    pub exact: bool,
}

impl Passage {
    fn flipped(self) -> Self {
        Self { a: self.b, b: self.a, equal_a: self.equal_b, equal_b: self.equal_a, ..self }
    }
}

/// A phrase (套话) that stands in very many papers of a corpus. It makes no pair by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockPhrase {
    /// A paper that it stands in: the first of the corpus.
    pub paper: usize,
    /// Where it stands there.
    pub spans: Vec<Span>,
    /// Its characters.
    pub chars: usize,
    /// In how many papers its most widespread part stands.
    pub papers: usize,
}

/// A passage that stands in very many papers of a corpus and is too long for a stock phrase: a paper that was
/// handed round. [`crate::Index::pairs`] tells it of each paper, but not of each pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The papers that hold it or much of it, in rising order.
    pub papers: Vec<usize>,
    /// Where it stands in the first of them.
    pub spans: Vec<Span>,
    /// Its characters there.
    pub chars: usize,
}

/// A share, from 0 to 1, in whole percent. It is rounded down, and what is less than one is told so: what is
/// not whole must not read as 100%, nor what is there as 0%.
#[must_use]
pub fn percent(share: f64) -> String {
    // 0.29 × 100 is 28.999…96 in binary.
    let whole = (share.clamp(0.0, 1.0) * 100.0 + 1e-9).floor();
    if whole < 1.0 && share > 0.0 { "<1%".to_owned() } else { format!("{whole:.0}%") }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_part_is_neither_all_nor_nothing() {
        assert_eq!([0.0, 0.001, 0.29, 0.996, 1.0].map(percent), ["0%", "<1%", "29%", "99%", "100%"]);
    }
}
