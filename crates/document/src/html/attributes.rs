//! Attributes of a start tag.

use std::borrow::Cow;

use super::entity;
use crate::Align;

/// The attributes of a tag, read when asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attributes<'a>(pub &'a str);

impl<'a> Attributes<'a> {
    /// The value of `name`; empty where it has none.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.0;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len()).max(1);
            let end = rest.ceil_char_boundary(end);
            let key = rest.get(..end)?;
            let (value, after) = value(rest.get(end..)?);
            if key.eq_ignore_ascii_case(name) {
                return Some(entity::decode(value));
            }
            rest = after;
        }
    }

    /// The value of `name` as a number.
    pub(super) fn number(self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// The value of a property in the `style` attribute, in lower case.
    pub(super) fn style(self, property: &str) -> Option<String> {
        let style = self.get("style")?.to_ascii_lowercase();
        style.split(';').find_map(|part| {
            let (key, value) = part.split_once(':')?;
            (key.trim() == property).then(|| value.trim().to_owned())
        })
    }

    /// Whether the element is not shown.
    pub(super) fn hidden(self) -> bool {
        !self.0.is_empty()
            && (self.get("hidden").is_some()
                || self.style("display").is_some_and(|v| v.starts_with("none"))
                || self.style("visibility").is_some_and(|v| v.starts_with("hidden"))
                || self.style("mso-hide").is_some_and(|v| v == "all"))
    }

    /// Alignment, by attribute or style.
    pub(super) fn align(self) -> Option<Align> {
        let value = self.style("text-align").or_else(|| self.get("align").map(|v| v.to_ascii_lowercase()))?;
        Some(match value.as_str() {
            "center" | "middle" => Align::Center,
            "right" | "end" => Align::Right,
            "justify" => Align::Justify,
            "left" | "start" => Align::Left,
            _ => return None,
        })
    }

    /// Whether the style makes text bold, or the contrary; `None` where it says nothing.
    pub(super) fn bold(self) -> Option<bool> {
        let weight = self.style("font-weight")?;
        Some(weight.starts_with("bold") || weight.parse::<u32>().is_ok_and(|w| w >= 600))
    }
}

/// The value behind an attribute's name, and what follows.
fn value(text: &str) -> (&str, &str) {
    let Some(text) = text.trim_start().strip_prefix('=').map(str::trim_start) else { return ("", text) };
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inner = text.get(1..).unwrap_or("");
        return inner.split_once(quote).unwrap_or((inner, ""));
    }
    let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let a = Attributes(" colspan=2 STYLE='Font-Weight: 700; text-align:center' hidden data-x=\"a&amp;b\" /");
        assert_eq!(a.number("colspan"), Some(2));
        assert_eq!(a.get("data-x").as_deref(), Some("a&b"));
        assert_eq!((a.bold(), a.align(), a.hidden()), (Some(true), Some(Align::Center), true));
        assert_eq!(a.get("x"), None);
        assert!(!Attributes("").hidden());
    }
}
