//! The words that rules look for, as data: `lexicon/*.txt`, compiled in and parsed once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use document::finder::Finder;

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

/// Parses `name: word | word` lines.
fn lists(data: &'static str) -> Vec<(&'static str, Vec<&'static str>)> {
    data.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(name, words)| (name.trim(), words.split('|').map(str::trim).filter(|w| !w.is_empty()).collect()))
        .collect()
}

static LABELS: LazyLock<HashMap<Cow<'static, str>, Field>> = LazyLock::new(|| {
    let lists = lists(include_str!("../lexicon/labels.txt"));
    let mut map = HashMap::with_capacity(lists.iter().map(|(_, words)| words.len()).sum());
    for (name, words) in lists {
        let Some(field) = field_named(name) else { continue };
        for word in words {
            let key = if word.contains(' ') { word.replace(' ', "").into() } else { Cow::Borrowed(word) };
            map.entry(key).or_insert(field);
        }
    }
    map
});

fn field_named(name: &str) -> Option<Field> {
    Some(match name {
        "finding" => Field::Finding,
        "manifestation" => Field::Manifestation,
        "cause" => Field::Cause,
        "goal" => Field::Goal,
        "measure" => Field::Measure,
        "progress" => Field::Progress,
        "result" => Field::Result,
        "recommendation" => Field::Recommendation,
        "response" => Field::Response,
        "status" => Field::Status,
        "lead" => Field::Lead,
        "unit" => Field::Unit,
        "person" => Field::Person,
        "coop" => Field::Coop,
        "deadline" => Field::Deadline,
        "kind" => Field::Kind,
        "ignored" => Field::Ignored,
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
        return LABELS.get(folded.as_str()).copied().or_else(|| shaped(&folded));
    }
    LABELS.get(label).copied().or_else(|| shaped(label))
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

/// A heading cue: one word, or two in order, by their indices among [`Headings::words`].
struct Cue {
    part: Part,
    first: u16,
    second: Option<u16>,
    /// The second word must follow in a list (问题及原因), not as what the first one owns (问题的根源).
    listed: bool,
}

/// All cues in the order in which they are tried, and one automaton that finds their words.
struct Headings {
    cues: Vec<Cue>,
    words: Vec<&'static str>,
    finder: Finder,
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    let mut words: Vec<&'static str> = Vec::new();
    let mut index: HashMap<&'static str, u16> = HashMap::new();
    let mut word = |text: &'static str| {
        *index.entry(text).or_insert_with(|| {
            words.push(text);
            u16::try_from(words.len() - 1).unwrap_or(u16::MAX)
        })
    };
    let mut cues = Vec::new();
    for (name, list) in lists(include_str!("../lexicon/headings.txt")) {
        let part = match name {
            "apart" => Part::Apart,
            "report" => Part::Report,
            "causes" => Part::Causes,
            "measures" => Part::Measures,
            _ => Part::Problems,
        };
        for text in list {
            let (first, second) = text.split_once(" + ").map_or((text, None), |(a, b)| (a, Some(b)));
            cues.push(Cue {
                part,
                first: word(first),
                second: second.map(&mut word),
                listed: name == "problems_causes",
            });
        }
    }
    let finder = Finder::folding(words.iter().copied());
    Headings { cues, words, finder }
});

/// The part that a heading of these words opens.
pub(crate) fn part(heading: &str) -> Option<Part> {
    let Headings { cues, words, finder } = &*HEADINGS;
    // Where each word stands first and last.
    let mut places: Vec<(u16, usize, usize)> = Vec::new();
    for found in finder.all(heading) {
        let word = u16::try_from(found.word).unwrap_or(u16::MAX);
        match places.iter_mut().find(|(w, ..)| *w == word) {
            Some(place) => place.2 = found.start,
            None => places.push((word, found.start, found.start)),
        }
    }
    if places.is_empty() {
        return None;
    }
    let place = |word: u16| places.iter().find(|(w, ..)| *w == word);
    let holds = |cue: &Cue| {
        let Some((_, start, _)) = place(cue.first) else { return false };
        let Some(second) = cue.second else { return true };
        let after = start + words.get(cue.first as usize).map_or(0, |w| w.len());
        let Some((_, _, last)) = place(second).filter(|(_, _, last)| *last >= after) else { return false };
        !cue.listed
            || heading
                .get(after..*last)
                .is_some_and(|between| ["及", "和", "与", "、", "，", "/"].iter().any(|w| between.contains(w)))
    };
    cues.iter().find(|cue| holds(cue)).map(|cue| cue.part)
}

/// Lists of plain words.
pub(crate) struct Words {
    pub(crate) introducer: Vec<&'static str>,
    pub(crate) introducer_en: Vec<&'static str>,
    pub(crate) continuing: Vec<&'static str>,
    pub(crate) open: Vec<&'static str>,
    pub(crate) in_progress: Vec<&'static str>,
    pub(crate) closed: Vec<&'static str>,
    pub(crate) kind_continuous: Vec<&'static str>,
    pub(crate) kind_staged: Vec<&'static str>,
    pub(crate) kind_immediate: Vec<&'static str>,
    pub(crate) agreement: Vec<&'static str>,
}

/// The lists of `lexicon/words.txt`. Longer words come first, so that the first match is the longest.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut all: HashMap<&str, Vec<&'static str>> = lists(include_str!("../lexicon/words.txt")).into_iter().collect();
    let mut take = |name: &str| {
        let mut words = all.remove(name).unwrap_or_default();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        words
    };
    Words {
        introducer: take("introducer"),
        introducer_en: take("introducer_en"),
        continuing: take("continuing"),
        open: take("open"),
        in_progress: take("in_progress"),
        closed: take("closed"),
        kind_continuous: take("kind_continuous"),
        kind_staged: take("kind_staged"),
        kind_immediate: take("kind_immediate"),
        agreement: take("agreement"),
    }
});

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
        for (name, words) in lists(include_str!("../lexicon/labels.txt")) {
            assert!(field_named(name).is_some(), "{name}");
            assert!(!words.is_empty());
        }
        assert_eq!(label("Management response"), Some(Field::Response));
        assert_eq!(label("责任单位"), Some(Field::Unit));
        assert_eq!(label("天气"), None);
    }
}
