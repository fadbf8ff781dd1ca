//! Strings ([MS-XLS] 2.5.293 and 2.5.294), which may go on in the next record in the middle of a character run.

use crate::bytes::{u8_at, u16_at, u32_at};

/// Data of a record and of those that continue it.
pub(super) struct Chunks<'a> {
    chunks: Vec<&'a [u8]>,
    chunk: usize,
    at: usize,
}

impl<'a> Chunks<'a> {
    pub fn new(first: &'a [u8], more: impl Iterator<Item = &'a [u8]>) -> Self {
        Self { chunks: std::iter::once(first).chain(more).collect(), chunk: 0, at: 0 }
    }

    /// The rest of the chunk at hand; the next one where nothing is left of it.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let chunk = *self.chunks.get(self.chunk)?;
            match chunk.get(self.at..).filter(|rest| !rest.is_empty()) {
                Some(rest) => return Some(rest),
                None => (self.chunk, self.at) = (self.chunk + 1, 0),
            }
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = u8_at(self.rest()?, 0)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |sum, n| Some(sum | u32::from(self.byte()?) << (8 * n)))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let taken = self.rest()?.len().min(bytes);
            self.at += taken;
            bytes -= taken;
        }
        Some(())
    }

    /// A string with `count` characters, its flags before them.
    fn string(&mut self, count: usize) -> Option<String> {
        let flags = self.byte()?;
        let runs = if flags & 0x08 != 0 { self.number(2)? as usize } else { 0 };
        let extra = if flags & 0x04 != 0 { self.number(4)? as usize } else { 0 };
        let text = self.characters(count, flags & 1 != 0)?;
        // A string cut short in what follows its text is still one.
        let _ = self.skip(4 * runs).and_then(|()| self.skip(extra));
        Some(text)
    }

    fn characters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            let fresh = self.chunk;
            let rest = self.rest()?;
            // Where characters go on in another record, a byte says anew how wide they are.
            let rest = if self.chunk != fresh && !units.is_empty() {
                wide = u8_at(rest, 0)? & 1 != 0;
                self.at += 1;
                rest.get(1..)?
            } else {
                rest
            };
            let width = if wide { 2 } else { 1 };
            let taken = (rest.len() / width).min(count - units.len());
            if taken == 0 {
                // Half a character: nothing sound comes after it.
                self.at += rest.len();
                continue;
            }
            let unit = |n| if wide { u16_at(rest, 2 * n) } else { u8_at(rest, n).map(u16::from) };
            units.extend((0..taken).map_while(unit));
            self.at += taken * width;
        }
        Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}

/// The shared strings, as many as are whole.
pub(super) fn shared(mut chunks: Chunks<'_>) -> Vec<String> {
    let mut all = Vec::new();
    if chunks.skip(8).is_some() {
        while let Some(text) = chunks.number(2).and_then(|count| chunks.string(count as usize)) {
            all.push(text);
        }
    }
    all
}

/// A string with a length of two bytes.
pub(super) fn long(data: &[u8]) -> Option<String> {
    let mut chunks = Chunks::new(data, std::iter::empty());
    let count = chunks.number(2)? as usize;
    chunks.string(count)
}

/// A string with a length of one byte.
pub(super) fn short(data: &[u8]) -> Option<String> {
    let mut chunks = Chunks::new(data, std::iter::empty());
    let count = chunks.number(1)? as usize;
    chunks.string(count)
}

/// A number in the short form ([MS-XLS] 2.5.217): an integer or the upper half of a double, maybe times 100.
pub(super) fn rk(data: &[u8], at: usize) -> Option<f64> {
    let raw = u32_at(data, at)?;
    let value = if raw & 2 != 0 {
        f64::from(raw.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(raw & 0xFFFF_FFFC) << 32)
    };
    Some(if raw & 1 != 0 { value / 100.0 } else { value })
}
