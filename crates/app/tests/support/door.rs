//! A ledger with people who sign in, and a clock that stands still until it is told to go on.
#![allow(dead_code, reason = "each test uses its part")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::accounts::{Credentials, Hashing, SignIn, SignedIn};
use app::{App, Choices, Clock};
use jiff::Timestamp;
use ledger::account::Role;
use ledger::{Actor, Command, PersonId, UnitId, person, unit};
use tempfile::TempDir;

/// A password that nobody tries first.
pub const PASSWORD: &str = "三月的雨 落在石榴湾";
pub const FROM: &str = "192.0.2.7";

pub struct Door {
    pub folder: TempDir,
    pub app: App,
    now: Arc<AtomicI64>,
}

impl Door {
    /// A ledger with a unit U1 and people P1 to P8, and nobody who may sign in.
    pub fn closed() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let now = Arc::new(AtomicI64::new(1_772_416_800));
        let clock = {
            let now = now.clone();
            Clock::new(move || Timestamp::from_second(now.load(Ordering::SeqCst)).expect("a time"))
        };
        let choices = Choices { origin: Some("library.example/ledger".into()), ..Choices::default() };
        let mut app = App::init(folder.path(), &choices, clock).expect("a ledger");
        app.rules.hashing = Hashing::CHEAP;
        app.act(Actor::LOCAL, None, |plan| {
            let unit = unit::Command::Register { name: "石榴湾图书馆".into(), short: None, parent: None };
            plan.run(&Command::Unit(UnitId(1), unit))?;
            for (id, name) in (1..).zip(["沈砚", "叶知秋", "何清越", "白叙言", "宋望舒", "程亦安", "许青禾", "陆见山"])
            {
                let register = person::Command::Register { name: name.into(), units: [UnitId(1)].into() };
                plan.run(&Command::Person(PersonId(id), register))?;
            }
            Ok(())
        })
        .expect("furnished");
        Self { folder, app, now }
    }

    /// The same, with P1 as administrator `shen` and P2 as verifier `ye` of U1.
    pub fn open() -> Self {
        let door = Self::closed();
        door.app.set_up("沈砚", "shen", PASSWORD).expect("set up");
        door.admit(2, "ye");
        door.app.grant(ADMIN, PersonId(2), Role::Verifier, Some(UnitId(1))).expect("granted");
        door
    }

    /// Opens an account for a person, who sets the password.
    pub fn admit(&self, person: u64, login: &str) {
        let link = self.app.open_account(ADMIN, PersonId(person), login).expect("opened");
        self.app.accept(link.token.as_str(), PASSWORD).expect("set");
    }

    /// Time goes on.
    pub fn wait(&self, minutes: i64) {
        self.now.fetch_add(minutes * 60, Ordering::SeqCst);
    }

    pub fn wait_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn now(&self) -> Timestamp {
        self.app.clock.now()
    }

    pub fn try_with(&self, login: &str, password: &str, code: Option<&str>) -> SignIn {
        self.app.sign_in(&Credentials { login, password, code }, FROM).expect("answered")
    }

    pub fn try_in(&self, login: &str, password: &str) -> SignIn {
        self.try_with(login, password, None)
    }

    /// Signs in, which must go well.
    pub fn enter(&self, login: &str) -> SignedIn {
        match self.try_in(login, PASSWORD) {
            SignIn::Done(signed_in) => signed_in,
            other => panic!("{login}: {other:?}"),
        }
    }

    /// Whether the session is still there.
    pub fn lives(&self, signed_in: &SignedIn) -> bool {
        self.app.session(signed_in.token.as_str()).expect("answered").is_some()
    }

    /// The kinds of entries about a person's account.
    pub fn kinds(&self, person: u64) -> Vec<String> {
        let view = self.app.view().expect("a view");
        let lines = view.history(ledger::AccountId(person).into()).expect("a history");
        lines.into_iter().map(|line| line.kind.replace("account.", "")).collect()
    }

    /// What happened to a person's account, in words.
    pub fn told(&self, person: u64) -> String {
        let view = self.app.view().expect("a view");
        let lines = view.history(ledger::AccountId(person).into()).expect("a history");
        let line = |line: app::history::Line| format!("{} | {} | {}\n", line.actor, line.words.zh, line.words.en);
        lines.into_iter().map(line).collect()
    }
}

pub const ADMIN: Actor = Actor::web(PersonId(1));

/// What a refusal or failure says, in both languages.
pub fn said<T: std::fmt::Debug>(result: Result<T, app::Failure>) -> String {
    let failure = result.expect_err("it must fail");
    let lines = failure.reasons().into_iter().chain(failure.advice());
    lines.map(|line| format!("{} | {}\n", line.zh, line.en)).collect()
}
