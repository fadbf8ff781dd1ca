//! A paper (材料) that was read: what it is known by, and which one it replaces.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Bilingual, CampaignId, Digest, Events, Given, Lacks, PaperId, Redact, States, Stream};

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// What is known of it.
    pub content: Content,
    /// When it was stored.
    pub stored: Timestamp,
    /// The earlier version that it replaces.
    pub supersedes: Option<PaperId>,
    /// The later version that replaces it.
    pub superseded_by: Option<PaperId>,
    /// Findings, causes and measures that people read from it by hand, beside those that came in with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Stream>,
}

/// What is known of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// The file's name.
    pub name: String,
    /// The file's digest.
    pub digest: Digest,
    /// The file's size in bytes.
    #[serde(default)]
    pub size: u64,
    /// The campaign that it belongs to.
    #[serde(default)]
    pub campaign: Option<CampaignId>,
    /// Its title.
    #[serde(default)]
    pub title: Option<String>,
    /// Its number (文号).
    #[serde(default)]
    pub number: Option<String>,
    /// Its kind.
    #[serde(default)]
    pub genre: Genre,
    /// Its own date.
    #[serde(default)]
    pub date: Option<Date>,
}

/// Kinds of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Genre {
    /// 对照检查材料
    SelfExamination,
    /// 巡视巡察反馈意见、检查通报
    InspectionFeedback,
    /// 整改方案
    RectificationPlan,
    /// 整改情况报告、台账
    RectificationReport,
    /// 审计报告
    AuditReport,
    /// Anything else.
    #[default]
    Other,
}

/// What somebody wants done to a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Enter it.
    Register {
        /// What is known of it.
        content: Content,
        /// The earlier version that it replaces.
        supersedes: Option<PaperId>,
    },
    /// Say that a finding, cause or measure was read from it by hand.
    AddItem {
        /// Which.
        item: Stream,
    },
}

/// Something that happened to a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was entered.
    Registered {
        /// What is known of it.
        content: Content,
        /// The earlier version that it replaces.
        #[serde(default)]
        supersedes: Option<PaperId>,
    },
    /// A later version replaces it.
    Superseded {
        /// Which.
        by: PaperId,
    },
    /// Something was read from it by hand.
    ItemAdded {
        /// Which finding, cause or measure.
        item: Stream,
    },
}

/// One thing that lacks before something can be done to a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Another version replaces that paper already: earlier, later.
    Superseded(PaperId, PaperId),
    /// The same bytes as that paper, which it is to replace.
    SameBytes(PaperId),
    /// That is nothing that a paper says.
    NoItem(Stream),
    /// It is known to be read from it.
    HasItem(Stream),
}

/// What follows from `command`, or everything that lacks.
///
/// # Errors
/// The domain says no.
pub fn decide(states: &dyn States, id: PaperId, command: &Command, _: &Given) -> Result<Events, crate::Refusal> {
    match command {
        Command::Register { content, supersedes } => register(states, id, content, *supersedes),
        Command::AddItem { item } => add_item(states, id, *item),
    }
}

fn register(
    states: &dyn States,
    id: PaperId,
    content: &Content,
    supersedes: Option<PaperId>,
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.free(states.paper(id), id);
    lacks.text(&content.name, Bilingual::fixed("文件名", "name of the file"));
    if let Some(campaign) = content.campaign {
        lacks.found(states.campaign(campaign), campaign);
    }
    if let Some(earlier) = supersedes
        && let Some(paper) = lacks.found(states.paper(earlier), earlier)
    {
        lacks.unless(paper.content.digest != content.digest, Refusal::SameBytes(earlier));
        if let Some(later) = paper.superseded_by {
            lacks.add(Refusal::Superseded(earlier, later));
        }
    }
    lacks.pass()?;
    let registered = Event::Registered { content: content.clone(), supersedes };
    let mut events = vec![(id.into(), registered.into())];
    events.extend(supersedes.map(|earlier| (earlier.into(), Event::Superseded { by: id }.into())));
    Ok(events)
}

fn add_item(states: &dyn States, id: PaperId, item: Stream) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    if let Some(paper) = lacks.found(states.paper(id), id) {
        lacks.unless(!paper.items.contains(&item), Refusal::HasItem(item));
    }
    match item {
        Stream::Finding(_) | Stream::Cause(_) | Stream::Measure(_) => {
            lacks.found(states.state(&item), item);
        }
        _ => lacks.add(Refusal::NoItem(item)),
    }
    lacks.pass()?;
    Ok(vec![(id.into(), Event::ItemAdded { item }.into())])
}

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    match event {
        Event::Registered { content, supersedes } => {
            state = State { content: content.clone(), stored: at, supersedes: *supersedes, ..State::default() };
        }
        Event::Superseded { by } => state.superseded_by = Some(*by),
        Event::ItemAdded { item } => state.items.push(*item),
    }
    state
}

impl Genre {
    /// Its name in JSON and in projections.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SelfExamination => "self_examination",
            Self::InspectionFeedback => "inspection_feedback",
            Self::RectificationPlan => "rectification_plan",
            Self::RectificationReport => "rectification_report",
            Self::AuditReport => "audit_report",
            Self::Other => "other",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::SelfExamination => Bilingual::fixed("对照检查材料", "self-examination statement"),
            Self::InspectionFeedback => Bilingual::fixed("反馈意见", "inspection feedback"),
            Self::RectificationPlan => Bilingual::fixed("整改方案", "rectification plan"),
            Self::RectificationReport => Bilingual::fixed("整改情况报告", "rectification report"),
            Self::AuditReport => Bilingual::fixed("审计报告", "audit report"),
            Self::Other => Bilingual::fixed("其他", "other"),
        }
    }
}

impl Event {
    /// Its kind: a versioned promise.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "paper.registered",
            Self::Superseded { .. } => "paper.superseded",
            Self::ItemAdded { .. } => "paper.item_added",
        }
    }
}

impl Redact for Event {
    fn redact(&mut self) {
        match self {
            Self::Registered { content, .. } => {
                content.name.redact();
                content.title.redact();
                content.number.redact();
            }
            Self::Superseded { .. } | Self::ItemAdded { .. } => {}
        }
    }
}

impl Refusal {
    /// What lacks, in one sentence.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Superseded(earlier, later) => Bilingual::new(
                format!("{earlier} 已被 {later} 取代，应取代最新的一份"),
                format!("{later} replaces {earlier} already: replace the latest version"),
            ),
            Self::SameBytes(earlier) => Bilingual::new(
                format!("与 {earlier} 内容完全相同，无须登记"),
                format!("it is the same file as {earlier}: nothing is to be entered"),
            ),
            Self::NoItem(item) => Bilingual::new(
                format!("{item} 不是问题、原因或措施"),
                format!("{item} is no finding, cause or measure"),
            ),
            Self::HasItem(item) => {
                Bilingual::new(format!("{item} 已在这份材料下"), format!("{item} belongs to this paper already"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
