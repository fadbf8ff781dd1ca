//! Which text of one list is which of another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

/// Least likeness of two texts that count as the same.
const LEAST: f64 = 0.6;

/// Letters and digits alone, without differences of width and case.
pub fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two texts count as the same.
pub fn like(a: &str, b: &str) -> bool {
    dice(&pairs_of(a), &pairs_of(b)) >= LEAST
}

/// Pairs `gold` with `read`, the likest first: index in `gold` to index in `read`.
pub fn pair(gold: &[String], read: &[String]) -> BTreeMap<usize, usize> {
    pair_where(gold, read, |_, _| true)
}

/// [`pair`], only of those that `allowed` lets be one.
pub fn pair_where(gold: &[String], read: &[String], allowed: impl Fn(usize, usize) -> bool) -> BTreeMap<usize, usize> {
    let (gold, read): (Vec<_>, Vec<_>) =
        (gold.iter().map(|t| pairs_of(t)).collect(), read.iter().map(|t| pairs_of(t)).collect());
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (r, b) in read.iter().enumerate().filter(|(r, _)| allowed(g, *r)) {
            let likeness = dice(a, b);
            if likeness >= LEAST {
                candidates.push((likeness, g, r));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, g, r) in candidates {
        if !pairs.contains_key(&g) && taken.insert(r) {
            pairs.insert(g, r);
        }
    }
    pairs
}

/// Neighbouring characters of the folded text and how often each pair stands there; a single character is
/// paired with nothing.
fn pairs_of(text: &str) -> HashMap<(char, Option<char>), usize> {
    let chars: Vec<char> = folded(text).chars().collect();
    let mut pairs = HashMap::new();
    if let [only] = chars[..] {
        pairs.insert((only, None), 1);
    }
    for two in chars.windows(2) {
        if let [a, b] = *two {
            *pairs.entry((a, Some(b))).or_default() += 1;
        }
    }
    pairs
}

/// Dice coefficient of two multisets, 0 where both are empty.
fn dice<K: std::hash::Hash + Eq>(a: &HashMap<K, usize>, b: &HashMap<K, usize>) -> f64 {
    let total = a.values().sum::<usize>() + b.values().sum::<usize>();
    let shared: usize = a.iter().map(|(k, n)| b.get(k).map_or(0, |m| *n.min(m))).sum();
    if total == 0 { 0.0 } else { 2.0 * shared as f64 / total as f64 }
}
