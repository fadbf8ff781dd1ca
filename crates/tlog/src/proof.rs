//! Proofs that a tree holds an entry, and that a tree grew out of a smaller one: made as RFC 6962, 2.1.1 and 2.1.2 define
//! them, verified by the algorithms of RFC 9162, 2.1.3.2 and 2.1.4.2.

use std::ops::Range;

use crate::tree::{Head, Node, Nodes, cover, fold};
use crate::{Algorithm, Digest};

mod error;

pub use error::{ProofError, ProveError};

/// The hashes that lead from leaf number `index` to the root of the tree of the first `size` leaves, the leaf's sibling
/// first.
///
/// # Errors
/// When the tree has no such leaf; those of `nodes`.
pub fn inclusion<N: Nodes + ?Sized>(
    algorithm: Algorithm,
    index: u64,
    size: u64,
    nodes: &N,
) -> Result<Vec<Digest>, ProveError<N::Error>> {
    if index >= size {
        return Err(ProofError::Index { index, size }.into());
    }
    let mut siblings = Vec::new();
    let mut tree = 0..size;
    while tree.end - tree.start > 1 {
        let (left, right) = halves(&tree);
        let (sibling, next) = if index < right.start { (right, left) } else { (left, right) };
        siblings.push(sibling);
        tree = next;
    }
    siblings.reverse();
    roots(algorithm, &siblings, nodes)
}

/// The hashes that lead from the root at size `old` to the root at size `new`. Empty where the sizes are the same, and
/// where the old tree is empty, for out of nothing every tree grows.
///
/// # Errors
/// When the old tree is the larger one; those of `nodes`.
pub fn consistency<N: Nodes + ?Sized>(
    algorithm: Algorithm,
    old: u64,
    new: u64,
    nodes: &N,
) -> Result<Vec<Digest>, ProveError<N::Error>> {
    if old > new {
        return Err(ProofError::Sizes { old, new }.into());
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    let mut siblings = Vec::new();
    let mut tree = 0..new;
    while old != tree.end {
        let (left, right) = halves(&tree);
        let (sibling, next) = if old <= right.start { (right, left) } else { (left, right) };
        siblings.push(sibling);
        tree = next;
    }
    // Where the old tree is one complete subtree, who verifies has its root already.
    if tree.start != 0 {
        siblings.push(tree);
    }
    siblings.reverse();
    roots(algorithm, &siblings, nodes)
}

/// The two children of the tree over these leaves: the left one is as large as a complete subtree can be.
fn halves(tree: &Range<u64>) -> (Range<u64>, Range<u64>) {
    let middle = tree.start + (1 << (tree.end - tree.start - 1).ilog2());
    (tree.start..middle, middle..tree.end)
}

/// The hashes of these trees, with one read for all.
fn roots<N: Nodes + ?Sized>(
    algorithm: Algorithm,
    trees: &[Range<u64>],
    nodes: &N,
) -> Result<Vec<Digest>, ProveError<N::Error>> {
    let positions: Vec<u64> = trees.iter().flat_map(|tree| cover(tree.clone())).map(Node::position).collect();
    let mut hashes = vec![Digest::default(); positions.len()];
    nodes.read(&positions, &mut hashes).map_err(ProveError::Nodes)?;
    let mut rest = hashes.as_slice();
    let root = |tree: &Range<u64>| {
        let (parts, others) = rest.split_at((tree.end - tree.start).count_ones() as usize);
        rest = others;
        fold(algorithm, parts)
    };
    Ok(trees.iter().map(root).collect())
}

/// Verifies that the tree `head` holds, as leaf number `index`, the entry whose [hash](Algorithm::leaf) is `leaf`.
///
/// # Errors
/// When the proof does not show it; the error says why.
pub fn verify_inclusion(
    algorithm: Algorithm,
    leaf: Digest,
    index: u64,
    head: Head,
    path: &[Digest],
) -> Result<(), ProofError> {
    if index >= head.size {
        return Err(ProofError::Index { index, size: head.size });
    }
    let mut climb = Climb { at: index, last: head.size - 1 };
    let mut root = leaf;
    for sibling in path {
        root = match climb.side()? {
            Side::Left => algorithm.node(sibling, &root),
            Side::Right => algorithm.node(&root, sibling),
        };
    }
    climb.ended()?;
    if root == head.root { Ok(()) } else { Err(ProofError::Root) }
}

/// Verifies that the tree `new` begins with all leaves of the tree `old`, in their order.
///
/// # Errors
/// When the proof does not show it; the error says why.
pub fn verify_consistency(algorithm: Algorithm, old: Head, new: Head, path: &[Digest]) -> Result<(), ProofError> {
    if old.size > new.size {
        return Err(ProofError::Sizes { old: old.size, new: new.size });
    }
    if old.size == 0 || old.size == new.size {
        return trivially(algorithm, old, new, path);
    }
    // The path begins with a subtree that ends both the old tree and a part of the new one; left out where that is the
    // whole old tree.
    let (first, path) = if old.size.is_power_of_two() {
        (old.root, path)
    } else {
        let (first, rest) = path.split_first().ok_or(ProofError::TooShort)?;
        (*first, rest)
    };
    let whole = (old.size - 1).trailing_ones();
    let mut climb = Climb { at: (old.size - 1) >> whole, last: (new.size - 1) >> whole };
    let (mut old_root, mut new_root) = (first, first);
    for sibling in path {
        match climb.side()? {
            Side::Left => {
                old_root = algorithm.node(sibling, &old_root);
                new_root = algorithm.node(sibling, &new_root);
            }
            Side::Right => new_root = algorithm.node(&new_root, sibling),
        }
    }
    climb.ended()?;
    if old_root != old.root {
        return Err(ProofError::OldRoot);
    }
    if new_root == new.root { Ok(()) } else { Err(ProofError::NewRoot) }
}

/// Where nothing needs to be shown, for the old tree is empty or as large as the new one.
fn trivially(algorithm: Algorithm, old: Head, new: Head, path: &[Digest]) -> Result<(), ProofError> {
    if old.size == new.size && old.root != new.root {
        return Err(ProofError::Fork { size: old.size });
    }
    if old.size == 0 && old.root != algorithm.empty() {
        return Err(ProofError::OldRoot);
    }
    if path.is_empty() { Ok(()) } else { Err(ProofError::TooLong) }
}

/// On which side of a node its sibling stands.
enum Side {
    Left,
    Right,
}

/// The way from a node up to the root: `fn` and `sn` of RFC 9162.
struct Climb {
    at: u64,
    last: u64,
}

impl Climb {
    /// Where the next sibling stands; goes up to the parent, past levels on which the node has no sibling.
    fn side(&mut self) -> Result<Side, ProofError> {
        if self.last == 0 {
            return Err(ProofError::TooLong);
        }
        let side = if self.at & 1 == 1 || self.at == self.last { Side::Left } else { Side::Right };
        if matches!(side, Side::Left) {
            let alone = self.at.trailing_zeros();
            self.at >>= alone;
            self.last >>= alone;
        }
        self.at >>= 1;
        self.last >>= 1;
        Ok(side)
    }

    const fn ended(&self) -> Result<(), ProofError> {
        if self.last == 0 { Ok(()) } else { Err(ProofError::TooShort) }
    }
}
