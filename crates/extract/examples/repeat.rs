//! Reads one paper many times, for a profiler: `cargo run --release -p extract --example repeat -- FILE N`
#![allow(clippy::disallowed_methods, reason = "an example reads files")]

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let file = args.next().unwrap_or_default();
    let times: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1000);
    let bytes = std::fs::read(&file)?;
    for _ in 0..times {
        if let Ok(document) = document::read(&bytes, &file) {
            std::hint::black_box(extract::extract(&document));
        }
    }
    Ok(())
}
