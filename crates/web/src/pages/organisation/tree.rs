//! The tree of units, and everybody.

use app::access::Action;
use app::view::{self, Unit};
use askama::Template;
use jiff::civil::Date;
use ledger::{PersonId, State};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::named::{self, Choice, Linked};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "organisation.html")]
struct Tree<'a> {
    f: Frame<'a>,
    lines: Vec<Line>,
    dissolved: Vec<Unit>,
    hand_overs: Vec<HandOver>,
    people: usize,
    choices: Vec<Choice>,
    may_organise: bool,
    may_import: bool,
}

/// A unit in the tree, as nested lists are written: what opens before it and what closes behind it.
struct Line {
    unit: Unit,
    people: usize,
    parent: bool,
    closes: usize,
}

struct HandOver {
    to: String,
    post: Linked,
    from: Linked,
    new: Linked,
    items: usize,
    day: Date,
}

#[derive(Template)]
#[template(path = "people-list.html")]
struct People<'a> {
    f: Frame<'a>,
    persons: Vec<Person>,
    total: usize,
}

struct Person {
    id: PersonId,
    name: String,
    units: Vec<Linked>,
    posts: Vec<Linked>,
}

/// The most people on a page.
const PAGE: usize = 200;

pub(super) fn tree(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (dissolved, living): (Vec<_>, Vec<_>) =
        call.view.units()?.rows.into_iter().partition(|unit| unit.dissolved.is_some());
    let mut members = std::collections::BTreeMap::new();
    let everybody = call.view.all::<PersonId>()?;
    for (_, state) in &everybody {
        if let State::Person(person) = state {
            for unit in &person.units {
                *members.entry(*unit).or_insert(0) += 1;
            }
        }
    }
    let depths: Vec<usize> = living.iter().map(|unit| unit.depth).skip(1).chain([0]).collect();
    let lines = living.into_iter().zip(depths).map(|(unit, next)| Line {
        people: members.get(&unit.id).copied().unwrap_or_default(),
        parent: next > unit.depth,
        closes: unit.depth.saturating_sub(next),
        unit,
    });
    let waits = |one: &view::HandOver| one.status.name == "proposed";
    let hand_over = |one: view::HandOver| HandOver {
        to: named::address(one.id.into()),
        post: Linked::of(&one.post),
        from: Linked::of(&one.from),
        new: Linked::of(&one.to),
        items: one.items.len(),
        day: one.proposed.local.date(),
    };
    let page = Tree {
        f: call.frame("organisation-title"),
        lines: lines.collect(),
        dissolved,
        hand_overs: call.view.hand_overs()?.rows.into_iter().filter(waits).map(hand_over).collect(),
        people: everybody.len(),
        choices: named::units(&call.view)?,
        may_organise: call.may_somewhere(Action::Organise),
        may_import: call.may(Action::Organise, &app::access::Item::default()),
    };
    Answer::page(&page)
}

pub(super) fn people(call: &Call<'_>) -> Result<Answer, Trouble> {
    let text = call.query().get("text");
    let mut rows = call.view.persons()?.rows;
    rows.retain(|person| {
        let units = person.units.iter().chain(&person.posts);
        text.is_empty() || person.name.contains(text) || units.into_iter().any(|named| named.name.contains(text))
    });
    let total = rows.len();
    let links = |named: &[view::Named]| named.iter().map(Linked::of).collect();
    let persons = rows.into_iter().take(PAGE).map(|person| Person {
        id: person.id,
        units: links(&person.units),
        posts: links(&person.posts),
        name: person.name,
    });
    Answer::page(&People { f: call.frame("organisation-people"), persons: persons.collect(), total })
}
