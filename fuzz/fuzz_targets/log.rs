//! Receipts, notes, checkpoints, keys, tiles and bundles: reading never panics, what is read has one spelling, and nothing
//! is proven that the log does not hold.
#![no_main]

use tlog::{Algorithm, Bundle, Checkpoint, Note, Receipt, Signer, Tile, Trust, Verifier};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(receipt) = Receipt::parse(bytes) {
        assert_eq!(receipt.to_string().as_bytes(), bytes, "a receipt has one spelling");
        if let Ok(proven) = receipt.verify(&trust()) {
            assert_eq!(proven.header, ENTRY, "the only entry that the key has signed");
        }
    }
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_string().as_bytes(), bytes, "a note has one spelling");
        let _ = trust().verify(&note);
    }
    for bundle in Bundle::since(0, 300) {
        if let Ok(entries) = bundle.decode(bytes) {
            assert_eq!(bundle.encode(&entries).as_deref(), Ok(bytes), "a bundle has one spelling");
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.to_string(), text, "a checkpoint has one spelling");
    }
    if let Ok(key) = Verifier::parse(text) {
        assert_eq!(key.to_string(), text, "a key has one spelling");
    }
    if let Ok(key) = Signer::parse(text) {
        assert_eq!(key.to_secret_text(), text, "a key has one spelling");
    }
    if let Some(tile) = Tile::parse(text) {
        assert_eq!(tile.to_string(), text, "a path has one spelling");
    }
});

/// The entry of the receipt that is the seed.
const ENTRY: &[u8] = br#"{"seq":5,"stream":"F5"}"#;

/// In the log of that receipt.
fn trust() -> Trust {
    let key = Signer::ed25519("example.org/ledger", &[7; 32]).expect("a key");
    Trust::new(Algorithm::Sha256, key.verifier().clone()).expect("the key of a log")
}
