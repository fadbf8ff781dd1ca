//! Property modifiers ([MS-DOC] 2.6): each an operation code and an operand.

use crate::bytes::{slice, u8_at, u16_at, u32_at};

/// `sprmTDefTable`: columns of a table row.
pub(super) const T_DEF_TABLE: u16 = 0xD608;
/// `sprmPChgTabs`: the one modifier whose length byte may be 255 without meaning it.
const P_CHG_TABS: u16 = 0xC615;

/// One modifier.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sprm<'a> {
    /// Operation code.
    pub code: u16,
    /// Operand, without a length byte.
    pub operand: &'a [u8],
}

impl Sprm<'_> {
    /// The operand's first byte.
    pub fn byte(&self) -> u8 {
        u8_at(self.operand, 0).unwrap_or(0)
    }

    /// The operand as a 16-bit number.
    pub fn word(&self) -> u16 {
        u16_at(self.operand, 0).unwrap_or(0)
    }

    /// The operand as a 32-bit number.
    pub fn dword(&self) -> u32 {
        u32_at(self.operand, 0).unwrap_or(0)
    }
}

/// The modifiers of `grpprl` in order; ends at the first that is not whole.
pub(super) fn sprms(grpprl: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let code = u16_at(grpprl, at)?;
        let (skip, len) = operand(grpprl, at + 2, code)?;
        let operand = slice(grpprl, at + 2 + skip, len)?;
        at += 2 + skip + len;
        Some(Sprm { code, operand })
    })
}

/// Bytes of the length prefix and of the operand, from the code's top three bits (`spra`).
fn operand(grpprl: &[u8], at: usize, code: u16) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ if code == T_DEF_TABLE => (2, usize::from(u16_at(grpprl, at)?).saturating_sub(1)),
        _ => match u8_at(grpprl, at)? {
            255 if code == P_CHG_TABS => (1, change_tabs(grpprl.get(at + 1..)?)?),
            len => (1, usize::from(len)),
        },
    })
}

/// The true length of a `sprmPChgTabs` that is longer than its length byte can say.
fn change_tabs(operand: &[u8]) -> Option<usize> {
    let deleted = usize::from(u8_at(operand, 0)?);
    let added = usize::from(u8_at(operand, 1 + 4 * deleted)?);
    Some(2 + 4 * deleted + 3 * added)
}
