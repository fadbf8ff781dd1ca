//! Speed of appending, proving, verifying and signing, beside `ct-merkle` and `tlog_tiles`, which hold the same tree in
//! memory. Run with `cargo bench -p tlog`.

#![allow(clippy::expect_used, reason = "a bench that cannot be set up must fail")]

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use tlog::proof::{consistency, inclusion, verify_consistency, verify_inclusion};
use tlog::tree::root;
use tlog::{Algorithm, Checkpoint, Digest, Frontier, Head, Signer, Tile, Trust};

fn main() {
    divan::main();
}

/// Entries that are appended, and leaves of the tree that is asked for proofs.
const ENTRIES: u64 = 100_000;

/// Proofs in one round.
const PROOFS: u64 = 1000;

/// As long as the header of an entry.
fn entry(number: u64) -> Vec<u8> {
    format!("{{\"actor\":\"P7@local\",\"at\":\"2026-03-09T08:30:00.000000Z\",\"command\":\"{number:032x}\",\"kind\":\"measure.progressed\",\
             \"payload\":\"{number:064x}\",\"seq\":{number},\"stream\":\"M{}\",\"v\":1,\"version\":{}}}", number % 997, number / 997)
    .into_bytes()
}

fn entries() -> Vec<Vec<u8>> {
    (0..ENTRIES).map(entry).collect()
}

fn leaves(algorithm: Algorithm) -> Vec<Digest> {
    entries().iter().map(|entry| algorithm.leaf(entry)).collect()
}

fn nodes(algorithm: Algorithm) -> Vec<Digest> {
    Frontier::new(algorithm).extend(leaves(algorithm))
}

fn head(size: u64, nodes: &[Digest]) -> Head {
    Head { size, root: root(Algorithm::Sha256, size, nodes).expect("stored") }
}

fn ct_merkle() -> MemoryBackedTree<sha2::Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    entries().into_iter().for_each(|entry| tree.push(entry));
    tree
}

/// Leaves all over the tree, the same in every round.
fn indexes() -> impl Iterator<Item = u64> {
    (0..PROOFS).map(|n| n * 7919 % ENTRIES)
}

/// The stored hashes, as `tlog_tiles` reads and grows them.
struct Theirs(Vec<tlog_tiles::Hash>);

impl Theirs {
    fn new(nodes: &[Digest]) -> Self {
        Self(nodes.iter().map(|hash| tlog_tiles::Hash(hash.0)).collect())
    }
}

impl tlog_tiles::HashReader for Theirs {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|&index| self.0[index as usize]).collect())
    }
}

/// Entries to stored hashes and a root.
mod append {
    use super::*;

    fn ours(bencher: Bencher, algorithm: Algorithm) {
        bencher.counter(ItemsCount::new(ENTRIES)).with_inputs(entries).bench_refs(|entries| {
            let mut frontier = Frontier::new(algorithm);
            let stored = frontier.extend(entries.iter().map(|entry| algorithm.leaf(entry)));
            (stored, frontier.head())
        });
    }

    #[divan::bench]
    fn tlog_sha256(bencher: Bencher) {
        ours(bencher, Algorithm::Sha256);
    }

    #[divan::bench]
    fn tlog_sm3(bencher: Bencher) {
        ours(bencher, Algorithm::Sm3);
    }

    #[divan::bench(name = "ct-merkle")]
    fn ct_merkle(bencher: Bencher) {
        bencher.counter(ItemsCount::new(ENTRIES)).with_inputs(entries).bench_values(|entries| {
            let mut tree = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
            entries.into_iter().for_each(|entry| tree.push(entry));
            let root = tree.root();
            (tree, root)
        });
    }

    #[divan::bench]
    fn tlog_tiles(bencher: Bencher) {
        bencher.counter(ItemsCount::new(ENTRIES)).with_inputs(entries).bench_refs(|entries| {
            let mut stored = Theirs::new(&[]);
            for (number, entry) in (0..).zip(entries.iter()) {
                let new = tlog_tiles::stored_hashes(number, entry, &stored).expect("stored");
                stored.0.extend(new);
            }
            let root = tlog_tiles::tree_hash(ENTRIES, &stored).expect("stored");
            (stored, root)
        });
    }
}

/// Inclusion proofs in a tree of 100,000.
mod prove_inclusion {
    use super::*;

    #[divan::bench]
    fn tlog(bencher: Bencher) {
        let nodes = nodes(Algorithm::Sha256);
        bencher.counter(ItemsCount::new(PROOFS)).bench(|| {
            indexes().for_each(|index| drop(black_box(inclusion(Algorithm::Sha256, index, ENTRIES, &*nodes))));
        });
    }

    #[divan::bench(name = "ct-merkle")]
    fn ct_merkle(bencher: Bencher) {
        let tree = super::ct_merkle();
        bencher.counter(ItemsCount::new(PROOFS)).bench(|| {
            indexes().for_each(|index| drop(black_box(tree.prove_inclusion(index as usize))));
        });
    }

    #[divan::bench]
    fn tlog_tiles(bencher: Bencher) {
        let theirs = Theirs::new(&nodes(Algorithm::Sha256));
        bencher.counter(ItemsCount::new(PROOFS)).bench(|| {
            indexes().for_each(|index| drop(black_box(tlog_tiles::prove_record(ENTRIES, index, &theirs))));
        });
    }
}

/// Proofs that a tree of 100,000 grew out of smaller ones.
mod prove_consistency {
    use super::*;

    #[divan::bench]
    fn tlog(bencher: Bencher) {
        let nodes = nodes(Algorithm::Sha256);
        bencher.counter(ItemsCount::new(PROOFS)).bench(|| {
            indexes().for_each(|old| drop(black_box(consistency(Algorithm::Sha256, old + 1, ENTRIES, &*nodes))));
        });
    }

    #[divan::bench(name = "ct-merkle")]
    fn ct_merkle(bencher: Bencher) {
        let tree = super::ct_merkle();
        bencher.counter(ItemsCount::new(PROOFS)).bench(|| {
            indexes().for_each(|old| drop(black_box(tree.prove_consistency((ENTRIES - old - 1) as usize))));
        });
    }
}

/// A proof verified, the entry not hashed again.
mod verify {
    use super::*;

    #[divan::bench]
    fn inclusion_tlog(bencher: Bencher) {
        let (leaves, nodes) = (leaves(Algorithm::Sha256), nodes(Algorithm::Sha256));
        let head = head(ENTRIES, &nodes);
        let path = inclusion(Algorithm::Sha256, 54_321, ENTRIES, &*nodes).expect("stored");
        bencher.bench(|| verify_inclusion(Algorithm::Sha256, leaves[54_321], 54_321, head, black_box(&path)));
    }

    #[divan::bench]
    fn inclusion_tlog_tiles(bencher: Bencher) {
        let theirs = Theirs::new(&nodes(Algorithm::Sha256));
        let root = tlog_tiles::tree_hash(ENTRIES, &theirs).expect("stored");
        let leaf = tlog_tiles::record_hash(&entry(54_321));
        let path = tlog_tiles::prove_record(ENTRIES, 54_321, &theirs).expect("stored");
        bencher.bench(|| tlog_tiles::check_record(black_box(&path), ENTRIES, root, 54_321, leaf));
    }

    #[divan::bench]
    fn consistency_tlog(bencher: Bencher) {
        let nodes = nodes(Algorithm::Sha256);
        let (old, new) = (head(54_321, &nodes), head(ENTRIES, &nodes));
        let path = consistency(Algorithm::Sha256, 54_321, ENTRIES, &*nodes).expect("stored");
        bencher.bench(|| verify_consistency(Algorithm::Sha256, old, new, black_box(&path)));
    }

    #[divan::bench]
    fn consistency_tlog_tiles(bencher: Bencher) {
        let theirs = Theirs::new(&nodes(Algorithm::Sha256));
        let root = |size| tlog_tiles::tree_hash(size, &theirs).expect("stored");
        let (old, new) = (root(54_321), root(ENTRIES));
        let path = tlog_tiles::prove_tree(ENTRIES, 54_321, &theirs).expect("stored");
        bencher.bench(|| tlog_tiles::check_tree(black_box(&path), ENTRIES, new, 54_321, old));
    }
}

/// A checkpoint signed, and read and verified.
mod checkpoint {
    use super::*;

    fn signers() -> [(Algorithm, Signer); 2] {
        let ed25519 = Signer::ed25519("example.org/ledger", &[7; 32]).expect("a key");
        let sm2 = Signer::sm2("example.org/ledger", &[7; 32]).expect("a key");
        [(Algorithm::Sha256, ed25519), (Algorithm::Sm3, sm2)]
    }

    fn checkpoint() -> Checkpoint {
        let head = Head { size: ENTRIES, root: Algorithm::Sha256.digest(b"root") };
        Checkpoint::new("example.org/ledger", head).expect("an origin")
    }

    #[divan::bench(args = ["ed25519", "sm2"])]
    fn sign(bencher: Bencher, which: &str) {
        let [ed25519, sm2] = signers();
        let (_, signer) = if which == "sm2" { sm2 } else { ed25519 };
        bencher.bench(|| checkpoint().sign(&signer));
    }

    #[divan::bench(args = ["ed25519", "sm2"])]
    fn open(bencher: Bencher, which: &str) {
        let [ed25519, sm2] = signers();
        let (algorithm, signer) = if which == "sm2" { sm2 } else { ed25519 };
        let trust = Trust::new(algorithm, signer.verifier().clone()).expect("the key of a log");
        let note = checkpoint().sign(&signer).expect("short").to_string();
        bencher.bench(|| trust.open(black_box(note.as_bytes())));
    }
}

/// All tiles of a tree of 100,000.
#[divan::bench]
fn tiles(bencher: Bencher) {
    let nodes = nodes(Algorithm::Sha256);
    bencher.counter(ItemsCount::new(ENTRIES)).bench(|| {
        Tile::since(0, ENTRIES).for_each(|tile| drop(black_box(tile.read(&*nodes))));
    });
}
