//! A place for a ledger on one of the engines, and a way to touch it by other means.

use std::path::PathBuf;

use store::{Check, Location, NewLog, Report, Store};
use testkit::postgres::{Postgres, shared};
use tlog::{Algorithm, Signer};

pub trait Bench {
    /// Where the ledger is.
    fn at(&self) -> Location;

    /// A place of the same engine that is not used yet.
    fn another(&self) -> Location;

    /// Where its vault is.
    fn vault(&self) -> Location;

    /// Ends all connections to it, where there are any.
    fn cut(&self);

    /// Runs SQL behind the program's back; rows come back as text, columns with `|` between.
    fn sql(&self, sql: &str) -> Vec<String>;

    /// Keeps a table as it is, for [`put_back`](Self::put_back).
    fn keep(&self, table: &str);

    fn put_back(&self, table: &str);

    fn create(&self) -> Store {
        Store::create(&self.at(), NewLog { algorithm: Algorithm::Sha256, signer: signer() }).unwrap()
    }

    fn open(&self) -> Store {
        Store::open(&self.at(), signer()).unwrap()
    }

    fn verify(&self) -> Report {
        store::verify(&self.at(), &Check::new()).unwrap()
    }

    #[track_caller]
    fn is_sound(&self) {
        let report = self.verify();
        assert!(report.is_sound(), "{:#?}", report.faults);
    }

    /// All that follows from the entries, as text.
    fn derived(&self) -> Vec<String> {
        let tables = [
            "snapshot ORDER BY kind, number",
            "finding ORDER BY number",
            "measure ORDER BY number",
            "tie ORDER BY measure, finding",
            "unit ORDER BY number",
            "person ORDER BY number",
            "member ORDER BY person, unit",
            "campaign ORDER BY number",
            "evidence ORDER BY number",
        ];
        tables.iter().flat_map(|table| self.sql(&format!("SELECT * FROM {table}"))).collect()
    }
}

pub fn signer() -> Signer {
    Signer::ed25519("ledger.example/contract", &[3; 32]).unwrap()
}

pub struct SqliteBench {
    folder: tempfile::TempDir,
}

impl SqliteBench {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }
}

impl Bench for SqliteBench {
    fn at(&self) -> Location {
        Location::Sqlite(self.path())
    }

    fn another(&self) -> Location {
        Location::Sqlite(self.folder.path().join("another.db"))
    }

    fn vault(&self) -> Location {
        Location::Sqlite(self.folder.path().join("accounts.sqlite"))
    }

    fn cut(&self) {}

    fn sql(&self, sql: &str) -> Vec<String> {
        let connection = rusqlite::Connection::open(self.path()).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let text = |row: &rusqlite::Row<'_>| {
            let values = (0..columns).map(|i| row.get::<_, rusqlite::types::Value>(i).map(|v| format!("{v:?}")));
            Ok(values.collect::<Result<Vec<_>, _>>()?.join("|"))
        };
        statement.query_map([], text).unwrap().collect::<Result<_, _>>().unwrap()
    }

    fn keep(&self, _: &str) {
        self.sql("PRAGMA wal_checkpoint(TRUNCATE)");
        std::fs::copy(self.path(), self.path().with_extension("kept")).unwrap();
    }

    fn put_back(&self, _: &str) {
        for beside in ["db-wal", "db-shm"] {
            let _ = std::fs::remove_file(self.path().with_extension(beside));
        }
        std::fs::rename(self.path().with_extension("kept"), self.path()).unwrap();
    }
}

pub struct PostgresBench {
    server: &'static Postgres,
    url: String,
}

impl PostgresBench {
    pub fn new() -> Self {
        let server = shared();
        Self { server, url: server.database() }
    }
}

impl Bench for PostgresBench {
    fn at(&self) -> Location {
        Location::Postgres(self.url.clone())
    }

    fn another(&self) -> Location {
        Location::Postgres(self.server.database())
    }

    fn vault(&self) -> Location {
        self.at()
    }

    fn cut(&self) {
        let name = self.url.rsplit('/').next().unwrap();
        let end = format!("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'");
        self.server.sql("postgres", &end);
    }

    fn sql(&self, sql: &str) -> Vec<String> {
        let name = self.url.rsplit('/').next().unwrap();
        self.server.sql(name, sql).lines().map(str::to_owned).collect()
    }

    fn keep(&self, table: &str) {
        self.sql(&format!("CREATE TABLE kept AS SELECT * FROM {table}"));
    }

    fn put_back(&self, table: &str) {
        self.sql(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept"));
    }
}
