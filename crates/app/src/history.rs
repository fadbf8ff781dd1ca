//! What happened, in words: one sentence for each kind of event.

mod account;
mod finding;
mod measure;
mod organisation;
mod other;

use jiff::Timestamp;
use jiff::civil::DateTime;
use ledger::profile::Step;
use ledger::{Actor, Bilingual, CampaignId, Event, State, Stream};
use serde::Serialize;
use store::{Entry, FindingQuery, MeasureQuery};

use crate::log::Checked;
use crate::{Failure, View, view};

/// More than any campaign has.
const ALL: u64 = 1 << 40;

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
        let of = Some(campaign);
        let mut streams = vec![Stream::Campaign(campaign)];
        let papers = self.papers()?.rows.into_iter();
        let belongs = |paper: &crate::view::Paper| paper.campaign.as_ref().is_some_and(|of| of.id == campaign.into());
        streams.extend(papers.filter(belongs).map(|paper| Stream::from(paper.id)));
        let findings = FindingQuery { campaign: of, limit: ALL, ..FindingQuery::all(self.today) };
        streams.extend(self.reader.findings(&findings)?.rows.iter().map(|row| Stream::from(row.id)));
        let measures = MeasureQuery { campaign: of, limit: ALL, ..MeasureQuery::all(self.today) };
        streams.extend(self.reader.measures(&measures)?.rows.iter().map(|row| Stream::from(row.id)));
        let mut lines = Vec::new();
        for stream in streams {
            lines.extend(self.history(stream)?);
        }
        lines.sort_unstable_by_key(|line| line.seq);
        Ok(lines)
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
            words: Told { view: Some(self), stream: entry.stream, version: entry.version }.sentence(&entry.event()?),
            erased: entry.is_erased(),
        })
    }

    /// A stream as it was before one of its entries.
    fn before(&self, stream: Stream, version: u64) -> Option<State> {
        let entries = self.reader.history(&stream).ok()?;
        let earlier = entries.iter().filter(|entry| entry.version < version);
        earlier.fold(None, |state, entry| match entry.event() {
            Ok(event) => Some(State::evolve(state, &event, entry.at)),
            Err(_) => state,
        })
    }
}

/// An entry of which a receipt proves that the log holds it, told without the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// Its number in the log.
    pub seq: u64,
    /// What it is about.
    pub stream: Stream,
    /// Its kind.
    pub kind: String,
    /// Who did it: `P7`.
    pub who: Bilingual,
    /// When.
    pub at: Timestamp,
    /// What happened; `None` where the receipt keeps it back or it was erased.
    pub words: Option<Bilingual>,
}

/// The entry that a receipt proves; `None` for a checkpoint, and where it is not what this program writes.
#[must_use]
pub fn proven(checked: &Checked) -> Option<Proven> {
    let header = checked.entry.as_ref()?;
    let text = |name: &str| header.get(name)?.as_str();
    let (stream, kind) = (text("stream")?.parse().ok()?, text("kind")?);
    let version = header.get("version")?.as_u64()?;
    let event = checked.payload.as_ref().and_then(|payload| Event::parse(kind, payload.to_string().as_bytes()).ok());
    Some(Proven {
        seq: header.get("seq")?.as_u64()?,
        stream,
        kind: kind.to_owned(),
        who: view::who(text("actor")?.parse().ok()?, |person| person.to_string()),
        at: text("at")?.parse().ok()?,
        words: event.map(|event| Told { view: None, stream, version }.sentence(&event)),
    })
}

/// An event while it is put into words.
#[derive(Clone, Copy)]
struct Told<'v, 'a> {
    /// `None` where there is no ledger: then nothing but ids is known, and not what was before.
    view: Option<&'v View<'a>>,
    stream: Stream,
    version: u64,
}

impl Told<'_, '_> {
    /// What happened, in one sentence that does not name what it happened to.
    fn sentence(self, event: &Event) -> Bilingual {
        match event {
            Event::Unit(event) => organisation::unit(self, event),
            Event::Person(event) => organisation::person(self, event),
            Event::Post(event) => organisation::post(self, event),
            Event::HandOver(event) => organisation::hand_over(self, event),
            Event::Account(event) => account::sentence(self, event),
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

    /// What it happened to, as it was before.
    fn before(self) -> Option<State> {
        self.view?.before(self.stream, self.version)
    }

    fn name_of(self, id: impl Into<Stream>) -> String {
        let id = id.into();
        self.view.map_or_else(|| id.to_string(), |view| view.name_of(id))
    }

    /// A level of approval by its title in the profile; by its key where the profile has no such level any more.
    fn level(self, step: Step, key: &str) -> Bilingual {
        let profile = self.view.and_then(|view| {
            view.profile(match self.stream {
                Stream::Finding(id) => view.states().finding(id)?.campaign,
                Stream::Measure(id) => view.states().measure(id)?.campaign,
                _ => return None,
            })
        });
        let profile = profile.unwrap_or_default();
        let level = profile.levels(step).iter().find(|level| level.key == key);
        level.map_or_else(|| two(key, key), |level| level.title.clone())
    }
}

/// A field that was changed: its label and what it says now.
type Field = (Bilingual, Bilingual);

/// What was changed, field by field, and why.
fn changed(fields: &[Field], reason: &str) -> Bilingual {
    let list = |pick: fn(&Bilingual) -> &str, colon: &str, between: &str| {
        let one = |(label, now): &Field| match pick(now) {
            "" => pick(label).to_owned(),
            now => format!("{}{colon}{now}", pick(label)),
        };
        fields.iter().map(one).collect::<Vec<_>>().join(between)
    };
    if fields.is_empty() {
        return because("修改", "changed", reason);
    }
    let (zh, en) = (list(|b| &b.zh, "改为", "；"), list(|b| &b.en, " now: ", "; "));
    if reason.is_empty() { two(zh, en) } else { two(format!("{zh}（{reason}）"), format!("{en} ({reason})")) }
}

/// The same words in both languages: names, and what people wrote.
fn same(words: impl Into<String>) -> Bilingual {
    let words = words.into();
    two(words.clone(), words)
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
