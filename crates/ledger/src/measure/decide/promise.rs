//! What is promised, and how that changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Case, open_finding};
use crate::decide::Events;
use crate::measure::{Commitment, Content, Event, Milestone, Plan, Refusal, Status};
use crate::profile::Kind;
use crate::reading::{all_persons, all_posts, all_sources, all_units, campaign, plans_freely};
use crate::{
    Bilingual, CampaignId, FindingId, Given, Lacks, MeasureId, Quantity, Source, States, Stream, UnitId, finding,
};

const STATEMENT: Bilingual = Bilingual::fixed("措施内容", "statement");

/// A finding that a measure is to answer.
type Found = (FindingId, Arc<finding::State>);

pub(super) fn register(
    states: &dyn States,
    (id, of): (MeasureId, CampaignId),
    findings: &[FindingId],
    plan: &Plan,
    sources: &[Source],
    given: &Given,
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.free(states.measure(id), id);
    lacks.found(states.campaign(of), of);
    let ids: BTreeSet<_> = findings.iter().copied().collect();
    let found: Vec<Found> =
        ids.into_iter().filter_map(|id| Some((id, open_finding(states, id, &mut lacks)?))).collect();
    let deadline = plan.deadline.or_else(|| default_deadline(states, of, &found, plan.content.kind));
    check_plan(states, plan, deadline, &mut lacks);
    all_sources(states, sources, &mut lacks);
    lacks.pass()?;
    let plan = Plan { deadline, milestones: plan.milestones.iter().map(unreached).collect(), ..plan.clone() };
    let findings = found.iter().map(|(id, _)| *id).collect();
    let registered =
        Event::Registered { campaign: of, findings, plan: Box::new(plan), sources: sources.to_vec(), on: given.today };
    let mut events = vec![(Stream::Measure(id), registered.into())];
    for (finding, state) in found {
        events.extend(tie_to(states, finding, &state, id)?);
    }
    Ok(events)
}

/// The profile's deadline for measures of this kind, counted from the day on which the campaign had its findings, or on
/// which one of those that it answers came back.
fn default_deadline(states: &dyn States, of: CampaignId, found: &[Found], kind: Option<Kind>) -> Option<Date> {
    let campaign = states.campaign(of)?;
    let rule = campaign.profile.default_deadline(kind?)?;
    let rebounds = found.iter().filter_map(|(_, finding)| finding.rebounded_on());
    let from = rebounds.fold(campaign.content.from, Date::max);
    Some(rule.value.after(from, &states.calendar()))
}

/// In the finding's own stream, so that closing it conflicts with a measure that comes at the same time.
fn tie_to(
    states: &dyn States,
    id: FindingId,
    finding: &finding::State,
    measure: MeasureId,
) -> Result<Events, crate::Refusal> {
    let mut events = vec![(Stream::Finding(id), finding::Event::MeasureTied { measure }.into())];
    if finding.status == finding::Status::Registered && plans_freely(&campaign(states, finding.campaign)?.profile) {
        events.push((Stream::Finding(id), finding::Event::Started {}.into()));
    }
    Ok(events)
}

fn check_plan(states: &dyn States, plan: &Plan, deadline: Option<Date>, lacks: &mut Lacks) {
    check_content(states, &plan.content, None, lacks);
    for milestone in &plan.milestones {
        check_milestone(milestone, deadline, lacks);
    }
    for commitment in &plan.commitments {
        check_commitment(commitment, lacks);
    }
    for item in &plan.checklist {
        check_checklist_item(item, lacks);
    }
}

fn check_content(states: &dyn States, content: &Content, before: Option<&Content>, lacks: &mut Lacks) {
    lacks.text(&content.statement, STATEMENT);
    all_persons(states, content.lead.into_iter().chain(content.owner), lacks);
    all_posts(states, content.owner_post, lacks);
    let before = before.map(units).unwrap_or_default();
    all_units(states, units(content), &before, lacks);
}

fn units(content: &Content) -> BTreeSet<UnitId> {
    content.unit.into_iter().chain(content.cooperating.iter().copied()).collect()
}

fn check_milestone(milestone: &Milestone, deadline: Option<Date>, lacks: &mut Lacks) {
    lacks.text(&milestone.text, Bilingual::fixed("节点目标", "milestone"));
    if let Some(deadline) = deadline {
        lacks.unless(milestone.due <= deadline, Refusal::MilestoneLate(milestone.due, deadline));
    }
}

fn check_commitment(commitment: &Commitment, lacks: &mut Lacks) {
    lacks.text(&commitment.text, Bilingual::fixed("承诺", "commitment"));
    let something = commitment.at_most || commitment.quantity != Some(Quantity::default());
    lacks.unless(something, Refusal::NoQuantity);
    if let Some(until) = commitment.until {
        lacks.unless(commitment.from <= until, Refusal::BeforeStart(commitment.from));
    }
}

fn check_checklist_item(item: &str, lacks: &mut Lacks) {
    lacks.text(item, Bilingual::fixed("佐证清单", "item of the evidence checklist"));
}

/// What is only promised now was not reached.
fn unreached(milestone: &Milestone) -> Milestone {
    Milestone { reached: None, dropped: false, ..milestone.clone() }
}

pub(super) fn edit(case: &Case<'_>, content: &Content, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    case.none_closed(&mut lacks);
    lacks.reason(reason);
    lacks.unless(*content != case.state.content, Refusal::Unchanged);
    check_content(case.states, content, Some(&case.state.content), &mut lacks);
    lacks.pass()?;
    Ok(case.events([Event::Edited { content: Box::new(content.clone()), reason: reason.to_owned() }]))
}

pub(super) fn set_deadline(case: &Case<'_>, deadline: Date, words: Option<&String>) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    if let Some(has) = case.state.deadline {
        lacks.add(Refusal::HasDeadline(has));
    }
    for milestone in case.state.milestones.iter().filter(|milestone| milestone.due > deadline) {
        lacks.add(Refusal::MilestoneLate(milestone.due, deadline));
    }
    lacks.pass()?;
    Ok(case.events([Event::DeadlineSet { deadline, words: words.cloned() }]))
}

pub(super) fn tie(case: &Case<'_>, finding: FindingId) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    if case.state.status == Status::Dropped {
        case.must_be(Status::Open, &mut lacks);
    }
    lacks.unless(!case.state.findings.contains(&finding), Refusal::Tied(finding));
    let found = open_finding(case.states, finding, &mut lacks);
    lacks.pass()?;
    let mut events = case.events([Event::FindingTied { finding }]);
    if let Some(found) = found {
        events.extend(tie_to(case.states, finding, &found, case.id)?);
    }
    Ok(events)
}

pub(super) fn untie(case: &Case<'_>, finding: FindingId, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.reason(reason);
    lacks.unless(case.state.findings.contains(&finding), Refusal::NotTied(finding));
    open_finding(case.states, finding, &mut lacks);
    lacks.pass()?;
    let reason = reason.to_owned();
    let untied = finding::Event::MeasureUntied { measure: case.id, reason: reason.clone() };
    let mut events = case.events([Event::FindingUntied { finding, reason }]);
    events.push((Stream::Finding(finding), untied.into()));
    Ok(events)
}

pub(super) fn add_milestone(case: &Case<'_>, milestone: &Milestone) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    case.none_closed(&mut lacks);
    check_milestone(milestone, case.state.deadline, &mut lacks);
    lacks.pass()?;
    Ok(case.events([Event::MilestoneAdded { milestone: unreached(milestone) }]))
}

pub(super) fn drop_milestone(case: &Case<'_>, number: u32, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    case.none_closed(&mut lacks);
    lacks.reason(reason);
    lacks.unless(case.state.open_milestone(number).is_some(), Refusal::NoMilestone(number));
    lacks.pass()?;
    Ok(case.events([Event::MilestoneDropped { milestone: number, reason: reason.to_owned() }]))
}

pub(super) fn add_commitment(case: &Case<'_>, commitment: &Commitment) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    check_commitment(commitment, &mut lacks);
    lacks.pass()?;
    Ok(case.events([Event::CommitmentAdded { commitment: commitment.clone() }]))
}

/// What was owed until today stays owed: nobody ends a promise to be rid of what was missed.
pub(super) fn end_commitment(
    case: &Case<'_>,
    number: u32,
    until: Date,
    reason: &str,
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    lacks.reason(reason);
    match case.state.commitment(number) {
        None => lacks.add(Refusal::NoCommitment(number)),
        Some(commitment) => {
            lacks.unless(commitment.until != Some(until), Refusal::Unchanged);
            let earliest = commitment.from.max(case.given.today);
            lacks.unless(until >= earliest, Refusal::BeforeStart(earliest));
        }
    }
    lacks.pass()?;
    Ok(case.events([Event::CommitmentEnded { commitment: number, until, reason: reason.to_owned() }]))
}

pub(super) fn add_checklist_item(case: &Case<'_>, item: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(Status::Open, &mut lacks);
    case.none_closed(&mut lacks);
    check_checklist_item(item, &mut lacks);
    lacks.pass()?;
    Ok(case.events([Event::ChecklistItemAdded { item: item.to_owned() }]))
}
