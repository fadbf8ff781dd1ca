//! How like two texts are, by pairs of neighbouring characters (bigrams). Punctuation and spaces do not count.

use std::collections::HashMap;

type Pair = (char, char);

/// The distinct pairs of a text.
#[derive(Debug, Clone, Default)]
pub struct Profile(Vec<Pair>);

impl Profile {
    /// The profile of `text`; letters' case is ignored.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let mut pairs: Vec<Pair> = letters.iter().copied().zip(letters.iter().copied().skip(1)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    /// Dice's coefficient, from 0 to 1.
    #[must_use]
    pub fn dice(&self, other: &Self) -> f64 {
        let all = self.0.len() + other.0.len();
        if all == 0 { 0.0 } else { 2.0 * self.shared(other).count() as f64 / all as f64 }
    }

    /// The part of this text's pairs that `other` has too, from 0 to 1.
    #[must_use]
    pub fn held_by(&self, other: &Self) -> f64 {
        if self.0.is_empty() { 0.0 } else { self.shared(other).count() as f64 / self.0.len() as f64 }
    }

    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Pair> + 'a {
        self.0.iter().copied().filter(|pair| other.0.binary_search(pair).is_ok())
    }
}

/// How rare each pair is among the texts of one paper: what stands in every text tells nothing.
#[derive(Debug)]
pub struct Rarity {
    seen: HashMap<Pair, f64>,
    texts: f64,
}

impl Rarity {
    /// Of the pairs of `profiles`.
    pub fn among<'a>(profiles: impl IntoIterator<Item = &'a Profile>) -> Self {
        let (mut seen, mut texts) = (HashMap::new(), 0.0);
        for profile in profiles {
            texts += 1.0;
            for pair in &profile.0 {
                *seen.entry(*pair).or_default() += 1.0;
            }
        }
        Self { seen, texts }
    }

    /// How likely `a` and `b` speak of one thing, from 0 to 1: the weight of what they share over the weight
    /// of the lighter of the two, a pair's weight being the logarithm of its rarity.
    #[must_use]
    pub fn overlap(&self, a: &Profile, b: &Profile) -> f64 {
        let lighter = self.weigh(a.0.iter()).min(self.weigh(b.0.iter()));
        let shared: Vec<Pair> = a.shared(b).collect();
        if lighter > 0.0 { (self.weigh(shared.iter()) / lighter).min(1.0) } else { 0.0 }
    }

    fn weigh<'a>(&self, pairs: impl Iterator<Item = &'a Pair>) -> f64 {
        pairs.map(|pair| (self.texts / self.seen.get(pair).copied().unwrap_or(1.0)).ln()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_count() {
        let like = |a: &str, b: &str| Profile::of(a).dice(&Profile::of(b));
        assert!((like("台账不全。", "台账，不全") - 1.0).abs() < 1e-9);
        assert!((like("Fire Drill", "fire drill") - 1.0).abs() < 1e-9);
        assert!(like("", "").abs() < 1e-9 && like("a", "b").abs() < 1e-9);
        assert!(like("食堂台账不全", "宿舍热水不热") < 0.1);
    }

    #[test]
    fn what_every_text_holds_weighs_nothing() {
        let texts = ["加强食堂管理", "加强宿舍管理", "加强食堂留样管理"].map(Profile::of);
        let rarity = Rarity::among(&texts);
        let [canteen, dormitory, samples] = &texts;
        assert!(rarity.overlap(canteen, dormitory) < 0.01);
        assert!(rarity.overlap(canteen, samples) > 0.3);
    }
}
