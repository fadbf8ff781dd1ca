//! The stage: a ledger with a clock that goes where the script says, and an agenda of who does what on which day.
//!
//! Days are told by their distance from the day on which the demonstration is looked at: 0 is that day, -30 is a month
//! before. Nobody works at weekends: what falls on one is done on the Friday before. Whatever the same person does on the
//! same day is one act.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::{App, Choices, Clock, Failure, Plan};
use jiff::civil::{Date, Weekday};
use jiff::{Span, Timestamp};
use ledger::{Actor, EvidenceId, PersonId};

use crate::turn::{Shelf, Turn, Who};

/// The hour after which the first of a day does something.
const MORNING: i8 = 8;
/// Seconds between two acts.
const PAUSE: i64 = 437;

/// A ledger in the making.
pub(crate) struct Stage {
    /// The ledger, whose clock is the stage's.
    pub app: App,
    /// Now, in seconds since 1970.
    now: Arc<AtomicI64>,
    /// The day on which it will be looked at.
    until: Date,
    agenda: BTreeMap<Date, Vec<(Who, Turn)>>,
    /// Files that were entered, by name.
    pub files: BTreeMap<&'static str, EvidenceId>,
}

impl Stage {
    /// An empty ledger in `folder`, on the `first` day.
    pub fn new(folder: &Path, until: Timestamp, first: i64) -> Result<Self, Failure> {
        let now = Arc::new(AtomicI64::new(0));
        let told = Arc::clone(&now);
        let clock = Clock::new(move || Timestamp::from_second(told.load(Ordering::Relaxed)).unwrap_or_default());
        let choices = Choices { origin: Some("yunling.example/ledger".into()), ..Choices::default() };
        let app = App::init(folder, &choices, clock)?;
        let until = app.day(until);
        let stage = Self { app, now, until, agenda: BTreeMap::new(), files: BTreeMap::new() };
        stage.go(stage.working_day(first));
        Ok(stage)
    }

    /// The day so far from the last one.
    pub fn day(&self, offset: i64) -> Date {
        day(self.until, offset)
    }

    /// The same, or the Friday before where it is at a weekend.
    pub fn working_day(&self, offset: i64) -> Date {
        let day = self.day(offset);
        let back = match day.weekday() {
            Weekday::Saturday => 1,
            Weekday::Sunday => 2,
            _ => 0,
        };
        day.saturating_sub(Span::new().days(back))
    }

    /// Whoever acts next does so on that day.
    fn go(&self, day: Date) {
        let morning = self.app.zone.to_ambiguous_zoned_datetime(day.at(MORNING, 0, 0, 0)).compatible();
        let morning = morning.map_or(0, |morning| morning.timestamp().as_second());
        // Some two hours between the earliest day and the latest.
        let later = i64::from(day.day_of_year()) * 2711 % 7200;
        self.now.fetch_max(morning + later, Ordering::Relaxed);
    }

    /// `who` will do that on that day.
    pub fn plan(&mut self, offset: i64, who: Who, turn: Turn) {
        self.plan_on(self.working_day(offset), who, turn);
    }

    /// The same, by date.
    pub fn plan_on(&mut self, day: Date, who: Who, turn: Turn) {
        self.agenda.entry(day).or_default().push((who, turn));
    }

    /// Everything on the agenda up to that day is done, and then it is that day.
    pub fn play_until(&mut self, offset: i64) -> Result<(), Failure> {
        let last = self.working_day(offset);
        while let Some(day) = self.agenda.first_entry().filter(|day| *day.key() <= last) {
            let (day, turns) = day.remove_entry();
            self.go(day);
            for (who, turns) in self.by_person(turns)? {
                self.perform(who, &turns)?;
            }
        }
        self.go(last);
        Ok(())
    }

    /// Who does what that day, in the order in which they were first named.
    fn by_person(&self, turns: Vec<(Who, Turn)>) -> Result<Vec<(PersonId, Vec<Turn>)>, Failure> {
        let view = self.app.view()?;
        let mut all: Vec<(PersonId, Vec<Turn>)> = Vec::new();
        for (who, turn) in turns {
            let who = who.on(&view);
            match all.iter_mut().find(|(person, _)| *person == who) {
                Some((_, theirs)) => theirs.push(turn),
                None => all.push((who, vec![turn])),
            }
        }
        Ok(all)
    }

    fn perform(&mut self, who: PersonId, turns: &[Turn]) -> Result<(), Failure> {
        let mut kept = BTreeMap::new();
        for file in turns.iter().filter_map(Turn::file).filter(|file| !self.files.contains_key(file.name)) {
            kept.insert(file.name, self.app.keep(file.name, &mut Cursor::new(file.bytes()))?);
        }
        let mut files = std::mem::take(&mut self.files);
        self.act(Some(who), |plan| {
            let mut shelf = Shelf { kept: &kept, entered: &mut files };
            turns.iter().try_for_each(|turn| turn.take(plan, &mut shelf))
        })?;
        self.files = files;
        Ok(())
    }

    /// One act of a person, or of the operator of the machine.
    pub fn act(
        &mut self,
        who: Option<PersonId>,
        plan: impl FnMut(&mut Plan<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.app.act(actor(who), None, plan)?;
        self.pause();
        Ok(())
    }

    /// A while passes.
    pub fn pause(&self) {
        self.now.fetch_add(PAUSE, Ordering::Relaxed);
    }
}

/// People work with the pages, the operator on the machine itself.
pub(crate) fn actor(who: Option<PersonId>) -> Actor {
    who.map_or(Actor::LOCAL, Actor::web)
}

/// The day so far from `from`.
pub(crate) fn day(from: Date, offset: i64) -> Date {
    // Some hundreds of days cannot leave the calendar.
    Span::new().try_days(offset).map_or(from, |span| from.saturating_add(span))
}
