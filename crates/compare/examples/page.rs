//! Writes the page that shows what two papers share to standard output: `page A B [en]`.
#![allow(clippy::disallowed_methods, reason = "an example reads files")]

use std::{
    error::Error,
    fs,
    io::{self, Write},
    path::Path,
};

use compare::{Settings, Side, Text, between, html};
use document::{Document, Lang};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [a, b, rest @ ..] = arguments.as_slice() else { return Err("usage: page A B [en]".into()) };
    let lang = if rest.iter().any(|word| word == "en") { Lang::En } else { Lang::Zh };
    let (in_a, in_b) = (read(a)?, read(b)?);
    let shared = between(&Text::new(&in_a), &Text::new(&in_b), &Settings::default());
    let side = |path, document| Side { name: name(path), document };
    io::stdout().write_all(html(&side(a, &in_a), &side(b, &in_b), &shared, lang).as_bytes())?;
    Ok(())
}

fn read(path: &str) -> Result<Document, Box<dyn Error>> {
    document::read(&fs::read(path)?, path).map_err(|error| format!("{path}: {error:?}").into())
}

fn name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path)
}
