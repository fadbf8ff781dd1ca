//! How much bytes look like Chinese in one of its double-byte sets: the share of characters that everyday
//! text uses among all that are not ASCII.

/// Likeness from which bytes are taken for Chinese.
pub(super) const LIKELY: f32 = 0.7;

/// Bytes looked at.
const SAMPLE: usize = 64 << 10;

/// Likeness to GB 18030, from 0 to 1. Everyday text stands in level 1 of GB 2312 (rows 16–55, the 3,755
/// commonest characters) and in its punctuation (rows 1–3).
pub(super) fn gb18030_likeness(bytes: &[u8]) -> f32 {
    likeness(bytes, |lead, rest| match (lead, rest) {
        (0xA1 | 0xA3 | 0xB0..=0xD7, [0xA1..=0xFE, ..]) => (2, 10),
        (0xA2 | 0xD8..=0xF7, [0xA1..=0xFE, ..]) => (2, 6),
        (0x81..=0xFE, [0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..]) => (4, 8),
        (0x81..=0xA0 | 0xAA..=0xFE, [0x40..=0x7E | 0x80..=0xFE, ..]) => (2, 2),
        (0x81..=0xFE, [0x40..=0x7E | 0x80..=0xFE, ..]) => (2, 0),
        _ => (1, -10),
    })
}

/// Likeness to Big5, from 0 to 1. Everyday text stands in level 1 (leads A4–C6) and in punctuation (A1).
pub(super) fn big5_likeness(bytes: &[u8]) -> f32 {
    likeness(bytes, |lead, rest| match (lead, rest) {
        (0xA1 | 0xA4..=0xC6, [0x40..=0x7E | 0xA1..=0xFE, ..]) => (2, 10),
        (0xA2..=0xA3 | 0xC9..=0xF9, [0x40..=0x7E | 0xA1..=0xFE, ..]) => (2, 2),
        _ => (1, -10),
    })
}

/// Walks over the bytes that are not ASCII; `weigh` tells how many bytes a character takes and its points,
/// from -10 to 10.
fn likeness(bytes: &[u8], weigh: impl Fn(u8, &[u8]) -> (usize, i32)) -> f32 {
    let sample = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or(bytes);
    let (mut at, mut characters, mut points) = (0, 0_u32, 0_i32);
    while let Some((&lead, rest)) = sample.get(at..).and_then(<[u8]>::split_first) {
        if lead < 0x80 {
            at += 1;
            continue;
        }
        if rest.is_empty() && characters > 0 {
            break; // cut off by the end of the sample
        }
        let (width, gained) = weigh(lead, rest);
        at += width;
        characters += 1;
        points += gained;
    }
    if characters == 0 { 0.0 } else { points.max(0) as f32 / (characters as f32 * 10.0) }
}
