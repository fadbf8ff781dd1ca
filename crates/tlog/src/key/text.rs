//! The text forms of keys, taken apart and put together.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{KeyError, Kind, Verifier};

/// What stands before a signer key.
const PRIVATE: &str = "PRIVATE+KEY+";

/// A verifier key, its key material not yet judged.
pub(super) struct Parts<'a> {
    pub(super) name: &'a str,
    pub(super) id: u32,
    pub(super) kind: Kind,
    pub(super) key: Vec<u8>,
}

/// A signer key, its id not yet compared.
pub(crate) struct SecretParts<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: Kind,
    pub(crate) secret: [u8; 32],
    id: u32,
}

impl SecretParts<'_> {
    /// Compares the id that was stated with that of the key.
    pub(crate) fn of(&self, found: u32) -> Result<(), KeyError> {
        if self.id == found { Ok(()) } else { Err(KeyError::Id { stated: self.id, found }) }
    }
}

/// A key's name is not empty and holds neither white space nor a plus, for those end it; nor what a note may not hold.
pub(crate) fn check_name(name: &str) -> Result<(), KeyError> {
    let breaks = |c: char| c.is_whitespace() || c < ' ' || c == '+';
    if name.is_empty() || name.contains(breaks) { Err(KeyError::Name { name: name.to_owned() }) } else { Ok(()) }
}

pub(super) fn split(text: &str) -> Result<Parts<'_>, KeyError> {
    if text.starts_with(PRIVATE) {
        return Err(KeyError::Secret);
    }
    // Base64 has pluses of its own: the first two are those that part.
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(digits), Some(typed)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(KeyError::Form);
    };
    check_name(name)?;
    let lower = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    if digits.len() != 8 || !digits.bytes().all(lower) {
        return Err(KeyError::Form);
    }
    let id = u32::from_str_radix(digits, 16).map_err(|_| KeyError::Form)?;
    let typed = BASE64_STANDARD.decode(typed).map_err(|_| KeyError::Form)?;
    let of = |kind: &Kind| typed.strip_prefix(kind.prefix()).map(|key| (*kind, key.to_vec()));
    let (kind, key) = Kind::ALL.iter().find_map(of).ok_or(KeyError::Type { first: typed.first().copied() })?;
    Ok(Parts { name, id, kind, key })
}

pub(crate) fn split_secret(text: &str) -> Result<SecretParts<'_>, KeyError> {
    let parts = split(text.strip_prefix(PRIVATE).ok_or(KeyError::NotSecret)?)?;
    let secret = parts.key.try_into().map_err(|_| KeyError::NotAKey)?;
    Ok(SecretParts { name: parts.name, kind: parts.kind, secret, id: parts.id })
}

/// The text form of a signer key.
pub(crate) fn secret(verifier: &Verifier, secret: &[u8]) -> String {
    let typed = [verifier.kind().prefix(), secret].concat();
    format!("{PRIVATE}{}+{:08x}+{}", verifier.name(), verifier.id(), BASE64_STANDARD.encode(typed))
}
