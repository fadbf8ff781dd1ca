//! Evidence in a folder: what `object_store` leaves to us of files and folders.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;

use super::{BlobError, Doing};

/// Makes the folder and those above it.
pub(super) fn create(path: &Path) -> Result<(), BlobError> {
    fs::create_dir_all(path).map_err(opening)
}

/// The folder as a store that flushes files and folders before it says that they are written.
pub(super) fn open(path: &Path) -> Result<LocalFileSystem, BlobError> {
    if !path.is_dir() {
        return Err(BlobError::NoFolder { path: path.to_owned() });
    }
    let store = LocalFileSystem::new_with_prefix(path).map_err(|error| BlobError::of_store(Doing::Open, error))?;
    Ok(store.with_fsync(true))
}

/// Makes a deletion durable: flushes the folder that the blob stood in.
pub(super) fn flush(root: &Path, key: &Key) -> Result<(), BlobError> {
    let place = root.join(key.as_ref());
    let folder = place.parent().unwrap_or(root);
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Windows opens no folders as files, and flushes them by itself.
        Err(error) if cfg!(unix) => Err(BlobError::of_system(Doing::Delete, error)),
        _ => Ok(()),
    }
}

/// Removes half writes older than `before`.
pub(super) fn sweep(root: &Path, before: Timestamp) -> Result<usize, BlobError> {
    let mut removed = 0;
    for folder in children(root)?.into_iter().filter(|path| path.is_dir()) {
        for path in children(&folder)?.into_iter().filter(|path| is_half(path)) {
            let written = fs::metadata(&path).and_then(|meta| meta.modified());
            let old = written.ok().and_then(|at| Timestamp::try_from(at).ok()).is_some_and(|at| at < before);
            if old {
                fs::remove_file(&path).map_err(|error| BlobError::of_system(Doing::Delete, error))?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}

/// Whether a file is one that `object_store` writes beside a blob's place before it renames it: `abcdef…#1`.
fn is_half(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.split_once('#'));
    name.is_some_and(|(digest, number)| {
        digest.parse::<tlog::Digest>().is_ok() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    })
}

fn children(folder: &Path) -> Result<Vec<PathBuf>, BlobError> {
    let all: io::Result<Vec<_>> = fs::read_dir(folder).and_then(|entries| entries.map(|e| Ok(e?.path())).collect());
    all.map_err(|error| BlobError::of_system(Doing::List, error))
}

fn opening(error: io::Error) -> BlobError {
    BlobError::of_system(Doing::Open, error)
}
