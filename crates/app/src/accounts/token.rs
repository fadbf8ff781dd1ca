//! Tokens: 32 random bytes, of which only the digest is kept.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::{Failure, config};

/// What opens a session or a link to whoever has it. It is in no log: `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub(super) fn new() -> Result<Self, Failure> {
        Ok(Self(BASE64_URL_SAFE_NO_PAD.encode(config::random::<32>()?)))
    }

    /// As it stands in a cookie or an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// What is kept of a token, and of a code.
pub fn digest(token: &str) -> String {
    Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What proves that a form was made for the session of this token. Nobody gets from it to the token.
pub fn csrf(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(format!("bihuan csrf\0{token}")))
}
