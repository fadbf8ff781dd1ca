//! S107: the parts of a total do not make the total.

use std::{ops::Range, sync::LazyLock};

use document::{Bilingual, Severity};

use crate::{
    Paper, Para, Quantity, Report, Rule, Threshold,
    counts::{Count, counts},
    words::Words,
};

pub static RULE: Rule = Rule {
    code: "S107",
    name: "totals-do-not-add-up",
    severity: Severity::Error,
    since: "0.1.0",
    summary: Bilingual::fixed("总数和分数加不拢", "parts that do not add up to the total"),
    page: include_str!("totals_do_not_add_up.md"),
    thresholds: &[&ROUNDING],
    check,
};

/// How far a percentage may lie from the counts.
static ROUNDING: Threshold = Threshold {
    key: "rounding",
    default: 1.0,
    quantity: Quantity::Measure,
    meaning: Bilingual::fixed(
        "比例与数字最多差几个百分点",
        "how many percentage points a percentage may lie from the counts",
    ),
    source: Bilingual::fixed(
        "本程序自定：四舍五入到整数最多差不到一个百分点",
        "own default: rounding to whole numbers stays below it",
    ),
};

static STATUS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/status_words.txt")));

/// What is counted that is no finding.
const OTHER_THINGS: [&str; 9] = ["措施", "制度", "任务", "线索", "资金", "台账", "文件", "actions", "recommendations"];

fn check(paper: &Paper<'_>, report: &mut Report<'_>) {
    for para in paper.outside_tables() {
        for (span, sentence) in para.sentences() {
            if let Some(sum) = Sum::of(sentence) {
                sum.judge(para, span.start as usize, report);
            }
        }
    }
}

/// A total of findings and its parts, as one sentence gives them.
struct Sum<'a> {
    sentence: &'a str,
    total: Count,
    parts: Vec<Count>,
}

impl<'a> Sum<'a> {
    fn of(sentence: &'a str) -> Option<Self> {
        let all = counts(sentence);
        let index = all.iter().position(|c| is_total(sentence, c))?;
        let total = all.get(index)?.clone();
        let mut parts = Vec::new();
        let mut from = total.range.end;
        for count in all.iter().skip(index + 1) {
            // What stands after 其中 divides a part once more.
            let lead = sentence.get(from..count.range.start).unwrap_or("");
            if !parts.is_empty() && lead.contains("其中") {
                break;
            }
            if is_part(sentence, from, count) {
                parts.push(count.clone());
            }
            from = count.range.end;
        }
        Some(Self { sentence, total, parts })
    }

    fn judge(&self, para: Para<'_>, base: usize, report: &mut Report<'_>) {
        let place = |range: &Range<usize>| para.span(base + range.start..base + range.end);
        let (total, sum) = (self.total.value, self.parts.iter().map(|c| c.value).sum::<usize>());
        let rest = self.sentence.get(self.total.range.end..).unwrap_or("");
        // 其余正在推进 without a number takes up what is left.
        let open = ["其余", "剩余", "余下", "其他", "the rest", "the others"].iter().any(|w| rest.contains(w))
            && !self.parts.iter().any(|p| self.is_rest(p));
        if self.parts.len() > 1 && (sum > total || (sum < total && !open)) {
            let terms: Vec<String> = self.parts.iter().map(|c| c.value.to_string()).collect();
            let terms = terms.join("+");
            report.at(place(&self.total.range)).say(
                format!("总数{total}，分开写的加起来是{terms}={sum}"),
                format!("the total is {total}, the parts make {terms} = {sum}"),
            );
        }
        self.judge_percentage(para, base, report);
    }

    /// Whether the part is what 其余 or 剩余 counts.
    fn is_rest(&self, part: &Count) -> bool {
        let before = self.sentence.get(..part.range.start).unwrap_or("");
        ["其余", "剩余", "余下", "其余的", "其他"].iter().any(|w| before.ends_with(w))
    }

    /// 完成率75% beside 9 of 12.
    fn judge_percentage(&self, para: Para<'_>, base: usize, report: &mut Report<'_>) {
        let rounding = report.threshold(&ROUNDING);
        let Some((range, percent)) = rate(self.sentence) else { return };
        let closed = self.parts.first().filter(|c| is_closed(self.sentence, c.range.start)).map(|c| c.value);
        let Some(closed) = closed.filter(|_| self.total.value > 0) else { return };
        let truth = closed as f64 / self.total.value as f64 * 100.0;
        if (truth - percent).abs() < rounding {
            return;
        }
        let (total, words) = (self.total.value, self.sentence.get(range.clone()).unwrap_or(""));
        report.at(para.span(base + range.start..base + range.end)).say(
            format!("{total}个完成{closed}个是{truth:.1}%，写的是“{words}”"),
            format!("{closed} of {total} are {truth:.1} %, and \"{words}\" is written"),
        );
    }
}

/// 共反馈问题12个, 12个问题中: a count of all findings.
fn is_total(sentence: &str, count: &Count) -> bool {
    let (before, _) = around(sentence, 0, count);
    let after = sentence.get(count.range.end..).unwrap_or("");
    let after = after.split(['，', '；', '：', '、', ',']).next().unwrap_or(after);
    let noun = ["问题", "隐患", "不符合项", "意见", "事项", "findings", "nonconformities", "observations"];
    let near = |text: &str| noun.iter().any(|n| text.contains(n));
    let after: String = after.chars().take(14).collect();
    !STATUS.is_in(before) && !OTHER_THINGS.iter().any(|w| after.contains(w)) && (near(&after) || near(before))
}

/// 已完成9个, 正在推进2个, 9个已完成整改.
fn is_part(sentence: &str, from: usize, count: &Count) -> bool {
    let (before, after) = around(sentence, from, count);
    let other = |text: &str| OTHER_THINGS.iter().any(|w| text.contains(w));
    (STATUS.is_in(before) || STATUS.is_in(after)) && !other(before) && !other(after)
}

/// The words of the count's clause before it, from `from` on, and after it.
fn around<'a>(sentence: &'a str, from: usize, count: &Count) -> (&'a str, &'a str) {
    let marks = ['，', '；', '：', '（', '、', ',', ';', ':'];
    let before = sentence.get(from..count.range.start).unwrap_or("");
    let before = before.rsplit(marks).next().unwrap_or(before);
    let after = sentence.get(count.range.end..).unwrap_or("");
    let after = after.split(marks).next().unwrap_or(after);
    // A count that follows has its own words: of 4个，长期坚持2个 the first has none after it.
    let end = counts(after).first().map_or(after.len(), |next| next.range.start);
    (before, after.get(..end).filter(|_| end == after.len()).unwrap_or(""))
}

/// Whether the words before byte `at` say that it is done.
fn is_closed(sentence: &str, at: usize) -> bool {
    let before = sentence.get(..at).unwrap_or("");
    let clause = before.rsplit(['，', '；', '：', ',']).next().unwrap_or(before);
    let done = ["完成", "已整改", "整改到位", "办结", "销号", "关闭", "closed", "completed"];
    let not = ["未", "基本", "部分", "正在", "not "];
    done.iter().any(|w| clause.contains(w)) && !not.iter().any(|w| clause.contains(w))
}

/// A rate of completion: where it stands and its value in percent.
fn rate(sentence: &str) -> Option<(Range<usize>, f64)> {
    let word = ["完成率", "整改率", "办结率", "销号率", "到位率"]
        .iter()
        .find_map(|w| sentence.find(w).map(|at| at + w.len()))?;
    let rest = sentence.get(word..)?;
    let start = word + rest.find(|c: char| c.is_ascii_digit()).filter(|at| *at <= '达'.len_utf8() * 3)?;
    let digits = sentence.get(start..)?;
    let length = digits.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let mark = digits.get(length..)?.chars().next().filter(|c| matches!(c, '%' | '％'))?;
    Some((start..start + length + mark.len_utf8(), digits.get(..length)?.parse().ok()?))
}
