//! Entering rows, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Bilingual, Command, PersonId, PostId, State, UnitId, person, post, unit};

use super::{Outcome, Row, Told};
use crate::{Failure, Numbered, Plan};

/// The act while rows are entered, with the names that the ledger and earlier rows know.
struct Clerk<'p, 'a> {
    plan: &'p mut Plan<'a>,
    outcome: Outcome,
    units: BTreeMap<String, UnitId>,
    people: BTreeMap<String, Vec<PersonId>>,
    posts: BTreeMap<(UnitId, String), PostId>,
    /// For each unit that rows name, the unit above and the place.
    above: BTreeMap<String, (String, String)>,
    /// Units that could not be entered, or are being entered.
    begun: BTreeSet<String>,
}

/// Enters all rows.
pub(super) fn all(plan: &mut Plan<'_>, rows: &[Row]) -> Result<Outcome, Failure> {
    let mut clerk = Clerk::new(plan, rows)?;
    for row in rows {
        clerk.row(row)?;
    }
    Ok(clerk.outcome)
}

impl<'p, 'a> Clerk<'p, 'a> {
    fn new(plan: &'p mut Plan<'a>, rows: &[Row]) -> Result<Self, Failure> {
        let (mut units, mut people, mut posts) = (BTreeMap::new(), BTreeMap::<_, Vec<_>>::new(), BTreeMap::new());
        for kind in [UnitId::KIND, PersonId::KIND, PostId::KIND] {
            for (stream, snapshot) in plan.reader().all(kind)? {
                match snapshot.state {
                    State::Unit(unit) if unit.dissolved.is_none() => {
                        let id = UnitId::of(&stream).unwrap_or_default();
                        units.extend(unit.short.iter().chain([&unit.name]).map(|name| (name.clone(), id)));
                    }
                    State::Person(person) => {
                        people.entry(person.name.clone()).or_default().extend(PersonId::of(&stream));
                    }
                    State::Post(post) if post.abolished.is_none() => {
                        posts.insert((post.unit, post.title.clone()), PostId::of(&stream).unwrap_or_default());
                    }
                    _ => {}
                }
            }
        }
        let mut above = BTreeMap::new();
        for Row { place, cells: [unit, parent, ..] } in rows {
            if !unit.is_empty() && (!parent.is_empty() || !above.contains_key(unit)) {
                above.insert(unit.clone(), (parent.clone(), place.clone()));
            }
        }
        Ok(Self { plan, outcome: Outcome::default(), units, people, posts, above, begun: BTreeSet::new() })
    }

    fn row(&mut self, Row { place, cells: [unit, _, person, post] }: &Row) -> Result<(), Failure> {
        let at = if unit.is_empty() { None } else { self.unit(unit)? };
        if !unit.is_empty() && at.is_none() {
            if !person.is_empty() || !post.is_empty() {
                self.tell(
                    place,
                    true,
                    "单位没有录入，这一行的人员和岗位也没有录入",
                    "the unit was not entered, so neither were person and post of this row",
                );
            }
            return Ok(());
        }
        let person = if person.is_empty() { None } else { self.person(place, person, at)? };
        match (at, post.is_empty()) {
            (Some(unit), false) => self.post(place, unit, post, person)?,
            (None, false) => {
                self.tell(place, true, "岗位没有写明单位，没有录入", "the post names no unit and was not entered")
            }
            _ => {}
        }
        Ok(())
    }

    /// The unit of a name, which is entered where it is new; what is above it first.
    fn unit(&mut self, name: &str) -> Result<Option<UnitId>, Failure> {
        if let Some(known) = self.units.get(name) {
            return Ok(Some(*known));
        }
        let (parent, place) = self.above.get(name).cloned().unwrap_or_default();
        if !self.begun.insert(name.to_owned()) {
            return Ok(None);
        }
        let parent = if parent.is_empty() {
            None
        } else {
            let known = self.above.contains_key(&parent) || self.units.contains_key(&parent);
            let above = if known { self.unit(&parent)? } else { None };
            if above.is_none() {
                self.tell(
                    &place,
                    true,
                    format!("上级单位“{parent}”没有，{name} 没有录入"),
                    format!("there is no unit “{parent}” above {name}, which was not entered"),
                );
                return Ok(None);
            }
            above
        };
        let id = self.plan.next::<UnitId>()?;
        let register = unit::Command::Register { name: name.to_owned(), short: None, parent };
        if !self.attempt(&place, &Command::Unit(id, register))? {
            return Ok(None);
        }
        self.units.insert(name.to_owned(), id);
        self.outcome.units.push(name.to_owned());
        Ok(Some(id))
    }

    fn person(&mut self, place: &str, name: &str, unit: Option<UnitId>) -> Result<Option<PersonId>, Failure> {
        let known = self.people.get(name).cloned().unwrap_or_default();
        let within = |id: &PersonId| {
            let person = self.plan.states().person(*id);
            person.is_some_and(|person| unit.is_none_or(|unit| person.units.contains(&unit)))
        };
        let here: Vec<PersonId> = known.iter().copied().filter(within).collect();
        match (here.as_slice(), known.as_slice()) {
            ([one], _) => {
                self.outcome.known += 1;
                Ok(Some(*one))
            }
            ([], []) => {
                let id = self.plan.next::<PersonId>()?;
                let register = person::Command::Register { name: name.to_owned(), units: unit.into_iter().collect() };
                if !self.attempt(place, &Command::Person(id, register))? {
                    return Ok(None);
                }
                self.people.entry(name.to_owned()).or_default().push(id);
                self.outcome.people.push(name.to_owned());
                Ok(Some(id))
            }
            ([], [one]) => {
                // Of no unit there is none to join.
                let Some(unit) = unit else { return Ok(Some(*one)) };
                if !self.attempt(place, &Command::Person(*one, person::Command::Join { unit }))? {
                    return Ok(None);
                }
                self.tell(
                    place,
                    false,
                    format!("已有人员 {one} {name}，按同一人加入这个单位"),
                    format!("{one} {name} is known and joins this unit as the same person"),
                );
                self.outcome.people.push(name.to_owned());
                Ok(Some(*one))
            }
            _ => {
                self.tell(
                    place,
                    true,
                    format!("叫“{name}”的不止一人，分不清是哪一位，没有录入"),
                    format!("more than one person is called “{name}”; nobody was entered"),
                );
                Ok(None)
            }
        }
    }

    fn post(&mut self, place: &str, unit: UnitId, title: &str, person: Option<PersonId>) -> Result<(), Failure> {
        let key = (unit, title.to_owned());
        let id = match self.posts.get(&key) {
            Some(known) => *known,
            None => {
                let id = self.plan.next::<PostId>()?;
                let create = post::Command::Create { unit, title: title.to_owned() };
                if !self.attempt(place, &Command::Post(id, create))? {
                    return Ok(());
                }
                self.posts.insert(key, id);
                self.outcome.posts.push(title.to_owned());
                id
            }
        };
        let Some(person) = person else { return Ok(()) };
        match self.plan.states().post(id).and_then(|post| post.holder) {
            Some(holder) if holder == person => {}
            Some(_) => self.tell(
                place,
                true,
                format!("岗位“{title}”有人在任，换人请办理交接"),
                format!("“{title}” is held by somebody; let it change hands by a hand-over"),
            ),
            None => {
                let from = self.plan.given().today;
                self.attempt(place, &Command::Post(id, post::Command::Fill { person, from }))?;
            }
        }
        Ok(())
    }

    /// Whether it was done; what lacks is told.
    fn attempt(&mut self, place: &str, command: &Command) -> Result<bool, Failure> {
        match self.plan.run(command) {
            Ok(()) => Ok(true),
            Err(Failure::Refused(refusal)) => {
                let what = refusal.message();
                self.outcome.told.push(Told { cell: place.to_owned(), lost: true, what });
                Ok(false)
            }
            Err(other) => Err(other),
        }
    }

    fn tell(&mut self, place: &str, lost: bool, zh: impl Into<String>, en: impl Into<String>) {
        let what = Bilingual::new(zh.into(), en.into());
        self.outcome.told.push(Told { cell: place.to_owned(), lost, what });
    }
}
