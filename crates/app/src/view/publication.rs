//! What campaigns published, as it stood then.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ledger::campaign::Event;
use ledger::campaign::publication::{Edition, Item, Withheld};
use ledger::finding::Scope;
use ledger::{Bilingual, CampaignId, FindingId, State};
use store::Entry;

use super::{Named, Said, View, Word, words};
use crate::{Failure, publish};

/// The kind of the entries that publish.
const KIND: &str = "campaign.published";

/// A publication in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its campaign.
    pub campaign: CampaignId,
    /// Its campaign's theme.
    pub theme: String,
    /// Its number in the campaign, from 1.
    pub number: usize,
    /// For whom.
    pub edition: Edition,
    /// The day whose state it tells.
    pub day: Date,
    /// How many findings it tells of.
    pub told: u64,
    /// How many it withholds.
    pub withheld: u64,
    /// Who published it.
    pub said: Said,
    /// Whether no later one of the same edition stands in its place.
    pub current: bool,
}

/// A publication with all that it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// What it is.
    pub of: Published,
    /// The words at its head.
    pub text: String,
    /// What it tells.
    pub items: Vec<Item>,
    /// What it withholds.
    pub withheld: Vec<Withheld>,
    /// The entry of the log that holds it.
    pub entry: u64,
    /// Size and root of the first published checkpoint that covers that entry.
    pub checkpoint: Option<(u64, String)>,
}

/// A finding about which it is to be decided whether it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub id: FindingId,
    /// What is wrong.
    pub statement: String,
    /// Its unit.
    pub unit: Option<Named>,
    /// Where it stands.
    pub status: Word,
    /// Whose problem it is.
    pub scope: Option<Bilingual>,
    /// Why it is proposed to withhold it; `None` where it is proposed to tell it.
    pub reason: Option<Bilingual>,
}

/// What the entry of a publication says.
struct Told {
    text: String,
    told: Vec<Item>,
    withheld: Vec<Withheld>,
}

impl Publication {
    /// How many findings are withheld, by reason, the most first.
    #[must_use]
    pub fn reasons(&self) -> Vec<(String, usize)> {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for withheld in &self.withheld {
            *reasons.entry(&withheld.reason).or_default() += 1;
        }
        let mut reasons: Vec<_> = reasons.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        reasons
    }

    /// How many findings were closed when it was published.
    #[must_use]
    pub fn closed(&self) -> usize {
        self.items.iter().filter(|item| item.status.is_closed()).count()
    }
}

impl View<'_> {
    /// Everything that was published, the latest first.
    ///
    /// # Errors
    /// The database failed.
    pub fn publications(&self) -> Result<Vec<Published>, Failure> {
        let mut all = Vec::new();
        for (id, state) in self.all::<CampaignId>()? {
            if let State::Campaign(campaign) = state {
                all.extend(self.published(id, &campaign));
            }
        }
        all.sort_by_key(|published| std::cmp::Reverse((published.said.at, published.campaign)));
        self.sound(all)
    }

    /// What a campaign published, in order.
    ///
    /// # Errors
    /// The database failed.
    pub fn publications_of(&self, id: CampaignId) -> Result<Vec<Published>, Failure> {
        let campaign = self.states().campaign(id);
        self.sound(campaign.map(|campaign| self.published(id, &campaign)).unwrap_or_default())
    }

    fn published(&self, id: CampaignId, campaign: &ledger::campaign::State) -> Vec<Published> {
        let last = |edition| campaign.publications.iter().rposition(|publication| publication.edition == edition);
        let one = |(at, of): (usize, &ledger::campaign::publication::Publication)| Published {
            campaign: id,
            theme: campaign.content.theme.clone(),
            number: at + 1,
            edition: of.edition,
            day: of.day,
            told: of.told,
            withheld: of.withheld,
            said: self.said(&of.act),
            current: last(of.edition) == Some(at),
        };
        campaign.publications.iter().enumerate().map(one).collect()
    }

    /// A publication by its number in its campaign; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn publication(&self, campaign: CampaignId, number: usize) -> Result<Option<Publication>, Failure> {
        let of = self.publications_of(campaign)?.into_iter().find(|published| published.number == number);
        let Some((of, (entry, told))) = of.zip(self.told(campaign, number)?) else { return Ok(None) };
        let Told { text, told, withheld } = told;
        let covering = self.reader.checkpoints()?.into_iter().find(|checkpoint| checkpoint.size > entry.seq);
        let root = |size| tlog::tree::root(self.app().store.algorithm(), size, &self.reader);
        let checkpoint = covering
            .map(|checkpoint| Ok::<_, Failure>((checkpoint.size, root(checkpoint.size)?.to_base64())))
            .transpose()?;
        self.sound(Some(Publication { of, text, items: told, withheld, entry: entry.seq, checkpoint }))
    }

    /// The entry of a publication, and what it tells; `None` where there is none.
    fn told(&self, campaign: CampaignId, number: usize) -> Result<Option<(Entry, Told)>, Failure> {
        let Some(at) = number.checked_sub(1) else { return Ok(None) };
        let mut entries = self.reader.history(&campaign.into())?.into_iter().filter(|entry| entry.kind == KIND);
        let Some(entry) = entries.nth(at) else { return Ok(None) };
        let ledger::Event::Campaign(Event::Published { text, told, withheld, .. }) = entry.event()? else {
            return Ok(None);
        };
        Ok(Some((entry, Told { text, told, withheld })))
    }

    /// The findings of a campaign of which a publication must tell, each with what is proposed: what was withheld last for
    /// what reason, and the problems of single people.
    ///
    /// # Errors
    /// The database failed.
    pub fn candidates(&self, campaign: CampaignId, edition: Edition) -> Result<Vec<Candidate>, Failure> {
        let last = self.publications_of(campaign)?.into_iter().rfind(|published| published.edition == edition);
        let last = last.map(|last| self.told(campaign, last.number)).transpose()?.flatten();
        let withheld = last.map(|(_, told)| told.withheld).unwrap_or_default();
        let before: BTreeMap<FindingId, String> =
            withheld.into_iter().map(|withheld| (withheld.finding, withheld.reason)).collect();
        let query = publish::query(campaign, self.today);
        let one = |row: store::FindingRow| {
            let scope = row.scope;
            Candidate {
                id: row.id,
                statement: row.statement,
                unit: row.unit.map(|unit| self.named(unit)),
                status: Word { name: row.status.name(), label: row.status.label() },
                scope: scope.map(words::scope),
                reason: before.get(&row.id).map(|reason| said(reason)).or_else(|| proposed(scope, edition)),
            }
        };
        let candidates = self.reader.findings(&query)?.rows.into_iter().map(one).collect();
        self.sound(candidates)
    }
}

/// Why a problem of people is not told unless somebody decides otherwise.
fn proposed(scope: Option<Scope>, edition: Edition) -> Option<Bilingual> {
    match (scope, edition) {
        (Some(Scope::OnePerson), _) => Some(Bilingual::fixed("涉及个人事项", "concerns one person")),
        (Some(Scope::SomeMembers), Edition::Society) => {
            Some(Bilingual::fixed("涉及部分成员", "concerns single members"))
        }
        _ => None,
    }
}

fn said(reason: &str) -> Bilingual {
    Bilingual::new(reason.to_owned(), reason.to_owned())
}
