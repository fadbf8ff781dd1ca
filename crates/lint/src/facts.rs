//! What in a text can be checked: numbers, times, named papers. Set phrases that merely hold a numeral
//! (一岗双责, 三会一课) are no facts.

use std::sync::LazyLock;

use document::numbering;

use crate::{
    text::{self, after},
    words::Words,
};

static SET_PHRASES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../lexicon/set_phrases.txt")));
static TIMES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../lexicon/times.txt")));

/// What a Chinese numeral counts, so that it is a number rather than part of a word.
const COUNTED: &str =
    "个次天名人份台套件条处项起笔户家本册间辆吨米公元万亿周月年日号小分期轮批成倍层楼岁封卷箱桶组所座栋单张块把趟场遍";

/// What 一 counts, where it is a number: 一次 is, 一个 and 一些 are not.
const COUNTED_ONE: &str = "次天年周月份台套名人户家本册辆吨米元期轮批封箱桶座栋张趟";

/// Whether `text` holds a number, a time, or the title of a paper in 《》.
#[must_use]
pub fn has_fact(text: &str) -> bool {
    has_number(text) || TIMES.is_in(text) || text.contains('《')
}

/// Whether `text` holds a number, in figures or in words.
#[must_use]
pub fn has_number(text: &str) -> bool {
    let phrases: Vec<std::ops::Range<usize>> = SET_PHRASES.find(text).collect();
    text.char_indices().any(|(at, c)| {
        let within = phrases.iter().any(|phrase| phrase.contains(&at));
        !within && (numbering::digit(c).is_some() || is_counted(text, at)) || english_number(text, at)
    })
}

fn is_counted(text: &str, at: usize) -> bool {
    let starts = text::before(text, at).is_none_or(|c| !"第唯统单同专万之独".contains(c));
    let Some((value, bytes)) = text.get(at..).and_then(numbering::chinese_numeral).filter(|_| starts) else {
        return text.get(at..).is_some_and(|t| t.starts_with("百分之"));
    };
    let next = after(text, at + bytes);
    next.is_some_and(|c| if value == 1 { COUNTED_ONE.contains(c) } else { COUNTED.contains(c) || c == '多' })
}

fn english_number(text: &str, at: usize) -> bool {
    const WORDS: [&str; 17] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
        "half", "dozen", "hundred", "twice",
    ];
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let rest = text.get(at..).unwrap_or("");
    let word =
        |w: &&str| rest.get(..w.len()).is_some_and(|s| s.eq_ignore_ascii_case(w)) && !letter(after(rest, w.len()));
    letter(rest.chars().next()) && !letter(text::before(text, at)) && WORDS.iter().any(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_figures_and_words() {
        for text in [
            "抽查12份",
            "拖了三天",
            "迟到两次",
            "百分之七",
            "二十多件",
            "一年没有更换",
            "Three of the buildings",
            "twice a year",
        ] {
            assert!(has_number(text), "{text}");
        }
        let none = [
            "压实一岗双责",
            "开好三会一课",
            "进一步加强",
            "一定程度上",
            "一把手不重视",
            "第一责任人",
            "someone often",
            "统一管理",
            "一个重要原因",
        ];
        for text in none {
            assert!(!has_number(text), "{text}");
        }
        assert!(has_fact("去年没有演练") && has_fact("没有落实《值班办法》") && !has_fact("值班不落实"));
    }
}
