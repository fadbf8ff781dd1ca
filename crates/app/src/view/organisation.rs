//! Units, people, posts and hand-overs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use ledger::{Bilingual, HandOverId, MeasureId, PersonId, PostId, State, UnitId, hand_over, measure, unit};
use serde::Serialize;
use store::MeasureQuery;

use super::{List, Named, Said, View, Word};
use crate::Failure;

/// A unit in its tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Which.
    pub id: UnitId,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: Option<String>,
    /// The unit that it belongs to.
    pub parent: Option<UnitId>,
    /// How many units stand above it.
    pub depth: usize,
    /// The last among those below the same unit.
    pub last: bool,
    /// Who dissolved it.
    pub dissolved: Option<Said>,
    /// The unit that took over from it.
    pub successor: Option<UnitId>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Which.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// The units that the person belongs to.
    pub units: Vec<Named>,
    /// The posts that the person holds.
    pub posts: Vec<Named>,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Post {
    /// Which.
    pub id: PostId,
    /// What it is called.
    pub title: String,
    /// The unit that it belongs to.
    pub unit: Named,
    /// Who holds it.
    pub holder: Option<Named>,
    /// Since when.
    pub since: Option<Date>,
    /// Who abolished it.
    pub abolished: Option<Said>,
}

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandOver {
    /// Which.
    pub id: HandOverId,
    /// The post.
    pub post: Named,
    /// Who hands it over.
    pub from: Named,
    /// Who takes it over.
    pub to: Named,
    /// The open items as listed.
    pub items: Vec<MeasureId>,
    /// Where it stands.
    pub status: Word,
    /// Who proposed it.
    pub proposed: Said,
    /// Who answered.
    pub answered: Option<Said>,
}

impl View<'_> {
    /// All units, each behind the unit that it belongs to; those at the top by number.
    ///
    /// # Errors
    /// The database failed.
    pub fn units(&self) -> Result<List<Unit>, Failure> {
        let mut below: BTreeMap<Option<UnitId>, Below> = BTreeMap::new();
        for (id, state) in self.all::<UnitId>()? {
            if let State::Unit(state) = state {
                below.entry(state.parent).or_default().push((id, state));
            }
        }
        let mut rows = Vec::new();
        let mut stack = Stack::new();
        push(&mut stack, below.remove(&None), 0);
        while let Some((id, state, depth, last)) = stack.pop() {
            push(&mut stack, below.remove(&Some(id)), depth + 1);
            rows.push(Unit {
                id,
                name: state.name.clone(),
                short: state.short.clone(),
                parent: state.parent,
                depth,
                last,
                dissolved: state.dissolved.as_ref().map(|act| self.said(act)),
                successor: state.successor,
            });
        }
        self.sound(List::of("units", rows))
    }

    /// All people.
    ///
    /// # Errors
    /// The database failed.
    pub fn persons(&self) -> Result<List<Person>, Failure> {
        let held = self.held()?;
        let held = |person: PersonId| held.get(&person).into_iter().flatten().map(|post| self.named(*post)).collect();
        let rows = self.rows(|id: PersonId, state| {
            let State::Person(person) = state else { return None };
            let units = person.units.iter().map(|unit| self.named(*unit)).collect();
            Some(Person { id, name: person.name.clone(), units, posts: held(id) })
        })?;
        self.sound(List::of("persons", rows))
    }

    /// The posts that a person holds, by number.
    ///
    /// # Errors
    /// The database failed.
    pub fn posts_of(&self, person: PersonId) -> Result<Vec<PostId>, Failure> {
        Ok(self.held()?.remove(&person).unwrap_or_default())
    }

    /// Who holds which posts.
    fn held(&self) -> Result<BTreeMap<PersonId, Vec<PostId>>, Failure> {
        let mut held: BTreeMap<PersonId, Vec<PostId>> = BTreeMap::new();
        for (id, state) in self.all::<PostId>()? {
            if let State::Post(post) = state
                && let Some(holder) = post.holder
            {
                held.entry(holder).or_default().push(id);
            }
        }
        Ok(held)
    }

    /// All posts.
    ///
    /// # Errors
    /// The database failed.
    pub fn posts(&self) -> Result<List<Post>, Failure> {
        let rows = self.rows(|id: PostId, state| {
            let State::Post(post) = state else { return None };
            Some(Post {
                id,
                title: post.title.clone(),
                unit: self.named(post.unit),
                holder: post.holder.map(|person| self.named(person)),
                since: post.tenures.last().filter(|tenure| tenure.until.is_none()).map(|tenure| tenure.from),
                abolished: post.abolished.as_ref().map(|act| self.said(act)),
            })
        })?;
        self.sound(List::of("posts", rows))
    }

    /// All hand-overs.
    ///
    /// # Errors
    /// The database failed.
    pub fn hand_overs(&self) -> Result<List<HandOver>, Failure> {
        let rows = self.rows(|id: HandOverId, state| {
            let State::HandOver(hand_over) = state else { return None };
            Some(HandOver {
                id,
                post: self.named(hand_over.post),
                from: self.named(hand_over.from),
                to: self.named(hand_over.to),
                items: hand_over.items.iter().copied().collect(),
                status: status(hand_over.status),
                proposed: self.said(&hand_over.proposed),
                answered: hand_over.answered.as_ref().map(|act| self.said(act)),
            })
        })?;
        self.sound(List::of("hand-overs", rows))
    }

    /// Everything open that passes with `post` from who holds it, or held it last: what a hand-over must list.
    ///
    /// # Errors
    /// The database failed.
    pub fn open_items(&self, post: PostId) -> Result<BTreeSet<MeasureId>, Failure> {
        let Some(from) = self.states().post(post).and_then(|post| post.outgoing()) else {
            return self.sound(BTreeSet::new());
        };
        let all = || MeasureQuery::all(self.today);
        let mut items = self.open_measures(MeasureQuery { owner: Some(from), ..all() })?;
        items.extend(self.open_measures(MeasureQuery { lead: Some(from), ..all() })?);
        items.extend(self.open_measures(MeasureQuery { post: Some(post), ..all() })?);
        Ok(items)
    }

    /// Every open measure that `unit` answers for: what its successor takes over.
    ///
    /// # Errors
    /// The database failed.
    pub fn open_measures_of(&self, unit: UnitId) -> Result<BTreeSet<MeasureId>, Failure> {
        self.open_measures(MeasureQuery { unit: Some(unit), ..MeasureQuery::all(self.today) })
    }

    fn open_measures(&self, query: MeasureQuery) -> Result<BTreeSet<MeasureId>, Failure> {
        let query = MeasureQuery { status: vec![measure::Status::Open], limit: u32::MAX.into(), ..query };
        Ok(self.reader.measures(&query)?.rows.into_iter().map(|row| row.id).collect())
    }

    /// The same of the post of a hand-over; nothing where there is no such hand-over.
    ///
    /// # Errors
    /// The database failed.
    pub fn open_items_of(&self, hand_over: HandOverId) -> Result<BTreeSet<MeasureId>, Failure> {
        let post = self.states().hand_over(hand_over).map(|hand_over| hand_over.post);
        post.map_or_else(|| self.sound(BTreeSet::new()), |post| self.open_items(post))
    }
}

/// Units below one unit.
type Below = Vec<(UnitId, Arc<unit::State>)>;
/// Units still to be listed, with their depth and whether they are the last of theirs.
type Stack = Vec<(UnitId, Arc<unit::State>, usize, bool)>;

/// The first comes off the stack first.
fn push(stack: &mut Stack, units: Option<Below>, depth: usize) {
    for (at, (id, state)) in units.unwrap_or_default().into_iter().rev().enumerate() {
        stack.push((id, state, depth, at == 0));
    }
}

fn status(status: hand_over::Status) -> Word {
    use hand_over::Status::{Accepted, Declined, Proposed};
    let name = match status {
        Proposed => "proposed",
        Accepted => "accepted",
        Declined => "declined",
    };
    Word { name, label: status.label() }
}

impl Post {
    /// Held by whom since when, vacant, or abolished.
    #[must_use]
    pub fn state(&self) -> Bilingual {
        match (&self.abolished, &self.holder, self.since) {
            (Some(_), ..) => Bilingual::fixed("已撤销", "abolished"),
            (None, None, _) => Bilingual::fixed("空缺", "vacant"),
            (None, Some(holder), None) => Bilingual::new(holder.name.clone(), holder.name.clone()),
            (None, Some(Named { id, name }), Some(day)) => {
                Bilingual::new(format!("{id} {name}，自 {day}"), format!("{id} {name} since {day}"))
            }
        }
    }
}
