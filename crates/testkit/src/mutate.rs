//! Files broken as transfers, editors and attackers break them, in an order that a seed decides.

/// Numbers that look random and are the same for the same seed (xorshift64*, Vigna 2016).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Every seed gives another sequence.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        // Zero would stay zero for ever.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// From 0 to `below`, without it; 0 where that is 0.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16;
        usize::try_from(number).unwrap_or(0).checked_rem(below).unwrap_or(0)
    }
}

/// A broken copy of `bytes`; `other` is a file that a piece may come from.
#[must_use]
pub fn broken(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.roll(3) {
        match dice.roll(6) {
            0 => flip(&mut out, dice),
            1 => out.truncate(dice.roll(out.len() + 1)),
            2 => drop(out.drain(piece(&out, dice))),
            3 => repeat(&mut out, dice),
            4 => splice(&mut out, other, dice),
            _ => overwrite(&mut out, dice),
        }
    }
    out
}

/// Bits of up to eight bytes.
fn flip(out: &mut [u8], dice: &mut Dice) {
    for _ in 0..=dice.roll(8) {
        let (at, bit) = (dice.roll(out.len()), dice.roll(8));
        if let Some(byte) = out.get_mut(at) {
            *byte ^= 1 << bit;
        }
    }
}

/// A short piece, a second time elsewhere.
fn repeat(out: &mut Vec<u8>, dice: &mut Dice) {
    let again = out.get(piece(out, dice)).unwrap_or_default().to_vec();
    let at = dice.roll(out.len() + 1);
    out.splice(at..at, again);
}

/// A piece of `other` in the place of one of ours.
fn splice(out: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let strange = other.get(piece(other, dice)).unwrap_or_default().to_vec();
    out.splice(piece(out, dice), strange);
}

/// Lengths and counts at the ends of their ranges are what readers trip over.
fn overwrite(out: &mut [u8], dice: &mut Dice) {
    const EDGES: [&[u8]; 6] = [&[0], &[0xFF], &[0xFF; 4], &[0; 4], &[0xFF, 0xFF, 0xFF, 0x7F], &[0, 0, 0, 0x80]];
    let edge = EDGES.get(dice.roll(EDGES.len())).copied().unwrap_or_default();
    let at = dice.roll(out.len());
    for (byte, new) in out.iter_mut().skip(at).zip(edge) {
        *byte = *new;
    }
}

/// A range within `bytes`, rarely long.
fn piece(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let start = dice.roll(bytes.len());
    let most = if dice.roll(4) == 0 { bytes.len() } else { 64 };
    start..(start + dice.roll(most)).min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_decides_what_breaks() {
        let (file, other) = (b"numbers and words".repeat(40), b"another file".repeat(30));
        let broken_with = |seed| broken(&file, &other, &mut Dice::new(seed));
        assert_eq!(broken_with(7), broken_with(7));
        let different: std::collections::BTreeSet<Vec<u8>> = (0..200).map(broken_with).collect();
        assert!(different.len() > 180, "{} of 200", different.len());
        assert!(different.iter().filter(|b| **b == file).count() <= 1);
    }

    #[test]
    fn nothing_is_too_short_to_break() {
        for seed in 0..500 {
            let mut dice = Dice::new(seed);
            let _ = broken(b"", b"", &mut dice);
            let _ = broken(b"x", b"", &mut dice);
        }
    }
}
