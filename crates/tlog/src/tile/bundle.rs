//! The entries that a tile of level 0 holds the hashes of.

use std::fmt;

use super::{WIDTH, path, width};
use crate::Bilingual;
use crate::error::errors;

/// Longest entry that a bundle can hold, in bytes. An entry is published as what its leaf is the hash of.
pub const LONGEST_ENTRY: usize = u16::MAX as usize;

/// Which entries one published file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bundle {
    index: u64,
    width: u16,
}

impl Bundle {
    /// The bundles that a tree of `new` leaves has and one of `old` leaves has not.
    pub fn since(old: u64, new: u64) -> impl Iterator<Item = Self> {
        let changed = old / u64::from(WIDTH)..new.div_ceil(u64::from(WIDTH));
        let changed = if old < new { changed } else { 0..0 };
        changed.map(move |index| Self { index, width: width(index, new) })
    }

    /// The bundle of that path below the log's prefix, `tile/entries/<index>` with `.p/<width>` after it where it is partial.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (index, width) = path::parse(path.strip_prefix("tile/entries/")?)?;
        let bundle = Self { index, width };
        (index < 1 << 55 && bundle.to_string() == path).then_some(bundle)
    }

    /// The numbers of its entries.
    #[must_use]
    pub fn entries(self) -> std::ops::Range<u64> {
        let first = self.index * u64::from(WIDTH);
        first..first + u64::from(self.width)
    }

    /// Its content: of each entry the length as two bytes, big-endian, and the entry.
    ///
    /// # Errors
    /// When these are not as many entries as it has, or one is longer than [`LONGEST_ENTRY`].
    pub fn encode<E: AsRef<[u8]>>(self, entries: &[E]) -> Result<Vec<u8>, BundleError> {
        self.counts(entries.len())?;
        let mut bytes = Vec::new();
        for (entry, number) in entries.iter().map(AsRef::as_ref).zip(self.entries()) {
            let length = u16::try_from(entry.len());
            let length = length.map_err(|_| BundleError::TooLong { number, length: entry.len() })?;
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(entry);
        }
        Ok(bytes)
    }

    /// The entries in its content.
    ///
    /// # Errors
    /// When the bytes end within an entry, or hold more or fewer than it has.
    pub fn decode(self, bytes: &[u8]) -> Result<Vec<&[u8]>, BundleError> {
        let mut entries = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (length, after) = rest.split_first_chunk().ok_or(BundleError::CutOff)?;
            let length = usize::from(u16::from_be_bytes(*length));
            let (entry, after) = after.split_at_checked(length).ok_or(BundleError::CutOff)?;
            entries.push(entry);
            rest = after;
        }
        self.counts(entries.len())?;
        Ok(entries)
    }

    fn counts(self, found: usize) -> Result<(), BundleError> {
        let expected = self.width;
        if found == usize::from(expected) { Ok(()) } else { Err(BundleError::Count { expected, found }) }
    }
}

/// Its path below the log's prefix.
impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/entries/{}", path::spell(self.index, self.width))
    }
}

/// Why entries and bytes do not make a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundleError {
    /// It has another number of entries.
    Count {
        /// How many it must have.
        expected: u16,
        /// How many there are.
        found: usize,
    },
    /// An entry is longer than two bytes can tell.
    TooLong {
        /// Number of the entry in the log, from 0.
        number: u64,
        /// Its length in bytes.
        length: usize,
    },
    /// The bytes end within an entry.
    CutOff,
}

impl BundleError {
    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Count { expected, found } => Bilingual::new(
                format!("记录包应有 {expected} 条记录，实有 {found} 条：文件不完整，或与路径不符"),
                format!("the bundle must have {expected} entries, not {found}: it is incomplete or not of this path"),
            ),
            Self::TooLong { number, length } => Bilingual::new(
                format!("第 {number} 号记录长 {length} 字节，超过发布格式的上限 {LONGEST_ENTRY} 字节"),
                format!("entry {number} has {length} bytes, more than the {LONGEST_ENTRY} that can be published"),
            ),
            Self::CutOff => Bilingual::new(
                "记录包在一条记录中间中断：文件不完整",
                "the bundle ends within an entry: it is incomplete",
            ),
        }
    }
}

errors!(BundleError);
