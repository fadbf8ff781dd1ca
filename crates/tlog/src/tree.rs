//! The tree as a table of hashes that only grows: which subtree stands at which position, and how entries are added.
//!
//! Of every complete subtree the hash is stored once, in the order in which subtrees become complete. So one append
//! writes consecutive positions, nothing stored ever changes, and the positions do not depend on how often a checkpoint
//! is made. The numbering is that of the Go checksum database:
//!
//! ```text
//! level 2              6
//!               ┌──────┴──────┐
//! level 1       2             5             9
//!            ┌──┴──┐       ┌──┴──┐       ┌──┴──┐
//! level 0    0     1       3     4       7     8      10
//! leaf       0     1       2     3       4     5       6
//! ```

use std::ops::Range;

use crate::error::errors;
use crate::{Algorithm, Bilingual, Digest};

/// Something that hands out stored hashes: a table, a file, a vector.
pub trait Nodes {
    /// Why a hash could not be read.
    type Error;

    /// Reads the hashes at `positions` into `hashes`, which is as long, in the same order. All that one root, proof or
    /// tile needs is asked at once, so that a database is asked once; never a position at or after [`stored`] of the size.
    ///
    /// # Errors
    /// When one of them is missing or cannot be read.
    fn read(&self, positions: &[u64], hashes: &mut [Digest]) -> Result<(), Self::Error>;
}

/// Number of hashes that are stored for a tree of `size` leaves; the next append writes from this position on.
///
/// Sizes lie below 2^63 here and everywhere in this crate.
#[must_use]
pub const fn stored(size: u64) -> u64 {
    2 * size - size.count_ones() as u64
}

/// The positions that the append of leaf number `leaf` writes: the leaf, then each subtree that it completes, upwards.
#[must_use]
pub const fn positions_of_append(leaf: u64) -> Range<u64> {
    stored(leaf)..stored(leaf + 1)
}

/// A complete subtree: `index` complete subtrees of the same height stand to its left. A leaf is of level 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node {
    /// Its height; it has 2^level leaves.
    pub level: u32,
    /// How many of the same height are before it.
    pub index: u64,
}

impl Node {
    /// Where its hash is stored.
    #[must_use]
    pub const fn position(self) -> u64 {
        // It is complete with its last leaf, after as many smaller subtrees as there are levels below.
        stored(((self.index + 1) << self.level) - 1) + self.level as u64
    }

    /// Whose hash is stored at `position`.
    #[must_use]
    pub const fn at(position: u64) -> Self {
        // stored(n) lies between 2n - 64 and 2n, so the leaf whose append wrote it is met within a few steps.
        let mut leaf = position / 2;
        while stored(leaf + 1) <= position {
            leaf += 1;
        }
        let level = (position - stored(leaf)) as u32;
        Self { level, index: leaf >> level }
    }
}

/// The complete subtrees of which the leaves `range` consist, from left to right, largest first. `range` must begin where
/// a subtree of its size may begin, as every range of RFC 6962 does.
pub(crate) fn cover(range: Range<u64>) -> impl DoubleEndedIterator<Item = Node> {
    let length = range.end - range.start;
    (0..u64::BITS).rev().filter(move |level| length >> level & 1 == 1).map(move |level| {
        let before = length >> level & !1;
        Node { level, index: (range.start >> level) + before }
    })
}

/// The hash of the leaves that `hashes` cover together, largest subtree first (RFC 6962, 2.1).
pub(crate) fn fold(algorithm: Algorithm, hashes: &[Digest]) -> Digest {
    let joined = hashes.iter().rev().copied().reduce(|right, left| algorithm.node(&left, &right));
    joined.unwrap_or_else(|| algorithm.empty())
}

/// Size and root of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree that they make.
    pub root: Digest,
}

/// The right edge of a tree: the roots of the complete subtrees that it consists of. With it, appending reads nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontier {
    algorithm: Algorithm,
    size: u64,
    /// Largest subtree first; one for each bit that is set in `size`.
    edge: Vec<Digest>,
}

impl Frontier {
    /// Of a tree without leaves.
    #[must_use]
    pub const fn new(algorithm: Algorithm) -> Self {
        Self { algorithm, size: 0, edge: Vec::new() }
    }

    /// Of the tree that the first `size` leaves make, from what is stored.
    ///
    /// # Errors
    /// Those of `nodes`.
    pub fn load<N: Nodes + ?Sized>(algorithm: Algorithm, size: u64, nodes: &N) -> Result<Self, N::Error> {
        let positions: Vec<u64> = cover(0..size).map(Node::position).collect();
        let mut edge = vec![Digest::default(); positions.len()];
        nodes.read(&positions, &mut edge)?;
        Ok(Self { algorithm, size, edge })
    }

    /// The hash function of the tree.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf by its [hash](Algorithm::leaf), and pushes what is to be stored onto `new`, whose first hash belongs at
    /// position [`stored`] of the size before.
    pub fn append(&mut self, leaf: Digest, new: &mut Vec<Digest>) {
        new.push(leaf);
        let mut right = leaf;
        for _ in 0..self.size.trailing_ones() {
            // There is a subtree on the edge for each of these bits.
            let Some(left) = self.edge.pop() else { break };
            right = self.algorithm.node(&left, &right);
            new.push(right);
        }
        self.edge.push(right);
        self.size += 1;
    }

    /// Adds leaves by their hashes; what is to be stored, from position [`stored`] of the size before.
    pub fn extend(&mut self, leaves: impl IntoIterator<Item = Digest>) -> Vec<Digest> {
        let leaves = leaves.into_iter();
        // Each leaf makes less than one other node on the average.
        let mut new = Vec::with_capacity(2 * leaves.size_hint().0 + u64::BITS as usize);
        leaves.for_each(|leaf| self.append(leaf, &mut new));
        new
    }

    /// The tree as it is now.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { size: self.size, root: fold(self.algorithm, &self.edge) }
    }
}

/// The root of the tree that the first `size` leaves make.
///
/// # Errors
/// Those of `nodes`.
pub fn root<N: Nodes + ?Sized>(algorithm: Algorithm, size: u64, nodes: &N) -> Result<Digest, N::Error> {
    Ok(Frontier::load(algorithm, size, nodes)?.head().root)
}

/// Hashes in memory, the one at position 0 first.
impl Nodes for [Digest] {
    type Error = Missing;

    fn read(&self, positions: &[u64], hashes: &mut [Digest]) -> Result<(), Missing> {
        for (&position, hash) in positions.iter().zip(hashes) {
            let found = usize::try_from(position).ok().and_then(|position| self.get(position));
            *hash = *found.ok_or(Missing(position))?;
        }
        Ok(())
    }
}

/// No hash is stored at this position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub u64);

impl Missing {
    /// What is missing, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let Self(position) = self;
        Bilingual::new(
            format!("散列树缺少位置 {position} 的散列值：数据不完整，请从备份恢复"),
            format!("the tree lacks the hash at position {position}: it is incomplete; restore it from a backup"),
        )
    }
}

errors!(Missing);
