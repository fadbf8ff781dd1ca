use crate::common::{Log, Theirs, entry};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use tlog::tree::{Missing, positions_of_append, stored};
use tlog::{Algorithm, Frontier, Node, tree};

/// Eight entries whose roots other implementations of RFC 6962 publish for their tests.
#[test]
fn roots_are_those_of_other_implementations() {
    const ENTRIES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::new(Algorithm::Sha256);
    for (entry, root) in ENTRIES.iter().zip(ROOTS) {
        let bytes: Vec<u8> = (0..entry.len() / 2)
            .map(|n| u8::from_str_radix(&entry[2 * n..2 * n + 2], 16).expect("hexadecimal"))
            .collect();
        frontier.extend([Algorithm::Sha256.leaf(&bytes)]);
        assert_eq!(frontier.head().root.to_string(), root, "size {}", frontier.size());
    }
}

#[test]
fn roots_equal_those_of_ct_merkle_with_both_algorithms() {
    let (sha256, sm3) = (Log::new(Algorithm::Sha256, 300), Log::new(Algorithm::Sm3, 300));
    let mut theirs_sha256 = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    let mut theirs_sm3 = MemoryBackedTree::<sm3::Sm3, Vec<u8>>::new();
    for size in 1..=300 {
        theirs_sha256.push(entry(size - 1));
        theirs_sm3.push(entry(size - 1));
        assert_eq!(sha256.head(size).root.0[..], theirs_sha256.root().as_bytes()[..], "size {size}");
        assert_eq!(sm3.head(size).root.0[..], theirs_sm3.root().as_bytes()[..], "size {size}");
    }
}

#[test]
fn what_is_stored_equals_what_tlog_tiles_stores() {
    let log = Log::new(Algorithm::Sha256, 300);
    for leaf in 0..300 {
        let positions = positions_of_append(leaf);
        let theirs = tlog_tiles::stored_hashes(leaf, &entry(leaf), &Theirs(&log.nodes)).expect("stored");
        let ours = &log.nodes[positions.start as usize..positions.end as usize];
        assert_eq!(
            ours.iter().map(|hash| hash.0).collect::<Vec<_>>(),
            theirs.iter().map(|hash| hash.0).collect::<Vec<_>>()
        );
        assert_eq!(stored(leaf), tlog_tiles::stored_hash_count(leaf));
        let root = tlog_tiles::tree_hash(leaf + 1, &Theirs(log.at(leaf + 1))).expect("stored");
        assert_eq!(log.head(leaf + 1).root.0, root.0);
    }
}

#[test]
fn an_empty_tree_has_the_hash_of_nothing() {
    let log = Log::new(Algorithm::Sha256, 0);
    assert_eq!(log.frontier.head().root, Algorithm::Sha256.empty());
    assert_eq!(log.head(0), log.frontier.head());
}

#[test]
fn a_frontier_that_was_loaded_goes_on_like_the_one_that_grew() {
    let whole = Log::new(Algorithm::Sm3, 200);
    for size in 0..=200 {
        let mut loaded = Frontier::load(Algorithm::Sm3, size, whole.at(size)).expect("stored");
        let new = loaded.extend((size..200).map(|n| Algorithm::Sm3.leaf(&entry(n))));
        assert_eq!(new, whole.nodes[stored(size) as usize..]);
        assert_eq!(loaded, whole.frontier);
    }
}

#[test]
fn a_missing_hash_is_told_by_its_position() {
    let log = Log::new(Algorithm::Sha256, 7);
    assert_eq!(tree::root(Algorithm::Sha256, 7, &log.nodes[..10]), Err(Missing(10)));
}

proptest! {
    /// Also where no log of this world will get.
    #[test]
    fn positions_and_subtrees_are_one_to_one(position in 0..(1_u64 << 63)) {
        let node = Node::at(position);
        prop_assert_eq!(node.position(), position);
        let theirs = tlog_tiles::split_stored_hash_index(position);
        prop_assert_eq!((node.level, node.index), (u32::from(theirs.0), theirs.1));
        let last = ((node.index + 1) << node.level) - 1;
        prop_assert!(positions_of_append(last).contains(&position), "stored with the last leaf of the subtree");
    }
}
