//! The words that rules look for, as data: `lexicon/*.txt`, read when the program is built.

use std::ops::Range;

use document::finder;
use document::finder::Finder;
use document::lexicon::{Words, longest_first, same};

/// What a label or a column says of the text it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// What is wrong.
    Finding,
    /// How it shows.
    Manifestation,
    /// Why.
    Cause,
    /// What should be reached; no field of the contract.
    Goal,
    /// What will be done.
    Measure,
    /// What has been done so far.
    Progress,
    /// What came of it.
    Result,
    /// What an outsider advises.
    Recommendation,
    /// What those responsible answer.
    Response,
    /// How far it has come.
    Status,
    /// The leader in charge.
    Lead,
    /// The unit in charge.
    Unit,
    /// The person in charge.
    Person,
    /// Units that help.
    Coop,
    /// By when.
    Deadline,
    /// Immediate, staged or continuous.
    Kind,
    /// Known and of no use here.
    Ignored,
}

impl Field {
    /// Whether its value is a few words, not sentences.
    pub(crate) const fn is_short(self) -> bool {
        matches!(self, Self::Status | Self::Lead | Self::Unit | Self::Person | Self::Coop | Self::Deadline | Self::Kind)
    }
}

/// A part of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// Nothing to read here: preparation, requirements, introductions.
    Apart,
    /// What is wrong.
    Problems,
    /// Why.
    Causes,
    /// What will be done.
    Measures,
    /// Findings each with what is or will be done about them.
    Report,
}

const LABELS: &str = include_str!("../lexicon/labels.txt");
const LABEL_COUNT: usize = Words::of(LABELS).count(None);

/// Places of labels by their hashes; a power of two that leaves most of them free.
const SLOTS: usize = LABEL_COUNT.next_power_of_two() * 2;

/// A label: where its words stand in [`LABELS`], which takes less than a reference to them, and what it says.
#[derive(Clone, Copy)]
struct Labelled {
    start: u16,
    end: u16,
    /// The upper bits of its hash, which tell most labels apart.
    tag: u8,
    field: Field,
}

/// The labels, each at its hash or in the next free place behind it.
static LABELLED: [Option<Labelled>; SLOTS] = {
    assert!(LABELS.len() <= u16::MAX as usize, "places of labels do not fit");
    let mut labels: [Option<Labelled>; SLOTS] = [None; SLOTS];
    let mut words = Words::of(LABELS);
    while let Some(word) = words.take() {
        let Some(field) = field_named(word.list) else { panic!("a list of labels has no field") };
        let mut at = hash(word.text) % SLOTS;
        // Of a label in two lists the first counts.
        while let Some(Labelled { start, end, .. }) = labels[at]
            && !same_label(LABELS.split_at(end as usize).0.split_at(start as usize).1, word.text)
        {
            at = (at + 1) % SLOTS;
        }
        if labels[at].is_none() {
            let end = (word.start + word.text.len()) as u16;
            labels[at] = Some(Labelled { start: word.start as u16, end, tag: tag(hash(word.text)), field });
        }
    }
    labels
};

/// The hash FNV-1a of a label, spaces aside.
const fn hash(label: &str) -> usize {
    let bytes = label.as_bytes();
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b' ' {
            hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        }
        at += 1;
    }
    hash as usize
}

/// The part of a hash that does not say where a label stands.
const fn tag(hash: usize) -> u8 {
    (hash >> 24) as u8
}

/// Whether two labels are the same, spaces aside.
const fn same_label(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (mut at, mut other) = (0, 0);
    loop {
        while at < a.len() && a[at] == b' ' {
            at += 1;
        }
        while other < b.len() && b[other] == b' ' {
            other += 1;
        }
        if at == a.len() || other == b.len() {
            return at == a.len() && other == b.len();
        }
        if a[at] != b[other] {
            return false;
        }
        (at, other) = (at + 1, other + 1);
    }
}

/// What the lists say of `label`, which is in lower case.
fn listed(label: &str) -> Option<Field> {
    let hash = hash(label);
    let (before, from) = LABELLED.split_at_checked(hash % SLOTS)?;
    let is = |one: &&Labelled| {
        one.tag == tag(hash)
            && LABELS.get(one.start.into()..one.end.into()).is_some_and(|words| same_label(words, label))
    };
    from.iter().chain(before).map_while(Option::as_ref).find(is).map(|one| one.field)
}

const fn field_named(name: &str) -> Option<Field> {
    Some(match name.as_bytes() {
        b"finding" => Field::Finding,
        b"manifestation" => Field::Manifestation,
        b"cause" => Field::Cause,
        b"goal" => Field::Goal,
        b"measure" => Field::Measure,
        b"progress" => Field::Progress,
        b"result" => Field::Result,
        b"recommendation" => Field::Recommendation,
        b"response" => Field::Response,
        b"status" => Field::Status,
        b"lead" => Field::Lead,
        b"unit" => Field::Unit,
        b"person" => Field::Person,
        b"coop" => Field::Coop,
        b"deadline" => Field::Deadline,
        b"kind" => Field::Kind,
        b"ignored" => Field::Ignored,
        _ => return None,
    })
}

/// The field that `label` names, white space and case aside.
pub(crate) fn label(label: &str) -> Option<Field> {
    if label.len() > 60 {
        return None;
    }
    if label.bytes().any(|b| b.is_ascii_uppercase()) || label.contains(char::is_whitespace) {
        let folded: String = label.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        return listed(&folded).or_else(|| shaped(&folded));
    }
    listed(label).or_else(|| shaped(label))
}

/// A Chinese label that is in no list, by how such labels are made.
fn shaped(label: &str) -> Option<Field> {
    if label.is_ascii()
        || !(2..=8).contains(&label.chars().count())
        || label.contains(['的', '是', '为', '有', '了', '“', '”'])
    {
        return None;
    }
    let ends = |words: &[&str]| words.iter().any(|w| label.ends_with(w));
    let starts = |words: &[&str]| words.iter().any(|w| label.starts_with(w));
    let bodies =
        ["单位", "部门", "科室", "处室", "中心", "班组", "车间", "科", "处", "部", "组", "室", "股", "队", "站"];
    Some(match () {
        () if ends(&["时限", "期限", "完成时间", "完成日期", "截止日", "整改时间"]) => {
            Field::Deadline
        }
        () if starts(&["配合", "协办", "协助", "协同"]) && ends(&bodies) => Field::Coop,
        () if starts(&["责任", "牵头", "主责", "承办", "主办"]) && ends(&bodies) => Field::Unit,
        () if ends(&["领导", "负责同志", "牵头人"]) => Field::Lead,
        () if ends(&["责任人", "承办人", "经办人", "责任岗位"]) => Field::Person,
        () if ends(&["措施", "举措", "对策"]) => Field::Measure,
        () if ends(&["原因", "原因分析", "根源", "成因", "症结"]) => Field::Cause,
        () if ends(&["目标"]) => Field::Goal,
        () if ends(&["状态"]) => Field::Status,
        () if (label.contains("整改") || label.contains("落实")) && ends(&["情况", "进展"]) => Field::Progress,
        () if ends(&["整改成效", "工作成效", "整改效果"]) => Field::Result,
        () if ends(&["问题表现", "问题描述", "隐患描述", "问题概述", "不符合事实"]) => {
            Field::Finding
        }
        () => return None,
    })
}

/// A heading cue: one word, or two in order, by their indices among those of [`HEADINGS`].
#[derive(Clone, Copy)]
struct Cue {
    part: Part,
    first: usize,
    second: Option<usize>,
    /// The second word must follow in a list (问题及原因), not as what the first one owns (问题的根源).
    listed: bool,
}

const HEADING_WORDS: Words = Words::of(include_str!("../lexicon/headings.txt"));

/// All cues in the order in which they are tried.
static CUES: [Cue; HEADING_WORDS.count(None)] = {
    let mut cues = [Cue { part: Part::Apart, first: 0, second: None, listed: false }; HEADING_WORDS.count(None)];
    let (mut words, mut at, mut index) = (HEADING_WORDS, 0, 0);
    while let Some(cue) = words.take() {
        let part = match cue.list.as_bytes() {
            b"apart" => Part::Apart,
            b"report" => Part::Report,
            b"causes" => Part::Causes,
            b"measures" => Part::Measures,
            b"problems" | b"problems_causes" => Part::Problems,
            _ => panic!("a list of headings has no part"),
        };
        let second = if pair(cue.text).1.is_some() { Some(index + 1) } else { None };
        cues[at] = Cue { part, first: index, second, listed: same(cue.list, "problems_causes") };
        (at, index) = (at + 1, index + 1 + second.is_some() as usize);
    }
    cues
};

/// The words of all cues, as they stand.
const CUE_WORDS: [&str; CUE_WORD_COUNT] = {
    let mut out = [""; CUE_WORD_COUNT];
    let (mut words, mut at) = (HEADING_WORDS, 0);
    while let Some(cue) = words.take() {
        let (first, second) = pair(cue.text);
        out[at] = first;
        at += 1;
        if let Some(second) = second {
            out[at] = second;
            at += 1;
        }
    }
    out
};

const CUE_WORD_COUNT: usize = {
    let (mut words, mut count) = (HEADING_WORDS, 0);
    while let Some(cue) = words.take() {
        count += 1 + pair(cue.text).1.is_some() as usize;
    }
    count
};

/// The words of a cue: one, or two with ` + ` between them.
const fn pair(cue: &str) -> (&str, Option<&str>) {
    let mut at = 0;
    while at < cue.len() {
        if cue.as_bytes()[at] == b'+' {
            return (cue.split_at(at).0.trim_ascii(), Some(cue.split_at(at + 1).1.trim_ascii()));
        }
        at += 1;
    }
    (cue, None)
}

static HEADINGS: Finder = finder!(fold CUE_WORDS);

/// The part that a heading of these words opens.
pub(crate) fn part(heading: &str) -> Option<Part> {
    // Where each word stands first, and where it stands last.
    let mut places: Vec<(usize, Range<usize>, usize)> = Vec::new();
    for found in HEADINGS.all(heading) {
        match places.iter_mut().find(|(word, ..)| *word == found.word) {
            Some(place) => place.2 = found.start,
            None => places.push((found.word, found.start..found.end, found.start)),
        }
    }
    if places.is_empty() {
        return None;
    }
    places.sort_unstable_by_key(|(word, ..)| *word);
    let place = |word: usize| places.iter().find(|(w, ..)| *w == word);
    let holds = |cue: &Cue| {
        let Some((_, first, _)) = place(cue.first) else { return false };
        let Some(second) = cue.second else { return true };
        let after = first.end;
        let Some((_, _, last)) = place(second).filter(|(_, _, last)| *last >= after) else { return false };
        !cue.listed
            || heading
                .get(after..*last)
                .is_some_and(|between| ["及", "和", "与", "、", "，", "/"].iter().any(|w| between.contains(w)))
    };
    // Cues stand in the order of their words.
    let mut begun =
        places.iter().filter_map(|(word, ..)| CUES.get(CUES.binary_search_by_key(word, |cue| cue.first).ok()?));
    begun.find(|cue| holds(cue)).map(|cue| cue.part)
}

/// Lists of plain words.
pub(crate) struct Lists {
    pub(crate) introducer: &'static [&'static str],
    pub(crate) introducer_en: &'static [&'static str],
    pub(crate) continuing: &'static [&'static str],
    pub(crate) open: &'static [&'static str],
    pub(crate) in_progress: &'static [&'static str],
    pub(crate) closed: &'static [&'static str],
    pub(crate) kind_continuous: &'static [&'static str],
    pub(crate) kind_staged: &'static [&'static str],
    pub(crate) kind_immediate: &'static [&'static str],
    pub(crate) agreement: &'static [&'static str],
}

const PLAIN_WORDS: Words = Words::of(include_str!("../lexicon/words.txt"));

/// The list `name`, longer words first, so that the first match is the longest.
macro_rules! list {
    ($name:literal) => {
        &longest_first(PLAIN_WORDS.listed::<{ PLAIN_WORDS.count(Some($name)) }>(Some($name)))
    };
}

/// The lists of `lexicon/words.txt`.
pub(crate) static WORDS: Lists = Lists {
    introducer: list!("introducer"),
    introducer_en: list!("introducer_en"),
    continuing: list!("continuing"),
    open: list!("open"),
    in_progress: list!("in_progress"),
    closed: list!("closed"),
    kind_continuous: list!("kind_continuous"),
    kind_staged: list!("kind_staged"),
    kind_immediate: list!("kind_immediate"),
    agreement: list!("agreement"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_open_parts() {
        let cases = [
            "存在的主要问题",
            "问题产生的原因",
            "存在问题及原因分析",
            "下一步改进措施",
            "反馈问题整改落实情况",
            "整改任务",
            "会前准备情况",
            "整改工作总体情况",
            "尚未整改到位的原因和下一步安排",
            "工作要求",
            "组织保障",
            "Detailed findings and management responses",
            "Introduction and scope",
            "存在的不足",
            "整改措施和下步努力方向",
            "问题产生的原因分析",
            "窗口服务质量方面",
        ];
        let out: Vec<String> = cases.iter().map(|c| format!("{c} => {:?}", part(c))).collect();
        insta::assert_snapshot!(out.join("\n"));
    }

    #[test]
    fn every_list_is_read() {
        let mut first: Vec<(String, &str)> = Vec::new();
        for (list, words) in
            LABELS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
        {
            for word in words.split(" | ") {
                let bare = word.replace(' ', "");
                if !first.iter().any(|(seen, _)| *seen == bare) {
                    first.push((bare, list));
                }
            }
        }
        for (word, list) in &first {
            assert_eq!(label(word), field_named(list), "{word}");
        }
        assert!(first.len() > 500);
        assert_eq!(label("Management response"), Some(Field::Response));
        assert_eq!(label("责任单位"), Some(Field::Unit));
        assert_eq!(label("天气"), None);
    }
}
