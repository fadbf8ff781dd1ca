//! Comma-separated values: reading never panics, whatever the bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = document::read(bytes, "paper.csv");
});
