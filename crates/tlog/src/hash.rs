//! Hashing of leaves and inner nodes (RFC 6962, 2.1), with SHA-256 or with SM3 (GB/T 32905-2016) in its place.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::Sha256;
use sm3::Sm3;

use crate::Bilingual;
use crate::error::errors;

/// First byte of what is hashed for a leaf, so that no entry can pass for an inner node.
const LEAF: u8 = 0x00;

/// First byte of what is hashed for an inner node.
const NODE: u8 = 0x01;

/// Length of a salt in bytes. It is fixed: else a byte could move between salt and payload unnoticed.
pub const SALT: usize = 16;

/// Random bytes hashed before a payload, so that a short payload cannot be guessed from its digest.
pub type Salt = [u8; SALT];

/// The hash function of a log. It is chosen when the log begins and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4), which every C2SP verifier knows.
    #[default]
    Sha256,
    /// SM3 (GB/T 32905-2016, 国密), put wherever RFC 6962 says SHA-256.
    Sm3,
}

impl Algorithm {
    /// Its name in files and settings: `sha256` or `sm3`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sm3 => "sm3",
        }
    }

    /// The algorithm of that [`name`](Self::name).
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Sha256, Self::Sm3].into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// The plain hash of `bytes`, such as names an evidence file.
    #[must_use]
    pub fn digest(self, bytes: &[u8]) -> Digest {
        self.of(&[bytes])
    }

    /// The root of a tree without leaves: the hash of nothing.
    #[must_use]
    pub fn empty(self) -> Digest {
        self.digest(&[])
    }

    /// The hash of a leaf: of 0x00 and the entry.
    #[must_use]
    pub fn leaf(self, entry: &[u8]) -> Digest {
        self.of(&[&[LEAF], entry])
    }

    /// The hash of an inner node: of 0x01 and its two children.
    #[must_use]
    pub fn node(self, left: &Digest, right: &Digest) -> Digest {
        // One buffer and one call: this is the inner loop of every append and every check.
        let mut bytes = [NODE; 1 + 2 * Digest::LENGTH];
        bytes[1..=Digest::LENGTH].copy_from_slice(&left.0);
        bytes[1 + Digest::LENGTH..].copy_from_slice(&right.0);
        self.of(&[&bytes])
    }

    /// The digest under which a payload stands in its entry: of the salt and the payload. Whoever deletes both leaves a
    /// digest that tells nothing and a log that still verifies.
    #[must_use]
    pub fn salted(self, salt: &Salt, payload: &[u8]) -> Digest {
        self.of(&[salt, payload])
    }

    fn of(self, parts: &[&[u8]]) -> Digest {
        match self {
            Self::Sha256 => over::<Sha256>(parts),
            Self::Sm3 => over::<Sm3>(parts),
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn over<H>(parts: &[&[u8]]) -> Digest
where
    H: sm3::Digest,
    [u8; Digest::LENGTH]: From<sm3::digest::Output<H>>,
{
    let mut hasher = H::new();
    for part in parts {
        hasher.update(part);
    }
    Digest(hasher.finalize().into())
}

/// A hash value of 32 bytes. Shown in lower-case hexadecimal; checkpoints and proofs write it in Base64.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(pub [u8; Digest::LENGTH]);

impl Digest {
    /// Length in bytes, the same for both algorithms.
    pub const LENGTH: usize = 32;

    /// In Base64 with padding (RFC 4648, section 4).
    #[must_use]
    pub fn to_base64(self) -> String {
        BASE64_STANDARD.encode(self.0)
    }

    /// From Base64 as [`to_base64`](Self::to_base64) writes it, and in no other spelling.
    #[must_use]
    pub fn from_base64(text: &str) -> Option<Self> {
        BASE64_STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// A text that is no digest in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADigest;

impl NotADigest {
    /// What was expected, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        Bilingual::new(
            "不是散列值：应为 64 位小写十六进制数字",
            "not a digest: it must be 64 lower-case hexadecimal digits",
        )
    }
}

errors!(NotADigest);

impl FromStr for Digest {
    type Err = NotADigest;

    /// From 64 lower-case hexadecimal digits, as it is shown.
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let digits = text.as_bytes();
        if digits.len() != 2 * Self::LENGTH {
            return Err(NotADigest);
        }
        let mut bytes = [0; Self::LENGTH];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (digit(pair[0])? << 4) | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

fn digit(character: u8) -> Result<u8, NotADigest> {
    match character {
        b'0'..=b'9' => Ok(character - b'0'),
        b'a'..=b'f' => Ok(character - b'a' + 10),
        _ => Err(NotADigest),
    }
}
