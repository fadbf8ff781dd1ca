//! What a campaign publishes (公开): a snapshot that never changes. A later one supersedes it, and it stays readable.
//!
//! It tells of every registered finding of the campaign either what was promised and done, or that it is withheld and why:
//! nothing is left out in silence. Its words are copied into the entry, so that the receipt of that one entry proves to
//! anybody what was published.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Refusal};
use crate::finding::{self, Scope};
use crate::profile::Kind;
use crate::{Act, Bilingual, CampaignId, FindingId, Given, Lacks, MeasureId, Redact, States, UnitId, measure};

/// The most findings of one publication: each is copied into its entry.
pub const MOST: usize = 2_000;

/// For whom it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// 内部通报: for those inside.
    Inside,
    /// 向社会公开: for everybody.
    Society,
}

/// Whether something is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// It is.
    Told,
    /// It is withheld (不公开), and why.
    Withheld(String),
}

/// A publication, as its campaign keeps it; what it tells stands in its entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// For whom.
    pub edition: Edition,
    /// The day whose state it tells.
    pub day: Date,
    /// How many findings it tells of.
    pub told: u64,
    /// How many it withholds.
    pub withheld: u64,
    /// Who published it, when, and the words at its head.
    pub act: Act,
}

/// What is told of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which.
    pub finding: FindingId,
    /// What is wrong.
    pub statement: String,
    /// The area that it falls in.
    #[serde(default)]
    pub aspect: Option<String>,
    /// The unit that has it.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// What that unit was called.
    #[serde(default)]
    pub unit_name: Option<String>,
    /// Where it stood.
    pub status: finding::Status,
    /// On which day it was closed, where it was.
    #[serde(default)]
    pub closed_on: Option<Date>,
    /// What was promised about it.
    #[serde(default)]
    pub measures: Vec<Promise>,
}

/// What is told of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Which.
    pub measure: MeasureId,
    /// What was to be done.
    pub statement: String,
    /// How it is carried out.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// The deadline that it first had.
    #[serde(default)]
    pub first_deadline: Option<Date>,
    /// Its deadline.
    #[serde(default)]
    pub deadline: Option<Date>,
    /// On which day it was done, where it was.
    #[serde(default)]
    pub done_on: Option<Date>,
}

/// A finding that is withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// Which.
    pub finding: FindingId,
    /// Why.
    pub reason: String,
}

impl Edition {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Inside, Self::Society];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Society => "society",
        }
    }

    /// Its word.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Inside => Bilingual::fixed("内部通报", "inside"),
            Self::Society => Bilingual::fixed("向社会公开", "public"),
        }
    }
}

/// The event, or everything that lacks. `all` are the campaign's findings that are registered and stand, as the ledger has
/// them now.
pub(super) fn publish(
    states: &dyn States,
    id: CampaignId,
    edition: Edition,
    text: &str,
    (shown, all): (&BTreeMap<FindingId, Shown>, &BTreeSet<FindingId>),
    given: &Given,
    lacks: &mut Lacks,
) -> Event {
    lacks.named(given);
    lacks.text(text, Bilingual::fixed("公开说明", "words at the head of the publication"));
    lacks.found(states.campaign(id), id);
    lacks.unless(!shown.is_empty(), Refusal::NothingToPublish);
    lacks.unless(shown.len() <= MOST, Refusal::TooMuch(shown.len()));
    for left_out in all.iter().filter(|finding| !shown.contains_key(finding)) {
        lacks.add(Refusal::LeftOut(*left_out));
    }
    let (mut told, mut withheld) = (Vec::new(), Vec::new());
    for (finding, how) in shown {
        let state = states.finding(*finding).filter(|finding| finding.campaign == id);
        let Some(state) = state.filter(|finding| finding.status != finding::Status::Draft && !finding.status.is_void())
        else {
            lacks.add(Refusal::NotPublishable(*finding));
            continue;
        };
        match how {
            Shown::Withheld(reason) => {
                lacks.unless(!reason.trim().is_empty(), Refusal::NoReason(*finding));
                withheld.push(Withheld { finding: *finding, reason: reason.trim().to_owned() });
            }
            Shown::Told => {
                let personal = edition == Edition::Society && state.content.scope == Some(Scope::OnePerson);
                lacks.unless(!personal, Refusal::Personal(*finding));
                told.push(item(states, *finding, &state));
            }
        }
    }
    Event::Published { edition, day: given.today, text: text.trim().to_owned(), told, withheld, by: given.actor }
}

fn item(states: &dyn States, id: FindingId, state: &finding::State) -> Item {
    let measures = state.measures.iter().filter_map(|id| Some((*id, states.measure(*id)?)));
    let live = measures.filter(|(_, measure)| measure.status != measure::Status::Dropped);
    let content = &state.content;
    Item {
        finding: id,
        statement: content.statement.clone(),
        aspect: content.aspect.clone(),
        unit: content.unit,
        unit_name: content.unit.and_then(|unit| states.unit(unit)).map(|unit| unit.name.clone()),
        status: state.status,
        closed_on: state.times.closed_on.filter(|_| state.status.is_closed()),
        measures: live
            .map(|(id, measure)| Promise {
                measure: id,
                statement: measure.content.statement.clone(),
                kind: measure.content.kind,
                first_deadline: measure.first_deadline,
                deadline: measure.deadline,
                done_on: measure.done_on,
            })
            .collect(),
    }
}

impl Redact for Item {
    fn redact(&mut self) {
        self.statement.redact();
        self.aspect.redact();
        self.unit_name.redact();
        for promise in &mut self.measures {
            promise.statement.redact();
        }
    }
}

impl Redact for Withheld {
    fn redact(&mut self) {
        self.reason.redact();
    }
}
