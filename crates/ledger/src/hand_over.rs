//! A hand-over (交接): a post and its open items pass from one person to another in one act (新官理旧账).
//!
//! The outgoing side lists the open items, the incoming side accepts the list. Accepting fills the post and moves every
//! listed measure that is still open; whatever is open and not listed keeps it from being accepted.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Act, Actor, Bilingual, Events, Given, HandOverId, Lacks, MeasureId, PersonId, PostId, Redact, States, measure, post,
};

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The post.
    pub post: PostId,
    /// Who hands it over.
    pub from: PersonId,
    /// Who takes it over.
    pub to: PersonId,
    /// The open items as listed.
    pub items: BTreeSet<MeasureId>,
    /// Who proposed it, when, in what words.
    pub proposed: Act,
    /// Where it stands.
    pub status: Status,
    /// Who accepted or declined it, when, in what words.
    pub answered: Option<Act>,
}

/// Where a hand-over stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It waits for the incoming side.
    Proposed,
    /// Everything moved.
    Accepted,
    /// Nothing moved.
    Declined,
}

/// What somebody wants done to a hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// List what is to be handed over.
    Propose {
        /// The post.
        post: PostId,
        /// Who takes it over.
        to: PersonId,
        /// All open items of the outgoing holder.
        items: BTreeSet<MeasureId>,
        /// What is to be known; wanted where somebody else than the outgoing holder proposes it.
        note: String,
    },
    /// Take everything over.
    Accept {
        /// All open items of the outgoing holder as the ledger has them now.
        open: BTreeSet<MeasureId>,
        /// What is said.
        note: String,
    },
    /// Take nothing over.
    Decline {
        /// Why.
        reason: String,
    },
}

/// Something that happened to a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was proposed.
    Proposed {
        /// The post.
        post: PostId,
        /// Who hands it over.
        from: PersonId,
        /// Who takes it over.
        to: PersonId,
        /// The open items.
        #[serde(default)]
        items: BTreeSet<MeasureId>,
        /// Who proposed it.
        by: Actor,
        /// What is to be known.
        #[serde(default)]
        note: String,
    },
    /// Everything was taken over.
    Accepted {
        /// The items that moved: those listed that were still open.
        #[serde(default)]
        moved: BTreeSet<MeasureId>,
        /// Who took it over.
        by: Actor,
        /// What was said.
        #[serde(default)]
        note: String,
    },
    /// Nothing was taken over.
    Declined {
        /// Who declined.
        by: Actor,
        /// Why.
        reason: String,
    },
}

/// One thing that lacks before something can be done to a hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody ever held the post.
    NeverHeld(PostId),
    /// Nobody hands over to themselves.
    SamePerson(PersonId),
    /// Somebody else than the outgoing holder proposes it without saying why.
    NotTheHolder(PersonId),
    /// The item is done or dropped.
    NotOpen(MeasureId),
    /// The item is not the outgoing holder's.
    NotTheirs(MeasureId),
    /// The item is open and not listed.
    Unlisted(MeasureId),
    /// Another hand-over of the post waits for an answer.
    Waits(HandOverId),
    /// It was answered already.
    Answered(Status),
    /// Only that person can accept or decline it.
    NotAddressed(PersonId),
    /// Meanwhile the post passed to somebody else.
    HolderChanged(PostId),
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: HandOverId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    match command {
        Command::Propose { post, to, items, note } => propose(states, id, (*post, *to), items, note, given),
        Command::Accept { open, note } => accept(states, id, open, note, given),
        Command::Decline { reason } => decline(states, id, reason, given),
    }
}

fn propose(
    states: &dyn States,
    id: HandOverId,
    (post, to): (PostId, PersonId),
    items: &BTreeSet<MeasureId>,
    note: &str,
    given: &Given,
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.free(states.hand_over(id), id);
    lacks.found(states.person(to), to);
    let actor = lacks.named(given);
    let held = post::existing(states, post, &mut lacks);
    if let Some(waiting) = held.as_ref().and_then(|held| held.hand_over) {
        lacks.add(Refusal::Waits(waiting));
    }
    let from = held.map(|held| held.outgoing());
    lacks.unless(from != Some(None), Refusal::NeverHeld(post));
    let from = from.flatten();
    if let Some(from) = from {
        lacks.unless(from != to, Refusal::SamePerson(to));
        lacks.unless(actor == Some(from) || !note.trim().is_empty(), Refusal::NotTheHolder(from));
    }
    for item in items {
        if let Some(measure) = lacks.found(states.measure(*item), *item) {
            lacks.unless(measure.status == measure::Status::Open, Refusal::NotOpen(*item));
            lacks.unless(from.is_none_or(|from| belongs(&measure, from, post)), Refusal::NotTheirs(*item));
        }
    }
    lacks.pass()?;
    // Without an outgoing holder it was refused above.
    let from = from.unwrap_or_default();
    let proposed = Event::Proposed { post, from, to, items: items.clone(), by: given.actor, note: note.to_owned() };
    // In the post's own stream, so that of two that are proposed at the same time one comes too late.
    let noted = post::Event::HandOverProposed { hand_over: id };
    Ok(vec![(id.into(), proposed.into()), (post.into(), noted.into())])
}

/// Whoever proposed it, and who hands over, can take it back: else one that nobody answers stands in the way for ever.
fn decline(states: &dyn States, id: HandOverId, reason: &str, given: &Given) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.reason(reason);
    let hand_over = waiting(states, id, &mut lacks);
    if let (Some(actor), Some(hand_over)) = (lacks.named(given), &hand_over) {
        let concerned = [Some(hand_over.to), Some(hand_over.from), hand_over.proposed.by.person];
        lacks.unless(concerned.contains(&Some(actor)), Refusal::NotAddressed(hand_over.to));
    }
    lacks.pass()?;
    let declined = Event::Declined { by: given.actor, reason: reason.to_owned() };
    let mut events: Events = vec![(id.into(), declined.into())];
    let post = hand_over.map(|hand_over| hand_over.post);
    if let Some(post) = post.filter(|post| states.post(*post).is_some_and(|held| held.hand_over == Some(id))) {
        events.push((post.into(), post::Event::HandOverDeclined { hand_over: id }.into()));
    }
    Ok(events)
}

fn accept(
    states: &dyn States,
    id: HandOverId,
    open: &BTreeSet<MeasureId>,
    note: &str,
    given: &Given,
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let Some(hand_over) = answerable(states, id, given, &mut lacks) else {
        return lacks.pass().map(|()| Events::new());
    };
    let State { post, from, to, .. } = *hand_over;
    let held = post::existing(states, post, &mut lacks);
    lacks.unless(held.is_none_or(|held| held.outgoing() == Some(from)), Refusal::HolderChanged(post));
    let mut moved = BTreeSet::new();
    for item in hand_over.items.union(open) {
        let measure = lacks.found(states.measure(*item), *item);
        if measure.is_some_and(|measure| measure.status == measure::Status::Open && belongs(&measure, from, post)) {
            lacks.unless(hand_over.items.contains(item), Refusal::Unlisted(*item));
            moved.insert(*item);
        }
    }
    lacks.pass()?;
    let handed_over = measure::Event::HandedOver { hand_over: id, from, to };
    let items: Vec<_> = moved.iter().map(|item| ((*item).into(), handed_over.clone().into())).collect();
    let accepted = Event::Accepted { moved, by: given.actor, note: note.to_owned() };
    let filled = post::Event::Filled { person: to, from: given.today };
    let mut events: Events = vec![(id.into(), accepted.into()), (post.into(), filled.into())];
    events.extend(items);
    Ok(events)
}

/// The hand-over, which must be there, wait for an answer, and be addressed to who acts.
fn answerable(states: &dyn States, id: HandOverId, given: &Given, lacks: &mut Lacks) -> Option<std::sync::Arc<State>> {
    let actor = lacks.named(given);
    let hand_over = waiting(states, id, lacks)?;
    lacks.unless(actor.is_none_or(|actor| actor == hand_over.to), Refusal::NotAddressed(hand_over.to));
    Some(hand_over)
}

/// The hand-over, which must be there and wait for an answer.
fn waiting(states: &dyn States, id: HandOverId, lacks: &mut Lacks) -> Option<std::sync::Arc<State>> {
    let hand_over = lacks.found(states.hand_over(id), id)?;
    lacks.unless(hand_over.status == Status::Proposed, Refusal::Answered(hand_over.status));
    Some(hand_over)
}

/// Whether a measure passes from `person` with `post`: the person leads or owns it, or the post does.
#[must_use]
pub fn belongs(measure: &measure::State, person: PersonId, post: PostId) -> bool {
    let content = &measure.content;
    content.owner == Some(person) || content.lead == Some(person) || content.owner_post == Some(post)
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_else(|| State::nothing(at));
    let act = |by: &Actor, words: &str| Act { by: *by, at, words: words.to_owned() };
    match event {
        Event::Proposed { post, from, to, items, by, note } => {
            let (proposed, status) = (act(by, note), Status::Proposed);
            state = State { post: *post, from: *from, to: *to, items: items.clone(), proposed, status, answered: None };
        }
        Event::Accepted { by, note, .. } => {
            state.status = Status::Accepted;
            state.answered = Some(act(by, note));
        }
        Event::Declined { by, reason } => {
            state.status = Status::Declined;
            state.answered = Some(act(by, reason));
        }
    }
    state
}

impl State {
    /// What an answer without a proposal answers, which only a damaged log can hold.
    fn nothing(at: Timestamp) -> Self {
        Self {
            post: PostId::default(),
            from: PersonId::default(),
            to: PersonId::default(),
            items: BTreeSet::new(),
            proposed: Act { by: Actor::LOCAL, at, words: String::new() },
            status: Status::Proposed,
            answered: None,
        }
    }
}

impl Status {
    /// Its word.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Proposed => Bilingual::fixed("待接收", "proposed"),
            Self::Accepted => Bilingual::fixed("已接收", "accepted"),
            Self::Declined => Bilingual::fixed("不予接收", "declined"),
        }
    }
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Proposed { .. } => "hand_over.proposed",
            Self::Accepted { .. } => "hand_over.accepted",
            Self::Declined { .. } => "hand_over.declined",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Proposed { note, .. } | Self::Accepted { note, .. } => note.redact(),
            Self::Declined { reason, .. } => reason.redact(),
        }
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::NeverHeld(post) => Bilingual::new(format!("{post} 从未有人任职"), format!("nobody ever held {post}")),
            Self::SamePerson(person) => {
                Bilingual::new(format!("{person} 不能交接给自己"), format!("{person} cannot hand over to themselves"))
            }
            Self::NotTheHolder(holder) => Bilingual::new(
                format!("应由 {holder} 提出交接；由他人代办的，须写明缘由"),
                format!("{holder} is to propose it; whoever does so instead must say why"),
            ),
            Self::NotOpen(item) => Bilingual::new(format!("{item} 不是未完成的事项"), format!("{item} is not open")),
            Self::NotTheirs(item) => {
                Bilingual::new(format!("{item} 不由交出人负责"), format!("{item} does not belong to who hands over"))
            }
            Self::Unlisted(item) => Bilingual::new(
                format!("{item} 未完成而未列入清单，须重新提出交接"),
                format!("{item} is open and not listed: propose the hand-over anew"),
            ),
            Self::Waits(first) => Bilingual::new(
                format!("该岗位的交接 {first} 尚待答复：由接任者接收，或由提出的人、接任者退回后再提"),
                format!(
                    "{first} of the same post waits for an answer: it is to be accepted, or declined or taken back first"
                ),
            ),
            Self::Answered(status) => {
                let status = status.label();
                Bilingual::new(
                    format!("该交接{}，不能再答复", status.zh),
                    format!("it was {} already and cannot be answered again", status.en),
                )
            }
            Self::NotAddressed(person) => {
                Bilingual::new(format!("应由 {person} 接收"), format!("it is for {person} to answer"))
            }
            Self::HolderChanged(post) => {
                Bilingual::new(format!("{post} 已另有人任职"), format!("{post} passed to somebody else meanwhile"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
