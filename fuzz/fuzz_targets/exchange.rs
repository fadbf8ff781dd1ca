//! Ledgers in Excel that come back: reading and comparing never panics, whatever the bytes.
#![no_main]

use document::Limits;
use jiff::civil::date;
use report::exchange::{Book, Mark, Point, changes, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let today = date(2026, 4, 2);
    let Ok(Some(reading)) = read(bytes, Limits::default(), today) else { return };
    let empty = Book {
        title: String::new(),
        origin: String::new(),
        day: today,
        point: Point { size: 0, root: [0; 32] },
        campaigns: Vec::new(),
        findings: Vec::new(),
        measures: Vec::new(),
        causes: Vec::new(),
    };
    let _ = changes(&reading, &empty, &|_: &Mark| true);
});
