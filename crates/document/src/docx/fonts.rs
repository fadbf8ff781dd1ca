//! Names of fonts: kept once, and those of the theme looked up when one is asked for.

use std::collections::HashMap;

use memchr::memmem;

use super::{
    package::{Package, Part},
    xml::{self, attributes, local, unescaped},
};

/// A font: an index into the names, or a place in the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    /// Stated by name.
    Named(u16),
    /// The theme's font of headings.
    Major,
    /// The theme's font of running text.
    Minor,
}

/// Names of fonts.
#[derive(Default)]
pub(super) struct Fonts {
    names: Vec<Box<str>>,
    by_name: HashMap<Box<str>, u16>,
    last: u16,
    theme: Option<Theme>,
}

/// The East Asian fonts of a theme.
#[derive(Default)]
struct Theme {
    major: Option<String>,
    minor: Option<String>,
}

impl Fonts {
    /// The font of East Asian characters that an `rFonts` states.
    pub(super) fn east_asian(&mut self, raw: &str) -> Option<Font> {
        let mut named = None;
        for (name, value) in attributes(raw) {
            match name {
                // A theme's font wins over a name beside it (17.3.2.26).
                "eastAsiaTheme" if value.starts_with("major") => return Some(Font::Major),
                "eastAsiaTheme" => return Some(Font::Minor),
                "eastAsia" => named = Some(value),
                _ => {}
            }
        }
        self.intern(&unescaped(named?))
    }

    fn intern(&mut self, name: &str) -> Option<Font> {
        if self.names.get(usize::from(self.last)).is_some_and(|last| **last == *name) {
            return Some(Font::Named(self.last));
        }
        if let Some(&index) = self.by_name.get(name) {
            self.last = index;
            return Some(Font::Named(index));
        }
        let index = u16::try_from(self.names.len()).ok()?;
        self.names.push(name.into());
        self.by_name.insert(name.into(), index);
        self.last = index;
        Some(Font::Named(index))
    }

    /// The name of `font`; the theme is read from part `theme` the first time that it is needed.
    pub(super) fn name(&mut self, font: Font, package: &mut Package<'_>, theme: Option<&str>) -> Option<String> {
        if let Font::Named(index) = font {
            return self.names.get(usize::from(index)).map(|name| name.to_string());
        }
        let theme = self.theme.get_or_insert_with(|| {
            theme.and_then(|name| package.part(name).ok().flatten()).map(|mut part| read(&mut part)).unwrap_or_default()
        });
        if font == Font::Major { theme.major.clone() } else { theme.minor.clone() }
    }
}

/// The fonts stand in `fontScheme`, behind the colours and before the long rest.
fn read(part: &mut Part<'_>) -> Theme {
    const CLOSE: &[u8] = b"minorFont>";
    let is_closed = |bytes: &[u8]| memmem::find_iter(bytes, CLOSE).nth(1).is_some();
    while !is_closed(part.bytes()) && part.more(4 << 10) {}
    let (xml, _) = xml::decode(part.bytes());
    let faces = |name: &str| xml.split_once(name).and_then(|(_, fonts)| face(fonts, name));
    Theme { major: faces("majorFont"), minor: faces("minorFont") }
}

/// The East Asian face among `fonts`, up to the end of the collection `name`, or failing that the one for
/// simplified Chinese.
fn face(fonts: &str, name: &str) -> Option<String> {
    let mut chinese = None;
    for tag in fonts.split('<').skip(1) {
        let full = tag.split(|c: char| c.is_ascii_whitespace() || c == '>').next().unwrap_or("");
        let kind = local(full.trim_start_matches('/'));
        match kind {
            "ea" => {
                if let Some(face) = xml::attribute(xml::first_tag(tag), "typeface").filter(|face| !face.is_empty()) {
                    return Some(unescaped(face).into_owned());
                }
            }
            "font" if chinese.is_none() && tag.contains("\"Hans\"") => {
                chinese = xml::attribute(xml::first_tag(tag), "typeface").filter(|face| !face.is_empty());
            }
            _ if kind == name => break,
            _ => {}
        }
    }
    chinese.map(|face| unescaped(face).into_owned())
}
