//! What a real ledger hands out is verified by implementations that are not ours: `ct_merkle` (RFC 6962) computes the root from the
//! entries, `signed_note` checks the signature, `tlog_tiles` checks that each entry is in the tree and that the tree only grew.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/sample.rs"]
mod sample;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sample::Dice;
use signed_note::{Note, StandardVerifier, VerifierList};
use store::{Location, NewLog, Store, StoredCheckpoint};
use tlog::{Algorithm, Digest, Signer, proof};
use tlog_tiles::Hash;

/// A checkpoint after each of a few commands, and the ledger that they are of.
fn ledger(place: &Location) -> (Store, Vec<StoredCheckpoint>) {
    let signer = Signer::ed25519("ledger.example/outsider", &[8; 32]).unwrap();
    let store = Store::create(place, NewLog { algorithm: Algorithm::Sha256, signer }).unwrap();
    let mut dice = Dice::new(2);
    let heads = (1..=12).map(|n| {
        let mut events = sample::finding(n, &mut dice);
        events.extend(sample::measure(n, &[n], &mut dice));
        store.append(sample::append(format!("outsider-{n}"), events)).unwrap();
        store.read().unwrap().head().unwrap()
    });
    let heads = heads.collect();
    (store, heads)
}

/// Size and root of a checkpoint as others read it, if its signature holds.
fn opened(head: &StoredCheckpoint, key: &str) -> (u64, Hash) {
    let note = Note::from_bytes(head.note.as_bytes()).unwrap();
    let key = StandardVerifier::new(key).unwrap();
    note.verify(&VerifierList::new(vec![Box::new(key)])).unwrap();
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    assert_eq!(checkpoint.origin(), "ledger.example/outsider");
    (checkpoint.size(), *checkpoint.hash())
}

fn theirs(path: Vec<Digest>) -> Vec<Hash> {
    path.into_iter().map(|hash| Hash(hash.0)).collect()
}

fn outsiders_verify(place: &Location) {
    let (store, heads) = ledger(place);
    let key = store.verifier().to_string();
    let reader = store.read().unwrap();
    let entries = reader.entries(0, u64::MAX >> 1).unwrap();

    let mut tree = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    entries.iter().for_each(|entry| tree.push(entry.header()));
    let (size, root) = opened(heads.last().unwrap(), &key);
    assert_eq!((size, &root.0[..]), (entries.len() as u64, &tree.root().as_bytes()[..]));

    for entry in &entries {
        let path = theirs(proof::inclusion(Algorithm::Sha256, entry.seq, size, &reader).unwrap());
        let leaf = tlog_tiles::record_hash(&entry.header());
        tlog_tiles::check_record(&path, size, root, entry.seq, leaf).unwrap();
        let another = tlog_tiles::record_hash(b"another entry");
        assert!(tlog_tiles::check_record(&path, size, root, entry.seq, another).is_err());
    }
    for head in &heads {
        let (old, old_root) = opened(head, &key);
        let path = theirs(proof::consistency(Algorithm::Sha256, old, size, &reader).unwrap());
        tlog_tiles::check_tree(&path, size, root, old, old_root).unwrap();
    }
}

#[test]
fn of_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    outsiders_verify(&Location::Sqlite(folder.path().join("ledger.db")));
}

#[test]
fn of_postgres() {
    outsiders_verify(&Location::parse(&testkit::postgres::shared().database()));
}

#[test]
fn a_key_of_somebody_else_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (_, heads) = ledger(&Location::Sqlite(folder.path().join("ledger.db")));
    let other = Signer::ed25519("ledger.example/outsider", &[9; 32]).unwrap();
    let note = Note::from_bytes(heads[0].note.as_bytes()).unwrap();
    let key = StandardVerifier::new(&other.verifier().to_string()).unwrap();
    assert!(note.verify(&VerifierList::new(vec![Box::new(key)])).is_err());
}
