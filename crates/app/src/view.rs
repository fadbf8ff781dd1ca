//! The ledger at one moment, as people look at it.

mod account;
pub(crate) mod facts;
mod finding;
mod head;
mod item;
mod ledger_page;
mod list;
mod log;
mod look_back;
mod measure;
mod organisation;
mod outcome;
mod paper;
mod publication;
mod queue;
mod tally;
mod trail;
mod turn;
pub mod words;

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use ledger::{Actor, Bilingual, Given, PersonId, Profile, State, States, Stream};
use serde::Serialize;
use store::{Reader, Snapshot, StoreError};

use crate::{App, Failure, Numbered, names};
pub use account::{Account, HeldRole};
pub use facts::{Facts, Party};
pub use finding::{Approval, FindingStory, LookBack, Passage, Standing, Verification};
pub use head::Head;
pub use item::{Campaign, Cause, Evidence, Paper, Regulation, Tie};
pub use ledger_page::Row;
pub use list::{Finding, Lit, Measure};
pub use log::{Climb, EntryPage, EntryProof, EntryQuery, Growth};
pub use look_back::Owed;
pub use measure::{Attachment, CheckIn, Commitment, Extension, Item, MeasureStory, Milestone, Report};
pub use organisation::{HandOver, Person, Post, Unit};
pub use outcome::{Next, Outcome};
pub use publication::{Candidate, Publication, Published};
pub use queue::{Chore, Policy, Queue, Waiting};
pub use tally::{Age, Counted, Heat, HeatRow, Month, Slipped, Tally, Whole};
pub use turn::Turn;

/// The ledger at one moment, with the lights of one day. Its queries answer with plain types.
pub struct View<'a> {
    app: &'a App,
    pub(crate) reader: Reader<'a>,
    /// The day whose lights are shown.
    pub today: Date,
    read: RefCell<HashMap<Stream, Option<Snapshot>>>,
    /// The kinds of which all were read, each with its streams in order.
    whole: RefCell<HashMap<&'static str, Vec<Stream>>>,
    /// Reading as a [`States`] cannot fail; the first failure waits here.
    failed: RefCell<Option<StoreError>>,
}

/// Something by its id and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its id.
    pub id: Stream,
    /// Its name.
    pub name: String,
}

/// One of a few words, as programs and as people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Word {
    /// For programs: never changes.
    pub name: &'static str,
    /// For people.
    #[serde(flatten)]
    pub label: Bilingual,
}

/// Who did something, when, in what words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Who: `P7@local`.
    pub by: Actor,
    /// Their name; that of the channel where nobody is named.
    pub who: Bilingual,
    /// When.
    pub at: Timestamp,
    /// The same in the ledger's zone.
    pub local: DateTime,
    /// In what words; empty where none were given.
    pub words: String,
}

/// A list, or a page of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List<T> {
    /// What it is a list of, and the version of its JSON.
    pub format: String,
    /// Its rows.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins; `None` where this is the last.
    pub next: Option<String>,
}

impl<T> List<T> {
    /// All of them.
    pub(crate) fn of(what: &str, rows: Vec<T>) -> Self {
        Self { format: format(what), total: rows.len() as u64, rows, next: None }
    }
}

/// What JSON holds, with the version of its fields: a field is never taken away nor changed within a version.
pub(crate) fn format(what: &str) -> String {
    format!("bihuan.{what}.v1")
}

/// Somebody by what `name` says of people; of nobody the name of the channel.
pub(crate) fn who(actor: Actor, name: impl FnOnce(PersonId) -> String) -> Bilingual {
    match (actor.person, actor.channel) {
        (Some(person), _) => {
            let name = name(person);
            Bilingual::new(name.clone(), name)
        }
        (None, ledger::Channel::Job) => Bilingual::fixed("自动任务", "a job"),
        (None, _) => Bilingual::fixed("本机操作员", "the local operator"),
    }
}

impl<'a> View<'a> {
    pub(crate) fn new(app: &'a App, today: Date) -> Result<Self, Failure> {
        let reader = app.store.read()?;
        Ok(Self { app, reader, today, read: RefCell::default(), whole: RefCell::default(), failed: RefCell::default() })
    }

    /// The ledger that is looked at.
    #[must_use]
    pub const fn app(&self) -> &'a App {
        self.app
    }

    /// A stream as it is; `None` where it has no entries.
    ///
    /// # Errors
    /// The database failed.
    pub fn snapshot(&self, stream: Stream) -> Result<Option<Snapshot>, Failure> {
        if let Some(known) = self.read.borrow().get(&stream) {
            return Ok(known.clone());
        }
        let found = self.reader.snapshot(&stream)?;
        self.read.borrow_mut().insert(stream, found.clone());
        Ok(found)
    }

    /// All of one kind, by number; read once.
    ///
    /// # Errors
    /// The database failed.
    pub fn all<I: Numbered>(&self) -> Result<Vec<(I, State)>, Failure> {
        let mut whole = self.whole.borrow_mut();
        let mut read = self.read.borrow_mut();
        if !whole.contains_key(I::KIND) {
            let all = self.reader.all(I::KIND)?;
            whole.insert(I::KIND, all.iter().map(|(stream, _)| *stream).collect());
            read.extend(all.into_iter().map(|(stream, snapshot)| (stream, Some(snapshot))));
        }
        let one = |stream: &Stream| Some((I::of(stream)?, read.get(stream)?.as_ref()?.state.clone()));
        Ok(whole.get(I::KIND).map(|streams| streams.iter().filter_map(one).collect()).unwrap_or_default())
    }

    /// A row of each of one kind.
    pub(crate) fn rows<I: Numbered, T>(&self, row: impl Fn(I, &State) -> Option<T>) -> Result<Vec<T>, Failure> {
        Ok(self.all::<I>()?.iter().filter_map(|(id, state)| row(*id, state)).collect())
    }

    /// The states, for questions to the domain. Every query that asks them ends with [`sound`](Self::sound).
    pub(crate) fn states(&self) -> &dyn States {
        self
    }

    /// For questions to the domain that nobody in particular asks.
    pub(crate) fn given(&self) -> Given {
        Given { actor: Actor::LOCAL, at: self.app.clock.now(), today: self.today }
    }

    /// `answer`, unless some state that it rests on could not be read.
    pub(crate) fn sound<T>(&self, answer: T) -> Result<T, Failure> {
        self.failed.borrow_mut().take().map_or(Ok(answer), |error| Err(error.into()))
    }

    /// What something is called; its id where it cannot be read.
    #[must_use]
    pub fn name_of(&self, id: impl Into<Stream>) -> String {
        let stream = id.into();
        States::state(self, &stream).map_or_else(|| stream.to_string(), |state| names::title(&state))
    }

    /// Something by its id and its name.
    #[must_use]
    pub fn named(&self, id: impl Into<Stream>) -> Named {
        let id = id.into();
        Named { id, name: self.name_of(id) }
    }

    /// Somebody's name; of nobody that of the channel.
    #[must_use]
    pub fn who(&self, actor: Actor) -> Bilingual {
        who(actor, |person| self.name_of(person))
    }

    /// An act that a state keeps.
    #[must_use]
    pub fn said(&self, act: &ledger::Act) -> Said {
        Said { by: act.by, who: self.who(act.by), at: act.at, local: self.local(act.at), words: act.words.clone() }
    }

    /// The time of day in the ledger's zone.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.app.zone.to_datetime(at)
    }

    /// The holiday tables as they are.
    ///
    /// # Errors
    /// The database failed.
    pub fn calendar(&self) -> Result<calendar::Calendar, Failure> {
        self.sound(self.states().calendar())
    }

    /// What a campaign is about and demands; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn campaign(&self, id: ledger::CampaignId) -> Result<Option<Arc<ledger::campaign::State>>, Failure> {
        self.sound(self.states().campaign(id))
    }

    /// A finding as it is, for whoever changes what it says; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn finding_state(&self, id: ledger::FindingId) -> Result<Option<Arc<ledger::finding::State>>, Failure> {
        self.sound(self.states().finding(id))
    }

    /// A measure as it is; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn measure_state(&self, id: ledger::MeasureId) -> Result<Option<Arc<ledger::measure::State>>, Failure> {
        self.sound(self.states().measure(id))
    }

    /// What is said of a file of evidence; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn evidence_content(&self, id: ledger::EvidenceId) -> Result<Option<ledger::evidence::Content>, Failure> {
        self.sound(self.states().evidence(id).map(|evidence| evidence.content.clone()))
    }

    /// What is said of a regulation; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn regulation_content(&self, id: ledger::RegulationId) -> Result<Option<ledger::regulation::Content>, Failure> {
        self.sound(self.states().regulation(id).map(|regulation| regulation.content.clone()))
    }

    /// The profile that binds what belongs to `campaign`.
    pub(crate) fn profile(&self, campaign: ledger::CampaignId) -> Option<Profile> {
        self.states().campaign(campaign).map(|campaign| campaign.profile.clone())
    }
}

impl States for View<'_> {
    fn state(&self, stream: &Stream) -> Option<State> {
        match self.snapshot(*stream) {
            Ok(snapshot) => snapshot.map(|snapshot| snapshot.state),
            Err(Failure::Store(error)) => {
                self.failed.borrow_mut().get_or_insert(error);
                None
            }
            Err(_) => None,
        }
    }
}
