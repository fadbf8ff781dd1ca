//! Where a ledger lives: a folder with `ledger.toml`, the log's key and, unless told otherwise, database and evidence.
//!
//! ```text
//! bihuan-data/ledger.toml        this file's content; readable by its owner only, for an address may hold a password
//! bihuan-data/keys/log.key       the key that signs the log; readable by its owner only
//! bihuan-data/ledger.db          the database, where it is SQLite
//! bihuan-data/evidence/          evidence files by digest
//! bihuan-data/accounts.sqlite    passwords, sessions and the like, readable by its owner only; in a table of the database
//!                                where that is PostgreSQL
//! ```

mod error;
mod files;

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use store::Location;
use store::blob::{Bucket, Place};
use tlog::{Algorithm, Signer};

pub use error::ConfigError;

/// The zone in which days are counted where nobody says otherwise.
pub const ZONE: &str = "Asia/Shanghai";

/// Variables of the environment by which programs find a bucket; the secrets stand nowhere else.
const BUCKET: [&str; 4] = ["AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

/// Where a ledger lives and how it is opened.
#[derive(Debug, Clone)]
pub struct Config {
    /// Its folder.
    pub folder: PathBuf,
    /// Its database.
    pub database: Location,
    /// Where its secrets are.
    pub vault: Location,
    /// Its evidence files.
    pub evidence: Place,
    /// The zone in which its days are counted.
    pub zone: TimeZone,
    /// The key that signs its log. The key's name is the origin of the log.
    pub key: Signer,
}

/// What can be chosen when a ledger begins.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// `postgres://…`; `None`: a SQLite file in the folder.
    pub database: Option<String>,
    /// `s3://bucket/prefix` or a folder; `None`: a folder in the ledger's.
    pub evidence: Option<String>,
    /// The origin of the log, unique in the world: `example.org/ledger`; `None`: a random one.
    pub origin: Option<String>,
    /// Hash and signature of the log.
    pub algorithm: Algorithm,
    /// An IANA time zone; `None`: [`ZONE`].
    pub zone: Option<String>,
}

/// `ledger.toml`.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    database: String,
    evidence: String,
    zone: String,
}

impl Config {
    /// Makes the folder of a new ledger, with its key. The database is not made yet.
    ///
    /// # Errors
    /// There is a ledger already, a choice makes no sense, or the folder cannot be written.
    pub fn create(folder: &Path, choices: &Choices) -> Result<Self, ConfigError> {
        let key = new_key(choices)?;
        Self::create_with(folder, choices, key)
    }

    /// The same with a key that there is: that of a copy of the ledger.
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub(crate) fn create_with(folder: &Path, choices: &Choices, key: Signer) -> Result<Self, ConfigError> {
        if files::config(folder).exists() {
            return Err(ConfigError::Exists(folder.to_owned()));
        }
        let written = Written {
            database: choices.database.clone().unwrap_or_else(|| "ledger.db".into()),
            evidence: choices.evidence.clone().unwrap_or_else(|| "evidence".into()),
            zone: choices.zone.clone().unwrap_or_else(|| ZONE.into()),
        };
        let config = Self::of(folder, &written, key)?;
        files::write(folder, &written, &config.key)?;
        Ok(config)
    }

    /// Reads the folder of a ledger.
    ///
    /// # Errors
    /// There is none, or its files are not what they should be.
    pub fn read(folder: &Path) -> Result<Self, ConfigError> {
        let written = files::read(folder)?;
        let key = files::key(folder)?;
        Self::of(folder, &written, key)
    }

    fn of(folder: &Path, written: &Written, key: Signer) -> Result<Self, ConfigError> {
        let (database, vault) = match Location::parse(&written.database) {
            // The folder is that of one ledger; where its database is, there may be others.
            Location::Sqlite(path) => {
                (Location::Sqlite(folder.join(path)), Location::Sqlite(folder.join("accounts.sqlite")))
            }
            server => (server.clone(), server),
        };
        let zone = TimeZone::get(&written.zone).map_err(|_| ConfigError::Zone(written.zone.clone()))?;
        let evidence = place(folder, &written.evidence)?;
        Ok(Self { folder: folder.to_owned(), database, vault, evidence, zone, key })
    }

    /// The origin of the log: the name of its key.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.key.verifier().name()
    }

    /// Takes back the files of [`create`](Self::create), where the database could not be made after all.
    pub(crate) fn undo(&self) {
        files::remove(&self.folder);
    }
}

fn place(folder: &Path, evidence: &str) -> Result<Place, ConfigError> {
    let Some(rest) = evidence.strip_prefix("s3://") else { return Ok(Place::Folder(folder.join(evidence))) };
    let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let values = BUCKET.map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let missing: Vec<&str> = BUCKET.iter().zip(&values).filter(|(_, v)| v.is_none()).map(|(name, _)| *name).collect();
    let [Some(endpoint), Some(region), Some(access_key), Some(secret_key)] = values else {
        return Err(ConfigError::Bucket(missing));
    };
    let prefix = prefix.trim_matches('/').to_owned();
    Ok(Place::Bucket(Bucket { name: name.to_owned(), prefix, endpoint, region, access_key, secret_key }))
}

fn new_key(choices: &Choices) -> Result<Signer, ConfigError> {
    let origin = choices.origin.clone().map_or_else(random_origin, Ok)?;
    // One in 2^32 numbers is no key of SM2; another is taken.
    for _ in 0..8 {
        let seed = random::<32>()?;
        let made = match choices.algorithm {
            Algorithm::Sha256 => Signer::ed25519(&origin, &seed),
            Algorithm::Sm3 => Signer::sm2(&origin, &seed),
        };
        match made {
            Err(tlog::KeyError::NotAKey) => {}
            made => return made.map_err(|error| ConfigError::Key { path: None, error }),
        }
    }
    Err(ConfigError::Random("no key in 8 tries".into()))
}

fn random_origin() -> Result<String, ConfigError> {
    let hex: String = random::<4>()?.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("bihuan-{hex}"))
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], ConfigError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| ConfigError::Random(error.to_string()))?;
    Ok(bytes)
}
