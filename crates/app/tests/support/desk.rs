//! A ledger in a temporary folder.
#![allow(dead_code, reason = "each test uses its part")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::{App, Choices, Clock};
use jiff::Timestamp;
use ledger::{Actor, Command, UnitId, unit};
use tempfile::TempDir;

/// A ledger of one's own. Its clock goes on by a second whenever it is asked.
pub struct Desk {
    pub folder: TempDir,
    pub app: App,
}

/// A clock that begins on 2 March 2026, ten o'clock in Shanghai.
pub fn clock() -> Clock {
    let now = Arc::new(AtomicI64::new(1_772_416_800));
    Clock::new(move || Timestamp::from_second(now.fetch_add(1, Ordering::Relaxed)).expect("a time"))
}

pub fn unit_named(id: UnitId, name: &str, parent: Option<UnitId>) -> Command {
    Command::Unit(id, unit::Command::Register { name: name.into(), short: None, parent })
}

impl Desk {
    /// An empty ledger.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let choices = Choices { origin: Some("library.example/ledger".into()), ..Choices::default() };
        let app = App::init(folder.path(), &choices, clock()).expect("a ledger");
        Self { folder, app }
    }

    /// A ledger with one unit.
    pub fn with_unit() -> Self {
        let desk = Self::new();
        desk.enter("石榴湾图书馆");
        desk
    }

    pub fn clock(&self) -> Clock {
        self.app.clock.clone()
    }

    /// Enters a unit.
    pub fn enter(&self, name: &str) {
        let entered = self.app.act(Actor::LOCAL, None, |plan| {
            let id = plan.next()?;
            plan.run(&unit_named(id, name, None))
        });
        entered.expect("entered");
    }

    /// Renames the first unit.
    pub fn rename(&self, name: &str) {
        let rename = Command::Unit(UnitId(1), unit::Command::Rename { name: name.into(), short: None });
        self.app.command(Actor::LOCAL, None, &rename).expect("renamed");
    }

    /// What the first unit is called.
    pub fn name(&self) -> String {
        self.app.view().expect("a view").name_of(UnitId(1))
    }

    /// How many entries there are.
    pub fn entries(&self) -> u64 {
        self.app.store.read().expect("read").head().expect("a head").size
    }
}
