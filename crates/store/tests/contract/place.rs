use std::path::Path;

use store::{AppendError, Check, Location, NewLog, Place, Store, StoreError, StoredCheckpoint, Watch};
use tlog::{Algorithm, Checkpoint, Head, Signer, Trust};

use super::bench::{Bench, signer};
use crate::sample::{self, Dice};

fn fill(store: &Store, numbers: std::ops::Range<u64>) {
    for n in numbers {
        let mut dice = Dice::new(n);
        let mut events = sample::finding(n, &mut dice);
        events.extend(sample::measure(n, &[n], &mut dice));
        store.append(sample::append(format!("fill-{n}"), events)).unwrap();
    }
}

pub fn a_ledger_is_created_once(bench: &dyn Bench) {
    assert!(Store::open(&bench.at(), signer()).is_err());
    bench.create();
    let again = Store::create(&bench.at(), NewLog { algorithm: Algorithm::Sm3, signer: signer() });
    assert!(matches!(again.err(), Some(StoreError::Exists { .. })));
    let store = bench.open();
    assert_eq!(store.algorithm(), Algorithm::Sha256);
    assert_eq!(store.verifier(), signer().verifier());
    drop(store);
    bench.is_sound();
    // With the national algorithms all the same.
    let sm = Signer::sm2("ledger.example/sm", &[9; 32]).unwrap();
    let at = bench.another();
    let store = Store::create(&at, NewLog { algorithm: Algorithm::Sm3, signer: sm }).unwrap();
    fill(&store, 1..4);
    assert!(store.verify(&Check::new()).unwrap().is_sound());
}

pub fn only_its_own_key_opens_it(bench: &dyn Bench) {
    drop(bench.create());
    let other = Signer::ed25519("ledger.example/contract", &[4; 32]).unwrap();
    assert!(matches!(Store::open(&bench.at(), other).err(), Some(StoreError::WrongKey { .. })));
    // Trust from elsewhere is not in what the ledger says of itself.
    let other = Signer::ed25519("ledger.example/contract", &[4; 32]).unwrap();
    let trust = Trust::new(Algorithm::Sha256, other.verifier().clone()).unwrap();
    let report = store::verify(&bench.at(), &Check { trust: Some(&trust), ..Check::new() }).unwrap();
    assert_eq!(report.faults[0].place, Place::Settings);
}

pub fn what_is_newer_is_refused(bench: &dyn Bench) {
    drop(bench.create());
    bench.sql("UPDATE meta SET value = '99' WHERE key = 'schema'");
    assert!(matches!(Store::open(&bench.at(), signer()).err(), Some(StoreError::Newer { found: 99, .. })));
    assert!(matches!(Store::open_to_read(&bench.at()).err(), Some(StoreError::Newer { .. })));
    assert!(matches!(store::verify(&bench.at(), &Check::new()), Err(StoreError::Newer { .. })));
    bench.sql("UPDATE meta SET value = '1' WHERE key = 'schema'");
    // An older fold is made anew on opening.
    bench.sql("UPDATE meta SET value = '0' WHERE key = 'fold'");
    drop(bench.open());
    bench.is_sound();
}

pub fn published_checkpoints_bind(bench: &dyn Bench) {
    let store = bench.create();
    fill(&store, 1..5);
    let head = store.read().unwrap().head().unwrap();
    let note = tlog::Note::parse(head.note.as_bytes()).unwrap();
    store.append(sample::publishing("publish", &head)).unwrap();
    let [published] = &store.read().unwrap().checkpoints().unwrap()[..] else { panic!("one was published") };
    assert_eq!((published.size, &published.note), (head.size, &head.note));
    fill(&store, 5..9);
    assert!(store.verify(&Check { seen: std::slice::from_ref(&note), ..Check::new() }).unwrap().is_sound());
    // A checkpoint that this key has signed and that is not of this log: a fork.
    let forked = |size| {
        let head = Head { size, root: Algorithm::Sha256.digest(b"another history") };
        Checkpoint::new("ledger.example/contract", head).unwrap().sign(&signer()).unwrap()
    };
    let refused = |size: u64, stated: u64| {
        let forged = StoredCheckpoint { size: stated, note: forked(size).to_string(), ..head.clone() };
        let answer = store.append(sample::publishing(&format!("forged-{size}-{stated}"), &forged));
        matches!(answer, Err(AppendError::Store(StoreError::Unfit { .. })))
    };
    assert!(refused(3, 3) && refused(3_000, 3_000) && refused(3, 4));
    for size in [3, 3_000] {
        let report = store.verify(&Check { seen: &[forked(size)], ..Check::new() }).unwrap();
        assert_eq!(report.faults.iter().map(|f| &f.place).collect::<Vec<_>>(), [&Place::Checkpoint(size)]);
    }
}

fn copies(bench: &dyn Bench, file: &Path) {
    let store = bench.create();
    fill(&store, 1..40);
    let copied = store.backup(file, &Watch::none()).unwrap();
    let before = bench.derived();
    fill(&store, 40..45);
    let original = Location::Sqlite(file.to_owned());
    let report = store::verify(&original, &Check::new()).unwrap();
    assert!(report.is_sound(), "{:#?}", report.faults);
    assert_eq!(report.entries, copied.entries);
    assert!(matches!(store.backup(file, &Watch::none()), Err(StoreError::Exists { .. })));
    // A file that cannot be written, in a folder that cannot: read as it stands.
    assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "a backup is one file");
    // Into the engine that it came from.
    let at = bench.another();
    store::restore(file, &at, &Watch::none()).unwrap();
    assert!(matches!(store::restore(file, &at, &Watch::none()), Err(StoreError::Exists { .. })));
    let restored = Store::open(&at, signer()).unwrap();
    assert!(restored.verify(&Check::new()).unwrap().is_sound());
    fill(&restored, 40..45);
    assert!(restored.verify(&Check::new()).unwrap().is_sound());
    assert_eq!(
        restored.read().unwrap().entries(0, copied.entries).unwrap(),
        store.read().unwrap().entries(0, copied.entries).unwrap()
    );
    assert!(!before.is_empty());
    let cancelled = store.backup(&file.with_extension("two"), &Watch::new(|_| false));
    assert_eq!(cancelled, Err(StoreError::Cancelled));
    assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing is left of it");
}

pub fn a_backup_is_the_same_ledger(bench: &dyn Bench) {
    let folder = tempfile::tempdir().unwrap();
    copies(bench, &folder.path().join("backup.db"));
}

pub fn reading_needs_no_key(bench: &dyn Bench) {
    let store = bench.create();
    fill(&store, 1..3);
    let reading = Store::open_to_read(&bench.at()).unwrap();
    assert_eq!(reading.read().unwrap().next_number("finding").unwrap(), 3);
    let refused = reading.append(sample::append("x".into(), Vec::new()));
    assert!(matches!(refused, Err(store::AppendError::Store(StoreError::ReadOnly { .. }))));
    fill(&store, 3..5);
    assert_eq!(reading.read().unwrap().next_number("finding").unwrap(), 5);
}
