//! Formatted disk pages ([MS-DOC] 2.9.33 and 2.9.171): which properties the bytes of the text have.
//!
//! Pages are looked up when they are needed and never expanded, so that a file whose tables name one page
//! a million times costs no memory.

use crate::bytes::{slice, u8_at, u16_at, u32_at};

/// Bytes of a page.
const PAGE: usize = 512;

/// The properties of a run of bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a> {
    /// One past the last byte they hold for.
    pub end: u32,
    /// Index of the style, for paragraphs.
    pub style: Option<u16>,
    /// Property modifiers.
    pub grpprl: &'a [u8],
}

/// What a page tells about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Characters,
    Paragraphs,
}

/// The pages of one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pages<'a> {
    kind: Kind,
    bins: &'a [u8],
    main: &'a [u8],
}

impl<'a> Pages<'a> {
    /// `bins` is the `PlcBteChpx` or `PlcBtePapx`, `main` the stream `WordDocument`.
    pub fn new(kind: Kind, bins: &'a [u8], main: &'a [u8]) -> Self {
        Self { kind, bins, main }
    }

    /// The properties of byte `fc` of the text.
    pub fn at(&self, fc: u32) -> Run<'a> {
        let bins = self.bins.len().saturating_sub(4) / 8;
        let first = |n: usize| u32_at(self.bins, 4 * n).unwrap_or(u32::MAX);
        let after = partition(bins + 1, |n| first(n) <= fc);
        let nothing = Run { end: if after > bins { u32::MAX } else { first(after) }, style: None, grpprl: &[] };
        let Some(bin) = after.checked_sub(1).filter(|n| *n < bins) else { return nothing };
        self.in_page(bin, bins, fc).unwrap_or(nothing)
    }

    fn in_page(&self, bin: usize, bins: usize, fc: u32) -> Option<Run<'a>> {
        let number = (u32_at(self.bins, 4 * (bins + 1) + 4 * bin)? & 0x003F_FFFF) as usize;
        let page = slice(self.main, number.checked_mul(PAGE)?, PAGE)?;
        let runs = usize::from(u8_at(page, PAGE - 1)?);
        let bound = |n: usize| u32_at(page, 4 * n).unwrap_or(u32::MAX);
        let run = partition(runs + 1, |n| bound(n) <= fc).checked_sub(1).filter(|n| *n < runs)?;
        let (style, grpprl) = match self.kind {
            Kind::Characters => (None, character(page, runs, run).unwrap_or(&[])),
            Kind::Paragraphs => paragraph(page, runs, run).map_or((None, &[][..]), |(s, g)| (Some(s), g)),
        };
        Some(Run { end: bound(run + 1), style, grpprl })
    }
}

fn character(page: &[u8], runs: usize, run: usize) -> Option<&[u8]> {
    let at = 2 * usize::from(u8_at(page, 4 * (runs + 1) + run).filter(|at| *at != 0)?);
    slice(page, at + 1, usize::from(u8_at(page, at)?))
}

fn paragraph(page: &[u8], runs: usize, run: usize) -> Option<(u16, &[u8])> {
    let at = 2 * usize::from(u8_at(page, 4 * (runs + 1) + 13 * run).filter(|at| *at != 0)?);
    let (start, len) = match usize::from(u8_at(page, at)?) {
        0 => (at + 2, 2 * usize::from(u8_at(page, at + 1)?)),
        half => (at + 1, 2 * half - 1),
    };
    let papx = slice(page, start, len)?;
    Some((u16_at(papx, 0)?, papx.get(2..)?))
}

/// The first of `0..len` for which `holds` no longer does.
fn partition(len: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
