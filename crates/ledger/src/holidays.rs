//! The holiday tables (节假日与调休): what the ledger says of a year goes before what was built in.

use std::collections::BTreeMap;

use calendar::{Calendar, Year, YearFault};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Actor, Bilingual, Events, Given, Lacks, Redact, States, Stream};

/// The tables that were given to this ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// By year.
    pub years: BTreeMap<i16, Year>,
}

/// What somebody wants done to the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Put a year's table in the place of the one that is there.
    ReplaceYear {
        /// The table.
        table: Year,
    },
}

/// Something that happened to the tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A year has another table.
    YearReplaced {
        /// The table.
        table: Year,
        /// Who gave it.
        by: Actor,
    },
}

/// One thing that lacks before a year's table can be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Something is wrong with the table.
    Fault(YearFault),
    /// Nothing would change.
    Unchanged,
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    let Command::ReplaceYear { table } = command;
    let mut lacks = Lacks::none();
    for fault in table.faults() {
        lacks.add(Refusal::Fault(fault));
    }
    lacks.unless(states.calendar().year(table.year) != Some(table), Refusal::Unchanged);
    lacks.pass()?;
    Ok(vec![(Stream::Calendar, Event::YearReplaced { table: table.clone(), by: given.actor }.into())])
}

/// The state after `event`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, _: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    let Event::YearReplaced { table, .. } = event;
    state.years.insert(table.year, table.clone());
    state
}

impl State {
    /// The built-in tables with those given in their places.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        self.years.values().cloned().fold(Calendar::china().clone(), Calendar::with_year)
    }
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::YearReplaced { .. } => "calendar.year_replaced",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        let Self::YearReplaced { table, .. } = self;
        table.source.redact();
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Fault(fault) => Bilingual::new(fault.zh(), fault.en()),
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
        }
    }
}

#[cfg(test)]
mod tests;
