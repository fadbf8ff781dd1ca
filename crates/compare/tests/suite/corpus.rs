//! Whole corpora: pairs, one against many, stock phrases, planted passages.

use crate::common::{between, paper, words};
use compare::{Index, Settings, Text};
use document::{Document, Span};
use proptest::prelude::*;

const PHRASE: &str = "要进一步压实责任链条，坚持一级抓一级、层层抓落实，确保整改任务按期保质完成";

/// Deterministic filler that no two papers share: characters drawn by a linear congruential generator.
fn filler(seed: u64, chars: usize) -> String {
    let mut state = seed.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(99);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from_u32(0x5000 + ((state >> 33) % 0x4000) as u32).unwrap_or('空')
    };
    (0..chars).map(|_| next()).collect()
}

#[test]
fn stock_phrases_make_no_pair_and_are_told_apart() {
    let papers: Vec<Document> = (0..120)
        .map(|n| {
            let own = filler(n, 60);
            let copied = if n == 7 || n == 90 { filler(5000, 40) } else { filler(n + 1000, 40) };
            paper(&[own, format!("{PHRASE}。"), copied])
        })
        .collect();
    let texts: Vec<Text> = papers.iter().map(Text::new).collect();
    let index = Index::new(&texts, Settings { stock_share: 0.05, stock_papers: 10, ..Settings::default() });
    let pairs: Vec<(usize, usize)> = index.pairs().iter().map(|pair| (pair.a, pair.b)).collect();
    assert_eq!(pairs, [(7, 90)]);
    let [phrase] = index.stock_phrases() else { panic!("{:?}", index.stock_phrases()) };
    assert_eq!((phrase.paper, phrase.papers), (0, 120));
    assert_eq!(words(&papers[0], &phrase.spans), PHRASE);

    let all = Index::new(&texts, Settings { stock_share: 1.0, ..Settings::default() });
    assert_eq!(all.pairs().len(), 120 * 119 / 2);
    let found = index.against(&Text::new(&paper(&[PHRASE, &filler(5000, 40)])));
    assert_eq!(found.iter().map(|(paper, _)| *paper).collect::<Vec<_>>(), [7, 90]);
    assert!(found.iter().all(|(_, shared)| shared.passages.iter().all(|p| p.chars - p.stock == 40)));
}

fn pairs(index: &Index<'_>) -> Vec<(usize, usize)> {
    index.pairs().iter().map(|pair| (pair.a, pair.b)).collect()
}

#[test]
fn a_courtesy_in_hundreds_of_papers_is_a_stock_phrase() {
    let courtesy = "以上报告如有不妥之处敬请各位领导和同事们批评指正不胜感激谢谢";
    let papers: Vec<Document> = (0..300).map(|n| paper(&[filler(n, 200), format!("{courtesy}。")])).collect();
    let texts: Vec<Text> = papers.iter().map(Text::new).collect();
    let index = Index::new(&texts, Settings::default());
    assert_eq!(pairs(&index), []);
    assert_eq!(index.copied(), []);
    let [phrase] = index.stock_phrases() else { panic!("{:?}", index.stock_phrases()) };
    assert_eq!((phrase.papers, words(&papers[0], &phrase.spans).as_str()), (300, courtesy));
}

/// Checks that of `texts`, all copies of one, each is told, pairs are but a few a paper, and one passage says
/// that all papers hold it.
fn all_are_told(texts: &[Text], coverage: f64) {
    let index = Index::new(texts, Settings::default());
    let found = index.pairs();
    for paper in 0..texts.len() {
        let mut own = found.iter().filter(|pair| pair.a == paper || pair.b == paper);
        assert!(own.any(|pair| pair.shared.coverage_a >= coverage), "{paper}");
    }
    assert!(found.len() <= texts.len() * 32, "{}", found.len());
    let [copied, ..] = index.copied() else { panic!("no passage is told as copied") };
    assert_eq!(copied.papers, (0..texts.len()).collect::<Vec<_>>());
    assert_eq!(index.stock_phrases(), []);
}

#[test]
fn a_paper_that_hundreds_hand_in_is_told_of_each() {
    let same = paper(&[filler(1, 300), filler(2, 300)]);
    all_are_told(&vec![Text::new(&same); 300], 1.0);
    // Shorter than a stock phrase may be, but all that the papers say.
    all_are_told(&vec![Text::new(&paper(&[filler(1, 30)])); 300], 1.0);
}

#[test]
fn copies_with_other_names_in_them_are_told_of_each() {
    let copy = |n: u64| {
        let name = filler(9000 + n, 6);
        let parts: Vec<String> =
            (0..8).map(|part| format!("{}{name}{}", filler(part, 20), filler(part + 50, 25))).collect();
        Text::new(&paper(&parts))
    };
    all_are_told(&(0..300).map(copy).collect::<Vec<_>>(), 0.85);
}

#[test]
fn a_copied_passage_among_other_text_is_told_of_each() {
    let papers: Vec<Document> = (0..300).map(|n| paper(&[filler(n, 400), filler(7777, 90)])).collect();
    all_are_told(&papers.iter().map(Text::new).collect::<Vec<_>>(), 0.15);
    let texts: Vec<Text> = papers.iter().map(Text::new).collect();
    let index = Index::new(&texts, Settings::default());
    let new = Text::new(&paper(&[filler(5555, 100), filler(7777, 90)]));
    let found: Vec<usize> = index.against(&new).iter().map(|(paper, _)| *paper).collect();
    assert_eq!(found, (0..8).collect::<Vec<_>>());
}

#[test]
fn going_on_can_be_refused() {
    let texts: Vec<Text> = (0..4).map(|_| Text::new(&paper(&[PHRASE]))).collect();
    let index = Index::new(&texts, Settings::default());
    assert_eq!(index.pairs_while(|| false), None);
    assert_eq!(index.pairs_while(|| true).map(|pairs| pairs.len()), Some(6));
}

/// The passage with its numbers, widths and marks changed.
fn disguised(passage: &str, how: u8) -> String {
    let change = |c: char| match c {
        '7' if how & 1 > 0 => "三百二十".to_owned(),
        '7' => "４５".to_owned(),
        '，' if how & 2 > 0 => ", ".to_owned(),
        '。' if how & 4 > 0 => "；".to_owned(),
        'k' if how & 8 > 0 => "Ｋ".to_owned(),
        c => c.to_string(),
    };
    passage.chars().map(change).collect()
}

/// Passages of a few common characters, so that they repeat within themselves, with numbers and marks.
fn passage() -> impl Strategy<Value = String> {
    let unit = prop::sample::select(vec!["水", "电", "路", "管", "修", "查", "账", "7", "，", "。", "k "]);
    prop::collection::vec(unit, 40..160).prop_map(|units| format!("起点{}终点", units.concat()))
}

fn covered(spans: impl Iterator<Item = Span>, paragraph: usize) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<_> = spans.filter(|s| s.paragraph as usize == paragraph).map(|s| s.range()).collect();
    ranges.sort_by_key(|r| r.start);
    ranges
}

/// Letters of `text` outside `ranges`.
fn missed(text: &str, ranges: &[std::ops::Range<usize>]) -> String {
    let letter = |c: char| c.is_alphabetic() && !"三百二十".contains(c);
    text.char_indices().filter(|(at, c)| letter(*c) && !ranges.iter().any(|r| r.contains(at))).map(|(_, c)| c).collect()
}

/// What a comparison sees of `text`, told once more, slowly.
fn seen(text: &str) -> String {
    let mut out = String::new();
    let mut numeral = false;
    for c in text.chars() {
        match c {
            '三' | '二' | '十' | '7' | '４' | '５' => numeral = true,
            '百' if numeral => {}
            'Ｋ' => out.push('k'),
            c if c.is_alphabetic() => {
                numeral = false;
                out.push(c);
            }
            _ => {}
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_planted_passage_is_found_whole(p in passage(), how in 0_u8..16, seed in 0_u64..1000, at in (0_usize..3, 0_usize..3)) {
        let around = |seed, at, planted: String| {
            let mut lines: Vec<String> = (0..2).map(|n| filler(seed + n, 70)).collect();
            lines.insert(at, planted);
            paper(&lines)
        };
        let (a, b) = (around(seed, at.0, p.clone()), around(seed + 5000, at.1, disguised(&p, how)));
        // The default asks for 20 characters.
        prop_assume!(Text::new(&paper(&[&p])).len() >= 20);
        let shared = between(&a, &b);
        let in_a = covered(shared.passages.iter().flat_map(|p| p.equal_a.clone()), at.0);
        let in_b = covered(shared.passages.iter().flat_map(|p| p.equal_b.clone()), at.1);
        prop_assert_eq!(missed(&a.paragraphs[at.0].text, &in_a), "");
        prop_assert_eq!(missed(&b.paragraphs[at.1].text, &in_b), "");
    }

    #[test]
    fn what_is_told_is_equal(p in passage(), q in passage(), how in 0_u8..16, cut in 5_usize..30) {
        let head: String = p.chars().take(cut).collect();
        let (a, b) = (paper(&[p.clone(), q.clone()]), paper(&[format!("{head}{}", disguised(&q, how)), p]));
        for passage in between(&a, &b).passages {
            prop_assert_eq!(seen(&words(&a, &passage.equal_a)), seen(&words(&b, &passage.equal_b)));
            prop_assert!(passage.chars >= 20);
            prop_assert!((0.5..=1.0).contains(&passage.likeness));
            prop_assert!(!passage.exact || seen(&words(&a, &passage.a)) == seen(&words(&b, &passage.b)));
        }
    }

    #[test]
    fn the_other_way_round_is_the_same(p in passage(), q in passage(), how in 0_u8..16) {
        let (a, b) = (paper(&[&p, &q, &p]), paper(&[disguised(&q, how), p]));
        prop_assert_eq!(between(&a, &b), between(&b, &a).flipped());
    }

    #[test]
    fn a_paper_covers_itself(p in passage(), seed in 0_u64..1000) {
        let a = paper(&[p.as_str(), &filler(seed, 90), &p]);
        let shared = between(&a, &a);
        prop_assert_eq!((shared.coverage_a, shared.coverage_b), (1.0, 1.0));
        prop_assert!(shared.passages.iter().any(|p| p.exact && p.a == p.b));
    }

    #[test]
    fn a_corpus_tells_of_a_pair_what_the_pair_does(p in passage(), how in 0_u8..16, seed in 0_u64..1000) {
        let papers = [paper(&[p.clone(), filler(seed, 50)]), paper(&[filler(seed + 1, 90)]), paper(&[disguised(&p, how)])];
        let texts: Vec<Text> = papers.iter().map(Text::new).collect();
        let index = Index::new(&texts, Settings::default());
        for pair in index.pairs() {
            prop_assert_eq!(&pair.shared, &between(&papers[pair.a], &papers[pair.b]));
        }
        let found: Vec<(usize, usize)> = index.pairs().iter().map(|pair| (pair.a, pair.b)).collect();
        let expected = if texts[2].len() < 20 { vec![] } else { vec![(0, 2)] };
        prop_assert_eq!(found, expected);
        let against: Vec<usize> = index.against(&texts[2].clone()).iter().map(|(paper, _)| *paper).collect();
        prop_assert_eq!(against, if texts[2].len() < 20 { vec![] } else { vec![0, 2] });
    }

    #[test]
    fn strangers_share_nothing(seeds in prop::collection::hash_set(0_u64..100_000, 2..8)) {
        let texts: Vec<Text> = seeds.iter().map(|seed| Text::new(&paper(&[filler(*seed, 400)]))).collect();
        prop_assert_eq!(Index::new(&texts, Settings::default()).pairs(), vec![]);
    }

    #[test]
    fn any_text_and_any_settings(texts in prop::collection::vec("(\\PC{0,40}|ab|水电){0,12}", 0..5), least in 0_usize..40, gap in 0_usize..80, share in any::<f64>()) {
        let papers: Vec<Document> = texts.iter().map(|text| paper(&[text])).collect();
        let settings = Settings { least, gap, stock_share: share, stock_papers: 0, stock_longest: 60 };
        let texts: Vec<Text> = papers.iter().map(Text::new).collect();
        for pair in Index::new(&texts, settings).pairs() {
            for passage in &pair.shared.passages {
                prop_assert!(!words(&papers[pair.a], &passage.a).is_empty());
                prop_assert!(passage.stock <= passage.chars);
            }
            prop_assert!((0.0..=1.0).contains(&pair.shared.coverage_a));
        }
    }
}
