//! PostgreSQL for tests: a cluster of one's own in a temporary folder, reached by a unix socket only, and gone with the process
//! that started it, however that process ends.
//!
//! It needs the programs of Debian's package `postgresql`. A server does not run as root, so root runs it as `nobody`.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The superuser of the cluster.
const USER: &str = "ledger";
/// Part of the socket's name; nothing listens on the network.
const PORT: &str = "5432";
/// Debian's user and group that own nothing.
const NOBODY: u32 = 65534;

/// What stops the server and removes the folder when the pipe on its standard input is closed.
const WATCH: &str = r#"read _; "$1/pg_ctl" stop -m immediate -D "$2/data" >/dev/null 2>&1; rm -rf "$2""#;

/// A running cluster.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    databases: AtomicU32,
    watch: Child,
}

/// One cluster for all tests of this process, started by the first that asks.
///
/// # Panics
/// When it cannot be started: tests on PostgreSQL are not left out in silence.
pub fn shared() -> &'static Postgres {
    static SHARED: OnceLock<Postgres> = OnceLock::new();
    SHARED.get_or_init(|| match Postgres::start() {
        Ok(postgres) => postgres,
        Err(error) => panic!("no PostgreSQL for tests: {error}"),
    })
}

impl Postgres {
    /// Makes a cluster and starts it. Commits are as durable as on a real server.
    ///
    /// # Errors
    /// When the programs are missing or fail; says which and what they said.
    pub fn start() -> Result<Self, String> {
        let programs = programs()?;
        let folder = folder()?;
        // From here on the folder is removed by it, whatever fails.
        let mut watch = Command::new("sh");
        watch.args(["-c", WATCH, "watch"]).arg(&programs).arg(&folder).stdin(Stdio::piped());
        // A Ctrl-C meant for the tests must not reach it before they have ended.
        watch.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let watch = as_nobody(&mut watch).spawn().map_err(|error| format!("sh: {error}"))?;
        let cluster = Self { programs, folder, databases: AtomicU32::new(0), watch };
        cluster.run(
            "initdb",
            &["-U", USER, "-E", "UTF8", "--locale=C", "-A", "trust", "--no-sync", "-D"],
            &["data"],
        )?;
        cluster.resume()?;
        Ok(cluster)
    }

    /// The address of a new, empty database.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        self.address(&name)
    }

    /// The address of the database `name`, through the socket.
    pub fn address(&self, name: &str) -> String {
        format!("postgres://{USER}@{}:{PORT}/{name}", self.folder.display().to_string().replace('/', "%2F"))
    }

    /// The socket itself, for what stands between a client and the server.
    pub fn socket(&self) -> PathBuf {
        self.folder.join(format!(".s.PGSQL.{PORT}"))
    }

    /// Runs a program of PostgreSQL's, such as `pgbench`, as the superuser, and returns what it printed.
    ///
    /// # Errors
    /// When it is missing or fails, with what it said.
    pub fn program(&self, name: &str, arguments: &[&str]) -> Result<String, String> {
        self.run(name, arguments, &[])
    }

    /// Runs SQL in the database `name`; prints nothing, returns what `psql` prints, one row a line.
    ///
    /// # Panics
    /// When the server refuses it.
    pub fn sql(&self, name: &str, sql: &str) -> String {
        match self.run("psql", &["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", name, "-c", sql], &[]) {
            Ok(printed) => printed,
            Err(error) => panic!("{sql}: {error}"),
        }
    }

    /// Ends every server process at once, as a crash does: nothing is written out, and the next start recovers from the log.
    ///
    /// # Errors
    /// What `pg_ctl` said.
    pub fn crash(&self) -> Result<(), String> {
        self.run("pg_ctl", &["stop", "-m", "immediate", "-w", "-D"], &["data"]).map(|_| ())
    }

    /// Starts the server again and waits until it takes connections.
    ///
    /// # Errors
    /// What `pg_ctl` said.
    pub fn resume(&self) -> Result<(), String> {
        let options =
            format!("-c listen_addresses= -c unix_socket_directories={} -c max_connections=200", self.folder.display());
        // The server keeps the log open, so it must not be the pipe that we read until its end.
        let log = self.folder.join("log").display().to_string();
        self.run("pg_ctl", &["start", "-w", "-o", &options, "-l", &log, "-D"], &["data"]).map(|_| ())
    }

    /// `inside` are paths in the cluster's folder, put after the arguments.
    fn run(&self, program: &str, arguments: &[&str], inside: &[&str]) -> Result<String, String> {
        let mut command = Command::new(self.programs.join(program));
        command.args(arguments).args(inside.iter().map(|name| self.folder.join(name))).current_dir(&self.folder);
        command
            .env("PGHOST", &self.folder)
            .env("PGPORT", PORT)
            .env("PGUSER", USER)
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        let output = as_nobody(&mut command).output().map_err(|error| format!("{program}: {error}"))?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(printed);
        }
        Err(format!("{program}: {}{printed}{}", output.status, String::from_utf8_lossy(&output.stderr)))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut pipe) = self.watch.stdin.take() {
            let _ = pipe.write_all(b"\n");
        }
        let _ = self.watch.wait();
    }
}

/// Where the programs are: the newest of Debian's, else on the path.
fn programs() -> Result<PathBuf, String> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").exists());
    let number = |bin: &Path| bin.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    if let Some(newest) = debian.max_by_key(|bin| number(bin)) {
        return Ok(newest);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|folder| folder.join("initdb").exists())
        .ok_or_else(|| "initdb is not installed: apt-get install postgresql".to_owned())
}

/// A folder that the server's user owns, with a short path: a socket's has at most 107 bytes.
fn folder() -> Result<PathBuf, String> {
    static CLUSTERS: AtomicU32 = AtomicU32::new(0);
    let number = CLUSTERS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("bihuan-pg-{}-{number}", std::process::id()));
    let prepare = || {
        fs::create_dir(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755))?;
        if is_root() { chown(&folder, Some(NOBODY), Some(NOBODY)) } else { Ok(()) }
    };
    prepare().map_err(|error: std::io::Error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn as_nobody(command: &mut Command) -> &mut Command {
    if is_root() { command.uid(NOBODY).gid(NOBODY) } else { command }
}

/// Whether this process may become another user.
fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0"))
}
