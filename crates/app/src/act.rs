//! Acts: what a person wants done is decided on what is read, recorded whole or not at all, and decided anew where
//! somebody was faster.

use std::cell::RefCell;
use std::collections::BTreeMap;

use ledger::{Actor, Command, Event, Given, State, States, Stream};
use store::{Append, AppendError, Entry, Reader, StoreError};

use crate::id::Numbered;
use crate::{App, Failure, config};

/// How often an act is decided before it is given up. Each round somebody else's act went through, so that a ledger
/// whose users are people hardly sees a second.
const ROUNDS: usize = 8;

/// What an act came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its entries, in order.
    pub entries: Vec<Entry>,
    /// Whether the same key had done it before, so that nothing was recorded now.
    pub replayed: bool,
}

impl Done {
    /// What began with this act, in order.
    pub fn begun(&self) -> impl Iterator<Item = Stream> + '_ {
        self.entries.iter().filter(|entry| entry.version == 1).map(|entry| entry.stream)
    }

    /// The first of a kind that began with this act.
    #[must_use]
    pub fn new<I: Numbered>(&self) -> Option<I> {
        self.begun().find_map(|stream| I::of(&stream))
    }
}

impl App {
    /// Does what `plan` says, as one act: all its commands are recorded together, or none. Where what was read has
    /// changed meanwhile, `plan` runs anew.
    ///
    /// `key` makes a repetition harmless: an act whose key was used before is not done again, and answers what the first
    /// came to.
    ///
    /// # Errors
    /// What `plan` fails with; a command that is refused; somebody else was faster too many times; the database failed.
    pub fn act(
        &self,
        who: Actor,
        key: Option<&str>,
        mut plan: impl FnMut(&mut Plan<'_>) -> Result<(), Failure>,
    ) -> Result<Done, Failure> {
        let key = key.map_or_else(random_key, |key| Ok(key.to_owned()))?;
        let mut lost = None;
        for _ in 0..ROUNDS {
            let reader = self.store.read()?;
            let before = reader.command(&key)?;
            if !before.is_empty() {
                return Ok(Done { entries: before, replayed: true });
            }
            let at = self.clock.now();
            let mut draft = Plan::new(&reader, Given { actor: who, at, today: self.day(at) });
            plan(&mut draft)?;
            let Some(append) = draft.append(&key)? else { return Ok(Done { entries: Vec::new(), replayed: false }) };
            drop(reader);
            match self.store.append(append) {
                Ok(appended) => return Ok(Done { entries: appended.entries, replayed: appended.replayed }),
                Err(error @ AppendError::Conflict { .. }) => lost = Some(error),
                Err(error) => return Err(error.into()),
            }
        }
        Err(lost.map_or(Failure::Store(StoreError::Stopped), Failure::from))
    }

    /// Does one command. See [`act`](Self::act).
    ///
    /// # Errors
    /// As [`act`](Self::act).
    pub fn command(&self, who: Actor, key: Option<&str>, command: &Command) -> Result<Done, Failure> {
        self.act(who, key, |plan| plan.run(command))
    }

    /// What `command` would be refused with; `None` where it would be done. Nothing is recorded.
    ///
    /// # Errors
    /// The database failed.
    pub fn dry(&self, who: Actor, command: &Command) -> Result<Option<ledger::Refusal>, Failure> {
        let reader = self.store.read()?;
        let at = self.clock.now();
        let mut plan = Plan::new(&reader, Given { actor: who, at, today: self.day(at) });
        match plan.run(command) {
            Ok(()) => Ok(None),
            Err(Failure::Refused(refusal)) => Ok(Some(refusal)),
            Err(failure) => Err(failure),
        }
    }
}

fn random_key() -> Result<String, Failure> {
    Ok(config::random::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// An act while it is being decided: the ledger as it was read, with what the act has decided so far on top.
pub struct Plan<'a> {
    reader: &'a Reader<'a>,
    given: Given,
    /// Every stream that was read, with version and state: the optimistic lock.
    read: RefCell<BTreeMap<Stream, (u64, Option<State>)>>,
    /// What became of streams by this act.
    now: BTreeMap<Stream, State>,
    events: Vec<(Stream, Event)>,
    /// The last number given out, by kind.
    numbers: BTreeMap<&'static str, u64>,
    /// Reading goes through a trait that cannot fail; the first failure waits here.
    failed: RefCell<Option<StoreError>>,
}

impl<'a> Plan<'a> {
    fn new(reader: &'a Reader<'a>, given: Given) -> Self {
        Self {
            reader,
            given,
            read: RefCell::default(),
            now: BTreeMap::new(),
            events: Vec::new(),
            numbers: BTreeMap::new(),
            failed: RefCell::default(),
        }
    }

    /// Who acts, and when.
    #[must_use]
    pub const fn given(&self) -> Given {
        self.given
    }

    /// The states as they are now, what this act did so far included.
    #[must_use]
    pub fn states(&self) -> &dyn States {
        self
    }

    /// Decides one command.
    ///
    /// # Errors
    /// It is refused, or the database failed.
    pub fn run(&mut self, command: &Command) -> Result<(), Failure> {
        let decided = ledger::decide(self, command, &self.given);
        // A state that could not be read looks as if it were not there: the failure beats what was decided.
        self.readable()?;
        for (stream, event) in decided? {
            let before = States::state(self, &stream);
            self.readable()?;
            self.now.insert(stream, State::evolve(before, &event, self.given.at));
            self.events.push((stream, event));
        }
        Ok(())
    }

    /// An id that nothing has yet.
    ///
    /// # Errors
    /// The database failed.
    pub fn next<I: Numbered>(&mut self) -> Result<I, Failure> {
        let last = match self.numbers.get(I::KIND) {
            Some(last) => *last,
            None => self.reader.last_number(I::KIND)?,
        };
        self.numbers.insert(I::KIND, last + 1);
        let id = I::from(last + 1);
        // Read, so that another server which takes the same number is a conflict.
        let _ = States::state(self, &id.into());
        self.readable()?;
        Ok(id)
    }

    /// Whether anything happens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    fn readable(&self) -> Result<(), Failure> {
        self.failed.borrow_mut().take().map_or(Ok(()), |error| Err(error.into()))
    }

    fn append(self, key: &str) -> Result<Option<Append>, Failure> {
        self.readable()?;
        if self.events.is_empty() {
            return Ok(None);
        }
        let expect = self.read.into_inner().into_iter().map(|(stream, (version, _))| (stream, version)).collect();
        Ok(Some(Append {
            command: key.to_owned(),
            actor: self.given.actor.to_string(),
            at: self.given.at,
            expect,
            events: self.events,
        }))
    }
}

impl States for Plan<'_> {
    fn state(&self, stream: &Stream) -> Option<State> {
        if let Some(state) = self.now.get(stream) {
            return Some(state.clone());
        }
        if let Some((_, state)) = self.read.borrow().get(stream) {
            return state.clone();
        }
        match self.reader.state(stream) {
            Ok(found) => {
                let (version, state) = found.map_or((0, None), |(version, state)| (version, Some(state)));
                self.read.borrow_mut().insert(*stream, (version, state.clone()));
                state
            }
            Err(error) => {
                self.failed.borrow_mut().get_or_insert(error);
                None
            }
        }
    }
}
