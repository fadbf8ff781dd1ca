//! What a character counts for in a comparison: compatibility forms, widths and case are folded (Unicode
//! NFKC and lower case), numerals told apart, all that is no letter left out.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a character is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Punctuation, space, symbols: counts for nothing and ends a word.
    Nothing,
    /// Counts for nothing and may stand inside a word: accents, soft hyphens, apostrophes.
    Inside,
    /// A numeral, or a part of one.
    Numeral,
    /// Chinese units that belong to the numeral before them: 百千万亿, and 年月日号 of dates.
    Unit(u32),
    /// A letter of a script that writes words: one symbol a word.
    Letter(u32),
    /// A character that is a symbol by itself.
    Symbol(u32),
    /// Stands for several characters, such as `㎡`.
    Several,
}

/// Folds of the Basic Multilingual Plane, packed: kind in the top byte, folded character below.
static PLANE: LazyLock<Vec<u32>> = LazyLock::new(|| (0..0x1_0000).map(|c| pack(classify_slowly(c))).collect());

/// The class of `c`.
pub(crate) fn classify(c: char) -> Class {
    match PLANE.get(c as usize) {
        Some(&packed) => unpack(packed),
        None => classify_slowly(c as u32),
    }
}

/// The characters that a [`Class::Several`] stands for.
pub(crate) fn expand(c: char, each: impl FnMut(char)) {
    decompose_compatible(c, each);
}

fn pack(class: Class) -> u32 {
    match class {
        Class::Nothing => 0,
        Class::Numeral => 1 << 24,
        Class::Several => 2 << 24,
        Class::Unit(c) => 3 << 24 | c,
        Class::Letter(c) => 4 << 24 | c,
        Class::Symbol(c) => 5 << 24 | c,
        Class::Inside => 6 << 24,
    }
}

fn unpack(packed: u32) -> Class {
    let c = packed & 0x00FF_FFFF;
    match packed >> 24 {
        0 => Class::Nothing,
        1 => Class::Numeral,
        2 => Class::Several,
        3 => Class::Unit(c),
        4 => Class::Letter(c),
        5 => Class::Symbol(c),
        _ => Class::Inside,
    }
}

fn classify_slowly(code: u32) -> Class {
    let Some(c) = char::from_u32(code) else { return Class::Nothing };
    if matches!(c, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '两')
    {
        return Class::Numeral;
    }
    if matches!(c, '百' | '千' | '万' | '亿' | '年' | '月' | '日' | '号') {
        return Class::Unit(code);
    }
    if c.is_ascii() || is_han(c) || is_hangul(c) || is_kana(c) {
        return plain(c);
    }
    let (mut first, mut count, mut blank) = (None, 0, true);
    decompose_compatible(c, |part| {
        first = first.or(Some(part));
        blank &= plain(part) == Class::Nothing;
        // Accents are left out, so that composed and decomposed letters are one.
        count += usize::from(!is_combining_mark(part));
    });
    match (first, count) {
        _ if blank => Class::Nothing,
        (Some(part), 0 | 1) if part != c => classify_slowly(part as u32),
        (Some(part), 0 | 1) => plain(part),
        _ => Class::Several,
    }
}

fn plain(c: char) -> Class {
    if c.is_numeric() && !is_han(c) {
        Class::Numeral
    } else if is_han(c) || is_hangul(c) || is_kana(c) {
        Class::Symbol(c as u32)
    } else if c.is_alphabetic() {
        Class::Letter(c.to_lowercase().next().unwrap_or(c) as u32)
    } else if is_combining_mark(c) || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\'' | '’') {
        Class::Inside
    } else {
        Class::Nothing
    }
}

fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

fn is_hangul(c: char) -> bool {
    matches!(c as u32, 0xAC00..=0xD7A3)
}

fn is_kana(c: char) -> bool {
    matches!(c as u32, 0x3041..=0x3096 | 0x30A1..=0x30FA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_case_and_compatibility_forms_are_one() {
        for (one, other) in [('Ａ', 'a'), ('ｶ', 'カ'), ('é', 'e'), ('Ω', 'ω'), ('㈱', '㈱')] {
            assert_eq!(classify(one), classify(other), "{one} {other}");
        }
        assert_eq!(classify('整'), Class::Symbol('整' as u32));
    }

    #[test]
    fn numerals_of_all_forms() {
        for c in "3３③⑶㈢三十两〇Ⅲ½٣".chars() {
            assert!(matches!(classify(c), Class::Numeral | Class::Several), "{c} {:?}", classify(c));
        }
    }

    #[test]
    fn marks_count_for_nothing() {
        for c in "，。、；：“”（）《》—…%％￥·  \u{3000}★".chars() {
            assert_eq!(classify(c), Class::Nothing, "{c}");
        }
        for c in "\u{301}\u{AD}\u{FEFF}’".chars() {
            assert_eq!(classify(c), Class::Inside, "{c:?}");
        }
    }

    #[test]
    fn packing_loses_nothing() {
        for code in 0..0x1_0000 {
            let class = classify_slowly(code);
            assert_eq!(unpack(pack(class)), class, "{code:x}");
        }
    }
}
