//! What fails is refused cleanly, nothing of it is recorded, and the next append works as soon as the cause is gone.
//!
//! An append whose commit is cut off has two halves, each named: *failed but persisted* and *failed and not persisted*.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on fails")]

#[path = "support/disk.rs"]
mod disk;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/sample.rs"]
mod sample;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use disk::Disk;
use proxy::{Cut, Proxy};
use sample::Dice;
use store::{Append, AppendError, Check, Location, NewLog, Store, StoreError};
use testkit::postgres::{self, Postgres};
use tlog::{Algorithm, Signer};

fn signer() -> Signer {
    Signer::ed25519("ledger.example/fault", &[9; 32]).unwrap()
}

fn create(place: &Location) -> Result<Store, StoreError> {
    Store::create(place, NewLog { algorithm: Algorithm::Sha256, signer: signer() })
}

fn append(number: u64) -> Append {
    sample::append(format!("fault-{number}"), sample::finding(number, &mut Dice::new(number)))
}

fn sound(store: &Store) {
    let report = store::verify(store.location(), &Check::new()).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// How many of its entries are there.
fn recorded(store: &Store, append: &Append) -> usize {
    store.read().unwrap().command(&append.command).unwrap().len()
}

fn failure(result: Result<store::Appended, AppendError>) -> StoreError {
    match result {
        Err(AppendError::Store(error)) => error,
        other => panic!("{other:?}"),
    }
}

mod lost_connection {
    use super::*;

    struct Line {
        proxy: Proxy,
        store: Store,
        /// Past the proxy.
        direct: Store,
    }

    fn line() -> Line {
        let cluster = postgres::shared();
        let url = cluster.database();
        create(&Location::parse(&url)).unwrap();
        let proxy = Proxy::start(cluster.socket());
        let store = Store::open(&Location::parse(&proxy.address(&url)), signer()).unwrap();
        store.append(append(1)).unwrap();
        Line { proxy, store, direct: Store::open(&Location::parse(&url), signer()).unwrap() }
    }

    #[test]
    fn during_a_commit_that_does_not_persist() {
        let Line { proxy, store, direct } = line();
        let wanted = append(2);
        proxy.cut(Cut::BeforeCommit);
        let error = failure(store.append(wanted.clone()));
        assert!(matches!(error, StoreError::Lost { .. }), "{error:?}");
        assert_eq!((proxy.cuts(), recorded(&direct, &wanted)), (1, 0));
        let again = store.append(wanted.clone()).unwrap();
        assert!(!again.replayed);
        assert_eq!(recorded(&direct, &wanted), wanted.events.len());
        sound(&store);
    }

    /// The store looks whether it arrived, and answers as if nothing had been.
    #[test]
    fn during_a_commit_that_persists() {
        let Line { proxy, store, direct } = line();
        let wanted = append(2);
        proxy.cut(Cut::AfterCommit);
        let appended = store.append(wanted.clone()).unwrap();
        assert_eq!((proxy.cuts(), appended.entries.len()), (1, wanted.events.len()));
        assert_eq!(appended.entries, direct.read().unwrap().command(&wanted.command).unwrap());
        assert!(store.append(wanted).unwrap().replayed);
        store.append(append(3)).unwrap();
        sound(&store);
    }

    #[test]
    fn for_good_during_a_commit_that_does_not_persist() {
        let Line { proxy, store, direct } = line();
        let wanted = append(2);
        proxy.cut_for_good(Cut::BeforeCommit);
        let error = failure(store.append(wanted.clone()));
        assert!(matches!(error, StoreError::Uncertain { .. }), "{error:?}");
        assert_eq!(recorded(&direct, &wanted), 0);
        assert!(matches!(failure(store.append(append(3))), StoreError::Lost { .. }));
        proxy.mend();
        assert!(!store.append(wanted.clone()).unwrap().replayed);
        assert_eq!(recorded(&direct, &wanted), wanted.events.len());
        sound(&store);
    }

    #[test]
    fn for_good_during_a_commit_that_persists() {
        let Line { proxy, store, direct } = line();
        let wanted = append(2);
        proxy.cut_for_good(Cut::AfterCommit);
        let error = failure(store.append(wanted.clone()));
        assert!(matches!(error, StoreError::Uncertain { .. }), "{error:?}");
        assert_eq!(recorded(&direct, &wanted), wanted.events.len());
        proxy.mend();
        assert!(store.append(wanted.clone()).unwrap().replayed);
        assert_eq!(recorded(&direct, &wanted), wanted.events.len());
        sound(&store);
    }

    /// Cut at random commits of either half; whoever sends again until it is acknowledged is applied once.
    #[test]
    fn at_random_commits_under_load() {
        let Line { proxy, store, direct } = line();
        let most = Duration::from_secs(3);
        let begun = Instant::now();
        let acknowledged = thread::scope(|scope| {
            let writers: Vec<_> = (0..4_u64)
                .map(|writer| {
                    let store = store.clone();
                    scope.spawn(move || {
                        let mut sent = Vec::new();
                        for i in 0.. {
                            let wanted = append((writer + 1) * 10_000 + i);
                            while let Err(error) = store.append(wanted.clone()) {
                                let AppendError::Store(error) = error else { panic!("{error:?}") };
                                assert!(error.is_passing(), "{error:?}");
                            }
                            sent.push(wanted);
                            if begun.elapsed() > most {
                                return sent;
                            }
                        }
                        sent
                    })
                })
                .collect();
            let mut dice = Dice::new(1);
            while begun.elapsed() < most {
                proxy.cut(*dice.pick(&[Cut::BeforeCommit, Cut::AfterCommit]));
                thread::sleep(Duration::from_millis(dice.below(60)));
            }
            proxy.mend();
            writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(proxy.cuts() > 10, "{} cuts", proxy.cuts());
        for wanted in &acknowledged {
            assert_eq!(recorded(&direct, wanted), wanted.events.len(), "{}", wanted.command);
        }
        let all: usize = acknowledged.iter().map(|wanted| wanted.events.len()).sum();
        let size = direct.read().unwrap().head().unwrap().size;
        assert_eq!(size, (all + append(1).events.len()) as u64);
        sound(&direct);
    }

    /// Nobody waited for an answer, so nobody hears of it.
    #[test]
    fn while_nothing_is_under_way() {
        let cluster = postgres::shared();
        let url = cluster.database();
        let store = create(&Location::parse(&url)).unwrap();
        store.append(append(1)).unwrap();
        assert_eq!(recorded(&store, &append(1)), append(1).events.len());
        let (_, name) = url.rsplit_once('/').unwrap();
        let end = format!("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'");
        cluster.sql("postgres", &end);
        store.append(append(2)).unwrap();
        cluster.sql("postgres", &end);
        assert_eq!(recorded(&store, &append(2)), append(2).events.len());
        sound(&store);
    }

    #[test]
    fn until_the_server_is_back() {
        let cluster = Postgres::start().unwrap();
        let place = Location::parse(&cluster.database());
        let store = create(&place).unwrap();
        store.append(append(1)).unwrap();
        cluster.crash().unwrap();
        let error = failure(store.append(append(2)));
        assert!(matches!(error, StoreError::Lost { .. }), "{error:?}");
        assert!(matches!(store.read().map(drop), Err(StoreError::Lost { .. })));
        assert!(matches!(Store::open(&place, signer()).map(drop), Err(StoreError::Lost { .. })));
        cluster.resume().unwrap();
        assert_eq!(recorded(&store, &append(2)), 0);
        assert!(!store.append(append(2)).unwrap().replayed);
        sound(&store);
    }
}

mod locked_by_another_program {
    use super::*;

    #[test]
    fn is_told_in_time_and_recovered_from() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        let store = create(&Location::Sqlite(path.clone())).unwrap();
        store.append(append(1)).unwrap();
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();

        let begun = Instant::now();
        let error = failure(store.append(append(2)));
        assert!(matches!(error, StoreError::Busy { .. }), "{error:?}");
        assert!(begun.elapsed() < Duration::from_secs(30));
        // Reading goes on meanwhile.
        assert_eq!(recorded(&store, &append(1)), append(1).events.len());

        other.execute_batch("ROLLBACK").unwrap();
        assert!(!store.append(append(2)).unwrap().replayed);
        sound(&store);
    }
}

mod full_disk {
    use super::*;

    #[test]
    fn is_told_and_recovered_from() {
        let Some(disk) = Disk::of(3 << 20) else { return };
        let store = create(&Location::Sqlite(disk.path().join("ledger.db"))).unwrap();
        let mut done = Vec::new();
        let error = loop {
            let wanted = append(1 + done.len() as u64);
            match store.append(wanted.clone()) {
                Ok(_) => done.push(wanted),
                Err(AppendError::Store(error)) => break error,
                Err(error) => panic!("{error:?}"),
            }
            assert!(done.len() < 100_000, "the disk is never full");
        };
        assert!(matches!(error, StoreError::Full { .. }) && error.is_passing(), "{error:?}");
        let refused = append(1 + done.len() as u64);
        assert!(matches!(failure(store.append(refused.clone())), StoreError::Full { .. }));
        for wanted in &done {
            assert_eq!(recorded(&store, wanted), wanted.events.len());
        }
        assert_eq!(recorded(&store, &refused), 0);

        disk.resize(24 << 20);
        assert!(!store.append(refused.clone()).unwrap().replayed);
        assert_eq!(recorded(&store, &refused), refused.events.len());
        sound(&store);
        drop(store);
        sound(&Store::open(&Location::Sqlite(disk.path().join("ledger.db")), signer()).unwrap());
    }

    #[test]
    fn from_the_beginning_is_told() {
        let Some(disk) = Disk::of(16 << 10) else { return };
        let path = disk.path().join("ledger.db");
        let error = create(&Location::Sqlite(path.clone())).map(drop).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
        disk.resize(8 << 20);
        // What was begun is no ledger, and is in nobody's way.
        create(&Location::Sqlite(path)).unwrap().append(append(1)).unwrap();
    }
}

mod read_only {
    use super::*;

    fn check(path: &Path, set_writable: &dyn Fn(bool)) {
        let place = Location::Sqlite(path.to_owned());
        let store = create(&place).unwrap();
        store.append(append(1)).unwrap();
        drop(store);
        set_writable(false);
        let opened = Store::open(&place, signer());
        match opened {
            Err(error) => assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}"),
            Ok(store) => assert!(matches!(failure(store.append(append(2))), StoreError::ReadOnly { .. })),
        }
        let reading = Store::open_to_read(&place).unwrap();
        assert_eq!(recorded(&reading, &append(1)), append(1).events.len());
        sound(&reading);
        drop(reading);
        set_writable(true);
        let store = Store::open(&place, signer()).unwrap();
        store.append(append(2)).unwrap();
        sound(&store);
    }

    /// Whoever may mount is above permissions, and has a file system that may not be written; for others permissions count.
    #[test]
    fn is_told_and_recovered_from() {
        if let Some(disk) = Disk::of(8 << 20) {
            return check(&disk.path().join("ledger.db"), &|writable| disk.set_writable(writable));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        check(&path, &|writable| {
            for place in [path.as_path(), folder.path()] {
                fs::set_permissions(place, fs::Permissions::from_mode(if writable { 0o700 } else { 0o500 })).unwrap();
            }
        });
    }
}
