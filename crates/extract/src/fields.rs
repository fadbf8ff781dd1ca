//! Values of labelled fields: who, by when, how far, of what kind.

use jiff::civil::Date;
use std::borrow::Cow;

use crate::contract::{Kind, Status};
use crate::dates;
use crate::lexicon::{Field, WORDS};
use crate::scan;

/// What the labels of an item say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fields {
    pub(crate) lead: Option<String>,
    /// Units and persons in document order.
    pub(crate) owners: Vec<String>,
    pub(crate) coop: Option<String>,
    /// As written.
    pub(crate) deadline: Option<String>,
    pub(crate) kind: Option<Kind>,
    pub(crate) status: Option<Status>,
}

impl Fields {
    /// Takes in one labelled value.
    pub(crate) fn take(&mut self, field: Field, value: &str) {
        let value = clean(value);
        if value.is_empty() {
            return;
        }
        match field {
            Field::Lead => join(&mut self.lead, value),
            Field::Unit | Field::Person => {
                let (value, status) = without_status(value);
                // 责任单位：技术部；长期坚持: the limit stands behind the unit without a label.
                let (value, limit) = without_limit(value);
                if let Some(limit) = limit.filter(|_| self.deadline.is_none()) {
                    self.deadline = Some(limit.to_owned());
                    self.kind = self.kind.or_else(|| kind_of(limit));
                }
                if !self.owners.iter().any(|o| o == value) {
                    self.owners.push(value.to_owned());
                }
                self.status = self.status.or(status);
            }
            Field::Coop => join(&mut self.coop, value),
            Field::Deadline => {
                let (value, status) = without_status(value);
                self.deadline.get_or_insert_with(|| value.to_owned());
                self.kind = self.kind.or_else(|| kind_of(value));
                if status == Some(Status::Continuing) {
                    self.kind = Some(Kind::Continuous);
                }
                self.status = self.status.or(status);
            }
            Field::Kind => self.kind = self.kind.or_else(|| kind_of(value)),
            Field::Status | Field::Result | Field::Progress => {
                self.status = self.status.or_else(|| status_of(value));
                if self.status == Some(Status::Continuing) {
                    self.kind = self.kind.or(Some(Kind::Continuous));
                }
            }
            _ => {}
        }
    }

    /// Takes what is missing from `other`.
    pub(crate) fn fill(&mut self, other: &Self) {
        if self.lead.is_none() {
            self.lead.clone_from(&other.lead);
        }
        if self.owners.is_empty() {
            self.owners.clone_from(&other.owners);
        }
        if self.coop.is_none() {
            self.coop.clone_from(&other.coop);
        }
        if self.deadline.is_none() {
            self.deadline.clone_from(&other.deadline);
        }
        self.kind = self.kind.or(other.kind);
        self.status = self.status.or(other.status);
    }

    /// The contract's owner.
    pub(crate) fn owner(&self) -> Option<String> {
        (!self.owners.is_empty()).then(|| self.owners.join("；"))
    }
}

fn join(slot: &mut Option<String>, value: &str) {
    match slot {
        Some(old) if old == value => {}
        Some(old) => {
            old.push('；');
            old.push_str(value);
        }
        None => *slot = Some(value.to_owned()),
    }
}

/// Marks and unmatched brackets at the ends dropped.
pub(crate) fn clean(value: &str) -> &str {
    let is_mark = |c: char| matches!(c, '。' | '；' | ';' | '，' | ',' | '、' | '：' | ':' | '|' | '｜' | '*' | '　');
    let mut value = value.trim().trim_matches(is_mark).trim();
    if value.len() > 1 && value.is_ascii() {
        value = value.trim_end_matches('.');
    }
    while let Some(rest) = value.strip_suffix(['）', ')', '】', ']']) {
        let opens = value.matches(['（', '(', '【', '[']).count();
        let closes = value.matches(['）', ')', '】', ']']).count();
        if opens >= closes {
            break;
        }
        value = rest.trim_end_matches(['。', '；', '，']).trim();
    }
    value
}

/// `2026年5月底，已完成`: the value and the status behind it.
fn without_status(value: &str) -> (&str, Option<Status>) {
    for mark in ['，', ',', '；', ';', '。'] {
        if let Some((head, tail)) = value.rsplit_once(mark)
            && tail.chars().count() <= 14
            && (kind_of(tail).is_none() || tail.contains("完成"))
            && dates::find(tail, 0..tail.len(), None).is_empty()
            && let Some(status) = status_of(tail)
            && !tail.ends_with("前完成")
            && tail.trim() != "完成"
        {
            return (clean(head), Some(status));
        }
    }
    (value, None)
}

/// `技术部；2026年6月底前`: the name and the time limit behind it.
fn without_limit(value: &str) -> (&str, Option<&str>) {
    for mark in ['；', ';', '，', ',', '。'] {
        if let Some((head, tail)) = value.rsplit_once(mark)
            && (kind_of(tail).is_some() || dates::find(tail, 0..tail.len(), None).first().is_some_and(|d| d.limits))
            && tail.chars().count() <= 20
            && !head.is_empty()
        {
            return (clean(head), Some(clean(tail)));
        }
    }
    (value, None)
}

/// `words` in lower case; as they stand where they hold no capital.
fn lowercase(words: &str) -> Cow<'_, str> {
    if scan::holds(words, |b| b.is_ascii_uppercase()) { words.to_ascii_lowercase().into() } else { words.into() }
}

/// The status that a few words tell.
pub(crate) fn status_of(words: &str) -> Option<Status> {
    let words = lowercase(words);
    let any = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if any(WORDS.continuing) {
        Some(Status::Continuing)
    } else if any(WORDS.open) {
        Some(Status::Open)
    } else if any(WORDS.in_progress) {
        Some(Status::InProgress)
    } else if any(WORDS.closed) {
        Some(Status::Closed)
    } else {
        None
    }
}

/// The kind that a few words tell; 长期坚持 wins in a combined wording.
pub(crate) fn kind_of(words: &str) -> Option<Kind> {
    let words = lowercase(words);
    let any = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if any(WORDS.kind_continuous) {
        Some(Kind::Continuous)
    } else if any(WORDS.kind_staged) {
        Some(Kind::Staged)
    } else if any(WORDS.kind_immediate) {
        Some(Kind::Immediate)
    } else {
        None
    }
}

/// A labelled deadline: ISO date where one can be computed, else the words.
pub(crate) fn deadline(words: &str, base: Option<Date>) -> String {
    let found = dates::find(words, 0..words.len(), base);
    if found.iter().any(|f| f.begins) && !found.iter().any(|f| f.day.is_some() && !f.begins) {
        return words.to_owned();
    }
    found
        .iter()
        .filter(|f| !f.begins)
        .filter_map(|f| f.day)
        .max()
        .map_or_else(|| words.to_owned(), |day| day.to_string())
}

/// A deadline in a measure's own words: the wording, and the ISO date or the words.
pub(crate) fn own_deadline(text: &str, range: std::ops::Range<usize>, base: Option<Date>) -> Option<(String, String)> {
    let found = dates::find(text, range.clone(), base);
    let mut best = None;
    for date in found.into_iter().filter(|d| !d.conditional && !d.begins) {
        let clause = scan::clause_at(text, range.clone(), date.range.clone());
        let words = text.get(clause.clone()).unwrap_or("");
        if is_past(words) || !limits(text, &clause, &date, base) {
            continue;
        }
        let words = text.get(date.range.clone()).unwrap_or("").to_owned();
        let value = date.day.map_or_else(|| words.clone(), |d| d.to_string());
        best = Some((words, value));
    }
    best
}

fn is_past(clause: &str) -> bool {
    (clause.contains('已') && !clause.contains("计划") && !clause.contains("预计") && !clause.contains("力争"))
        || ["于去年", "截至", "截止", "以前年度"].iter().any(|w| clause.contains(w))
}

/// `… will be rebuilt within 60 days`: said of an act as a whole, not of an answer.
fn is_english_limit(words: &str, after: &str, wording: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let quick = ["reply", "respon", "answer", "acknowledg", "receipt", "request"].iter().any(|w| lower.contains(w));
    wording.to_ascii_lowercase().starts_with("within") && lower.contains("will be") && after.trim().is_empty() && !quick
}

/// N日内, N个月内: a length of time, not a date.
fn is_duration(wording: &str) -> bool {
    let named = wording.contains(['底', '季', '号']) || wording.starts_with(['年', '本', '今', '明']);
    let dated = wording.contains('年') && wording.contains('月');
    // 2026年内 names a year; 3年内 counts.
    let year = wording.ends_with("年内") && wording.starts_with(|c: char| c.is_ascii_digit()) && wording.len() > 8;
    wording.starts_with("半年") || !(named || dated || year)
}

/// Whether a date in `clause` says by when its act will be done.
fn limits(text: &str, clause: &std::ops::Range<usize>, found: &dates::Found, base: Option<Date>) -> bool {
    let words = text.get(clause.clone()).unwrap_or("");
    let wording = text.get(found.range.clone()).unwrap_or("");
    let after = text.get(found.range.end..clause.end).unwrap_or("");
    if after.starts_with(['的', '以']) && !after.starts_with("以前")
        || after.starts_with("年度")
        || after.starts_with("度")
    {
        return false;
    }
    if wording.is_ascii() {
        let before = text.get(clause.start..found.range.start).unwrap_or("").to_ascii_lowercase();
        let before = before.trim_end();
        return ["by", "before", "until", "no later than", "by the end of", "end of", "not later than", "within"]
            .iter()
            .any(|w| before.ends_with(w))
            && !wording.to_ascii_lowercase().starts_with("within")
            || is_english_limit(words, after, wording);
    }
    // 两天内修复, 返校两周内完成 say how quickly each time; 3个月内完成 at the start of a clause says by when.
    if wording.ends_with('内') && found.day.is_some() | found.limits && is_duration(wording) {
        let before = text.get(clause.start..found.range.start).unwrap_or("").trim_end();
        let leads = before.is_empty()
            || ["在", "于", "力争", "确保", "计划", "将", "拟", "争取", "并"].iter().any(|w| before.ends_with(w));
        let finishes = ["完成", "建成", "到位", "整改", "上线", "启用", "销号", "竣工", "出台", "办结"]
            .iter()
            .any(|w| after.contains(w));
        return leads && (finishes || wording.contains("个月") || wording.contains("半年"));
    }
    let before = text.get(clause.start..found.range.start).unwrap_or("");
    if [
        "力争",
        "计划",
        "预计",
        "确保",
        "拟",
        "拟于",
        "计划于",
        "争取",
        "力争于",
        "预计于",
        "计划在",
        "力争在",
        "确保在",
    ]
    .iter()
    .any(|w| before.ends_with(w))
    {
        return true;
    }
    let marked = wording.ends_with(['前', '内']) || (found.limits && wording.ends_with(['底', '末']));
    let finishes = ["完成", "完工", "到位", "竣工", "建成", "启用", "投用", "办结", "销号", "落实", "交付", "上线"]
        .iter()
        .any(|w| after.contains(w) || words.ends_with(w));
    // 2026年第四季度上线试运行: a coming date that opens the clause.
    let coming = found.day.is_some_and(|day| base.is_none_or(|base| day > base)) && before.trim().is_empty();
    let opens = coming
        && wording.contains('年')
        && !wording.ends_with(['日', '号'])
        && ["上线", "试运行", "完成", "建成", "启用", "投用", "竣工", "投入使用"].iter().any(|w| after.contains(w));
    opens
        || (marked && !after.starts_with("未"))
        || (finishes && ["计划", "预计", "力争", "确保", "拟"].iter().any(|w| words.contains(w)))
}
