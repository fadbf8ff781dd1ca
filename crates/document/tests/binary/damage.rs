//! Ways to damage a file: what a bad disk, a broken transfer or an ill will does to it.

use proptest::prelude::*;

/// One damage.
#[derive(Debug, Clone)]
pub enum Damage {
    /// Bytes changed at places given in 65536ths of the file.
    Flip(Vec<(u16, u8)>),
    /// Cut off at a place.
    Truncate(u16),
    /// A stretch copied over another: from, to, length in 4096ths.
    Splice(u16, u16, u16),
    /// A 32-bit number set to an extreme value.
    Extreme(u16, u32),
}

/// Any damage.
pub fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        4 => prop::collection::vec(any::<(u16, u8)>(), 1..24).prop_map(Damage::Flip),
        1 => any::<u16>().prop_map(Damage::Truncate),
        2 => (any::<u16>(), any::<u16>(), 1_u16..400).prop_map(|(a, b, n)| Damage::Splice(a, b, n)),
        3 => (any::<u16>(), prop_oneof![Just(0), Just(u32::MAX), Just(0x7FFF_FFFF), Just(0xFFFF), Just(1)])
            .prop_map(|(a, v)| Damage::Extreme(a, v)),
    ]
}

/// `bytes` damaged.
pub fn apply(bytes: &[u8], damage: &Damage) -> Vec<u8> {
    let mut out = bytes.to_vec();
    if out.is_empty() {
        return out;
    }
    let place = |at: u16, len: usize| usize::from(at) * len / 65536;
    match damage {
        Damage::Flip(flips) => {
            for (at, value) in flips {
                let at = place(*at, out.len());
                out[at] = *value;
            }
        }
        Damage::Truncate(at) => out.truncate(place(*at, bytes.len())),
        Damage::Splice(from, to, length) => {
            let (from, to) = (place(*from, bytes.len()), place(*to, bytes.len()));
            let length = (usize::from(*length) * bytes.len() / 4096).min(bytes.len() - from.max(to));
            out[to..to + length].copy_from_slice(&bytes[from..from + length]);
        }
        Damage::Extreme(at, value) => {
            let at = place(*at, bytes.len()) & !1;
            for (slot, byte) in out[at..].iter_mut().zip(value.to_le_bytes()) {
                *slot = byte;
            }
        }
    }
    out
}

/// What every document must keep, damaged or not: whatever an index names exists.
pub fn is_sound(document: &document::Document) -> bool {
    fn blocks_are_sound(document: &document::Document, blocks: &[document::Block]) -> bool {
        blocks.iter().all(|block| match block {
            document::Block::Paragraph(index) => *index < document.paragraphs.len(),
            document::Block::Table(table) => {
                let width = table.rows.first().map_or(0, |row| row.cells.len());
                table.rows.iter().all(|row| {
                    row.cells.len() == width
                        && row.cells.iter().all(|cell| {
                            let covered = cell.covered_by.is_none_or(|(y, x)| {
                                (y as usize) < table.rows.len() && (x as usize) < width && cell.blocks.is_empty()
                            });
                            covered && blocks_are_sound(document, &cell.blocks)
                        })
                })
            }
        })
    }
    let notes = document.notes.iter().all(|note| {
        let anchor = note.anchor.is_none_or(|span| {
            document.paragraphs.get(span.paragraph as usize).is_some_and(|p| p.text.get(span.range()).is_some())
        });
        anchor && note.paragraphs.iter().all(|p| *p < document.paragraphs.len())
    });
    let looks = document.paragraphs.iter().all(|p| {
        p.look.as_ref().is_none_or(|look| p.text.is_char_boundary(look.bold_lead as usize))
            && p.number.as_ref().is_none_or(|n| p.text.is_char_boundary(n.typed as usize))
    });
    notes && looks && blocks_are_sound(document, &document.body)
}
