//! Which findings a measure answers: by the paper's own numbers, by name, or by aspect. Likeness alone ties
//! nothing; it is offered apart.

use std::ops::Range;

use document::finder::{Finder, Found};
use document::{finder, numbering};

use crate::contract::{Extraction, Suggestion};
use crate::scan;

/// Findings that `text` names, in rising order; `labels` are the findings' full numbers (`2.2.2`), `groups`
/// those of titles over several findings.
pub(crate) fn named(
    text: &str,
    extraction: &Extraction,
    labels: &[Option<String>],
    groups: &[(String, Range<usize>)],
    names: &mut Names,
) -> Vec<usize> {
    let mut out = by_number(text, extraction, labels, groups);
    if out.is_empty() {
        out = by_name(text, extraction, names);
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Words before a number that refers to a finding.
const NUMBERED: &[&str] = &["不符合项", "不合格项", "问题", "隐患", "事项", "缺陷", "清单第", "序号", "编号"];
/// English ones, lower case.
const NUMBERED_EN: &[&str] = &[
    "findings",
    "finding",
    "observations",
    "observation",
    "ncs",
    "nc",
    "issues",
    "issue",
    "nonconformities",
    "nonconformity",
    "ncr",
    "weakness",
];

static NUMBERED_FINDER: Finder = finder!(NUMBERED, ["第"]);

/// 针对问题7和问题8, 对应问题3、4, 第（二）项问题, 不符合项2.2.2, Finding 3.
fn by_number(
    text: &str,
    extraction: &Extraction,
    labels: &[Option<String>],
    groups: &[(String, Range<usize>)],
) -> Vec<usize> {
    let mut out = Vec::new();
    let mut add = |value: u32, label: Option<&str>| {
        let matches: Vec<usize> = match label {
            Some(label) => {
                (0..labels.len()).filter(|i| labels.get(*i).and_then(Option::as_deref) == Some(label)).collect()
            }
            None => (0..extraction.findings.len())
                .filter(|i| extraction.findings.get(*i).and_then(|f| f.number) == Some(value))
                .collect(),
        };
        if matches.is_empty()
            && let Some(label) = label
            && let Some((_, under)) = groups.iter().find(|(group, _)| group == label)
        {
            out.extend(under.clone());
        }
        // A number that several findings bear names none of them.
        if let [one] = matches.as_slice() {
            out.push(*one);
        }
    };
    for found in NUMBERED_FINDER.all(text) {
        let rest = text.get(found.end..).unwrap_or("");
        if found.word < NUMBERED.len() {
            references(rest, &mut add);
            continue;
        }
        // 第3个问题, 第（二）项问题, 第2、3项
        let at = found.start;
        let end = ["个问题", "项问题", "条问题", "项隐患", "条隐患", "项不符合", "个隐患", "类问题", "项", "条", "个"]
            .iter()
            .find_map(|w| rest.find(w).filter(|e| *e <= 24));
        let before = text.get(..at).unwrap_or("");
        let aimed = ["对应", "针对", "对照"].iter().any(|w| before.ends_with(w))
            || (before.ends_with(['、', '和', '及', '与'])
                && ["对应", "针对", "对照"].iter().any(|w| before.contains(w)));
        if let Some(end) = end.filter(|_| aimed) {
            references(rest.get(..end).unwrap_or(""), &mut add);
        } else if let Some(end) = end
            && rest.get(end..).is_some_and(|t| {
                t.starts_with("个问题")
                    || t.starts_with("项问题")
                    || t.starts_with("条问题")
                    || t.starts_with("项隐患")
                    || t.starts_with("条隐患")
                    || t.starts_with("个隐患")
                    || t.starts_with("项不符合")
            })
        {
            references(rest.get(..end).unwrap_or(""), &mut add);
        }
    }
    if scan::holds(text, |b| b.is_ascii_alphabetic()) {
        let lower = text.to_ascii_lowercase();
        for word in NUMBERED_EN {
            for (at, _) in lower.match_indices(word) {
                let free = lower.get(..at).is_none_or(|b| !b.ends_with(|c: char| c.is_ascii_alphabetic()));
                if free {
                    let rest = lower.get(at + word.len()..).unwrap_or("").trim_start_matches(['-', ' ', '#', ':']);
                    references(rest.strip_prefix("no.").unwrap_or(rest).trim_start(), &mut add);
                }
            }
        }
    }
    out
}

/// ① and its like.
fn circled(text: &str) -> Option<(u32, usize)> {
    let c = text.chars().next().filter(|c| !c.is_ascii() && !c.is_alphabetic())?;
    let label = numbering::parse(c.encode_utf8(&mut [0; 4]))?;
    (label.form == document::Form::Circled).then_some((label.value, c.len_utf8()))
}

/// Numbers in a list: `7和问题8`, `3、4`, `1-3`, `（二）`, `2.2.2`.
fn references(text: &str, add: &mut impl FnMut(u32, Option<&str>)) {
    let mut rest = text;
    let mut previous: Option<u32> = None;
    for _ in 0..20 {
        let opened = rest.strip_prefix(['（', '(', '〔', '【']).map(str::trim_start);
        let body = opened.unwrap_or(rest);
        let dotted = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let label = body.get(..dotted).unwrap_or("").trim_end_matches('.');
        let (value, taken, full) = if label.contains('.') {
            (0, label.len(), Some(label))
        } else if let Some((value, taken)) =
            numbering::digits(body).or_else(|| numbering::chinese_numeral(body)).or_else(|| circled(body))
        {
            (value, taken, None)
        } else {
            return;
        };
        let mut after = body.get(taken..).unwrap_or("");
        if opened.is_some() {
            after = after.trim_start().strip_prefix(['）', ')', '〕', '】']).unwrap_or(after);
        }
        // 问题10个 counts; it does not refer.
        if opened.is_none()
            && after.starts_with(['个', '条', '项', '类', '起', '处', '件'])
            && full.is_none()
            && previous.is_none()
            && !after.starts_with("项和")
        {
            return;
        }
        match full {
            Some(label) => add(0, Some(label)),
            None => add(value, None),
        }
        let dash = after.strip_prefix(['-', '—', '–', '至', '到', '～', '~']);
        let next = dash
            .or_else(|| after.strip_prefix(['、', '和', '及', '与', ',', '，', '/']))
            .or_else(|| ["以及", " and ", ", ", " & ", " to "].iter().find_map(|w| after.strip_prefix(w)));
        let Some(next) = next else { return };
        let next = next.trim_start();
        let next = NUMBERED.iter().find_map(|w| next.strip_prefix(w)).unwrap_or(next);
        let next = NUMBERED_EN.iter().find_map(|w| next.strip_prefix(w)).unwrap_or(next).trim_start_matches([' ', '-']);
        let next = next.strip_prefix("第").unwrap_or(next);
        if dash.is_some()
            && let Some((end, _)) = numbering::digits(next).or_else(|| circled(next))
        {
            for between in value + 1..end.min(value + 50) {
                add(between, None);
            }
        }
        previous = Some(value);
        rest = next;
    }
}

/// 针对…方面, 针对…的问题, “…”问题.
fn by_name(text: &str, extraction: &Extraction, names: &mut Names) -> Vec<usize> {
    let mut out = Vec::new();
    for phrase in phrases(text) {
        let aspects: Vec<usize> = extraction
            .aspects
            .iter()
            .enumerate()
            .filter(|(_, a)| {
                let core = core(&a.title);
                core.chars().count() >= 2
                    && phrase.contains(core)
                    && (phrase.contains("方面")
                        || phrase.contains(&a.title)
                        || phrase.chars().count() <= core.chars().count() + 6)
            })
            .map(|(i, _)| i)
            .collect();
        if !aspects.is_empty() {
            out.extend(
                (0..extraction.findings.len()).filter(|i| {
                    extraction.findings.get(*i).and_then(|f| f.aspect).is_some_and(|a| aspects.contains(&a))
                }),
            );
            continue;
        }
        out.extend(closest(phrase, extraction, names));
    }
    out
}

/// An aspect's title without what every such title has.
fn core(title: &str) -> &str {
    let title = title.trim_start_matches(['在', '关', '于']);
    title.find("方面").and_then(|at| title.get(..at)).unwrap_or(title)
}

/// Words that aim: the first ones at the start of a clause, the last `ANYWHERE` of them wherever they stand
/// (会同后勤处彻底解决…问题).
const OPENERS: &[&str] = &[
    "针对", "紧盯", "盯住", "抓住", "着眼", "对准", "对照", "围绕", "聚焦", "就", "对", "关于", "回应", "解决", "化解",
    "破解", "整治", "消除",
];
const ANYWHERE: usize = 5;

static OPENER_FINDER: Finder = finder!(OPENERS);

/// What ends a name.
static END_FINDER: Finder = finder!(["方面", "的问题", "问题", "隐患", "不符合项", "的情况"]);

/// Whether `text` begins with the word that was found in it.
fn begins_with_it(text: &str, found: &Found) -> bool {
    text.get(found.start..found.end).is_some_and(|word| text.starts_with(word))
}

/// What the text says it is aimed at.
fn phrases(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for found in OPENER_FINDER.longest(text) {
        let before = text.get(..found.start).and_then(|t| t.chars().next_back());
        let opens =
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '，' | '。' | '；' | '：' | '、' | '“' | '（'));
        if !opens && found.word + ANYWHERE < OPENERS.len() {
            continue;
        }
        let rest = text.get(found.end..).unwrap_or("");
        // 针对“甲，乙”的问题: the quotation is one.
        let quoted = rest.strip_prefix('“').and_then(|t| t.find('”')).map(|at| at + '“'.len_utf8());
        let scope = quoted.unwrap_or(0);
        let tail = rest.get(scope..).unwrap_or("").split(['，', '。', '；', '：']).next().unwrap_or("");
        let clause = rest.get(..scope + tail.len()).unwrap_or("");
        // 方面 is a part of the name, the others follow it. A clause that begins with such a word names nothing by it.
        let ends = |found: &Found| found.word == 0 || (found.start > 0 && !begins_with_it(clause, found));
        if let Some(end) = END_FINDER.all(clause).find(ends) {
            out.push(clause.get(..if end.word == 0 { end.end } else { end.start }).unwrap_or(""));
        }
    }
    out
}

/// The letters of each finding, once for all phrases that are looked up.
#[derive(Default)]
pub(crate) struct Names {
    bags: Vec<Bag>,
}

/// Which letters and pairs of letters a text holds, in buckets.
struct Bag {
    pairs: Box<[u64; 256]>,
    singles: Box<[u64; 256]>,
}

impl Bag {
    fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut bag = Self { pairs: Box::new([0; 256]), singles: Box::new([0; 256]) };
        for text in texts {
            let mut previous = None;
            for c in letters(text) {
                mark(&mut bag.singles, single(c));
                if let Some(before) = previous {
                    mark(&mut bag.pairs, pair(before, c));
                }
                previous = Some(c);
            }
        }
        bag
    }

    /// How much of `wanted` it holds, from 0 to 1.
    fn holds(&self, wanted: &[char]) -> f64 {
        let has =
            |set: &[u64; 256], bit: u32| set.get(bit as usize / 64 % 256).is_some_and(|w| w >> (bit % 64) & 1 == 1);
        let pairs = wanted.windows(2).filter(|w| matches!(w, [a, b] if has(&self.pairs, pair(*a, *b)))).count();
        let singles = wanted.iter().filter(|c| has(&self.singles, single(**c))).count();
        (pairs + singles) as f64 / (wanted.len() * 2 - 1) as f64
    }
}

fn mark(set: &mut [u64; 256], bit: u32) {
    if let Some(word) = set.get_mut(bit as usize / 64 % 256) {
        *word |= 1 << (bit % 64);
    }
}

fn single(c: char) -> u32 {
    u32::from(c).wrapping_mul(0x9E37_79B1) >> 18
}

fn pair(a: char, b: char) -> u32 {
    let mixed = u32::from(a).wrapping_mul(0x9E37_79B1) ^ u32::from(b).wrapping_mul(0x85EB_CA6B).rotate_left(7);
    mixed.wrapping_mul(0xC2B2_AE35) >> 18
}

/// The one finding whose words hold nearly all of the phrase's.
fn closest(phrase: &str, extraction: &Extraction, names: &mut Names) -> Option<usize> {
    let wanted: Vec<char> = letters(phrase).collect();
    if wanted.len() < 4 || GENERAL.iter().any(|w| phrase.trim_matches(['“', '”', '的']) == *w) {
        return None;
    }
    for finding in extraction.findings.iter().skip(names.bags.len()) {
        let texts =
            std::iter::once(finding.statement.as_str()).chain(finding.manifestations.iter().map(String::as_str));
        names.bags.push(Bag::of(texts));
    }
    let (mut best, mut second, mut at) = (0.0, 0.0, None);
    for (i, bag) in names.bags.iter().enumerate() {
        let score = bag.holds(&wanted);
        if score > best {
            (second, best, at) = (best, score, Some(i));
        } else if score > second {
            second = score;
        }
    }
    at.filter(|_| best >= 0.85 || (best >= 0.5 && best - second >= 0.15))
}

/// Phrases that name no finding.
const GENERAL: &[&str] = &[
    "查摆出",
    "存在",
    "正在推进",
    "未完成",
    "长期坚持",
    "反馈",
    "发现",
    "上述",
    "同类",
    "检查发现",
    "整改不到位",
    "突出",
    "已完成",
];

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| is_letter(*c)).map(|c| c.to_ascii_lowercase())
}

/// Letters and figures, by ranges: marks of Chinese and Western text are left out.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
        || c.is_ascii_alphanumeric()
        || (c > '\u{bf}'
            && !matches!(c, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '：' | '；' | '？' | '［' | '］'))
}

/// Character pairs are counted in so many buckets; two pairs that share one are taken for the same.
const BUCKETS: usize = 4096;

/// The buckets of a text's character pairs, each once.
struct Profile {
    pairs: Vec<u16>,
    set: Box<[u64; BUCKETS / 64]>,
}

impl Profile {
    fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut profile = Self { pairs: Vec::new(), set: Box::new([0; BUCKETS / 64]) };
        for text in texts {
            let mut previous = 0_u32;
            for c in text.chars() {
                if !is_letter(c) {
                    continue;
                }
                let here = u32::from(c);
                if previous != 0 {
                    let mixed = previous.wrapping_mul(0x9E37_79B1) ^ here.wrapping_mul(0x85EB_CA6B);
                    profile.add(((mixed ^ (mixed >> 15)) % BUCKETS as u32) as u16);
                }
                previous = here;
            }
        }
        profile
    }

    fn add(&mut self, pair: u16) {
        if !self.has(pair) {
            if let Some(word) = self.set.get_mut(usize::from(pair) / 64) {
                *word |= 1 << (pair % 64);
            }
            self.pairs.push(pair);
        }
    }

    fn has(&self, pair: u16) -> bool {
        self.set.get(usize::from(pair) / 64).is_some_and(|word| word >> (pair % 64) & 1 == 1)
    }
}

/// Most pairs of measure and finding whose likeness is looked at.
const MOST_PAIRS: usize = 400_000;

/// Likely ties of measures that the paper ties to nothing: Dice likeness of character pairs, rare pairs
/// weighing more.
pub(crate) fn suggest(extraction: &Extraction) -> Vec<Suggestion> {
    let loose: Vec<usize> = (0..extraction.measures.len())
        .filter(|i| extraction.measures.get(*i).is_some_and(|m| m.findings.is_empty()))
        .collect();
    // Likeness of everything with everything: no help to anybody in a book of thousands of items.
    if loose.is_empty() || extraction.findings.is_empty() || loose.len() * extraction.findings.len() > MOST_PAIRS {
        return Vec::new();
    }
    let findings: Vec<Profile> = extraction
        .findings
        .iter()
        .map(|f| Profile::of(std::iter::once(f.statement.as_str()).chain(f.manifestations.iter().map(String::as_str))))
        .collect();
    let measures: Vec<Profile> = extraction
        .measures
        .iter()
        .map(|m| Profile::of(m.heading.as_deref().into_iter().chain([m.statement.as_str()])))
        .collect();
    let mut seen = vec![0_u16; BUCKETS];
    for pair in findings.iter().chain(&measures).flat_map(|p| &p.pairs) {
        if let Some(count) = seen.get_mut(usize::from(*pair)) {
            *count = count.saturating_add(1);
        }
    }
    let total = (findings.len() + measures.len()) as f64;
    let logs: Vec<f64> = (0..=total as usize).map(|n| if n == 0 { 0.0 } else { (total / n as f64).ln() }).collect();
    let weights: Vec<f64> = seen.iter().map(|n| logs.get(usize::from(*n)).copied().unwrap_or(0.0)).collect();
    let weight = |pair: u16| weights.get(usize::from(pair)).copied().unwrap_or(0.0);
    let sum = |profile: &Profile| profile.pairs.iter().map(|p| weight(*p)).sum::<f64>();
    let sums: Vec<f64> = findings.iter().map(sum).collect();
    let mut out = Vec::new();
    for measure in loose {
        let Some(own) = measures.get(measure) else { continue };
        let own_sum = sum(own);
        let own: Vec<(u16, f64)> = own.pairs.iter().map(|p| (*p, weight(*p))).collect();
        let best = findings
            .iter()
            .zip(&sums)
            .enumerate()
            .map(|(i, (finding, finding_sum))| {
                let shared: f64 = own.iter().filter(|(p, _)| finding.has(*p)).map(|(_, w)| w).sum();
                let whole = own_sum + finding_sum;
                (if whole > 0.0 { 2.0 * shared / whole } else { 0.0 }, i)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((confidence, finding)) = best.filter(|(c, _)| *c >= 0.12) {
            out.push(Suggestion { measure, finding, confidence });
        }
    }
    out
}
