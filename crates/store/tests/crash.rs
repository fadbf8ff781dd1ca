//! Killed at any moment under concurrent load, the ledger keeps every acknowledged command whole, none half, and stays sound.
//!
//! A round: a child process opens the ledger and appends from several threads, telling on a pipe what it tries and what was
//! acknowledged. The parent kills it (SIGKILL) after a random time, opens the ledger itself, and checks everything. On PostgreSQL
//! the server too is killed in some rounds, while the child runs.
//!
//! What a killed child tried and never heard of is the uncertain half: it either persisted or did not. The parent sends each
//! such command again with the same id, and both cases must end with it applied once.
//!
//! Ten rounds a store run always. `BIHUAN_CRASH_ROUNDS=200 cargo test -p store --release --test crash` runs 200; `BIHUAN_SEED` repeats a run.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot go on fails")]

#[path = "support/sample.rs"]
mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use ledger::{Event, FindingId, MeasureId, Stream};
use sample::Dice;
use store::{Append, AppendError, Check, Location, NewLog, Store};
use testkit::postgres::Postgres;
use tlog::{Algorithm, Signer};

/// Where the child finds its ledger; that it is set makes it the child.
const PLACE: &str = "BIHUAN_TEST_CRASH_AT";
/// The number of the round, so that no round's ids are another's.
const ROUND: &str = "BIHUAN_TEST_CRASH_ROUND";
/// How many threads append.
const THREADS: u64 = 6;
/// Ids of a thread of a round are below this times its number.
const ROOM: u64 = 100_000;
/// The measure that all threads report progress on, so that they get into each other's way.
const SHARED: u64 = 1;

fn signer() -> Signer {
    Signer::ed25519("ledger.example/crash", &[7; 32]).unwrap()
}

/// What thread `thread` of round `round` appends as its `i`th command. The same numbers give the same command.
fn command(round: u64, thread: u64, i: u64) -> Append {
    let number = (round * THREADS + thread + 1) * ROOM + i;
    let mut dice = Dice::new(number);
    let mut events = sample::finding(number, &mut dice);
    if !i.is_multiple_of(3) {
        events.extend(sample::measure(number, &[number], &mut dice));
    }
    if i.is_multiple_of(4) {
        events.extend(sample::progress(SHARED, &mut dice));
    }
    sample::append(format!("crash-{round}-{thread}-{i}"), events)
}

/// Not a test of its own: what the parent starts and kills.
#[test]
fn child_that_is_killed() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let round = std::env::var(ROUND).unwrap().parse().unwrap();
    let store = loop {
        match Store::open(&Location::parse(&place), signer()) {
            Ok(store) => break store,
            // The server was killed just now.
            Err(error) if error.is_passing() => thread::sleep(Duration::from_millis(5)),
            Err(error) => return tell(&format!("wrong opening: {error:?}")),
        }
    };
    tell("open");
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let store = store.clone();
            scope.spawn(move || (0..ROOM).try_for_each(|i| act(&store, (round, thread, i))));
        }
    });
}

/// Sends one command until it is acknowledged.
fn act(store: &Store, (round, thread, i): (u64, u64, u64)) -> Option<()> {
    let mut append = command(round, thread, i);
    loop {
        append.expect = expect(store, &append);
        tell(&format!("try {thread} {i}"));
        match store.append(append.clone()) {
            Ok(appended) => {
                tell(&format!("ack {thread} {i} {}", appended.entries.len()));
                return Some(());
            }
            Err(AppendError::Conflict { .. }) => {}
            Err(AppendError::Store(error)) if error.is_passing() => {
                tell(&format!("cut {thread} {i}"));
                thread::sleep(Duration::from_millis(5));
            }
            Err(error) => {
                tell(&format!("wrong append: {error:?}"));
                return None;
            }
        }
    }
}

/// The versions of the streams that an append writes to, as far as they can be read now.
fn expect(store: &Store, append: &Append) -> Vec<(Stream, u64)> {
    let Ok(reader) = store.read() else { return Vec::new() };
    let mut streams: Vec<Stream> = append.events.iter().map(|(stream, _)| *stream).collect();
    streams.dedup();
    let version = |stream: &Stream| Some((*stream, reader.state(stream).ok()?.map_or(0, |(version, _)| version)));
    streams.iter().filter_map(version).collect()
}

/// One whole line at once, so that a kill leaves no half of it.
fn tell(line: &str) {
    let _ = std::io::stdout().write_all(format!("#{line}\n").as_bytes());
}

/// What a child told until it was killed.
#[derive(Default)]
struct Told {
    opened: bool,
    tried: BTreeSet<(u64, u64)>,
    acknowledged: BTreeMap<(u64, u64), usize>,
    /// How often an append was answered with a failure of the world, and sent again.
    cut: usize,
}

fn start(address: &str, round: u64) -> (Child, thread::JoinHandle<Told>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["child_that_is_killed", "--exact", "--nocapture"])
        .env(PLACE, address)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, thread::spawn(move || read(lines.map_while(Result::ok))))
}

fn read(lines: impl Iterator<Item = String>) -> Told {
    let mut told = Told::default();
    for line in lines {
        // The test harness may have begun the line.
        let Some((_, line)) = line.split_once('#') else { continue };
        let words: Vec<&str> = line.split(' ').collect();
        let number = |i: usize| words[i].parse::<u64>().unwrap();
        match words[0] {
            "open" => told.opened = true,
            "cut" => told.cut += 1,
            "try" => {
                told.tried.insert((number(1), number(2)));
            }
            "ack" => {
                told.acknowledged.insert((number(1), number(2)), words[3].parse().unwrap());
            }
            _ => panic!("the child says: {line}"),
        }
    }
    told
}

/// What a whole run saw.
#[derive(Debug, Default)]
struct Sum {
    rounds: u64,
    opened: u64,
    acknowledged: usize,
    cut: usize,
    failed_but_persisted: usize,
    failed_and_not_persisted: usize,
}

/// Everything that must hold after a kill; then settles what was left open. The next round checks that the ledger is sound after
/// that as well.
fn check(place: &Location, round: u64, told: &Told, sum: &mut Sum) {
    let store = Store::open(place, signer()).unwrap();
    sound(&store);
    for (&(thread, i), &count) in &told.acknowledged {
        let entries = store.read().unwrap().command(&format!("crash-{round}-{thread}-{i}")).unwrap();
        assert_eq!(entries.len(), count, "crash-{round}-{thread}-{i} was acknowledged");
        same(&command(round, thread, i), &entries);
    }
    for &(thread, i) in told.tried.iter().filter(|at| !told.acknowledged.contains_key(at)) {
        let append = command(round, thread, i);
        let before = store.read().unwrap().command(&append.command).unwrap();
        let again = store.append(append.clone()).unwrap();
        assert_eq!(again.replayed, !before.is_empty(), "{}", append.command);
        if again.replayed {
            assert_eq!(again.entries, before);
            sum.failed_but_persisted += 1;
        } else {
            sum.failed_and_not_persisted += 1;
        }
        same(&append, &again.entries);
        assert!(store.append(append).unwrap().replayed);
    }
    sum.rounds += 1;
    sum.opened += u64::from(told.opened);
    sum.acknowledged += told.acknowledged.len();
    sum.cut += told.cut;
}

/// The entries of a command are all of its events in their order, next to each other.
fn same(append: &Append, entries: &[store::Entry]) {
    let found: Vec<(Stream, Event)> = entries
        .iter()
        .map(|entry| (entry.stream, Event::parse(&entry.kind, entry.payload.as_bytes()).unwrap()))
        .collect();
    assert_eq!(found, append.events, "{}", append.command);
    assert!(entries.windows(2).all(|pair| pair[0].seq + 1 == pair[1].seq), "{}", append.command);
}

/// The log verifies, and projections equal a rebuild.
fn sound(store: &Store) {
    let report = store::verify(store.location(), &Check::new()).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

fn begin(place: &Location) {
    let store = Store::create(place, NewLog { algorithm: Algorithm::Sha256, signer: signer() }).unwrap();
    let mut dice = Dice::new(0);
    let mut events = sample::finding(SHARED, &mut dice);
    events.extend(sample::measure(SHARED, &[SHARED], &mut dice));
    store.append(sample::append("begin".into(), events)).unwrap();
}

/// So many rounds in one ledger; checking a longer one takes longer and finds no more.
const EPOCH: u64 = 5;

fn rounds() -> u64 {
    std::env::var("BIHUAN_CRASH_ROUNDS").ok().map_or(10, |text| text.parse().unwrap())
}

fn dice() -> Dice {
    let clock = || std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
    let seed = std::env::var("BIHUAN_SEED").ok().map_or_else(clock, |text| text.parse().unwrap());
    println!("BIHUAN_SEED={seed}");
    Dice::new(seed)
}

/// One round in four is killed while it may still be opening the ledger.
fn moment(dice: &mut Dice) -> Duration {
    let most = if dice.below(4) == 0 { 40 } else { 400 };
    Duration::from_micros(dice.below(most * 1000))
}

fn summary(sum: &Sum) {
    println!("{sum:?}");
    assert!(sum.opened > 0 && sum.acknowledged > 0, "nothing was tried: {sum:?}");
}

#[test]
fn sqlite_survives() {
    let folder = tempfile::tempdir().unwrap();
    let (mut dice, mut sum) = (dice(), Sum::default());
    for round in 0..rounds() {
        let address = folder.path().join(format!("{}.db", round / EPOCH)).display().to_string();
        let place = Location::parse(&address);
        if round.is_multiple_of(EPOCH) {
            begin(&place);
        }
        let (mut child, told) = start(&address, round);
        thread::sleep(moment(&mut dice));
        child.kill().unwrap();
        child.wait().unwrap();
        check(&place, round, &told.join().unwrap(), &mut sum);
    }
    summary(&sum);
}

#[test]
fn postgres_survives() {
    // A cluster of its own: its server is killed.
    let cluster = Postgres::start().unwrap();
    let (mut dice, mut sum) = (dice(), Sum::default());
    let mut address = String::new();
    for round in 0..rounds() {
        if round.is_multiple_of(EPOCH) {
            address = cluster.database();
            begin(&Location::parse(&address));
        }
        let place = Location::parse(&address);
        let (mut child, told) = start(&address, round);
        thread::sleep(moment(&mut dice));
        match round % 3 {
            0 => {}
            1 => {
                // The server's process that serves the child, or one of them.
                let pid = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                           WHERE datname LIKE 'test_%' AND pid <> pg_backend_pid()";
                cluster.sql("postgres", pid);
                thread::sleep(moment(&mut dice));
            }
            _ => {
                cluster.crash().unwrap();
                thread::sleep(Duration::from_millis(dice.below(50)));
                cluster.resume().unwrap();
                thread::sleep(moment(&mut dice));
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        check(&place, round, &told.join().unwrap(), &mut sum);
    }
    summary(&sum);
    assert!(rounds() < 10 || sum.cut > 0, "no append was cut off: {sum:?}");
}

/// The commands that rounds are made of differ, and the same numbers give the same command.
#[test]
fn commands_can_be_told_apart() {
    assert_eq!(command(3, 2, 1), command(3, 2, 1));
    let streams = |append: Append| append.events.into_iter().map(|(stream, _)| stream).collect::<Vec<_>>();
    let first = (0..THREADS).flat_map(|t| streams(command(0, t, ROOM - 1)));
    let second: Vec<_> = (0..THREADS).flat_map(|t| streams(command(1, t, 0))).collect();
    let own = |s: &Stream| !matches!(s, Stream::Finding(FindingId(SHARED)) | Stream::Measure(MeasureId(SHARED)));
    assert!(first.filter(own).all(|stream| !second.contains(&stream)));
}
