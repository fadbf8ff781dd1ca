//! Tells UTF-16 without a mark, and UTF-8 with a few bad bytes, from everything else.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes looked at to tell UTF-16.
const SAMPLE: usize = 4096;

/// UTF-16 without a byte order mark, where the high bytes of nearly all units are those of Chinese text and
/// the low bytes are not.
pub(super) fn sixteen(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) && bytes.len() < SAMPLE {
        return None;
    }
    let sample = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or(bytes);
    // No text in one of the other encodings holds NUL; without one only a text with all its characters in
    // the Chinese blocks can be UTF-16, and that is told from its high bytes below.
    let nul = memchr::memchr(0, sample).is_some();
    if !nul && (sample.is_ascii() || simdutf8::basic::from_utf8(bytes).is_ok()) {
        return None;
    }
    let likely = |high: usize| -> bool {
        let low = 1 - high;
        let (mut units, mut fits, mut low_bits, mut marks) = (0_usize, 0_usize, 0_usize, 0_usize);
        for pair in sample.chunks_exact(2) {
            let (Some(&h), Some(&l)) = (pair.get(high), pair.get(low)) else { continue };
            units += 1;
            fits += usize::from(matches!(h, 0x4E..=0x9F | 0x20 | 0x30 | 0xFF | 0xD8..=0xDF) || (h == 0 && is_text(l)));
            low_bits += usize::from(h != 0 && !(0x20..0x7F).contains(&l));
            marks += usize::from(matches!((h, l), (0x30, 0x01 | 0x02) | (0xFF, 0x0C | 0x1A | 0x1B)));
        }
        // Latin text has a zero in each unit; Chinese text has low bytes of all values, unlike ASCII, and
        // its marks 、。，：；.
        fits * 100 >= units * 97 && (nul || (low_bits * 3 >= units && marks > 0))
    };
    match (likely(1), likely(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

fn is_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7E | 0xA0..)
}

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same, with a few bad ones: text in another
/// encoding holds hardly any valid sequences by chance.
pub(super) fn mostly_eight(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
        if bad > 64 && good < bad * 3 {
            return false;
        }
    }
    good >= bad * 3
}
