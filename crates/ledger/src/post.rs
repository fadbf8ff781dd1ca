//! A post (岗位): held by one person at a time. What is owned by a post is owned by whoever holds it.
//!
//! A post changes hands by a [hand-over](crate::hand_over), which lists the open items and moves them; it is filled by
//! itself only where it is vacant.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Act, Actor, Bilingual, Events, Given, HandOverId, Lacks, PersonId, PostId, Redact, States, UnitId, unit};

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// The unit that it belongs to.
    pub unit: UnitId,
    /// What it is called (职务).
    pub title: String,
    /// Who holds it.
    pub holder: Option<PersonId>,
    /// Everybody who holds or held it, the latest last.
    pub tenures: Vec<Tenure>,
    /// Who abolished it, when and why.
    pub abolished: Option<Act>,
    /// The hand-over that waits for an answer.
    pub hand_over: Option<HandOverId>,
}

/// The time that a person holds a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// Who.
    pub person: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub until: Option<Date>,
}

/// What somebody wants done to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Make it.
    Create {
        /// The unit that it belongs to.
        unit: UnitId,
        /// What it is called.
        title: String,
    },
    /// Let a person hold it.
    Fill {
        /// Who.
        person: PersonId,
        /// The first day.
        from: Date,
    },
    /// Let its holder hold it no more.
    Vacate {
        /// The last day.
        until: Date,
        /// Why.
        reason: String,
    },
    /// End it.
    Abolish {
        /// Why.
        reason: String,
    },
}

/// Something that happened to a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was made.
    Created {
        /// The unit that it belongs to.
        unit: UnitId,
        /// What it is called.
        title: String,
    },
    /// A person holds it; who held it before holds it no more.
    Filled {
        /// Who.
        person: PersonId,
        /// The first day.
        from: Date,
    },
    /// Nobody holds it.
    Vacated {
        /// The last day of who held it.
        until: Date,
        /// Why.
        reason: String,
    },
    /// It is no more.
    Abolished {
        /// Who did it.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// A hand-over of it was proposed.
    HandOverProposed {
        /// Which.
        hand_over: HandOverId,
    },
    /// The hand-over that waited for an answer was declined.
    HandOverDeclined {
        /// Which.
        hand_over: HandOverId,
    },
}

/// One thing that lacks before something can be done to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The post is abolished.
    Abolished(PostId),
    /// Somebody holds it.
    Held(PersonId),
    /// Nobody holds it.
    Vacant,
    /// A day before the tenure that it follows or ends.
    Before(Date),
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: PostId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let event = match command {
        Command::Create { unit, title } => {
            lacks.free(states.post(id), id);
            lacks.text(title, Bilingual::fixed("岗位名称", "title of the post"));
            unit::living(states, *unit, &mut lacks);
            Event::Created { unit: *unit, title: title.clone() }
        }
        Command::Fill { person, from } => {
            lacks.found(states.person(*person), *person);
            if let Some(post) = existing(states, id, &mut lacks) {
                match (post.holder, post.tenures.last().and_then(|last| last.until)) {
                    (Some(holder), _) => lacks.add(Refusal::Held(holder)),
                    (None, Some(until)) => lacks.unless(*from >= until, Refusal::Before(until)),
                    (None, None) => {}
                }
            }
            Event::Filled { person: *person, from: *from }
        }
        Command::Vacate { until, reason } => {
            lacks.reason(reason);
            if let Some(post) = existing(states, id, &mut lacks) {
                match post.tenures.last().filter(|last| last.until.is_none()) {
                    Some(last) => lacks.unless(*until >= last.from, Refusal::Before(last.from)),
                    None => lacks.add(Refusal::Vacant),
                }
            }
            Event::Vacated { until: *until, reason: reason.clone() }
        }
        Command::Abolish { reason } => {
            lacks.reason(reason);
            if let Some(holder) = existing(states, id, &mut lacks).and_then(|post| post.holder) {
                lacks.add(Refusal::Held(holder));
            }
            Event::Abolished { by: given.actor, reason: reason.clone() }
        }
    };
    lacks.pass()?;
    Ok(vec![(id.into(), event.into())])
}

/// The post, which must be there and not be abolished.
pub(crate) fn existing(states: &dyn States, id: PostId, lacks: &mut Lacks) -> Option<std::sync::Arc<State>> {
    let post = lacks.found(states.post(id), id)?;
    lacks.unless(post.abolished.is_none(), Refusal::Abolished(id));
    Some(post)
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    match event {
        Event::Created { unit, title } => {
            state = State { unit: *unit, title: title.clone(), ..State::default() };
        }
        Event::Filled { person, from } => {
            state.end_tenure(*from);
            state.holder = Some(*person);
            // Whatever waited was to pass on what its last holder had.
            state.hand_over = None;
            state.tenures.push(Tenure { person: *person, from: *from, until: None });
        }
        Event::Vacated { until, .. } => {
            state.end_tenure(*until);
            state.holder = None;
        }
        Event::Abolished { by, reason } => {
            state.abolished = Some(Act { by: *by, at, words: reason.clone() });
        }
        Event::HandOverProposed { hand_over } => state.hand_over = Some(*hand_over),
        Event::HandOverDeclined { .. } => state.hand_over = None,
    }
    state
}

impl State {
    /// Who owes a hand-over of it: its holder, or while it is vacant its last one.
    #[must_use]
    pub fn outgoing(&self) -> Option<PersonId> {
        self.tenures.last().map(|tenure| tenure.person)
    }

    fn end_tenure(&mut self, until: Date) {
        if let Some(last) = self.tenures.last_mut() {
            last.until = last.until.or(Some(until));
        }
    }
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Created { .. } => "post.created",
            Self::Filled { .. } => "post.filled",
            Self::Vacated { .. } => "post.vacated",
            Self::Abolished { .. } => "post.abolished",
            Self::HandOverProposed { .. } => "post.hand_over_proposed",
            Self::HandOverDeclined { .. } => "post.hand_over_declined",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Created { title, .. } => title.redact(),
            Self::Vacated { reason, .. } | Self::Abolished { reason, .. } => reason.redact(),
            Self::Filled { .. } | Self::HandOverProposed { .. } | Self::HandOverDeclined { .. } => {}
        }
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Abolished(post) => Bilingual::new(format!("{post} 已撤销"), format!("{post} is abolished")),
            Self::Held(person) => Bilingual::new(
                format!("{person} 在任，须先交接或免职"),
                format!("{person} holds it: hand it over or vacate it first"),
            ),
            Self::Vacant => Bilingual::fixed("无人在任", "nobody holds it"),
            Self::Before(day) => Bilingual::new(format!("不能早于 {day}"), format!("it cannot be before {day}")),
        }
    }
}

#[cfg(test)]
mod tests;
