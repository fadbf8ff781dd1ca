//! What counts as a shared passage.

/// Settings of a comparison. A *character* is what a word processor counts as one (字数): a Chinese
/// character, or a word of a script that writes words; numbers and punctuation count for nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The least number of equal characters in a passage; 6 at the least.
    pub least: usize,
    /// The longest insertion, deletion or replacement, in characters, that a passage runs across.
    /// 0 reports exact runs only; more than 64 counts as 64.
    pub gap: usize,
    /// A phrase that stands in more than this share of the papers is a stock phrase (套话) …
    pub stock_share: f64,
    /// … provided it stands in more than so many papers …
    pub stock_papers: usize,
    /// … and is no longer than so many characters. What is longer, or more than half of its paper, was copied.
    pub stock_longest: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { least: 20, gap: 12, stock_share: 0.02, stock_papers: 100, stock_longest: 60 }
    }
}

impl Settings {
    /// [`least`](Self::least), within its bounds.
    pub(crate) fn floor(&self) -> usize {
        self.least.max(6)
    }

    /// [`gap`](Self::gap), within its bounds: looking for the far side of a gap takes its square.
    pub(crate) fn widest_gap(&self) -> usize {
        self.gap.min(64)
    }

    /// Length of a fingerprinted gram. Half the floor: short enough to lie between two changed words of
    /// an edited passage, long enough to be rare.
    pub(crate) fn gram(&self) -> usize {
        self.floor() / 2
    }

    /// Length of the grams by which two papers are compared closely, all of them.
    pub(crate) fn close_gram(&self) -> usize {
        (self.floor() * 2 / 5).max(3)
    }

    /// Grams in a window. A run of `floor` characters holds one whole window, hence one fingerprint.
    pub(crate) fn window(&self) -> usize {
        self.floor() - self.gram() + 1
    }

    /// Equal characters after a gap that end it, so that chance does not prolong a passage.
    pub(crate) fn rejoin(&self) -> usize {
        (self.gram() / 2).max(3)
    }

    /// Whether `chars` in a paper of `of` characters are too long for a stock phrase.
    pub(crate) fn is_copied(&self, chars: usize, of: usize) -> bool {
        chars > self.stock_longest || chars.saturating_mul(2) > of
    }

    /// The most papers of `total` that a phrase may stand in and not be a stock phrase.
    pub(crate) fn stock_limit(&self, total: usize) -> usize {
        let share = if self.stock_share.is_finite() { self.stock_share.clamp(0.0, 1.0) } else { 1.0 };
        ((share * total as f64) as usize).max(self.stock_papers).max(1)
    }
}
