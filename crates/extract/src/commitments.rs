//! Countable promises (承诺): what recurs, and what will be delivered so many times.
//!
//! Recurrences are RFC 5545 rules. 每季度 is `FREQ=MONTHLY;INTERVAL=3`, 每半年 and 每学期
//! `FREQ=MONTHLY;INTERVAL=6`, 每两周 `FREQ=WEEKLY;INTERVAL=2`.

use std::ops::Range;

use document::finder;
use document::finder::Finder;

use crate::scan;

mod english;
mod one_off;
mod quantity;
mod rhythm;

use english::english;
use one_off::{is_condition, one_off, without_date};
use quantity::{Quantity, bounded, quantities, quantity_of_recurrence};
use rhythm::recurrence;

/// A promise found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Promise {
    /// Its clause.
    pub(crate) range: Range<usize>,
    /// Its rule; `None` for a one-off.
    pub(crate) recurrence: Option<String>,
    /// How many a time.
    pub(crate) quantity: Option<f64>,
    /// Of what.
    pub(crate) unit: Option<String>,
}

/// Promises in `range` of `text`. With `done`, the text tells what was done already, so that only what
/// recurs and what is plainly still to come is promised.
pub(crate) fn find(text: &str, range: Range<usize>, done: bool) -> Vec<Promise> {
    let body = text.get(range.clone()).unwrap_or("");
    if scan::is_english(body) {
        return english(text, range, done);
    }
    let mut out = Vec::new();
    if !promises_at_all(body) {
        return out;
    }
    for sentence in scan::sentences(text, range) {
        let mut inherited: Option<String> = None;
        for clause in scan::clauses(text, sentence).flat_map(|clause| split_list(text, clause)) {
            let words = text.get(clause.clone()).unwrap_or("");
            match recurrence(words) {
                Some(found) => {
                    let quantity = quantity_of_recurrence(words, &found);
                    inherited = Some(found.rule.clone());
                    out.push(promise(clause, Some(found.rule), quantity));
                }
                None => {
                    // 每月听课不少于4节，评课不少于2次: the rhythm holds for the whole sentence only where the
                    // next clause counts with the same kind of bound.
                    if let Some(rule) = &inherited
                        && bounded(words)
                        && !is_condition(words)
                        && let Some(quantity) = quantities(words).into_iter().find(|q| !q.is_percent())
                    {
                        out.push(promise(clause, Some(rule.clone()), Some(quantity)));
                        continue;
                    }
                    inherited = None;
                    if let Some(quantity) = one_off(words, done) {
                        out.push(promise(without_date(text, clause), None, Some(quantity)));
                    }
                }
            }
        }
    }
    out
}

/// A quick look: a figure, a numeral or a rhythm.
fn promises_at_all(text: &str) -> bool {
    scan::holds(text, |b| b.is_ascii_digit()) || SIGNS.is_match(text)
}

static SIGNS: Finder = finder!([
    "每", "逐", "按", "隔", "双周", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "早",
    "月月", "天天", "周周", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９",
]);

fn promise(range: Range<usize>, recurrence: Option<String>, quantity: Option<Quantity>) -> Promise {
    let (quantity, unit) = quantity.map_or((None, None), |q| (Some(q.value), Some(q.unit)));
    Promise { range, recurrence, quantity, unit }
}

/// A 、 between two promises with a rhythm each parts them: 每月检查1次、每季度演练1次.
fn split_list(text: &str, clause: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut marks = text.get(clause.clone()).unwrap_or("").match_indices('、');
    scan::between(clause.clone(), move |from| {
        marks.find_map(|(at, mark)| {
            let cut = clause.start + at..clause.start + at + mark.len();
            let before = text.get(from..cut.start).unwrap_or("");
            let after = text.get(cut.end..clause.end).unwrap_or("");
            let parts = recurrence(before).is_some() && recurrence(after).is_some_and(|r| r.range.start < 30);
            parts.then_some(cut)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, done: bool) -> String {
        let parts: Vec<String> = find(text, 0..text.len(), done)
            .into_iter()
            .map(|p| {
                format!(
                    "「{}」 {} {} {}",
                    &text[p.range],
                    p.recurrence.unwrap_or("once".into()),
                    p.quantity.map_or("-".into(), |q| q.to_string()),
                    p.unit.unwrap_or_default()
                )
            })
            .collect();
        if parts.is_empty() { "-".into() } else { parts.join(" | ") }
    }

    #[test]
    fn promises() {
        let cases = [
            "每月至少到车间巡查2次，每季度公布1次结果。",
            "队长每周五主持召开1次例会，每天早晚各测温1次。",
            "每两个月举办1场实操课；每半年委托专业机构开展1次检测。",
            "年内新增停车位30个，建立“一件事”清单。",
            "安装智能表计40块，对12名新工逐人制定计划。",
            "连续两次排名末位的单位书面说明。",
            "对超过15天未办结的件逐一说明，提前60天报检。",
            "开展一次大清查，设立一个专柜，统一由一个口子登记。",
            "考勤结果按月公示，按年度计划推进，按日期归档。",
            "一年两次综合演练，逐月通报。",
            "合格率不低于95%，完成率达到100%。",
            "3号楼两部电梯由2号库房供件，24小时值班。",
            "已培训2期，每月通报1次。",
            "每周二、周四各开放1次，每周一次例会。",
            "每件投诉3日内回访，每名班长签字。",
            "Safety checks will be done every week, and four workshops will be run.",
            "We will train all ten managers and send one report to directors every month.",
            "Review meetings will be held twice a year with each supplier.",
            "Records must be kept within 5 working days.",
            "Phase two will introduce labels for 3 stores on a quarterly basis.",
        ];
        let out: Vec<String> = cases.iter().map(|c| format!("{c}\n  {}", seen(c, false))).collect();
        insta::assert_snapshot!(out.join("\n"));
        assert_eq!(seen("更换护罩6台，每月检查1次。", true), "「每月检查1次」 FREQ=MONTHLY 1 次");
    }
}
