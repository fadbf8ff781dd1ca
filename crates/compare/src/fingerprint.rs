//! Winnowing (Schleimer, Wilkerson, Aiken 2003): of each window of grams the one with the least hash is
//! kept, the last of them where several tie. What is kept depends on the window alone, so a run that two
//! texts share, and that holds a whole window, gives both the same fingerprint at the same place of it.

/// Calls `keep(hash, position)` for each fingerprint of `symbols`, in rising order of position, which is
/// that of the gram's first symbol. A gram is `gram` symbols long and a window holds `window` grams.
pub(crate) fn winnow(symbols: &[u32], gram: usize, window: usize, mut keep: impl FnMut(u64, u32)) {
    let mut recent = Window::new(window);
    for (position, hash) in Hashes::new(symbols, gram).enumerate() {
        if let Some((hash, position)) = recent.push(hash, position) {
            keep(hash, position as u32);
        }
    }
}

/// The last `hashes.len()` hashes, and the place of the least of them.
struct Window {
    hashes: Vec<u64>,
    least: (u64, usize),
}

impl Window {
    fn new(size: usize) -> Self {
        Self { hashes: vec![u64::MAX; size.max(1)], least: (u64::MAX, 0) }
    }

    /// Takes in the next hash; returns the least of a full window where it is another than before.
    fn push(&mut self, hash: u64, position: usize) -> Option<(u64, usize)> {
        let size = self.hashes.len();
        if let Some(slot) = self.hashes.get_mut(position % size) {
            *slot = hash;
        }
        let before = self.least.1;
        if hash <= self.least.0 || position == 0 {
            self.least = (hash, position);
        } else if before + size <= position {
            self.search(position);
        }
        let full = position + 1 >= size;
        let first = position + 1 == size;
        (full && (first || self.least.1 != before)).then_some(self.least)
    }

    fn search(&mut self, position: usize) {
        let size = self.hashes.len();
        self.least = (u64::MAX, position);
        for at in position + 1 - size..=position {
            if let Some(&hash) = self.hashes.get(at % size).filter(|&&hash| hash <= self.least.0) {
                self.least = (hash, at);
            }
        }
    }
}

/// Rolling polynomial hashes of all grams (Karp, Rabin 1987), mixed so that their order is as of chance.
struct Hashes<'s> {
    symbols: &'s [u32],
    gram: usize,
    next: usize,
    rolling: u64,
    /// `BASE` to the power of `gram`.
    leaving: u64,
}

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

impl<'s> Hashes<'s> {
    fn new(symbols: &'s [u32], gram: usize) -> Self {
        let rolling = symbols.iter().take(gram - 1).fold(0_u64, |hash, &s| push(hash, s));
        Self { symbols, gram, next: gram - 1, rolling, leaving: BASE.wrapping_pow(gram as u32) }
    }
}

impl Iterator for Hashes<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let &entering = self.symbols.get(self.next)?;
        self.rolling = push(self.rolling, entering);
        if let Some(&gone) = self.next.checked_sub(self.gram).and_then(|i| self.symbols.get(i)) {
            self.rolling = self.rolling.wrapping_sub(u64::from(gone).wrapping_mul(self.leaving));
        }
        self.next += 1;
        Some(mix(self.rolling))
    }
}

fn push(hash: u64, symbol: u32) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(symbol))
}

/// The finaliser of `SplitMix64` (Steele, Lea, Flood 2014), shortened.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept(symbols: &[u32], gram: usize, window: usize) -> Vec<(u64, u32)> {
        let mut out = Vec::new();
        winnow(symbols, gram, window, |hash, position| out.push((hash, position)));
        out
    }

    /// Winnowing as its authors state it, window by window.
    fn stated(symbols: &[u32], gram: usize, window: usize) -> Vec<(u64, u32)> {
        let hashes: Vec<u64> = symbols.windows(gram).map(|g| mix(g.iter().fold(0, |hash, &s| push(hash, s)))).collect();
        let mut out: Vec<(u64, u32)> = Vec::new();
        for (start, hashes) in hashes.windows(window).enumerate() {
            let least = *hashes.iter().min().unwrap();
            let at = start + hashes.iter().rposition(|&h| h == least).unwrap();
            if out.last() != Some(&(least, at as u32)) {
                out.push((least, at as u32));
            }
        }
        out
    }

    proptest! {
        #[test]
        fn is_what_its_authors_state(symbols in prop::collection::vec(0_u32..4, 0..120), gram in 1_usize..8, window in 1_usize..9) {
            prop_assert_eq!(kept(&symbols, gram, window), stated(&symbols, gram, window));
        }
    }
}
