//! What a finding says, until it is registered and after.

use super::Case;
use crate::decide::Events;
use crate::finding::{Content, Event, Refusal, Status};
use crate::profile::FindingField;
use crate::reading::{all_sources, all_units, plans_freely};
use crate::{Bilingual, CampaignId, FindingId, Lacks, Source, States, Stream};

const OPEN: [Status; 5] = [Status::Draft, Status::Registered, Status::Rectifying, Status::Returned, Status::Rebounded];

pub(super) fn draft(
    states: &dyn States,
    id: FindingId,
    of: CampaignId,
    content: &Content,
    sources: &[Source],
) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    lacks.free(states.finding(id), id);
    check_content(states, content, None, &mut lacks);
    all_sources(states, sources, &mut lacks);
    if let Some(campaign) = lacks.found(states.campaign(of), of) {
        lacks.unless(campaign.concluded.is_none(), Refusal::Concluded(of));
    }
    lacks.pass()?;
    let drafted = Event::Drafted { campaign: of, content: content.clone(), sources: sources.to_vec() };
    Ok(vec![(Stream::Finding(id), drafted.into())])
}

fn check_content(states: &dyn States, content: &Content, before: Option<&Content>, lacks: &mut Lacks) {
    lacks.text(&content.statement, Bilingual::fixed("问题", "statement"));
    let before = before.and_then(|before| before.unit).into_iter().collect();
    all_units(states, content.unit, &before, lacks);
}

pub(super) fn edit(case: &Case<'_>, content: &Content, reason: &str) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(&OPEN, &mut lacks);
    if case.state.status != Status::Draft {
        lacks.reason(reason);
    }
    lacks.unless(*content != case.state.content, Refusal::Unchanged);
    check_content(case.states, content, Some(&case.state.content), &mut lacks);
    lacks.pass()?;
    Ok(case.events([Event::Edited { content: content.clone(), reason: reason.to_owned() }]))
}

pub(super) fn add_source(case: &Case<'_>, source: &Source) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    let standing: Vec<_> = Status::ALL.iter().copied().filter(|status| !status.is_void()).collect();
    case.must_be(&standing, &mut lacks);
    lacks.unless(!case.state.sources.contains(source), Refusal::Unchanged);
    all_sources(case.states, std::slice::from_ref(source), &mut lacks);
    lacks.pass()?;
    Ok(case.events([Event::SourceAdded { source: source.clone() }]))
}

pub(super) fn register(case: &Case<'_>) -> Result<Events, crate::Refusal> {
    let mut lacks = Lacks::none();
    case.must_be(&[Status::Draft], &mut lacks);
    lacks.unless(case.campaign.concluded.is_none(), Refusal::Concluded(case.state.campaign));
    for field in case.campaign.profile.finding_fields.iter().filter(|field| !has(case, **field)) {
        lacks.add(Refusal::Field(*field));
    }
    lacks.pass()?;
    let mut events = vec![Event::Registered { by: case.given.actor, on: case.given.today }];
    if plans_freely(&case.campaign.profile) && !case.live_measures().is_empty() {
        events.push(Event::Started {});
    }
    Ok(case.events(events))
}

fn has(case: &Case<'_>, field: FindingField) -> bool {
    let (state, content) = (&case.state, &case.state.content);
    match field {
        FindingField::Aspect => content.aspect.is_some(),
        FindingField::Manifestations => !content.manifestations.is_empty(),
        FindingField::Scope => content.scope.is_some(),
        FindingField::Unit => content.unit.is_some(),
        FindingField::Source => !state.sources.is_empty(),
        FindingField::Cause => !state.causes.is_empty(),
        FindingField::Measure => !case.live_measures().is_empty(),
    }
}
