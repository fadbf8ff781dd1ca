//! All grams of one text, for comparing it closely with others.

use crate::{Text, align::Seed, fingerprint::winnow, posting::REPEATS};

/// The grams of a text by hash.
pub(crate) struct Grams {
    /// Hash and position, sorted.
    sorted: Vec<(u64, u32)>,
    /// Where in `sorted` the hashes begin whose first bits are the index.
    starts: Vec<u32>,
    /// Number of bits that `starts` is not indexed by.
    shift: u32,
    gram: usize,
}

impl Grams {
    pub(crate) fn new(text: &Text, gram: usize) -> Self {
        let mut sorted: Vec<(u64, u32)> = Vec::with_capacity(text.len());
        winnow(text.symbols(), gram, 1, |hash, position| sorted.push((hash, position)));
        sorted.sort_unstable();
        let bits = sorted.len().max(2).next_power_of_two().ilog2();
        let shift = u64::BITS - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (hash, _) in &sorted {
            starts.get_mut((hash >> shift) as usize + 1).into_iter().for_each(|count| *count += 1);
        }
        starts.iter_mut().fold(0, |sum, count| {
            *count += sum;
            *count
        });
        Self { sorted, starts, shift, gram }
    }

    /// Where grams of this text, as a, and of `other`, as b, have the same hash; of one that repeats, the
    /// first places in both.
    pub(crate) fn seeds(&self, other: &Text) -> Vec<Seed> {
        let mut seeds = Vec::new();
        // How often each gram, by its first place in `sorted`, was met in the other text.
        let mut met = vec![0_u8; self.sorted.len()];
        winnow(other.symbols(), self.gram, 1, |hash, b| {
            let bucket = (hash >> self.shift) as usize;
            let (Some(&start), Some(&end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else { return };
            let same = self.sorted.get(start as usize..end as usize).unwrap_or(&[]);
            let skipped = same.iter().take_while(|(h, _)| *h < hash).count();
            let same = same.iter().skip(skipped).take_while(|(h, _)| *h == hash).take(REPEATS);
            let Some(count) = met.get_mut(start as usize + skipped) else { return };
            if usize::from(*count) < REPEATS {
                let before = seeds.len();
                seeds.extend(same.map(|&(_, a)| Seed { a, b }));
                *count += u8::from(seeds.len() > before);
            }
        });
        seeds
    }
}
