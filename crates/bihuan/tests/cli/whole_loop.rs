//! `docs/loop.md`: the whole loop, from a paper to a second closing, on both databases; its receipt holds before a verifier
//! that is not ours.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::desk::Desk;
use crate::story;

#[test]
fn on_sqlite() {
    let desk = story::run("loop.md", &[]);
    receipt_holds(&desk);
}

#[test]
fn on_postgresql() {
    let desk = story::run("loop.md", &["--database", &testkit::postgres::shared().database()]);
    receipt_holds(&desk);
}

/// The entry, its path and the signature, checked by `tlog_tiles` and `signed_note`.
fn receipt_holds(desk: &Desk) {
    let receipt = desk.text("F1.receipt");
    let (proof, checkpoint) = receipt.split_once("\n\n").expect("an empty line");
    let mut lines = proof.lines().skip(1);
    let extra = lines.next().and_then(|line| line.strip_prefix("extra ")).map(decoded).expect("our own part");
    let extra = String::from_utf8(extra).expect("text");
    let header = extra.lines().find_map(|line| line.strip_prefix("header ")).map(decoded).expect("the entry");
    let index = lines.next().and_then(|line| line.strip_prefix("index ")).expect("an index").parse().expect("a number");
    let path = lines.map(|line| tlog_tiles::Hash::parse_hash(line).expect("a hash")).collect();
    let key = desk.run(&["log", "key"]);
    let key = signed_note::StandardVerifier::new(key.trim()).expect("a key");
    let note = signed_note::Note::from_bytes(checkpoint.as_bytes()).expect("a note");
    note.verify(&signed_note::VerifierList::new(vec![Box::new(key)])).expect("signed");
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(note.text()).expect("a checkpoint");
    let leaf = tlog_tiles::record_hash(&header);
    tlog_tiles::check_record(&path, checkpoint.size(), *checkpoint.hash(), index, leaf).expect("proven");
    let header: serde_json::Value = serde_json::from_slice(&header).expect("JSON");
    assert_eq!((&header["kind"], &header["stream"]), (&"finding.closed".into(), &"F1".into()));
}

fn decoded(text: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(text).expect("base64")
}
