//! Totals that a paper states of its own findings: 共梳理出问题11条, 已完成整改6个, seven findings.

use std::ops::Range;

use document::finder::Finder;
use document::{Document, Role, Span, finder, numbering};

use crate::contract::Declared;
use crate::dates::english_number;
use crate::scan;

/// Nouns of what is counted.
const NOUNS: &[&str] =
    &["问题", "短板弱项", "短板", "弱项", "薄弱环节", "隐患", "不符合项", "不足", "不合格项", "缺陷"];

/// Words before a total of all findings.
const FOUND: &[&str] = &[
    "反馈",
    "查摆",
    "梳理",
    "发现",
    "指出",
    "检查出",
    "查出",
    "归纳",
    "反映",
    "认领",
    "存在",
    "提出",
    "列出",
    "查找",
    "排查",
    "汇总",
    "合计",
    "移交",
    "开出",
    "共",
    "收到",
    "涉及",
];

/// Words that show another's or other findings: 自查自纠同类问题31个.
const NOT_OWN: &[&str] = &[
    "同类",
    "举一反三",
    "自查自纠",
    "下属",
    "类似",
    "此前",
    "上次",
    "上年",
    "上一年",
    "去年",
    "往年",
    "历史",
    "群众",
    "意见建议",
    "投诉",
    "线索",
    "职工反映",
    "征求",
];

/// Words without which a paragraph states no totals.
static SIGNS: Finder = finder!(
    NOUNS,
    ["inding", "onconform", "bservation", "ssue", "atter", "eakness"],
    ["完成整改", "整改完成", "销号", "持续整改"],
);

/// Totals in the paragraphs that are no items of their own.
pub(crate) fn read(document: &Document) -> Declared {
    let mut declared = Declared::default();
    for (index, p) in document.paragraphs.iter().enumerate() {
        if matches!(p.role, Role::Furniture(_) | Role::Note) {
            continue;
        }
        // The noun may stand in the sentence before: 反馈的10个问题……。目前已完成7个。
        // The sum row of a ledger needs no noun: 共11项，已销号5项.
        if p.role == Role::Cell
            && declared.found.is_none()
            && p.text.starts_with('共')
            && p.text.contains("销号") | p.text.contains("整改")
            && let Some(first) = counts(&p.text).next()
        {
            declared.found = Some(first.value);
            declared.spans.push(Span::new(index, first.range));
        }
        if !SIGNS.is_match(&p.text) {
            continue;
        }
        if !scan::is_english(&p.text) && counts(&p.text).next().is_none() {
            continue;
        }
        for sentence in scan::sentences(&p.text, 0..p.text.len()) {
            let words = p.text.get(sentence.clone()).unwrap_or("");
            let before = (declared.found, declared.closed, declared.continuing);
            if scan::is_english(words) {
                english(words, &mut declared);
            } else {
                chinese(words, &mut declared);
            }
            if before != (declared.found, declared.closed, declared.continuing) {
                declared.spans.push(Span::new(index, sentence));
            }
        }
    }
    declared
}

/// A number with its classifier: value, and the bytes from number to classifier's end.
struct Count {
    value: u32,
    range: Range<usize>,
}

static CLASSIFIERS: Finder = finder!(["个", "条", "项", "处", "件"]);

fn counts(words: &str) -> impl Iterator<Item = Count> + '_ {
    let mut from = 0;
    CLASSIFIERS.longest(words).filter_map(move |found| {
        let (value, start) = number_before(words, from, found.start)?;
        from = found.end;
        Some(Count { value, range: start..from })
    })
}

/// The number that ends at byte `at` of `words`: its value and its start, from byte `from` on.
fn number_before(words: &str, from: usize, at: usize) -> Option<(u32, usize)> {
    let before = words.get(from..at)?;
    let is_numeral = |c: char| numbering::digit(c).is_some() || "〇零一二两三四五六七八九十百".contains(c);
    let start = before.char_indices().rev().take_while(|(_, c)| is_numeral(*c)).last().map(|(i, _)| from + i)?;
    let previous = words.get(..start)?.chars().next_back();
    if previous.is_some_and(|p| matches!(p, '第' | '.' | '．' | '-' | '“' | ',')) {
        return None;
    }
    let number = words.get(start..at)?;
    let (value, taken) = numbering::digits(number).or_else(|| numbering::chinese_numeral(number))?;
    (taken == number.len()).then_some((value, start))
}

/// Whether `clause` ends with `word`, or with it and one of `tails`.
fn ends(clause: &str, word: &str, tails: &[&str]) -> bool {
    clause.ends_with(word) || tails.iter().any(|tail| clause.strip_suffix(tail).is_some_and(|c| c.ends_with(word)))
}

fn chinese(words: &str, declared: &mut Declared) {
    let counts: Vec<Count> = counts(words).collect();
    for (n, count) in counts.iter().enumerate() {
        let before = words.get(..count.range.start).unwrap_or("");
        let after = words.get(count.range.end..).unwrap_or("");
        let clause_start = before
            .char_indices()
            .rev()
            .find(|(_, c)| matches!(c, '，' | '。' | '；' | '：'))
            .map_or(0, |(i, c)| i + c.len_utf8());
        let clause = before.get(clause_start..).unwrap_or("");
        // 已完成（含销号）3个
        let clause = clause
            .rfind(['（', '('])
            .filter(|_| clause.ends_with(['）', ')']))
            .and_then(|at| clause.get(..at))
            .unwrap_or(clause);
        let next_clause = after.split(['，', '。', '；', '、', '：']).next().unwrap_or("");
        let spelled_one = count.value == 1 && words.get(count.range.clone()).is_some_and(|t| t.starts_with('一'));
        if spelled_one || NOT_OWN.iter().any(|w| clause.contains(w) || next_clause.contains(w)) {
            continue;
        }
        let noun_after = NOUNS.iter().find(|noun| {
            let gap = after.find(**noun).and_then(|at| after.get(..at));
            gap.is_some_and(|gap| {
                gap.is_empty()
                    || gap == "方面"
                    || (gap.chars().count() <= 6
                        && !gap.contains(|c: char| c.is_ascii_digit())
                        && !gap.contains(['，', '。', '；', '、', '：']))
            })
        });
        let noun_before = NOUNS.iter().any(|noun| ends(clause, noun, &["共", "共计"]));
        let sub = clause.contains("其中")
            || clause.contains("要求")
            || (noun_after.is_some() && after.starts_with("方面") && counts.get(n + 1).is_some());
        let continuing = [
            "长期坚持",
            "持续整改",
            "长期整改",
            "需要长期",
            "需长期",
            "需持续",
            "持续推进整改",
            "常态化坚持",
            "持续坚持",
        ]
        .iter()
        .any(|w| ends(clause, w, &["的"]) || next_clause.contains(w));
        let closed_words = [
            "完成整改",
            "整改完成",
            "已完成",
            "已整改",
            "整改完毕",
            "已销号",
            "销号",
            "办结",
            "已关闭",
            "关闭",
            "已落实",
            "已整改到位",
            "完成",
            "整改到位",
        ];
        let open = ["未", "正在", "部分", "基本", "尚", "推进", "待"].iter().any(|w| clause.contains(w));
        let closed = !open
            && (closed_words.iter().any(|w| ends(clause, w, &["的", "问题"]))
                || ["已完成", "已整改", "完成整改", "整改完成", "已销号", "整改到位", "已办结", "已关闭"]
                    .iter()
                    .any(|w| next_clause.contains(w))
                    && (noun_after.is_none()
                        || (next_clause.starts_with("问题已") && !next_clause.contains(['个', '项', '条']))));
        let negative = ["未完成", "未整改", "尚未", "正在", "部分", "基本"].iter().any(|w| next_clause.contains(w));
        if continuing && !clause.contains("要求") {
            declared.continuing.get_or_insert(count.value);
        } else if closed && !negative && !clause.contains("要求") {
            // 共完成整改6个 wins over what was said of a part before it.
            if declared.closed.is_none() || clause.contains('共') {
                declared.closed = Some(count.value);
            }
        } else if (after.starts_with("问题中") && !sub)
            || ((noun_after.is_some_and(|noun| after.starts_with(noun) || !after.starts_with("方面")) || noun_before)
                && !sub
                && (FOUND.iter().any(|w| {
                    clause.contains(w)
                        && (*w != "存在" || noun_after.is_none_or(|n| matches!(*n, "问题" | "隐患" | "不符合项")))
                }) || noun_before)
                && !clause.contains("整改措施"))
            || (n > 0
                && noun_after.is_some_and(|noun| after.starts_with(noun))
                && follows_areas(words, counts.get(n - 1), count))
        {
            declared.found.get_or_insert(count.value);
        }
    }
}

/// 4个方面9个问题
fn follows_areas(words: &str, before: Option<&Count>, count: &Count) -> bool {
    let between = before.and_then(|c| words.get(c.range.end..count.range.start));
    between.is_some_and(|t| t.starts_with("方面") && t.chars().count() <= 4)
}

fn english(words: &str, declared: &mut Declared) {
    let lower = words.to_ascii_lowercase();
    let tokens: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|t| !t.is_empty()).collect();
    for (at, word) in tokens.iter().enumerate() {
        let Some(value) = word.parse::<u32>().ok().or_else(|| english_number(word)).filter(|v| *v < 500) else {
            continue;
        };
        let next: Vec<&str> = tokens.get(at + 1..).unwrap_or(&[]).iter().take(4).copied().collect();
        let noun = next.iter().position(|w| {
            matches!(
                *w,
                "findings"
                    | "observations"
                    | "nonconformities"
                    | "non-conformities"
                    | "issues"
                    | "finding"
                    | "nonconformity"
                    | "ncs"
                    | "weaknesses"
                    | "matters"
                    | "points"
            )
        });
        let verb = tokens.get(at.saturating_sub(8)..at).unwrap_or(&[]).iter().any(|w| {
            matches!(
                *w,
                "raised"
                    | "identified"
                    | "make"
                    | "makes"
                    | "contain"
                    | "made"
                    | "reported"
                    | "contains"
                    | "found"
                    | "recorded"
                    | "lists"
                    | "covers"
                    | "issued"
                    | "total"
                    | "all"
                    | "were"
                    | "are"
            )
        });
        let after = tokens.get(at + 1..).unwrap_or(&[]);
        let passive =
            after.iter().take(8).any(|w| matches!(*w, "raised" | "identified" | "recorded" | "reported" | "issued"));
        let own = noun.is_some_and(|n| !next.get(..n).unwrap_or(&[]).contains(&"of"));
        if own && (verb || passive) {
            declared.found.get_or_insert(value);
        }
        let closing = after.iter().take(5).any(|w| matches!(*w, "closed" | "completed" | "implemented"));
        let subject = after.iter().take(2).any(|w| matches!(*w, "have" | "has" | "are" | "were" | "is" | "of"));
        // Four nonconformities have been closed
        let subject = subject
            || (noun == Some(0) && after.iter().skip(1).take(2).any(|w| matches!(*w, "have" | "has" | "are" | "were")));
        if noun.is_none_or(|n| n == 0)
            && closing
            && subject
            && (lower.contains("finding")
                || lower.contains("nonconformit")
                || lower.contains("issue")
                || lower.contains("action"))
        {
            declared.closed.get_or_insert(value);
        }
    }
}
