//! Classification marks (密级标志): a ledger on an ordinary machine must refuse classified matter, not keep it.
//!
//! GB/T 9704-2012 puts the mark at the head of the first page (`机密★5年`), perhaps behind the copy's number or beside the
//! urgency; tables of metadata write `密级：秘密`. A word of secrecy inside running text is no mark.

use document::{Document, Role};
use ledger::Bilingual;

use crate::Failure;

/// The levels of the Law on Guarding State Secrets, the gravest first.
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// What may stand beside a level in a mark: the star and its term, the copy's number, the urgency.
const BESIDE: [&str; 9] = ["特急", "加急", "急件", "平急", "特提", "长期", "启用前", "年", "月"];

/// How many paragraphs at the head of a paper may hold the mark.
const HEAD: usize = 12;

/// No mark is longer, in characters.
const LONGEST: usize = 30;

/// The first classification mark of `document`, as it is written; `None` where there is none.
#[must_use]
pub fn mark(document: &Document) -> Option<&str> {
    let lines = document.paragraphs.iter().filter(|p| !p.text.trim().is_empty());
    let mut body = 0;
    lines
        .filter(|paragraph| {
            body += usize::from(!matches!(paragraph.role, Role::Furniture(_)));
            body <= HEAD || matches!(paragraph.role, Role::Furniture(_))
        })
        .map(|paragraph| paragraph.text.trim())
        .find(|line| line.chars().count() <= LONGEST && is_mark(line))
}

/// Refuses a file with a classification mark: this is no place for it.
///
/// # Errors
/// [`Failure::Unfit`] for such a file.
pub fn refuse(name: &str, document: &Document) -> Result<(), Failure> {
    let Some(mark) = mark(document) else { return Ok(()) };
    let what = Bilingual::new(
        format!("{name} 标有密级“{mark}”，不收"),
        format!("{name} bears the classification mark “{mark}” and is refused"),
    );
    let advice = Bilingual::fixed(
        "涉密材料只能在涉密系统里处理；若是误标，请按规定改正后再导入",
        "classified matter belongs on a classified system; where the mark is a mistake, have it corrected first",
    );
    Err(Failure::unfit(what, advice))
}

/// Whether `line` says how secret the paper is, and nothing else.
fn is_mark(line: &str) -> bool {
    let words: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let value = words.strip_prefix("密级").and_then(|rest| rest.strip_prefix([':', '：']));
    let (labelled, words) = (value.is_some(), value.unwrap_or(&words));
    let Some(level) = LEVELS.iter().find(|level| words.contains(*level)) else { return false };
    let mut rest = words.replacen(level, "", 1);
    // `秘密` may stand in words such as 商业秘密: only what is left over tells.
    for beside in BESIDE {
        rest = rest.replace(beside, "");
    }
    let rest = rest.trim_matches(|c: char| c.is_ascii_digit() || "★☆*:：第号份一二三四五六七八九十〇零".contains(c));
    rest.is_empty() || labelled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Option<String> {
        let document = document::read(text.as_bytes(), "paper.txt").unwrap();
        mark(&document).map(str::to_owned)
    }

    #[test]
    fn marks_at_the_head_are_found() {
        for line in ["机密★5年", "秘密", "绝 密", "000012  机密★10年  特急", "密级：秘密", "密级: 机密（内部掌握）"]
        {
            assert_eq!(
                marked(&format!("{line}\n关于资产管理的整改方案\n一、存在的问题\n台账不清。")).as_deref(),
                Some(line)
            );
        }
    }

    #[test]
    fn words_of_secrecy_in_a_text_are_none() {
        for text in [
            "保密工作自查报告\n一、存在的问题\n一是机密文件登记不及时。",
            "关于商业秘密保护的整改方案\n一、存在的问题\n台账不清。",
            "密级标注不规范\n整改方案",
            "秘密级计算机管理制度不健全",
        ] {
            assert_eq!(marked(text), None, "{text}");
        }
    }
}
