//! Numbers of automatic lists in the formats of Word ([MS-OSHARED] 2.2.1.3, `MSONFC`).

use crate::numerals::{Format, Numerals};

/// `value` in format `nfc`; as plain digits where the format is unknown or has no sign for the value.
pub(super) fn format(value: i32, nfc: u8) -> String {
    let Ok(n) = u32::try_from(value) else { return value.to_string() };
    let in_words = |numerals| if n < 10_000 { Format::Thousand(numerals) } else { Format::Decimal };
    let format = match nfc {
        1 => Format::UpperRoman,
        2 => Format::LowerRoman,
        3 => Format::UpperLetter,
        4 => Format::LowerLetter,
        5 => Format::Ordinal,
        10 | 36 => Format::Digits,
        11 | 33 | 35 | 39 => in_words(Numerals::Chinese),
        37 => Format::Counting,
        14 | 19 => Format::FullWidth,
        34 => in_words(Numerals::LegalTraditional),
        16 | 38 => in_words(Numerals::LegalSimplified),
        18 | 28 => return circled(n),
        22 => Format::Padded(2),
        26 => Format::Enclosed('⒈', 20),
        27 => Format::Enclosed('⑴', 20),
        29 => Format::Enclosed('㈠', 10),
        30 => Format::Row("甲乙丙丁戊己庚辛壬癸"),
        31 => Format::Row("子丑寅卯辰巳午未申酉戌亥"),
        57 => Format::InDash,
        255 => Format::None,
        _ => Format::Decimal,
    };
    format.written(n)
}

/// ① to ㊿, which stand in three places of Unicode.
fn circled(n: u32) -> String {
    match n {
        21..=35 => Format::Enclosed('㉑', 15).written(n - 20),
        36..=50 => Format::Enclosed('㊱', 15).written(n - 35),
        _ => Format::Enclosed('①', 20).written(n),
    }
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn every_format() {
        let values = [0, 1, 4, 10, 11, 20, 21, 27, 36, 100, 105, 110, 1010, 9999, 12000, -3];
        let formats = [0, 1, 2, 3, 4, 5, 10, 11, 14, 18, 22, 26, 27, 28, 29, 30, 31, 34, 35, 37, 38, 39, 57, 255, 200];
        let line = |nfc: u8| {
            let row: Vec<String> = values.iter().map(|v| format(*v, nfc)).collect();
            format!("{nfc:>3}: {}", row.join(" | "))
        };
        insta::assert_snapshot!(formats.map(line).join("\n"));
    }
}
