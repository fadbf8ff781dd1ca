//! Which of many overlapping passages are worth telling, and the numbers that go with them.

use std::ops::Range;

use crate::{
    Passage, Settings, Shared, Text,
    align::{Chain, Run},
    covered::Covered,
};

/// The shared passages of `a` and `b`: of passages that repeat in a text, as many as show each place once.
/// `stock` are the ranges of both texts in stock phrases, sorted and apart; a passage must have as many
/// characters outside them as a passage has at the least.
pub(crate) fn shared(a: &Text, b: &Text, mut chains: Vec<Chain>, stock: StockOf<'_>, settings: &Settings) -> Shared {
    chains.retain(|chain| is_worth(chain, stock, settings));
    let mut kept = select(chains, a.len(), b.len());
    // By place in a, then in b.
    kept.sort_by_key(|chain| chain.runs.first().copied());
    let share = |covered: usize, of: usize| if of == 0 { 0.0 } else { covered as f64 / of as f64 };
    Shared {
        coverage_a: share(covered(kept.iter().flat_map(|c| &c.runs).map(Run::in_a)), a.len()),
        coverage_b: share(covered(kept.iter().flat_map(|c| &c.runs).map(Run::in_b)), b.len()),
        passages: kept.iter().map(|chain| passage(a, b, chain, stock)).collect(),
    }
}

/// Whether any of `chains` is worth telling.
pub(crate) fn worth(chains: &[Chain], stock: StockOf<'_>, settings: &Settings) -> bool {
    chains.iter().any(|chain| is_worth(chain, stock, settings))
}

/// Stock phrases in a row do not make a long passage a stock phrase: no more is taken off than one may have.
fn is_worth(chain: &Chain, stock: StockOf<'_>, settings: &Settings) -> bool {
    let off = in_stock(chain, stock).min(settings.stock_longest);
    chain.equal() >= settings.floor().saturating_add(off)
}

/// Ranges in stock phrases: of a, and of b.
pub(crate) type StockOf<'r> = (&'r [Range<usize>], &'r [Range<usize>]);

/// Keeps first the chains that stand mostly apart from longer ones on both sides, then those that show
/// something new on one side. What every chain covers stays covered.
fn select(mut chains: Vec<Chain>, len_a: usize, len_b: usize) -> Vec<Chain> {
    if chains.len() < 2 {
        return chains;
    }
    chains.sort_by_key(|chain| (std::cmp::Reverse(chain.equal()), chain.runs.first().copied()));
    let (mut in_a, mut in_b) = (Covered::new(len_a), Covered::new(len_b));
    let mut kept = Vec::new();
    let mut keep = |chain: Chain, in_a: &mut Covered, in_b: &mut Covered| {
        for run in &chain.runs {
            in_a.add(run.in_a());
            in_b.add(run.in_b());
        }
        kept.push(chain);
    };
    let mut later = Vec::new();
    for chain in chains {
        let (a, b) = chain.bounds();
        if Covered::both(in_a.new_in(&a), in_b.new_in(&b), a.len().max(b.len())) {
            keep(chain, &mut in_a, &mut in_b);
        } else {
            later.push(chain);
        }
    }
    for chain in later {
        if chain.runs.iter().any(|run| Covered::either(in_a.new_in(&run.in_a()), in_b.new_in(&run.in_b()), 0)) {
            keep(chain, &mut in_a, &mut in_b);
        }
    }
    kept
}

/// Size of the union of `ranges`.
fn covered(ranges: impl Iterator<Item = Range<usize>>) -> usize {
    let mut ranges: Vec<Range<usize>> = ranges.collect();
    ranges.sort_unstable_by_key(|range| range.start);
    let (mut total, mut end) = (0, 0);
    for range in ranges {
        total += range.end.saturating_sub(range.start.max(end));
        end = end.max(range.end);
    }
    total
}

fn passage(a: &Text, b: &Text, chain: &Chain, stock: StockOf<'_>) -> Passage {
    let (in_a, in_b) = chain.bounds();
    let equal = chain.equal();
    Passage {
        equal_a: chain.runs.iter().flat_map(|run| a.spans(run.in_a())).collect(),
        equal_b: chain.runs.iter().flat_map(|run| b.spans(run.in_b())).collect(),
        chars: equal,
        stock: in_stock(chain, stock),
        likeness: 2.0 * equal as f64 / (in_a.len() + in_b.len()).max(1) as f64,
        exact: in_a.len() == equal && in_b.len() == equal,
        a: a.spans(in_a),
        b: b.spans(in_b),
    }
}

/// Equal symbols that stand in a stock phrase on either side: an edited stock phrase is one still.
fn in_stock(chain: &Chain, (in_a, in_b): StockOf<'_>) -> usize {
    if in_a.is_empty() && in_b.is_empty() {
        return 0;
    }
    let inside = |run: &Run| covered(clipped(in_a, run.a, run.len).chain(clipped(in_b, run.b, run.len)));
    chain.runs.iter().map(inside).sum()
}

/// The parts of `sorted` within `len` from `start`, counted from there.
fn clipped(sorted: &[Range<usize>], start: usize, len: usize) -> impl Iterator<Item = Range<usize>> {
    let first = sorted.partition_point(|range| range.end <= start);
    let inside = sorted.iter().skip(first).take_while(move |range| range.start < start + len);
    inside.map(move |range| range.start.saturating_sub(start)..range.end.min(start + len) - start)
}
