//! The style sheet ([MS-DOC] 2.9.271).

use super::properties::{Char, Para};
use crate::bytes::{slice, u16_at, utf16_at};

/// `sti` of the built-in style Title.
const TITLE: u16 = 62;
/// How far a chain of styles is followed: one that runs in a circle must end.
const DEPTH: usize = 12;
/// Longest list of modifiers of a style that is looked at, in bytes; sound ones have a tenth of it.
const LONGEST: usize = 2048;
/// Index that stands for no style.
const NIL: u16 = 0x0FFF;

/// A style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style<'a> {
    /// Index of the style it is based on.
    base: u16,
    /// Index of the built-in style that it is, if it is one.
    built_in: u16,
    /// Its name.
    pub name: String,
    /// Paragraph properties.
    papx: &'a [u8],
    /// Character properties.
    chpx: &'a [u8],
}

/// All styles, by index, with what each means once those it is based on are taken in.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    styles: Vec<Style<'a>>,
    paras: Vec<Para>,
    chars: Vec<Char>,
}

impl<'a> Styles<'a> {
    /// Reads the `STSH`; styles after the first broken one are missing.
    pub fn read(stsh: &'a [u8]) -> Self {
        let mut all = Self { styles: styles(stsh).unwrap_or_default(), ..Self::default() };
        let indices = 0..u16::try_from(all.styles.len()).unwrap_or(u16::MAX);
        all.paras = indices.clone().map(|n| Para::of_styles(&all.chain(n))).collect();
        all.chars = indices.map(|n| Char::of_styles(&all.chain(n))).collect();
        all
    }

    /// The style `index`.
    pub fn get(&self, index: u16) -> Option<&Style<'a>> {
        self.styles.get(usize::from(index))
    }

    /// Paragraph properties of style `index`.
    pub fn para(&self, index: u16) -> Para {
        self.paras.get(usize::from(index)).cloned().unwrap_or_default()
    }

    /// Character properties of paragraph style `index`.
    pub fn char(&self, index: u16) -> Char {
        self.chars.get(usize::from(index)).copied().unwrap_or_default()
    }

    /// The style `index` and those it is based on, the most general first.
    fn chain(&self, index: u16) -> Vec<&Style<'a>> {
        let mut chain = Vec::new();
        let mut next = index;
        while let Some(style) = self.get(next).filter(|_| next != NIL && chain.len() < DEPTH) {
            chain.push(style);
            next = style.base;
        }
        chain.reverse();
        chain
    }
}

impl<'a> Style<'a> {
    /// Paragraph properties.
    pub fn papx(&self) -> &'a [u8] {
        self.papx
    }

    /// Character properties.
    pub fn chpx(&self) -> &'a [u8] {
        self.chpx
    }

    /// Depth of the heading that the style is for: built-in `heading 1` to `heading 9`, or a name that says so
    /// in English or in Chinese (`标题 1`), as WPS writes them.
    pub fn heading(&self) -> Option<u8> {
        if let 1..=9 = self.built_in {
            return u8::try_from(self.built_in).ok();
        }
        let name = self.name.trim().to_lowercase();
        let digit = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim();
        digit.parse().ok().filter(|depth| (1..=9).contains(depth))
    }

    /// Whether the style is for the title of the paper.
    pub fn is_title(&self) -> bool {
        self.built_in == TITLE || matches!(self.name.trim().to_lowercase().as_str(), "title" | "标题")
    }
}

fn styles(stsh: &[u8]) -> Option<Vec<Style<'_>>> {
    let header = usize::from(u16_at(stsh, 0)?);
    let count = usize::from(u16_at(stsh, 2)?);
    let base = usize::from(u16_at(stsh, 4)?);
    let mut at = 2 + header;
    let mut all = Vec::new();
    for _ in 0..count {
        let Some(len) = u16_at(stsh, at).map(usize::from) else { break };
        let Some(std) = slice(stsh, at + 2, len) else { break };
        all.push(style(std, base).unwrap_or(Style { base: NIL, built_in: NIL, ..Style::default() }));
        at += 2 + len + len % 2;
    }
    Some(all)
}

/// One `STD`; `base` is the length of its fixed part.
fn style(std: &[u8], base: usize) -> Option<Style<'_>> {
    let built_in = u16_at(std, 0)? & 0x0FFF;
    let kind = u16_at(std, 2)? & 0x000F;
    let based_on = u16_at(std, 2)? >> 4;
    let chars = usize::from(u16_at(std, base)?);
    let name = utf16_at(std, base + 2, chars)?;
    let mut at = base + 2 + 2 * chars + 2;
    let mut style = Style { base: based_on, built_in, name, papx: &[], chpx: &[] };
    if kind == 1 {
        // The paragraph part begins with the style's own index.
        style.papx = next_upx(std, &mut at).and_then(|upx| upx.get(2..)).map_or(&[], shortened);
    }
    if kind == 1 || kind == 2 {
        style.chpx = next_upx(std, &mut at).map_or(&[], shortened);
    }
    Some(style)
}

fn shortened(upx: &[u8]) -> &[u8] {
    upx.get(..LONGEST).unwrap_or(upx)
}

fn next_upx<'a>(std: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let len = usize::from(u16_at(std, *at)?);
    let upx = slice(std, *at + 2, len)?;
    *at += 2 + len + len % 2;
    Some(upx)
}
