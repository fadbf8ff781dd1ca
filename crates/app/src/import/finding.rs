//! Findings.

use std::collections::BTreeMap;

use document::Span;
use ledger::{Bilingual, CampaignId, Command, Event, FindingId, Source, States, UnitId, finding};

use super::content::{Fields, list, option, text};
use super::matching::{self, Item as Match};
use super::proposal::{Change, Item};
use super::{PaperChange, Take};
use crate::{Failure, Numbered};

const STATEMENT: Bilingual = Bilingual::fixed("问题表述", "statement");
const MANIFESTATIONS: Bilingual = Bilingual::fixed("具体表现", "manifestations");
const ASPECT: Bilingual = Bilingual::fixed("方面", "aspect");
const NUMBER: Bilingual = Bilingual::fixed("序号", "number");

/// Takes in all findings; the id of each, in the order of the paper.
pub(super) fn all(take: &mut Take<'_, '_>) -> Result<Vec<FindingId>, Failure> {
    let said: Vec<finding::Content> = take.incoming.extraction.findings.iter().map(|f| content(take, f)).collect();
    let before: Vec<(FindingId, &finding::Content)> =
        take.known.items.iter().filter_map(|(id, event)| was(id, event)).collect();
    let pairs = matching::pair(&matches(before.iter().map(|(_, c)| *c)), &matches(said.iter()));
    let mut ids = Vec::with_capacity(said.len());
    for (index, (content, pair)) in said.into_iter().zip(pairs).enumerate() {
        let source = source(take, index);
        let (id, change) = match pair.and_then(|i| before.get(i)) {
            Some((id, base)) => (*id, update(take, *id, base, &content, source)?),
            None => enter(take, &content, source)?,
        };
        let (text, group) = (content.statement, content.aspect);
        take.proposal.items.push(Item { id: id.into(), change, text, group, findings: Vec::new() });
        ids.push(id);
    }
    Ok(ids)
}

fn was<'k>(id: &ledger::Stream, event: &'k Event) -> Option<(FindingId, &'k finding::Content)> {
    match event {
        Event::Finding(finding::Event::Drafted { content, .. } | finding::Event::Edited { content, .. }) => {
            Some((FindingId::of(id)?, content))
        }
        _ => None,
    }
}

fn matches<'c>(contents: impl Iterator<Item = &'c finding::Content>) -> Vec<Match<'c>> {
    let of = |(ordinal, content): (usize, &'c finding::Content)| Match {
        text: &content.statement,
        group: content.aspect.as_deref(),
        ordinal,
    };
    contents.enumerate().map(of).collect()
}

/// What the paper says. Whose problem it is is for people to say; which unit has it, where the campaign examines several.
fn content(take: &Take<'_, '_>, finding: &extract::Finding) -> finding::Content {
    let aspect = finding.aspect.and_then(|index| take.incoming.extraction.aspects.get(index));
    finding::Content {
        statement: finding.statement.clone(),
        manifestations: finding.manifestations.clone(),
        aspect: aspect.map(|aspect| aspect.title.clone()),
        scope: None,
        unit: only_unit(take.plan.states(), take.intake.campaign),
        number: finding.number.map(|number| number.to_string()),
    }
}

fn source(take: &Take<'_, '_>, index: usize) -> Source {
    let spans = take.incoming.extraction.findings.get(index).map_or(&[][..], |f| &f.spans);
    take.source(spans, index)
}

fn enter(take: &mut Take<'_, '_>, content: &finding::Content, source: Source) -> Result<(FindingId, Change), Failure> {
    let id = take.plan.next()?;
    let draft =
        finding::Command::Draft { campaign: take.intake.campaign, content: content.clone(), sources: vec![source] };
    take.plan.run(&Command::Finding(id, draft))?;
    Ok((id, Change::New))
}

/// Registers the findings that are new, once their measures are there: a profile may want a finding to have one.
pub(super) fn register(take: &mut Take<'_, '_>) -> Result<(), Failure> {
    let new = |item: &Item| if item.change == Change::New { FindingId::of(&item.id) } else { None };
    let new: Vec<FindingId> = take.proposal.items.iter().filter_map(new).collect();
    // What lacks keeps it a draft; of many that lack the same it is said once.
    let mut lacking: BTreeMap<Bilingual, Vec<String>> = BTreeMap::new();
    for id in new {
        match take.plan.run(&Command::Finding(id, finding::Command::Register {})) {
            Ok(()) => {}
            Err(Failure::Refused(refusal)) => lacking.entry(refusal.message()).or_default().push(id.to_string()),
            Err(failure) => return Err(failure),
        }
    }
    for (why, ids) in lacking {
        let ids = ids.join(" ");
        take.proposal.remark(format!("{ids} 留作草稿：{}", why.zh), format!("{ids}: kept as drafts: {}", why.en));
    }
    Ok(())
}

fn update(
    take: &mut Take<'_, '_>,
    id: FindingId,
    base: &finding::Content,
    paper: &finding::Content,
    source: Source,
) -> Result<Change, Failure> {
    let Some(state) = take.plan.states().finding(id) else { return Ok(Change::Same) };
    let mut now = state.content.clone();
    let mut fields = Fields::default();
    fields.merge(STATEMENT, &base.statement, &mut now.statement, &paper.statement, text);
    fields.merge(MANIFESTATIONS, &base.manifestations, &mut now.manifestations, &paper.manifestations, list);
    fields.merge(ASPECT, &base.aspect, &mut now.aspect, &paper.aspect, option);
    fields.merge(NUMBER, &base.number, &mut now.number, &paper.number, option);
    let edit = finding::Command::Edit { content: now, reason: take.reason() };
    let change = take.change(fields, &Command::Finding(id, edit))?;
    if matches!(take.known.change, PaperChange::Version(_)) && matches!(change, Change::Edited(_)) {
        take.plan.run(&Command::Finding(id, finding::Command::AddSource { source }))?;
    }
    Ok(change)
}

/// The unit that a campaign examines, where it is one alone.
pub(crate) fn only_unit(states: &dyn States, campaign: CampaignId) -> Option<UnitId> {
    let campaign = states.campaign(campaign)?;
    let mut units = campaign.content.units.iter();
    units.next().copied().filter(|_| units.next().is_none())
}

impl Take<'_, '_> {
    /// The place of an item in the paper: its first passage, its place among its kind.
    pub(super) fn source(&self, spans: &[Span], index: usize) -> Source {
        let passage = spans.first().and_then(|span| {
            let paragraph = self.incoming.document.paragraphs.get(span.paragraph as usize)?;
            let chars = |end: u32| {
                let head = paragraph.text.get(..end as usize)?;
                u32::try_from(head.chars().count()).ok()
            };
            Some(ledger::Passage { paragraph: span.paragraph, start: chars(span.start)?, end: chars(span.end)? })
        });
        Source { paper: self.paper, passage, ordinal: u32::try_from(index + 1).ok() }
    }

    /// Why something is changed that the ledger has already.
    pub(super) fn reason(&self) -> String {
        format!("材料新版 {}", self.paper)
    }

    /// Changes an item where its fields changed; where the domain says no, the ledger's words stand and the proposal says why.
    pub(super) fn change(&mut self, fields: Fields, edit: &Command) -> Result<Change, Failure> {
        let mut kept = fields.contested;
        if fields.changes.is_empty() {
            return Ok(if kept.is_empty() { Change::Same } else { Change::Kept(kept) });
        }
        match self.plan.run(edit) {
            Ok(()) => {
                self.proposal.remarks.append(&mut kept);
                Ok(Change::Edited(fields.changes))
            }
            Err(Failure::Refused(refusal)) => {
                kept.extend(refusal.reasons.iter().map(ledger::Reason::message));
                Ok(Change::Kept(kept))
            }
            Err(failure) => Err(failure),
        }
    }
}
