//! Checkpoints: what a log says of itself at one size (C2SP tlog-checkpoint v1.0.0).
//!
//! ```text
//! <origin: which log>
//! <size>
//! <root, Base64>
//! <extension lines, if any>
//! ```

use std::fmt;

use crate::tree::Head;
use crate::{Digest, Note, Signer};

mod error;

pub use error::CheckpointError;

/// Size and root of a tree, and which log it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Digest,
    extensions: Vec<String>,
}

impl Checkpoint {
    /// Of the log `origin`, which is best the [name](crate::Verifier::name) of its key: a URL without its scheme, such as
    /// `example.org/ledger`.
    ///
    /// # Errors
    /// When `origin` is empty or holds a control character, or the size is not below 2^63.
    pub fn new(origin: &str, head: Head) -> Result<Self, CheckpointError> {
        let Head { size, root } = head;
        check_line(origin).map_err(|()| CheckpointError::Origin { origin: origin.to_owned() })?;
        if size >> 63 != 0 {
            return Err(CheckpointError::Size { line: size.to_string() });
        }
        Ok(Self { origin: origin.to_owned(), size, root, extensions: Vec::new() })
    }

    /// With one more extension line. The standard advises against them: nobody who watches the log can check what they say.
    ///
    /// # Errors
    /// When the line is empty or holds a control character.
    pub fn with_extension(mut self, line: &str) -> Result<Self, CheckpointError> {
        check_line(line).map_err(|()| CheckpointError::Extension)?;
        self.extensions.push(line.to_owned());
        Ok(self)
    }

    /// Reads the text of a note as it stands, whoever signed it: [`Trust::open`](crate::Trust::open) is what verifies.
    ///
    /// # Errors
    /// When the text is no checkpoint.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(CheckpointError::Lines);
        };
        let size = decimal(size).ok_or_else(|| CheckpointError::Size { line: size.to_owned() })?;
        let root = Digest::from_base64(root).ok_or_else(|| CheckpointError::Root { line: root.to_owned() })?;
        lines.try_fold(Self::new(origin, Head { size, root })?, |checkpoint, line| checkpoint.with_extension(line))
    }

    /// Which log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree of that size.
    #[must_use]
    pub const fn root(&self) -> Digest {
        self.root
    }

    /// Both.
    #[must_use]
    pub const fn head(&self) -> Head {
        Head { size: self.size, root: self.root }
    }

    /// What stands after the root, line by line.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// Signed, as a note. A log must sign no checkpoint that contradicts one that it signed before.
    ///
    /// # Errors
    /// When the text is larger than a note may be.
    pub fn sign(&self, signer: &Signer) -> Result<Note, CheckpointError> {
        let mut note = Note::new(self.to_string())?;
        note.sign(signer);
        Ok(note)
    }
}

/// The text that is signed, with its last newline.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root.to_base64())?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A number below 2^63 in the only spelling that the standards allow: digits without leading zeroes.
pub(crate) fn decimal(digits: &str) -> Option<u64> {
    let plain = digits == "0" || (!digits.starts_with('0') && digits.bytes().all(|c| c.is_ascii_digit()));
    digits.parse().ok().filter(|number: &u64| plain && number >> 63 == 0)
}

fn check_line(line: &str) -> Result<(), ()> {
    if line.is_empty() || line.bytes().any(|byte| byte < b' ') { Err(()) } else { Ok(()) }
}
