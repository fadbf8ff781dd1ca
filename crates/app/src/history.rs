//! What happened, in words: one sentence for each kind of event.

mod finding;
mod measure;
mod organisation;
mod other;

use jiff::Timestamp;
use jiff::civil::DateTime;
use ledger::{Actor, Bilingual, CampaignId, Event, Stream};
use serde::Serialize;
use store::Entry;

use crate::{Failure, Numbered, View};

/// An entry, told to people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its number in the log.
    pub seq: u64,
    /// What it is about.
    pub stream: Stream,
    /// Its number in its stream, from 1.
    pub version: u64,
    /// Its kind, such as `finding.registered`.
    pub kind: String,
    /// Who did it: `P7@local`.
    pub actor: String,
    /// Their name.
    pub who: Bilingual,
    /// When.
    pub at: Timestamp,
    /// The same in the ledger's zone.
    pub local: DateTime,
    /// What happened.
    pub words: Bilingual,
    /// Whether its text was erased by law.
    pub erased: bool,
}

impl View<'_> {
    /// Everything that happened to `stream`, in order.
    ///
    /// # Errors
    /// The database failed.
    pub fn history(&self, stream: Stream) -> Result<Vec<Line>, Failure> {
        let entries = self.reader.history(&stream)?;
        let lines = entries.iter().map(|entry| self.line(entry)).collect::<Result<_, _>>()?;
        self.sound(lines)
    }

    /// The latest entries of the whole ledger, in order.
    ///
    /// # Errors
    /// The database failed.
    pub fn latest(&self, limit: u64) -> Result<Vec<Line>, Failure> {
        let size = self.reader.head()?.size;
        let entries = self.reader.entries(size.saturating_sub(limit), limit)?;
        let lines = entries.iter().map(|entry| self.line(entry)).collect::<Result<_, _>>()?;
        self.sound(lines)
    }

    /// Everything that happened to a campaign and to what belongs to it, in order.
    ///
    /// # Errors
    /// The database failed.
    pub fn history_of_campaign(&self, campaign: CampaignId) -> Result<Vec<Line>, Failure> {
        let mut streams = vec![Stream::Campaign(campaign)];
        streams
            .extend(self.streams::<ledger::PaperId>(|view, id| view.states().paper(id)?.content.campaign, campaign)?);
        streams
            .extend(self.streams::<ledger::FindingId>(|view, id| Some(view.states().finding(id)?.campaign), campaign)?);
        streams
            .extend(self.streams::<ledger::MeasureId>(|view, id| Some(view.states().measure(id)?.campaign), campaign)?);
        let mut lines = Vec::new();
        for stream in streams {
            lines.extend(self.history(stream)?);
        }
        lines.sort_unstable_by_key(|line| line.seq);
        Ok(lines)
    }

    /// Those of one kind that belong to `campaign`.
    fn streams<I: Numbered>(
        &self,
        campaign_of: impl Fn(&Self, I) -> Option<CampaignId>,
        campaign: CampaignId,
    ) -> Result<Vec<Stream>, Failure> {
        let all = self.all::<I>()?;
        Ok(all
            .into_iter()
            .filter(|(id, _)| campaign_of(self, *id) == Some(campaign))
            .map(|(id, _)| id.into())
            .collect())
    }

    /// An entry, told to people.
    ///
    /// # Errors
    /// It is not what the program writes.
    pub fn line(&self, entry: &Entry) -> Result<Line, Failure> {
        let who = entry
            .actor
            .parse::<Actor>()
            .map_or_else(|_| Bilingual::new(entry.actor.clone(), entry.actor.clone()), |actor| self.who(actor));
        Ok(Line {
            seq: entry.seq,
            stream: entry.stream,
            version: entry.version,
            kind: entry.kind.clone(),
            actor: entry.actor.clone(),
            who,
            at: entry.at,
            local: self.local(entry.at),
            words: self.sentence(&entry.event()?),
            erased: entry.is_erased(),
        })
    }

    /// What happened, in one sentence that does not name what it happened to.
    #[must_use]
    pub fn sentence(&self, event: &Event) -> Bilingual {
        match event {
            Event::Unit(event) => organisation::unit(self, event),
            Event::Person(event) => organisation::person(self, event),
            Event::Post(event) => organisation::post(self, event),
            Event::HandOver(event) => organisation::hand_over(self, event),
            Event::Campaign(event) => other::campaign(event),
            Event::Paper(event) => other::paper(event),
            Event::Finding(event) => finding::sentence(self, event),
            Event::Cause(event) => other::cause(event),
            Event::Measure(event) => measure::sentence(self, event),
            Event::Evidence(event) => other::evidence(event),
            Event::Regulation(event) => other::regulation(event),
            Event::Calendar(event) => other::calendar(event),
            Event::Log(event) => other::log(event),
        }
    }
}

/// What is made while the program runs.
fn two(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual::new(zh.into(), en.into())
}

/// `what`, and a reason or note where one was given.
fn because(zh: impl Into<String>, en: impl Into<String>, words: &str) -> Bilingual {
    let (zh, en) = (zh.into(), en.into());
    if words.is_empty() { two(zh, en) } else { two(format!("{zh}：{words}"), format!("{en}: {words}")) }
}

/// Several ids or names in a row.
fn listed<T: std::fmt::Display>(items: impl IntoIterator<Item = T>) -> (String, String) {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    (items.join("、"), items.join(", "))
}
