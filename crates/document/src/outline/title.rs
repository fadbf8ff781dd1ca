//! Which paragraph is the title of a paper.

use crate::{Align, Form, Paragraph, Role};

/// The size from which type is a title's, in half-points: GB/T 9704-2012 sets titles in 二号, 44.
const LARGE: u16 = 36;

/// Words at the end of a paper's title.
const TITLE_ENDINGS: &[&str] = &[
    "材料",
    "报告",
    "方案",
    "通报",
    "台账",
    "清单",
    "意见",
    "计划",
    "总结",
    "情况",
    "通知",
    "公告",
    "函",
    "纪要",
    "提纲",
    "一览表",
    "表",
    "汇报",
    "公示",
    "书",
    "措施",
    "问题",
    "建议",
];

/// Whether `text` ends with a word that titles of papers end with.
pub(crate) fn ends_like_a_title(text: &str) -> bool {
    TITLE_ENDINGS.iter().any(|e| text.ends_with(e))
}

/// English words that a title holds.
const TITLE_WORDS: &[&str] =
    &["report", "plan", "audit", "review", "register", "assessment", "findings", "actions", "log"];

/// Endings that headings and parts of a title have as well.
const WEAK_ENDINGS: &[&str] = &["问题", "情况", "措施", "建议", "意见", "计划"];

/// Finds the title among the first paragraphs; where it was broken in two, both are the title.
pub(super) fn mark(paragraphs: &mut [Paragraph], body: &[usize]) {
    if body.iter().any(|&i| paragraphs.get(i).is_some_and(|p| p.role == Role::Title)) {
        return;
    }
    let mut best: Option<(i32, usize)> = None;
    for (at, &index) in body.iter().take(14).enumerate() {
        let Some(p) = paragraphs.get(index) else { continue };
        let numbered = p.number.as_ref().is_some_and(|n| n.form != Form::Bullet);
        if numbered && (best.is_some() || at > 3) {
            break;
        }
        let score = if numbered { 0 } else { title_score(p) };
        if score > 0 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, at));
        }
        if p.text.chars().take(90).count() > 80 {
            break;
        }
    }
    let Some((_, at)) = best else { return };
    let broken = |first: usize| {
        let (Some(&first), Some(&second)) = (body.get(first), body.get(first + 1)) else { return false };
        let pair = paragraphs.get(first).zip(paragraphs.get(second)).filter(|_| first + 1 == second);
        pair.is_some_and(|(first, second)| is_broken(first, second))
    };
    let from = at.checked_sub(1).filter(|before| broken(*before)).unwrap_or(at);
    let to = if from == at && broken(at) { at + 1 } else { at };
    for &index in body.get(from..=to).unwrap_or(&[]) {
        if let Some(p) = paragraphs.get_mut(index) {
            p.role = Role::Title;
            p.level = None;
        }
    }
}

/// Whether `first` and `second` are one title that was broken in two: only the second ends as titles do, and
/// the first begins what it ends, by its words (关于…) or because the two look alike and like a title.
fn is_broken(first: &Paragraph, second: &Paragraph) -> bool {
    let (a, b) = (first.text.trim(), second.text.trim());
    let plain = |text: &str, longest: usize| {
        (2..=longest).contains(&text.chars().take(longest + 1).count())
            && !text.contains(['。', '；', '：', ':', '！', '？', '〔', '［', '|', '\t', '\u{3000}'])
            && !text.starts_with(['（', '(', '【', '[', '—', '附'])
    };
    if first.number.is_some() || second.number.is_some() || !plain(a, 50) || !plain(b, 40) || b.is_ascii() {
        return false;
    }
    let weak = |text: &str| WEAK_ENDINGS.iter().any(|e| text.ends_with(e));
    let a_ends = ends_like_a_title(a);
    if (a_ends && !weak(a)) || !ends_like_a_title(b) || (a_ends && weak(b)) {
        return false;
    }
    let by_words = a.contains("关于") && !b.contains("关于") && b.chars().take(25).count() < 25;
    by_words || (!a_ends && look_like_one_title(first, second))
}

/// Whether both are centred and of one size, that of titles.
fn look_like_one_title(first: &Paragraph, second: &Paragraph) -> bool {
    let (Some(a), Some(b)) = (&first.look, &second.look) else { return false };
    let centred = a.align == Some(Align::Center) && b.align == Some(Align::Center);
    centred && a.size == b.size && a.bold == b.bold && a.size.is_some_and(|size| size >= LARGE)
}

fn title_score(p: &Paragraph) -> i32 {
    let text = p.text.trim();
    let chars = text.chars().take(140).count();
    let lower = text.to_ascii_lowercase();
    let english = text.is_ascii();
    if !(if english { 8..=120 } else { 4..=70 }).contains(&chars)
        || text.ends_with(['。', '；', '，', '：', ':', ';', '、', '！'])
        || text.starts_with(['（', '(', '【', '[', '—'])
        || text.contains(['。', '〔', '；', '>', '|', '\t'])
    {
        return 0;
    }
    let bare = text.trim_end_matches(['）', ')', '》']);
    let bare = bare
        .rfind(['（', '('])
        .and_then(|at| bare.get(..at))
        .filter(|b| b.chars().count() > 4)
        .unwrap_or(bare)
        .trim_end();
    let mut score = 0;
    if ends_like_a_title(bare) {
        score += 6;
    }
    if english && TITLE_WORDS.iter().any(|w| lower.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == *w)) {
        score += 5;
    }
    if text.contains("关于") && score > 0 {
        score += 2;
    }
    if english && lower.contains(':') && score > 0 {
        score += 1;
    }
    if let Some(look) = &p.look {
        score += i32::from(look.align == Some(Align::Center)) * 4;
        score += i32::from(look.size.is_some_and(|s| s >= LARGE)) * 4;
        score += i32::from(look.style.as_deref().is_some_and(|s| s.eq_ignore_ascii_case("title"))) * 8;
    }
    if p.role == Role::Heading && p.level == Some(1) && score > 0 {
        score += 2;
    }
    score
}

#[cfg(test)]
mod tests {
    use crate::{Builder, Format, Look, Origin, Place, Unit};

    use super::*;

    /// The titles of a paper whose first lines are `lines`.
    fn titles(lines: &[&str], look: Option<&Look>) -> Vec<String> {
        let mut builder = Builder::new(Format::Text);
        for line in lines.iter().chain(&["各科室：", "一、总体情况", "检查共发现问题9个。"]) {
            let index = builder.paragraph(*line, Origin::at(Place::start_of(Unit::Line(1))));
            if let Some(look) = look.filter(|_| lines.contains(line)) {
                builder.look(index, look.clone());
            }
        }
        let document = builder.finish();
        document.paragraphs.into_iter().filter(|p| p.role == Role::Title).map(|p| p.text).collect()
    }

    #[test]
    fn titles_broken_in_two() {
        for lines in [
            ["河湾镇供水所关于安全检查反馈问题", "整改情况的报告"],
            ["河湾镇供水所关于安全检查反馈问题整改", "落实情况的报告"],
            ["关于河湾镇供水所安全检查整改情况", "的报告"],
            ["中共河湾镇供水所支部委员会关于", "巡察整改进展情况的通报"],
        ] {
            assert_eq!(titles(&lines, None), lines);
        }
        let centred = Look { align: Some(Align::Center), size: Some(44), ..Look::default() };
        let lines = ["河湾镇供水所安全检查反馈问题整改", "落实工作实施方案"];
        assert_eq!(titles(&lines, Some(&centred)), lines);
    }

    #[test]
    fn titles_in_one_line() {
        for (lines, title) in [
            (["河湾镇供水所", "安全检查反馈问题整改方案"], "安全检查反馈问题整改方案"),
            (["河湾镇供水所关于整改情况的报告", "问题整改清单"], "河湾镇供水所关于整改情况的报告"),
            (["河湾镇供水所文件", "关于安全检查整改情况的报告"], "关于安全检查整改情况的报告"),
            (["关于开展安全检查的通知", "河湾镇供水所整改方案"], "关于开展安全检查的通知"),
        ] {
            assert_eq!(titles(&lines, None), [title]);
        }
    }
}
