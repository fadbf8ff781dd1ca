//! Keys that sign notes and verify them, and their text forms (C2SP signed-note).
//!
//! A verifier key is `<name>+<id>+<Base64 of type and public key>`, a signer key
//! `PRIVATE+KEY+<name>+<id>+<Base64 of type and secret>`, the id being eight hexadecimal digits. Types:
//!
//! | type | public key | secret | signature |
//! |---|---|---|---|
//! | 0x01 | 32 bytes | seed, 32 bytes | Ed25519 (RFC 8032) of the text, 64 bytes |
//! | 0x04 | 32 bytes | seed, 32 bytes | a [cosignature], 72 bytes |
//! | 0xff, then `bihuan/sm2-sm3/v1` | 65 bytes | scalar, 32 bytes | SM2 with SM3 (GB/T 32918.2-2016) of the text, 64 bytes |
//!
//! For the last, signed-note leaves the first byte 0xff to types that it does not know and wants a longer identifier
//! after it. The public key is the point uncompressed (0x04, x, y), the signature is r and s, 32 bytes each, big-endian, and
//! the signer's distinguishing identifier is `1234567812345678`, as GM/T 0009-2012 has it where none is agreed. All ids
//! are made with SHA-256, also that of an SM2 key: an id tells keys apart and protects nothing.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{SigningKey as EdSecret, VerifyingKey as EdPublic};
use sm2::dsa::signature::{Signer as _, Verifier as _};
use sm2::dsa::{Signature as SmSignature, SigningKey as SmSecret, VerifyingKey as SmPublic};

use crate::{Algorithm, Signature, cosignature};

mod error;
mod text;

pub use error::KeyError;
pub(crate) use text::{check_name, secret as secret_text, split_secret};

/// Who an SM2 signer is where nothing else was agreed.
const SM2_USER: &str = "1234567812345678";

/// What a key signs, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Ed25519 over the text of a note.
    Ed25519,
    /// SM2 with SM3 over the text of a note.
    Sm2,
    /// Ed25519 over a time and a checkpoint, by a witness.
    Cosignature,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Ed25519, Self::Sm2, Self::Cosignature];

    /// The type identifier that stands before a key.
    const fn prefix(self) -> &'static [u8] {
        match self {
            Self::Ed25519 => &[0x01],
            Self::Cosignature => &[0x04],
            Self::Sm2 => b"\xffbihuan/sm2-sm3/v1",
        }
    }
}

/// A public key under a name: it verifies signatures.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    id: u32,
    key: Public,
}

#[derive(Clone)]
enum Public {
    Ed25519(EdPublic),
    Sm2(Box<SmPublic>),
    Cosignature(EdPublic),
}

impl Public {
    fn new(kind: Kind, bytes: &[u8]) -> Result<Self, KeyError> {
        let ed25519 = || -> Option<EdPublic> { EdPublic::from_bytes(bytes.try_into().ok()?).ok() };
        let made = match kind {
            Kind::Ed25519 => ed25519().map(Self::Ed25519),
            Kind::Cosignature => ed25519().map(Self::Cosignature),
            // Only the uncompressed point, so that a key has one spelling and one id.
            Kind::Sm2 if bytes.len() == 65 => {
                SmPublic::from_sec1_bytes(SM2_USER, bytes).ok().map(|key| Self::Sm2(Box::new(key)))
            }
            Kind::Sm2 => None,
        };
        made.ok_or(KeyError::NotAKey)
    }

    const fn kind(&self) -> Kind {
        match self {
            Self::Ed25519(_) => Kind::Ed25519,
            Self::Sm2(_) => Kind::Sm2,
            Self::Cosignature(_) => Kind::Cosignature,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(key) | Self::Cosignature(key) => key.as_bytes().to_vec(),
            Self::Sm2(key) => key.to_sec1_bytes().into_vec(),
        }
    }
}

impl PartialEq for Public {
    fn eq(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.bytes() == other.bytes()
    }
}

impl Eq for Public {}

impl Verifier {
    fn new(name: &str, key: Public) -> Result<Self, KeyError> {
        check_name(name)?;
        let typed = [key.kind().prefix(), &key.bytes()].concat();
        Ok(Self { name: name.to_owned(), id: id(name, &typed), key })
    }

    /// From its text form.
    ///
    /// # Errors
    /// When the text is no verifier key, is of an unknown type, or bears an id that is not its own.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let parts = text::split(text)?;
        let verifier = Self::new(parts.name, Public::new(parts.kind, &parts.key)?)?;
        if verifier.id == parts.id { Ok(verifier) } else { Err(KeyError::Id { stated: parts.id, found: verifier.id }) }
    }

    /// The name that stands in signature lines.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The short identifier that stands in signature lines.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// What it verifies.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.key.kind()
    }

    /// Whether `signature` is by this key over `text`.
    #[must_use]
    pub fn verifies(&self, text: &str, signature: &Signature) -> bool {
        let bytes = signature.bytes();
        signature.name() == self.name
            && signature.id() == self.id
            && match &self.key {
                Public::Ed25519(key) => ed25519_verifies(key, text.as_bytes(), bytes),
                Public::Cosignature(key) => cosignature::split(bytes)
                    .is_some_and(|(at, bytes)| ed25519_verifies(key, &cosignature::message(text, at), bytes)),
                Public::Sm2(key) => {
                    SmSignature::from_slice(bytes).is_ok_and(|s| key.verify(text.as_bytes(), &s).is_ok())
                }
            }
    }

    /// Whether it is the same key under whatever name.
    pub(crate) fn same_key(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// Strict: keys and signatures that fit more than one text are refused.
fn ed25519_verifies(key: &EdPublic, text: &[u8], signature: &[u8]) -> bool {
    ed25519_dalek::Signature::from_slice(signature).is_ok_and(|s| key.verify_strict(text, &s).is_ok())
}

/// Its text form.
impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typed = [self.kind().prefix(), &self.key.bytes()].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, BASE64_STANDARD.encode(typed))
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verifier({self})")
    }
}

/// The first four bytes of SHA-256 over name, newline, type and public key.
fn id(name: &str, typed: &[u8]) -> u32 {
    let hash = Algorithm::Sha256.digest(&[name.as_bytes(), b"\n", typed].concat());
    let [a, b, c, d, ..] = hash.0;
    u32::from_be_bytes([a, b, c, d])
}

/// A secret key under a name: it signs the text of notes. Shown for debugging without its secret.
#[derive(Clone)]
pub struct Signer {
    secret: Secret,
    verifier: Verifier,
}

#[derive(Clone)]
enum Secret {
    Ed25519(Box<EdSecret>),
    Sm2(Box<SmSecret>),
}

impl Signer {
    /// An Ed25519 key from 32 random bytes.
    ///
    /// # Errors
    /// When `name` may not be the name of a key.
    pub fn ed25519(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = EdSecret::from_bytes(seed);
        let verifier = Verifier::new(name, Public::Ed25519(secret.verifying_key()))?;
        Ok(Self { secret: Secret::Ed25519(Box::new(secret)), verifier })
    }

    /// An SM2 key from 32 random bytes, read as a number.
    ///
    /// # Errors
    /// When `name` may not be the name of a key, or the number is 0 or not below the order of the curve less one; of random
    /// numbers one in 2^32 is refused, and another is to be taken.
    pub fn sm2(name: &str, scalar: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = SmSecret::from_slice(SM2_USER, scalar).map_err(|_| KeyError::NotAKey)?;
        // With the order less one nothing can be signed (GB/T 32918.2, 5.3), which shows at once.
        secret.try_sign(&[]).map_err(|_| KeyError::NotAKey)?;
        let verifier = Verifier::new(name, Public::Sm2(Box::new(secret.verifying_key().clone())))?;
        Ok(Self { secret: Secret::Sm2(Box::new(secret)), verifier })
    }

    /// From its text form.
    ///
    /// # Errors
    /// When the text is no signer key, is of an unknown type, or bears an id that is not its own; for the key of a witness.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let parts = split_secret(text)?;
        let signer = match parts.kind {
            Kind::Ed25519 => Self::ed25519(parts.name, &parts.secret)?,
            Kind::Sm2 => Self::sm2(parts.name, &parts.secret)?,
            Kind::Cosignature => return Err(KeyError::Kind { needed: Kind::Ed25519 }),
        };
        parts.of(signer.verifier.id).map(|()| signer)
    }

    /// Its text form, with the secret: for a file that only the log can read.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        match &self.secret {
            Secret::Ed25519(key) => secret_text(&self.verifier, key.as_bytes()),
            Secret::Sm2(key) => secret_text(&self.verifier, &key.to_bytes()),
        }
    }

    /// What others verify its signatures with.
    #[must_use]
    pub const fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// Signs `text`, the same text always with the same signature.
    #[must_use]
    #[allow(clippy::expect_used, reason = "told beside it")]
    pub fn sign(&self, text: &str) -> Signature {
        let bytes = match &self.secret {
            Secret::Ed25519(key) => key.sign(text.as_bytes()).to_bytes().to_vec(),
            // Fails only where hash and curve meet one number of 2^256; the key itself was tried when it was made.
            Secret::Sm2(key) => SmSecret::try_sign(key, text.as_bytes()).expect("a signature").to_vec(),
        };
        Signature::by(&self.verifier, bytes)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({}+{:08x})", self.verifier.name, self.verifier.id)
    }
}

/// The verifier of a witness's key.
pub(crate) fn witness(name: &str, key: EdPublic) -> Result<Verifier, KeyError> {
    Verifier::new(name, Public::Cosignature(key))
}
