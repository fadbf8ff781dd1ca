//! Random lives of ledgers: what the use cases record is what the domain decides, and all of it can be told.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use std::sync::{Arc, Mutex};

use app::store::{FindingQuery, MeasureQuery};
use app::{App, Choices, Clock, Failure, View};
use jiff::Timestamp;
use ledger::testing::{World, furniture, steps};
use ledger::{Command, Given, State, Stream};
use proptest::prelude::*;

/// A ledger on a disk beside one in memory; both are told the same.
struct Twins {
    world: World,
    app: App,
    now: Arc<Mutex<Timestamp>>,
    _folder: tempfile::TempDir,
}

impl Twins {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Arc::new(Mutex::new(Timestamp::UNIX_EPOCH));
        let told = Arc::clone(&now);
        let clock = Clock::new(move || *told.lock().unwrap());
        let app = App::init(folder.path(), &Choices::default(), clock).unwrap();
        Self { world: World::new(), app, now, _folder: folder }
    }

    fn act(&mut self, command: &Command, given: &Given) {
        *self.now.lock().unwrap() = given.at;
        assert_eq!(self.app.today(), given.today, "both count days in one zone");
        let here = self.world.act(command, given);
        let there = self.app.command(given.actor, None, command);
        match (here, there) {
            (Ok(events), Ok(done)) => {
                let kinds = |kinds: Vec<&str>| kinds.join(" ");
                let decided = kinds(events.iter().map(|(_, event)| event.kind()).collect());
                assert_eq!(decided, kinds(done.entries.iter().map(|entry| entry.kind.as_str()).collect()));
                let outcome = self.app.view().unwrap().outcome(&done).unwrap();
                assert!(!outcome.happened.is_empty(), "{decided}");
            }
            (Err(here), Err(Failure::Refused(there))) => assert_eq!(here, there),
            (here, there) => panic!("{here:?}\n{there:?}"),
        }
    }

    fn check(&self) {
        let view = self.app.view().unwrap();
        for (stream, version, state) in self.world.streams() {
            let kept = view.snapshot(*stream).unwrap().expect("it is there");
            assert_eq!((kept.version, &kept.state), (version, state), "{stream}");
            let lines = view.history(*stream).unwrap();
            assert_eq!(lines.len() as u64, version);
            for line in lines {
                assert!(!line.words.zh.is_empty() && !line.words.en.is_empty(), "{}", line.kind);
                let chinese = |c: char| ('一'..='龥').contains(&c);
                assert!(line.words.zh.contains(chinese), "{}: {}", line.kind, line.words.zh);
            }
        }
        check_lights(&view);
    }
}

/// What lists say by columns is what stories say by the domain, today and later.
fn check_lights(view: &View<'_>) {
    for finding in view.findings(&FindingQuery { limit: 1000, ..FindingQuery::all(view.today) }).unwrap().rows {
        let story = view.finding(finding.id).unwrap().expect("it is listed");
        assert_eq!(finding.light.light, story.light.light, "{}", finding.id);
        assert_eq!(finding.status, story.status);
        let open = !["closed", "settled", "merged", "rejected"].contains(&finding.status.name);
        assert!(!open || story.next.is_some(), "{} is {}: what comes next?", finding.id, finding.status.name);
        assert!(open || story.lacks.is_empty(), "{} is {} and lacks nothing", finding.id, finding.status.name);
    }
    for measure in view.measures(&MeasureQuery { limit: 1000, ..MeasureQuery::all(view.today) }).unwrap().rows {
        let story = view.measure(measure.id).unwrap().expect("it is listed");
        assert_eq!(measure.light.light, story.light.light, "{}", measure.id);
        assert_eq!((measure.due, measure.slip_days), (story.deadline, story.slip_days.into()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_is_recorded_is_what_is_decided_and_all_of_it_is_told(steps in steps(0..60)) {
        let mut twins = Twins::new();
        for (command, given) in furniture() {
            twins.act(&command, &given);
        }
        for step in &steps {
            let (command, given) = step.command(&twins.world);
            twins.act(&command, &given);
        }
        twins.check();
    }
}

#[test]
fn one_act_may_hold_what_many_would() {
    let twins = Twins::new();
    *twins.now.lock().unwrap() = furniture().last().expect("furniture").1.at;
    let commands: Vec<Command> = furniture().into_iter().map(|(command, _)| command).collect();
    let actor = furniture()[0].1.actor;
    let done = twins.app.act(actor, None, |plan| commands.iter().try_for_each(|command| plan.run(command))).unwrap();
    assert!(done.entries.iter().all(|entry| entry.command == done.entries[0].command), "one act");
    let view = twins.app.view().unwrap();
    let unit = view.snapshot(Stream::Unit(ledger::UnitId(2))).unwrap().expect("a unit").state;
    assert!(matches!(unit, State::Unit(unit) if unit.parent == Some(ledger::UnitId(1))));
}
