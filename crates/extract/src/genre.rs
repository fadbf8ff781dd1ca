//! What kind of paper it is, and its own date.

use document::finder;
use document::finder::Finder;
use document::{Document, Role};
use jiff::civil::Date;

use crate::contract::Genre;
use crate::dates;

/// Words of a title, checked in order: all words of the first list and none of the second.
type Sign = (&'static [&'static str], &'static [&'static str], Genre);

const SIGNS: &[Sign] = &[
    (&["对照检查"], &[], Genre::SelfExamination),
    (&["自我检查"], &[], Genre::SelfExamination),
    (&["检视"], &["整改方案", "整改情况"], Genre::SelfExamination),
    (&["民主生活会"], &["整改方案", "整改情况"], Genre::SelfExamination),
    (&["组织生活会"], &["整改方案", "整改情况"], Genre::SelfExamination),
    (&["自查", "报告"], &["整改"], Genre::SelfExamination),
    (&["自查"], &["整改", "审计"], Genre::SelfExamination),
    (&["剖析"], &["整改"], Genre::SelfExamination),
    (&["自评"], &["整改"], Genre::SelfExamination),
    (&["self-examination"], &[], Genre::SelfExamination),
    (&["self-assessment"], &[], Genre::SelfExamination),
    (&["self assessment"], &[], Genre::SelfExamination),
    (&["审计", "整改方案"], &[], Genre::RectificationPlan),
    (&["审计"], &[], Genre::AuditReport),
    (&["整改方案"], &[], Genre::RectificationPlan),
    (&["整改工作方案"], &[], Genre::RectificationPlan),
    (&["整改实施方案"], &[], Genre::RectificationPlan),
    (&["整改计划"], &[], Genre::RectificationPlan),
    (&["整改", "方案"], &[], Genre::RectificationPlan),
    (&["整改任务"], &["情况"], Genre::RectificationPlan),
    (&["整改措施"], &["情况", "落实"], Genre::RectificationPlan),
    (&["反馈"], &["整改"], Genre::InspectionFeedback),
    (&["检查意见"], &["整改"], Genre::InspectionFeedback),
    (&["检查", "通报"], &["整改"], Genre::InspectionFeedback),
    (&["督导", "意见"], &["整改"], Genre::InspectionFeedback),
    (&["整改"], &[], Genre::RectificationReport),
    (&["台账"], &[], Genre::RectificationReport),
    (&["隐患", "清单"], &[], Genre::RectificationReport),
    (&["治理", "清单"], &[], Genre::RectificationReport),
    (&["销号"], &[], Genre::RectificationReport),
    (&["不符合项"], &[], Genre::RectificationReport),
    (&["检查", "报告"], &[], Genre::InspectionFeedback),
    (&["corrective action"], &["report on", "status", "progress"], Genre::RectificationPlan),
    (&["action plan"], &["audit report"], Genre::RectificationPlan),
    (&["improvement plan"], &[], Genre::RectificationPlan),
    (&["remediation plan"], &[], Genre::RectificationPlan),
    (&["poa&m"], &[], Genre::RectificationPlan),
    (&["rectification plan"], &[], Genre::RectificationPlan),
    (&["nonconformit", "progress"], &[], Genre::RectificationReport),
    (&["progress report"], &["audit report"], Genre::RectificationReport),
    (&["audit"], &[], Genre::AuditReport),
    (&["inspection"], &["action", "progress"], Genre::InspectionFeedback),
    (&["rectification"], &[], Genre::RectificationReport),
    (&["progress"], &[], Genre::RectificationReport),
    (&["nonconformit"], &[], Genre::RectificationReport),
];

/// The kind of the paper: by its title, else by its first lines.
pub(crate) fn of(document: &Document, title: Option<&str>) -> Genre {
    if let Some(genre) = title.and_then(by_words) {
        return genre;
    }
    document
        .paragraphs
        .iter()
        .filter(|p| !matches!(p.role, Role::Furniture(_) | Role::Note))
        .take(12)
        .filter(|p| p.text.chars().take(61).count() <= 60)
        .find_map(|p| by_words(&p.text))
        .unwrap_or_default()
}

fn by_words(text: &str) -> Option<Genre> {
    let lower = text.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().all(|w| lower.contains(w));
    let none = |words: &[&str]| !words.iter().any(|w| lower.contains(w));
    SIGNS.iter().find(|(all, not, _)| has(all) && none(not)).map(|(.., genre)| *genre)
}

/// The paper's own date: a line that is one, or one with a label, at its end or its start.
pub(crate) fn date(document: &Document) -> Option<Date> {
    let lines: Vec<&document::Paragraph> = document.paragraphs.iter().filter(|p| p.role != Role::Note).collect();
    let tail = lines.iter().rev().take(25);
    let head = lines.iter().take(25);
    // A cell that is a date is somebody's deadline.
    let alone = |p: &document::Paragraph| (p.role != Role::Cell).then(|| whole(&p.text)).flatten();
    tail.clone()
        .find_map(|p| alone(p))
        .or_else(|| head.clone().find_map(|p| alone(p)))
        .or_else(|| head.chain(tail).find_map(|p| labelled(&p.text)))
}

/// A short line that is a date with a day, such as 2026年3月6日 or （2026年1月15日）.
fn whole(line: &str) -> Option<Date> {
    if line.len() > 120 || line.chars().take(31).count() > 30 {
        return None;
    }
    let bare = line.trim().trim_matches(['（', '）', '(', ')', ' ', '\u{3000}']);
    let found = dates::find(bare, 0..bare.len(), None);
    let [one] = found.as_slice() else { return None };
    let rest: String = bare
        .get(..one.range.start)?
        .chars()
        .chain(bare.get(one.range.end..)?.chars())
        .filter(|c| c.is_alphanumeric())
        .collect();
    let words = rest.trim_start_matches("截至").trim_end_matches("印发").trim_end_matches('止');
    let has_day = bare.get(one.range.clone()).is_some_and(|t| t.ends_with(['日', '号']) || t.is_ascii());
    (words.is_empty() && has_day).then_some(one.day).flatten()
}

/// Labels of a paper's own date.
const LABELS: &[&str] = &[
    "填报日期",
    "填报时间",
    "发布时间",
    "发布日期",
    "日期",
    "印发",
    "成文日期",
    "报告日期",
    "编制日期",
    "制表日期",
    "更新日期",
    "检查日期",
    "时间",
    "issued",
    "date",
    "dated",
    "date of issue",
    "report date",
    "date of report",
    "reported",
    "dated",
    "issue date",
    "prepared on",
    "version date",
    "填表日期",
    "检查时间",
    "制表时间",
    "统计时间",
    "更新时间",
    "截至日期",
    "编制时间",
];

static LABEL_FINDER: Finder = finder!(fold LABELS);

/// Issued: 9 March 2026; 填报日期：2026年4月2日; 发布时间：2026-03-12.
fn labelled(line: &str) -> Option<Date> {
    // Such lines are short; a date in running text is somebody's deadline.
    if line.len() > 240 || !LABEL_FINDER.is_match(line) {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let found = dates::find(line, 0..line.len(), None);
    found.iter().find_map(|f| {
        let before = lower.get(..f.range.start)?.trim_end_matches([' ', '：', ':', '\u{3000}', '\t']);
        // The label alone, not 完成时间 or target date.
        let own = before.rsplit(['：', ':', '\u{3000}', '\t', '|', '；', ';', '（', '(', ' ']).next().unwrap_or(before);
        let spaced = LABELS.iter().any(|l| l.contains(' ') && before.ends_with(l));
        let label = LABELS.contains(&own) && !before.ends_with(" date") || spaced;
        let printed = lower.get(f.range.end..).is_some_and(|t| t.trim_start().starts_with("印发"));
        (label || printed).then_some(f.day).flatten()
    })
}
