//! Acts over a real store: decided on what was read, recorded once, decided anew where somebody was faster.
#![allow(clippy::expect_used, reason = "a test that cannot be set up must fail")]

#[path = "support/desk.rs"]
mod support;

use app::{Choices, Config, ConfigError, Failure};
use ledger::{Actor, Command, PersonId, UnitId, person, unit};
use support::{Desk, unit_named};

#[test]
fn an_act_is_recorded_whole_or_not_at_all() {
    let desk = Desk::new();
    let done = desk
        .app
        .act(Actor::LOCAL, None, |plan| {
            let (top, below) = (plan.next::<UnitId>()?, plan.next::<UnitId>()?);
            plan.run(&unit_named(top, "石榴湾图书馆", None))?;
            // What the act has done so far is there for what follows.
            plan.run(&unit_named(below, "读者部", Some(top)))
        })
        .expect("done");
    assert_eq!(done.begun().map(|id| id.to_string()).collect::<Vec<_>>(), ["U1", "U2"]);
    assert_eq!(done.new::<UnitId>(), Some(UnitId(1)));

    let size = desk.entries();
    let refused = desk.app.act(Actor::LOCAL, None, |plan| {
        let id = plan.next()?;
        plan.run(&unit_named(id, "技术部", Some(UnitId(1))))?;
        plan.run(&Command::Unit(UnitId(9), unit::Command::Move { parent: None }))
    });
    assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    assert_eq!(desk.entries(), size, "nothing of it is there");
}

#[test]
fn a_key_is_used_once() {
    let desk = Desk::new();
    let enter = |name: &'static str| {
        desk.app.act(Actor::LOCAL, Some("enter-1"), |plan| {
            let id = plan.next()?;
            plan.run(&unit_named(id, name, None))
        })
    };
    let first = enter("石榴湾图书馆").expect("done");
    let again = enter("别的单位").expect("answered");
    assert!(!first.replayed && again.replayed);
    assert_eq!(first.entries, again.entries);
    assert_eq!(desk.entries(), 1);
}

#[test]
fn who_is_overtaken_decides_anew() {
    let desk = Desk::with_unit();
    let mut rounds = 0;
    let done = desk
        .app
        .act(Actor::LOCAL, None, |plan| {
            rounds += 1;
            let seen = plan.states().unit(UnitId(1)).expect("a unit").name.clone();
            if rounds == 1 {
                desk.rename("抢先改的名");
            }
            let name = format!("{seen}（改）");
            plan.run(&Command::Unit(UnitId(1), unit::Command::Rename { name, short: None }))
        })
        .expect("done");
    assert_eq!((rounds, done.entries.len()), (2, 1));
    assert_eq!(desk.name(), "抢先改的名（改）", "decided on what is there now");
}

#[test]
fn who_is_overtaken_again_and_again_is_told_by_what() {
    let desk = Desk::with_unit();
    let mut rounds = 0;
    let lost = desk.app.act(Actor::LOCAL, None, |plan| {
        rounds += 1;
        plan.states().unit(UnitId(1)).expect("a unit");
        desk.rename(&format!("第 {rounds} 个名"));
        plan.run(&Command::Unit(UnitId(1), unit::Command::Rename { name: "不成".into(), short: None }))
    });
    let Err(Failure::Conflict { stream, since }) = lost else { panic!("{lost:?}") };
    assert_eq!((stream, since.first().map(|entry| entry.kind.as_str())), (UnitId(1).into(), Some("unit.renamed")));
    assert!(rounds > 1, "it was tried more than once");
}

#[test]
fn two_that_take_the_same_number_do_not_both_get_it() {
    let desk = Desk::new();
    let mut rounds = 0;
    let done = desk
        .app
        .act(Actor::LOCAL, None, |plan| {
            rounds += 1;
            let id = plan.next()?;
            if rounds == 1 {
                desk.enter("抢先的单位");
            }
            plan.run(&unit_named(id, "晚到的单位", None))
        })
        .expect("done");
    assert_eq!((rounds, done.new::<UnitId>()), (2, Some(UnitId(2))));
}

#[test]
fn an_act_that_decides_nothing_records_nothing() {
    let desk = Desk::new();
    let done = desk.app.act(Actor::LOCAL, None, |_| Ok(())).expect("done");
    assert!(done.entries.is_empty() && !done.replayed);
    assert_eq!(desk.entries(), 0);
}

#[test]
fn names_mean_one_thing_or_are_all_told_back() {
    let desk = Desk::with_unit();
    for name in ["叶知秋", "叶知夏", "何清越", "何清越"] {
        desk.app
            .act(Actor::LOCAL, None, |plan| {
                let id = plan.next::<PersonId>()?;
                let register = person::Command::Register { name: name.into(), units: [UnitId(1)].into() };
                plan.run(&Command::Person(id, register))
            })
            .expect("done");
    }
    let view = desk.app.view().expect("a view");
    let find = |text: &str| view.find::<PersonId>(text).expect("read");
    assert_eq!(find("叶知秋"), Ok(PersonId(1)));
    assert_eq!(find("P3"), Ok(PersonId(3)));
    assert_eq!(find("p3"), Ok(PersonId(3)));
    let names = app::names::Names::new(&view);
    for text in ["何清越", "叶知冬", "P9", "某某"] {
        names.find::<PersonId>(text).expect("read");
    }
    let Err(Failure::Unknown(errors)) = names.settle() else { panic!("all of them mean nothing") };
    let said: Vec<_> = errors.iter().map(|error| error.message().zh.into_owned()).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    叫“何清越”的人员不止一个，请写编号：P3 何清越（石榴湾图书馆）、P4 何清越（石榴湾图书馆）
    没有人员“叶知冬”，相近的有：P1 叶知秋（石榴湾图书馆）、P2 叶知夏（石榴湾图书馆）
    没有人员“P9”
    没有人员“某某”
    ");
}

#[test]
fn a_folder_holds_one_ledger_and_keeps_its_key_to_itself() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    let again = app::App::init(folder, &Choices::default(), desk.clock());
    assert!(matches!(again, Err(Failure::Config(ConfigError::Exists(_)))));
    let config = Config::read(folder).expect("a ledger");
    app::App::open(&config, desk.clock()).expect("opened");
    let missing = Config::read(&folder.join("nothing"));
    assert!(matches!(missing, Err(ConfigError::None(_))));

    let key = folder.join("keys/log.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &std::path::Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        assert_eq!((mode(&key), mode(&folder.join("ledger.toml"))), (0o600, 0o600));
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("set");
        assert!(matches!(Config::read(folder), Err(ConfigError::KeyOpen(_))));
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).expect("set");
    }
    std::fs::write(folder.join("ledger.toml"), "database = \"ledger.db\"\nevidence = 3\n").expect("written");
    let Err(ConfigError::Toml { line, .. }) = Config::read(folder) else { panic!("no such settings") };
    assert_eq!(line, Some(2));
}

#[test]
fn a_ledger_that_cannot_begin_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("new");
    let choices = Choices { database: Some("no/such/folder/ledger.db".into()), ..Choices::default() };
    let begun = app::App::init(&at, &choices, support::clock());
    assert!(matches!(begun, Err(Failure::Store(_))), "{:?}", begun.err());
    assert!(!at.join("ledger.toml").exists() && !at.join("keys").exists());
    for choices in [
        Choices { zone: Some("Atlantis/Capital".into()), ..Choices::default() },
        Choices { origin: Some("two words".into()), ..Choices::default() },
    ] {
        assert!(matches!(app::App::init(&at, &choices, support::clock()), Err(Failure::Config(_))));
        assert!(!at.exists());
    }
}
