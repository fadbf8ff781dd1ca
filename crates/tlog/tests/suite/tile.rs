use std::collections::BTreeMap;

use crate::common::{Log, Theirs, entry};
use proptest::prelude::*;
use tlog::tile::{BundleError, LONGEST_ENTRY};
use tlog::{Algorithm, Bundle, Tile};

/// What stands in the path of `tlog_tiles`, and in no other: the height.
fn theirs(path: &str) -> tlog_tiles::Tile {
    let path = path.replace("tile/", "tile/8/");
    tlog_tiles::Tile::from_path(&path).expect("a path that they know")
}

#[test]
fn a_tree_of_70000_has_the_tiles_of_the_standard_s_example() {
    let tiles: Vec<Tile> = Tile::since(0, 70_000).collect();
    let count = |level, full| tiles.iter().filter(|t| t.level() == level && (t.width() == 256) == full).count();
    assert_eq!([count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)], [273, 1, 1, 1, 1]);
    let partial: Vec<String> = tiles.iter().filter(|t| t.width() < 256).map(ToString::to_string).collect();
    assert_eq!(partial, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    assert_eq!(Tile::since(0, 256).map(|t| t.to_string()).collect::<Vec<_>>(), ["tile/0/000", "tile/1/000.p/1"]);
}

#[test]
fn paths_are_those_of_the_standard_and_no_others() {
    let path = "tile/0/x001/x234/067";
    let tile = Tile::parse(path).expect("a tile");
    assert_eq!((tile.level(), tile.index(), tile.width()), (0, 1_234_067, 256));
    assert_eq!(tile.to_string(), path);
    for wrong in [
        "tile/0/1",
        "tile/0/x000/001",
        "tile/00/001",
        "tile/0/001.p/0",
        "tile/0/001.p/256",
        "tile/0/001.p/01",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/+0/001",
        "tile/64/000",
        "tile/8/000.p/1",
        "tile/entries/000",
        "tile/0/",
        "tile/0",
        "/tile/0/001",
        "tile/0/００１",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(Tile::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Bundle::parse("tile/entries/x001/234.p/5").expect("a bundle").entries(), 315_904..315_909);
    assert_eq!(Bundle::parse("tile/0/001"), None);
    assert_eq!(Bundle::parse("tile/entries/x001/x000/x000/x000/x000/x000/000"), None, "beyond any log");
}

#[test]
fn tiles_hold_what_those_of_tlog_tiles_hold() {
    let log = Log::new(Algorithm::Sha256, 66_000);
    for size in [1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537, 66_000] {
        for tile in Tile::since(0, size) {
            let bytes = tile.read(log.at(size)).expect("stored");
            assert_eq!(bytes, theirs(&tile.to_string()).read_data(&Theirs(log.at(size))).expect("stored"));
        }
    }
}

/// Published tiles, as a reader of somebody else's sees them.
struct Published(BTreeMap<String, Vec<u8>>);

impl tlog_tiles::TileReader for Published {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &tlog_tiles::Tile| self.0.get(&tile.path().replace("tile/8/", "tile/")).cloned();
        tiles.iter().map(read).collect::<Option<_>>().ok_or(tlog_tiles::Error::InvalidTile)
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

#[test]
fn somebody_else_s_client_proves_from_our_tiles_alone() {
    const SIZE: u64 = 65_900;
    let log = Log::new(Algorithm::Sha256, SIZE);
    let tiles = Tile::since(0, SIZE).map(|tile| (tile.to_string(), tile.read(&*log.nodes).expect("stored"))).collect();
    let published = Published(tiles);
    let root = tlog_tiles::Hash(log.head(SIZE).root.0);
    let client = tlog_tiles::TileHashReader::new(SIZE, root, &published);
    for index in [0, 255, 256, 65_535, 65_536, SIZE - 1] {
        let path = tlog_tiles::prove_record(SIZE, index, &client).expect("tiles enough");
        tlog_tiles::check_record(&path, SIZE, root, index, tlog_tiles::record_hash(&entry(index))).expect("proven");
    }
}

#[test]
fn tiles_that_a_tree_has_got_are_within_it() {
    for tile in Tile::since(0, 66_000) {
        assert!(tile.is_within(66_000), "{tile}");
    }
    let tile = Tile::parse("tile/1/001.p/1").expect("a tile");
    assert!(tile.is_within(65_792));
    assert!(!tile.is_within(65_791), "its last hash is of 256 entries more");
}

#[test]
fn bundles_hold_entries_with_their_lengths() {
    let bundle = Bundle::since(0, 258).last().expect("two");
    assert_eq!((bundle.to_string().as_str(), bundle.entries()), ("tile/entries/001.p/2", 256..258));
    let bytes = bundle.encode(&["ab", ""]).expect("short");
    assert_eq!(bytes, [0, 2, b'a', b'b', 0, 0]);
    assert_eq!(bundle.decode(&bytes), Ok(vec![&b"ab"[..], b""]));
    assert_eq!(bundle.decode(&bytes[..4]), Err(BundleError::Count { expected: 2, found: 1 }));
    assert_eq!(bundle.decode(&bytes[..3]), Err(BundleError::CutOff));
    assert_eq!(bundle.decode(&bytes[..5]), Err(BundleError::CutOff));
    assert_eq!(bundle.encode(&["ab"]), Err(BundleError::Count { expected: 2, found: 1 }));
    let long = vec![b'x'; LONGEST_ENTRY + 1];
    assert_eq!(
        bundle.encode(&[&long[1..], &long]),
        Err(BundleError::TooLong { number: 257, length: LONGEST_ENTRY + 1 })
    );
}

proptest! {
    #[test]
    fn after_growth_the_tiles_are_those_that_tlog_tiles_would_publish(old in 0..70_000_u64, grown in 0..70_000_u64) {
        let mut ours: Vec<String> = Tile::since(old, old + grown).map(|tile| tile.to_string()).collect();
        let mut theirs: Vec<String> = tlog_tiles::Tile::new_tiles(8, old, old + grown)
            .iter()
            .map(|tile| tile.path().replace("tile/8/", "tile/"))
            .collect();
        ours.sort();
        theirs.sort();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn every_path_that_is_written_is_read(old in 0..(1_u64 << 62), grown in 0..2000_u64) {
        for tile in Tile::since(old, old + grown) {
            prop_assert_eq!(Tile::parse(&tile.to_string()), Some(tile));
        }
        for bundle in Bundle::since(old, old + grown) {
            prop_assert_eq!(Bundle::parse(&bundle.to_string()), Some(bundle));
        }
    }

    #[test]
    fn no_path_makes_it_panic(path in "(tile/)?([0-9]{1,20}|entries)/(x?[0-9]{1,4}/){0,8}[0-9]{1,4}(\\.p/[0-9]{0,5})?") {
        if let Some(tile) = Tile::parse(&path) {
            prop_assert_eq!(tile.to_string(), path.clone());
        }
        if let Some(bundle) = Bundle::parse(&path) {
            prop_assert_eq!(bundle.to_string(), path);
        }
    }

    #[test]
    fn a_bundle_is_read_as_it_was_written(entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..=256)) {
        let bundle = Bundle::since(0, entries.len() as u64).next().expect("one");
        let bytes = bundle.encode(&entries).expect("short");
        prop_assert_eq!(bundle.decode(&bytes).expect("whole"), entries);
    }

    #[test]
    fn no_bundle_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), size in 1..600_u64) {
        for bundle in Bundle::since(0, size) {
            let _ = bundle.decode(&bytes);
        }
    }
}
