//! Item numbers as Chinese and English papers write them, in all their widths and brackets.
//!
//! The order of levels in official papers is 一、 then （一） then 1. then （1） (GB/T 9704-2012, 7.3.3);
//! ① and letters come below, multi-level decimals and 第一章 stand beside.

/// The form of a number: numbers of one form at one depth count on from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// 第一部分, 第一篇, 第一章, 第一节, 第一条.
    Division,
    /// 一、
    Chinese,
    /// （一）
    ChineseParen,
    /// 1. or 1、
    Decimal,
    /// （1） or ⑴
    DecimalParen,
    /// 1）
    DecimalHalfParen,
    /// ①
    Circled,
    /// 1.2 or 1.2.3, with its number of parts.
    Dotted(u8),
    /// A. or a)
    Letter,
    /// (a)
    LetterParen,
    /// I. or Ⅱ、
    Roman,
    /// (ii)
    RomanParen,
    /// A mark without a value.
    Bullet,
}

/// A number found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Its form.
    pub form: Form,
    /// Its value, from 1; for [`Form::Dotted`] that of the last part; 0 for a bullet.
    pub value: u32,
    /// For [`Form::Dotted`], the value of the part before the last; else 0.
    pub parent: u32,
    /// Bytes from the start of the text to the start of the item's own words.
    pub bytes: usize,
    /// Bytes of the number as seen, without the white space after it.
    pub seen: usize,
    /// False where the text may as well begin with a quantity (`2.8万元`, `3、4号楼`): only its
    /// neighbours can tell.
    pub certain: bool,
}

/// Value of a Chinese numeral below 1000 at the start of `text`, and the bytes it takes.
#[must_use]
pub fn chinese_numeral(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut digit, mut bytes, mut seen) = (0_u32, None::<u32>, 0, false);
    for c in text.chars() {
        let value = match c {
            '〇' | '零' => 0,
            '一' | '壹' => 1,
            '二' | '两' | '贰' => 2,
            '三' | '叁' => 3,
            '四' | '肆' => 4,
            '五' | '伍' => 5,
            '六' | '陆' => 6,
            '七' | '柒' => 7,
            '八' | '捌' => 8,
            '九' | '玖' => 9,
            '十' | '拾' => {
                total += digit.take().unwrap_or(1) * 10;
                bytes += c.len_utf8();
                seen = true;
                continue;
            }
            '百' | '佰' if digit.is_some() => {
                total += digit.take().unwrap_or(1) * 100;
                bytes += c.len_utf8();
                continue;
            }
            _ => break,
        };
        if digit.is_some_and(|d| d != 0) {
            break;
        }
        digit = Some(value);
        bytes += c.len_utf8();
        seen = true;
    }
    seen.then_some((total + digit.unwrap_or(0), bytes)).filter(|(value, _)| *value < 1000)
}

/// Value of at most three ASCII or full-width digits at the start of `text`, and the bytes they take.
/// `None` where a fourth digit follows: that is a year or an amount.
#[must_use]
pub fn digits(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut bytes, mut count) = (0, 0, 0);
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        value = value * 10 + digit;
        bytes += c.len_utf8();
        count += 1;
        if count > 3 {
            return None;
        }
    }
    (count > 0).then_some((value, bytes))
}

/// Value of an ASCII or full-width digit.
#[must_use]
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The number at the start of `text`, if there is one. `text` must not begin with white space.
#[must_use]
pub fn parse(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let label = match first {
        '（' | '(' | '〔' | '[' | '【' | '［' | '﹝' | '〖' => bracketed(text, first)?,
        '0'..='9' | '０'..='９' => decimal(text)?,
        '第' => division(text)?,
        '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => chinese(text)?,
        'A'..='Z' | 'a'..='z' => letter(text)?,
        '•' | '●' | '■' | '◆' | '▪' | '◦' | '○' | '□' | '➢' | '✓' | '✔' | '·' | '▶' | '★' | '☆' => {
            new(Form::Bullet, 0, first.len_utf8(), true)
        }
        '-' | '*' | '–' => {
            let rest = text.get(first.len_utf8()..)?;
            rest.starts_with([' ', '\t', '\u{3000}']).then(|| new(Form::Bullet, 0, first.len_utf8(), true))?
        }
        _ => {
            let (form, value) = enclosed(first)?;
            new(form, value, first.len_utf8(), true)
        }
    };
    Some(extend_over_separators(text, label))
}

/// Reads `seen` as a number from end to end; what is no number is a [`Form::Bullet`].
#[must_use]
pub fn parse_whole(seen: &str) -> Label {
    let seen = seen.trim();
    let bare = |label: Label| label.bytes >= seen.len();
    if let Some(label) = parse(seen).filter(|l| bare(*l)) {
        return label;
    }
    // Automatic numbers may lack their mark: `1`, `一`.
    let whole = |(value, bytes): (u32, usize), form| (bytes == seen.len()).then(|| new(form, value, bytes, true));
    digits(seen)
        .and_then(|d| whole(d, Form::Decimal))
        .or_else(|| chinese_numeral(seen).and_then(|d| whole(d, Form::Chinese)))
        .or_else(|| dotted(seen).filter(|l| bare(*l)))
        .unwrap_or_else(|| new(Form::Bullet, 0, seen.len(), true))
}

const fn new(form: Form, value: u32, bytes: usize, certain: bool) -> Label {
    Label { form, value, parent: 0, bytes, seen: bytes, certain }
}

/// Takes in `、`, `.` after a bracket and white space.
fn extend_over_separators(text: &str, mut label: Label) -> Label {
    let rest = text.get(label.bytes..).unwrap_or("");
    let after_mark = match label.form {
        Form::ChineseParen | Form::DecimalParen | Form::Circled | Form::LetterParen | Form::RomanParen => {
            rest.trim_start_matches(['、', '.', '．', '：', ':', '，'])
        }
        _ => rest,
    };
    label.seen = text.len() - after_mark.len();
    label.bytes = text.len() - after_mark.trim_start().len();
    label
}

/// Single characters that are numbers by themselves.
fn enclosed(c: char) -> Option<(Form, u32)> {
    let from = |first: u32, base: u32| c as u32 - first + base;
    Some(match c {
        '\u{2460}'..='\u{2473}' => (Form::Circled, from(0x2460, 1)),
        '\u{3251}'..='\u{325F}' => (Form::Circled, from(0x3251, 21)),
        '\u{32B1}'..='\u{32BF}' => (Form::Circled, from(0x32B1, 36)),
        '\u{2776}'..='\u{277F}' => (Form::Circled, from(0x2776, 1)),
        '\u{2780}'..='\u{2789}' => (Form::Circled, from(0x2780, 1)),
        '\u{278A}'..='\u{2793}' => (Form::Circled, from(0x278A, 1)),
        '\u{24F5}'..='\u{24FE}' => (Form::Circled, from(0x24F5, 1)),
        '\u{3280}'..='\u{3289}' => (Form::Circled, from(0x3280, 1)),
        '\u{2474}'..='\u{2487}' => (Form::DecimalParen, from(0x2474, 1)),
        '\u{2488}'..='\u{249B}' => (Form::Decimal, from(0x2488, 1)),
        '\u{3220}'..='\u{3229}' => (Form::ChineseParen, from(0x3220, 1)),
        '\u{2160}'..='\u{216B}' => (Form::Roman, from(0x2160, 1)),
        '\u{249C}'..='\u{24B5}' => (Form::LetterParen, from(0x249C, 1)),
        _ => return None,
    })
}

fn bracketed(text: &str, open: char) -> Option<Label> {
    let inside = text.get(open.len_utf8()..)?;
    let trimmed = inside.trim_start();
    let lead = inside.len() - trimmed.len();
    let (form, value, bytes) = if let Some((value, bytes)) = digits(trimmed) {
        (Form::DecimalParen, value, bytes)
    } else if let Some((value, bytes)) = chinese_numeral(trimmed) {
        (Form::ChineseParen, value, bytes)
    } else {
        let word = trimmed.len() - trimmed.trim_start_matches(|c: char| c.is_ascii_lowercase()).len();
        let word = trimmed.get(..word)?;
        match (word, roman(word)) {
            (_, Some(value)) => (Form::RomanParen, value, word.len()),
            (w, None) if w.len() == 1 => (Form::LetterParen, letter_value(w.chars().next()?), 1),
            _ => return None,
        }
    };
    let after = trimmed.get(bytes..)?;
    let close = after.trim_start();
    let c = close.chars().next().filter(|c| matches!(c, '）' | ')' | '〕' | ']' | '】' | '］' | '﹞' | '〗'))?;
    let total = open.len_utf8() + lead + bytes + (after.len() - close.len()) + c.len_utf8();
    Some(new(form, value, total, value > 0))
}

fn decimal(text: &str) -> Option<Label> {
    let (value, bytes) = digits(text)?;
    let rest = text.get(bytes..)?;
    let mark = rest.chars().next()?;
    let after = rest.get(mark.len_utf8()..)?;
    let next = after.chars().next();
    let next_is_digit = next.is_some_and(|c| digit(c).is_some());
    let total = bytes + mark.len_utf8();
    match mark {
        '、' => Some(new(Form::Decimal, value, total, !next_is_digit)),
        '.' | '．' | '﹒' if next_is_digit => dotted(text).or(Some(new(Form::Decimal, value, total, false))),
        '.' | '．' | '﹒' | '。' => Some(new(Form::Decimal, value, total, mark != '。')),
        '）' | ')' => Some(new(Form::DecimalHalfParen, value, total, true)),
        ' ' | '\t' | '\u{3000}' => Some(new(Form::Decimal, value, bytes, false)),
        _ => None,
    }
}

/// `1.2`, `1.2.3`. Two parts may be a quantity: certain only from three parts on.
fn dotted(text: &str) -> Option<Label> {
    let (mut value, mut bytes) = digits(text)?;
    let (mut parent, mut parts) = (0, 1_u8);
    let separator = text.get(bytes..)?.chars().next()?;
    // One mark throughout: `3．1.6万元` is item 3.
    while let Some(rest) = text.get(bytes..).and_then(|r| r.strip_prefix(separator)) {
        let mark = text.len() - bytes - rest.len();
        let Some((next, taken)) = digits(rest) else { break };
        parent = value;
        value = next;
        bytes += mark + taken;
        parts += 1;
    }
    let rest = text.get(bytes..)?;
    let tail = rest.chars().next();
    if rest.strip_prefix(['.', '．', '﹒']).and_then(|t| t.chars().next()).is_some_and(|c| digit(c).is_some()) {
        return None;
    }
    // A mark after the last part belongs to the number; a digit or a percent sign makes it a quantity.
    let closing = match tail {
        Some(c @ ('、' | '.' | '．')) => c.len_utf8(),
        Some(c) if digit(c).is_some() || c == '%' || c == '％' => return None,
        _ => 0,
    };
    if !(2..=5).contains(&parts) {
        return None;
    }
    let mut label = new(Form::Dotted(parts), value, bytes + closing, parts > 2 || closing > 0);
    label.parent = parent;
    Some(label)
}

fn chinese(text: &str) -> Option<Label> {
    let (value, bytes) = chinese_numeral(text)?;
    let rest = text.get(bytes..)?;
    let mark = rest.chars().next()?;
    let after = rest.get(mark.len_utf8()..)?;
    let total = bytes + mark.len_utf8();
    match mark {
        '、' | '､' | '﹑' => Some(new(Form::Chinese, value, total, chinese_numeral(after).is_none())),
        '．' | '.' | '﹒' => Some(new(Form::Chinese, value, total, true)),
        '）' | ')' => Some(new(Form::ChineseParen, value, total, true)),
        ' ' | '\t' | '\u{3000}' => Some(new(Form::Chinese, value, bytes, false)),
        _ => None,
    }
}

fn division(text: &str) -> Option<Label> {
    let rest = text.strip_prefix('第')?;
    let (value, taken) = chinese_numeral(rest).or_else(|| digits(rest))?;
    let rest = rest.get(taken..)?;
    let noun = ["部分", "篇", "章", "节", "条"].into_iter().find(|n| rest.starts_with(n))?;
    let bytes = '第'.len_utf8() + taken + noun.len();
    let after = text.get(bytes..)?;
    let mark = after.chars().next();
    let certain = match mark {
        None | Some(' ' | '\t' | '\u{3000}' | '：' | ':' | '、') => true,
        Some(_) => noun == "部分",
    };
    let separator = mark.filter(|c| matches!(c, '：' | ':' | '、')).map_or(0, char::len_utf8);
    Some(new(Form::Division, value, bytes + separator, certain))
}

fn letter(text: &str) -> Option<Label> {
    let word = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let word = text.get(..word).filter(|w| w.len() <= 5)?;
    let rest = text.get(word.len()..)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))?;
    let after = rest.get(mark.len_utf8()..)?;
    if mark == '.' && !(after.is_empty() || after.starts_with([' ', '\t', '\u{3000}'])) {
        return None;
    }
    let total = word.len() + mark.len_utf8();
    let upper = word.chars().all(|c| c.is_ascii_uppercase());
    if let Some(value) =
        roman(&word.to_ascii_lowercase()).filter(|_| upper || word.chars().all(|c| c.is_ascii_lowercase()))
    {
        return Some(new(Form::Roman, value, total, true));
    }
    (word.len() == 1).then(|| new(Form::Letter, letter_value(word.chars().next().unwrap_or('a')), total, true))
}

fn letter_value(c: char) -> u32 {
    c.to_ascii_lowercase() as u32 - 'a' as u32 + 1
}

/// Lower-case Roman numerals up to 39 that use i, v and x. A lone `v` or `x` is read as Roman too;
/// runs of letters are told apart by [`crate::outline`].
fn roman(word: &str) -> Option<u32> {
    if word.is_empty() || !word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
        return None;
    }
    let value = |b: u8| match b {
        b'i' => 1_u32,
        b'v' => 5,
        _ => 10,
    };
    let bytes = word.as_bytes();
    let mut total = 0_i64;
    for (i, &b) in bytes.iter().enumerate() {
        let (here, next) = (i64::from(value(b)), bytes.get(i + 1).map_or(0, |&n| i64::from(value(n))));
        total += if here < next { -here } else { here };
    }
    u32::try_from(total).ok().filter(|n| (1..40).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        match parse(text) {
            None => "-".into(),
            Some(l) => {
                let sure = if l.certain { "" } else { "?" };
                format!("{:?} {}{sure} | {}", l.form, l.value, &text[l.bytes..])
            }
        }
    }

    #[test]
    fn forms() {
        let cases = [
            "一、总体情况",
            "十二．其他",
            "（一）方面",
            "( 二 ) 方面",
            "【三】方面",
            "㈣方面",
            "四）方面",
            "1.核心",
            "１．核心",
            "2、核心",
            "（1）核心",
            "⑵核心",
            "3）核心",
            "①核心",
            "⒈核心",
            "第一部分 概述",
            "第二章　总则",
            "第三节课",
            "3.1 Procurement",
            "1.2.3现场",
            "3.3号楼两部",
            "3．1.6万元的",
            "2.8万元以下",
            "3、4号楼",
            "2024年工作",
            "1,206.75万元",
            "99.8%以上",
            "一、二年级",
            "一是抓",
            "(a) We",
            "(ii) We",
            "A. Scope",
            "II. Scope",
            "Mr. Smith",
            "Agreed. We",
            "• item",
            "- item",
            "－",
            "1 范围",
            "（2025年12月2日）",
            "（盖章）",
            "",
        ];
        let out: Vec<String> = cases.iter().map(|c| format!("{c} => {}", seen(c))).collect();
        insta::assert_snapshot!(out.join("\n"));
    }

    #[test]
    fn whole() {
        let form = |s| {
            let l = parse_whole(s);
            (l.form, l.value)
        };
        assert_eq!(form("一、"), (Form::Chinese, 1));
        assert_eq!(form("一"), (Form::Chinese, 1));
        assert_eq!(form("3"), (Form::Decimal, 3));
        assert_eq!(form("3.2"), (Form::Dotted(2), 2));
        assert_eq!(form("（十二）"), (Form::ChineseParen, 12));
        assert_eq!(form("\u{f0b7}"), (Form::Bullet, 0));
    }
}
