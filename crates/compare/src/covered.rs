//! Which positions of a text are covered by passages.

use std::ops::Range;

/// A flag a position.
pub(crate) struct Covered(Vec<bool>);

impl Covered {
    pub(crate) fn new(len: usize) -> Self {
        Self(vec![false; len])
    }

    pub(crate) fn add(&mut self, range: Range<usize>) {
        if let Some(part) = self.0.get_mut(range) {
            part.fill(true);
        }
    }

    /// Positions of `range` that are not covered.
    pub(crate) fn new_in(&self, range: &Range<usize>) -> usize {
        self.0.get(range.clone()).map_or(0, |part| part.iter().filter(|&&covered| !covered).count())
    }

    /// Whether most of a passage of `len` is new on both sides.
    pub(crate) fn both(new_a: usize, new_b: usize, len: usize) -> bool {
        new_a.min(new_b) * 2 > len
    }

    /// Whether any of it is new on one side.
    pub(crate) fn either(new_a: usize, new_b: usize, _len: usize) -> bool {
        new_a + new_b > 0
    }
}
