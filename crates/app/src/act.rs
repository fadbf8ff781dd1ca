//! Acts: what a person wants done is decided on what is read, recorded whole or not at all, and decided anew where
//! somebody was faster.

use std::collections::BTreeMap;

use ledger::{Actor, Command, Event, Given, State, States, Stream};
use store::{Append, AppendError, Entry, Reader, Recording, StoreError};

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
    #[expect(clippy::new_ret_no_self, reason = "what is new, not a constructor")]
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
            let append = self.decide(&reader, who, &key, &mut plan)?;
            drop(reader);
            if append.events.is_empty() {
                return Ok(Done { entries: Vec::new(), replayed: false });
            }
            match self.store.append(append) {
                Ok(appended) => return Ok(Done { entries: appended.entries, replayed: appended.replayed }),
                Err(error @ AppendError::Conflict { .. }) => lost = Some(error),
                Err(error) => return Err(error.into()),
            }
        }
        Err(lost.map_or(Failure::Store(StoreError::Stopped), Failure::from))
    }

    /// Decides what `plan` says and records nothing: for showing what an act would do.
    ///
    /// # Errors
    /// As [`act`](Self::act).
    pub(crate) fn rehearse<T>(
        &self,
        who: Actor,
        plan: impl FnOnce(&mut Plan<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let reader = self.store.read()?;
        let at = self.clock.now();
        plan(&mut Plan::new(&reader, Given { actor: who, at, today: self.day(at) }))
    }

    /// Does one command. See [`act`](Self::act).
    ///
    /// # Errors
    /// As [`act`](Self::act).
    pub fn command(&self, who: Actor, key: Option<&str>, command: &Command) -> Result<Done, Failure> {
        self.act(who, key, |plan| plan.run(command))
    }

    fn decide(
        &self,
        reader: &Reader<'_>,
        who: Actor,
        key: &str,
        plan: &mut impl FnMut(&mut Plan<'_>) -> Result<(), Failure>,
    ) -> Result<Append, Failure> {
        let at = self.clock.now();
        let mut draft = Plan::new(reader, Given { actor: who, at, today: self.day(at) });
        let decided = plan(&mut draft);
        // What could not be read looks as if it were not there, so that this error comes before all that was decided.
        let expect = draft.read.finish()?;
        decided?;
        Ok(Append { command: key.to_owned(), actor: who.to_string(), at, expect, events: draft.events })
    }
}

/// A key for an act that nobody else will use: 32 hexadecimal digits.
///
/// # Errors
/// The system has no randomness.
pub fn random_key() -> Result<String, Failure> {
    Ok(config::random::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// An act while it is being decided: the ledger as it was read, with what the act has decided so far on top.
pub struct Plan<'a> {
    reader: &'a Reader<'a>,
    given: Given,
    /// What was read, all of which is the optimistic lock.
    read: Recording<'a, 'a>,
    /// What became of streams by this act.
    now: BTreeMap<Stream, State>,
    events: Vec<(Stream, Event)>,
    /// The next number of each kind of which one was asked.
    numbers: BTreeMap<&'static str, u64>,
}

impl<'a> Plan<'a> {
    fn new(reader: &'a Reader<'a>, given: Given) -> Self {
        let read = reader.recording();
        Self { reader, given, read, now: BTreeMap::new(), events: Vec::new(), numbers: BTreeMap::new() }
    }

    /// Who acts, and when.
    #[must_use]
    pub const fn given(&self) -> Given {
        self.given
    }

    /// The ledger as the act found it.
    pub(crate) const fn reader(&self) -> &Reader<'a> {
        self.reader
    }

    /// The states as they are now, what this act did so far included.
    #[must_use]
    pub fn states(&self) -> &dyn States {
        self
    }

    /// Decides one command.
    ///
    /// # Errors
    /// It is refused.
    pub fn run(&mut self, command: &Command) -> Result<(), Failure> {
        for (stream, event) in ledger::decide(self, command, &self.given)? {
            let before = self.state(&stream);
            self.now.insert(stream, State::evolve(before, &event, self.given.at));
            self.events.push((stream, event));
        }
        Ok(())
    }

    /// An id that nothing has yet.
    ///
    /// # Errors
    /// The database failed.
    #[expect(clippy::should_implement_trait, reason = "the next free id of a kind; there is nothing to iterate")]
    pub fn next<I: Numbered>(&mut self) -> Result<I, Failure> {
        let number = match self.numbers.get(I::KIND) {
            Some(next) => *next,
            None => self.reader.next_number(I::KIND)?,
        };
        self.numbers.insert(I::KIND, number + 1);
        let id = I::numbered(number);
        // Read, so that another server which takes the same number makes a conflict.
        self.state(&id.into());
        Ok(id)
    }
}

impl States for Plan<'_> {
    fn state(&self, stream: &Stream) -> Option<State> {
        self.now.get(stream).cloned().or_else(|| self.read.state(stream))
    }
}
