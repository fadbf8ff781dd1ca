//! What all parts share: names without their prefix, attributes, the values of WordprocessingML.
//!
//! Elements are told by their local names alone. That reads Transitional and Strict files and any prefix,
//! and spares the resolving of namespaces for every event.

use std::borrow::Cow;

use memchr::memchr;
use quick_xml::{Reader, escape};

/// A reader that goes on over tags that do not match.
pub(super) fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// `name` without its prefix.
pub(super) fn local(name: &str) -> &str {
    match name.bytes().position(|b| b == b':') {
        Some(colon) => name.get(colon + 1..).unwrap_or(""),
        None => name,
    }
}

/// The attributes of a tag: local names with their values as the file has them.
pub(super) struct Attributes<'a>(&'a str);

/// The attributes in `raw`, what follows the name in a tag.
pub(super) const fn attributes(raw: &str) -> Attributes<'_> {
    Attributes(raw)
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0.as_bytes();
        let equals = memchr(b'=', text)?;
        let quoted = text.get(equals + 1..)?;
        let lead = quoted.iter().position(|b| !b.is_ascii_whitespace())?;
        let quote = quoted.get(lead).copied().filter(|b| matches!(b, b'"' | b'\''))?;
        let start = equals + lead + 2;
        let end = start + memchr(quote, text.get(start..)?)?;
        let (name, value) = (self.0.get(..equals)?, self.0.get(start..end)?);
        self.0 = self.0.get(end + 1..)?;
        Some((local(name.trim_ascii()), value))
    }
}

/// What follows the name in the tag with which `xml` begins.
pub(super) fn first_tag(xml: &str) -> &str {
    let tag = xml.split('>').next().unwrap_or("");
    tag.split_once(|c: char| c.is_ascii_whitespace()).map_or("", |(_, raw)| raw)
}

/// The value of attribute `name`.
pub(super) fn attribute<'a>(raw: &'a str, name: &str) -> Option<&'a str> {
    attributes(raw).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The attribute `val`, which most properties have.
pub(super) fn val(raw: &str) -> Option<&str> {
    attribute(raw, "val")
}

/// `raw` with its references replaced.
pub(super) fn unescaped(raw: &str) -> Cow<'_, str> {
    if raw.contains('&') { escape::unescape(raw).unwrap_or(Cow::Borrowed(raw)) } else { Cow::Borrowed(raw) }
}

/// A property that is on or off (ST_OnOff): on when no value is given.
pub(super) fn on_off(raw: &str) -> bool {
    !matches!(val(raw), Some("0" | "false" | "off"))
}

/// A whole number; measures with a fraction or a unit (Strict files) are rounded to twips.
pub(super) fn number(value: &str) -> Option<i32> {
    let value = value.trim();
    if let Ok(n) = value.parse() {
        return Some(n);
    }
    let digits = value.len() - value.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (figure, unit) = value.split_at_checked(value.len() - digits)?;
    let twips = match unit {
        "" => 1.0,
        "pt" => 20.0,
        "pc" | "pi" => 240.0,
        "in" => 1440.0,
        "cm" => 1440.0 / 2.54,
        "mm" => 144.0 / 2.54,
        _ => return None,
    };
    let figure: f64 = figure.parse().ok()?;
    let rounded = (figure * twips).round();
    // The cast saturates, and no measure of a page comes near.
    rounded.is_finite().then_some(rounded as i32)
}

/// The attribute `val` as a number.
pub(super) fn val_number(raw: &str) -> Option<i32> {
    val(raw).and_then(number)
}

/// `bytes` as text: UTF-8, or UTF-16 with its mark; what is neither is replaced, and the second value is false.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let (text, _, broken) = encoding_rs::UTF_16LE.decode(bytes);
        return (Cow::Owned(text.into_owned()), !broken);
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), true),
        Err(_) => (String::from_utf8_lossy(bytes), false),
    }
}
