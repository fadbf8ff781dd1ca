//! How like two texts are: by pairs of neighbouring characters (bigrams), in Latin script by words, whose letters
//! everything shares. Punctuation and spaces do not count.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::text;

/// A pair of characters or a word, as a number: the two code points, or the FNV-1a hash of the word with its highest
/// bit set, which no pair has.
type Piece = u64;

/// The distinct pieces of a text.
#[derive(Debug, Clone, Default)]
pub struct Profile(Vec<Piece>);

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// Words of fewer letters are not counted.
const SHORTEST_WORD: usize = 4;

impl Profile {
    /// The profile of `text`; letters' case is ignored.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut last: Option<char> = None;
        let (mut word, mut letters) = (FNV_BASIS, 0);
        for c in text.chars().chain([' ']) {
            if c.is_alphabetic() && !text::is_han(c) {
                word = c.to_lowercase().fold(word, |hash, l| (hash ^ u64::from(l)).wrapping_mul(FNV_PRIME));
                letters += 1;
                last = None;
                continue;
            }
            // Articles and prepositions tell nothing.
            if letters >= SHORTEST_WORD {
                pieces.push(word | 1 << 63);
            }
            (word, letters) = (FNV_BASIS, 0);
            if c.is_alphanumeric() {
                pieces.extend(last.map(|before| u64::from(before) << 32 | u64::from(c)));
                last = Some(c);
            }
        }
        pieces.sort_unstable();
        pieces.dedup();
        Self(pieces)
    }

    /// Dice's coefficient, from 0 to 1.
    #[must_use]
    pub fn dice(&self, other: &Self) -> f64 {
        let all = self.0.len() + other.0.len();
        if all == 0 { 0.0 } else { 2.0 * self.shared(other).count() as f64 / all as f64 }
    }

    /// The part of this text's pieces that `other` has too, from 0 to 1.
    #[must_use]
    pub fn held_by(&self, other: &Self) -> f64 {
        if self.0.is_empty() { 0.0 } else { self.shared(other).count() as f64 / self.0.len() as f64 }
    }

    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Piece> + 'a {
        self.0.iter().copied().filter(|piece| other.0.binary_search(piece).is_ok())
    }
}

/// Whether both texts hold the same figures in the same order: what differs in a number (1号楼, 2号楼) is not the same
/// thing, however like the words are.
#[must_use]
pub fn same_figures(a: &str, b: &str) -> bool {
    let figures = |text: &'_ str| text.chars().filter_map(document::numbering::digit).collect::<Vec<_>>();
    figures(a) == figures(b)
}

/// How rare each piece is among the texts of one paper: what stands in every text tells nothing.
#[derive(Debug)]
pub struct Rarity {
    /// The logarithm of each piece's rarity.
    weights: HashMap<Piece, f64>,
}

impl Rarity {
    /// Of the pieces of `profiles`.
    pub fn among<'a>(profiles: impl IntoIterator<Item = &'a Profile>) -> Self {
        let (mut seen, mut texts) = (HashMap::<Piece, f64>::new(), 0.0);
        for profile in profiles {
            texts += 1.0;
            for piece in &profile.0 {
                *seen.entry(*piece).or_default() += 1.0;
            }
        }
        for weight in seen.values_mut() {
            *weight = (texts / *weight).ln();
        }
        Self { weights: seen }
    }

    /// The profile with the weight of each of its pieces; a piece that was not among the texts weighs nothing.
    #[must_use]
    pub fn weigh(&self, profile: &Profile) -> Weighed {
        let weight = |piece: &Piece| (*piece, self.weights.get(piece).copied().unwrap_or(0.0));
        let pieces: Vec<(Piece, f64)> = profile.0.iter().map(weight).collect();
        let whole = pieces.iter().map(|(_, weight)| weight).sum();
        Weighed { pieces, whole }
    }
}

/// A profile whose pieces have weights.
#[derive(Debug, Clone)]
pub struct Weighed {
    pieces: Vec<(Piece, f64)>,
    whole: f64,
}

impl Weighed {
    /// How likely both speak of one thing, from 0 to 1: the weight of what they share over the weight of the
    /// lighter of the two.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> f64 {
        let lighter = self.whole.min(other.whole);
        let (mut ours, mut theirs) = (self.pieces.iter().peekable(), other.pieces.iter().peekable());
        let mut shared = 0.0;
        while let (Some((own, weight)), Some((their, _))) = (ours.peek(), theirs.peek()) {
            match own.cmp(their) {
                Ordering::Less => drop(ours.next()),
                Ordering::Greater => drop(theirs.next()),
                Ordering::Equal => {
                    shared += weight;
                    ours.next();
                    theirs.next();
                }
            }
        }
        if lighter > 0.0 { (shared / lighter).min(1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_count() {
        let like = |a: &str, b: &str| Profile::of(a).dice(&Profile::of(b));
        assert!((like("台账不全。", "台账，不全") - 1.0).abs() < 1e-9);
        assert!((like("Fire Drill", "fire, drill") - 1.0).abs() < 1e-9);
        assert!(same_figures("1号楼２层", "1号楼的2层") && !same_figures("1号楼", "2号楼"));
        assert!(like("", "").abs() < 1e-9 && like("a", "b").abs() < 1e-9);
        assert!(like("食堂台账不全", "宿舍热水不热") < 0.1);
        assert!(like("Branch managers are not trained", "The invoice had been received") < 0.1);
    }

    #[test]
    fn what_every_text_holds_weighs_nothing() {
        let texts = ["加强食堂管理", "加强宿舍管理", "加强食堂留样管理"].map(Profile::of);
        let rarity = Rarity::among(&texts);
        let [canteen, dormitory, samples] = texts.map(|text| rarity.weigh(&text));
        assert!(canteen.overlap(&dormitory) < 0.01);
        assert!(canteen.overlap(&samples) > 0.3);
    }
}
