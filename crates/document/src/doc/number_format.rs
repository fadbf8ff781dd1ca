//! Numbers of automatic lists in the formats of Word ([MS-OSHARED] 2.2.1.3, `MSONFC`).

const DIGITS: &str = "〇一二三四五六七八九";
const LEGAL: &str = "零壹贰叁肆伍陆柒捌玖";
const LEGAL_TRADITIONAL: &str = "零壹貳參肆伍陸柒捌玖";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// `value` in format `nfc`; as plain digits where the format is unknown or has no sign for the value.
pub(super) fn format(value: i32, nfc: u8) -> String {
    let plain = || value.to_string();
    let Ok(n) = u32::try_from(value) else { return plain() };
    let seen = match nfc {
        1 => roman(n).map(|r| r.to_uppercase()),
        2 => roman(n),
        3 => letters(n, b'A'),
        4 => letters(n, b'a'),
        5 => Some(format!("{n}{}", ordinal_ending(n))),
        10 | 36 => Some(digits(n, DIGITS)),
        11 | 33 | 35 | 39 => counting(n, &COUNTING),
        37 if n < 100 => counting(n, &COUNTING),
        37 => Some(digits(n, DIGITS)),
        14 | 19 => Some(digits(n, "０１２３４５６７８９")),
        34 => counting(n, &Signs { digits: LEGAL_TRADITIONAL, ..FORMAL }),
        16 | 38 => counting(n, &FORMAL),
        18 | 28 => circled(n),
        22 => Some(format!("{n:02}")),
        26 => sign(n, '⒈', 20),
        27 => sign(n, '⑴', 20),
        29 => sign(n, '㈠', 10),
        30 => nth(STEMS, n),
        31 => nth(BRANCHES, n),
        57 => Some(format!("- {n} -")),
        255 => Some(String::new()),
        _ => None,
    };
    seen.unwrap_or_else(plain)
}

/// The signs of a way of counting.
struct Signs {
    digits: &'static str,
    units: [&'static str; 4],
    /// 一十 rather than 十.
    one_ten: bool,
}

const COUNTING: Signs =
    Signs { digits: "零一二三四五六七八九", units: ["", "十", "百", "千"], one_ten: false };
const FORMAL: Signs = Signs { digits: LEGAL, units: ["", "拾", "佰", "仟"], one_ten: true };

/// Counting with units: 二十一, 一百零五.
fn counting(n: u32, signs: &Signs) -> Option<String> {
    if n > 9999 {
        return None;
    }
    if n == 0 {
        return nth(signs.digits, 1);
    }
    let (mut out, mut gap) = (String::new(), false);
    for (power, unit) in signs.units.iter().enumerate().rev() {
        let digit = n / 10_u32.pow(u32::try_from(power).ok()?) % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push_str(&nth(signs.digits, 1)?);
            gap = false;
        }
        if !(digit == 1 && power == 1 && out.is_empty() && !signs.one_ten) {
            out.push_str(&nth(signs.digits, digit + 1)?);
        }
        out.push_str(unit);
    }
    Some(out)
}

/// The digits one by one: 一〇.
fn digits(n: u32, signs: &str) -> String {
    n.to_string().bytes().filter_map(|b| signs.chars().nth(usize::from(b - b'0'))).collect()
}

fn circled(n: u32) -> Option<String> {
    match n {
        1..=20 => sign(n, '①', 20),
        21..=35 => sign(n - 20, '㉑', 15),
        36..=50 => sign(n - 35, '㊱', 15),
        _ => None,
    }
}

/// The `n`-th of `count` signs in a row from `first`.
fn sign(n: u32, first: char, count: u32) -> Option<String> {
    let inside = (1..=count).contains(&n);
    char::from_u32(first as u32 + n.saturating_sub(1)).filter(|_| inside).map(String::from)
}

/// The `n`-th sign of `signs`, from 1.
fn nth(signs: &str, n: u32) -> Option<String> {
    signs.chars().nth(usize::try_from(n).ok()?.checked_sub(1)?).map(String::from)
}

/// A, B … Z, AA, BB: Word repeats the letter.
fn letters(n: u32, first: u8) -> Option<String> {
    let n = n.checked_sub(1).filter(|n| *n < 26 * 30)?;
    let letter = char::from(first + u8::try_from(n % 26).ok()?);
    Some(std::iter::repeat_n(letter, (n / 26 + 1) as usize).collect())
}

fn roman(n: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&n) {
        return None;
    }
    let (mut rest, mut out) = (n, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

const fn ordinal_ending(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
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
