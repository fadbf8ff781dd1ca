//! Reads papers and writes the contract's JSON of each into a folder:
//! `cargo run -p extract --example papers -- OUT FILE…`
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "an example talks to whoever runs it")]

use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(out) = args.next() else { return Ok(()) };
    std::fs::create_dir_all(&out)?;
    for file in args {
        let name = Path::new(&file).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        match document::read(&std::fs::read(&file)?, &file) {
            Ok(document) => {
                let extraction = extract::extract(&document);
                let json = extract::contract::json(&extraction, &document);
                std::fs::write(Path::new(&out).join(format!("{name}.json")), format!("{json:#}"))?;
            }
            Err(error) => eprintln!("{file}: {error:?}"),
        }
    }
    Ok(())
}
