//! What the words of a title tell: an area, a fault, a finding, a part.

use std::ops::Range;

use crate::fields;
use crate::lexicon;
use crate::scan;

/// 关于“…”的问题, 针对…的问题，: the finding's words and the whole heading, as ranges of `text`.
pub(crate) fn about_problem(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let opener = ["关于", "针对", "对于", "反馈的", "反馈“"].into_iter().find(|w| text.starts_with(w))?;
    let start = if opener == "反馈“" { "反馈".len() } else { opener.len() };
    let sentence_end = text.find(['。', '\n']).unwrap_or(text.len());
    let scope = text.get(start..sentence_end)?;
    let quoted = scope.starts_with(['“', '"', '「', '‘', '『']);
    let close = quoted.then(|| scope.rfind(['”', '"', '」', '’', '』'])).flatten();
    // “…”的问题 / “…”问题 / …的问题 / …问题 at the end of a clause.
    let mut at = close.unwrap_or(0);
    loop {
        let found = scope.get(at..)?.find("问题").map(|f| at + f)?;
        let after = scope.get(found + "问题".len()..)?;
        let ends = after.is_empty()
            || after.starts_with(['，', '：', '；', ':', '（', '(', ',', ' ', '”', '的']) && !after.starts_with("的整")
            || after.starts_with("方面");
        if ends {
            let mut finding = scope.get(..found)?;
            if let Some(stem) = finding.strip_suffix('的') {
                finding = stem;
            }
            let trimmed = finding.trim_matches(['“', '”', '"', '「', '」', '‘', '’', '『', '』', ' ']);
            if trimmed.chars().count() < 4 || trimmed.contains(['：']) {
                return None;
            }
            // 针对问题3，…: a reference, not a statement.
            if document::numbering::digits(after).is_some() {
                return None;
            }
            let lead = start + (finding.len() - finding.trim_start_matches(['“', '"', '「', '‘', '『', ' ']).len());
            let mut end = start + found + "问题".len();
            end += text
                .get(end..)?
                .chars()
                .next()
                .filter(|c| matches!(c, '。' | '，' | '：' | ':' | '；' | ','))
                .map_or(0, char::len_utf8);
            return Some((lead..lead + trimmed.len(), 0..end));
        }
        at = found + "问题".len();
    }
}

/// A title such as 窗口服务质量方面: it names an area.
pub(crate) fn names_area(title: &str) -> bool {
    if !title.contains("方面") {
        return false;
    }
    let bare = fields::clean(title);
    let bare = bare.trim_end_matches(['。', '：', '，']);
    let ends = bare.rsplit_once("方面").is_some_and(|(_, end)| {
        [
            "",
            "的问题",
            "存在的问题",
            "存在问题",
            "问题",
            "存在的不足",
            "存在不足",
            "的不足",
            "存在的主要问题",
            "存在的差距",
            "情况",
            "的差距",
            "存在差距",
            "主要问题",
            "的主要问题",
            "存在的突出问题",
        ]
        .contains(&end)
    });
    ends && (3..=120).contains(&bare.chars().take(121).count())
}

/// A heading that says what is wrong rather than where.
pub(super) fn states_fault(title: &str) -> bool {
    [
        "不",
        "没有",
        "未",
        "缺乏",
        "缺少",
        "缺失",
        "薄弱",
        "滞后",
        "淡化",
        "弱化",
        "欠缺",
        "有差距",
        "松懈",
        "流于形式",
        "走过场",
        "脱节",
        "粗放",
        "混乱",
        "虚化",
        "差距",
    ]
    .iter()
    .any(|w| title.contains(w))
        && !title.contains("方面")
}

/// One short sentence that can title what follows.
pub(super) fn is_short_title(text: &str) -> bool {
    let text = text.trim();
    let limit = if scan::is_english(text) { 90 } else { 40 };
    let inner = text.trim_end_matches(['。', '：', ':', '.', '；']);
    text.chars().take(limit + 1).count() <= limit && !inner.contains(['。', '；']) && !inner.is_empty()
}

/// A sentence that only says that items follow: 主要存在三方面差距：
pub(crate) fn announces(text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().take(71).count() <= 70;
    (short && text.ends_with(['：', ':']))
        || (text.chars().take(51).count() <= 50
            && text.ends_with('。')
            && (["如下", "主要有以下", "以下几个方面", "以下方面", "以下问题", "以下不足"]
                .iter()
                .any(|w| text.contains(w)))
            && !text.contains('，'))
}

pub(super) fn ends_with_introducer(lead: &str) -> bool {
    let bare = lead.trim_end_matches(['：', ':', '，']);
    lexicon::WORDS.introducer.iter().any(|w| bare.ends_with(w))
}

/// A heading made of little but the words that name parts.
pub(super) fn is_generic(title: &str) -> bool {
    if title.len() > 100 {
        return false;
    }
    const WORDS: &[&str] = &[
        "存在",
        "主要",
        "突出",
        "具体",
        "查摆",
        "检视",
        "反馈",
        "发现",
        "整改",
        "落实",
        "下一步",
        "下步",
        "今后",
        "努力",
        "改进",
        "方向",
        "措施",
        "举措",
        "打算",
        "计划",
        "思路",
        "对策",
        "问题",
        "不足",
        "差距",
        "短板",
        "原因",
        "分析",
        "剖析",
        "根源",
        "成因",
        "产生",
        "情况",
        "方面",
        "表现",
        "工作",
        "思想",
        "深层",
        "深刻",
        "清单",
        "安排",
        "建议",
        "意见",
        "症结",
        "及其",
        "的",
        "及",
        "和",
        "与",
        "出",
        "进展",
        "任务",
        "隐患",
        "薄弱环节",
        "需要",
        "几个",
        "自查",
        "检查",
        "对照",
        "中",
        "我",
        "主观",
        "有关",
        "以及",
        "、",
        "，",
        " ",
        "findings",
        "finding",
        "observations",
        "root",
        "causes",
        "cause",
        "corrective",
        "actions",
        "action",
        "and",
        "management",
        "responses",
        "response",
        "detailed",
        "agreed",
        "recommendations",
        "issues",
        "identified",
        "the",
        "of",
        "plan",
        "next",
        "steps",
        "improvement",
        "planned",
    ];
    let lower = title.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut left = 0;
    while !rest.is_empty() {
        if let Some(word) = WORDS.iter().filter(|w| rest.starts_with(**w)).max_by_key(|w| w.len()) {
            rest = rest.get(word.len()..).unwrap_or("");
        } else {
            let step = rest.chars().next().map_or(1, char::len_utf8);
            rest = rest.get(step..).unwrap_or("");
            left += 1;
        }
    }
    left <= 3
}

/// A heading without rating and marks: `Orders raised late (High)`.
pub(super) fn heading_text(own: &str) -> &str {
    let bare = fields::clean(own);
    let cut = bare
        .rfind(' ')
        .filter(|at| bare.get(*at + 1..).is_some_and(|t| t.starts_with('(') && t.ends_with(')') && t.len() < 24));
    cut.and_then(|at| bare.get(..at)).unwrap_or(bare).trim_end_matches(['。', '：'])
}

/// A number without its marks: `（三）` is 三.
pub(super) fn bare_label(label: &str) -> String {
    label.trim_matches(['（', '）', '(', ')', '、', '.', '．', ' ', '：']).to_owned()
}
