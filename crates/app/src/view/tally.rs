//! What the ledger holds, counted (总览): one pass over all findings in memory, within what somebody sees.

mod count;
mod heat;
mod time;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use ledger::finding::{Scope, Status};
use ledger::light::Light;
use ledger::{CampaignId, UnitId};
use store::{Cell, Census, FindingQuery, Mine, Sight};

use super::View;
use crate::Failure;
pub use heat::{Heat, HeatRow};
pub use time::{Age, Month, Slipped};

/// All findings as they are counted, shared by all who ask.
#[derive(Clone, Default)]
pub struct Counted(Arc<Mutex<Arc<Census>>>);

/// What is counted.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Of this campaign.
    pub campaign: Option<CampaignId>,
    /// Of this unit and all below it.
    pub unit: Option<UnitId>,
    /// Within what somebody sees.
    pub sight: Sight,
}

/// What the ledger holds, counted. Drafts, and what was merged or rejected, count nowhere but where it is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Registered.
    pub all: u64,
    /// Not closed.
    pub open: u64,
    /// Closed.
    pub closed: u64,
    /// Drafts.
    pub drafts: u64,
    /// Open and red.
    pub red: u64,
    /// Open and yellow.
    pub yellow: u64,
    /// Open, by light, the worst first.
    pub lights: Vec<(Light, u64)>,
    /// Open, with a measure whose deadline has passed.
    pub overdue: u64,
    /// Open, waiting for somebody's judgement on the evidence.
    pub verifying: u64,
    /// Open, waiting to be struck off.
    pub closing: u64,
    /// Closed, with a look-back that is due.
    pub look_back: u64,
    /// With a measure whose deadline was moved.
    pub slipped: u64,
    /// Sent back at least once.
    pub returned: u64,
    /// Came back at least once.
    pub rebounded: u64,
    /// Closed at least once.
    pub ever_closed: u64,
    /// Whose measures show nothing but weak evidence.
    pub on_paper: u64,
    /// Open, without a day by which they are to be done.
    pub undated: u64,
    /// Open, by unit and aspect.
    pub heat: Heat,
    /// Open at the end of each month, and as it was planned.
    pub months: Vec<Month>,
    /// Open, by how long they have been registered.
    pub ages: Vec<Age>,
    /// By how many days their deadlines slipped.
    pub slips: Vec<Slipped>,
}

impl View<'_> {
    /// All findings as they are counted, at this moment or a little later.
    pub(super) fn census(&self) -> Result<Arc<Census>, Failure> {
        // Where counting panicked or failed, it begins anew.
        let mut kept = self.app().census.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever counts holds it: it is copied only where something is new.
        if kept.is_at(self.reader.head()?.size) {
            return Ok(Arc::clone(&kept));
        }
        if let Err(error) = self.reader.count_anew(Arc::make_mut(&mut kept)) {
            *kept = Arc::default();
            return Err(error.into());
        }
        Ok(Arc::clone(&kept))
    }

    /// What the ledger holds of that, counted.
    ///
    /// # Errors
    /// The database failed.
    pub fn tally(&self, whole: &Whole) -> Result<Tally, Failure> {
        let census = self.census()?;
        let sees = self.seer(&whole.sight)?;
        let campaign = whole.campaign.map(|campaign| campaign.0);
        let below = whole.unit.map(|unit| self.reader.below(unit)).transpose()?.map(Units::of);
        let today = Cell::day(self.today);
        let closing = census.place("close");
        let verifying = census.place("verify");
        let mut tally = Tally {
            lights: Light::ALL
                .into_iter()
                .rev()
                .filter(|light| *light != Light::Blue)
                .map(|light| (light, 0))
                .collect(),
            ..Tally::default()
        };
        let mut heat = heat::Counting::new(&census);
        let mut time = time::Counting::new(self.today);
        for cell in &census.cells {
            if cell.status.is_void()
                || campaign.is_some_and(|campaign| u64::from(cell.campaign) != campaign)
                || below.as_ref().is_some_and(|below| !below.has(cell.unit))
                || !sees.sees(cell)
            {
                continue;
            }
            if cell.status == Status::Draft {
                tally.drafts += 1;
                continue;
            }
            let open = !cell.status.is_closed();
            let light = cell.light_on(today);
            tally.all += 1;
            let mut count = |slot: fn(&mut Tally) -> &mut u64, of: bool| *slot(&mut tally) += u64::from(of);
            count(|t| &mut t.open, open);
            count(|t| &mut t.closed, !open);
            count(|t| &mut t.red, open && light == Light::Red);
            count(|t| &mut t.yellow, open && light == Light::Yellow);
            count(|t| &mut t.overdue, open && cell.due < today);
            count(|t| &mut t.verifying, open && Some(cell.waits) == verifying);
            count(|t| &mut t.closing, open && Some(cell.waits) == closing);
            count(|t| &mut t.look_back, !open && light == Light::Yellow);
            count(|t| &mut t.slipped, cell.slips > 0);
            count(|t| &mut t.returned, cell.returns > 0);
            count(|t| &mut t.rebounded, cell.rebounds > 0);
            count(|t| &mut t.ever_closed, !open || cell.rebounds > 0);
            count(|t| &mut t.on_paper, cell.papers > 0);
            count(|t| &mut t.undated, open && cell.planned >= Cell::NEVER);
            if open {
                heat.add(cell, light);
                let of_light = tally.lights.iter_mut().filter(|(known, _)| *known == light);
                of_light.for_each(|(_, count)| *count += 1);
            }
            time.add(cell, open, light);
        }
        tally.heat = heat.finish(self, whole.unit)?;
        time.finish(&mut tally);
        self.sound(tally)
    }

    /// How many findings each of `queries` has, whatever its page; `None` where one asks for what is not counted in memory:
    /// words, the owner or lead of measures, or days of look-backs. All look through the first one's sight.
    ///
    /// # Errors
    /// The database failed.
    pub fn counts(&self, queries: &[FindingQuery]) -> Result<Option<Vec<u64>>, Failure> {
        let Some(first) = queries.first() else { return Ok(Some(Vec::new())) };
        let is_counted = |query: &FindingQuery| {
            query.text.is_none() && query.owner.is_none() && query.lead.is_none() && query.look_back.is_none()
        };
        if !queries.iter().all(is_counted) {
            return Ok(None);
        }
        let census = self.census()?;
        let sees = self.seer(&first.sight)?;
        let mut wanted = Vec::with_capacity(queries.len());
        for query in queries {
            let below = query.unit.map(|unit| self.reader.below(unit)).transpose()?;
            let own = query.mine.as_ref().map(|mine| self.answered_by(mine)).transpose()?;
            wanted.push((count::Filter::new(query, &census, below.as_deref()), own, 0));
        }
        for cell in census.cells.iter().filter(|cell| sees.sees(cell)) {
            for (filter, own, count) in &mut wanted {
                *count += u64::from(filter.keeps(cell) && own.as_ref().is_none_or(|own| own.contains(&cell.id.0)));
            }
        }
        Ok(Some(wanted.into_iter().map(|(.., count)| count).collect()))
    }

    /// The findings for which somebody answers.
    fn answered_by(&self, mine: &Mine) -> Result<HashSet<u64>, Failure> {
        Ok(self.reader.answered_by(mine)?.into_iter().map(|id| id.0).collect())
    }

    fn seer(&self, sight: &Sight) -> Result<Seer, Failure> {
        let Sight::Some { scopes, person, posts } = sight else { return Ok(Seer::All) };
        let mut units: [Units; 3] = Default::default();
        for (scope, of) in scopes {
            units[place(*scope)] = Units::of(of.iter().map(|unit| unit.unwrap_or(UnitId(0))));
        }
        let own = match person {
            Some(person) => self.answered_by(&Mine { person: *person, posts: posts.clone(), leads: true })?,
            None => HashSet::new(),
        };
        Ok(Seer::Some { units, own })
    }
}

/// Units, for asking about very many cells.
#[derive(Default)]
struct Units(Vec<bool>);

impl Units {
    fn of(units: impl IntoIterator<Item = UnitId>) -> Self {
        let mut all = Vec::new();
        for unit in units.into_iter().filter_map(|unit| usize::try_from(unit.0).ok()) {
            if all.len() <= unit {
                all.resize(unit + 1, false);
            }
            all[unit] = true;
        }
        Self(all)
    }

    fn has(&self, unit: u32) -> bool {
        self.0.get(unit as usize).copied().unwrap_or(false)
    }
}

/// Somebody's sight, for many cells.
enum Seer {
    All,
    Some { units: [Units; 3], own: HashSet<u64> },
}

impl Seer {
    fn sees(&self, cell: &Cell) -> bool {
        match self {
            Self::All => true,
            Self::Some { units, own } => units[place(cell.scope)].has(cell.unit) || own.contains(&cell.id.0),
        }
    }
}

const fn place(scope: Scope) -> usize {
    match scope {
        Scope::Team => 0,
        Scope::SomeMembers => 1,
        Scope::OnePerson => 2,
    }
}
