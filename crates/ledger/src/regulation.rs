//! A regulation (制度): a rule adopted so that a problem does not come back (建章立制). It is tied to findings by the
//! loophole that it closes and the clause that closes it.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Act, Actor, Bilingual, Events, EvidenceId, FindingId, Given, Lacks, Redact, RegulationId, States, UnitId};

/// A regulation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// What is said of it, as last amended.
    pub content: Content,
    /// The day of its adoption.
    pub adopted: Date,
    /// Every amendment: its day, and who recorded it, when and why.
    pub amendments: Vec<(Date, Act)>,
    /// The day of its abolition, and who recorded that, when and why.
    pub abolished: Option<(Date, Act)>,
    /// The findings that it answers, and how.
    pub ties: BTreeMap<FindingId, Tie>,
}

/// What is said of a regulation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// Its title.
    pub title: String,
    /// Its number (文号).
    #[serde(default)]
    pub number: Option<String>,
    /// The unit that issued it.
    #[serde(default)]
    pub issuer: Option<UnitId>,
    /// Its text.
    #[serde(default)]
    pub text: Option<EvidenceId>,
}

/// How a regulation answers a finding. Without a clause the finding is answered "by rule" in name only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tie {
    /// The loophole that the finding showed (制度漏洞).
    #[serde(default)]
    pub loophole: Option<String>,
    /// The clause that closes it, such as 第八条.
    #[serde(default)]
    pub clause: Option<String>,
}

/// What somebody wants done to a regulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Record that it was adopted.
    Adopt {
        /// What is said of it.
        content: Content,
        /// The day.
        on: Date,
    },
    /// Record that it was amended.
    Amend {
        /// All that is said of it.
        content: Content,
        /// The day.
        on: Date,
        /// Why.
        reason: String,
    },
    /// Record that it was abolished.
    Abolish {
        /// The day.
        on: Date,
        /// Why.
        reason: String,
    },
    /// Tie it to a finding, or say anew how it is tied.
    Tie {
        /// The finding.
        finding: FindingId,
        /// How.
        tie: Tie,
    },
    /// Untie it from a finding.
    Untie {
        /// The finding.
        finding: FindingId,
    },
}

/// Something that happened to a regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was adopted.
    Adopted {
        /// What is said of it.
        content: Content,
        /// The day.
        on: Date,
    },
    /// It was amended.
    Amended {
        /// All that is said of it.
        content: Content,
        /// The day.
        on: Date,
        /// Who recorded it.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It was abolished.
    Abolished {
        /// The day.
        on: Date,
        /// Who recorded it.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It answers a finding.
    Tied {
        /// The finding.
        finding: FindingId,
        /// How.
        tie: Tie,
    },
    /// It answers a finding no more.
    Untied {
        /// The finding.
        finding: FindingId,
    },
}

/// One thing that lacks before something can be done to a regulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is abolished.
    Abolished(RegulationId),
    /// A day in the future.
    Future(Date),
    /// A day before its adoption or last amendment.
    Before(Date),
    /// The finding is merged or rejected.
    FindingVoid(FindingId),
    /// It is not tied to that finding.
    NotTied(FindingId),
    /// Nothing would change.
    Unchanged,
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(
    states: &dyn States,
    id: RegulationId,
    command: &Command,
    given: &Given,
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let by = given.actor;
    let event = match command {
        Command::Adopt { content, on } => {
            lacks.free(states.regulation(id), id);
            lacks.unless(*on <= given.today, Refusal::Future(*on));
            sound(states, content, &mut lacks);
            Event::Adopted { content: content.clone(), on: *on }
        }
        Command::Amend { content, on, reason } => {
            lacks.reason(reason);
            sound(states, content, &mut lacks);
            changed_on(states, id, *on, given, &mut lacks);
            Event::Amended { content: content.clone(), on: *on, by, reason: reason.clone() }
        }
        Command::Abolish { on, reason } => {
            lacks.reason(reason);
            changed_on(states, id, *on, given, &mut lacks);
            Event::Abolished { on: *on, by, reason: reason.clone() }
        }
        Command::Tie { finding, tie } => {
            if let Some(found) = lacks.found(states.finding(*finding), *finding) {
                lacks.unless(!found.status.is_void(), Refusal::FindingVoid(*finding));
            }
            if let Some(regulation) = in_force(states, id, &mut lacks) {
                lacks.unless(regulation.ties.get(finding) != Some(tie), Refusal::Unchanged);
            }
            Event::Tied { finding: *finding, tie: tie.clone() }
        }
        Command::Untie { finding } => {
            if let Some(regulation) = lacks.found(states.regulation(id), id) {
                lacks.unless(regulation.ties.contains_key(finding), Refusal::NotTied(*finding));
            }
            Event::Untied { finding: *finding }
        }
    };
    lacks.pass()?;
    Ok(vec![(id.into(), event.into())])
}

/// The regulation, which must be there and not be abolished.
fn in_force(states: &dyn States, id: RegulationId, lacks: &mut Lacks) -> Option<std::sync::Arc<State>> {
    let regulation = lacks.found(states.regulation(id), id)?;
    lacks.unless(regulation.abolished.is_none(), Refusal::Abolished(id));
    Some(regulation)
}

/// A change on the day `on`, neither before the last one nor in the future.
fn changed_on(states: &dyn States, id: RegulationId, on: Date, given: &Given, lacks: &mut Lacks) {
    lacks.unless(on <= given.today, Refusal::Future(on));
    if let Some(regulation) = in_force(states, id, lacks) {
        let last = regulation.amendments.last().map_or(regulation.adopted, |(day, _)| *day);
        lacks.unless(on >= last, Refusal::Before(last));
    }
}

fn sound(states: &dyn States, content: &Content, lacks: &mut Lacks) {
    lacks.text(&content.title, Bilingual::fixed("制度名称", "title of the regulation"));
    if let Some(issuer) = content.issuer {
        lacks.found(states.unit(issuer), issuer);
    }
    if let Some(text) = content.text {
        lacks.found(states.evidence(text), text);
    }
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    let act = |by: &Actor, words: &str| Act { by: *by, at, words: words.to_owned() };
    match event {
        Event::Adopted { content, on } => {
            state = State { content: content.clone(), adopted: *on, ..State::default() };
        }
        Event::Amended { content, on, by, reason } => {
            state.content = content.clone();
            state.amendments.push((*on, act(by, reason)));
        }
        Event::Abolished { on, by, reason } => state.abolished = Some((*on, act(by, reason))),
        Event::Tied { finding, tie } => {
            state.ties.insert(*finding, tie.clone());
        }
        Event::Untied { finding } => {
            state.ties.remove(finding);
        }
    }
    state
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Adopted { .. } => "regulation.adopted",
            Self::Amended { .. } => "regulation.amended",
            Self::Abolished { .. } => "regulation.abolished",
            Self::Tied { .. } => "regulation.tied",
            Self::Untied { .. } => "regulation.untied",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Adopted { content, .. } => content.redact(),
            Self::Amended { content, reason, .. } => {
                content.redact();
                reason.redact();
            }
            Self::Abolished { reason, .. } => reason.redact(),
            Self::Tied { tie, .. } => {
                tie.loophole.redact();
                tie.clause.redact();
            }
            Self::Untied { .. } => {}
        }
    }
}

impl Redact for Content {
    fn redact(&mut self) {
        self.title.redact();
        self.number.redact();
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Abolished(regulation) => {
                Bilingual::new(format!("{regulation} 已废止"), format!("{regulation} is abolished"))
            }
            Self::Future(day) => Bilingual::new(format!("{day} 尚未到来"), format!("{day} is in the future")),
            Self::Before(day) => Bilingual::new(format!("不能早于 {day}"), format!("it cannot be before {day}")),
            Self::FindingVoid(finding) => {
                Bilingual::new(format!("{finding} 已合并或不予采纳"), format!("{finding} was merged or rejected"))
            }
            Self::NotTied(finding) => {
                Bilingual::new(format!("不对应 {finding}"), format!("it is not tied to {finding}"))
            }
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
        }
    }
}

#[cfg(test)]
mod tests;
