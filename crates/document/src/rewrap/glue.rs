//! Puts two lines together: with a space between words, without one between Chinese characters.

use super::shape::is_wide;

/// Appends `line` to `text` and returns the byte at which it begins there.
pub(super) fn append(text: &mut String, line: &str) -> usize {
    if text.ends_with('\u{AD}') || drops_hyphen(text, line) {
        text.pop();
    } else if needs_space(text, line) {
        text.push(' ');
    }
    let start = text.len();
    text.push_str(line);
    start
}

/// Whether white space stood between the two.
fn needs_space(text: &str, line: &str) -> bool {
    let (Some(last), Some(first)) = (text.chars().next_back(), line.chars().next()) else { return false };
    if is_wide(last) || is_wide(first) {
        return false;
    }
    // Quotation marks are of both worlds: what stands behind them tells.
    let chinese = |c: char| is_wide(c) && c >= '\u{2E80}';
    let around = text.chars().rev().take(8).chain(line.chars().take(8)).any(chinese);
    if around && (is_quote(last) || is_quote(first)) {
        return false;
    }
    let numeric = |c: char| c.is_ascii_digit();
    let after_point = text.strip_suffix(['.', ',']).is_some_and(|t| t.ends_with(numeric));
    let split_number = (numeric(last) || after_point) && numeric(first) && around;
    // `PD` and `CA` in Chinese text: one abbreviation, parted by the edge of the page.
    let sign = |c: char| numeric(c) || c.is_ascii_uppercase();
    let split_sign = around && sign(last) && sign(first);
    let split_decimal = numeric(last) && matches!(first, '.' | ',' | '%') && !line.starts_with(". ");
    let joint = matches!(last, '-' | '/' | '–' | '(' | '[') && !text.ends_with(" -") && !text.ends_with(" –");
    !(split_number || split_sign || split_decimal || joint)
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

/// First parts of words that are written with a hyphen.
const PREFIXES: [&str; 28] = [
    "co", "non", "self", "re", "pre", "post", "anti", "cross", "multi", "sub", "long", "short", "well", "high", "low",
    "full", "half", "ex", "year", "end", "up", "to", "in", "on", "off", "follow", "third", "risk",
];

/// Whether `text` ends with a hyphen inside a word that `line` goes on with.
pub(super) fn is_hyphenated(text: &str, line: &str) -> bool {
    text.strip_suffix(['-', '\u{AD}']).is_some_and(|stem| stem.ends_with(|c: char| c.is_ascii_lowercase()))
        && line.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether `text` ends with the first half of a word whose hyphen is there only because the line ended.
fn drops_hyphen(text: &str, line: &str) -> bool {
    let Some(stem) = text.strip_suffix('-') else { return false };
    let word = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let compound = stem.strip_suffix(word).is_some_and(|before| before.ends_with('-'));
    let lower = |s: &str| s.chars().next_back().is_some_and(|c| c.is_ascii_lowercase());
    word.len() > 1
        && lower(word)
        && !compound
        && line.starts_with(|c: char| c.is_ascii_lowercase())
        && !PREFIXES.iter().any(|p| word.eq_ignore_ascii_case(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str, line: &str) -> String {
        let mut text = text.to_owned();
        let start = append(&mut text, line);
        assert_eq!(&text[start..], line);
        text
    }

    #[test]
    fn spaces_and_hyphens() {
        assert_eq!(joined("更换灭", "火器"), "更换灭火器");
        assert_eq!(joined("of the", "pump"), "of the pump");
        assert_eq!(joined("收回资金96", ".30万元"), "收回资金96.30万元");
        assert_eq!(joined("收回资金96.", "30万元"), "收回资金96.30万元");
        assert_eq!(joined("截至20", "26年"), "截至2026年");
        assert_eq!(joined("按照PD", "CA循环"), "按照PDCA循环");
        assert_eq!(joined("in 2025", "30 items"), "in 2025 30 items");
        assert_eq!(joined("the procure-", "ment team"), "the procurement team");
        assert_eq!(joined("their co-", "operation"), "their co-operation");
        assert_eq!(joined("a day-to-", "day task"), "a day-to-day task");
        assert_eq!(joined("the plan -", "a draft"), "the plan - a draft");
        assert_eq!(joined("and/", "or"), "and/or");
        assert_eq!(joined("做到“", "回头看”"), "做到“回头看”");
        assert_eq!(joined("manager’s", "“own” view"), "manager’s “own” view");
        assert_eq!(joined("设备 A", "型"), "设备 A型");
    }
}
