//! The parts of a zipped workbook, unpacked within one budget.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use crate::{
    Bilingual,
    read::{Limits, ReadError},
};

/// An open package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    limit: u64,
}

/// A part as text.
pub(super) struct Part {
    pub text: String,
    /// Whether all of it could be unpacked.
    pub whole: bool,
}

impl<'a> Package<'a> {
    /// Opens the container without unpacking anything.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where `bytes` are no zip archive or one that is cut off.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| cut_off())?;
        Ok(Self { zip, left: limits.unpacked, limit: limits.unpacked })
    }

    /// Whether there is a part `name`.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Unpacks part `name`; `None` where there is none.
    ///
    /// # Errors
    /// [`ReadError::Bomb`] where the package unpacks to more than its limit, [`ReadError::Encrypted`].
    pub fn part(&mut self, name: &str) -> Result<Option<Part>, ReadError> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(ReadError::Encrypted);
            }
            Err(_) => return Err(cut_off()),
        };
        let mut bytes = Vec::new();
        let whole = entry.take(self.left.saturating_add(1)).read_to_end(&mut bytes).is_ok();
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(ReadError::Bomb { limit: self.limit })?;
        let (text, ..) = encoding_rs::UTF_8.decode(&bytes);
        Ok(Some(Part { text: text.into_owned(), whole }))
    }
}

fn cut_off() -> ReadError {
    ReadError::Damaged {
        detail: Bilingual::fixed(
            "压缩包结构不完整：文件可能没有传输或保存完",
            "the zip package is not whole: the file may not have been copied or saved in full",
        ),
    }
}
