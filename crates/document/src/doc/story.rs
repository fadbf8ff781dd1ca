//! One text of the document, cut into paragraphs: hidden and deleted characters and field instructions left
//! out, special characters turned into what a reader sees.

use super::{
    fields::Fields,
    pages::Pages,
    pieces::{Piece, unit},
    properties::{Char, Data, Para},
    styles::Styles,
};
use crate::Look;

/// What all stories share.
pub(super) struct Source<'a> {
    pub main: &'a [u8],
    pub data: Data,
    pub pieces: Vec<Piece<'a>>,
    pub characters: Pages<'a>,
    pub paragraphs: Pages<'a>,
    pub styles: Styles<'a>,
}

/// A paragraph as it was read.
#[derive(Debug, Default)]
pub(super) struct RawParagraph {
    /// Its text; may begin or end with white space.
    pub text: String,
    /// Its properties, as its mark has them.
    pub para: Para,
    /// Whether a cell mark ended it.
    pub cell_end: bool,
    /// Whether a page number stands in it.
    pub page_number: bool,
    /// References that stand in it: character position in the story, byte in the text.
    pub references: Vec<(u32, usize)>,
    /// Index in the story, counted from 0, that of the first where deleted marks joined several.
    pub index: u32,
    /// Character position in the story of its first character.
    pub start: u32,
    sizes: Vec<(u16, usize)>,
    bold_lead: usize,
    bold_ended: bool,
}

impl RawParagraph {
    /// How it looks.
    pub fn look(&self, styles: &Styles<'_>) -> Look {
        let lead = self.text.get(..self.bold_lead).unwrap_or("");
        let all = lead.trim_end().len() == self.text.trim_end().len() && !self.text.trim().is_empty();
        let trimmed = self.text.len() - self.text.trim_start().len();
        let lead = if all { 0 } else { self.bold_lead.saturating_sub(trimmed) };
        Look {
            style: styles.get(self.para.style).map(|s| s.name.clone()).filter(|name| !name.is_empty()),
            size: self.sizes.iter().max_by_key(|(_, chars)| *chars).map(|(size, _)| *size),
            bold: all,
            bold_lead: u32::try_from(lead).unwrap_or(0),
            align: self.para.align,
            ..Look::default()
        }
    }

    fn push(&mut self, c: char, char: Char) {
        if char.bold && !self.bold_ended {
            self.bold_lead = self.text.len() + c.len_utf8();
        } else if !c.is_whitespace() {
            self.bold_ended = true;
        }
        if let Some((_, chars)) = self.sizes.iter_mut().find(|(size, _)| *size == char.size) {
            *chars += 1;
        } else if self.sizes.len() < 16 {
            self.sizes.push((char.size, 1));
        }
        self.text.push(c);
    }
}

/// What a character does.
enum Effect {
    /// It is text.
    Text(char),
    /// It ends the paragraph; whether it is a cell mark.
    End(bool),
    /// It begins, divides or ends a field.
    Field(u16),
    /// It is a reference, a picture, a soft hyphen.
    Nothing,
}

/// Reads characters `range` of the document and hands each paragraph to `each`. `references` are the
/// positions, relative to the range and rising, at which notes hang.
pub(super) fn read(
    source: &Source<'_>,
    range: std::ops::Range<u32>,
    references: &[u32],
    mut each: impl FnMut(RawParagraph),
) {
    let mut reader =
        StoryReader { source, fields: Fields::default(), now: RawParagraph::default(), index: 0, high: None };
    let mut references = references.iter().copied().peekable();
    for piece in source.pieces.iter().filter(|p| p.end > range.start && p.start < range.end) {
        let end = piece.end.min(range.end);
        let mut at = piece.start.max(range.start);
        while at < end {
            let Some(run) = reader.run(piece, at, end) else { break };
            for position in at..run.end {
                let Some(unit) = unit(source.main, piece, position) else { break };
                let here = position - range.start;
                while references.next_if(|reference| *reference < here).is_some() {}
                if references.next_if_eq(&here).is_some() {
                    reader.now.references.push((here, reader.now.text.len()));
                }
                reader.character(unit, here, piece, position, &run, &mut each);
            }
            at = run.end;
        }
    }
    reader.finish(&mut each);
}

/// Characters with the same properties.
struct CharRun {
    end: u32,
    char: Char,
}

struct StoryReader<'s, 'a> {
    source: &'s Source<'a>,
    fields: Fields,
    now: RawParagraph,
    index: u32,
    /// First half of a surrogate pair.
    high: Option<u16>,
}

impl StoryReader<'_, '_> {
    /// The run that begins at character `at` of `piece`.
    fn run(&self, piece: &Piece<'_>, at: u32, end: u32) -> Option<CharRun> {
        let width = if piece.narrow { 1 } else { 2 };
        let fc = piece.fc.checked_add((at - piece.start).checked_mul(width)?)?;
        let run = self.source.characters.at(fc);
        let chars = run.end.saturating_sub(fc).div_ceil(width).max(1);
        let style = self.paragraph_style(piece, at, width);
        let char = self.source.styles.char(style.0).with(run.grpprl, piece.grpprl, &self.source.styles);
        // The paragraph's style may change within a run of characters.
        Some(CharRun { end: at.saturating_add(chars.min(style.1)).min(end), char })
    }

    /// The style of the paragraph around character `at`, and the number of characters it holds for.
    fn paragraph_style(&self, piece: &Piece<'_>, at: u32, width: u32) -> (u16, u32) {
        let fc = piece.fc.saturating_add((at - piece.start).saturating_mul(width));
        let run = self.source.paragraphs.at(fc);
        (run.style.unwrap_or(0), run.end.saturating_sub(fc).div_ceil(width).max(1))
    }

    fn character(
        &mut self,
        unit: u16,
        here: u32,
        piece: &Piece<'_>,
        position: u32,
        run: &CharRun,
        each: &mut impl FnMut(RawParagraph),
    ) {
        let seen = !run.char.deleted && !run.char.hidden;
        match self.effect(unit, run.char) {
            Effect::Field(mark) => {
                if !run.char.deleted {
                    self.now.page_number |= self.fields.mark(mark);
                }
            }
            // A paragraph mark that is deleted or hidden joins its paragraph to the next; a cell mark cannot.
            Effect::End(cell) if seen || cell => {
                self.fields.paragraph_ends();
                let para = self.para(piece, position);
                self.index += 1;
                let next = RawParagraph { index: self.index, start: here + 1, ..RawParagraph::default() };
                let mut done = std::mem::replace(&mut self.now, next);
                done.para = para;
                done.cell_end = cell || done.para.inner_cell_end;
                each(done);
            }
            Effect::End(_) => self.index += 1,
            Effect::Text(c) if seen && self.fields.shows() => self.now.push(c, run.char),
            Effect::Text(c) => self.fields.instruction(c),
            Effect::Nothing => {}
        }
    }

    fn para(&self, piece: &Piece<'_>, position: u32) -> Para {
        let width = if piece.narrow { 1 } else { 2 };
        let fc = piece.fc.saturating_add((position - piece.start).saturating_mul(width));
        let run = self.source.paragraphs.at(fc);
        Para::read(run.style.unwrap_or(0), run.grpprl, piece.grpprl, &self.source.styles, &self.source.data)
    }

    fn effect(&mut self, unit: u16, char: Char) -> Effect {
        if let Some(symbol) = char.symbol {
            return symbol_of(symbol).map_or(Effect::Nothing, Effect::Text);
        }
        match unit {
            // A section or page break ends the paragraph as well.
            0x0D | 0x0C => Effect::End(false),
            0x07 => Effect::End(true),
            0x0B => Effect::Text('\n'),
            0x0E => Effect::Text('\n'),
            0x09 => Effect::Text('\t'),
            0x13..=0x15 => Effect::Field(unit),
            0x1E => Effect::Text('-'),
            0x1F | 0..=0x1D => Effect::Nothing,
            0x28 if char.special => Effect::Nothing,
            0xD800..=0xDBFF => {
                self.high = Some(unit);
                Effect::Nothing
            }
            0xDC00..=0xDFFF => {
                let pair = [self.high.take().unwrap_or(0), unit];
                let whole = char::decode_utf16(pair).next().and_then(Result::ok).filter(|c| *c != '\0');
                whole.map_or(Effect::Nothing, Effect::Text)
            }
            _ => char::from_u32(u32::from(unit)).map_or(Effect::Nothing, Effect::Text),
        }
    }

    /// Text after the last mark is kept.
    fn finish(self, each: &mut impl FnMut(RawParagraph)) {
        if !self.now.text.trim().is_empty() {
            each(self.now);
        }
    }
}

/// Common signs of the symbol fonts (Wingdings).
fn symbol_of(symbol: u16) -> Option<char> {
    match symbol {
        0xF0FC => Some('✓'),
        0xF0FE | 0xF052 => Some('☑'),
        0xF0A8 | 0xF06F | 0xF0A3 => Some('□'),
        0xF06E | 0xF0A7 => Some('■'),
        0xF0B7 | 0xF06C => Some('●'),
        0xE000..=0xF8FF => None,
        _ => char::from_u32(u32::from(symbol)),
    }
}
