//! What decisions about findings and measures read of others.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::profile::Level;
use crate::{
    CampaignId, EvidenceId, Lacks, PersonId, PostId, Profile, Reason, Refusal, Source, States, UnitId, campaign,
    evidence, measure, unit,
};

/// Those who own a measure: its owner, and whoever holds the post that owns it.
#[must_use]
pub fn owners(states: &dyn States, measure: &measure::State) -> BTreeSet<PersonId> {
    let holder = measure.content.owner_post.and_then(|post| states.post(post)).and_then(|post| post.holder);
    measure.content.owner.into_iter().chain(holder).collect()
}

/// Those who own or lead a measure, and those who did: nobody passes work on and then judges it.
#[must_use]
pub fn answerable(states: &dyn States, measure: &measure::State) -> BTreeSet<PersonId> {
    let mut all = owners(states, measure);
    all.extend(measure.content.lead);
    all.extend(&measure.former);
    all
}

/// The campaign, which must be there: without its profile nothing can be judged.
pub(crate) fn campaign(states: &dyn States, id: CampaignId) -> Result<Arc<campaign::State>, Refusal> {
    states.campaign(id).ok_or_else(|| Reason::Missing(id.into()).into())
}

/// The file, unless it was withdrawn.
pub(crate) fn standing_evidence(states: &dyn States, id: EvidenceId) -> Option<Arc<evidence::State>> {
    states.evidence(id).filter(|evidence| evidence.withdrawn.is_none())
}

/// All of them must be there and stand.
pub(crate) fn all_evidence(states: &dyn States, ids: &[EvidenceId], lacks: &mut Lacks) {
    for id in ids {
        if let Some(evidence) = lacks.found(states.evidence(*id), *id) {
            lacks.unless(evidence.withdrawn.is_none(), measure::Refusal::Withdrawn(*id));
        }
    }
}

/// All papers must be there.
pub(crate) fn all_sources(states: &dyn States, sources: &[Source], lacks: &mut Lacks) {
    let papers: BTreeSet<_> = sources.iter().map(|source| source.paper).collect();
    for paper in papers {
        lacks.found(states.paper(paper), paper);
    }
}

/// All units must be there, and none dissolved but those of `before`: what an old one answered for stays said.
pub(crate) fn all_units(
    states: &dyn States,
    units: impl IntoIterator<Item = UnitId>,
    before: &BTreeSet<UnitId>,
    lacks: &mut Lacks,
) {
    for unit in units {
        if before.contains(&unit) {
            lacks.found(states.unit(unit), unit);
        } else {
            unit::living(states, unit, lacks);
        }
    }
}

/// All persons must be there.
pub(crate) fn all_persons(states: &dyn States, persons: impl IntoIterator<Item = PersonId>, lacks: &mut Lacks) {
    for person in persons {
        lacks.found(states.person(person), person);
    }
}

/// All posts must be there.
pub(crate) fn all_posts(states: &dyn States, posts: impl IntoIterator<Item = PostId>, lacks: &mut Lacks) {
    for post in posts {
        lacks.found(states.post(post), post);
    }
}

/// The level that is to approve next: the first for which nothing holds.
pub(crate) fn next_level(levels: &[Level], holds: impl Fn(&str) -> bool) -> Option<&Level> {
    levels.iter().find(|level| !holds(&level.key))
}

/// The level that somebody approves for must be `next`, where one is named.
pub(crate) fn in_turn(levels: &[Level], next: &Level, named: Option<&str>, lacks: &mut Lacks) {
    match named {
        Some(key) if levels.iter().all(|level| level.key != key) => lacks.add(Reason::NoLevel(key.to_owned())),
        named => lacks.unless(named.is_none_or(|key| key == next.key), Reason::OutOfTurn(next.clone())),
    }
}

/// Whether a profile lets work begin without anybody's approval of a plan.
pub(crate) fn plans_freely(profile: &Profile) -> bool {
    profile.approvals.plan.is_empty()
}
