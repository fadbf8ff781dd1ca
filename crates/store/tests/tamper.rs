//! Tampering: every byte of a small SQLite ledger is changed in turn, and `verify` notices, or the byte carries no content: a
//! dump of everything that the file holds (schema, settings, all rows of all tables) is the same.
//!
//! The search index keeps its records in tables of its own, and in these some numbers that only its upkeep needs. Of it the
//! dump has what it answers: each term and its rows, read through, and again looked up.
//!
//! A sample runs always, another one each time. The whole file, each byte with a random mask and with one random bit:
//! `BIHUAN_TAMPER=all cargo test -p store --release --test tamper`; `BIHUAN_SEED` repeats a run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test that cannot go on fails")]

#[path = "support/sample.rs"]
mod sample;

use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;

use ledger::{Actor, Stream, log};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use sample::Dice;
use store::{Check, Location, NewLog, Store};
use tlog::{Algorithm, Signer};

/// The smallest page of SQLite: the file is small, and much of it is structure.
const PAGE: u32 = 512;
/// How many bytes a sample changes.
const SAMPLE: usize = 1_500;
const THREADS: usize = 2;
/// The search indexes.
const INDEXES: [&str; 2] = ["finding_text", "measure_text"];

/// A ledger in one file of small pages.
fn ledger(folder: &Path) -> PathBuf {
    let path = folder.join("ledger.db");
    let signer = Signer::ed25519("ledger.example/tamper", &[5; 32]).unwrap();
    let store =
        Store::create(&Location::Sqlite(path.clone()), NewLog { algorithm: Algorithm::Sha256, signer }).unwrap();
    let mut dice = Dice::new(4);
    for n in 1..=6 {
        let mut events = sample::finding(n, &mut dice);
        events.extend(sample::measure(n, &[n], &mut dice));
        store.append(sample::append(format!("tamper-{n}"), events)).unwrap();
        store.append(sample::append(format!("tamper-progress-{n}"), sample::progress(n, &mut dice))).unwrap();
    }
    let erased = log::Event::Erased {
        seq: 3,
        by: Actor::LOCAL,
        reason: "当事人请求".into(),
        authority: "依法".into(),
        redacted: store.redacted(3).unwrap(),
    };
    store.append(sample::append("tamper-erase".into(), vec![(Stream::Log, erased.into())])).unwrap();
    let head = store.read().unwrap().head().unwrap();
    store.append(sample::publishing("tamper-publish", &head)).unwrap();
    store.append(sample::append("tamper-last".into(), sample::progress(1, &mut dice))).unwrap();
    drop(store);
    let connection = Connection::open(&path).unwrap();
    let sizes = format!("PRAGMA journal_mode=DELETE; PRAGMA page_size={PAGE}; VACUUM; PRAGMA journal_mode=WAL");
    connection.execute_batch(&sizes).unwrap();
    connection.close().unwrap();
    assert!(fs::read_dir(folder).unwrap().count() == 1, "all is in one file");
    path
}

/// Everything that a file holds, as text; an error where it cannot be read.
fn dump(path: &Path) -> rusqlite::Result<String> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let rows = |sql: &str| -> rusqlite::Result<Vec<Vec<Value>>> {
        let mut statement = connection.prepare(sql)?;
        let columns = statement.column_count();
        statement.query_map([], |row| (0..columns).map(|i| row.get(i)).collect())?.collect()
    };
    let mut dump = String::new();
    for setting in ["encoding", "application_id", "user_version"] {
        dump.push_str(&format!("{setting} {:?}\n", rows(&format!("PRAGMA {setting}"))?));
    }
    let schema = rows("SELECT type, name, tbl_name, sql, rootpage > 0 FROM sqlite_schema ORDER BY type, name")?;
    for object in &schema {
        dump.push_str(&format!("{object:?}\n"));
        if let [Value::Text(kind), Value::Text(name), _, _, Value::Integer(1)] = &object[..]
            && kind == "table"
            && INDEXES.iter().all(|index| !name.starts_with(index))
        {
            for row in rows(&format!("SELECT * FROM \"{name}\""))? {
                dump.push_str(&format!("{name} {row:?}\n"));
            }
        }
    }
    for index in INDEXES {
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE temp.{index}_terms USING fts5vocab('main', '{index}', 'instance')"
        ))?;
        let mut looked_up =
            connection.prepare(&format!("SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid"))?;
        for term in rows(&format!("SELECT term, group_concat(doc) FROM temp.{index}_terms GROUP BY term"))? {
            let Value::Text(word) = &term[0] else { continue };
            let found: rusqlite::Result<Vec<i64>> =
                looked_up.query_map([format!("\"{word}\"")], |row| row.get(0))?.collect();
            dump.push_str(&format!("{index} {term:?} {:?}\n", found?));
        }
    }
    Ok(dump)
}

/// Whether `verify` finds the file sound.
fn sound(path: &Path) -> bool {
    let verified = catch_unwind(AssertUnwindSafe(|| store::verify(&Location::Sqlite(path.to_owned()), &Check::new())));
    verified.expect("verify panics").is_ok_and(|report| report.is_sound())
}

/// Files that SQLite lays beside a database while it is open.
fn sweep(path: &Path) {
    for suffix in ["-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(format!("{}{suffix}", path.display()));
    }
}

/// Changes one byte after the other in a copy of its own, and names those whose change went unnoticed though it is one.
fn flip(original: &[u8], copy: &Path, cases: &[(usize, u8)]) -> (usize, Vec<String>) {
    fs::write(copy, original).unwrap();
    let whole = dump(copy).unwrap();
    let file = File::options().write(true).open(copy).unwrap();
    let (mut empty, mut missed) = (0, Vec::new());
    for (at, mask) in cases {
        file.write_all_at(&[original[*at] ^ mask], *at as u64).unwrap();
        if sound(copy) {
            sweep(copy);
            match dump(copy) {
                Ok(same) if same == whole => empty += 1,
                Ok(other) => missed.push(format!("byte {at} ^ {mask:#04x}: {}", difference(&whole, &other))),
                Err(error) => missed.push(format!("byte {at} ^ {mask:#04x}: {error}")),
            }
        }
        sweep(copy);
        file.write_all_at(&original[*at..=*at], *at as u64).unwrap();
    }
    assert!(fs::read(copy).unwrap() == original, "verify wrote to the file");
    (empty, missed)
}

fn difference(whole: &str, other: &str) -> String {
    let pair = whole.lines().zip(other.lines()).find(|(a, b)| a != b);
    let cut = |line: &str| line.chars().take(300).collect::<String>();
    pair.map_or_else(|| "a row more or less".into(), |(a, b)| format!("{} became {}", cut(a), cut(b)))
}

#[test]
fn no_change_of_a_byte_goes_unnoticed() {
    // In memory where there is such a folder: the file is written and read many thousand times.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    let path = ledger(folder.path());
    let original = fs::read(&path).unwrap();
    assert!(sound(&path));

    let clock = || std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
    let seed = std::env::var("BIHUAN_SEED").ok().map_or_else(clock, |text| text.parse().unwrap());
    println!("BIHUAN_SEED={seed}, {} bytes", original.len());
    let mut dice = Dice::new(seed);
    let cases: Vec<(usize, u8)> = if std::env::var("BIHUAN_TAMPER").is_ok_and(|what| what == "all") {
        (0..original.len()).flat_map(|at| [(at, 1 + dice.below(255) as u8), (at, 1 << dice.below(8))]).collect()
    } else {
        (0..SAMPLE).map(|_| (dice.below(original.len() as u64) as usize, 1 + dice.below(255) as u8)).collect()
    };
    let parts: Vec<&[(usize, u8)]> = cases.chunks(cases.len().div_ceil(THREADS)).collect();
    let done: Vec<_> = thread::scope(|scope| {
        let run = |(i, part)| {
            let copy = folder.path().join(format!("copy-{i}.db"));
            let original = &original;
            scope.spawn(move || flip(original, &copy, part))
        };
        let threads: Vec<_> = parts.iter().copied().enumerate().map(run).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let empty: usize = done.iter().map(|(empty, _)| empty).sum();
    let missed: Vec<String> = done.into_iter().flat_map(|(_, missed)| missed).collect();
    println!(
        "{} changes: {} noticed, {empty} of bytes that carry nothing",
        cases.len(),
        cases.len() - empty - missed.len()
    );
    assert!(missed.is_empty(), "{} unnoticed:\n{}", missed.len(), missed[..missed.len().min(30)].join("\n"));
    // Pages are seldom full, and each table and index has one of its own.
    assert!(empty < cases.len() * 2 / 3, "a file of which most carries nothing shows nothing");
}
