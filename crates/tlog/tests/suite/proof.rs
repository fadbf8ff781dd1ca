use crate::common::{Log, Theirs, entry};
use proptest::prelude::*;
use tlog::proof::{ProveError, verify_consistency, verify_inclusion};
use tlog::{Algorithm, Digest, Head, ProofError};

const SIZES: u64 = 300;

/// The definition of RFC 6962, word for word and slow: PATH, PROOF and MTH over a list of leaves.
mod definition {
    use tlog::{Algorithm, Digest};

    fn split(leaves: &[Digest]) -> usize {
        leaves.len().next_power_of_two() / 2
    }

    pub fn root(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Algorithm::Sha256.empty(),
            [leaf] => *leaf,
            _ => Algorithm::Sha256.node(&root(&leaves[..split(leaves)]), &root(&leaves[split(leaves)..])),
        }
    }

    pub fn path(index: usize, leaves: &[Digest]) -> Vec<Digest> {
        if leaves.len() == 1 {
            return Vec::new();
        }
        let (left, right) = leaves.split_at(split(leaves));
        let (mut path, sibling) = if index < left.len() {
            (path(index, left), root(right))
        } else {
            (path(index - left.len(), right), root(left))
        };
        path.push(sibling);
        path
    }

    pub fn growth(old: usize, leaves: &[Digest], whole: bool) -> Vec<Digest> {
        if old == leaves.len() {
            return if whole { Vec::new() } else { vec![root(leaves)] };
        }
        let (left, right) = leaves.split_at(split(leaves));
        let (mut path, sibling) = if old <= left.len() {
            (growth(old, left, whole), root(right))
        } else {
            (growth(old - left.len(), right, false), root(left))
        };
        path.push(sibling);
        path
    }
}

fn leaves(size: u64) -> Vec<Digest> {
    (0..size).map(|n| Algorithm::Sha256.leaf(&entry(n))).collect()
}

#[test]
fn proofs_are_those_of_the_definition() {
    let log = Log::new(Algorithm::Sha256, 70);
    for size in 1..=70 {
        let leaves = leaves(size);
        for other in 0..size {
            assert_eq!(log.inclusion(other, size), Ok(definition::path(other as usize, &leaves)));
            if other > 0 {
                assert_eq!(log.consistency(other, size), Ok(definition::growth(other as usize, &leaves, true)));
            }
        }
    }
}

#[test]
fn every_inclusion_is_proven_and_verified_here_and_by_tlog_tiles() {
    let log = Log::new(Algorithm::Sha256, SIZES);
    let leaves = leaves(SIZES);
    for size in 1..=SIZES {
        let head = log.head(size);
        let root = tlog_tiles::Hash(head.root.0);
        for index in 0..size {
            let leaf = leaves[index as usize];
            let path = log.inclusion(index, size).expect("stored");
            assert_eq!(verify_inclusion(Algorithm::Sha256, leaf, index, head, &path), Ok(()), "{index} in {size}");
            let theirs: Vec<_> = path.iter().map(|hash| tlog_tiles::Hash(hash.0)).collect();
            tlog_tiles::check_record(&theirs, size, root, index, tlog_tiles::Hash(leaf.0)).expect("they accept ours");
        }
    }
}

#[test]
fn every_growth_is_proven_and_verified_here_and_by_tlog_tiles() {
    let log = Log::new(Algorithm::Sha256, SIZES);
    let heads: Vec<Head> = (0..=SIZES).map(|size| log.head(size)).collect();
    for new in 0..=SIZES {
        for old in 0..=new {
            let (from, to) = (heads[old as usize], heads[new as usize]);
            let path = log.consistency(old, new).expect("stored");
            assert_eq!(verify_consistency(Algorithm::Sha256, from, to, &path), Ok(()), "{old} to {new}");
            if old > 0 {
                let theirs = path.iter().map(|hash| tlog_tiles::Hash(hash.0)).collect();
                let (from, to) = (tlog_tiles::Hash(from.root.0), tlog_tiles::Hash(to.root.0));
                tlog_tiles::check_tree(&theirs, new, to, old, from).expect("they accept ours");
            }
        }
    }
}

#[test]
fn proofs_made_by_tlog_tiles_are_the_same() {
    let log = Log::new(Algorithm::Sha256, 130);
    let same = |ours: Vec<Digest>, theirs: Vec<tlog_tiles::Hash>| {
        assert_eq!(
            ours.iter().map(|hash| hash.0).collect::<Vec<_>>(),
            theirs.iter().map(|hash| hash.0).collect::<Vec<_>>()
        );
    };
    for size in 1..=130 {
        for other in 0..size {
            let theirs = tlog_tiles::prove_record(size, other, &Theirs(&log.nodes)).expect("stored");
            same(log.inclusion(other, size).expect("stored"), theirs);
            if other > 0 {
                let theirs = tlog_tiles::prove_tree(size, other, &Theirs(&log.nodes)).expect("stored");
                same(log.consistency(other, size).expect("stored"), theirs);
            }
        }
    }
}

#[test]
fn sm3_proofs_verify_and_do_not_pass_for_sha256() {
    let log = Log::new(Algorithm::Sm3, 50);
    let leaf = Algorithm::Sm3.leaf(&entry(20));
    let path = log.inclusion(20, 50).expect("stored");
    assert_eq!(verify_inclusion(Algorithm::Sm3, leaf, 20, log.head(50), &path), Ok(()));
    assert_eq!(verify_inclusion(Algorithm::Sha256, leaf, 20, log.head(50), &path), Err(ProofError::Root));
}

#[test]
fn there_is_no_proof_of_what_is_not_there() {
    let log = Log::new(Algorithm::Sha256, 5);
    let (outside, shrunk) = (ProofError::Index { index: 5, size: 5 }, ProofError::Sizes { old: 5, new: 3 });
    assert_eq!(log.inclusion(5, 5), Err(ProveError::Proof(outside)));
    assert_eq!(log.consistency(5, 3), Err(ProveError::Proof(shrunk)));
    let leaf = Algorithm::Sha256.leaf(&entry(0));
    assert_eq!(verify_inclusion(Algorithm::Sha256, leaf, 5, log.head(5), &[]), Err(outside));
    assert_eq!(verify_consistency(Algorithm::Sha256, log.head(5), log.head(3), &[]), Err(shrunk));
}

#[test]
fn a_fork_is_called_a_fork() {
    let (one, other) =
        (Log::new(Algorithm::Sha256, 9).head(9), Head { size: 9, root: Algorithm::Sha256.digest(b"other") });
    assert_eq!(verify_consistency(Algorithm::Sha256, one, other, &[]), Err(ProofError::Fork { size: 9 }));
}

#[test]
fn a_rewritten_past_and_a_rewritten_present_are_told_apart() {
    let log = Log::new(Algorithm::Sha256, 20);
    let path = log.consistency(11, 20).expect("stored");
    let other = |size| Head { size, root: Algorithm::Sha256.digest(b"other") };
    assert_eq!(verify_consistency(Algorithm::Sha256, other(11), log.head(20), &path), Err(ProofError::OldRoot));
    assert_eq!(verify_consistency(Algorithm::Sha256, log.head(11), other(20), &path), Err(ProofError::NewRoot));
    assert_eq!(verify_consistency(Algorithm::Sha256, other(0), log.head(20), &[]), Err(ProofError::OldRoot));
}

/// One way to spoil a proof.
#[derive(Debug, Clone)]
enum Spoil {
    Flip { hash: prop::sample::Index, bit: u8 },
    Drop(prop::sample::Index),
    Repeat(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Append([u8; 32]),
}

impl Spoil {
    fn of(&self, path: &[Digest]) -> Vec<Digest> {
        let mut path = path.to_vec();
        match self {
            Self::Append(hash) => path.push(Digest(*hash)),
            _ if path.is_empty() => {}
            Self::Flip { hash, bit } => {
                let at = hash.index(path.len());
                path[at].0[usize::from(bit / 8)] ^= 1 << (bit % 8);
            }
            Self::Drop(at) => drop(path.remove(at.index(path.len()))),
            Self::Repeat(at) => path.push(path[at.index(path.len())]),
            Self::Swap(one, other) => {
                let (one, other) = (one.index(path.len()), other.index(path.len()));
                path.swap(one, other);
            }
        }
        path
    }
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(hash, bit)| Spoil::Flip { hash, bit }),
        at().prop_map(Spoil::Drop),
        at().prop_map(Spoil::Repeat),
        (at(), at()).prop_map(|(one, other)| Spoil::Swap(one, other)),
        any::<[u8; 32]>().prop_map(Spoil::Append),
    ]
}

proptest! {
    #[test]
    fn a_spoilt_inclusion_proof_is_refused(size in 1..SIZES, index in any::<prop::sample::Index>(), spoil in spoil()) {
        let log = Log::new(Algorithm::Sha256, size);
        let index = index.index(size as usize) as u64;
        let path = log.inclusion(index, size).expect("stored");
        let spoilt = spoil.of(&path);
        prop_assume!(spoilt != path);
        let leaf = Algorithm::Sha256.leaf(&entry(index));
        prop_assert!(verify_inclusion(Algorithm::Sha256, leaf, index, log.head(size), &spoilt).is_err());
    }

    #[test]
    fn a_proof_of_one_entry_is_none_of_another(size in 2..SIZES, index in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let log = Log::new(Algorithm::Sha256, size);
        let (index, other) = (index.index(size as usize) as u64, other.index(size as usize) as u64);
        prop_assume!(index != other);
        let path = log.inclusion(index, size).expect("stored");
        let verify = |leaf, at| verify_inclusion(Algorithm::Sha256, Algorithm::Sha256.leaf(&entry(leaf)), at, log.head(size), &path);
        prop_assert!(verify(index, other).is_err(), "its entry at another place");
        prop_assert!(verify(other, index).is_err(), "another entry at its place");
    }

    #[test]
    fn a_spoilt_proof_of_growth_is_refused(new in 2..SIZES, old in any::<prop::sample::Index>(), spoil in spoil()) {
        let log = Log::new(Algorithm::Sha256, new);
        let old = 1 + old.index(new as usize - 1) as u64;
        let path = log.consistency(old, new).expect("stored");
        let spoilt = spoil.of(&path);
        prop_assume!(spoilt != path);
        prop_assert!(verify_consistency(Algorithm::Sha256, log.head(old), log.head(new), &spoilt).is_err());
    }

    /// A log that changed an entry has no proof, not even the one that it would make itself.
    #[test]
    fn a_changed_history_does_not_grow_out_of_the_old_one(new in 2..SIZES, old in any::<prop::sample::Index>(), changed in any::<prop::sample::Index>()) {
        let honest = Log::new(Algorithm::Sha256, new);
        let old = 1 + old.index(new as usize - 1) as u64;
        let changed = changed.index(old as usize) as u64;
        let mut forged = Log::new(Algorithm::Sha256, 0);
        forged.nodes = forged.frontier.extend((0..new).map(|n| Algorithm::Sha256.leaf(&entry(if n == changed { n + 1 } else { n }))));
        let path = forged.consistency(old, new).expect("stored");
        prop_assert!(verify_consistency(Algorithm::Sha256, honest.head(old), forged.head(new), &path).is_err());
    }

    #[test]
    fn verifying_never_panics(index: u64, size: u64, new: u64, path in prop::collection::vec(any::<[u8; 32]>().prop_map(Digest), 0..70)) {
        let root = Digest::default();
        let _ = verify_inclusion(Algorithm::Sha256, root, index, Head { size, root }, &path);
        let _ = verify_consistency(Algorithm::Sha256, Head { size, root }, Head { size: new, root }, &path);
    }
}
