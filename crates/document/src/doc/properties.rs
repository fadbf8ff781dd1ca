//! Properties of paragraphs and characters, styles and direct formatting put together.

use std::cell::Cell;

use super::{
    pieces::Modifiers,
    rows::RowShape,
    sprm::{Sprm, T_DEF_TABLE, sprms},
    styles::{Style, Styles},
};
use crate::{
    Align,
    bytes::{slice, u16_at},
};

/// Deepest nesting of tables that is followed.
const MOST_NESTED: u32 = 16;

/// What is known of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    /// Index of its style.
    pub style: u16,
    /// Depth of nesting in tables, 0 outside.
    pub nesting: u32,
    in_table: bool,
    /// The mark ends a row of the outermost table.
    pub row_end: bool,
    /// The mark ends a cell of a nested table.
    pub inner_cell_end: bool,
    /// The mark ends a row of a nested table.
    pub inner_row_end: bool,
    /// Index of the list it belongs to, from 1; 0 for none.
    pub list: u16,
    /// Level in the list, from 0.
    pub list_level: u8,
    /// Outline level, from 0; 9 for running text.
    pub outline: Option<u8>,
    /// Alignment.
    pub align: Option<Align>,
    /// Columns of the row that the mark ends.
    pub row: RowShape,
}

impl Para {
    /// Depth of nesting in tables, 0 outside.
    pub fn depth(&self) -> usize {
        let depth = if self.in_table { self.nesting.max(1) } else { 0 };
        depth.min(MOST_NESTED) as usize
    }

    /// The properties that a chain of styles gives, the most general first.
    pub fn of_styles(chain: &[&Style<'_>]) -> Self {
        let mut para = Self::default();
        for style in chain {
            sprms(style.papx()).for_each(|sprm| para.apply(sprm));
        }
        para
    }

    /// The paragraph's style `style` with its direct formatting over it.
    pub fn read(style: u16, grpprl: &[u8], piece: Modifiers<'_>, styles: &Styles<'_>, data: &Data) -> Self {
        let mut para = Self { style, ..styles.para(style) };
        for sprm in sprms(grpprl) {
            if matches!(sprm.code, 0x6645 | 0x6646) {
                sprms(data.at(sprm.dword())).for_each(|sprm| para.apply(sprm));
            } else {
                para.apply(sprm);
            }
        }
        match piece {
            Modifiers::List(list) => sprms(list).for_each(|sprm| para.apply(sprm)),
            Modifiers::One(code, operand) => para.apply(Sprm { code, operand: &[operand] }),
        }
        para
    }

    fn apply(&mut self, sprm: Sprm<'_>) {
        match sprm.code {
            0x4600 => self.style = sprm.word(),
            0x2403 | 0x2461 => self.align = align(sprm.byte()),
            0x260A => self.list_level = sprm.byte(),
            0x460B => self.list = sprm.word(),
            0x2640 => self.outline = Some(sprm.byte()),
            0x2416 => self.in_table = sprm.byte() != 0,
            0x2417 => self.row_end = sprm.byte() != 0,
            0x6649 => self.nesting = sprm.dword(),
            0x664A => self.nesting = self.nesting.saturating_add_signed(sprm.dword().cast_signed()),
            0x244B => self.inner_cell_end = sprm.byte() != 0,
            0x244C => self.inner_row_end = sprm.byte() != 0,
            T_DEF_TABLE => self.row = RowShape::read(sprm.operand),
            0x5624 => self.row.merge_across(sprm.operand),
            0xD62B => self.row.merge_down(sprm.operand),
            _ => {}
        }
    }
}

/// The stream `Data`, where formatting stands that is too long for its page.
#[derive(Debug)]
pub(super) struct Data {
    bytes: Vec<u8>,
    /// Bytes that may still be looked at: a million paragraphs can name one long list.
    budget: Cell<usize>,
}

impl Data {
    pub fn new(bytes: Vec<u8>) -> Self {
        let budget = Cell::new(bytes.len().saturating_mul(16).saturating_add(1 << 20));
        Self { bytes, budget }
    }

    /// The modifiers at `offset`.
    fn at(&self, offset: u32) -> &[u8] {
        let offset = offset as usize;
        let len = u16_at(&self.bytes, offset).map_or(0, usize::from);
        let Some(left) = self.budget.get().checked_sub(len) else { return &[] };
        self.budget.set(left);
        slice(&self.bytes, offset.saturating_add(2), len).unwrap_or(&[])
    }
}

const fn align(jc: u8) -> Option<Align> {
    match jc {
        0 => Some(Align::Left),
        1 => Some(Align::Center),
        2 => Some(Align::Right),
        3..=5 => Some(Align::Justify),
        _ => None,
    }
}

/// What is known of a run of characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Char {
    /// Bold.
    pub bold: bool,
    /// Hidden.
    pub hidden: bool,
    /// Deleted under tracked changes.
    pub deleted: bool,
    /// Control characters are what they stand for, not themselves.
    pub special: bool,
    /// Size in half-points.
    pub size: u16,
    /// The character of a symbol font that stands here.
    pub symbol: Option<u16>,
}

impl Char {
    /// The properties that a chain of styles gives, the most general first.
    pub fn of_styles(chain: &[&Style<'_>]) -> Self {
        let mut char = Self { size: 20, ..Self::default() };
        for style in chain {
            let base = char;
            sprms(style.chpx()).for_each(|sprm| char.apply(sprm, base));
        }
        char
    }

    /// `self`, the properties by the paragraph's style, with direct formatting over them.
    pub fn with(self, grpprl: &[u8], piece: Modifiers<'_>, styles: &Styles<'_>) -> Self {
        let mut char = self;
        // A character style comes first, whatever the order in the file.
        for sprm in sprms(grpprl).filter(|sprm| sprm.code == 0x4A30) {
            if let Some(style) = styles.get(sprm.word()) {
                sprms(style.chpx()).for_each(|sprm| char.apply(sprm, self));
            }
        }
        let base = char;
        sprms(grpprl).for_each(|sprm| char.apply(sprm, base));
        match piece {
            Modifiers::List(list) => sprms(list).for_each(|sprm| char.apply(sprm, base)),
            Modifiers::One(code, operand) => char.apply(Sprm { code, operand: &[operand] }, base),
        }
        char
    }

    fn apply(&mut self, sprm: Sprm<'_>, base: Self) {
        match sprm.code {
            0x0800 => self.deleted = toggled(sprm.byte(), base.deleted),
            0x0835 => self.bold = toggled(sprm.byte(), base.bold),
            0x083C => self.hidden = toggled(sprm.byte(), base.hidden),
            0x0855 => self.special = toggled(sprm.byte(), base.special),
            0x4A43 => self.size = sprm.word(),
            0x6A09 => {
                self.symbol = u16_at(sprm.operand, 2);
                self.special = true;
            }
            _ => {}
        }
    }
}

/// The value of a toggle ([MS-DOC] 2.9.327): off, on, as the style has it, or the opposite of that.
const fn toggled(operand: u8, base: bool) -> bool {
    match operand {
        0 => false,
        0x80 => base,
        0x81 => !base,
        _ => true,
    }
}
