//! The large ledger: whole lives of findings, each step decided by the domain.

use std::path::Path;
use std::time::Instant;

use app::access::Role;
use app::store::Append;
use app::{App, Choices, Clock, Config};
use ledger::testing::{BRANCH_LEAD, CHIEF, Lives, MEMBER, OFFICE, OWNER, VERIFIER};
use ledger::{Actor, PersonId, UnitId};

use crate::{is_new, now};

/// Findings in one append.
const BATCH: u64 = 500;

/// The ledger in `folder`, filled where there is none, and those who look at it.
pub fn ledger(folder: &Path, findings: u64) -> (App, [(&'static str, PersonId); 6]) {
    let people = [
        ("office", OFFICE),
        ("lead", CHIEF),
        ("branch lead", BRANCH_LEAD),
        ("owner", OWNER),
        ("verifier", VERIFIER),
        ("member", MEMBER),
    ];
    let clock = Clock::new(now);
    if !is_new(folder) {
        return (App::open(&Config::read(folder).unwrap(), clock).unwrap(), people);
    }
    let app = App::init(folder, &Choices::default(), clock).unwrap();
    let begun = Instant::now();
    fill(&app, findings);
    let entries = app.store.read().unwrap().head().unwrap().size;
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "\nfilled with {findings} findings, {entries} entries, in {seconds:.0} s: {:.0} entries/s",
        entries as f64 / seconds
    );
    for (name, person) in people {
        app.open_account(Actor::LOCAL, person, &name.replace(' ', "-")).unwrap();
    }
    let top = Some(UnitId(1));
    for (person, role, unit) in [
        (OFFICE, Role::Office, top),
        (CHIEF, Role::Lead, top),
        (BRANCH_LEAD, Role::Lead, Some(UnitId(4))),
        (VERIFIER, Role::Verifier, top),
        (VERIFIER, Role::Inspector, top),
    ] {
        app.grant(Actor::LOCAL, person, role, unit).unwrap();
    }
    (app, people)
}

fn fill(app: &App, findings: u64) {
    let mut lives = Lives::new(findings);
    let profiles: Vec<_> =
        ["self-examination", "audit", "safety"].iter().filter_map(|name| app::profile::shipped(name)).collect();
    let mut events = lives.organisation(&profiles);
    let mut commands = 0;
    while !events.is_empty() {
        let command = format!("fill-{commands}");
        let append = Append { command, actor: Actor::LOCAL.to_string(), at: lives.at(), expect: Vec::new(), events };
        app.store.append(append).unwrap();
        commands += 1;
        events = lives.more(BATCH);
    }
}
