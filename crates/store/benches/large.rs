//! A large ledger: how fast it is checked and rebuilt, and how long a person waits for a page of it.
//!
//! `cargo bench -p store --bench large`. Aims: `verify` checks 500,000 entries a second and core, a rebuild folds 50,000 a second; among a million
//! findings the first page of a filtered, sorted list takes less than 5 ms, and the search for two characters less than 20 ms. The same on both
//! engines. `BIHUAN_BENCH_FINDINGS` makes it smaller; nothing is asserted.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints, and stops where it cannot go on")]

#[path = "../tests/support/sample.rs"]
mod sample;

use std::process::Command;
use std::time::Instant;

use ledger::finding::Status;
use ledger::light::Light;
use ledger::profile::Kind;
use ledger::{CampaignId, PersonId, UnitId};
use sample::Dice;
use store::{Check, FindingQuery, Location, NewLog, Sort, Store, Watch};
use tlog::{Algorithm, Signer};

/// Findings in one command when the ledger is filled: an import of a large paper.
const BATCH: u64 = 500;
/// How often each list is asked for; the median and the worst are told.
const ASKED: usize = 41;

fn main() {
    let findings = number("BIHUAN_BENCH_FINDINGS", 1_000_000);
    // Given a place that stays, it is filled once.
    let place = |name: &str| std::env::var(name).ok().map(|text| Location::parse(&text));
    let folder = tempfile::tempdir().unwrap();
    let file = place("BIHUAN_BENCH_SQLITE").unwrap_or_else(|| Location::Sqlite(folder.path().join("ledger.db")));
    measure("SQLite", &file, findings);
    let server = place("BIHUAN_BENCH_POSTGRES");
    let server = server.unwrap_or_else(|| Location::parse(&testkit::postgres::shared().database()));
    measure("PostgreSQL", &server, findings);
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap())
}

fn measure(engine: &str, place: &Location, findings: u64) {
    let signer = || Signer::ed25519("ledger.example/bench", &[3; 32]).unwrap();
    let store = Store::open(place, signer()).unwrap_or_else(|_| {
        let store = Store::create(place, NewLog { algorithm: Algorithm::Sha256, signer: signer() }).unwrap();
        // Of ten findings nine are registered at once, every other one has a measure, on every eighth there is progress.
        let entries = findings * (100 + 90 + 2 * 50 + 12) / 100;
        rate(engine, &format!("fill with {findings} findings"), entries, "", || fill(&store, findings));
        if let Location::Postgres(url) = place {
            // What a server does by itself after a while.
            let psql = Command::new("psql").args([url, "-q", "-c", "VACUUM ANALYZE"]).status().unwrap();
            assert!(psql.success());
        }
        store
    });
    lists(engine, &store);

    let entries = store.read().unwrap().head().unwrap().size;
    let log = Check { log_only: true, ..Check::new() };
    let report = rate(engine, "verify, log only", entries, " (aim 500,000)", || store.verify(&log).unwrap());
    assert!(report.is_sound() && report.entries == entries, "{report:?}");
    let report = rate(engine, "verify, everything", entries, "", || store.verify(&Check::new()).unwrap());
    assert!(report.is_sound() && report.entries == entries, "{report:?}");
    let rebuilt = rate(engine, "rebuild", entries, " (aim 50,000)", || store.rebuild(Watch::none()).unwrap());
    assert_eq!(rebuilt.entries, entries);
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed().as_secs_f64())
}

/// Works through all entries and tells how many a second, and how many a second of this process's own processor time: that is what one core
/// does, whatever else the machine is busy with. Work of a database server is not in it.
fn rate<T>(engine: &str, name: &str, entries: u64, aim: &str, work: impl FnOnce() -> T) -> T {
    let before = processor_seconds();
    let (done, seconds) = timed(work);
    let own = processor_seconds() - before;
    let (wall, core) = (entries as f64 / seconds, entries as f64 / own);
    println!("{engine}: {name}: {wall:.0} entries/s, {core:.0} a second of one core{aim}");
    done
}

/// User and system time of this process, in seconds (proc(5): in hundredths, on every Linux that there is).
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

/// Findings, a measure for every other one, progress on some.
fn fill(store: &Store, findings: u64) {
    let mut dice = Dice::new(11);
    store.append(sample::append("organisation".into(), sample::organisation())).unwrap();
    for first in (1..=findings).step_by(BATCH as usize) {
        let mut events = Vec::new();
        for n in first..(first + BATCH).min(findings + 1) {
            events.extend(sample::finding(n, &mut dice));
            if n.is_multiple_of(2) {
                events.extend(sample::measure(n / 2, &[n], &mut dice));
            }
            if n.is_multiple_of(8) {
                events.extend(sample::progress(n / 2, &mut dice));
            }
        }
        store.append(sample::append(format!("fill-{first}"), events)).unwrap();
    }
}

fn lists(engine: &str, store: &Store) {
    let today = jiff::civil::date(2026, 9, 1);
    let all = || FindingQuery::all(today);
    let pages = [
        ("all, by number", all()),
        ("one campaign, by deadline", FindingQuery { campaign: Some(CampaignId(3)), sort: Sort::Due, ..all() }),
        ("red, by deadline", FindingQuery { light: Some(Light::Red), sort: Sort::Due, ..all() }),
        (
            "yellow, newest first",
            FindingQuery { light: Some(Light::Yellow), sort: Sort::Updated, descending: true, ..all() },
        ),
        ("green in one campaign", FindingQuery { light: Some(Light::Green), campaign: Some(CampaignId(2)), ..all() }),
        (
            "a unit and those below, most slipped first",
            FindingQuery { unit: Some(UnitId(4)), sort: Sort::Slippage, descending: true, ..all() },
        ),
        (
            "drafts of a leaf unit, by deadline",
            FindingQuery { unit: Some(UnitId(100)), status: vec![Status::Draft], sort: Sort::Due, ..all() },
        ),
        ("one owner, by deadline", FindingQuery { owner: Some(PersonId(77)), sort: Sort::Due, ..all() }),
        (
            "red and immediate in one campaign, by deadline",
            FindingQuery {
                light: Some(Light::Red),
                kind: Some(Kind::Immediate),
                campaign: Some(CampaignId(5)),
                sort: Sort::Due,
                ..all()
            },
        ),
        (
            "one aspect, due in a month",
            FindingQuery {
                aspect: Some("安全".into()),
                due_from: Some(today),
                due_to: Some(jiff::civil::date(2026, 10, 1)),
                sort: Sort::Due,
                ..all()
            },
        ),
        (
            "nothing matches",
            FindingQuery { status: vec![Status::Settled], campaign: Some(CampaignId(1)), sort: Sort::Due, ..all() },
        ),
    ];
    for (name, query) in pages {
        page(engine, store, name, &query, 5.0);
    }
    for (name, text) in [
        ("a frequent word", "盘点"),
        ("a rarer word", "苗圃"),
        ("across words", "闭环"),
        ("not there", "饕餮"),
        ("four characters", "消防器材"),
        ("two words", "盘点 码头"),
    ] {
        page(
            engine,
            store,
            &format!("search for {name} {text}"),
            &FindingQuery { text: Some(text.into()), ..all() },
            20.0,
        );
        page(
            engine,
            store,
            &format!("search for {name} {text}, by deadline"),
            &FindingQuery { text: Some(text.into()), sort: Sort::Due, ..all() },
            20.0,
        );
    }
    let within = FindingQuery {
        text: Some("盘点".into()),
        campaign: Some(CampaignId(4)),
        light: Some(Light::Red),
        sort: Sort::Due,
        ..all()
    };
    page(engine, store, "search for 盘点, red in one campaign, by deadline", &within, 20.0);
}

fn page(engine: &str, store: &Store, name: &str, query: &FindingQuery, aim: f64) {
    let mut rows = 0;
    let mut times: Vec<f64> = (0..ASKED)
        .map(|_| timed(|| rows = store.read().unwrap().findings(query).unwrap().rows.len()).1 * 1000.0)
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times[ASKED / 2], times[ASKED - 1]);
    let missed = if median > aim { "  MISSED" } else { "" };
    println!("{engine}: {name}: {rows} rows in {median:.2} ms, worst of {ASKED} {worst:.2} ms (aim {aim} ms){missed}");
}
