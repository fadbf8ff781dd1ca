//! Tiles: the tree cut into files that never change, for publishing (C2SP tlog-tiles).
//!
//! A [`Tile`] is 256 hashes of one height side by side; a tile of level 1 holds the roots of 256 tiles of level 0. A
//! [`Bundle`] is the 256 entries under a tile of level 0. The rightmost ones may be partial. The standard knows SHA-256
//! only; with SM3 everything is the same but the hashes.

use std::fmt;

use crate::{Digest, Node, Nodes};

mod bundle;
mod path;

pub use bundle::{Bundle, BundleError, LONGEST_ENTRY};

/// Hashes in a full tile, entries in a full bundle.
pub const WIDTH: u16 = 256;

/// Levels of the tree in one tile.
const HEIGHT: u32 = WIDTH.trailing_zeros();

/// Which hashes one file of the published tree holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    level: u32,
    index: u64,
    width: u16,
}

impl Tile {
    /// The tiles that a tree of `new` leaves has and one of `old` leaves has not, level by level: what is to be published
    /// after the tree grew. Partial ones that were outgrown are not taken back.
    pub fn since(old: u64, new: u64) -> impl Iterator<Item = Self> {
        (0..u64::BITS / HEIGHT).flat_map(move |level| {
            let (before, hashes) = (old >> (HEIGHT * level), new >> (HEIGHT * level));
            let changed = before / u64::from(WIDTH)..hashes.div_ceil(u64::from(WIDTH));
            let changed = if before < hashes { changed } else { 0..0 };
            changed.map(move |index| Self { level, index, width: width(index, hashes) })
        })
    }

    /// The tile of that path below the log's prefix, `tile/<level>/<index>` with `.p/<width>` after it where it is partial.
    /// Only the spelling of the standard is taken, and only what a tree of less than 2^63 leaves can have.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let (index, width) = path::parse(rest)?;
        let tile = Self { level: level.parse().ok()?, index, width };
        (tile.leaves_end()? >> 63 == 0 && tile.to_string() == path).then_some(tile)
    }

    /// Height of the tile, from 0; its hashes are of subtrees with 256^level leaves.
    #[must_use]
    pub const fn level(self) -> u32 {
        self.level
    }

    /// How many full tiles of its level are before it.
    #[must_use]
    pub const fn index(self) -> u64 {
        self.index
    }

    /// Number of hashes: [`WIDTH`], or from 1 to 255 in a partial tile.
    #[must_use]
    pub const fn width(self) -> u16 {
        self.width
    }

    /// Whether a tree of `size` leaves, below 2^63, has got all of its hashes.
    #[must_use]
    pub fn is_within(self, size: u64) -> bool {
        self.leaves_end().is_some_and(|end| end <= size)
    }

    /// Its content: the hashes one after the other.
    ///
    /// # Errors
    /// Those of `nodes`.
    pub fn read<N: Nodes + ?Sized>(self, nodes: &N) -> Result<Vec<u8>, N::Error> {
        let first = self.index * u64::from(WIDTH);
        let node = |n| Node { level: HEIGHT * self.level, index: first + n };
        let positions: Vec<u64> = (0..u64::from(self.width)).map(|n| node(n).position()).collect();
        let mut hashes = vec![Digest::default(); positions.len()];
        nodes.read(&positions, &mut hashes)?;
        Ok(hashes.into_iter().flat_map(|hash| hash.0).collect())
    }

    /// Number of the leaf after the last that it covers.
    fn leaves_end(self) -> Option<u64> {
        let hashes = self.index.checked_mul(u64::from(WIDTH))?.checked_add(u64::from(self.width))?;
        let shift = HEIGHT.checked_mul(self.level)?;
        (shift < u64::BITS && hashes.leading_zeros() >= shift).then(|| hashes << shift)
    }
}

/// How much of the tile or bundle `index` is filled by `count` hashes or entries.
fn width(index: u64, count: u64) -> u16 {
    let filled = count - index * u64::from(WIDTH);
    u16::try_from(filled).unwrap_or(WIDTH).min(WIDTH)
}

/// Its path below the log's prefix.
impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/{}", self.level, path::spell(self.index, self.width))
    }
}
