//! A book of what happened, kept from events alone and in another manner than the states.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::super::Recorded;
use crate::measure::Commitment;
use crate::profile::{Kind, Profile, Step};
use crate::{
    Actor, CampaignId, Event, EvidenceId, FindingId, HandOverId, MeasureId, PersonId, PostId, Quantity, Stream,
    campaign, evidence, finding, hand_over, measure, post,
};

#[derive(Default)]
pub(super) struct Book {
    pub(super) findings: BTreeMap<FindingId, FindingPage>,
    pub(super) measures: BTreeMap<MeasureId, MeasurePage>,
    holders: BTreeMap<PostId, PersonId>,
    profiles: BTreeMap<CampaignId, Profile>,
    evidence: BTreeMap<EvidenceId, evidence::Content>,
    withdrawn: BTreeSet<EvidenceId>,
    pub(super) hand_overs: BTreeMap<HandOverId, (PostId, PersonId, PersonId)>,
}

#[derive(Default)]
pub(super) struct FindingPage {
    pub(super) campaign: CampaignId,
    pub(super) measures: BTreeSet<MeasureId>,
    pub(super) registered: bool,
    pub(super) closed: bool,
    pub(super) void: bool,
    pub(super) scope: Option<finding::Scope>,
    pub(super) rebounded: Option<Timestamp>,
    /// Index of the last event that changed what it says or which measures answer it.
    pub(super) moved: usize,
    pub(super) submitted: Option<usize>,
    /// Who last let it pass, and the index; none since it was submitted or sent back.
    pub(super) passed: Option<(Actor, usize)>,
    /// Of each step and level the last approval.
    pub(super) approvals: BTreeMap<(Step, String), (Actor, usize)>,
    /// Index of the last event that wiped the approvals of a step.
    pub(super) wiped: BTreeMap<Step, usize>,
}

#[derive(Default)]
pub(super) struct MeasurePage {
    pub(super) campaign: CampaignId,
    pub(super) findings: BTreeSet<FindingId>,
    pub(super) kind: Option<Kind>,
    owner: Option<PersonId>,
    lead: Option<PersonId>,
    owner_post: Option<PostId>,
    former: BTreeSet<PersonId>,
    worked: bool,
    pub(super) deadlines: Vec<Date>,
    pub(super) milestones: Vec<bool>,
    pub(super) commitments: Vec<Commitment>,
    pub(super) check_ins: Vec<(u32, Option<Date>, Quantity)>,
    checklist: usize,
    attachments: Vec<(EvidenceId, Option<u32>)>,
    pub(super) done: Option<Timestamp>,
    pub(super) dropped: bool,
    pub(super) requested: Option<(Date, Actor)>,
    pub(super) extension_approvals: Vec<(String, Actor)>,
    /// Index of the last event that changed what is promised, and of that or what is shown.
    pub(super) promise_moved: usize,
    pub(super) moved: usize,
}

impl Book {
    pub(super) fn finding(&self, id: FindingId) -> &FindingPage {
        self.findings.get(&id).unwrap_or_else(|| panic!("{id} was never drafted"))
    }

    pub(super) fn measure(&self, id: MeasureId) -> &MeasurePage {
        self.measures.get(&id).unwrap_or_else(|| panic!("{id} was never registered"))
    }

    pub(super) fn profile(&self, id: CampaignId) -> &Profile {
        self.profiles.get(&id).unwrap_or_else(|| panic!("{id} was never opened"))
    }

    /// The measures of a finding that were not given up.
    pub(super) fn live(&self, id: FindingId) -> impl Iterator<Item = (MeasureId, &MeasurePage)> {
        let ids = self.finding(id).measures.iter();
        ids.map(|id| (*id, self.measure(*id))).filter(|(_, measure)| !measure.dropped)
    }

    pub(super) fn owners(&self, measure: &MeasurePage) -> BTreeSet<PersonId> {
        let holder = measure.owner_post.and_then(|post| self.holders.get(&post).copied());
        measure.owner.into_iter().chain(holder).collect()
    }

    pub(super) fn answerable(&self, measure: &MeasurePage) -> BTreeSet<PersonId> {
        let mut all = self.owners(measure);
        all.extend(measure.lead);
        all.extend(&measure.former);
        all
    }

    /// Items of the checklist that nothing standing meets, the standing files, and whether all are weak.
    pub(super) fn evidence_of(&self, measure: &MeasurePage, profile: &Profile) -> (usize, usize, bool) {
        let standing: Vec<_> = measure.attachments.iter().filter(|(id, _)| !self.withdrawn.contains(id)).collect();
        let met = |item: usize| standing.iter().any(|(_, of)| *of == u32::try_from(item).ok());
        let unmet = (1..=measure.checklist).filter(|item| !met(*item)).count();
        let files: BTreeSet<_> = standing.iter().map(|(id, _)| *id).collect();
        let strong = |id: &EvidenceId| {
            let kind = self.evidence.get(id).map(|content| content.kind);
            kind.is_some_and(|kind| !profile.evidence.weak.value.contains(&kind))
        };
        (unmet, files.len(), !files.is_empty() && !files.iter().any(strong))
    }

    /// What belongs to a person or a post and is open.
    pub(super) fn open_items(&self, person: PersonId, post: PostId) -> BTreeSet<MeasureId> {
        let open = self.measures.iter().filter(|(_, m)| m.done.is_none() && !m.dropped);
        let theirs =
            open.filter(|(_, m)| m.owner == Some(person) || m.lead == Some(person) || m.owner_post == Some(post));
        theirs.map(|(id, _)| *id).collect()
    }

    pub(super) fn enter(&mut self, index: usize, recorded: &Recorded) {
        match (&recorded.event, recorded.stream) {
            (Event::Finding(event), Stream::Finding(id)) => {
                self.findings.entry(id).or_default().enter(index, event, recorded.given.at);
            }
            (Event::Measure(event), Stream::Measure(id)) => {
                self.measures.entry(id).or_default().enter(index, event, recorded.given.at);
            }
            (Event::Post(post::Event::Filled { person, .. }), Stream::Post(id)) => {
                self.holders.insert(id, *person);
            }
            (Event::Post(post::Event::Vacated { .. }), Stream::Post(id)) => {
                self.holders.remove(&id);
            }
            (Event::Campaign(campaign::Event::Opened { profile, .. }), Stream::Campaign(id))
            | (Event::Campaign(campaign::Event::ProfileReplaced { profile, .. }), Stream::Campaign(id)) => {
                self.profiles.insert(id, (**profile).clone());
            }
            (Event::Evidence(evidence::Event::Registered { content, .. }), Stream::Evidence(id))
            | (Event::Evidence(evidence::Event::Corrected { content, .. }), Stream::Evidence(id)) => {
                self.evidence.insert(id, content.clone());
            }
            (Event::Evidence(evidence::Event::Withdrawn { .. }), Stream::Evidence(id)) => {
                self.withdrawn.insert(id);
            }
            (Event::HandOver(hand_over::Event::Proposed { post, from, to, .. }), Stream::HandOver(id)) => {
                self.hand_overs.insert(id, (*post, *from, *to));
            }
            _ => {}
        }
    }
}

impl FindingPage {
    fn enter(&mut self, index: usize, event: &finding::Event, at: Timestamp) {
        use finding::Event as E;
        match event {
            E::Drafted { campaign, content, .. } => {
                self.campaign = *campaign;
                self.scope = content.scope;
            }
            E::Edited { content, .. } => {
                self.scope = content.scope;
                self.moved = index;
            }
            E::Registered { .. } => self.registered = true,
            E::Absorbed { .. } => self.moved = index,
            E::MeasureTied { measure } => {
                self.measures.insert(*measure);
                self.moved = index;
            }
            E::MeasureUntied { measure, .. } => {
                self.measures.remove(measure);
                self.moved = index;
            }
            E::Approved { step, level, by, .. } => {
                self.approvals.insert((*step, level.clone()), (*by, index));
            }
            E::Submitted { .. } => {
                self.submitted = Some(index);
                self.passed = None;
                self.wiped.insert(Step::Closing, index);
            }
            E::Verified { by, outcome, .. } => {
                self.passed = (*outcome == finding::Outcome::Passed).then_some((*by, index));
                self.wiped.insert(Step::Closing, index);
            }
            E::Returned { .. } => {
                let step = if self.submitted.take().is_some() { Step::Closing } else { Step::Plan };
                self.passed = None;
                self.wiped.insert(step, index);
            }
            E::Closed { .. } => {
                self.closed = true;
                self.submitted = None;
            }
            E::Rebounded { .. } => {
                self.closed = false;
                self.passed = None;
                self.rebounded = Some(at);
                self.moved = index;
                self.wiped.extend([(Step::Plan, index), (Step::Closing, index)]);
            }
            E::Merged { .. } | E::Rejected { .. } => self.void = true,
            _ => {}
        }
    }
}

impl MeasurePage {
    fn says(&mut self, content: &measure::Content) {
        if self.worked {
            self.former.extend(self.owner.into_iter().chain(self.lead));
        }
        self.kind = content.kind;
        (self.owner, self.lead, self.owner_post) = (content.owner, content.lead, content.owner_post);
    }

    fn enter(&mut self, index: usize, event: &measure::Event, at: Timestamp) {
        use measure::Event as E;
        let (mut promises, mut shows) = (false, false);
        match event {
            E::Registered { campaign, findings, plan, .. } => {
                self.campaign = *campaign;
                self.findings.extend(findings);
                self.says(&plan.content);
                self.deadlines.extend(plan.deadline);
                self.milestones = vec![true; plan.milestones.len()];
                self.commitments.clone_from(&plan.commitments);
                self.checklist = plan.checklist.len();
                promises = true;
            }
            E::Edited { content, .. } => {
                self.says(content);
                promises = true;
            }
            E::DeadlineSet { deadline, .. } => {
                self.deadlines.push(*deadline);
                promises = true;
            }
            E::FindingTied { finding } => {
                self.findings.insert(*finding);
                promises = true;
            }
            E::FindingUntied { finding, .. } => {
                self.findings.remove(finding);
                promises = true;
            }
            E::MilestoneAdded { .. } => {
                self.milestones.push(true);
                promises = true;
            }
            E::MilestoneReached { milestone, .. } => {
                self.milestones[*milestone as usize - 1] = false;
                shows = true;
            }
            E::MilestoneDropped { milestone, .. } => {
                self.milestones[*milestone as usize - 1] = false;
                promises = true;
            }
            E::CommitmentAdded { commitment } => {
                self.commitments.push(commitment.clone());
                promises = true;
            }
            E::CommitmentEnded { commitment, until, .. } => {
                self.commitments[*commitment as usize - 1].until = Some(*until);
                promises = true;
            }
            E::ChecklistItemAdded { .. } => {
                self.checklist += 1;
                promises = true;
            }
            E::CheckedIn { commitment, due, quantity, .. } => self.check_ins.push((*commitment, *due, *quantity)),
            E::Attached { evidence, item, .. } => {
                self.attachments.push((*evidence, *item));
                shows = true;
            }
            E::Detached { evidence, .. } => {
                self.attachments.retain(|(id, _)| id != evidence);
                shows = true;
            }
            E::ExtensionRequested { to, by, .. } => {
                self.requested = Some((*to, *by));
                self.extension_approvals.clear();
            }
            E::ExtensionApproved { level, by, .. } => self.extension_approvals.push((level.clone(), *by)),
            E::ExtensionGranted { to } => {
                self.deadlines.push(*to);
                self.requested = None;
            }
            E::ExtensionRefused { .. } => self.requested = None,
            E::Completed { .. } => {
                self.done = Some(at);
                shows = true;
            }
            E::Reopened { .. } => {
                self.done = None;
                shows = true;
            }
            E::Dropped { .. } => {
                self.dropped = true;
                promises = true;
            }
            E::HandedOver { from, to, .. } => {
                self.former.insert(*from);
                for role in [&mut self.owner, &mut self.lead] {
                    if *role == Some(*from) {
                        *role = Some(*to);
                    }
                }
            }
            E::Progressed { .. } | E::UnitSucceeded { .. } => {}
        }
        self.worked |= matches!(
            event,
            E::MilestoneReached { .. } | E::CheckedIn { .. } | E::Progressed { .. } | E::Attached { .. }
        );
        if promises {
            self.promise_moved = index;
        }
        if promises || shows {
            self.moved = index;
        }
    }
}
