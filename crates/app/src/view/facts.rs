//! What an item of a paper would put on record, for the person who confirms it.

use jiff::civil::Date;
use ledger::measure::Commitment;
use ledger::{State, States, Stream, finding, measure};
use serde::Serialize;

use super::{Named, Word};
use crate::names;

/// What an item would say in the ledger beside its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Facts {
    /// A finding.
    Finding {
        /// The area that it falls in.
        aspect: Option<String>,
        /// Whose problem it is.
        scope: Option<Word>,
        /// The unit that has it.
        unit: Option<Named>,
        /// How many illustrations of it the paper gives.
        manifestations: usize,
    },
    /// A measure.
    Measure {
        /// Who owns it: person, post, unit.
        owner: Party,
        /// Who leads it.
        lead: Party,
        /// Units that help.
        cooperating: Party,
        /// How it is carried out.
        kind: Option<Word>,
        /// Its deadline.
        deadline: Option<Date>,
        /// The deadline's words; `None` with a deadline that only the profile gives.
        deadline_words: Option<String>,
        /// Countable promises.
        commitments: Vec<Commitment>,
    },
}

/// Somebody who answers for a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// As the paper writes it.
    pub written: Option<String>,
    /// Whom the ledger knows by that.
    pub known: Vec<Named>,
}

/// What is on record of `id`; `None` of what is said in its text alone.
pub(crate) fn of(states: &dyn States, id: Stream) -> Option<Facts> {
    match id {
        Stream::Finding(id) => states.finding(id).map(|finding| of_finding(states, &finding.content)),
        Stream::Measure(id) => states.measure(id).map(|measure| of_measure(states, &measure)),
        _ => None,
    }
}

fn of_finding(states: &dyn States, content: &finding::Content) -> Facts {
    Facts::Finding {
        aspect: content.aspect.clone(),
        scope: content.scope.map(super::finding::scope),
        unit: content.unit.map(|unit| named(states, unit)),
        manifestations: content.manifestations.len(),
    }
}

fn of_measure(states: &dyn States, state: &measure::State) -> Facts {
    let content = &state.content;
    let owners =
        [content.owner.map(Stream::from), content.owner_post.map(Stream::from), content.unit.map(Stream::from)];
    let party = |written: &Option<String>, known: &mut dyn Iterator<Item = Stream>| Party {
        written: written.clone(),
        known: known.map(|id| named(states, id)).collect(),
    };
    Facts::Measure {
        owner: party(&content.written.owner, &mut owners.into_iter().flatten()),
        lead: party(&content.written.lead, &mut content.lead.into_iter().map(Into::into)),
        cooperating: party(&content.written.cooperating, &mut content.cooperating.iter().copied().map(Into::into)),
        kind: content.kind.map(|kind| Word { name: kind.name(), label: kind.label() }),
        deadline: state.deadline,
        deadline_words: state.deadline_words.clone(),
        commitments: state.commitments.clone(),
    }
}

fn named(states: &dyn States, id: impl Into<Stream>) -> Named {
    let id = id.into();
    Named { id, name: states.state(&id).map_or_else(|| id.to_string(), |state: State| names::title(&state)) }
}
