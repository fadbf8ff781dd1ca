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
