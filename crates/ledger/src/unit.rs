//! A unit (单位、党组织): a node of the organisation tree.
//!
//! A unit knows the units below it, so that it is not dissolved over their heads, and no move makes a ring.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Act, Actor, Bilingual, Events, Given, Lacks, MeasureId, Redact, States, UnitId, measure};

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// Full name (全称).
    pub name: String,
    /// Short name (简称), as ledgers write it.
    pub short: Option<String>,
    /// The unit that it belongs to; `None` at the top.
    pub parent: Option<UnitId>,
    /// The units directly below it that are not dissolved.
    pub below: BTreeSet<UnitId>,
    /// Who dissolved it, when and why.
    pub dissolved: Option<Act>,
    /// The unit that took over from it.
    pub successor: Option<UnitId>,
}

/// What somebody wants done to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Enter it.
    Register {
        /// Full name.
        name: String,
        /// Short name.
        short: Option<String>,
        /// The unit that it belongs to.
        parent: Option<UnitId>,
    },
    /// Name it anew.
    Rename {
        /// Full name.
        name: String,
        /// Short name.
        short: Option<String>,
    },
    /// Put it below another unit, or at the top.
    Move {
        /// The unit that it is to belong to.
        parent: Option<UnitId>,
    },
    /// End it.
    Dissolve {
        /// The unit that takes over from it.
        successor: Option<UnitId>,
        /// All open measures that it answers for, as the ledger has them now.
        open: BTreeSet<MeasureId>,
        /// Why.
        reason: String,
    },
}

/// Something that happened to a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was entered.
    Registered {
        /// Full name.
        name: String,
        /// Short name.
        #[serde(default)]
        short: Option<String>,
        /// The unit that it belongs to.
        parent: Option<UnitId>,
    },
    /// It has another name.
    Renamed {
        /// Full name.
        name: String,
        /// Short name.
        #[serde(default)]
        short: Option<String>,
    },
    /// It belongs to another unit.
    Moved {
        /// The unit that it belongs to.
        parent: Option<UnitId>,
    },
    /// A unit came directly below it.
    UnitJoined {
        /// Which.
        unit: UnitId,
    },
    /// A unit directly below it moved away or was dissolved.
    UnitLeft {
        /// Which.
        unit: UnitId,
    },
    /// It is no more.
    Dissolved {
        /// The unit that took over from it.
        successor: Option<UnitId>,
        /// Who did it.
        by: Actor,
        /// Why.
        reason: String,
    },
}

/// One thing that lacks before something can be done to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The unit is dissolved.
    Dissolved(UnitId),
    /// A unit cannot come below itself or below one that is below it.
    Ring(UnitId),
    /// A unit directly below it is not dissolved.
    HasUnit(UnitId),
    /// It answers for a measure that is open, and nobody takes that over.
    Answers(MeasureId),
    /// It cannot take over from itself.
    OwnSuccessor,
    /// Nothing would change.
    Unchanged,
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: UnitId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    match command {
        Command::Register { name, short, parent } => register(states, id, name, short.as_ref(), *parent),
        Command::Rename { name, short } => {
            let mut lacks = Lacks::none();
            lacks.text(name, NAME);
            if let Some(unit) = living(states, id, &mut lacks) {
                lacks.unless(unit.name != *name || unit.short != *short, Refusal::Unchanged);
            }
            lacks.pass()?;
            Ok(vec![(id.into(), Event::Renamed { name: name.clone(), short: short.clone() }.into())])
        }
        Command::Move { parent } => relocate(states, id, *parent),
        Command::Dissolve { successor, open, reason } => dissolve(states, id, *successor, open, reason, given),
    }
}

fn register(
    states: &dyn States,
    id: UnitId,
    name: &str,
    short: Option<&String>,
    parent: Option<UnitId>,
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.free(states.unit(id), id);
    lacks.text(name, NAME);
    if let Some(parent) = parent {
        living(states, parent, &mut lacks);
    }
    lacks.pass()?;
    let registered = Event::Registered { name: name.to_owned(), short: short.cloned(), parent };
    let mut events = vec![(id.into(), registered.into())];
    events.extend(parent.map(|parent| (parent.into(), Event::UnitJoined { unit: id }.into())));
    Ok(events)
}

fn relocate(states: &dyn States, id: UnitId, parent: Option<UnitId>) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let unit = living(states, id, &mut lacks);
    let from = unit.as_ref().and_then(|unit| unit.parent);
    lacks.unless(unit.is_none() || from != parent, Refusal::Unchanged);
    if let Some(parent) = parent {
        living(states, parent, &mut lacks);
        lacks.unless(!chain(states, parent).contains(&id), Refusal::Ring(parent));
    }
    lacks.pass()?;
    let mut events = vec![(id.into(), Event::Moved { parent }.into())];
    events.extend(from.map(|from| (from.into(), Event::UnitLeft { unit: id }.into())));
    events.extend(parent.map(|parent| (parent.into(), Event::UnitJoined { unit: id }.into())));
    Ok(events)
}

fn dissolve(
    states: &dyn States,
    id: UnitId,
    successor: Option<UnitId>,
    open: &BTreeSet<MeasureId>,
    reason: &str,
    given: &Given,
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.reason(reason);
    let unit = living(states, id, &mut lacks);
    for below in unit.iter().flat_map(|unit| &unit.below) {
        lacks.add(Refusal::HasUnit(*below));
    }
    if successor == Some(id) {
        lacks.add(Refusal::OwnSuccessor);
    } else if let Some(successor) = successor {
        living(states, successor, &mut lacks);
    }
    let mut passing = Vec::new();
    for measure in open {
        let found = lacks.found(states.measure(*measure), *measure);
        if found.is_some_and(|found| found.status == measure::Status::Open && found.content.unit == Some(id)) {
            lacks.unless(successor.is_some(), Refusal::Answers(*measure));
            passing.push(*measure);
        }
    }
    lacks.pass()?;
    let dissolved = Event::Dissolved { successor, by: given.actor, reason: reason.to_owned() };
    let mut events = vec![(id.into(), dissolved.into())];
    let parent = unit.and_then(|unit| unit.parent);
    events.extend(parent.map(|parent| (parent.into(), Event::UnitLeft { unit: id }.into())));
    if let Some(to) = successor {
        let succeeded = measure::Event::UnitSucceeded { from: id, to };
        events.extend(passing.into_iter().map(|measure| (measure.into(), succeeded.clone().into())));
    }
    Ok(events)
}

const NAME: Bilingual = Bilingual::fixed("单位名称", "name of the unit");

/// The unit, which must be there and not be dissolved.
pub(crate) fn living(states: &dyn States, id: UnitId, lacks: &mut Lacks) -> Option<std::sync::Arc<State>> {
    let unit = lacks.found(states.unit(id), id)?;
    lacks.unless(unit.dissolved.is_none(), Refusal::Dissolved(id));
    Some(unit)
}

/// The unit and all that it belongs to, from below to the top.
#[must_use]
pub fn chain(states: &dyn States, id: UnitId) -> Vec<UnitId> {
    let mut chain = Vec::new();
    let mut next = Some(id);
    // A ring cannot come about, but a damaged log must not hang the walk.
    while let Some(id) = next.filter(|id| !chain.contains(id)) {
        chain.push(id);
        next = states.unit(id).and_then(|unit| unit.parent);
    }
    chain
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    match event {
        Event::Registered { name, short, parent } => {
            state = State { name: name.clone(), short: short.clone(), parent: *parent, ..State::default() };
        }
        Event::Renamed { name, short } => {
            state.name.clone_from(name);
            state.short.clone_from(short);
        }
        Event::Moved { parent } => state.parent = *parent,
        Event::UnitJoined { unit } => {
            state.below.insert(*unit);
        }
        Event::UnitLeft { unit } => {
            state.below.remove(unit);
        }
        Event::Dissolved { successor, by, reason } => {
            state.successor = *successor;
            state.dissolved = Some(Act { by: *by, at, words: reason.clone() });
        }
    }
    state
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "unit.registered",
            Self::Renamed { .. } => "unit.renamed",
            Self::Moved { .. } => "unit.moved",
            Self::UnitJoined { .. } => "unit.unit_joined",
            Self::UnitLeft { .. } => "unit.unit_left",
            Self::Dissolved { .. } => "unit.dissolved",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Registered { name, short, .. } | Self::Renamed { name, short } => {
                name.redact();
                short.redact();
            }
            Self::Dissolved { reason, .. } => reason.redact(),
            Self::Moved { .. } | Self::UnitJoined { .. } | Self::UnitLeft { .. } => {}
        }
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Dissolved(unit) => Bilingual::new(format!("{unit} 已撤销"), format!("{unit} is dissolved")),
            Self::Ring(parent) => Bilingual::new(
                format!("{parent} 就是该单位或在其之下，不能作上级"),
                format!("{parent} is that unit itself or below it and cannot be above it"),
            ),
            Self::HasUnit(below) => Bilingual::new(
                format!("下级 {below} 还在，须先撤销或移走"),
                format!("{below} is still below it: dissolve or move that first"),
            ),
            Self::Answers(measure) => Bilingual::new(
                format!("{measure} 未完成，由该单位负责，须写明由哪个单位承接"),
                format!("it answers for {measure}, which is open: say which unit takes over"),
            ),
            Self::OwnSuccessor => Bilingual::fixed("不能由自己承接", "it cannot take over from itself"),
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
        }
    }
}

#[cfg(test)]
mod tests;
