//! What the ledger took from earlier versions of a paper.
//!
//! An import is one act, and all its entries carry the act's key: so the entries that entered a version of the paper lead to
//! everything that was read from it, and to what each item said then.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Event, PaperId, State, States, Stream, paper};
use store::{Entry, Reader};

use super::proposal::{Item, LeftOver};
use super::{Incoming, Intake, PaperChange, Version};
use crate::{Failure, Numbered, Plan};

/// What is known of a paper before it is taken in.
pub(super) struct Known {
    /// What it is to the ledger.
    pub change: PaperChange,
    /// Everything that was read from its earlier versions, by id, as the paper said it last.
    pub items: BTreeMap<Stream, Event>,
    /// What the items say now, for those that are left over.
    texts: BTreeMap<Stream, String>,
}

/// Finds the earlier versions of `incoming` and what was read from them.
pub(super) fn of(plan: &Plan<'_>, incoming: &Incoming, intake: &Intake) -> Result<Known, Failure> {
    let change = change(plan, incoming, intake)?;
    let mut known = Known { change, items: BTreeMap::new(), texts: BTreeMap::new() };
    let PaperChange::Version(latest) = change else { return Ok(known) };
    for entry in entries(plan.reader(), plan.states(), latest)? {
        if matches!(entry.stream, Stream::Finding(_) | Stream::Cause(_) | Stream::Measure(_)) {
            let event = entry.event()?;
            if says(&event) {
                known.items.insert(entry.stream, event);
            }
        }
    }
    for stream in known.items.keys() {
        let text = match plan.states().state(stream) {
            Some(State::Finding(state)) if !state.status.is_void() => state.content.statement.clone(),
            Some(State::Measure(state)) if state.dropped.is_none() => state.content.statement.clone(),
            Some(State::Cause(state)) if state.withdrawn.is_none() => state.statement.clone(),
            _ => continue,
        };
        known.texts.insert(*stream, text);
    }
    Ok(known)
}

/// Whether an event holds all that an item says.
const fn says(event: &Event) -> bool {
    matches!(
        event,
        Event::Finding(ledger::finding::Event::Drafted { .. } | ledger::finding::Event::Edited { .. })
            | Event::Cause(ledger::cause::Event::Registered { .. } | ledger::cause::Event::Edited { .. })
            | Event::Measure(ledger::measure::Event::Registered { .. } | ledger::measure::Event::Edited { .. })
    )
}

/// The entries of the acts that took in `latest` and the versions before it, the oldest first.
pub(crate) fn entries(reader: &Reader<'_>, states: &dyn States, latest: PaperId) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    for version in versions(states, latest) {
        let began = reader.history(&version.into())?.into_iter().next();
        if let Some(began) = began {
            entries.extend(reader.command(&began.command)?);
        }
    }
    Ok(entries)
}

/// The versions of a paper up to `latest`, the oldest first.
pub(crate) fn versions(states: &dyn States, latest: PaperId) -> Vec<PaperId> {
    let mut versions = vec![latest];
    while let Some(earlier) = versions.last().and_then(|id| states.paper(*id)).and_then(|paper| paper.supersedes) {
        versions.push(earlier);
    }
    versions.reverse();
    versions
}

fn change(plan: &Plan<'_>, incoming: &Incoming, intake: &Intake) -> Result<PaperChange, Failure> {
    let all = plan.reader().all(PaperId::KIND)?;
    let mine = all.iter().filter_map(|(stream, snapshot)| match &snapshot.state {
        State::Paper(paper) if paper.content.campaign == Some(intake.campaign) => {
            Some((PaperId::of(stream)?, &**paper))
        }
        _ => None,
    });
    let mine: Vec<(PaperId, &paper::State)> = mine.collect();
    let same = || mine.iter().filter(|(_, paper)| paper.content.digest == incoming.digest);
    if let Some((id, _)) = same().rfind(|(_, paper)| paper.superseded_by.is_none()) {
        return Ok(PaperChange::Same(*id));
    }
    // An old file that is taken in by mistake must not turn the ledger back; whoever wants that says which paper it replaces.
    if let Some((id, _)) = same().next_back()
        && !matches!(intake.version, Version::Of(_))
    {
        return Ok(PaperChange::Earlier { paper: *id, latest: latest(plan, *id) });
    }
    let mine: Vec<_> = mine.into_iter().filter(|(_, paper)| paper.superseded_by.is_none()).collect();
    let title = incoming.extraction.title.as_deref();
    let like = |paper: &paper::State| {
        paper.content.name == incoming.name || (title.is_some() && paper.content.title.as_deref() == title)
    };
    Ok(match intake.version {
        Version::New => PaperChange::New,
        Version::Of(id) => PaperChange::Version(id),
        // Of two that look alike the later one.
        Version::Likely => {
            mine.iter().rfind(|(_, paper)| like(paper)).map_or(PaperChange::New, |(id, _)| PaperChange::Version(*id))
        }
    })
}

/// The version of a paper that holds now.
fn latest(plan: &Plan<'_>, paper: PaperId) -> PaperId {
    let mut latest = paper;
    // A later version has a higher number: what a damaged log says else ends here.
    while let Some(later) =
        plan.states().paper(latest).and_then(|paper| paper.superseded_by).filter(|later| *later > latest)
    {
        latest = later;
    }
    latest
}

impl Known {
    /// What is among the items of no version but earlier ones.
    pub fn left_over(&self, items: &[Item]) -> Vec<LeftOver> {
        let found: BTreeSet<Stream> = items.iter().map(|item| item.id).collect();
        let left = self.texts.iter().filter(|(stream, _)| !found.contains(stream));
        left.map(|(id, text)| LeftOver { id: *id, text: text.clone() }).collect()
    }
}
