//! Fingerprints and where they stand, by groups of one hash.

/// So many places of one gram in one paper are looked at; a gram that repeats more often is a form's or a
/// table's, and lies in longer runs that other grams find.
pub(crate) const REPEATS: usize = 64;

/// A fingerprint and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Posting {
    pub(crate) hash: u64,
    pub(crate) text: u32,
    pub(crate) position: u32,
}

/// Number of papers in a sorted group.
pub(crate) fn papers(group: &[Posting]) -> usize {
    group.chunk_by(|x, y| x.text == y.text).count()
}

/// The first postings of each of the first `most` papers of a sorted group.
pub(crate) fn limited(group: &[Posting], most: usize) -> impl Iterator<Item = &Posting> {
    group.chunk_by(|x, y| x.text == y.text).take(most).flat_map(|places| places.iter().take(REPEATS))
}
