//! Cosignatures of witnesses: Ed25519 with a time (C2SP tlog-cosignature, type 0x04).
//!
//! A witness says: as of this time, this is the largest tree that I saw of this log, and it grew out of all that I saw
//! before. Its signature is the time in seconds, 8 bytes big-endian, and 64 bytes of Ed25519 over
//!
//! ```text
//! cosignature/v1
//! time <seconds since 1970-01-01T00:00:00Z>
//! <text of the checkpoint>
//! ```

use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey};

use crate::key::{self, KeyError, Kind};
use crate::{Signature, Verifier};

/// A witness's secret key under its name. One key serves one witness only: the message does not name it.
#[derive(Clone)]
pub struct Cosigner {
    secret: SigningKey,
    verifier: Verifier,
}

impl Cosigner {
    /// A key from 32 random bytes.
    ///
    /// # Errors
    /// When `name` may not be the name of a key.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = SigningKey::from_bytes(seed);
        let verifier = key::witness(name, secret.verifying_key())?;
        Ok(Self { secret, verifier })
    }

    /// From its text form.
    ///
    /// # Errors
    /// When the text is no signer key of type 0x04, or bears an id that is not its own.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let parts = key::split_secret(text)?;
        if parts.kind != Kind::Cosignature {
            return Err(KeyError::Kind { needed: Kind::Cosignature });
        }
        let cosigner = Self::new(parts.name, &parts.secret)?;
        parts.of(cosigner.verifier.id()).map(|()| cosigner)
    }

    /// Its text form, with the secret.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        key::secret_text(&self.verifier, self.secret.as_bytes())
    }

    /// What others verify its cosignatures with.
    #[must_use]
    pub const fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// Attests the text of a checkpoint at a time in seconds since 1970-01-01T00:00:00Z, below 2^63.
    ///
    /// Before, a witness must have verified the log's own signature, and with
    /// [`verify_consistency`](crate::proof::verify_consistency) that the tree grew out of the one that it attested last.
    #[must_use]
    pub fn cosign(&self, text: &str, at: u64) -> Signature {
        let signature = self.secret.sign(&message(text, at));
        Signature::by(&self.verifier, [&at.to_be_bytes()[..], &signature.to_bytes()].concat())
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cosigner({}+{:08x})", self.verifier.name(), self.verifier.id())
    }
}

/// What is signed.
pub(crate) fn message(text: &str, at: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {at}\n{text}").into_bytes()
}

/// Time and signature; nothing where the bytes are no cosignature.
pub(crate) fn split(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (at, signature) = bytes.split_first_chunk()?;
    let at = u64::from_be_bytes(*at);
    (at >> 63 == 0).then_some((at, signature))
}
