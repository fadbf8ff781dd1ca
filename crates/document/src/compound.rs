//! Compound files ([MS-CFB]): the container of the binary formats of Word, WPS and Excel, and of
//! password-protected Office files of every kind.

use std::io::{Cursor, Read};

use crate::{Bilingual, read::ReadError};

/// The first bytes of every compound file.
const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// An open compound file.
pub(crate) struct Compound<'a> {
    file: cfb::CompoundFile<Cursor<&'a [u8]>>,
    size: u64,
}

impl<'a> Compound<'a> {
    /// Whether `bytes` begin like a compound file.
    pub(crate) fn is(bytes: &[u8]) -> bool {
        bytes.starts_with(SIGNATURE)
    }

    /// Opens `bytes`.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where the container is broken or ends too early, [`ReadError::Encrypted`]
    /// where it does nothing but wrap an encrypted Office file ([MS-OFFCRYPTO]) or a rights-managed one.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
        let compound = Self { file, size: bytes.len() as u64 };
        let sealed = ["/EncryptedPackage", "/EncryptedSummary", "/\u{6}DataSpaces"];
        if sealed.iter().any(|name| compound.file.exists(name)) {
            return Err(ReadError::Encrypted);
        }
        Ok(compound)
    }

    /// Whether there is a stream of this name at the top.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.file.is_stream(format!("/{name}"))
    }

    /// The content of the stream `name`; `None` where there is none. Never longer than the file itself, so
    /// that a chain of sectors that runs in a circle ends.
    pub(crate) fn stream(&mut self, name: &str) -> Option<Vec<u8>> {
        let stream = self.file.open_stream(format!("/{name}")).ok()?;
        let mut content = Vec::new();
        // What could be read before a broken sector is still worth having.
        let _ = stream.take(self.size).read_to_end(&mut content);
        (!content.is_empty()).then_some(content)
    }
}

fn damaged() -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::fixed(
            "复合文档结构不完整：文件可能没有传输或保存完",
            "the compound file's structure is broken: the file may not have been copied or saved in full",
        ),
    }
}
