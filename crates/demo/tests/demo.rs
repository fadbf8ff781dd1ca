//! The demonstration ledger is built, and holds what it is to show.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

#[test]
fn builds() {
    let folder = tempfile::tempdir().unwrap();
    let begun = std::time::Instant::now();
    let demo = demo::build(&folder.path().join("data"), "2026-09-01T06:00:00Z".parse().unwrap()).unwrap();
    println!("{:?} {}", begun.elapsed(), demo.app.log_status().unwrap().size);
}
