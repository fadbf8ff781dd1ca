//! Programs and files that tests need and the repository does not hold; what is missing is a failure that says what to install.

use std::path::{Path, PathBuf};

/// Where cargo builds.
pub fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is a folder of the target folder").to_owned()
}

/// A program on the path.
pub fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()).unwrap_or_else(|| {
        panic!(
            "{name} is not installed: tests of pages need Chromium and its driver.\n\
             Debian: apt-get install chromium chromium-driver fonts-noto-cjk"
        )
    })
}

/// The source of axe-core.
pub fn axe() -> String {
    let file = target().join("axe/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!(
            "{} is not there ({error}): audits of accessibility need axe-core, which is not ours to ship.\n\
             npm install --no-save --prefix {} axe-core@4.14.1",
            file.display(),
            target().join("axe").display()
        )
    })
}

/// What is written in base64, which pictures come in.
pub fn unbase64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len() * 3 / 4), 0u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = LETTERS.iter().position(|known| *known == letter).expect("base64 holds its 64 letters");
        held = (held << 6 | u32::try_from(value).expect("less than 64")) & 0x3fff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).expect("a byte"));
        }
    }
    bytes
}

#[test]
#[should_panic(expected = "apt-get install chromium chromium-driver")]
fn a_missing_program_says_what_to_install() {
    program("a-program-that-nobody-has");
}

#[test]
fn base64_is_read() {
    assert_eq!(unbase64("6Zet546v"), "闭环".as_bytes());
    assert_eq!(unbase64("TQ=="), b"M");
}
