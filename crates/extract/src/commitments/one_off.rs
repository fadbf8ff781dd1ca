//! What will be delivered once, in a stated number.

use std::ops::Range;

use document::finder::Finder;
use document::{finder, numbering};

use super::quantity::{EVENTS, Quantity, bounded, conditional, quantities};
use crate::dates;
use crate::scan;

/// Whether a clause only names a condition: 连续两次排名末位的…, 单项超过20万元的….
pub(super) fn is_condition(words: &str) -> bool {
    words.ends_with('的') || words.starts_with("如") || words.starts_with("对连续") || words.starts_with("凡")
}

/// Words that tell that an act is over.
pub(super) static PAST_FINDER: Finder =
    finder!(["已", "了", "先后", "曾", "此前", "累计", "共计", "共有", "合计", "目前", "现有", "截至", "其中"]);

/// Words that tell that it is still to come: the first ones where they speak of a plan, 年内 where it is no length of
/// time.
static FUTURE_FINDER: Finder =
    finder!(["计划", "拟", "年内", "力争", "底前", "日前", "月前", "下一步", "下步", "今后", "预计",]);

/// Whether the words tell of something still to come.
fn is_to_come(words: &str) -> bool {
    FUTURE_FINDER.all(words).any(|found| {
        let before = words.get(..found.start).unwrap_or("");
        match found.word {
            // 计划6月完成, 拟新建: a plan, not 实施计划.
            0 | 1 => {
                let after = words.get(found.end..).unwrap_or("");
                before.is_empty()
                    || after.starts_with(|c: char| numbering::digit(c).is_some() || "于在今明年本下新".contains(c))
            }
            2 => !before.ends_with(['一', '两', '三', '五', '十']),
            _ => true,
        }
    })
}

/// The clause without a date at its start: 2026年10月底前修订制度6项.
pub(super) fn without_date(text: &str, clause: Range<usize>) -> Range<usize> {
    match dates::find(text, clause.clone(), None).first() {
        Some(date) if date.range.start == clause.start && date.range.end < clause.end => {
            scan::trim_space(text, date.range.end..clause.end)
        }
        _ => clause,
    }
}

/// A one-off with a count of what will be delivered.
pub(super) fn one_off(words: &str, done: bool) -> Option<Quantity> {
    let found = quantities(words);
    if found.is_empty() {
        return None;
    }
    if is_condition(words)
        || words.starts_with('因')
        || words.ends_with("问题")
        || (done && !found.iter().any(|q| q.is_percent() && bounded(words)) && !is_to_come(words))
    {
        return None;
    }
    if PAST_FINDER.is_match(words) && !words.contains("再") && !["将", "计划"].iter().any(|w| words.contains(w)) {
        return None;
    }
    let good = |q: &&Quantity| !conditional(words, q) && !quoted(words, q) && !describes(words, q);
    let event = |q: &&Quantity| EVENTS.contains(&q.unit.as_str());
    found.iter().filter(good).find(event).or_else(|| found.iter().find(good)).cloned()
}

/// Inside quotation marks: “一件事”, “三个一”.
pub(super) fn quoted(words: &str, q: &Quantity) -> bool {
    let before = words.get(..q.start).unwrap_or("");
    before.matches(['“', '《', '「', '‘']).count() > before.matches(['”', '》', '」', '’']).count()
}

/// The quantity describes something rather than counting what will be delivered.
pub(super) fn describes(words: &str, q: &Quantity) -> bool {
    let after = words.get(q.end..).unwrap_or("");
    let before = words.get(..q.start).unwrap_or("");
    if matches!(q.unit.as_str(), "分" | "层" | "小时" | "口" | "道" | "段" | "类" | "种") && q.spelled {
        return true;
    }
    if q.unit == "分" || q.unit == "小时" {
        return true;
    }
    // 一个, 一名, 一套 are articles; 一次, 一轮, 一场 count.
    if q.spelled && q.value < 2.0 && !EVENTS.contains(&q.unit.as_str()) {
        return true;
    }
    // 开展一次…: an act; 慢性病患者一次排队办结 is none.
    let acts =
        ["展", "织", "行", "开", "办", "排", "施", "做", "搞", "成", "查", "训", "了", "面", "集中", "来", "少", "再"];
    if q.spelled && q.value < 2.0 && !acts.iter().any(|w| before.ends_with(w)) {
        return true;
    }
    if q.spelled
        && q.value < 2.0
        && (before.is_empty()
            || before.ends_with("实现")
            || before.ends_with(['新', '进', '这', '有', '同'])
            || before.ends_with("每")
            || after.starts_with(['到', '就', '都', '办', '跑']))
    {
        return true;
    }
    // 三项前置要件, 两个方面: parts of a description, spelled.
    let abstract_noun = [
        "方面", "维度", "环节", "阶段", "层面", "步骤", "原则", "要件", "要求", "关口", "条件", "渠道", "口子", "维护",
        "意识", "责任", "前置", "关键", "重点", "季度", "层级", "标准", "必须", "不", "统一", "到位",
    ];
    if q.spelled
        && matches!(q.unit.as_str(), "个" | "项" | "条" | "级" | "部" | "面" | "组")
        && abstract_noun.iter().any(|w| after.starts_with(w))
    {
        return true;
    }
    if q.spelled && !EVENTS.contains(&q.unit.as_str()) && (words.contains("以上") || !delivers(before)) {
        return true;
    }
    if q.is_percent() {
        // A share is promised where it is aimed at.
        return !(bounded(words)
            || ["达", "到", "为", "率", "完成", "覆盖", "至", "实现", "确保", "压降", "下降", "减少", "提高", "降低"]
                .iter()
                .any(|w| before.contains(w)));
    }
    false
}

/// Whether the words before a spelled count (两个, 三家) tell that so many will be delivered.
pub(super) fn delivers(before: &str) -> bool {
    const VERBS: &[&str] = &[
        "建",
        "设",
        "立",
        "增",
        "聘",
        "进",
        "培养",
        "培育",
        "打造",
        "完成",
        "办",
        "制",
        "编",
        "印",
        "购",
        "配",
        "派",
        "选",
        "补",
        "换",
        "开",
        "签",
        "出台",
        "装",
        "推出",
        "录",
        "增加",
        "不少于",
        "至少",
        "不超过",
    ];
    VERBS.iter().any(|v| before.ends_with(v))
        || (before.ends_with(['了', '好', '成', '出', '到', '满', '齐', '添', '近', '的']) && !before.ends_with('的'))
}
