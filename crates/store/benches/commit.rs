//! Durable commits, against the bare engine that writes the same rows in the same run.
//!
//! `cargo bench -p store --bench commit`. Aims: one client on SQLite at 0.6 of a bare transaction, 64 clients at 10 times one, one client on
//! PostgreSQL at half of pgbench. Nothing is asserted: figures are read by people.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints, and stops where it cannot go on")]

#[path = "../tests/support/sample.rs"]
mod sample;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use sample::Dice;
use store::{Location, NewLog, Store};
use testkit::postgres::{self, Postgres};
use tlog::tree::positions_of_append;
use tlog::{Algorithm, Signer};

/// Commits of one client a turn; the figure is the best of the turns, since whatever disturbs only slows.
const COMMITS: u64 = 3_000;
const TURNS: u64 = 3;
const CLIENTS: u64 = 64;
const SECONDS: u64 = 5;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    sqlite(folder.path());
    postgres();
}

fn create(place: &Location) -> Store {
    let signer = Signer::ed25519("ledger.example/bench", &[3; 32]).unwrap();
    Store::create(place, NewLog { algorithm: Algorithm::Sha256, signer }).unwrap()
}

/// Appends finding after finding: one command, two entries mostly.
fn one(store: &Store, from: u64) -> f64 {
    let appends: Vec<_> = (from..from + COMMITS)
        .map(|n| sample::append(format!("one-{n}"), sample::finding(n, &mut Dice::new(n))))
        .collect();
    let begun = Instant::now();
    for append in appends {
        store.append(append).unwrap();
    }
    COMMITS as f64 / begun.elapsed().as_secs_f64()
}

fn many(store: &Store, clients: u64) -> f64 {
    let done = AtomicU64::new(0);
    let begun = Instant::now();
    let end = begun + Duration::from_secs(SECONDS);
    thread::scope(|scope| {
        for client in 0..clients {
            let done = &done;
            scope.spawn(move || {
                let mut n = (client + 1) * 1_000_000;
                while Instant::now() < end {
                    store.append(sample::append(format!("many-{n}"), sample::finding(n, &mut Dice::new(n)))).unwrap();
                    done.fetch_add(1, Ordering::Relaxed);
                    n += 1;
                }
            });
        }
    });
    done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}

fn sqlite(folder: &Path) {
    let ours = folder.join("ours.db");
    let store = create(&Location::Sqlite(ours.clone()));
    let bare = folder.join("bare.db");
    drop(create(&Location::Sqlite(bare.clone())));
    let (mut our_rate, mut bare_rate) = (0.0_f64, 0.0_f64);
    for turn in 0..TURNS {
        our_rate = our_rate.max(one(&store, 1 + turn * COMMITS));
        bare_rate = bare_rate.max(replay(&bare, rows(&ours, 1 + turn * COMMITS)));
    }
    println!(
        "SQLite, one client: {our_rate:.0} commits/s; the same rows by a bare transaction {bare_rate:.0}/s; ratio {:.2} (aim 0.60)",
        our_rate / bare_rate
    );
    let many = many(&store, CLIENTS);
    println!("SQLite, {CLIENTS} clients: {many:.0} commits/s; {:.1} times one client (aim 10)", many / our_rate);
}

/// A statement and its values.
type Write = (String, Vec<Value>);

fn insert(table: &str, row: Vec<Value>) -> Write {
    let places = vec!["?"; row.len()].join(",");
    (format!("INSERT INTO {table} VALUES ({places})"), row)
}

/// What the ledger wrote for findings from `from` on, one list a commit.
fn rows(path: &Path, from: u64) -> Vec<Vec<Write>> {
    let connection = Connection::open(path).unwrap();
    let all = |sql: &str, value: &Value| -> Vec<Vec<Value>> {
        let mut statement = connection.prepare_cached(sql).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([value], |row| (0..columns).map(|i| row.get(i)).collect()).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let head = all("SELECT size, at, note FROM head WHERE id = ?", &0.into()).remove(0);
    let of_finding = |n: u64| {
        let number = Value::Integer(n as i64);
        let mut writes = Vec::new();
        for entry in all("SELECT * FROM entry WHERE stream = 'F' || ? ORDER BY seq", &number) {
            let Value::Integer(seq) = entry[0] else { panic!("{entry:?}") };
            for position in positions_of_append(seq as u64) {
                let node = all("SELECT * FROM tree WHERE position = ?", &Value::Integer(position as i64));
                writes.extend(node.into_iter().map(|row| insert("tree", row)));
            }
            writes.push(insert("entry", entry));
        }
        let snapshot = all("SELECT * FROM snapshot WHERE kind = 'finding' AND number = ?", &number);
        writes.extend(snapshot.into_iter().map(|row| insert("snapshot", row)));
        writes.extend(
            all("SELECT * FROM finding WHERE number = ?", &number).into_iter().map(|row| insert("finding", row)),
        );
        // The index keeps no text; pairs of neighbours are what it was given, or nearly.
        let words = all("SELECT words FROM finding WHERE number = ?", &number).remove(0).remove(0);
        let Value::Text(words) = words else { panic!("{words:?}") };
        let grams: Vec<String> = words.chars().zip(words.chars().skip(1)).map(|(a, b)| format!("{a}{b}")).collect();
        writes.push(insert("finding_text (rowid, grams)", vec![number, grams.join(" ").into()]));
        writes.push(("UPDATE head SET size = ?, at = ?, note = ?".into(), head.clone()));
        writes
    };
    (from..from + COMMITS).map(of_finding).collect()
}

/// One transaction a list, as durable as ours.
fn replay(path: &Path, commits: Vec<Vec<Write>>) -> f64 {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4096")
        .unwrap();
    connection.set_prepared_statement_cache_capacity(64);
    let begun = Instant::now();
    for writes in &commits {
        connection.prepare_cached("BEGIN IMMEDIATE").unwrap().execute([]).unwrap();
        for (sql, values) in writes {
            connection.prepare_cached(sql).unwrap().execute(params_from_iter(values)).unwrap();
        }
        connection.prepare_cached("COMMIT").unwrap().execute([]).unwrap();
    }
    commits.len() as f64 / begun.elapsed().as_secs_f64()
}

fn postgres() {
    let cluster = postgres::shared();
    let [ours, bare] = [cluster.database(), cluster.database()];
    let store = create(&Location::parse(&ours));
    drop(create(&Location::parse(&bare)));
    one(&store, 1_000_000);
    let [ours, name] = [&ours, &bare].map(|url| url.rsplit_once('/').unwrap().1);
    let script = script(cluster, ours, name);
    let (mut our_rate, mut bare_rate) = (0.0_f64, 0.0_f64);
    for turn in 0..TURNS {
        our_rate = our_rate.max(one(&store, 1 + turn * COMMITS));
        bare_rate = bare_rate.max(pgbench(cluster, name, &script, 1));
    }
    println!(
        "PostgreSQL, one client: {our_rate:.0} commits/s; pgbench with the same inserts {bare_rate:.0}/s; ratio {:.2} (aim 0.50)",
        our_rate / bare_rate
    );
    let many = many(&store, CLIENTS);
    println!("PostgreSQL, {CLIENTS} clients: {many:.0} commits/s; {:.1} times one client (aim 10)", many / our_rate);
    let piped = format!("\\startpipeline\n{script}\\endpipeline\n");
    println!(
        "PostgreSQL, one client of pgbench that sends all statements at once: {:.0}/s",
        pgbench(cluster, name, &piped, 1)
    );
}

/// What our store wrote for one finding, as a script that writes it again and again under new numbers.
fn script(cluster: &Postgres, ours: &str, bare: &str) -> String {
    cluster.sql(bare, "CREATE SEQUENCE seq MINVALUE 0; CREATE SEQUENCE number; CREATE SEQUENCE position MINVALUE 0");
    let number = (1_000_000..).find(|n| sample::finding(*n, &mut Dice::new(*n)).len() == 2).unwrap();
    let entries = literals(cluster, ours, "entry", &format!("stream = 'F{number}' ORDER BY seq"));
    let first: u64 = entries[0][0].trim_matches(['E', '\'']).parse().unwrap();
    let positions = positions_of_append(first).start..positions_of_append(first + 1).end;
    let tree = format!("position >= {} AND position < {}", positions.start, positions.end);
    let mut script = String::from("BEGIN;\nSELECT nextval('number');\n");
    let mut insert = |table: &str, condition: &str, replaced: &[(usize, &str)]| {
        for mut row in literals(cluster, ours, table, condition) {
            replaced.iter().for_each(|(column, with)| row[*column] = (*with).to_owned());
            script.push_str(&format!("INSERT INTO {table} VALUES ({});\n", row.join(",")));
        }
    };
    let entry = [(0, "nextval('seq')"), (1, "'F' || currval('number')"), (6, "'one-' || currval('number')")];
    insert("entry", &format!("stream = 'F{number}' ORDER BY seq"), &entry);
    insert("tree", &tree, &[(0, "nextval('position')")]);
    insert("snapshot", &format!("kind = 'finding' AND number = {number}"), &[(1, "currval('number')")]);
    insert("finding", &format!("number = {number}"), &[(0, "currval('number')")]);
    insert("finding_text", &format!("rowid = {number}"), &[(0, "currval('number')")]);
    let head = &literals(cluster, ours, "head", "true")[0];
    script.push_str(&format!("UPDATE head SET size = {}, at = {}, note = {};\nCOMMIT;\n", head[1], head[2], head[3]));
    script
}

/// Rows of a table, each field as SQL would have it written. A colon would begin a variable of pgbench's.
fn literals(cluster: &Postgres, database: &str, table: &str, condition: &str) -> Vec<Vec<String>> {
    let field =
        "string_agg(format('quote_nullable(%I::text)', column_name), ' || chr(31) || ' ORDER BY ordinal_position)";
    let fields = format!("SELECT {field} FROM information_schema.columns WHERE table_name = '{table}'");
    let fields = cluster.sql(database, &fields);
    let rows = cluster
        .sql(database, &format!("SELECT replace({}, E'\n', chr(30)) FROM {table} WHERE {condition}", fields.trim()));
    let literal = |field: &str| match field.strip_prefix('E').unwrap_or(field) {
        "NULL" => "NULL".to_owned(),
        quoted => format!("E{}", quoted.replace(':', "\\x3a").replace('\u{1e}', "\\n")),
    };
    rows.lines().map(|row| row.split('\u{1f}').map(literal).collect()).collect()
}

/// Transactions a second.
fn pgbench(cluster: &Postgres, database: &str, script: &str, clients: u64) -> f64 {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), script).unwrap();
    std::fs::set_permissions(file.path(), std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let (clients, seconds) = (clients.to_string(), SECONDS.to_string());
    let path = file.path().display().to_string();
    let arguments = ["-n", "-M", "prepared", "-c", &clients, "-T", &seconds, "-f", &path, database];
    let printed = cluster.program("pgbench", &arguments).unwrap();
    let line = printed.lines().find(|line| line.starts_with("tps = ")).unwrap();
    line.split(' ').nth(2).unwrap().parse().unwrap()
}
