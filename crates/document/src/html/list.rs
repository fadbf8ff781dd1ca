//! Numbers of list items, computed from `ol` and `li`.

use super::attributes::Attributes;
use crate::numerals::Format;

/// A list that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    kind: Kind,
    next: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullet,
    Decimal,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
    Chinese,
}

impl List {
    /// The list that a tag opens; `ordered` for `ol`.
    pub(super) fn new(attributes: Attributes<'_>, ordered: bool) -> Self {
        let by_type = match attributes.get("type").as_deref() {
            Some("a") => Some(Kind::Lower),
            Some("A") => Some(Kind::Upper),
            Some("i") => Some(Kind::LowerRoman),
            Some("I") => Some(Kind::UpperRoman),
            _ => None,
        };
        let style = attributes.style("list-style-type").or_else(|| attributes.style("list-style"));
        let by_style = style.and_then(|s| s.split_whitespace().find_map(kind));
        let usual = if ordered { Kind::Decimal } else { Kind::Bullet };
        let next = attributes.get("start").and_then(|v| v.trim().parse().ok()).unwrap_or(1);
        Self { kind: by_style.or(by_type).unwrap_or(usual), next }
    }

    /// The number of the next item as it is seen.
    pub(super) fn item(&mut self, attributes: Attributes<'_>) -> String {
        if let Some(value) = attributes.get("value").and_then(|v| v.trim().parse().ok()) {
            self.next = value;
        }
        let value = self.next;
        self.next = value.saturating_add(1);
        let number = usize::try_from(value).unwrap_or(0);
        let seen = match self.kind {
            Kind::Bullet => return "•".to_owned(),
            Kind::Lower => letters(number).map(|s| format!("{s}.")),
            Kind::Upper => letters(number).map(|s| format!("{}.", s.to_ascii_uppercase())),
            Kind::LowerRoman => numeral(Format::LowerRoman, number, 3999).map(|s| format!("{s}.")),
            Kind::UpperRoman => numeral(Format::UpperRoman, number, 3999).map(|s| format!("{s}.")),
            Kind::Chinese => numeral(Format::Counting, number, 99).map(|s| format!("{s}、")),
            Kind::Decimal => None,
        };
        seen.unwrap_or_else(|| format!("{value}."))
    }
}

/// The kind that a word of `list-style` names (CSS Counter Styles 3).
fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "none" | "disc" | "circle" | "square" => Kind::Bullet,
        "decimal" | "decimal-leading-zero" => Kind::Decimal,
        "lower-alpha" | "lower-latin" => Kind::Lower,
        "upper-alpha" | "upper-latin" => Kind::Upper,
        "lower-roman" => Kind::LowerRoman,
        "upper-roman" => Kind::UpperRoman,
        "cjk-ideographic" | "cjk-decimal" | "simp-chinese-informal" | "trad-chinese-informal" => Kind::Chinese,
        _ => return None,
    })
}

/// a, b, … z, aa, ab.
fn letters(mut number: usize) -> Option<String> {
    let mut out = String::new();
    while number > 0 {
        number -= 1;
        out.insert(0, char::from(b'a' + u8::try_from(number % 26).ok()?));
        number /= 26;
    }
    (!out.is_empty()).then_some(out)
}

/// `value` in `format`, from 1 to `last`; `None` beyond.
fn numeral(format: Format, value: usize, last: u32) -> Option<String> {
    u32::try_from(value).ok().filter(|n| (1..=last).contains(n)).map(|n| format.written(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let items = |tag: &str, n: usize| -> Vec<String> {
            let mut list = List::new(Attributes(tag), true);
            (0..n).map(|_| list.item(Attributes(""))).collect()
        };
        assert_eq!(items("", 2), ["1.", "2."]);
        assert_eq!(items("type=a start=26", 2), ["z.", "aa."]);
        assert_eq!(items("type=I start=4", 2), ["IV.", "V."]);
        assert_eq!(items("style='list-style-type: cjk-ideographic' start=10", 2), ["十、", "十一、"]);
        assert_eq!(items("start=-1", 3), ["-1.", "0.", "1."]);
        assert_eq!(items("type=i start=5000", 1), ["5000."]);
        let mut list = List::new(Attributes(""), true);
        assert_eq!(list.item(Attributes("value=7")), "7.");
        assert_eq!(list.item(Attributes("")), "8.");
    }
}
