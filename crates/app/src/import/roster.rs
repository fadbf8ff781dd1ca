//! Who is who: names in a paper and the units, people and posts of the ledger.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Command, PersonId, PostId, State, Stream, UnitId, person, unit};

use super::Take;
use super::proposal::Proposal;
use crate::{Failure, Numbered, Plan};

/// Names of the ledger, and those that a paper names and the ledger does not know.
pub(super) struct Roster {
    enrol: bool,
    units: BTreeMap<String, Option<UnitId>>,
    people: BTreeMap<String, Option<PersonId>>,
    posts: BTreeMap<String, Option<(PostId, Option<PersonId>)>>,
    unknown: BTreeMap<String, usize>,
    entered: BTreeSet<(String, Stream)>,
    /// Names that the paper uses and several people bear.
    shared: BTreeSet<String>,
}

/// Who answers for a measure.
#[derive(Default)]
pub(super) struct People {
    pub lead: Option<PersonId>,
    pub owner: Option<PersonId>,
    pub post: Option<PostId>,
    pub unit: Option<UnitId>,
    pub cooperating: Vec<UnitId>,
}

impl Roster {
    /// The names of the ledger. With `enrol`, names that it does not know are entered.
    pub fn of(plan: &Plan<'_>, enrol: bool) -> Result<Self, Failure> {
        let (units, people, posts) = Default::default();
        let mut roster = Self {
            enrol,
            units,
            people,
            posts,
            unknown: BTreeMap::new(),
            entered: BTreeSet::new(),
            shared: BTreeSet::new(),
        };
        for kind in [UnitId::KIND, PersonId::KIND, PostId::KIND] {
            for (stream, snapshot) in plan.reader().all(kind)? {
                roster.add(plan, &stream, &snapshot.state);
            }
        }
        Ok(roster)
    }

    fn add(&mut self, plan: &Plan<'_>, stream: &Stream, state: &State) {
        match (stream, state) {
            (Stream::Unit(id), State::Unit(unit)) if unit.dissolved.is_none() => {
                let names = [Some(&unit.name), unit.short.as_ref()];
                let names: BTreeSet<&String> = names.into_iter().flatten().collect();
                names.into_iter().for_each(|name| once(&mut self.units, name, *id));
            }
            (Stream::Person(id), State::Person(person)) => once(&mut self.people, &person.name, *id),
            (Stream::Post(id), State::Post(post)) if post.abolished.is_none() => {
                let of = (*id, post.holder);
                once(&mut self.posts, &post.title, of);
                if let Some(unit) = plan.states().unit(post.unit) {
                    once(&mut self.posts, &format!("{}{}", unit.name, post.title), of);
                }
            }
            _ => {}
        }
    }

    /// Who the paper says answers for a measure.
    pub fn people(&mut self, take: &mut Take<'_, '_>, said: &extract::Measure) -> Result<People, Failure> {
        let mut people = People::default();
        for lead in said.lead.iter().flat_map(|lead| names(lead)) {
            let found = self.person(take, lead, None)?.or_else(|| self.posts.get(lead).copied().flatten()?.1);
            people.lead = people.lead.or(found);
        }
        let (units, persons) = said.owner.as_deref().map(extract::owner::split).unwrap_or_default();
        for name in names(&units) {
            // A post such as 办公室主任 may end like a unit or stand alone.
            if let Some((post, _)) = self.posts.get(name).copied().flatten() {
                people.post = people.post.or(Some(post));
            } else if let Some(unit) = self.unit(take, name)? {
                match people.unit {
                    None => people.unit = Some(unit),
                    Some(first) if first != unit => people.cooperating.push(unit),
                    Some(_) => {}
                }
            }
        }
        for name in names(&persons) {
            if let Some((post, _)) = self.posts.get(name).copied().flatten() {
                people.post = people.post.or(Some(post));
            } else {
                people.owner = people.owner.or(self.person(take, name, people.unit)?);
            }
        }
        for name in said.cooperating.iter().flat_map(|units| names(units)) {
            people.cooperating.extend(self.unit(take, name)?);
        }
        people.cooperating.retain(|unit| Some(*unit) != people.unit);
        people.cooperating.sort_unstable();
        people.cooperating.dedup();
        Ok(people)
    }

    fn unit(&mut self, take: &mut Take<'_, '_>, name: &str) -> Result<Option<UnitId>, Failure> {
        if let Some(known) = self.units.get(name) {
            return Ok(*known);
        }
        if !self.enrol {
            *self.unknown.entry(name.to_owned()).or_default() += 1;
            return Ok(None);
        }
        let id = take.plan.next()?;
        let register = unit::Command::Register { name: name.to_owned(), short: None, parent: None };
        take.plan.run(&Command::Unit(id, register))?;
        self.units.insert(name.to_owned(), Some(id));
        self.entered.insert((name.to_owned(), id.into()));
        Ok(Some(id))
    }

    fn person(&mut self, take: &mut Take<'_, '_>, name: &str, of: Option<UnitId>) -> Result<Option<PersonId>, Failure> {
        let name = extract::owner::bare(name);
        if let Some(known) = self.people.get(name) {
            if known.is_none() {
                self.shared.insert(name.to_owned());
            }
            return Ok(*known);
        }
        if !self.enrol || !is_a_name(name) {
            *self.unknown.entry(name.to_owned()).or_default() += 1;
            return Ok(None);
        }
        let id = take.plan.next()?;
        let register = person::Command::Register { name: name.to_owned(), units: of.into_iter().collect() };
        take.plan.run(&Command::Person(id, register))?;
        self.people.insert(name.to_owned(), Some(id));
        self.entered.insert((name.to_owned(), id.into()));
        Ok(Some(id))
    }

    /// Tells who was entered, and which names mean nothing to the ledger.
    pub fn tell(&self, proposal: &mut Proposal) {
        let list = |names: Vec<String>, between: &str| names.join(between);
        proposal.enrolled = self.entered.iter().map(|(_, stream)| *stream).collect();
        if !self.entered.is_empty() {
            let names = || self.entered.iter().map(|(name, id)| format!("{name}({id})")).collect::<Vec<_>>();
            proposal.remark(format!("登记名册：{}", list(names(), "、")), format!("entered: {}", list(names(), ", ")));
        }
        if !self.shared.is_empty() {
            let names = || self.shared.iter().cloned().collect();
            proposal.remark(
                format!("同名的不止一人，没有认定：{}（用 bihuan measure assign 指定）", list(names(), "、")),
                format!(
                    "borne by several, so none was taken: {} (bihuan measure assign says who)",
                    list(names(), ", ")
                ),
            );
        }
        if !self.unknown.is_empty() {
            let names = || self.unknown.iter().map(|(name, times)| format!("{name}×{times}")).collect::<Vec<_>>();
            proposal.remark(
                format!("名册里没有（加 --enrol 一并登记）：{}", list(names(), "、")),
                format!("not known to the ledger (--enrol enters them): {}", list(names(), ", ")),
            );
        }
    }
}

/// A name that two bear means nobody: a person must say which.
fn once<T>(names: &mut BTreeMap<String, Option<T>>, name: &str, id: T) {
    names.entry(name.to_owned()).and_modify(|known| *known = None).or_insert(Some(id));
}

/// Single names in a list of them.
fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split(['；', ';', '、', '，', ',', '/']).map(str::trim).filter(|name| !name.is_empty())
}

/// Whether a paper can mean one person by it: 各支部书记 and `Head of Finance` are none.
fn is_a_name(name: &str) -> bool {
    let han = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·');
    let count = name.chars().count();
    let post = ["书记", "主任", "科长", "局长", "部长", "处长", "经理", "负责人", "领导", "成员", "同志", "班子"];
    han && (2..=4).contains(&count) && !post.iter().any(|word| name.contains(word)) && !name.starts_with('各')
}
