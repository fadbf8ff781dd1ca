//! A person (人员): belongs to units and holds posts.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Bilingual, Events, Given, Lacks, PersonId, Redact, States, UnitId, unit};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// Name.
    pub name: String,
    /// The units that the person belongs to; none after leaving the last.
    pub units: BTreeSet<UnitId>,
}

/// What somebody wants done to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Enter the person.
    Register {
        /// Name.
        name: String,
        /// The units that the person belongs to.
        units: BTreeSet<UnitId>,
    },
    /// Write the name anew.
    Rename {
        /// Name.
        name: String,
    },
    /// Let the person belong to one more unit.
    Join {
        /// The unit.
        unit: UnitId,
    },
    /// Let the person belong to a unit no more.
    Leave {
        /// The unit.
        unit: UnitId,
    },
}

/// Something that happened to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The person was entered.
    Registered {
        /// Name.
        name: String,
        /// The units that the person belongs to.
        #[serde(default)]
        units: BTreeSet<UnitId>,
    },
    /// The person has another name.
    Renamed {
        /// Name.
        name: String,
    },
    /// The person belongs to one more unit.
    Joined {
        /// The unit.
        unit: UnitId,
    },
    /// The person belongs to a unit no more.
    Left {
        /// The unit.
        unit: UnitId,
    },
}

/// One thing that lacks before something can be done to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The person belongs to that unit already.
    Member(UnitId),
    /// The person does not belong to that unit.
    NoMember(UnitId),
    /// Nothing would change.
    Unchanged,
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: PersonId, command: &Command, _: &Given) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let event = match command {
        Command::Register { name, units } => {
            lacks.free(states.person(id), id);
            lacks.text(name, NAME);
            for unit in units {
                unit::living(states, *unit, &mut lacks);
            }
            Event::Registered { name: name.clone(), units: units.clone() }
        }
        Command::Rename { name } => {
            lacks.text(name, NAME);
            if let Some(person) = lacks.found(states.person(id), id) {
                lacks.unless(person.name != *name, Refusal::Unchanged);
            }
            Event::Renamed { name: name.clone() }
        }
        Command::Join { unit } => {
            unit::living(states, *unit, &mut lacks);
            if let Some(person) = lacks.found(states.person(id), id) {
                lacks.unless(!person.units.contains(unit), Refusal::Member(*unit));
            }
            Event::Joined { unit: *unit }
        }
        Command::Leave { unit } => {
            if let Some(person) = lacks.found(states.person(id), id) {
                lacks.unless(person.units.contains(unit), Refusal::NoMember(*unit));
            }
            Event::Left { unit: *unit }
        }
    };
    lacks.pass()?;
    Ok(vec![(id.into(), event.into())])
}

const NAME: Bilingual = Bilingual::fixed("姓名", "name of the person");

/// The state after `event`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, _: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    match event {
        Event::Registered { name, units } => state = State { name: name.clone(), units: units.clone() },
        Event::Renamed { name } => state.name.clone_from(name),
        Event::Joined { unit } => {
            state.units.insert(*unit);
        }
        Event::Left { unit } => {
            state.units.remove(unit);
        }
    }
    state
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "person.registered",
            Self::Renamed { .. } => "person.renamed",
            Self::Joined { .. } => "person.joined",
            Self::Left { .. } => "person.left",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Registered { name, .. } | Self::Renamed { name } => name.redact(),
            Self::Joined { .. } | Self::Left { .. } => {}
        }
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Member(unit) => {
                Bilingual::new(format!("已属于 {unit}"), format!("the person belongs to {unit} already"))
            }
            Self::NoMember(unit) => {
                Bilingual::new(format!("不属于 {unit}"), format!("the person does not belong to {unit}"))
            }
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
        }
    }
}

#[cfg(test)]
mod tests;
