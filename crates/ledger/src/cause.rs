//! A cause (原因): why findings came about. Findings keep a reference to it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::reading::all_sources;
use crate::{Act, Actor, Bilingual, CauseId, Events, FindingId, Given, Lacks, Redact, Source, States, finding};

/// A cause.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// Why, in the paper's own words.
    pub statement: String,
    /// The findings that it explains.
    pub findings: BTreeSet<FindingId>,
    /// Where it was read.
    pub sources: Vec<Source>,
    /// Every change of the statement: by whom, when, why.
    pub edits: Vec<Act>,
    /// Who withdrew it, when and why.
    pub withdrawn: Option<Act>,
}

/// What somebody wants done to a cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Enter it.
    Register {
        /// Why.
        statement: String,
        /// The findings that it explains; none while that is not known.
        findings: BTreeSet<FindingId>,
        /// Where it was read.
        sources: Vec<Source>,
    },
    /// Write it anew.
    Edit {
        /// Why.
        statement: String,
        /// Why it is written anew.
        reason: String,
    },
    /// Keep one more place in which it was read.
    AddSource {
        /// The place.
        source: Source,
    },
    /// Let it explain one more finding.
    Tie {
        /// The finding.
        finding: FindingId,
    },
    /// Let it explain a finding no more.
    Untie {
        /// The finding.
        finding: FindingId,
    },
    /// Say that it is none, and explains nothing.
    Withdraw {
        /// Why.
        reason: String,
    },
}

/// Something that happened to a cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was entered.
    Registered {
        /// Why.
        statement: String,
        /// The findings that it explains.
        #[serde(default)]
        findings: BTreeSet<FindingId>,
        /// Where it was read.
        #[serde(default)]
        sources: Vec<Source>,
    },
    /// It was written anew.
    Edited {
        /// Why.
        statement: String,
        /// Who wrote it.
        by: Actor,
        /// Why it was written anew.
        reason: String,
    },
    /// It was read in one more place.
    SourceAdded {
        /// The place.
        source: Source,
    },
    /// It explains one more finding.
    Tied {
        /// The finding.
        finding: FindingId,
    },
    /// It explains a finding no more.
    Untied {
        /// The finding.
        finding: FindingId,
    },
    /// It is none.
    Withdrawn {
        /// Who says so.
        by: Actor,
        /// Why.
        reason: String,
    },
}

/// One thing that lacks before something can be done to a cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The cause is withdrawn.
    Withdrawn(CauseId),
    /// The finding is merged or rejected.
    FindingVoid(FindingId),
    /// It explains that finding already.
    Tied(FindingId),
    /// It does not explain that finding.
    NotTied(FindingId),
    /// Nothing would change.
    Unchanged,
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: CauseId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let by = given.actor;
    let mut tied = Vec::new();
    let mut untied = Vec::new();
    let event = match command {
        Command::Register { statement, findings, sources } => {
            lacks.free(states.cause(id), id);
            lacks.text(statement, STATEMENT);
            explainable(states, findings.iter().copied(), &mut lacks);
            all_sources(states, sources, &mut lacks);
            tied.extend(findings);
            Event::Registered { statement: statement.clone(), findings: findings.clone(), sources: sources.clone() }
        }
        Command::Edit { statement, reason } => {
            lacks.text(statement, STATEMENT);
            lacks.reason(reason);
            if let Some(cause) = standing(states, id, &mut lacks) {
                lacks.unless(cause.statement != *statement, Refusal::Unchanged);
            }
            Event::Edited { statement: statement.clone(), by, reason: reason.clone() }
        }
        Command::AddSource { source } => {
            all_sources(states, std::slice::from_ref(source), &mut lacks);
            if let Some(cause) = standing(states, id, &mut lacks) {
                lacks.unless(!cause.sources.contains(source), Refusal::Unchanged);
            }
            Event::SourceAdded { source: source.clone() }
        }
        Command::Tie { finding } => {
            explainable(states, [*finding], &mut lacks);
            if let Some(cause) = standing(states, id, &mut lacks) {
                lacks.unless(!cause.findings.contains(finding), Refusal::Tied(*finding));
            }
            tied.push(*finding);
            Event::Tied { finding: *finding }
        }
        Command::Untie { finding } => {
            if let Some(cause) = standing(states, id, &mut lacks) {
                lacks.unless(cause.findings.contains(finding), Refusal::NotTied(*finding));
            }
            untied.push(*finding);
            Event::Untied { finding: *finding }
        }
        Command::Withdraw { reason } => {
            lacks.reason(reason);
            untied.extend(standing(states, id, &mut lacks).iter().flat_map(|cause| cause.findings.iter().copied()));
            Event::Withdrawn { by, reason: reason.clone() }
        }
    };
    lacks.pass()?;
    let mut events = vec![(id.into(), event.into())];
    events.extend(tied.into_iter().map(|f| (f.into(), finding::Event::CauseTied { cause: id }.into())));
    events.extend(untied.into_iter().map(|f| (f.into(), finding::Event::CauseUntied { cause: id }.into())));
    Ok(events)
}

const STATEMENT: Bilingual = Bilingual::fixed("原因", "statement of the cause");
/// The cause, which must be there and not be withdrawn.
fn standing(states: &dyn States, id: CauseId, lacks: &mut Lacks) -> Option<std::sync::Arc<State>> {
    let cause = lacks.found(states.cause(id), id)?;
    lacks.unless(cause.withdrawn.is_none(), Refusal::Withdrawn(id));
    Some(cause)
}

/// Findings must be there and still stand for something.
fn explainable(states: &dyn States, findings: impl IntoIterator<Item = FindingId>, lacks: &mut Lacks) {
    for id in findings {
        if let Some(finding) = lacks.found(states.finding(id), id) {
            lacks.unless(!finding.status.is_void(), Refusal::FindingVoid(id));
        }
    }
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    let act = |by: &Actor, words: &str| Act { by: *by, at, words: words.to_owned() };
    match event {
        Event::Registered { statement, findings, sources } => {
            state = State {
                statement: statement.clone(),
                findings: findings.clone(),
                sources: sources.clone(),
                ..State::default()
            };
        }
        Event::Edited { statement, by, reason } => {
            state.statement.clone_from(statement);
            state.edits.push(act(by, reason));
        }
        Event::SourceAdded { source } => state.sources.push(source.clone()),
        Event::Tied { finding } => {
            state.findings.insert(*finding);
        }
        Event::Untied { finding } => {
            state.findings.remove(finding);
        }
        Event::Withdrawn { by, reason } => {
            state.findings.clear();
            state.withdrawn = Some(act(by, reason));
        }
    }
    state
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "cause.registered",
            Self::Edited { .. } => "cause.edited",
            Self::SourceAdded { .. } => "cause.source_added",
            Self::Tied { .. } => "cause.tied",
            Self::Untied { .. } => "cause.untied",
            Self::Withdrawn { .. } => "cause.withdrawn",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Registered { statement, .. } => statement.redact(),
            Self::Edited { statement, reason, .. } => {
                statement.redact();
                reason.redact();
            }
            Self::Withdrawn { reason, .. } => reason.redact(),
            Self::SourceAdded { .. } | Self::Tied { .. } | Self::Untied { .. } => {}
        }
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Withdrawn(cause) => Bilingual::new(format!("{cause} 已撤回"), format!("{cause} is withdrawn")),
            Self::FindingVoid(finding) => {
                Bilingual::new(format!("{finding} 已合并或不予采纳"), format!("{finding} was merged or rejected"))
            }
            Self::Tied(finding) => {
                Bilingual::new(format!("已对应 {finding}"), format!("it explains {finding} already"))
            }
            Self::NotTied(finding) => {
                Bilingual::new(format!("不对应 {finding}"), format!("it does not explain {finding}"))
            }
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
        }
    }
}

#[cfg(test)]
mod tests;
