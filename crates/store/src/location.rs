//! Where a ledger is.

use std::fmt;
use std::path::PathBuf;

use crate::StoreError;
use crate::engine::Connection;
use crate::engine::postgres::Server;
use crate::engine::sqlite::{self, Mode, Sqlite};

/// Where a ledger is.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// In a file.
    Sqlite(PathBuf),
    /// In a database of a PostgreSQL server: `postgres://user:password@host:port/database`, or `host=… dbname=…`.
    Postgres(String),
}

impl Location {
    /// An address that begins with `postgres://` or `postgresql://`, else a path.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Sqlite(text.into())
        }
    }
}

/// Without a password.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = match self {
            Self::Sqlite(path) => return path.display().fmt(f),
            Self::Postgres(url) => url,
        };
        let Ok(config) = url.parse::<tokio_postgres::Config>() else { return f.write_str("PostgreSQL") };
        let hosts: Vec<String> = config.get_hosts().iter().map(host).collect();
        write!(f, "postgres://{}/{}", hosts.join(","), config.get_dbname().unwrap_or_default())
    }
}

fn host(host: &tokio_postgres::config::Host) -> String {
    match host {
        tokio_postgres::config::Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        tokio_postgres::config::Host::Unix(path) => path.display().to_string(),
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Makes connections to one place.
#[derive(Clone)]
pub(crate) enum Door {
    Sqlite(PathBuf),
    Postgres(Server),
}

impl Door {
    pub fn new(at: &Location) -> Result<Self, StoreError> {
        Ok(match at {
            Location::Sqlite(path) => Self::Sqlite(path.clone()),
            Location::Postgres(url) => Self::Postgres(Server::new(url)?),
        })
    }

    pub fn connect(&self, mode: Mode) -> Result<Box<dyn Connection>, StoreError> {
        Ok(match self {
            Self::Sqlite(path) => Box::new(Sqlite::open(path, mode)?),
            Self::Postgres(server) => Box::new(server.connect(mode)?),
        })
    }

    /// Makes a database where there is none, for `fill` to write and commit. What fails leaves nothing in the way of the
    /// next attempt.
    pub fn create<T>(&self, fill: impl FnOnce(&dyn Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let done = self.connect(Mode::Create).and_then(|connection| {
            let filled = fill(&*connection);
            if filled.is_err() {
                connection.rollback();
            }
            filled
        });
        match (&done, self) {
            // What was there before is somebody else's.
            (Ok(_) | Err(StoreError::Exists { .. }), _) | (_, Self::Postgres(_)) => {}
            (Err(_), Self::Sqlite(path)) => sqlite::remove(path),
        }
        done
    }
}
