use std::sync::Barrier;
use std::thread;

use jiff::{Timestamp, ToSpan as _};
use store::{Kept, Location, Vault};

use super::bench::Bench;
use crate::sample::moment;

fn open(bench: &dyn Bench) -> Vault {
    Vault::new(&bench.vault()).unwrap()
}

fn later(minutes: i64) -> Timestamp {
    moment() + minutes.minutes()
}

pub fn values_are_put_swapped_listed_and_deleted(bench: &dyn Bench) {
    let (vault, now) = (open(bench), moment());
    assert_eq!(vault.get("password:A1", now).unwrap(), None);
    vault.put("password:A1", "one", None).unwrap();
    vault.put("password:A1", "two", None).unwrap();
    assert_eq!(vault.get("password:A1", now).unwrap().as_deref(), Some("two"));
    assert!(!vault.swap("password:A1", ("one", "three"), None, now).unwrap());
    assert!(vault.swap("password:A1", ("two", "three"), None, now).unwrap());
    assert!(!vault.swap("password:A2", ("", "three"), None, now).unwrap(), "what is not there is not made");
    assert!(!vault.insert("password:A1", "four", None, now).unwrap());
    assert!(vault.insert("password:A2", "四", None, now).unwrap());
    vault.put("passwords", "of another kind", Some(later(1))).unwrap();
    vault.put("password:沈知行", "five", Some(later(1))).unwrap();
    let list = |prefix: &str| vault.list(prefix, now).unwrap().into_iter().map(|kept| kept.value).collect::<Vec<_>>();
    assert_eq!(list("password:"), ["three", "四", "five"]);
    assert_eq!(list("password"), ["three", "四", "five", "of another kind"]);
    assert_eq!(list("session:"), [""; 0]);
    let last = vault.list("passwords", now).unwrap();
    assert_eq!(last, [Kept { name: "passwords".into(), value: "of another kind".into(), until: Some(later(1)) }]);
    assert!(vault.delete("password:A1", now).unwrap() && !vault.delete("password:A1", now).unwrap());
    // Another process finds what was left, and nothing is made anew.
    assert_eq!(open(bench).get("password:A2", now).unwrap().as_deref(), Some("四"));
    #[cfg(unix)]
    if let Location::Sqlite(path) = bench.vault() {
        use std::os::unix::fs::PermissionsExt as _;
        for beside in ["", "-wal", "-shm"] {
            let file = format!("{}{beside}", path.display());
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
        }
    }
}

pub fn what_has_ended_is_not_there(bench: &dyn Bench) {
    let vault = open(bench);
    vault.put("session:a", "one", Some(later(10))).unwrap();
    vault.put("session:b", "two", Some(later(20))).unwrap();
    vault.put("session:c", "three", None).unwrap();
    assert!(vault.get("session:a", later(9)).unwrap().is_some());
    let end = later(10);
    assert_eq!(vault.get("session:a", end).unwrap(), None);
    assert_eq!(vault.list("session:", end).unwrap().len(), 2);
    assert!(!vault.swap("session:a", ("one", "four"), None, end).unwrap());
    assert!(!vault.delete("session:a", end).unwrap());
    assert!(!vault.insert("session:b", "five", None, end).unwrap());
    assert!(vault.insert("session:a", "six", Some(later(30)), end).unwrap(), "its place is free again");
    assert_eq!(vault.get("session:a", end).unwrap().as_deref(), Some("six"));
    assert_eq!(vault.sweep(later(25)).unwrap(), 1);
    let left: Vec<_> = vault.list("", later(25)).unwrap().into_iter().map(|kept| kept.value).collect();
    assert_eq!(left, ["six", "three"]);
}

/// How many of `among` who do `what` at once are told yes.
fn yes(among: usize, what: impl Fn(usize) -> bool + Sync) -> usize {
    let barrier = Barrier::new(among);
    let one = |n: usize| {
        barrier.wait();
        what(n)
    };
    let one = &one;
    thread::scope(|scope| {
        let all: Vec<_> = (0..among).map(|n| scope.spawn(move || one(n))).collect();
        all.into_iter().map(|thread| usize::from(thread.join().unwrap())).sum()
    })
}

pub fn of_many_one_succeeds(bench: &dyn Bench) {
    // Each has connections of its own, as another process would.
    let vaults: Vec<_> = (0..8).map(|_| open(bench)).collect();
    let now = moment();
    assert_eq!(yes(8, |n| vaults[n].insert("login:gu", &n.to_string(), None, now).unwrap()), 1);
    let value = vaults[0].get("login:gu", now).unwrap().unwrap();
    assert_eq!(yes(8, |n| vaults[n].swap("login:gu", (&value, &format!("next-{n}")), None, now).unwrap()), 1);
    assert_eq!(yes(8, |n| vaults[n].delete("login:gu", now).unwrap()), 1);
    // And where they share one.
    assert_eq!(yes(8, |n| vaults[0].insert("login:gu", &n.to_string(), None, now).unwrap()), 1);
}

pub fn the_ledger_knows_nothing_of_it(bench: &dyn Bench) {
    let store = bench.create();
    let vault = open(bench);
    vault.put("password:A1", "$argon2id$", None).unwrap();
    store.rebuild(store::Watch::none()).unwrap();
    bench.is_sound();
    assert_eq!(vault.get("password:A1", moment()).unwrap().as_deref(), Some("$argon2id$"));
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("backup.db");
    store.backup(&copy, &store::Watch::none()).unwrap();
    let tables = rusqlite::Connection::open(&copy).unwrap();
    let secret = "SELECT count(*) FROM sqlite_schema WHERE name = 'secret'";
    assert_eq!(tables.query_row(secret, [], |row| row.get::<_, i64>(0)).unwrap(), 0, "no copy holds secrets");
}

pub fn a_lost_connection_is_made_anew(bench: &dyn Bench) {
    let (vault, now) = (open(bench), moment());
    vault.put("password:A1", "one", None).unwrap();
    for value in ["two", "three"] {
        bench.cut();
        vault.put("password:A1", value, None).unwrap();
        bench.cut();
        assert_eq!(vault.get("password:A1", now).unwrap().as_deref(), Some(value));
    }
}
