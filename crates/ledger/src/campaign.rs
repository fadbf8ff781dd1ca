//! A campaign (专项、轮次): one round of examination, with the [`Profile`] that binds its findings and measures.

pub mod publication;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use publication::{Edition, Item, Publication, Shown, Withheld};

use crate::reading::all_units;
use crate::{Act, Actor, Bilingual, CampaignId, Events, FindingId, Given, Lacks, Profile, Redact, States, UnitId};

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// What it is about.
    pub content: Content,
    /// What it demands, as it was when the campaign opened or the profile was replaced.
    pub profile: Profile,
    /// Every change of what it is about or of its profile.
    pub changes: Vec<Act>,
    /// Who concluded it, when, with what summary.
    pub concluded: Option<Act>,
    /// The samples that were to be looked at again, numbered from 1.
    #[serde(default)]
    pub samples: Vec<Sample>,
    /// What was published of it, numbered from 1; the last of each edition is the one that holds.
    #[serde(default)]
    pub publications: Vec<Publication>,
}

/// A random sample of closed findings for looking back (抽查): fixed before anybody can know what will be drawn.
///
/// What is drawn follows from the root hash of a checkpoint that is made later; this only fixes between what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// The findings among which to draw, in order.
    pub candidates: Vec<FindingId>,
    /// How many to draw.
    pub take: u32,
    /// Who fixed it, and when.
    pub act: Act,
}

/// What a campaign is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its theme (专项名称).
    pub theme: String,
    /// Who examines: an inspection group, an audit office, the organisation itself.
    #[serde(default)]
    pub examiner: Option<String>,
    /// The units that are examined; a unit stands for those below it.
    #[serde(default)]
    pub units: BTreeSet<UnitId>,
    /// The day on which its findings were received: default deadlines count from there.
    pub from: Date,
    /// The last day of the concentrated period (集中整改期).
    #[serde(default)]
    pub until: Option<Date>,
}

/// What somebody wants done to a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin it.
    Open {
        /// What it is about.
        content: Content,
        /// What it demands.
        profile: Box<Profile>,
    },
    /// Change what it is about.
    Revise {
        /// All that it is about.
        content: Content,
        /// Why.
        reason: String,
    },
    /// Let it demand something else from now on.
    ReplaceProfile {
        /// What it demands.
        profile: Box<Profile>,
        /// Why.
        reason: String,
    },
    /// Fix the candidates of a random sample.
    FixSample {
        /// The findings among which to draw.
        candidates: BTreeSet<FindingId>,
        /// How many to draw.
        take: u32,
    },
    /// Publish what was promised and done.
    Publish {
        /// For whom.
        edition: Edition,
        /// The words at its head.
        text: String,
        /// Of each finding whether it is told.
        findings: BTreeMap<FindingId, Shown>,
        /// All findings of the campaign that are registered and stand, as the ledger has them now: none is left out.
        all: BTreeSet<FindingId>,
    },
    /// End it: no more findings are registered in it. What is open stays owed.
    Conclude {
        /// What came of it.
        summary: String,
    },
}

/// Something that happened to a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It began.
    Opened {
        /// What it is about.
        content: Content,
        /// What it demands.
        profile: Box<Profile>,
    },
    /// It is about something else.
    Revised {
        /// All that it is about.
        content: Content,
        /// Who changed it.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// It demands something else.
    ProfileReplaced {
        /// What it demands.
        profile: Box<Profile>,
        /// Who changed it.
        by: Actor,
        /// Why.
        reason: String,
    },
    /// The candidates of a random sample were fixed.
    SampleFixed {
        /// The findings among which to draw, in order.
        candidates: Vec<FindingId>,
        /// How many to draw.
        take: u32,
        /// Who fixed it.
        by: Actor,
    },
    /// What was promised and done was published, as it stood then.
    Published {
        /// For whom.
        edition: Edition,
        /// The day whose state it tells.
        day: Date,
        /// The words at its head.
        text: String,
        /// What is told.
        #[serde(default)]
        told: Vec<Item>,
        /// What is withheld.
        #[serde(default)]
        withheld: Vec<Withheld>,
        /// Who published it.
        by: Actor,
    },
    /// It ended.
    Concluded {
        /// Who ended it.
        by: Actor,
        /// What came of it.
        summary: String,
    },
}

/// One thing that lacks before something can be done to a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The campaign is concluded.
    Concluded(CampaignId),
    /// It would end before it begins.
    Backwards(Date, Date),
    /// Nothing would change.
    Unchanged,
    /// Only what is closed in this campaign can be looked at again.
    NotClosed(FindingId),
    /// So many are to be drawn of so many.
    Sample {
        /// How many are to be drawn.
        take: u32,
        /// Of how many.
        of: usize,
    },
    /// No finding is registered yet.
    NothingToPublish,
    /// More than one entry holds.
    TooMuch(usize),
    /// A publication tells of every registered finding, if only that it is withheld.
    LeftOut(FindingId),
    /// Only a registered finding of this campaign is published.
    NotPublishable(FindingId),
    /// What is withheld is withheld for a reason.
    NoReason(FindingId),
    /// The problem of one person is nothing for everybody.
    Personal(FindingId),
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: CampaignId, command: &Command, given: &Given) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let event = match command {
        Command::Open { content, profile } => {
            lacks.free(states.campaign(id), id);
            sound(states, content, &BTreeSet::new(), &mut lacks);
            Event::Opened { content: content.clone(), profile: profile.clone() }
        }
        Command::Revise { content, reason } => {
            lacks.reason(reason);
            let campaign = running(states, id, &mut lacks);
            let known = campaign.as_ref().map(|campaign| campaign.content.units.clone()).unwrap_or_default();
            sound(states, content, &known, &mut lacks);
            lacks.unless(campaign.is_none_or(|campaign| campaign.content != *content), Refusal::Unchanged);
            Event::Revised { content: content.clone(), by: given.actor, reason: reason.clone() }
        }
        Command::ReplaceProfile { profile, reason } => {
            lacks.reason(reason);
            let campaign = running(states, id, &mut lacks);
            lacks.unless(campaign.is_none_or(|campaign| campaign.profile != **profile), Refusal::Unchanged);
            Event::ProfileReplaced { profile: profile.clone(), by: given.actor, reason: reason.clone() }
        }
        Command::FixSample { candidates, take } => {
            lacks.found(states.campaign(id), id);
            for finding in candidates {
                let closed = states.finding(*finding).is_some_and(|f| f.campaign == id && f.status.is_closed());
                lacks.unless(closed, Refusal::NotClosed(*finding));
            }
            let of = candidates.len();
            let fits = *take > 0 && usize::try_from(*take).is_ok_and(|take| take <= of);
            lacks.unless(fits, Refusal::Sample { take: *take, of });
            Event::SampleFixed { candidates: candidates.iter().copied().collect(), take: *take, by: given.actor }
        }
        Command::Publish { edition, text, findings, all } => {
            publication::publish(states, id, *edition, text, (findings, all), given, &mut lacks)
        }
        Command::Conclude { summary } => {
            lacks.text(summary, Bilingual::fixed("小结", "summary"));
            running(states, id, &mut lacks);
            Event::Concluded { by: given.actor, summary: summary.clone() }
        }
    };
    lacks.pass()?;
    Ok(vec![(id.into(), event.into())])
}

/// The campaign, which must be there and not be concluded.
fn running(states: &dyn States, id: CampaignId, lacks: &mut Lacks) -> Option<std::sync::Arc<State>> {
    let campaign = lacks.found(states.campaign(id), id)?;
    lacks.unless(campaign.concluded.is_none(), Refusal::Concluded(id));
    Some(campaign)
}

/// Units that it had already may have been dissolved since.
fn sound(states: &dyn States, content: &Content, known: &BTreeSet<UnitId>, lacks: &mut Lacks) {
    lacks.text(&content.theme, Bilingual::fixed("专项名称", "theme"));
    all_units(states, content.units.iter().copied(), known, lacks);
    if let Some(until) = content.until.filter(|until| *until < content.from) {
        lacks.add(Refusal::Backwards(content.from, until));
    }
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    let act = |by: &Actor, words: &str| Act { by: *by, at, words: words.to_owned() };
    match event {
        Event::Opened { content, profile } => {
            state = State { content: content.clone(), profile: (**profile).clone(), ..State::default() };
        }
        Event::Revised { content, by, reason } => {
            state.content = content.clone();
            state.changes.push(act(by, reason));
        }
        Event::ProfileReplaced { profile, by, reason } => {
            state.profile = (**profile).clone();
            state.changes.push(act(by, reason));
        }
        Event::SampleFixed { candidates, take, by } => {
            state.samples.push(Sample { candidates: candidates.clone(), take: *take, act: act(by, "") });
        }
        Event::Published { edition, day, text, told, withheld, by } => state.publications.push(Publication {
            edition: *edition,
            day: *day,
            told: told.len() as u64,
            withheld: withheld.len() as u64,
            act: act(by, text),
        }),
        Event::Concluded { by, summary } => state.concluded = Some(act(by, summary)),
    }
    state
}

/// A campaign about nothing, which only a damaged log can hold.
impl Default for Content {
    fn default() -> Self {
        Self { theme: String::new(), examiner: None, units: BTreeSet::new(), from: Date::ZERO, until: None }
    }
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "campaign.opened",
            Self::Revised { .. } => "campaign.revised",
            Self::ProfileReplaced { .. } => "campaign.profile_replaced",
            Self::SampleFixed { .. } => "campaign.sample_fixed",
            Self::Published { .. } => "campaign.published",
            Self::Concluded { .. } => "campaign.concluded",
        }
    }
}

/// A profile is a rule and says nothing of anybody: it stays.
impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Opened { content, .. } => content.redact(),
            Self::Revised { content, reason, .. } => {
                content.redact();
                reason.redact();
            }
            Self::ProfileReplaced { reason, .. } => reason.redact(),
            Self::SampleFixed { .. } => {}
            Self::Published { text, told, withheld, .. } => {
                text.redact();
                told.redact();
                withheld.redact();
            }
            Self::Concluded { summary, .. } => summary.redact(),
        }
    }
}

impl Redact for Content {
    fn redact(&mut self) {
        self.theme.redact();
        self.examiner.redact();
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Concluded(campaign) => {
                Bilingual::new(format!("{campaign} 已结束"), format!("{campaign} is concluded"))
            }
            Self::Backwards(from, until) => Bilingual::new(
                format!("结束日期 {until} 早于开始日期 {from}"),
                format!("it would end on {until}, before it begins on {from}"),
            ),
            Self::Unchanged => Bilingual::fixed("没有变化", "nothing would change"),
            Self::NotClosed(finding) => Bilingual::new(
                format!("{finding} 不是本专项已销号的问题，不能抽查"),
                format!("{finding} is not a closed finding of this campaign and cannot be looked at again"),
            ),
            Self::Sample { of: 0, .. } => Bilingual::fixed(
                "还没有已销号的问题，没有可抽的",
                "no finding is closed yet, so there is nothing to draw from",
            ),
            Self::NothingToPublish => Bilingual::fixed(
                "还没有登记的问题，没有可公开的",
                "no finding is registered yet, so there is nothing to publish",
            ),
            Self::TooMuch(findings) => Bilingual::new(
                format!("一次公开 {findings} 个问题，超过 {} 个，请分专项公开", publication::MOST),
                format!("{findings} findings in one publication: at most {}", publication::MOST),
            ),
            Self::LeftOut(finding) => Bilingual::new(
                format!("{finding} 既没有公开也没有写明不公开的理由"),
                format!("{finding} is neither told nor withheld with a reason"),
            ),
            Self::NotPublishable(finding) => Bilingual::new(
                format!("{finding} 不是本专项已登记的问题，不能公开"),
                format!("{finding} is no registered finding of this campaign and cannot be published"),
            ),
            Self::NoReason(finding) => {
                Bilingual::new(format!("{finding} 不公开，须写明理由"), format!("{finding} is withheld: say why"))
            }
            Self::Personal(finding) => Bilingual::new(
                format!("{finding} 是个人的问题，不得向社会公开"),
                format!("{finding} is the problem of one person and is not published to everybody"),
            ),
            Self::Sample { take, of } => Bilingual::new(
                format!("要从 {of} 个问题里抽 {take} 个：至少 1 个，至多 {of} 个"),
                format!("{take} are to be drawn of {of}: at least 1, at most {of}"),
            ),
        }
    }
}

#[cfg(test)]
mod tests;
