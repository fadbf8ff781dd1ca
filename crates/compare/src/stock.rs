//! Stock phrases (套话): what stands in very many papers of a corpus.
//!
//! Which grams are common is known from the postings. Only some grams of a phrase are posted, so each is
//! widened to both sides by what most papers that have it have around it too.

use std::{collections::HashSet, ops::Range};

use crate::{
    Settings, StockPhrase, Text,
    index::{Posting, papers},
};

/// So many papers speak for all that have a gram.
const SAMPLE: usize = 64;

/// The stock phrases of a corpus and where they stand.
#[derive(Debug, Default)]
pub(crate) struct Stock {
    /// For each paper, ranges of its characters; sorted, apart.
    ranges: Vec<Vec<Range<usize>>>,
    phrases: Vec<StockPhrase>,
}

impl Stock {
    /// `groups` are the sorted postings of the grams that are too common.
    pub(crate) fn new(texts: &[Text], groups: &[&[Posting]], settings: &Settings) -> Self {
        let mut ranges: Vec<Vec<Range<usize>>> = vec![Vec::new(); texts.len()];
        let mut first = Vec::new();
        for group in groups {
            let around = Around::new(texts, group, settings);
            for (index, p) in group.iter().enumerate() {
                let Some(text) = texts.get(p.text as usize) else { continue };
                let range = around.of(text, p.position as usize);
                if index == 0 {
                    first.push((p.text as usize, range.clone(), papers(group)));
                }
                ranges.get_mut(p.text as usize).into_iter().for_each(|list| list.push(range.clone()));
            }
        }
        let ranges = ranges.into_iter().map(joined).collect();
        Self { ranges, phrases: phrases(texts, first, settings.gram()) }
    }

    /// The ranges of `paper` in stock phrases.
    pub(crate) fn of(&self, paper: usize) -> &[Range<usize>] {
        self.ranges.get(paper).map_or(&[], Vec::as_slice)
    }

    /// The phrases, the most widespread first.
    pub(crate) fn phrases(&self) -> &[StockPhrase] {
        &self.phrases
    }
}

/// The part of a stock phrase around `position` in `text`, where the gram of `group` stands.
pub(crate) fn around(
    text: &Text,
    position: usize,
    group: &[Posting],
    texts: &[Text],
    settings: &Settings,
) -> Range<usize> {
    Around::new(texts, group, settings).of(text, position)
}

/// `ranges` sorted, those that touch joined.
pub(crate) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut().filter(|last| last.end >= range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

/// Joins what touches in the paper where it first stands. Papers may differ in which grams of a phrase
/// they have posted: of phrases told already no part is told again.
fn phrases(texts: &[Text], mut first: Vec<(usize, Range<usize>, usize)>, gram: usize) -> Vec<StockPhrase> {
    first.sort_unstable_by_key(|(paper, range, _)| (*paper, range.start));
    let mut joined: Vec<(usize, Range<usize>, usize)> = Vec::new();
    for (paper, range, papers) in first {
        match joined.last_mut().filter(|(p, last, _)| *p == paper && range.start <= last.end) {
            Some((_, last, most)) => {
                last.end = last.end.max(range.end);
                *most = papers.max(*most);
            }
            None => joined.push((paper, range, papers)),
        }
    }
    joined.sort_by_key(|(paper, range, papers)| (std::cmp::Reverse(*papers), *paper, range.start));
    let mut told: HashSet<&[u32]> = HashSet::new();
    let phrase = |(paper, range, papers): (usize, Range<usize>, usize)| {
        let grams = texts.get(paper)?.symbols().get(range.clone())?.windows(gram);
        let mut news = false;
        grams.for_each(|gram| news |= told.insert(gram));
        if !news {
            return None;
        }
        let chars = range.len();
        Some(StockPhrase { paper, spans: texts.get(paper)?.spans(range), chars, papers })
    };
    joined.into_iter().filter_map(phrase).collect()
}

/// The symbols that most papers have before and after a gram, as far as the next posted gram can be.
struct Around {
    /// From the gram backwards.
    before: Vec<u32>,
    after: Vec<u32>,
    gram: usize,
}

impl Around {
    fn new(texts: &[Text], group: &[Posting], settings: &Settings) -> Self {
        let (gram, window) = (settings.gram(), settings.window());
        // As many of the sample must agree as make it more than the limit of all papers.
        let step = group.len().div_ceil(SAMPLE).max(1);
        let sample: Vec<(&[u32], usize)> = group
            .iter()
            .step_by(step)
            .filter_map(|p| Some((texts.get(p.text as usize)?.symbols(), p.position as usize)))
            .collect();
        let enough = settings.stock_limit(texts.len()) * sample.len() / group.len().max(1);
        let before = agreed(&sample, window, enough, |symbols, at, d| symbols.get(at.checked_sub(d + 1)?).copied());
        let after = agreed(&sample, window, enough, |symbols, at, d| symbols.get(at + gram + d).copied());
        Self { before, after, gram }
    }

    fn of(&self, text: &Text, position: usize) -> Range<usize> {
        let (symbols, end) = (text.symbols(), position + self.gram);
        let head = symbols.get(..position).unwrap_or(&[]);
        let tail = symbols.get(end..).unwrap_or(&[]);
        let before = head.iter().rev().zip(&self.before).take_while(|(x, y)| x == y).count();
        let after = tail.iter().zip(&self.after).take_while(|(x, y)| x == y).count();
        position - before..end + after
    }
}

/// The most frequent symbols at distances 0, 1, … as long as more than `enough` of `sample` have them all.
fn agreed(
    sample: &[(&[u32], usize)],
    most: usize,
    enough: usize,
    symbol: impl Fn(&[u32], usize, usize) -> Option<u32>,
) -> Vec<u32> {
    let mut agreeing: Vec<(&[u32], usize)> = sample.to_vec();
    let mut out = Vec::new();
    for distance in 0..most {
        let mut seen: Vec<u32> = agreeing.iter().filter_map(|(s, at)| symbol(s, *at, distance)).collect();
        seen.sort_unstable();
        let frequent = seen.chunk_by(|x, y| x == y).max_by_key(|same| same.len());
        let Some(&next) = frequent.filter(|same| same.len() > enough).and_then(|same| same.first()) else { break };
        agreeing.retain(|(s, at)| symbol(s, *at, distance) == Some(next));
        out.push(next);
    }
    out
}
