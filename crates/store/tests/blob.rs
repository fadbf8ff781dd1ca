//! Evidence files: one contract, held by a folder and by a bucket; and what only one of them can get wrong.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test that cannot go on fails")]

#[path = "support/disk.rs"]
mod disk;
#[path = "blob/server.rs"]
mod server;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use disk::Disk;
use jiff::Timestamp;
use server::Server;
use store::blob::{BlobError, Blobs, LARGEST, PART, Place};
use tempfile::TempDir;
use tlog::{Algorithm, Digest};

/// A place, and the folder in which its bytes lie in the end.
struct Home {
    blobs: Blobs,
    bytes: PathBuf,
    _folder: Option<TempDir>,
    _server: Option<Server>,
}

fn folder() -> Home {
    let folder = TempDir::new().unwrap();
    let bytes = folder.path().join("evidence");
    let blobs = Blobs::create(&Place::Folder(bytes.clone())).unwrap();
    Home { blobs, bytes, _folder: Some(folder), _server: None }
}

fn bucket() -> Home {
    let server = Server::start();
    let blobs = Blobs::create(&Place::Bucket(server.bucket())).unwrap();
    Home { blobs, bytes: server.folder(), _folder: None, _server: Some(server) }
}

/// Each case runs on both places.
macro_rules! contract {
    ($($case:ident),* $(,)?) => {
        mod in_a_folder { $(#[test] fn $case() { super::$case(&super::folder()); })* }
        mod in_a_bucket { $(#[test] fn $case() { super::$case(&super::bucket()); })* }
    };
}

contract! {
    what_is_stored_comes_back,
    storing_again_changes_nothing,
    what_is_missing_is_named,
    deletes_once,
    lists_orphans_missing_and_strangers,
    notices_and_mends_a_changed_file,
    a_source_that_changes_is_not_stored,
    a_source_that_fails_is_not_stored,
    many_threads_may_store_the_same,
}

fn digest(bytes: &[u8]) -> Digest {
    Algorithm::Sha256.digest(bytes)
}

fn put(home: &Home, bytes: &[u8]) -> Digest {
    home.blobs.put(&mut Cursor::new(bytes)).unwrap().digest
}

fn sample(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i * 31 + i / 251) as u8).collect()
}

fn file(home: &Home, digest: &Digest) -> PathBuf {
    let name = digest.to_string();
    home.bytes.join(&name[..2]).join(name)
}

fn what_is_stored_comes_back(home: &Home) {
    for length in [0, 1, 4096, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 77] {
        let bytes = sample(length);
        let stored = home.blobs.put(&mut Cursor::new(&bytes)).unwrap();
        assert_eq!((stored.digest, stored.size, stored.fresh), (digest(&bytes), length as u64, true), "{length}");
        assert!(home.blobs.get(&stored.digest).unwrap() == bytes, "{length}");
        assert_eq!(home.blobs.size(&stored.digest).unwrap(), Some(length as u64));
        assert_eq!(home.blobs.verify(&stored.digest).unwrap(), length as u64);
        assert_eq!(fs::metadata(file(home, &stored.digest)).unwrap().len(), length as u64);
    }
}

/// Also when the reader does not stand at its beginning.
fn storing_again_changes_nothing(home: &Home) {
    let bytes = sample(10_000);
    let first = put(home, &bytes);
    let mut source = Cursor::new(&bytes);
    source.seek(SeekFrom::Start(77)).unwrap();
    let again = home.blobs.put(&mut source).unwrap();
    assert_eq!((again.digest, again.fresh), (first, false));
    assert_eq!(home.blobs.list().unwrap().blobs.len(), 1);
}

fn what_is_missing_is_named(home: &Home) {
    let digest = digest(b"never stored");
    let missing = Err(BlobError::Missing { digest });
    assert_eq!(home.blobs.get(&digest).map(|_| 0), missing);
    assert_eq!(home.blobs.verify(&digest), missing);
    assert_eq!(home.blobs.size(&digest), Ok(None));
}

fn deletes_once(home: &Home) {
    let [gone, kept] = [b"gone".as_slice(), b"kept"].map(|bytes| put(home, bytes));
    assert_eq!(home.blobs.delete(&gone), Ok(true));
    assert_eq!(home.blobs.delete(&gone), Ok(false));
    assert!(!file(home, &gone).exists());
    assert_eq!(home.blobs.verify(&gone), Err(BlobError::Missing { digest: gone }));
    assert_eq!(home.blobs.verify(&kept), Ok(4));
}

fn lists_orphans_missing_and_strangers(home: &Home) {
    let [named, orphan] = [b"named".as_slice(), b"orphan"].map(|bytes| put(home, bytes));
    let missing = digest(b"missing");
    fs::write(home.bytes.join("readme.txt"), "put here by somebody").unwrap();
    // A blob under the wrong two digits is a stranger: it would never be found.
    fs::create_dir_all(home.bytes.join("zz")).unwrap();
    fs::write(home.bytes.join("zz").join(named.to_string()), "named").unwrap();

    let listing = home.blobs.list().unwrap();
    let named = BTreeSet::from([named, missing]);
    let orphans: Vec<_> = listing.orphans(&named).map(|(digest, kept)| (digest, kept.size)).collect();
    assert_eq!(orphans, [(orphan, 6)]);
    assert_eq!(listing.missing(&named).collect::<Vec<_>>(), [missing]);
    assert_eq!(listing.strangers.len(), 2, "{:?}", listing.strangers);
    let age = Timestamp::now().duration_since(listing.blobs[&orphan].at).as_secs();
    assert!((-2..60).contains(&age), "{age} s old");
}

fn notices_and_mends_a_changed_file(home: &Home) {
    let bytes = sample(5_000);
    let whole = put(home, &bytes);
    let mut swapped = bytes.clone();
    swapped[4_321] ^= 1;
    for wrong in [swapped, bytes[..4_999].to_vec(), Vec::new()] {
        fs::write(file(home, &whole), &wrong).unwrap();
        let damaged = BlobError::Damaged { digest: whole, found: digest(&wrong), size: wrong.len() as u64 };
        assert_eq!(home.blobs.verify(&whole), Err(damaged.clone()));
        assert_eq!(home.blobs.get(&whole), Err(damaged));
        let stored = home.blobs.put(&mut Cursor::new(&bytes)).unwrap();
        assert!(stored.fresh);
        assert_eq!(home.blobs.verify(&whole), Ok(5_000));
    }
}

/// Holds `first` until it is read a second time.
struct Shifty {
    now: Cursor<Vec<u8>>,
    then: Vec<u8>,
    rewinds: usize,
}

impl Read for Shifty {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.now.read(buffer)
    }
}

impl Seek for Shifty {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if to == SeekFrom::Start(0) {
            self.rewinds += 1;
            if self.rewinds == 2 {
                self.now = Cursor::new(self.then.clone());
            }
        }
        self.now.seek(to)
    }
}

fn a_source_that_changes_is_not_stored(home: &Home) {
    for length in [100, PART + 100] {
        let first = sample(length);
        for then in [sample(length - 1), sample(length + 1), vec![7; length]] {
            let mut source = Shifty { now: Cursor::new(first.clone()), then, rewinds: 0 };
            assert_eq!(home.blobs.put(&mut source), Err(BlobError::Changed));
        }
    }
    assert_eq!(home.blobs.list().unwrap().blobs.len(), 0);
}

/// Fails once `left` bytes are read: in the first reading or, when `left` is large, in the second.
struct Failing {
    inner: Cursor<Vec<u8>>,
    left: usize,
}

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("the stick was pulled out"));
        }
        let some = buffer.len().min(self.left);
        let read = self.inner.read(&mut buffer[..some])?;
        self.left -= read;
        Ok(read)
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

fn a_source_that_fails_is_not_stored(home: &Home) {
    let length = PART + 100;
    for left in [50, PART + 50, length + 50, length + PART + 50] {
        let mut source = Failing { inner: Cursor::new(sample(length)), left };
        let error = home.blobs.put(&mut source).unwrap_err();
        assert!(matches!(&error, BlobError::Source { cause } if cause.contains("pulled out")), "{error:?}");
    }
    assert_eq!(home.blobs.list().unwrap().blobs.len(), 0);
}

fn many_threads_may_store_the_same(home: &Home) {
    let bytes = sample(300_000);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert_eq!(home.blobs.clone().put(&mut Cursor::new(&bytes)).unwrap().size, 300_000);
                }
            });
        }
    });
    let listing = home.blobs.list().unwrap();
    assert_eq!(listing.blobs.keys().copied().collect::<Vec<_>>(), [digest(&bytes)]);
    assert!(listing.strangers.is_empty());
}

#[test]
fn refuses_what_is_too_large_without_reading_it() {
    let home = folder();
    // A file with a hole takes no space.
    let mut large = tempfile::tempfile().unwrap();
    large.set_len(LARGEST + 1).unwrap();
    assert_eq!(home.blobs.put(&mut large), Err(BlobError::TooLarge));
}

#[test]
fn a_folder_that_is_not_mounted_is_not_made_by_opening() {
    let parent = TempDir::new().unwrap();
    let path = parent.path().join("not here");
    let error = Blobs::open(&Place::Folder(path.clone())).unwrap_err();
    assert_eq!(error, BlobError::NoFolder { path: path.clone() });
    assert!(!path.exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let parent = TempDir::new().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let error = Blobs::create(&Place::Folder(file.join("evidence"))).unwrap_err();
    assert!(matches!(error, BlobError::World { .. }), "{error:?}");
}

#[test]
fn half_writes_are_no_blobs_and_are_swept_when_old() {
    let home = folder();
    let whole = put(&home, b"whole");
    let half = PathBuf::from(format!("{}#1", file(&home, &whole).display()));
    fs::write(&half, "who").unwrap();
    let day = Duration::from_secs(86_400);
    File::options().write(true).open(&half).unwrap().set_modified(SystemTime::now() - 2 * day).unwrap();
    let young = PathBuf::from(format!("{}#2", file(&home, &whole).display()));
    fs::write(&young, "who").unwrap();

    let listing = home.blobs.list().unwrap();
    assert_eq!((listing.blobs.len(), listing.strangers.len()), (1, 0));
    let yesterday = Timestamp::try_from(SystemTime::now() - day).unwrap();
    assert_eq!(home.blobs.sweep(yesterday), Ok(1));
    assert!(!half.exists() && young.exists());
    assert_eq!(home.blobs.verify(&whole), Ok(5));
}

/// Not a test of its own: what [`killed_at_any_moment_it_leaves_no_half_file`] starts and kills.
#[test]
fn writer_that_is_killed() {
    let Some(folder) = std::env::var_os("BIHUAN_TEST_BLOBS") else { return };
    let blobs = Blobs::create(&Place::Folder(folder.into())).unwrap();
    for i in 0_u64.. {
        let mut bytes = sample(PART / 4 + (i as usize % 7) * PART / 2);
        bytes.extend_from_slice(&i.to_le_bytes());
        println!("stored {}", blobs.put(&mut Cursor::new(bytes)).unwrap().digest);
    }
}

#[test]
fn killed_at_any_moment_it_leaves_no_half_file() {
    let folder = TempDir::new().unwrap();
    let blobs = Blobs::create(&Place::Folder(folder.path().to_owned())).unwrap();
    let mut acknowledged = BTreeSet::new();
    for round in 0..4 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["writer_that_is_killed", "--exact", "--nocapture"])
            .env("BIHUAN_TEST_BLOBS", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reader = thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<_>>());
        thread::sleep(Duration::from_millis(120 + 37 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let told = reader.join().unwrap();
        acknowledged.extend(told.iter().filter_map(|l| l.split_once("stored ")?.1.parse::<Digest>().ok()));
    }
    assert!(!acknowledged.is_empty());
    let listing = blobs.list().unwrap();
    assert_eq!(listing.missing(&acknowledged).count(), 0);
    for digest in listing.blobs.keys() {
        blobs.verify(digest).unwrap();
    }
}

/// A real file system that is full. Where the machine lets nobody mount one, there is nothing to try it on.
#[test]
fn a_full_disk_is_told_and_recovered_from() {
    let Some(disk) = Disk::of(4 << 20) else { return };
    let blobs = Blobs::create(&Place::Folder(disk.path().join("evidence"))).unwrap();
    let first = blobs.put(&mut Cursor::new(sample(2 << 20))).unwrap().digest;
    for length in [3 << 20, 9 << 20] {
        let error = blobs.put(&mut Cursor::new(sample(length))).unwrap_err();
        assert!(matches!(error, BlobError::Full { .. }), "{error:?}");
        assert!(error.is_passing());
    }
    assert_eq!(blobs.list().unwrap().blobs.len(), 1);
    assert!(blobs.delete(&first).unwrap());
    blobs.put(&mut Cursor::new(sample(3 << 20))).unwrap();
}

#[test]
fn a_wrong_secret_is_refused() {
    let server = Server::start();
    let mut bucket = server.bucket();
    bucket.secret_key = "another".into();
    let error = Blobs::create(&Place::Bucket(bucket)).unwrap_err();
    assert!(matches!(error, BlobError::Refused { .. }), "{error:?}");
    assert!(!error.is_passing());
}

#[test]
fn a_bucket_that_does_not_exist_is_told() {
    let server = Server::start();
    let mut bucket = server.bucket();
    bucket.name = "nowhere".into();
    let error = Blobs::create(&Place::Bucket(bucket)).unwrap_err();
    assert!(matches!(&error, BlobError::World { cause, .. } if cause.contains("NoSuchBucket")), "{error:?}");
}

#[test]
fn a_server_that_is_down_is_told_and_recovered_from() {
    let server = Server::start();
    let mut bucket = server.bucket();
    let blobs = Blobs::create(&Place::Bucket(bucket.clone())).unwrap();
    let digest = blobs.put(&mut Cursor::new(b"kept")).unwrap().digest;
    // Nobody listens on port 9 (discard) of this machine.
    bucket.endpoint = "http://127.0.0.1:9".into();
    let error = Blobs::create(&Place::Bucket(bucket.clone())).unwrap_err();
    assert!(matches!(error, BlobError::World { .. }) && error.is_passing(), "{error:?}");
    // Nor does our server speak TLS.
    bucket.endpoint = server.bucket().endpoint.replace("http:", "https:");
    let error = Blobs::create(&Place::Bucket(bucket)).unwrap_err();
    assert!(matches!(error, BlobError::World { .. }), "{error:?}");
    assert_eq!(blobs.verify(&digest), Ok(4));
}

#[test]
fn two_ledgers_share_a_bucket_under_prefixes() {
    let server = Server::start();
    let first = Blobs::create(&Place::Bucket(server.bucket())).unwrap();
    let mut other = server.bucket();
    other.prefix = "ledger-2".into();
    let second = Blobs::create(&Place::Bucket(other)).unwrap();
    let digest = first.put(&mut Cursor::new(b"of the first")).unwrap().digest;
    assert_eq!(second.size(&digest), Ok(None));
    assert!(second.list().unwrap().blobs.is_empty());
}

#[test]
fn everything_wrong_with_settings_is_told_at_once_and_no_secret_is_shown() {
    let bucket = store::blob::Bucket {
        name: String::new(),
        prefix: String::new(),
        endpoint: "storage.example:9000".into(),
        region: " ".into(),
        access_key: "ledger".into(),
        secret_key: "a secret of the tests".into(),
    };
    assert!(!format!("{bucket:?}").contains("secret"));
    let error = Blobs::open(&Place::Bucket(bucket)).unwrap_err();
    let message = error.message();
    for word in ["bucket", "region", "http://"] {
        assert!(message.en.contains(word) && message.zh.contains(word), "{message:?}");
    }
}
