//! Finds which papers of a corpus share passages.
//!
//! 1. Each text is winnowed to fingerprints ([`crate::Settings::least`] = gram + window − 1 characters, which
//!    guarantees that a run of that length leaves the same fingerprint in both texts).
//! 2. All fingerprints are sorted; equal ones of different papers are places where a pair may meet. Those of
//!    very many papers ([`Settings::stock_share`], [`Settings::stock_papers`]) are stock phrases where they are
//!    short: they make no pair, and are reported by themselves ([`Index::stock_phrases`]). Longer ones
//!    ([`Settings::stock_longest`]) and those that are most of a paper were copied: each paper that holds one meets
//!    the next 8 that do (grams at its edges may have another 8), and all are reported together ([`Index::copied`]).
//! 3. For each pair the places are verified and prolonged to maximal equal runs, then across short gaps
//!    ([`Settings::gap`]). A pair where that gives a passage is compared once more by all its grams, which
//!    finds what was edited more heavily; of what repeats within a paper, as much is kept as shows each
//!    place once.
//!
//! So, of two papers, a run of [`Settings::least`] characters is found unless it is a stock phrase, and one of
//! `least + stock_longest` in any case; where it stands in too many papers it is found in each of them, if
//! not in each pair of them.
//!
//! Memory is at most 16 bytes a fingerprint, of which there is one in six characters at the default length,
//! beside the texts (about 6 bytes a character); pairs are taken paper by paper, never all at once.

use std::{ops::Range, sync::OnceLock};

use rayon::prelude::*;

use crate::{
    Copied, Pair, Settings, Shared, StockPhrase, Text,
    align::{self, Seed},
    fingerprint::winnow,
    grams::Grams,
    posting::{Posting, limited, papers},
    select::{self, StockOf},
    stock::{self, Places, Stock},
};

/// Of a passage in too many papers for all their pairs, each paper is compared with so many of the next that
/// have it. It is told of every paper, then, and the work and the pairs grow with the papers, not their square.
const NEXT: usize = 8;

/// Where a paper has a gram that another has too: the position, and the group of postings.
#[derive(Debug, Clone, Copy)]
struct Meeting {
    position: u32,
    group: u32,
}

/// Postings of one hash where papers meet.
#[derive(Debug)]
struct Group {
    /// Which of the index's postings.
    range: Range<usize>,
    /// How many of the papers that follow it there a paper meets.
    most: usize,
}

/// A text that is compared with many: its grams are worked out once, when first needed.
struct Subject<'t> {
    text: &'t Text,
    stock: &'t [Range<usize>],
    grams: OnceLock<Grams>,
}

/// An index of a corpus, for finding what its papers share.
#[derive(Debug)]
pub struct Index<'t> {
    texts: &'t [Text],
    settings: Settings,
    /// Sorted; those whose hash stands but once are left out, nearly always. Behind them once more those of
    /// passages that were copied into too many papers.
    postings: Vec<Posting>,
    /// Sorted, all of them: for comparing with a text from outside.
    all: OnceLock<Vec<Posting>>,
    /// Those that several papers have, stock phrases apart.
    groups: Vec<Group>,
    /// For each paper.
    meetings: Vec<Vec<Meeting>>,
    stock: Stock,
}

/// What two texts share. There is no corpus here to tell stock phrases by.
#[must_use]
pub fn between(a: &Text, b: &Text, settings: &Settings) -> Shared {
    closely(a, b, Grams::new(a, settings.close_gram()).seeds(b), (&[], &[]), settings)
}

/// Prolongs `seeds` to what two texts share. Which of them is worked on as a is decided by their content,
/// so that the result is the same, flipped, for the flipped pair.
fn closely(a: &Text, b: &Text, mut seeds: Vec<Seed>, stock: StockOf<'_>, settings: &Settings) -> Shared {
    if a.symbols() > b.symbols() {
        seeds.iter_mut().for_each(|seed| *seed = Seed { a: seed.b, b: seed.a });
        return closely(b, a, seeds, (stock.1, stock.0), settings).flipped();
    }
    let chains = align::chains(a.symbols(), b.symbols(), &mut seeds, settings);
    select::shared(a, b, chains, stock, settings)
}

impl<'t> Index<'t> {
    /// Indexes `texts`, on all cores.
    #[must_use]
    pub fn new(texts: &'t [Text], settings: Settings) -> Self {
        let mut postings = shared_postings(texts, &settings);
        postings.par_sort_unstable();
        let mut index = Self {
            texts,
            settings,
            postings,
            all: OnceLock::new(),
            groups: Vec::new(),
            meetings: vec![Vec::new(); texts.len()],
            stock: Stock::default(),
        };
        index.group();
        index
    }

    /// All pairs of papers that share a passage, by index of the first and then of the second paper.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair> {
        self.pairs_while(|| true).unwrap_or_default()
    }

    /// [`pairs`](Self::pairs), asking `go_on` before each paper, from several threads; `None` as soon as it
    /// says no.
    pub fn pairs_while(&self, go_on: impl Fn() -> bool + Sync) -> Option<Vec<Pair>> {
        let pairs: Option<Vec<Vec<Pair>>> =
            (0..self.texts.len()).into_par_iter().map(|a| go_on().then(|| self.pairs_of(a))).collect();
        Some(pairs?.into_iter().flatten().collect())
    }

    /// What `text`, which is no paper of the corpus, shares with each of its papers: index of the paper, and
    /// what is shared, in which `text` is a. Of a passage that very many papers hold it names the first 8.
    #[must_use]
    pub fn against(&self, text: &Text) -> Vec<(usize, Shared)> {
        let mut meetings: Vec<(u32, Seed)> = Vec::new();
        let (mut common, mut ranges) = (Vec::new(), Vec::new());
        for posting in fingerprints(text, 0, &self.settings) {
            let group = self.of_hash(posting.hash);
            if papers(group) > self.limit() {
                ranges.push(stock::around(text, posting.position as usize, group, self.texts, &self.settings));
                common.push((posting.position, group));
                continue;
            }
            meetings.extend(met(posting.position, group, usize::MAX));
        }
        let places = Places::new(text, ranges, &self.settings);
        for (position, group) in common.into_iter().filter(|(position, _)| places.is_copied(*position as usize)) {
            let group: Vec<Posting> = group.iter().filter(|p| self.stock.is_copied(p)).copied().collect();
            meetings.extend(met(position, &group, self.most_of(&group)));
        }
        let subject = Subject { text, stock: &places.stock, grams: OnceLock::new() };
        by_paper(&mut meetings)
            .into_par_iter()
            .filter_map(|(b, mut seeds)| Some((b, self.compare(&subject, b, &mut seeds)?)))
            .collect()
    }

    /// The stock phrases of the corpus, the most widespread first.
    #[must_use]
    pub fn stock_phrases(&self) -> &[StockPhrase] {
        self.stock.phrases()
    }

    /// The passages in very many papers that are too long for stock phrases, those in most papers first.
    #[must_use]
    pub fn copied(&self) -> &[Copied] {
        self.stock.copied()
    }

    fn pairs_of(&self, a: usize) -> Vec<Pair> {
        let (Some(text), Some(meetings)) = (self.texts.get(a), self.meetings.get(a)) else { return Vec::new() };
        let mut found: Vec<(u32, Seed)> = Vec::new();
        for meeting in meetings {
            let Some(Group { range, most }) = self.groups.get(meeting.group as usize) else { continue };
            let group = self.postings.get(range.clone()).unwrap_or(&[]);
            let later = group.get(group.partition_point(|p| p.text as usize <= a)..).unwrap_or(&[]);
            found.extend(met(meeting.position, later, *most));
        }
        let subject = Subject { text, stock: self.stock.of(a), grams: OnceLock::new() };
        let pair = |(b, mut seeds): (usize, Vec<Seed>)| {
            let shared = self.compare(&subject, b, &mut seeds)?;
            Some(Pair { a, b, shared })
        };
        by_paper(&mut found).into_iter().filter_map(pair).collect()
    }

    /// What `a` shares with `b`, which it meets at `seeds`. A pair whose fingerprints lead to a passage is
    /// looked at once more from all its grams, so that it is told the same in any corpus.
    fn compare(&self, a: &Subject<'_>, b: usize, seeds: &mut [Seed]) -> Option<Shared> {
        let (text, settings) = (self.texts.get(b)?, &self.settings);
        let stock = (a.stock, self.stock.of(b));
        let chains = align::chains(a.text.symbols(), text.symbols(), seeds, settings);
        if !select::worth(&chains, stock, settings) {
            return None;
        }
        let grams = a.grams.get_or_init(|| Grams::new(a.text, settings.close_gram()));
        let shared = closely(a.text, text, grams.seeds(text), stock, settings);
        (!shared.passages.is_empty()).then_some(shared)
    }

    /// Tells apart stock phrases, places where papers meet, and the rest.
    fn group(&mut self) {
        let limit = self.limit();
        let mut common: Vec<&[Posting]> = Vec::new();
        let mut groups = Vec::new();
        let mut start = 0;
        for group in self.postings.chunk_by(|x, y| x.hash == y.hash) {
            let range = start..start + group.len();
            start = range.end;
            match papers(group) {
                0 | 1 => {}
                many if many > limit => common.push(group),
                _ => groups.push(Group { range, most: usize::MAX }),
            }
        }
        self.stock = Stock::new(self.texts, &common, &self.settings);
        // Where a common gram is part of something longer its papers meet all the same.
        let mut long: Vec<Posting> = Vec::new();
        for group in common {
            let from = long.len();
            long.extend(group.iter().filter(|p| self.stock.is_copied(p)));
            let most = long.get(from..).map_or(0, |group| self.most_of(group));
            groups.push(Group { range: start + from..start + long.len(), most });
        }
        let gram = self.settings.gram();
        for group in groups.iter_mut().filter(|group| group.range.end <= start) {
            let postings = self.postings.get(group.range.clone()).unwrap_or(&[]);
            if postings.iter().all(|p| self.stock.is_part(p, gram)) {
                group.most = NEXT;
            }
        }
        self.postings.extend(long);
        for (id, group) in groups.iter().enumerate() {
            for p in limited(self.postings.get(group.range.clone()).unwrap_or(&[]), usize::MAX) {
                let meeting = Meeting { position: p.position, group: id as u32 };
                self.meetings.get_mut(p.text as usize).into_iter().for_each(|list| list.push(meeting));
            }
        }
        self.groups = groups;
    }

    /// The most papers of a group that one paper meets there.
    fn most_of(&self, group: &[Posting]) -> usize {
        if papers(group) > self.limit() { NEXT } else { usize::MAX }
    }

    fn limit(&self) -> usize {
        self.settings.stock_limit(self.texts.len())
    }

    /// All postings of `hash`.
    fn of_hash(&self, hash: u64) -> &[Posting] {
        let all = self.all.get_or_init(|| {
            let mut all = postings(self.texts, &self.settings).concat();
            all.par_sort_unstable();
            all
        });
        let rest = all.get(all.partition_point(|p| p.hash < hash)..).unwrap_or(&[]);
        rest.get(..rest.partition_point(|p| p.hash == hash)).unwrap_or(&[])
    }
}

/// The fingerprints of all texts, a list a text.
fn postings(texts: &[Text], settings: &Settings) -> Vec<Vec<Posting>> {
    texts.par_iter().enumerate().map(|(text, t)| fingerprints(t, text as u32, settings)).collect()
}

/// The postings that may have another of the same hash, told by a bitmap of eight to sixteen bits a posting: most
/// fingerprints of a corpus stand once, and need not be sorted.
fn shared_postings(texts: &[Text], settings: &Settings) -> Vec<Posting> {
    let lists = postings(texts, settings);
    let bits = (lists.iter().map(Vec::len).sum::<usize>() * 8).max(64).next_power_of_two();
    let (mut once, mut twice) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
    let place = |hash: u64| ((hash as usize & (bits - 1)) / 64, 1_u64 << (hash % 64));
    for posting in lists.iter().flatten() {
        let (word, bit) = place(posting.hash);
        if let (Some(once), Some(twice)) = (once.get_mut(word), twice.get_mut(word)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }
    let again = |p: &&Posting| {
        let (word, bit) = place(p.hash);
        twice.get(word).is_some_and(|twice| twice & bit != 0)
    };
    lists.iter().flatten().filter(again).copied().collect()
}

fn fingerprints(text: &Text, number: u32, settings: &Settings) -> Vec<Posting> {
    let mut postings = Vec::with_capacity(text.len() * 5 / (2 * settings.window() + 2));
    winnow(text.symbols(), settings.gram(), settings.window(), |hash, position| {
        postings.push(Posting { hash, text: number, position });
    });
    postings
}

/// Where a gram at `position` meets the first `most` papers of its group.
fn met(position: u32, group: &[Posting], most: usize) -> impl Iterator<Item = (u32, Seed)> {
    limited(group, most).map(move |p| (p.text, Seed { a: position, b: p.position }))
}

/// Seeds by paper, in the order of papers.
fn by_paper(found: &mut [(u32, Seed)]) -> Vec<(usize, Vec<Seed>)> {
    found.sort_unstable();
    let seeds = |part: &[(u32, Seed)]| part.iter().map(|(_, seed)| *seed).collect();
    let part = |part: &[(u32, Seed)]| part.first().map(|(paper, _)| (*paper as usize, seeds(part)));
    found.chunk_by(|x, y| x.0 == y.0).filter_map(part).collect()
}
