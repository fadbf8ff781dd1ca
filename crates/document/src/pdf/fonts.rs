//! Fonts, as far as text goes: which characters the codes of a string stand for, and how wide they are
//! (ISO 32000-1, 9.6–9.10).

use std::collections::HashMap;

use encoding_rs::Encoding;
use hayro_cmap::{BfString, CMap, CMapName, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::{glyph_names, unpack};
use crate::{pdf::bounds::Budget, read::ReadError};

/// Most entries of the table of widths that are kept: a font has no more glyphs.
const MOST_WIDTHS: usize = 65_536;

/// A font.
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    /// From glyph numbers of one of Adobe's collections to characters.
    collection: Option<CMap>,
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// Characters of the codes of a simple font.
    simple: HashMap<u8, char>,
    /// Base encoding of a simple font.
    base: Vec<u8>,
}

/// How strings are cut into codes.
enum Codes {
    /// A byte each.
    Single,
    /// Two bytes each, which are glyph numbers.
    Glyphs,
    /// Text in a known encoding; glyph numbers by the CMap of that name.
    Text(&'static Encoding, Option<CMap>),
    /// A CMap of the file's own: two bytes each.
    Own(CMap),
}

/// A character to show.
pub(super) struct Shown {
    /// What it stands for; `None` where the font does not tell.
    pub text: Option<String>,
    /// Its width in thousandths of the font's size.
    pub width: f64,
    /// Whether it is a single byte 32, to which word spacing applies.
    pub is_space: bool,
}

impl Font {
    /// Reads a font dictionary.
    ///
    /// # Errors
    /// [`ReadError::Bomb`] where its tables unpack to too much.
    pub fn read(dict: &Dict<'_>, budget: &mut Budget) -> Result<Self, ReadError> {
        let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => unpack(&stream, budget)?.and_then(|data| CMap::parse(&data, |_| None)),
            None => None,
        };
        let mut font = Self {
            codes: Codes::Single,
            to_unicode,
            collection: None,
            widths: HashMap::new(),
            default_width: 500.0,
            simple: HashMap::new(),
            base: Vec::new(),
        };
        if dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type0") {
            font.read_composite(dict, budget)?;
        } else {
            font.read_simple(dict);
        }
        Ok(font)
    }

    /// The characters that `string` shows.
    pub fn show(&self, string: &[u8]) -> Vec<Shown> {
        let mut shown = Vec::new();
        let mut rest = string;
        while !rest.is_empty() {
            let length = self.code_length(rest).clamp(1, rest.len());
            let (code, after) = rest.split_at(length);
            shown.push(self.character(code));
            rest = after;
        }
        shown
    }

    fn code_length(&self, rest: &[u8]) -> usize {
        match &self.codes {
            Codes::Single => 1,
            Codes::Glyphs | Codes::Own(_) => 2,
            Codes::Text(encoding, _) => code_length(encoding, rest),
        }
    }

    fn character(&self, code: &[u8]) -> Shown {
        let number = code.iter().take(4).fold(0_u32, |sum, b| sum << 8 | u32::from(*b));
        let length = u8::try_from(code.len()).unwrap_or(4);
        let glyph = match &self.codes {
            Codes::Single | Codes::Glyphs => Some(number),
            Codes::Text(_, cmap) => cmap.as_ref().and_then(|cmap| cmap.lookup_cid_code(number, length)),
            Codes::Own(cmap) => cmap.lookup_cid_code(number, length),
        };
        let text =
            self.to_unicode.as_ref().and_then(|cmap| lookup(cmap, number)).or_else(|| self.by_encoding(code, glyph));
        let known = glyph.and_then(|glyph| self.widths.get(&glyph)).copied();
        // Without a glyph number only the kind of character tells: Latin ones take half the width.
        let half = matches!(&self.codes, Codes::Text(..)) && glyph.is_none() && code.len() == 1;
        let width = known.unwrap_or(if half { self.default_width / 2.0 } else { self.default_width });
        Shown { text, width, is_space: code == [32] }
    }

    /// What the code stands for by the font's encoding alone.
    fn by_encoding(&self, code: &[u8], glyph: Option<u32>) -> Option<String> {
        if let Codes::Text(encoding, _) = &self.codes {
            let (text, broken) = encoding.decode_without_bom_handling(code);
            return (!broken).then(|| text.into_owned());
        }
        if let (Codes::Single, [byte]) = (&self.codes, code) {
            let own = self.simple.get(byte).copied();
            return own.or_else(|| glyph_names::in_encoding(&self.base, *byte)).map(String::from);
        }
        self.collection.as_ref().zip(glyph).and_then(|(cmap, glyph)| lookup(cmap, glyph))
    }

    fn read_composite(&mut self, dict: &Dict<'_>, budget: &mut Budget) -> Result<(), ReadError> {
        self.default_width = 1000.0;
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        if let Some(descendant) = &descendant {
            self.default_width = descendant.get::<f64>("DW").unwrap_or(1000.0);
            self.read_composite_widths(descendant);
            self.collection = collection(descendant);
        }
        self.codes = match (dict.get::<Name<'_>>("Encoding"), dict.get::<Stream<'_>>("Encoding")) {
            (Some(name), _) => predefined(name.as_ref()),
            (None, Some(stream)) => {
                let data = unpack(&stream, budget)?.unwrap_or_default();
                CMap::parse(&data, load_embedded).map_or(Codes::Glyphs, Codes::Own)
            }
            (None, None) => Codes::Glyphs,
        };
        Ok(())
    }

    /// `[first [w w …] first last w …]` (9.7.4.3).
    fn read_composite_widths(&mut self, descendant: &Dict<'_>) {
        let Some(array) = descendant.get::<Array<'_>>("W") else { return };
        let mut numbers: Vec<f64> = Vec::new();
        for object in array.iter::<Object<'_>>() {
            if self.widths.len() > MOST_WIDTHS {
                return;
            }
            match object {
                Object::Number(number) => numbers.push(number.as_f64()),
                Object::Array(widths) => {
                    let first = (numbers.pop().unwrap_or(0.0) as u32).min(u32::from(u16::MAX));
                    numbers.clear();
                    self.widths.extend((first..).zip(widths.iter::<f64>().take(MOST_WIDTHS)));
                }
                _ => {}
            }
            if let [first, last, width] = numbers[..] {
                let (first, last) = (first as u32, last as u32);
                self.widths.extend((first..=last).take(MOST_WIDTHS).map(|glyph| (glyph, width)));
                numbers.clear();
            }
        }
    }

    fn read_simple(&mut self, dict: &Dict<'_>) {
        let first = (dict.get::<f64>("FirstChar").unwrap_or(0.0) as u32).min(255);
        // Type 3 fonts state widths in a space of their own.
        let scale =
            dict.get::<Array<'_>>("FontMatrix").and_then(|m| m.iter::<f64>().next()).map_or(1.0, |a| a * 1000.0);
        if let Some(widths) = dict.get::<Array<'_>>("Widths") {
            self.widths.extend((first..).zip(widths.iter::<f64>().take(256).map(|w| w * scale)));
        }
        if let Some(missing) = dict.get::<Dict<'_>>("FontDescriptor").and_then(|d| d.get::<f64>("MissingWidth")) {
            self.default_width = missing;
        }
        if let Some(name) = dict.get::<Name<'_>>("Encoding") {
            self.base = name.as_ref().to_vec();
        } else if let Some(encoding) = dict.get::<Dict<'_>>("Encoding") {
            self.base = encoding.get::<Name<'_>>("BaseEncoding").map(|name| name.as_ref().to_vec()).unwrap_or_default();
            self.read_differences(&encoding);
        }
    }

    fn read_differences(&mut self, encoding: &Dict<'_>) {
        let Some(differences) = encoding.get::<Array<'_>>("Differences") else { return };
        let mut code = 0_u32;
        for object in differences.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => code = number.as_f64() as u32,
                Object::Name(name) => {
                    if let (Ok(byte), Some(c)) = (u8::try_from(code), glyph_names::named(name.as_str())) {
                        self.simple.insert(byte, c);
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
}

fn lookup(cmap: &CMap, code: u32) -> Option<String> {
    match cmap.lookup_bf_string(code)? {
        BfString::Char(c) => Some(c.to_string()),
        BfString::String(text) => Some(text),
    }
    .filter(|text| !text.contains('\0'))
}

/// The collection whose glyphs the font uses, where it is one of the four for Chinese, Japanese, and Korean.
fn collection(descendant: &Dict<'_>) -> Option<CMap> {
    let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let ordering = info.get::<hayro_syntax::object::String<'_>>("Ordering")?;
    let name = match ordering.as_bytes() {
        b"GB1" => CMapName::AdobeGb1Ucs2,
        b"CNS1" => CMapName::AdobeCns1Ucs2,
        b"Japan1" => CMapName::AdobeJapan1Ucs2,
        b"Korea1" => CMapName::AdobeKorea1Ucs2,
        _ => return None,
    };
    CMap::parse(load_embedded(name)?, load_embedded)
}

/// The codes of a predefined CMap (9.7.5.2), whose name tells its character set.
fn predefined(name: &[u8]) -> Codes {
    let text = String::from_utf8_lossy(name);
    let encoding = if text.starts_with("Identity") {
        return Codes::Glyphs;
    } else if text.contains("UCS2") || text.contains("UTF16") {
        encoding_rs::UTF_16BE
    } else if text.contains("UTF8") {
        encoding_rs::UTF_8
    } else if text.starts_with("GB") {
        encoding_rs::GB18030
    } else if text.contains("B5") {
        encoding_rs::BIG5
    } else if text.contains("RKSJ") {
        encoding_rs::SHIFT_JIS
    } else if text.starts_with("EUC") {
        encoding_rs::EUC_JP
    } else if text.starts_with("KSC") {
        encoding_rs::EUC_KR
    } else {
        return own(name).map_or(Codes::Glyphs, Codes::Own);
    };
    Codes::Text(encoding, own(name))
}

fn own(name: &[u8]) -> Option<CMap> {
    CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded)
}

/// Bytes of the character at the start of `rest`.
fn code_length(encoding: &'static Encoding, rest: &[u8]) -> usize {
    let (first, second) = (rest.first().copied().unwrap_or(0), rest.get(1).copied().unwrap_or(0));
    if encoding == encoding_rs::UTF_16BE {
        return if (0xD8..0xDC).contains(&first) { 4 } else { 2 };
    }
    if encoding == encoding_rs::UTF_8 {
        return match first {
            0..=0xBF => 1,
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            _ => 4,
        };
    }
    if encoding == encoding_rs::SHIFT_JIS && (0xA0..=0xDF).contains(&first) {
        return 1;
    }
    match (first, second) {
        (0..=0x80 | 0xFF, _) => 1,
        (_, 0x30..=0x39) if encoding == encoding_rs::GB18030 => 4,
        _ => 2,
    }
}
