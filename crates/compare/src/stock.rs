//! Stock phrases (套话): what stands in very many papers of a corpus, and is short. What is long was copied.
//!
//! Which grams are common is known from the postings. Only some grams of a phrase are posted, so each is
//! widened to both sides by what most papers that have it have around it too.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use crate::{
    Copied, Settings, StockPhrase, Text,
    posting::{Posting, papers},
};

/// So many papers speak for all that have a gram.
const SAMPLE: usize = 64;

/// The stock phrases of a corpus, what is too long for one, and where they stand.
#[derive(Debug, Default)]
pub(crate) struct Stock {
    places: Vec<Places>,
    phrases: Vec<StockPhrase>,
    copied: Vec<Copied>,
}

/// Ranges of a paper's characters, sorted and apart.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// In stock phrases.
    pub(crate) stock: Vec<Range<usize>>,
    /// In passages that are as common, but too long for a stock phrase.
    copied: Vec<Range<usize>>,
    /// The parts of `copied` that are common, without what differs between them.
    parts: Vec<Range<usize>>,
}

impl Places {
    /// Tells apart the `common` ranges of `text`. Those that follow each other so closely that no fingerprint
    /// need lie between them are one passage: a passage must not pass for several short phrases because a few
    /// of its words differ here and there.
    pub(crate) fn new(text: &Text, common: Vec<Range<usize>>, settings: &Settings) -> Self {
        let common = joined(common, 0);
        let mut copied = joined(common.clone(), settings.window());
        copied.retain(|range| settings.is_copied(range.len(), text.len()));
        let mut places = Self { stock: Vec::new(), copied, parts: Vec::new() };
        (places.parts, places.stock) = common.into_iter().partition(|range| places.is_copied(range.start));
        places
    }

    /// Whether `position` lies in a passage that is no stock phrase.
    pub(crate) fn is_copied(&self, position: usize) -> bool {
        holding(&self.copied, position..position + 1).is_some()
    }
}

/// That of the `sorted` ranges which holds all of `part`.
fn holding(sorted: &[Range<usize>], part: Range<usize>) -> Option<&Range<usize>> {
    let next = sorted.partition_point(|range| range.end <= part.start);
    sorted.get(next).filter(|range| range.start <= part.start && part.end <= range.end)
}

impl Stock {
    /// `groups` are the sorted postings of the grams that are too common.
    pub(crate) fn new(texts: &[Text], groups: &[&[Posting]], settings: &Settings) -> Self {
        let mut ranges: Vec<Vec<Range<usize>>> = vec![Vec::new(); texts.len()];
        let arounds: Vec<Around> = groups.iter().map(|group| Around::new(texts, group, settings)).collect();
        for (group, around) in groups.iter().zip(&arounds) {
            for p in *group {
                let Some(text) = texts.get(p.text as usize) else { continue };
                let range = around.of(text, p.position as usize);
                ranges.get_mut(p.text as usize).into_iter().for_each(|list| list.push(range.clone()));
            }
        }
        let places = texts.iter().zip(ranges).map(|(text, ranges)| Places::new(text, ranges, settings)).collect();
        let mut stock = Self { places, phrases: Vec::new(), copied: Vec::new() };
        let (mut phrases, mut copied) = (Vec::new(), Vec::new());
        for (group, around) in groups.iter().zip(&arounds) {
            let (long, short): (Vec<Posting>, Vec<Posting>) = group.iter().partition(|p| stock.is_copied(p));
            phrases.extend(first(texts, &short, around).map(|(paper, range)| (paper, range, papers(&short))));
            copied.extend(stock.whole(&long).map(|(paper, range)| (paper, range, long)));
        }
        stock.phrases = told_phrases(texts, phrases, settings.gram());
        stock.copied = told_copied(texts, copied, settings);
        stock
    }

    /// The ranges of `paper` in stock phrases.
    pub(crate) fn of(&self, paper: usize) -> &[Range<usize>] {
        self.places.get(paper).map_or(&[], |places| places.stock.as_slice())
    }

    /// Whether a posting of a common gram lies in a passage that is no stock phrase.
    pub(crate) fn is_copied(&self, posting: &Posting) -> bool {
        self.places.get(posting.text as usize).is_some_and(|places| places.is_copied(posting.position as usize))
    }

    /// The first paper of `group`, and all of the passage that it stands in there, which is no stock phrase.
    fn whole(&self, group: &[Posting]) -> Option<(usize, Range<usize>)> {
        let (paper, position) = group.first().map(|p| (p.text as usize, p.position as usize))?;
        let range = holding(&self.places.get(paper)?.copied, position..position + 1)?;
        Some((paper, range.clone()))
    }

    /// Whether the gram of a posting, though not common itself for few papers have it posted, is all in a passage
    /// that is no stock phrase.
    pub(crate) fn is_part(&self, posting: &Posting, gram: usize) -> bool {
        let position = posting.position as usize;
        let places = self.places.get(posting.text as usize);
        places.is_some_and(|places| holding(&places.parts, position..position + gram).is_some())
    }

    /// The phrases, the most widespread first.
    pub(crate) fn phrases(&self) -> &[StockPhrase] {
        &self.phrases
    }

    /// The passages that are no stock phrases, those in most papers first.
    pub(crate) fn copied(&self) -> &[Copied] {
        &self.copied
    }
}

/// The part of a common passage around `position` in `text`, where the gram of `group` stands.
pub(crate) fn around(
    text: &Text,
    position: usize,
    group: &[Posting],
    texts: &[Text],
    settings: &Settings,
) -> Range<usize> {
    Around::new(texts, group, settings).of(text, position)
}

/// The paper where the gram of `group` first stands, and the passage there.
fn first(texts: &[Text], group: &[Posting], around: &Around) -> Option<(usize, Range<usize>)> {
    let p = group.first()?;
    Some((p.text as usize, around.of(texts.get(p.text as usize)?, p.position as usize)))
}

/// `ranges` sorted, those at most `slack` apart joined.
fn joined(mut ranges: Vec<Range<usize>>, slack: usize) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut().filter(|last| last.end + slack >= range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

/// Joins what touches in the paper where it first stands. Papers may differ in which grams of a phrase
/// they have posted: of phrases told already no part is told again.
fn told_phrases(texts: &[Text], mut first: Vec<(usize, Range<usize>, usize)>, gram: usize) -> Vec<StockPhrase> {
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

/// The passages that are no stock phrases, each with all papers that hold a part of it. Copies differ a little:
/// one whose grams were for the most part told already is not told again.
fn told_copied(texts: &[Text], first: Vec<(usize, Range<usize>, Vec<Posting>)>, settings: &Settings) -> Vec<Copied> {
    let mut passages: BTreeMap<(usize, usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for (paper, range, group) in first {
        let papers = passages.entry((paper, range.start, range.end)).or_default();
        papers.extend(group.iter().map(|p| p.text as usize));
    }
    let mut passages: Vec<_> = passages.into_iter().filter(|(_, papers)| papers.len() > 1).collect();
    passages.sort_by_key(|((_, start, end), papers)| std::cmp::Reverse((papers.len(), end - start)));
    let mut told: HashSet<&[u32]> = HashSet::new();
    let copied = |((paper, start, end), papers): ((usize, usize, usize), BTreeSet<usize>)| {
        let text = texts.get(paper)?;
        let grams = || text.symbols().get(start..end).unwrap_or(&[]).windows(settings.gram());
        let known = grams().filter(|gram| told.contains(gram)).count();
        if known * 2 >= grams().len() {
            return None;
        }
        told.extend(grams());
        Some(Copied { papers: papers.into_iter().collect(), spans: text.spans(start..end), chars: end - start })
    };
    passages.into_iter().filter_map(copied).collect()
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
