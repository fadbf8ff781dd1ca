//! From places where two texts have a gram in common to runs and passages, verified symbol by symbol.

use std::ops::Range;

use crate::{Settings, covered::Covered};

/// Where a gram stands in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seed {
    pub(crate) a: u32,
    pub(crate) b: u32,
}

/// `len` symbols from `a` in one text that equal those from `b` in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) len: usize,
}

impl Run {
    pub(crate) fn in_a(&self) -> Range<usize> {
        self.a..self.a + self.len
    }

    pub(crate) fn in_b(&self) -> Range<usize> {
        self.b..self.b + self.len
    }

    fn diagonal(&self) -> i64 {
        self.a as i64 - self.b as i64
    }
}

/// Runs that follow each other in both texts with short gaps between them; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chain {
    pub(crate) runs: Vec<Run>,
}

impl Chain {
    /// Equal symbols.
    pub(crate) fn equal(&self) -> usize {
        self.runs.iter().map(|run| run.len).sum()
    }

    /// First and end position in a and in b.
    pub(crate) fn bounds(&self) -> (Range<usize>, Range<usize>) {
        match (self.runs.first(), self.runs.last()) {
            (Some(first), Some(last)) => (first.a..last.a + last.len, first.b..last.b + last.len),
            _ => (0..0, 0..0),
        }
    }
}

/// Chains of at least the settings' length, grown from `seeds`, longest runs first.
///
/// Where passages repeat in both texts there are as many runs as pairs of places. First those grow that
/// show something new on both sides, then those that do on one; a run between places that are both covered
/// is left, which bounds the work by the texts' length, and loses no place.
pub(crate) fn chains(a: &[u32], b: &[u32], seeds: &mut [Seed], settings: &Settings) -> Vec<Chain> {
    let mut runs = runs(a, b, seeds, settings.close_gram());
    runs.sort_unstable_by_key(|run| (std::cmp::Reverse(run.len), run.a, run.b));
    let (mut in_a, mut in_b) = (Covered::new(a.len()), Covered::new(b.len()));
    let mut grown = Grown::default();
    let mut chains = Vec::new();
    for enough in [Covered::both as fn(usize, usize, usize) -> bool, Covered::either] {
        runs.retain(|run| {
            if !enough(in_a.new_in(&run.in_a()), in_b.new_in(&run.in_b()), run.len) {
                return true;
            }
            if !grown.holds(run) {
                let chain = grow(a, b, *run, settings);
                grown.add(&chain);
                if chain.equal() >= settings.floor() {
                    chain.runs.iter().for_each(|run| {
                        in_a.add(run.in_a());
                        in_b.add(run.in_b());
                    });
                    chains.push(chain);
                }
            }
            false
        });
    }
    chains
}

/// The longest runs around the seeds, each once. Seeds where not even `gram` symbols are
/// equal, their hashes being so by chance, give none.
fn runs(a: &[u32], b: &[u32], seeds: &mut [Seed], gram: usize) -> Vec<Run> {
    seeds.sort_unstable_by_key(|seed| (i64::from(seed.a) - i64::from(seed.b), seed.a));
    let mut runs: Vec<Run> = Vec::new();
    for seed in seeds.iter() {
        let (at, bt) = (seed.a as usize, seed.b as usize);
        let known = runs.last().is_some_and(|r| r.diagonal() == at as i64 - bt as i64 && at < r.a + r.len);
        if known {
            continue;
        }
        let after = forward(a, b, at, bt);
        if after >= gram {
            let before = backward(a, b, at, bt);
            runs.push(Run { a: at - before, b: bt - before, len: before + after });
        }
    }
    runs
}

/// Equal symbols from `at` and `bt` on.
fn forward(a: &[u32], b: &[u32], at: usize, bt: usize) -> usize {
    let (a, b) = (a.get(at..).unwrap_or(&[]), b.get(bt..).unwrap_or(&[]));
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}

/// Equal symbols before `at` and `bt`.
fn backward(a: &[u32], b: &[u32], at: usize, bt: usize) -> usize {
    let (a, b) = (a.get(..at).unwrap_or(&[]), b.get(..bt).unwrap_or(&[]));
    a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count()
}

/// Prolongs `run` to both sides across gaps.
fn grow(a: &[u32], b: &[u32], run: Run, settings: &Settings) -> Chain {
    let mut left = Vec::new();
    let mut first = run;
    while let Some(before) = rejoin_before(a, b, first, settings) {
        left.push(before);
        first = before;
    }
    left.reverse();
    left.push(run);
    let mut last = run;
    while let Some(after) = rejoin_after(a, b, last, settings) {
        left.push(after);
        last = after;
    }
    Chain { runs: left }
}

fn rejoin_after(a: &[u32], b: &[u32], last: Run, settings: &Settings) -> Option<Run> {
    let (at, bt) = (last.a + last.len, last.b + last.len);
    nearest(settings, |i, j| {
        let len = forward(a, b, at + i, bt + j);
        (len, Run { a: at + i, b: bt + j, len })
    })
}

fn rejoin_before(a: &[u32], b: &[u32], first: Run, settings: &Settings) -> Option<Run> {
    nearest(settings, |i, j| {
        let (Some(at), Some(bt)) = (first.a.checked_sub(i), first.b.checked_sub(j)) else {
            return (0, first);
        };
        let len = backward(a, b, at, bt);
        (len, Run { a: at - len, b: bt - len, len })
    })
}

/// The run across the smallest gap of `i` symbols in one text and `j` in the other, like lengths first. It
/// must be as long as the gap is wide, so that at least half of any passage is equal.
fn nearest(settings: &Settings, run: impl Fn(usize, usize) -> (usize, Run)) -> Option<Run> {
    for wide in 1..=settings.widest_gap() {
        for narrow in (0..=wide).rev() {
            for (i, j) in [(wide, narrow), (narrow, wide)] {
                let (len, run) = run(i, j);
                if len >= wide.max(settings.rejoin()) {
                    return Some(run);
                }
            }
        }
    }
    None
}

/// Runs that stand in a chain already: diagonal and start, to their end.
#[derive(Default)]
struct Grown {
    runs: std::collections::BTreeMap<(i64, usize), usize>,
}

impl Grown {
    fn add(&mut self, chain: &Chain) {
        for run in &chain.runs {
            let end = self.runs.entry((run.diagonal(), run.a)).or_default();
            *end = (*end).max(run.a + run.len);
        }
    }

    fn holds(&self, run: &Run) -> bool {
        let diagonal = run.diagonal();
        let before = self.runs.range((diagonal, 0)..=(diagonal, run.a)).next_back();
        before.is_some_and(|(_, &end)| end >= run.a + run.len)
    }
}
