//! What a permission is asked for: something that the ledger holds, as policies see it.

use std::collections::{BTreeMap, BTreeSet};

use ledger::finding::Scope;
use ledger::{
    CampaignId, EvidenceId, FindingId, HandOverId, MeasureId, PaperId, PersonId, PostId, RegulationId, State, States,
    Stream, UnitId, answerable, evidence, measure, owners,
};

use crate::{Failure, View};

/// The unit of whatever names none; it stands in every unit at the top.
pub const TOP: &str = "top";

/// The units and what they belong to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Tree(pub BTreeMap<UnitId, Option<UnitId>>);

impl Tree {
    /// `unit` and all above it, the lowest first.
    pub fn chain(&self, unit: UnitId) -> Vec<UnitId> {
        let mut chain = vec![unit];
        // A damaged ledger may have a ring.
        while let Some(Some(parent)) = self.0.get(&chain[chain.len() - 1])
            && !chain.contains(parent)
        {
            chain.push(*parent);
        }
        chain
    }

    /// The units at the top.
    pub fn tops(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.0.iter().filter(|(_, parent)| parent.is_none()).map(|(unit, _)| *unit)
    }

    /// The lowest unit that holds all of `units`.
    #[must_use]
    pub fn common(&self, units: impl IntoIterator<Item = UnitId>) -> Option<UnitId> {
        let mut units = units.into_iter();
        let mut common = self.chain(units.next()?);
        for unit in units {
            let chain = self.chain(unit);
            common.retain(|unit| chain.contains(unit));
        }
        common.first().copied()
    }
}

/// Something that the ledger holds, as policies see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// The unit that it is about; `None` where it names none.
    pub unit: Option<UnitId>,
    /// Units of what else it belongs to: whoever may see that sees it too.
    pub also: BTreeSet<Option<UnitId>>,
    /// Who owns it, by name or by post.
    pub owners: BTreeSet<PersonId>,
    /// Who leads it.
    pub leaders: BTreeSet<PersonId>,
    /// Who answers for it or ever did.
    pub answerable: BTreeSet<PersonId>,
    /// Whom it names in another way.
    pub named: BTreeSet<PersonId>,
    /// Whose problem it is; of the team where nothing is said.
    pub scope: Option<Scope>,
    /// Who may see it.
    pub handling: evidence::Handling,
    /// The level of approval that is asked for.
    pub level: String,
}

impl Item {
    /// Something about a unit, or about the whole.
    #[must_use]
    pub fn about(unit: Option<UnitId>) -> Self {
        Self { unit, ..Self::default() }
    }

    /// The same with a level of approval.
    #[must_use]
    pub fn at(mut self, level: &str) -> Self {
        level.clone_into(&mut self.level);
        self
    }

    fn measure(&mut self, states: &dyn States, measure: &measure::State) {
        self.owners.extend(owners(states, measure));
        self.leaders.extend(measure.content.lead);
        self.answerable.extend(answerable(states, measure));
    }

    /// As much as it takes to see either.
    fn join(&mut self, other: Self) {
        self.also.insert(other.unit);
        self.owners.extend(other.owners);
        self.leaders.extend(other.leaders);
        self.answerable.extend(other.answerable);
        self.named.extend(other.named);
        self.scope = self.scope.max(other.scope);
    }
}

impl View<'_> {
    /// The units and what they belong to.
    ///
    /// # Errors
    /// The database failed.
    pub fn tree(&self) -> Result<Tree, Failure> {
        let units = self.all::<UnitId>()?.into_iter();
        Ok(Tree(
            units.filter_map(|(id, state)| matches!(&state, State::Unit(_)).then(|| (id, parent(&state)))).collect(),
        ))
    }

    /// Something of the ledger, as policies see it; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn item(&self, stream: Stream) -> Result<Option<Item>, Failure> {
        let item = match stream {
            Stream::Finding(id) => self.finding_item(id),
            Stream::Measure(id) => self.measure_item(id),
            Stream::Campaign(id) => self.campaign_item(id)?,
            Stream::Paper(id) => self.paper_item(id)?,
            Stream::Evidence(id) => self.evidence_item(id)?,
            Stream::Unit(id) => self.states().unit(id).map(|_| Item::about(Some(id))),
            Stream::Person(id) => self.person_item(id)?,
            Stream::Post(id) => self.post_item(id),
            Stream::HandOver(id) => self.hand_over_item(id),
            Stream::Regulation(id) => self.regulation_item(id),
            Stream::Cause(id) => self.states().cause(id).map(|cause| {
                let mut items = cause.findings.iter().filter_map(|id| self.finding_item(*id));
                let mut item = items.next().unwrap_or_default();
                items.for_each(|other| item.join(other));
                item
            }),
            _ => Some(Item::default()),
        };
        self.sound(item)
    }

    fn finding_item(&self, id: FindingId) -> Option<Item> {
        let finding = self.states().finding(id)?;
        let mut item = Item { scope: finding.content.scope, ..Item::about(finding.content.unit) };
        for measure in finding.measures.iter().filter_map(|id| self.states().measure(*id)) {
            item.measure(self.states(), &measure);
        }
        Some(item)
    }

    fn measure_item(&self, id: MeasureId) -> Option<Item> {
        let measure = self.states().measure(id)?;
        let findings: Vec<_> = measure.findings.iter().filter_map(|id| self.states().finding(*id)).collect();
        let unit = measure.content.unit.or_else(|| findings.iter().find_map(|finding| finding.content.unit));
        let scope = findings.iter().filter_map(|finding| finding.content.scope).max();
        let mut item = Item { scope, ..Item::about(unit) };
        item.measure(self.states(), &measure);
        Some(item)
    }

    fn campaign_item(&self, id: CampaignId) -> Result<Option<Item>, Failure> {
        let Some(campaign) = self.states().campaign(id) else { return Ok(None) };
        Ok(Some(Item::about(self.tree()?.common(campaign.content.units.iter().copied()))))
    }

    fn paper_item(&self, id: PaperId) -> Result<Option<Item>, Failure> {
        let Some(paper) = self.states().paper(id) else { return Ok(None) };
        paper.content.campaign.map_or(Ok(Some(Item::default())), |campaign| self.campaign_item(campaign))
    }

    /// A file may be seen by whoever may see something that it was shown for, unless it is kept to those who need it.
    fn evidence_item(&self, id: EvidenceId) -> Result<Option<Item>, Failure> {
        let Some(evidence) = self.states().evidence(id) else { return Ok(None) };
        let uses = self.uses_of(id)?;
        let mut items = uses.iter().filter_map(|stream| match stream {
            Stream::Measure(id) => self.measure_item(*id),
            Stream::Finding(id) => self.finding_item(*id),
            Stream::Regulation(id) => self.regulation_item(*id),
            _ => None,
        });
        let mut item = items.next().unwrap_or_default();
        items.for_each(|other| item.join(other));
        item.handling = evidence.content.handling;
        Ok(Some(item))
    }

    fn regulation_item(&self, id: RegulationId) -> Option<Item> {
        self.states().regulation(id).map(|regulation| Item::about(regulation.content.issuer))
    }

    fn person_item(&self, id: PersonId) -> Result<Option<Item>, Failure> {
        let Some(person) = self.states().person(id) else { return Ok(None) };
        let unit = self.tree()?.common(person.units.iter().copied());
        Ok(Some(Item { named: [id].into(), ..Item::about(unit) }))
    }

    fn post_item(&self, id: PostId) -> Option<Item> {
        let post = self.states().post(id)?;
        Some(Item { named: post.holder.into_iter().collect(), ..Item::about(Some(post.unit)) })
    }

    fn hand_over_item(&self, id: HandOverId) -> Option<Item> {
        let hand_over = self.states().hand_over(id)?;
        let unit = self.states().post(hand_over.post).map(|post| post.unit);
        Some(Item { named: [hand_over.to].into(), ..Item::about(unit) })
    }
}

fn parent(state: &State) -> Option<UnitId> {
    if let State::Unit(unit) = state { unit.parent } else { None }
}
