//! Character references (WHATWG HTML, 13.2.5.72): all numeric ones, and the names that papers use.

use std::borrow::Cow;

const NAMES: [(&str, char); 61] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("shy", '\u{AD}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("minus", '−'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("infin", '∞'),
    ("permil", '‰'),
    ("deg", '°'),
    ("micro", 'µ'),
    ("sect", '§'),
    ("para", '¶'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("yen", '¥'),
    ("pound", '£'),
    ("euro", '€'),
    ("cent", '¢'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("larr", '←'),
    ("rarr", '→'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("dagger", '†'),
    ("radic", '√'),
    ("iexcl", '¡'),
];

/// The character that the reference at the start of `text` (behind its `&`) stands for, and its bytes.
pub(super) fn at(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix('#') {
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => (hexadecimal, 16),
            None => (number, 10),
        };
        let length = digits.bytes().take(8).take_while(|b| char::from(*b).is_digit(radix)).count();
        let value = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let end = text.len() - digits.len() + length;
        let end = end + usize::from(text.get(end..).is_some_and(|r| r.starts_with(';')));
        return Some((windows_1252(value)?, end));
    }
    let length = text.bytes().take(10).take_while(u8::is_ascii_alphanumeric).count();
    let name = text.get(..length)?;
    let semicolon = text.get(length..).is_some_and(|r| r.starts_with(';'));
    let (_, c) = NAMES.iter().find(|(n, _)| *n == name)?;
    // Without its semicolon a name counts only where nothing goes on.
    semicolon
        .then_some((*c, length + 1))
        .or_else(|| matches!(name, "nbsp" | "amp" | "lt" | "gt").then_some((*c, length)))
}

/// Numbers from 128 to 159 mean what they mean in windows-1252.
fn windows_1252(value: u32) -> Option<char> {
    match value {
        0 => Some('\u{FFFD}'),
        0x80..=0x9F => {
            let byte = u8::try_from(value).ok()?;
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()
        }
        _ => char::from_u32(value),
    }
}

/// `text` with its references resolved.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match at(after) {
            Some((c, length)) => {
                out.push(c);
                rest = after.get(length..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references() {
        assert_eq!(decode("&ldquo;回头看&rdquo;&nbsp;A&amp;B &#8212;&#x4E00;&#146;"), "“回头看”\u{A0}A&B —一’");
        assert_eq!(decode("a & b &unknown; &#; &#xD800; &copy"), "a & b &unknown; &#; &#xD800; &copy");
    }
}
