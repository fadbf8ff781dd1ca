//! What of the ledger a workbook is compared with.

use std::collections::BTreeSet;

use ledger::{CampaignId, CauseId, FindingId, MeasureId, State, Stream};
use report::exchange::{Changes, Mark, Point, Reading, changes as compare};
use store::{Cursor, FindingQuery, Reader};

use super::{Terms, book};
use crate::{App, Failure, Numbered, Plan};

/// Rows that are asked for at a time.
const PAGE: u64 = 1000;

/// What is wanted of the ledger.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub findings: Vec<FindingId>,
    pub measures: BTreeSet<MeasureId>,
    pub causes: BTreeSet<CauseId>,
}

impl From<Vec<FindingId>> for Wanted {
    fn from(findings: Vec<FindingId>) -> Self {
        Self { findings, ..Self::default() }
    }
}

/// The findings of `query`, whatever its page, in its order.
pub(super) fn findings(reader: &Reader<'_>, query: &FindingQuery) -> Result<Vec<FindingId>, Failure> {
    let mut found = Vec::new();
    each(reader, query.clone(), |row| found.push(row.id))?;
    Ok(found)
}

fn each(reader: &Reader<'_>, mut query: FindingQuery, mut take: impl FnMut(store::FindingRow)) -> Result<(), Failure> {
    query.limit = PAGE;
    loop {
        let page = reader.findings(&query)?;
        page.rows.into_iter().for_each(&mut take);
        let next: Option<Cursor> = page.next;
        if next.is_none() {
            return Ok(());
        }
        query.after = next;
    }
}

/// What the workbook wants of the ledger as `plan` found it.
pub(super) fn changes(app: &App, plan: &Plan<'_>, reading: &Reading, terms: &Terms) -> Result<Changes, Failure> {
    let wanted = wanted(plan, reading, terms)?;
    let head = head(app, plan.reader())?;
    let size = head.1.size;
    let campaigns = campaigns(plan.reader())?;
    let book = book::of(plan.states(), &wanted, campaigns, head, plan.given().today, terms.lang);
    let mut known = BTreeSet::new();
    for mark in reading.marks().into_iter().filter(|mark| mark.size <= size) {
        if Mark::of(point(app, plan.reader(), mark.size)?) == *mark {
            known.insert(mark.clone());
        }
    }
    Ok(compare(reading, &book, &|mark: &Mark| known.contains(mark)))
}

/// All campaigns.
pub(super) fn campaigns(reader: &Reader<'_>) -> Result<Vec<CampaignId>, Failure> {
    Ok(reader.all(CampaignId::KIND)?.iter().filter_map(|(stream, _)| CampaignId::of(stream)).collect())
}

/// The name of the log, and its checkpoint now.
pub(super) fn head(app: &App, reader: &Reader<'_>) -> Result<(String, Point), Failure> {
    let head = reader.head()?;
    // The first line of a checkpoint names the log.
    let origin = head.note.lines().next().unwrap_or_default().to_owned();
    Ok((origin, point(app, reader, head.size)?))
}

/// The checkpoint of the log at `size`.
fn point(app: &App, reader: &Reader<'_>, size: u64) -> Result<Point, Failure> {
    let root = tlog::tree::root(app.store.algorithm(), size, reader)?;
    Ok(Point { size, root: root.0 })
}

/// Everything that the workbook names, and what has the words of its new rows.
fn wanted(plan: &Plan<'_>, reading: &Reading, terms: &Terms) -> Result<Wanted, Failure> {
    let mut wanted = Wanted::default();
    let mut findings = BTreeSet::new();
    for id in reading.ids() {
        match id.parse::<Stream>() {
            Ok(Stream::Finding(id)) => drop(findings.insert(id)),
            Ok(Stream::Measure(id)) => drop(wanted.measures.insert(id)),
            Ok(Stream::Cause(id)) => drop(wanted.causes.insert(id)),
            _ => {}
        }
    }
    let words = reading.new_words();
    if !words.is_empty() {
        let known = findings.iter().filter_map(|id| plan.states().finding(*id)).map(|finding| finding.campaign);
        let campaigns: BTreeSet<CampaignId> = known.chain(terms.campaign).collect();
        let today = plan.given().today;
        for campaign in campaigns {
            let query = FindingQuery { campaign: Some(campaign), ..FindingQuery::all(today) };
            each(plan.reader(), query, |row| {
                if words.contains(row.statement.trim()) {
                    findings.insert(row.id);
                }
            })?;
        }
        for (stream, snapshot) in plan.reader().all(CauseId::KIND)? {
            let said = matches!(&snapshot.state, State::Cause(cause) if words.contains(cause.statement.trim()));
            wanted.causes.extend(CauseId::of(&stream).filter(|_| said));
        }
    }
    wanted.findings = findings.into_iter().filter(|id| plan.states().finding(*id).is_some()).collect();
    Ok(wanted)
}
