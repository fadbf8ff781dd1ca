//! A paper, and the items that were read from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use ledger::finding::{self, Status};
use ledger::{CauseId, Command, FindingId, PaperId, Stream, cause, paper};
use store::{FindingQuery, Sight};

use super::View;
use crate::import::known;
use crate::{Failure, Numbered};

/// How many drafts are looked at for telling which papers they come from.
const DRAFTS: u64 = 500;

impl View<'_> {
    /// What is known of a paper; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn paper_state(&self, id: PaperId) -> Result<Option<Arc<paper::State>>, Failure> {
        self.sound(self.states().paper(id))
    }

    /// A cause as it is; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn cause_state(&self, id: CauseId) -> Result<Option<Arc<cause::State>>, Failure> {
        self.sound(self.states().cause(id))
    }

    /// The findings, causes and measures that were read from a paper or from an earlier version of it, in the order in which
    /// they were entered; those that people read from it by hand come last.
    ///
    /// # Errors
    /// The database failed.
    pub fn paper_items(&self, id: PaperId) -> Result<Vec<Stream>, Failure> {
        let entries = known::entries(&self.reader, self.states(), id)?;
        let entered = entries.into_iter().map(|entry| entry.stream);
        let versions = known::versions(self.states(), id);
        let by_hand = versions.iter().filter_map(|version| self.states().paper(*version)).flat_map(|p| p.items.clone());
        let mut items: Vec<Stream> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for stream in entered.chain(by_hand) {
            if matches!(stream, Stream::Finding(_) | Stream::Cause(_) | Stream::Measure(_)) && seen.insert(stream) {
                items.push(stream);
            }
        }
        self.sound(items)
    }

    /// Everything that lacks before a draft can be registered; nothing where it can be.
    ///
    /// # Errors
    /// The database failed.
    pub fn lacks_before_registering(&self, id: FindingId) -> Result<Vec<ledger::Bilingual>, Failure> {
        let register = Command::Finding(id, finding::Command::Register {});
        let decided = ledger::decide(self, &register, &self.given());
        let lacks = decided.err().map(|refusal| refusal.reasons.iter().map(ledger::Reason::message).collect());
        self.sound(lacks.unwrap_or_default())
    }

    /// How many drafts within `sight` wait to be checked, by the paper in which each was read first.
    ///
    /// # Errors
    /// The database failed.
    pub fn drafts_by_paper(&self, sight: Sight) -> Result<BTreeMap<PaperId, usize>, Failure> {
        let query = FindingQuery { status: vec![Status::Draft], sight, limit: DRAFTS, ..FindingQuery::all(self.today) };
        let mut counts = BTreeMap::new();
        for row in self.reader.findings(&query)?.rows {
            let paper = self.states().finding(row.id).and_then(|state| state.sources.first().map(|s| s.paper));
            if let Some(paper) = paper {
                *counts.entry(paper).or_default() += 1;
            }
        }
        self.sound(counts)
    }

    /// The names of one kind, for suggesting them: each name that only one has, else the id with the name behind it.
    ///
    /// # Errors
    /// The database failed.
    pub fn called<I: Numbered>(&self) -> Result<Vec<(I, String)>, Failure> {
        let all = self.all::<I>()?;
        let mut named: Vec<(I, String)> = all
            .iter()
            .map(|(id, state)| (*id, crate::names::title(state)))
            .filter(|(_, name)| !name.is_empty())
            .collect();
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for (_, name) in &named {
            *times.entry(name.clone()).or_default() += 1;
        }
        for (id, name) in &mut named {
            if times.get(name).is_some_and(|times| *times > 1) {
                *name = id.to_string();
            }
        }
        Ok(named)
    }
}
