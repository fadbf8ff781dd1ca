//! Evidence (佐证材料) by its content: a file is stored once under its SHA-256 digest, however many items it supports, and whoever
//! knows the digest from an entry can tell whether the file is still the one that was stored.
//!
//! A blob stands at `ab/abcdef…`, its digest in hexadecimal under the first two digits, so that no folder grows too large. No part of a
//! path ever comes from a person: names of files stand in entries.
//!
//! **Durability.** [`Blobs::put`] returns when the file will outlive a loss of power: in a folder it is written beside its place,
//! flushed, renamed, and the folder flushed; a bucket acknowledges when it has stored. A crash leaves either the whole file or
//! nothing under its digest; what it may leave of a half write, [`Blobs::sweep`] removes.
//!
//! **Order.** Store the file first, then append the entry that names it. A crash in between leaves an orphan, which costs space and
//! nothing else; the other order would leave an entry whose evidence never was.
//!
//! **Limits.** A blob has at most [`LARGEST`] bytes. Memory is at most two [parts](PART) of 8 MiB a call, whatever the size.
//!
//! **Blocking.** Every call blocks its thread. What runs asynchronously calls from a thread that may block, never from a task.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use sha2::{Digest as _, Sha256};
use tlog::Digest;
use tokio::runtime::Runtime;

mod error;
mod folder;
mod s3;

pub use error::{BlobError, Doing};
pub use s3::Bucket;

/// The largest blob, in bytes (4 GiB): the longest film that an inspection takes fits, and a disk image does not.
pub const LARGEST: u64 = 4 << 30;

/// How much is read, hashed and sent at a time, in bytes (8 MiB). A bucket takes parts of no less than 5 MiB and no more than 10,000
/// of them, so that [`LARGEST`] fits.
pub const PART: usize = 8 << 20;

/// Where evidence is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a folder of this machine, or one that it has mounted.
    Folder(PathBuf),
    /// In a bucket of a server that speaks S3.
    Bucket(Bucket),
}

/// Evidence files by digest. Cheap to clone; clones may be used from several threads, and several programs may share one place.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    folder: Option<PathBuf>,
    runtime: Arc<Runtime>,
}

/// What [`Blobs::put`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// The file's SHA-256 digest: its name from now on.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// Whether it is new here. A file that was here already, whole, is not written again.
    pub fresh: bool,
}

/// One blob in a [`Listing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Size in bytes.
    pub size: u64,
    /// When it was written, by the clock of the folder's or bucket's machine.
    pub at: Timestamp,
}

/// Everything that a place holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The blobs. Their content was not read: [`Blobs::verify`] does that.
    pub blobs: BTreeMap<Digest, Kept>,
    /// Paths of what is no blob and was put there by somebody else.
    pub strangers: Vec<String>,
}

impl Listing {
    /// Blobs that none of `named` names, with size and time. One may be young because its entry is about to be written: delete only
    /// those that are a day old.
    pub fn orphans<'a>(&'a self, named: &'a BTreeSet<Digest>) -> impl Iterator<Item = (Digest, Kept)> + 'a {
        self.blobs.iter().filter(|(digest, _)| !named.contains(digest)).map(|(&digest, &kept)| (digest, kept))
    }

    /// Digests among `named` whose blob is not there.
    pub fn missing<'a>(&'a self, named: &'a BTreeSet<Digest>) -> impl Iterator<Item = Digest> + 'a {
        named.iter().copied().filter(|digest| !self.blobs.contains_key(digest))
    }
}

impl Blobs {
    /// Makes the place if it is a folder that does not exist yet, and opens it. A bucket must exist, and is asked whether it answers.
    ///
    /// # Errors
    /// As [`open`](Self::open); and when the folder cannot be made, or the bucket does not answer or does not let us in.
    pub fn create(place: &Place) -> Result<Self, BlobError> {
        if let Place::Folder(path) = place {
            folder::create(path)?;
        }
        let blobs = Self::open(place)?;
        // A look tells best that we are not let in. But a bucket that is not there answers it as if only the blob were not there.
        blobs.size(&Digest::default())?;
        blobs.wait(blobs.store.list(None).try_next()).map_err(|error| BlobError::of_store(Doing::Open, error))?;
        Ok(blobs)
    }

    /// Opens a place. A bucket is not asked yet.
    ///
    /// # Errors
    /// [`BlobError::NoFolder`] when the folder is not there: perhaps its disk is not mounted, and evidence must not go elsewhere
    /// meanwhile. [`BlobError::Settings`] when a bucket's settings cannot be right.
    pub fn open(place: &Place) -> Result<Self, BlobError> {
        let (store, folder): (Arc<dyn ObjectStore>, _) = match place {
            Place::Folder(path) => (Arc::new(folder::open(path)?), Some(path.clone())),
            Place::Bucket(bucket) => (Arc::new(bucket.open()?), None),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| BlobError::of_system(Doing::Open, error))?;
        Ok(Self { store, folder, runtime: Arc::new(runtime) })
    }

    /// Stores what `source` holds from its first byte to its last, and tells its digest. It is read twice: once to know its name, once
    /// to write it. Storing the same content again changes nothing, and mends a blob that was damaged.
    ///
    /// # Errors
    /// [`BlobError::TooLarge`], [`BlobError::Source`] when `source` cannot be read, [`BlobError::Changed`] when the two readings differ,
    /// and what the place says. After an error nothing stands under the digest that did not stand there before; or, when only the
    /// acknowledgement was lost, the whole file: storing it again is then all that is needed.
    pub fn put(&self, source: &mut (impl Read + Seek)) -> Result<Stored, BlobError> {
        let mut buffer = Vec::new();
        let (digest, size) = weigh(source, &mut buffer)?;
        if matches!(self.verify(&digest), Ok(found) if found == size) {
            return Ok(Stored { digest, size, fresh: false });
        }
        source.rewind().map_err(BlobError::source)?;
        let first = part(source, &mut buffer)?;
        if first.len() < PART {
            if sha256(&first) != digest {
                return Err(BlobError::Changed);
            }
            self.wait(self.store.put(&path(&digest), PutPayload::from(first)))
                .map_err(|error| BlobError::of_store(Doing::Write, error))?;
        } else {
            self.put_in_parts(&digest, first, source)?;
        }
        Ok(Stored { digest, size, fresh: true })
    }

    /// Writes what is larger than one part. Nothing stands under the digest until the last call, which is made only when what
    /// was sent has that digest.
    fn put_in_parts(&self, digest: &Digest, first: Vec<u8>, source: &mut impl Read) -> Result<(), BlobError> {
        let failed = |error| BlobError::of_store(Doing::Write, error);
        let mut upload = self.wait(self.store.put_multipart(&path(digest))).map_err(failed)?;
        let send = || {
            let mut hasher = Sha256::new();
            let mut piece = first;
            while !piece.is_empty() {
                hasher.update(&piece);
                self.wait(upload.put_part(PutPayload::from(piece))).map_err(failed)?;
                piece = part(source, &mut Vec::new())?;
            }
            if Digest(hasher.finalize().into()) != *digest {
                return Err(BlobError::Changed);
            }
            self.wait(upload.complete()).map_err(failed)
        };
        let sent = send();
        if sent.is_err() {
            // What was sent takes space and nothing else; that it could not be taken back is not the news.
            let _ = self.wait(upload.abort());
        }
        sent.map(|_| ())
    }

    /// Writes a blob's bytes to `out` and tells how many they are. Its digest is known only at the end: after an error, `out` holds what
    /// must not be used.
    ///
    /// # Errors
    /// [`BlobError::Missing`], [`BlobError::Damaged`], [`BlobError::Sink`] when `out` takes no more, and what the place says.
    pub fn copy(&self, digest: &Digest, out: &mut impl Write) -> Result<u64, BlobError> {
        let failed = |error| BlobError::reading(digest, error);
        let mut stream = self.wait(self.store.get(&path(digest))).map_err(failed)?.into_stream();
        let (mut hasher, mut size) = (Sha256::new(), 0);
        while let Some(bytes) = self.wait(stream.try_next()).map_err(failed)? {
            hasher.update(&bytes);
            size += bytes.len() as u64;
            out.write_all(&bytes).map_err(BlobError::sink)?;
        }
        let found = Digest(hasher.finalize().into());
        if found == *digest { Ok(size) } else { Err(BlobError::Damaged { digest: *digest, found, size }) }
    }

    /// A blob's bytes, all in memory: for those known to be small. [`copy`](Self::copy) takes any.
    ///
    /// # Errors
    /// As [`copy`](Self::copy).
    pub fn get(&self, digest: &Digest) -> Result<Vec<u8>, BlobError> {
        let mut bytes = Vec::new();
        self.copy(digest, &mut bytes)?;
        Ok(bytes)
    }

    /// Size in bytes of a blob, or `None` when it is not there. Its content is not read.
    ///
    /// # Errors
    /// What the place says.
    pub fn size(&self, digest: &Digest) -> Result<Option<u64>, BlobError> {
        match self.wait(self.store.head(&path(digest))) {
            Ok(meta) => Ok(Some(meta.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(BlobError::of_store(Doing::Look, error)),
        }
    }

    /// Reads a blob from end to end and checks its digest. Returns its size in bytes. To verify all, call it for each digest that an
    /// entry names.
    ///
    /// # Errors
    /// [`BlobError::Missing`], [`BlobError::Damaged`], and what the place says.
    pub fn verify(&self, digest: &Digest) -> Result<u64, BlobError> {
        self.copy(digest, &mut io::sink())
    }

    /// Deletes a blob for good, because the law demands it (erasure on record) or because it is an old orphan. Returns whether it was
    /// there. In a folder the deletion outlives a loss of power. A bucket that keeps versions keeps the old version: delete it there;
    /// backups, too, are not reached from here.
    ///
    /// # Errors
    /// What the place says.
    pub fn delete(&self, digest: &Digest) -> Result<bool, BlobError> {
        if self.size(digest)?.is_none() {
            return Ok(false);
        }
        match self.wait(self.store.delete(&path(digest))) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(BlobError::of_store(Doing::Delete, error)),
        }
        if let Some(root) = &self.folder {
            folder::flush(root, &path(digest))?;
        }
        Ok(true)
    }

    /// Everything that the place holds. Contents are not read.
    ///
    /// # Errors
    /// What the place says.
    pub fn list(&self) -> Result<Listing, BlobError> {
        let mut listing = Listing::default();
        let mut stream = self.store.list(None);
        while let Some(meta) = self.wait(stream.try_next()).map_err(|error| BlobError::of_store(Doing::List, error))? {
            let at = Timestamp::from_second(meta.last_modified.timestamp()).unwrap_or_default();
            match digest(&meta.location) {
                Some(digest) => {
                    listing.blobs.insert(digest, Kept { size: meta.size, at });
                }
                None => listing.strangers.push(meta.location.to_string()),
            }
        }
        Ok(listing)
    }

    /// Removes what crashes left of half writes before `before`, and returns how many there were. Only a folder shows them; for a bucket,
    /// have its own rule abort incomplete multipart uploads.
    ///
    /// # Errors
    /// When the folder cannot be read or they cannot be removed.
    pub fn sweep(&self, before: Timestamp) -> Result<usize, BlobError> {
        self.folder.as_deref().map_or(Ok(0), |root| folder::sweep(root, before))
    }

    fn wait<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }
}

/// Where a blob stands: `ab/abcdef…`.
fn path(digest: &Digest) -> Path {
    let name = digest.to_string();
    Path::from_iter([&name[..2], &name])
}

/// The inverse of [`path`].
fn digest(at: &Path) -> Option<Digest> {
    let digest: Digest = at.filename()?.parse().ok()?;
    (path(&digest) == *at).then_some(digest)
}

/// Digest and size of what `source` holds from its beginning. What is too large by its own word is not read at all.
fn weigh(source: &mut (impl Read + Seek), buffer: &mut Vec<u8>) -> Result<(Digest, u64), BlobError> {
    if source.seek(SeekFrom::End(0)).map_err(BlobError::source)? > LARGEST {
        return Err(BlobError::TooLarge);
    }
    source.rewind().map_err(BlobError::source)?;
    let (mut hasher, mut size) = (Sha256::new(), 0);
    loop {
        buffer.clear();
        source.take(PART as u64).read_to_end(buffer).map_err(BlobError::source)?;
        if buffer.is_empty() {
            return Ok((Digest(hasher.finalize().into()), size));
        }
        size += buffer.len() as u64;
        if size > LARGEST {
            return Err(BlobError::TooLarge);
        }
        hasher.update(&*buffer);
    }
}

/// The next part of `source`; shorter than [`PART`] only at its end. Takes over `buffer`, so that its memory serves again.
fn part(source: &mut impl Read, buffer: &mut Vec<u8>) -> Result<Vec<u8>, BlobError> {
    let mut piece = std::mem::take(buffer);
    piece.clear();
    source.take(PART as u64).read_to_end(&mut piece).map_err(BlobError::source)?;
    Ok(piece)
}

fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}
