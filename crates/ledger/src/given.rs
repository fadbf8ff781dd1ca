//! What a decision is handed from outside, because nothing in here has a clock or knows who is asking.

use std::fmt;
use std::str::FromStr;

use jiff::{Timestamp, civil::Date};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::PersonId;
use crate::id::{IdError, text_serde};

/// Who asks, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Who asks.
    pub actor: Actor,
    /// Now.
    pub at: Timestamp,
    /// Today, in the organisation's time zone.
    pub today: Date,
}

/// Who acts and by which door: `P7@local`, `@job`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor {
    /// `None` for the operator of the machine and for jobs. Whatever rests on somebody's word needs a person.
    pub person: Option<PersonId>,
    /// By which door.
    pub channel: Channel,
}

/// By which door an act came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// The command line on the ledger's own machine.
    Local,
    /// The pages and the API.
    Web,
    /// The ledger's own jobs.
    Job,
}

/// An act that is kept in a state: by whom, when, in what words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Act {
    /// Who did it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// The reason, note or summary; empty where none was given.
    pub words: String,
}

impl Channel {
    const ALL: [(Self, &'static str); 3] = [(Self::Local, "local"), (Self::Web, "web"), (Self::Job, "job")];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(channel, _)| *channel == self).map_or("local", |(_, name)| name)
    }
}

impl Actor {
    /// The operator of the machine.
    pub const LOCAL: Self = Self { person: None, channel: Channel::Local };
    /// The ledger's own jobs.
    pub const JOB: Self = Self { person: None, channel: Channel::Job };

    /// A person on the ledger's own machine.
    #[must_use]
    pub const fn local(person: PersonId) -> Self {
        Self { person: Some(person), channel: Channel::Local }
    }

    /// A person on the pages.
    #[must_use]
    pub const fn web(person: PersonId) -> Self {
        Self { person: Some(person), channel: Channel::Web }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(person) = self.person {
            person.fmt(f)?;
        }
        write!(f, "@{}", self.channel.name())
    }
}

impl FromStr for Actor {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError { text: text.to_owned(), like: "P7@local, @local, @job" };
        let (person, door) = text.split_once('@').ok_or_else(wrong)?;
        let (channel, _) = Channel::ALL.into_iter().find(|(_, name)| *name == door).ok_or_else(wrong)?;
        let person = if person.is_empty() { None } else { Some(person.parse().map_err(|_| wrong())?) };
        Ok(Self { person, channel })
    }
}

text_serde!(Actor);
