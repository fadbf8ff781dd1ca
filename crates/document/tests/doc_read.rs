//! Word binary files that other programs wrote, read whole, damaged and cut off.

// A helper of a test may fail it as the test itself may.
#![allow(clippy::unwrap_used)]

#[path = "binary/damage.rs"]
mod damage;
#[path = "binary/render.rs"]
mod render;

use document::{ReadError, read};
use proptest::prelude::*;

/// Written by LibreOffice: numbered headings, lists, merged and nested tables, tracked changes, notes.
const WATER_STATION: &[u8] = include_bytes!("files/water-station.doc");

#[test]
fn a_whole_paper() {
    let document = read(WATER_STATION, "a.doc").unwrap();
    insta::assert_snapshot!(render::render(&document));
}

/// Written by LibreOffice from a `.docx`: lists as Word has them, with restarts, styles, a field, merges both ways.
const STREET_OFFICE: &[u8] = include_bytes!("files/street-office.doc");

#[test]
fn lists_and_merges() {
    let document = read(STREET_OFFICE, "a.wps").unwrap();
    insta::assert_snapshot!(render::render(&document));
}

/// `WATER_STATION` with the bytes at the start of its text stream changed.
fn with_header(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = WATER_STATION.to_vec();
    let start = file.windows(2).position(|pair| pair == [0xEC, 0xA5]).unwrap();
    file[start + at..start + at + bytes.len()].copy_from_slice(bytes);
    file
}

#[test]
fn a_password_is_named() {
    let flags = with_header(10, &[0]).len();
    let file = with_header(11, &[0x13]);
    assert_eq!((flags, read(&file, "a.doc")), (file.len(), Err(ReadError::Encrypted)));
}

#[test]
fn an_older_word_is_named() {
    let Err(ReadError::Unsupported { found, .. }) = read(&with_header(0, &[0xDC, 0xA5, 0x68, 0]), "a.doc") else {
        panic!("Word 95 was taken for something else");
    };
    assert!(found.en.contains("Word 6.0/95"));
}

#[test]
fn every_cut_is_an_error_or_a_document() {
    for cut in (0..WATER_STATION.len()).step_by(97) {
        if let Ok(document) = read(&WATER_STATION[..cut], "a.doc") {
            assert!(damage::is_sound(&document), "cut at {cut}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn damaged_files_do_no_harm(
        which in 0..2_usize,
        damages in prop::collection::vec(damage::damage(), 1..4),
    ) {
        let mut file = [WATER_STATION, STREET_OFFICE][which].to_vec();
        for damage in &damages {
            file = damage::apply(&file, damage);
        }
        if let Ok(document) = read(&file, "a.doc") {
            prop_assert!(damage::is_sound(&document));
        }
    }
}
