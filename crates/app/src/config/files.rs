//! The files of a ledger's folder.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tlog::Signer;

use super::{ConfigError, Written};

/// What stands first in `ledger.toml`.
const HEAD: &str = "# 这本台账存放在哪里，由 bihuan init 写成。\n# Where this ledger lives; written by bihuan init.\n";

pub fn config(folder: &Path) -> PathBuf {
    folder.join("ledger.toml")
}

fn key_file(folder: &Path) -> PathBuf {
    folder.join("keys").join("log.key")
}

pub fn read(folder: &Path) -> Result<Written, ConfigError> {
    let path = config(folder);
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ConfigError::None(folder.to_owned()),
        _ => failed(&path, &error),
    })?;
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map(|span| 1 + text.bytes().take(span.start).filter(|b| *b == b'\n').count());
        ConfigError::Toml { path, line, cause: error.message().to_owned() }
    })
}

pub fn key(folder: &Path) -> Result<Signer, ConfigError> {
    let path = key_file(folder);
    let text = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
    if is_open(&path) {
        return Err(ConfigError::KeyOpen(path));
    }
    Signer::parse(text.trim()).map_err(|error| ConfigError::Key { path: Some(path), error })
}

/// Writes both files. `ledger.toml` comes last: a folder without it is no ledger.
pub fn write(folder: &Path, written: &Written, key: &Signer) -> Result<(), ConfigError> {
    let (config, key_file) = (config(folder), key_file(folder));
    let keys = folder.join("keys");
    fs::create_dir_all(&keys).map_err(|error| failed(&keys, &error))?;
    private(&key_file, &format!("{}\n", key.to_secret_text()))?;
    // Three plain strings always serialise.
    let text = toml::to_string(written).unwrap_or_default();
    private(&config, &format!("{HEAD}{text}"))
}

pub fn remove(folder: &Path) {
    // Best effort: the error that matters is why nothing was made.
    let _ = fs::remove_file(config(folder));
    let _ = fs::remove_file(key_file(folder));
    // Folders go only where they are empty.
    let _ = fs::remove_dir(folder.join("keys"));
    let _ = fs::remove_dir(folder.join("evidence"));
    let _ = fs::remove_dir(folder);
}

/// A new file that only its owner may read, on the disk when this returns.
fn private(path: &Path, text: &str) -> Result<(), ConfigError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || {
        let mut file = options.open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| failed(path, &error))
}

#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}

fn failed(path: &Path, error: &io::Error) -> ConfigError {
    ConfigError::File { path: path.to_owned(), cause: error.to_string() }
}
