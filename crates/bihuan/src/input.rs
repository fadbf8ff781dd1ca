//! Files from disk into documents.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use document::{Document, Limits, ReadError};

use crate::failure::Failure;

/// A file, read.
pub struct Input {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they hold.
    pub document: Document,
}

/// Reads the file at `path` into a document. Nothing larger than [`Limits::file`] is loaded.
///
/// # Errors
/// A [`Failure`] that names the file.
pub fn load(path: &Path) -> Result<Input, Failure> {
    again(path, bytes(path)?)
}

/// Reads `bytes`, which are or will be those of the file at `path`, into a document.
///
/// # Errors
/// [`Failure::Read`].
pub fn again(path: &Path, bytes: Vec<u8>) -> Result<Input, Failure> {
    let document = document::read(&bytes, &name(path)).map_err(|error| Failure::Read(path.to_owned(), error))?;
    Ok(Input { bytes, document })
}

/// The file's own name, without folders.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The text of the file at `path`, which should be UTF-8: what is not will make no sense to whoever parses it.
///
/// # Errors
/// As [`bytes`].
pub fn text(path: &Path) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

/// The bytes of the file at `path`. Nothing larger than [`Limits::file`] is loaded.
///
/// # Errors
/// A [`Failure`] that names the file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let limits = Limits::default();
    let reading = |error| Failure::reading(path, error);
    let too_large = |size| Failure::Read(path.to_owned(), ReadError::TooLarge { size, limit: limits.file });
    let file = File::open(path).map_err(reading)?;
    let metadata = file.metadata().map_err(reading)?;
    if metadata.is_dir() {
        return Err(Failure::Folder(path.to_owned()));
    }
    if metadata.len() > limits.file {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // Pipes and devices state no size, so the limit is held while reading too.
    file.take(limits.file + 1).read_to_end(&mut bytes).map_err(reading)?;
    if bytes.len() as u64 > limits.file {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}
