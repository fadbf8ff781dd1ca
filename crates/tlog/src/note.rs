//! Signed notes (C2SP signed-note v1.0.0): a text, an empty line, and lines of signatures.
//!
//! ```text
//! <text, of any number of lines>
//!
//! — <key name> <Base64 of key id and signature>
//! ```

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::key::{self, Kind, Verifier};
use crate::{Signer, cosignature};

mod error;

pub use error::{Flaw, NoteError};

/// Largest note that is read, in bytes. Sixteen signatures of five kilobytes, which the standard wants read, are a tenth.
pub const LARGEST: usize = 1 << 20;

/// What a signature line begins with.
const DASH: &str = "— ";

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    name: String,
    id: u32,
    bytes: Vec<u8>,
}

impl Signature {
    pub(crate) fn by(verifier: &Verifier, bytes: Vec<u8>) -> Self {
        Self { name: verifier.name().to_owned(), id: verifier.id(), bytes }
    }

    /// Reads one line, without its newline.
    ///
    /// # Errors
    /// When it is no signature line.
    pub fn parse(line: &str) -> Result<Self, NoteError> {
        Self::parts(line).ok_or(NoteError::Malformed(Flaw::SignatureLine))
    }

    fn parts(line: &str) -> Option<Self> {
        let (name, base64) = line.strip_prefix(DASH)?.split_once(' ')?;
        key::check_name(name).ok()?;
        let decoded = BASE64_STANDARD.decode(base64).ok()?;
        let (id, bytes) = decoded.split_first_chunk()?;
        let made = Self { name: name.to_owned(), id: u32::from_be_bytes(*id), bytes: bytes.to_vec() };
        (!bytes.is_empty()).then_some(made)
    }

    /// The name of the key that is said to have signed.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of that key.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// The signature itself, without the id.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The line, without a newline.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.id.to_be_bytes()[..], &self.bytes].concat();
        write!(f, "{DASH}{} {}", self.name, BASE64_STANDARD.encode(bytes))
    }
}

/// A text with its signatures, which nobody has verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// A signature that was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The key, as its place in the list of known keys.
    pub key: usize,
    /// When a witness signed, in seconds since 1970-01-01T00:00:00Z.
    pub at: Option<u64>,
}

impl Note {
    /// A text that nobody has signed yet, with its last newline.
    ///
    /// # Errors
    /// When it may not be the text of a note.
    pub fn new(text: String) -> Result<Self, NoteError> {
        check(&text)?;
        if text.ends_with('\n') {
            Ok(Self { text, signatures: Vec::new() })
        } else {
            Err(NoteError::Malformed(Flaw::NoFinalNewline))
        }
    }

    /// Reads a note and verifies nothing.
    ///
    /// # Errors
    /// When the bytes are no signed note.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        // Before decoding, for decoding takes time by length.
        if bytes.len() > LARGEST {
            return Err(NoteError::Malformed(Flaw::TooLarge));
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::Malformed(Flaw::NotUtf8))?;
        check(note)?;
        let lines = note.strip_suffix('\n').ok_or(NoteError::Malformed(Flaw::NoFinalNewline))?;
        let (text, lines) = lines.rsplit_once("\n\n").ok_or(NoteError::Malformed(Flaw::NoSignatures))?;
        let signatures = lines.split('\n').map(Signature::parse).collect::<Result<_, _>>()?;
        Ok(Self { text: format!("{text}\n"), signatures })
    }

    /// The text, with its last newline. Not to be believed before [`verify`](Self::verify).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All signature lines.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a signature. One by the same key that is there already gives way: one key says one thing about one text.
    pub fn add(&mut self, signature: Signature) {
        self.signatures.retain(|other| (&other.name, other.id) != (&signature.name, signature.id));
        self.signatures.push(signature);
    }

    /// Signs the text and adds the signature.
    pub fn sign(&mut self, signer: &Signer) {
        self.add(signer.sign(&self.text));
    }

    /// Verifies the signatures of `known` keys; each key that signed is told once, in the order of the lines. Signatures of
    /// other keys are ignored, also where name or id alone is known. Of a key that signed twice both must hold, and the first
    /// is told.
    ///
    /// # Errors
    /// When a known key's signature does not hold, no known key signed, or two known keys share name and id.
    pub fn verify(&self, known: &[Verifier]) -> Result<Vec<Signed>, NoteError> {
        let mut signed: Vec<Signed> = Vec::new();
        let mut holding: Vec<&Signature> = Vec::new();
        for signature in &self.signatures {
            let Some(key) = find(known, signature)? else { continue };
            // The same line again costs no second verification.
            if holding.contains(&signature) {
                continue;
            }
            if !known[key].verifies(&self.text, signature) {
                return Err(NoteError::WrongSignature { name: signature.name.clone(), id: signature.id });
            }
            holding.push(signature);
            if signed.iter().all(|other| other.key != key) {
                let timed = known[key].kind() == Kind::Cosignature;
                let at = cosignature::split(&signature.bytes).map(|(at, _)| at).filter(|_| timed);
                signed.push(Signed { key, at });
            }
        }
        if signed.is_empty() { Err(self.not_signed_by(known)) } else { Ok(signed) }
    }

    /// The error that nobody of `known` signed.
    pub(crate) fn not_signed_by(&self, known: &[Verifier]) -> NoteError {
        NoteError::NotSigned {
            known: known.iter().map(|key| named(key.name(), key.id())).collect(),
            found: self.signatures.iter().map(|signature| named(&signature.name, signature.id)).collect(),
        }
    }
}

/// Text and signature lines: the whole note.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

/// The known key that `signature` says it is by.
fn find(known: &[Verifier], signature: &Signature) -> Result<Option<usize>, NoteError> {
    let fits = |key: &Verifier| key.name() == signature.name && key.id() == signature.id;
    let Some(first) = known.iter().position(fits) else { return Ok(None) };
    if known[first + 1..].iter().any(|other| fits(other) && !other.same_key(&known[first])) {
        return Err(NoteError::Ambiguous { name: signature.name.clone(), id: signature.id });
    }
    Ok(Some(first))
}

fn named(name: &str, id: u32) -> String {
    format!("{name}+{id:08x}")
}

/// What holds of a text and of a whole note alike.
fn check(text: &str) -> Result<(), NoteError> {
    if text.len() > LARGEST {
        return Err(NoteError::Malformed(Flaw::TooLarge));
    }
    if text.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        return Err(NoteError::Malformed(Flaw::Control));
    }
    Ok(())
}
