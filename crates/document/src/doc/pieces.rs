//! The piece table ([MS-DOC] 2.8.35): from character positions to bytes of the stream `WordDocument`.

use super::fib::damaged;
use crate::{
    bytes::{slice, u8_at, u16_at, u32_at},
    read::ReadError,
};

/// A stretch of text that stands together in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// First character position.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// First byte in the stream.
    pub fc: u32,
    /// One byte a character (Windows-1252) instead of two (UTF-16).
    pub narrow: bool,
    /// Property modifiers that hold for the whole piece (left by fast saving).
    pub grpprl: Modifiers<'a>,
}

/// Property modifiers of a piece.
#[derive(Debug, Clone, Copy)]
pub(super) enum Modifiers<'a> {
    /// A list of them.
    List(&'a [u8]),
    /// One, packed: operation code and operand.
    One(u16, u8),
}

/// Reads the pieces out of the `Clx`.
///
/// # Errors
/// [`ReadError::Damaged`] where there is no piece table, or where it stands for more characters than
/// `most`: pieces do not overlap, so that a sound file has a byte for each.
pub(super) fn read(clx: &[u8], most: usize) -> Result<Vec<Piece<'_>>, ReadError> {
    let (modifiers, table) = split(clx).ok_or_else(damaged)?;
    let count = table.len().saturating_sub(4) / 12;
    let mut pieces = Vec::new();
    let mut characters = 0_u64;
    for n in 0..count {
        let Some(piece) = piece(table, count, n, &modifiers) else { break };
        if piece.end < piece.start {
            break;
        }
        characters += u64::from(piece.end - piece.start);
        if characters > most as u64 {
            return Err(damaged());
        }
        pieces.push(piece);
    }
    if pieces.is_empty() { Err(damaged()) } else { Ok(pieces) }
}

/// The lists of modifiers and the table of pieces.
fn split(clx: &[u8]) -> Option<(Vec<&[u8]>, &[u8])> {
    let mut modifiers = Vec::new();
    let mut at = 0;
    loop {
        match u8_at(clx, at)? {
            1 => {
                let len = usize::from(u16_at(clx, at + 1)?);
                modifiers.push(slice(clx, at + 3, len)?);
                at += 3 + len;
            }
            2 => {
                let len = u32_at(clx, at + 1)? as usize;
                return Some((modifiers, clx.get(at + 5..)?.get(..len).unwrap_or(clx.get(at + 5..)?)));
            }
            _ => return None,
        }
    }
}

fn piece<'a>(table: &[u8], count: usize, n: usize, modifiers: &[&'a [u8]]) -> Option<Piece<'a>> {
    let descriptor = 4 * (count + 1) + 8 * n;
    let raw = u32_at(table, descriptor + 2)?;
    let narrow = raw & 0x4000_0000 != 0;
    let offset = raw & 0x3FFF_FFFF;
    let prm = u16_at(table, descriptor + 6)?;
    let grpprl = if prm & 1 == 1 {
        Modifiers::List(modifiers.get(usize::from(prm >> 1)).copied().unwrap_or(&[]))
    } else {
        Modifiers::One(unpack(prm >> 1 & 0x7F), prm.to_le_bytes()[1])
    };
    Some(Piece {
        start: u32_at(table, 4 * n)?,
        end: u32_at(table, 4 * (n + 1))?,
        fc: if narrow { offset / 2 } else { offset },
        narrow,
        grpprl,
    })
}

/// Operation codes of the packed modifiers that matter to the text ([MS-DOC] 2.9.214); 0 for the others.
const fn unpack(packed: u16) -> u16 {
    match packed {
        0x18 => 0x2416,
        0x19 => 0x2417,
        0x41 => 0x0800,
        0x43 => 0x0802,
        0x55 => 0x0835,
        0x5C => 0x083C,
        _ => 0,
    }
}

/// Characters 0x80–0x9F of Windows-1252.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The UTF-16 unit of character `position`; `None` where the stream ends before it.
pub(super) fn unit(main: &[u8], piece: &Piece<'_>, position: u32) -> Option<u16> {
    let offset = (position - piece.start) as usize;
    if !piece.narrow {
        return u16_at(main, piece.fc as usize + 2 * offset);
    }
    let byte = u8_at(main, piece.fc as usize + offset)?;
    let high = usize::from(byte).checked_sub(0x80).and_then(|n| HIGH.get(n));
    Some(high.map_or(u16::from(byte), |c| u16::try_from(*c as u32).unwrap_or(0xFFFD)))
}
