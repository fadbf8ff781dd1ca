//! What a file may unpack to. The parser unpacks object streams by itself and without a limit, so that bombs must
//! be found before it sees the file.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use crate::read::{Limits, ReadError};

/// What a deflate stream can unpack to at most, for each byte of it.
const DEFLATE_RATIO: u64 = 1032;
/// How many packings inside each other are looked through.
const NESTED: u32 = 4;

/// Bytes that content may still unpack to.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    left: u64,
}

impl Budget {
    pub fn new(limits: Limits) -> Self {
        Self { limit: limits.unpacked, left: limits.unpacked }
    }

    /// Takes `bytes` off.
    ///
    /// # Errors
    /// [`ReadError::Bomb`] where they are not there.
    pub fn spend(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.left = self.left.checked_sub(bytes as u64).ok_or_else(|| self.bomb())?;
        Ok(())
    }

    /// Refuses packed bytes that would unpack to more than the whole limit.
    ///
    /// # Errors
    /// [`ReadError::Bomb`].
    pub fn admit(&self, packed: &[u8]) -> Result<(), ReadError> {
        if exceeds(packed, self.limit, NESTED) { Err(self.bomb()) } else { Ok(()) }
    }

    fn bomb(&self) -> ReadError {
        ReadError::Bomb { limit: self.limit }
    }
}

/// Refuses a file with a stream that alone unpacks to more than the limit. Streams are found by their keyword,
/// whatever their dictionaries say of them.
///
/// # Errors
/// [`ReadError::Bomb`].
pub(super) fn admit_streams(bytes: &[u8], budget: &Budget) -> Result<(), ReadError> {
    let end = memmem::Finder::new(b"endstream");
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memmem::find(rest, b"stream")) {
        let start = at + found + b"stream".len();
        let rest = bytes.get(start..).unwrap_or(&[]);
        let line_end = rest.iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let data = rest.get(line_end..).unwrap_or(&[]);
        let length = if is_zlib(data) { end.find(data).unwrap_or(data.len()) } else { 0 };
        budget.admit(data.get(..length).unwrap_or(&[]))?;
        at = start + line_end + length;
    }
    Ok(())
}

/// Whether `packed` unpacks to more than `limit` bytes, or to something packed that does.
fn exceeds(packed: &[u8], limit: u64, nested: u32) -> bool {
    if nested == 0 || !is_zlib(packed) {
        return false;
    }
    let mut head = Vec::new();
    // A broken stream unpacks to what came before the break: never more.
    let _ = ZlibDecoder::new(packed).take(2).read_to_end(&mut head);
    let inner = is_zlib(&head);
    if !inner && packed.len() as u64 * DEFLATE_RATIO <= limit {
        return false;
    }
    let mut unpacked = ZlibDecoder::new(packed).take(limit.saturating_add(1));
    if !inner {
        return std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap_or(0) > limit;
    }
    let mut content = Vec::new();
    let _ = unpacked.read_to_end(&mut content);
    content.len() as u64 > limit || exceeds(&content, limit, nested - 1)
}

/// Whether `data` begins with the header of a zlib stream (RFC 1950).
fn is_zlib(data: &[u8]) -> bool {
    match data {
        [method, flags, ..] => method & 0x0F == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31),
        _ => false,
    }
}
