use store::Place;

use super::bench::Bench;
use crate::sample::{self, Dice};

fn filled(bench: &dyn Bench) {
    let store = bench.create();
    for n in 1..=12 {
        let mut dice = Dice::new(n);
        let mut events = sample::finding(n, &mut dice);
        events.extend(sample::measure(n, &[n], &mut dice));
        store.append(sample::append(format!("fill-{n}"), events)).unwrap();
        if n == 6 {
            let head = store.read().unwrap().head().unwrap();
            store.append(sample::publishing("publish", &head)).unwrap();
        }
    }
}

/// Changes one thing, looks, and puts it back.
#[track_caller]
fn noticed(bench: &dyn Bench, table: &str, change: &str) -> Vec<Place> {
    bench.keep(table);
    bench.sql(change);
    let report = bench.verify();
    assert!(!report.is_sound(), "unnoticed: {change}");
    bench.put_back(table);
    report.faults.into_iter().map(|fault| fault.place).collect()
}

pub fn every_change_is_noticed(bench: &dyn Bench) {
    filled(bench);
    bench.is_sound();
    let changes: &[(&str, &[&str])] = &[
        (
            "entry",
            &[
                "UPDATE entry SET payload = replace(payload, '。', '！') WHERE seq = 0",
                "UPDATE entry SET kind = 'finding.edited' WHERE seq = 0",
                "UPDATE entry SET actor = 'P9@local' WHERE seq = 5",
                "UPDATE entry SET at = at + 1 WHERE seq = 5",
                "UPDATE entry SET at = at - 1 WHERE seq = 5",
                "UPDATE entry SET command = 'another' WHERE seq = 7",
                "UPDATE entry SET version = 9 WHERE seq = 7",
                "UPDATE entry SET stream = 'F99' WHERE seq = 0",
                "UPDATE entry SET digest = salt WHERE seq = 3",
                "UPDATE entry SET salt = NULL WHERE seq = 3",
                "DELETE FROM entry WHERE seq = 4",
                "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
                "INSERT INTO entry SELECT seq + 1, stream, version + 1, kind, actor, at, command, payload, salt, digest \
             FROM entry ORDER BY seq DESC LIMIT 1",
            ],
        ),
        (
            "tree",
            &[
                "DELETE FROM tree WHERE position = 2",
                "UPDATE tree SET hash = (SELECT hash FROM tree WHERE position = 0) WHERE position = 5",
                "INSERT INTO tree SELECT 100000, hash FROM tree WHERE position = 0",
            ],
        ),
        (
            "head",
            &[
                "UPDATE head SET size = size - 1",
                "UPDATE head SET at = at + 1",
                "UPDATE head SET note = replace(note, '/contract', '/other')",
                "DELETE FROM head",
            ],
        ),
        (
            "snapshot",
            &[
                "UPDATE snapshot SET state = replace(state, '。', '！') WHERE kind = 'finding' AND number = 3",
                "UPDATE snapshot SET version = version + 1 WHERE kind = 'finding' AND number = 3",
                "UPDATE snapshot SET at = at + 1 WHERE kind = 'measure' AND number = 3",
                "DELETE FROM snapshot WHERE kind = 'measure' AND number = 3",
                "INSERT INTO snapshot SELECT kind, 99, version, at, state FROM snapshot WHERE kind = 'cause' OR number = 12 LIMIT 1",
            ],
        ),
        (
            "finding",
            &[
                "UPDATE finding SET status = 'closed' WHERE number = 2",
                "UPDATE finding SET due = '2030-01-01' WHERE number = 2",
                "UPDATE finding SET red = '9999-12-31', yellow = '9999-12-30' WHERE number = 2",
                "DELETE FROM finding WHERE number = 12",
                "DELETE FROM finding WHERE number = 1",
            ],
        ),
        ("measure", &["UPDATE measure SET owner = 1 + owner WHERE number = 2", "DELETE FROM measure WHERE number = 2"]),
        ("tie", &["UPDATE tie SET finding = 77 WHERE measure = 2", "DELETE FROM tie WHERE measure = 3"]),
        ("unit", &["INSERT INTO unit (number, name, dissolved) VALUES (5, 'x', 0)"]),
        ("person", &["INSERT INTO person VALUES (5, 'x')"]),
        ("member", &["INSERT INTO member VALUES (5, 5)"]),
        ("meta", &["UPDATE meta SET value = 'sm3' WHERE key = 'algorithm'", "INSERT INTO meta VALUES ('more', 'x')"]),
    ];
    for (table, changes) in changes {
        for change in *changes {
            noticed(bench, table, change);
        }
    }
    bench.is_sound();
    for change in [
        "DELETE FROM finding_text WHERE rowid = 3",
        "UPDATE finding_text SET grams = '甲乙 丙' WHERE rowid = 4",
        "INSERT INTO measure_text (rowid, grams) VALUES (99, '甲乙')",
    ] {
        bench.sql(change);
        let faults = bench.verify().faults;
        assert!(!faults.is_empty(), "unnoticed: {change}");
    }
}

pub fn the_first_bad_entry_is_named(bench: &dyn Bench) {
    filled(bench);
    let entry = |change: &str, seq: u64| {
        let places = noticed(bench, "entry", change);
        let first = places.iter().filter_map(|p| if let Place::Entry(seq) = p { Some(*seq) } else { None }).min();
        assert_eq!(first, Some(seq), "{change}: {places:?}");
    };
    entry("UPDATE entry SET payload = replace(payload, '。', '！') WHERE seq = 0", 0);
    entry("UPDATE entry SET actor = 'P9@local' WHERE seq IN (5, 9)", 5);
    entry("UPDATE entry SET at = at - 1 WHERE seq = 6", 6);
    entry("UPDATE entry SET digest = salt WHERE seq = 3", 3);
    entry("DELETE FROM entry WHERE seq IN (4, 8)", 4);
    let last =
        bench.sql("SELECT max(seq) FROM entry")[0].trim_matches(|c: char| !c.is_ascii_digit()).parse::<u64>().unwrap();
    entry(&format!("DELETE FROM entry WHERE seq = {last}"), last);
    // The hash in the tree alone: no entry is bad.
    let places =
        noticed(bench, "tree", "UPDATE tree SET hash = (SELECT hash FROM tree WHERE position = 0) WHERE position = 5");
    assert!(places.contains(&Place::Tree(5)) && !places.iter().any(|p| matches!(p, Place::Entry(_))), "{places:?}");
    bench.is_sound();
}

pub fn what_was_published_stays_on_record(bench: &dyn Bench) {
    filled(bench);
    let [seq] = &bench.sql("SELECT seq FROM entry WHERE kind = 'log.published'")[..] else { panic!("published once") };
    let seq: u64 = seq.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap();
    let size = seq;
    for change in [
        "DELETE FROM entry WHERE kind = 'log.published'",
        // Another checkpoint in its place: of the same log, of another size; without a signature.
        "UPDATE entry SET payload = replace(payload, '\"size\":{size}', '\"size\":3') WHERE seq = {seq}",
        "UPDATE entry SET payload = (SELECT replace(payload, '\\n{size}\\n', '\\n3\\n')) WHERE seq = {seq}",
        "UPDATE entry SET payload = '{\"by\":\"@local\",\"checkpoint\":\"\",\"size\":{size}}', salt = NULL WHERE seq = {seq}",
    ] {
        let change = change.replace("{seq}", &seq.to_string()).replace("{size}", &size.to_string());
        let places = noticed(bench, "entry", &change);
        assert!(places.contains(&Place::Entry(seq)), "{change}: {places:?}");
    }
    // What follows from it.
    let places = noticed(
        bench,
        "snapshot",
        "UPDATE snapshot SET state = replace(state, '\"size\":', '\"size\":1') WHERE kind = 'log'",
    );
    assert_eq!(places, [Place::Snapshot(ledger::Stream::Log)]);
    bench.is_sound();
}
