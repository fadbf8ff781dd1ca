//! One unit.

use app::access::Action;
use app::store::{MeasureQuery, Sort};
use app::view::{self, Said};
use askama::Template;
use ledger::unit::Command as Do;
use ledger::{Command, PersonId, State, States, UnitId, measure};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::read::Read;
use crate::pages::named::{self, Choice, Linked};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "unit.html")]
struct Page<'a> {
    f: Frame<'a>,
    id: UnitId,
    full: String,
    short: String,
    parent: Option<Linked>,
    parent_id: String,
    below: Vec<Linked>,
    people: Vec<Linked>,
    posts: Vec<Post>,
    dissolved: Option<Said>,
    successor: Option<Linked>,
    open: Vec<view::Measure>,
    total: u64,
    units: Vec<Choice>,
    may: bool,
}

struct Post {
    link: Linked,
    state: ledger::Bilingual,
}

/// The most open items that are listed; the ledger has all.
pub(super) const OPEN: u64 = 20;

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: UnitId = call.id()?;
    let unit = (&call.view as &dyn States).unit(id).ok_or(Trouble::Missing)?;
    let mut people = Vec::new();
    for (person, state) in call.view.all::<PersonId>()? {
        if matches!(&state, State::Person(of) if of.units.contains(&id)) {
            people.push(Linked::of(&call.view.named(person)));
        }
    }
    let posts =
        call.view.posts()?.rows.into_iter().filter(|post| post.unit.id == id.into() && post.abolished.is_none());
    let post = |post: view::Post| Post { state: post.state(), link: Linked::of(&call.view.named(post.id)) };
    let query = MeasureQuery {
        unit: Some(id),
        status: vec![measure::Status::Open],
        sight: call.sight()?,
        sort: Sort::Due,
        limit: OPEN,
        ..MeasureQuery::all(call.view.today)
    };
    let open = call.view.measures(&query)?;
    let link = |unit: &UnitId| Linked::of(&call.view.named(*unit));
    let page = Page {
        f: call.frame_titled(unit.name.clone()),
        id,
        full: unit.name.clone(),
        short: unit.short.clone().unwrap_or_default(),
        parent: unit.parent.as_ref().map(link),
        parent_id: unit.parent.map(|parent| parent.to_string()).unwrap_or_default(),
        below: unit.below.iter().map(link).collect(),
        people,
        posts: posts.map(post).collect(),
        dissolved: unit.dissolved.as_ref().map(|act| call.view.said(act)),
        successor: unit.successor.as_ref().map(link),
        total: open.total,
        open: open.rows,
        units: named::units(&call.view)?,
        may: unit.dissolved.is_none() && call.may_do(Action::Organise, id),
    };
    Answer::page(&page)
}

/// The unit above, where the caller may organise; none at the top.
fn parent(call: &Call<'_>) -> Result<Option<UnitId>, Trouble> {
    let read = Read::new(call);
    let parent = read.one::<UnitId>("parent")?;
    read.settle()?;
    call.demand_about(Action::Organise, parent)?;
    Ok(parent)
}

fn names(call: &Call<'_>) -> (String, Option<String>) {
    (call.words("name"), call.form().given("short").map(str::to_owned))
}

pub(super) fn add(call: &Call<'_>) -> Result<Answer, Trouble> {
    let parent = parent(call)?;
    let (name, short) = names(call);
    let register = Do::Register { name, short, parent };
    let done = call.act(|plan| {
        let id = plan.next::<UnitId>()?;
        plan.run(&Command::Unit(id, register.clone()))
    })?;
    call.done(&done, "/organisation")
}

fn act(call: &Call<'_>, command: Do) -> Result<Answer, Trouble> {
    let id: UnitId = call.id()?;
    let done = call.command(Command::Unit(id, command))?;
    call.done(&done, format!("/units/{id}"))
}

pub(super) fn rename(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (name, short) = names(call);
    act(call, Do::Rename { name, short })
}

pub(super) fn relocate(call: &Call<'_>) -> Result<Answer, Trouble> {
    let parent = parent(call)?;
    act(call, Do::Move { parent })
}

pub(super) fn dissolve(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: UnitId = call.id()?;
    let read = Read::new(call);
    let (successor, reason) = (read.one("successor")?, read.words("reason"));
    read.settle()?;
    let open = call.view.open_measures_of(id)?;
    act(call, Do::Dissolve { successor, open, reason })
}

/// Posts of which `person` is the holder.
pub(super) fn held(call: &Call<'_>, person: PersonId) -> Result<Vec<Linked>, Trouble> {
    let posts = call.view.posts_of(person)?.into_iter();
    Ok(posts.map(|post| Linked::of(&call.view.named(post))).collect())
}
