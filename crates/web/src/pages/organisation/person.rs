//! One person.

use app::access::Action;
use app::store::{MeasureQuery, Sort};
use app::view;
use askama::Template;
use ledger::person::Command as Do;
use ledger::{Bilingual, Command, PersonId, States, UnitId, measure};

use super::unit::{OPEN, held};
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::read::Read;
use crate::pages::named::{self, Choice, Linked};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "person.html")]
struct Page<'a> {
    f: Frame<'a>,
    id: PersonId,
    units: Vec<Linked>,
    posts: Vec<Linked>,
    open: Vec<view::Measure>,
    total: u64,
    led: Vec<view::Measure>,
    choices: Vec<Choice>,
    may: bool,
}

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: PersonId = call.id()?;
    let person = (&call.view as &dyn States).person(id).ok_or(Trouble::Missing)?;
    let all = MeasureQuery {
        status: vec![measure::Status::Open],
        sight: call.sight()?,
        sort: Sort::Due,
        limit: OPEN,
        ..MeasureQuery::all(call.view.today)
    };
    let open = call.view.measures(&MeasureQuery { owner: Some(id), ..all.clone() })?;
    let page = Page {
        f: call.frame_titled(person.name.clone()),
        id,
        units: person.units.iter().map(|unit| Linked::of(&call.view.named(*unit))).collect(),
        posts: held(call, id)?,
        total: open.total,
        open: open.rows,
        led: call.view.measures(&MeasureQuery { lead: Some(id), ..all })?.rows,
        choices: named::units(&call.view)?,
        may: call.may_do(Action::Organise, id),
    };
    Answer::page(&page)
}

pub(super) fn register(call: &Call<'_>) -> Result<Answer, Trouble> {
    let unit: UnitId = call.id()?;
    let register = Do::Register { name: call.words("person"), units: [unit].into() };
    let done = call.act(|plan| {
        let id = plan.next::<PersonId>()?;
        plan.run(&Command::Person(id, register.clone()))
    })?;
    call.done(&done, format!("/units/{unit}"))
}

fn act(call: &Call<'_>, command: Do) -> Result<Answer, Trouble> {
    let id: PersonId = call.id()?;
    let done = call.command(Command::Person(id, command))?;
    call.done(&done, format!("/people/{id}"))
}

pub(super) fn rename(call: &Call<'_>) -> Result<Answer, Trouble> {
    act(call, Do::Rename { name: call.words("name") })
}

/// The unit that a field names, where the caller may organise.
fn unit(call: &Call<'_>, name: &'static str) -> Result<UnitId, Trouble> {
    let read = Read::new(call);
    let unit = read.need(name, Bilingual::fixed("请选择单位", "choose a unit"))?;
    read.settle()?;
    call.demand_about(Action::Organise, Some(unit))?;
    Ok(unit)
}

pub(super) fn join(call: &Call<'_>) -> Result<Answer, Trouble> {
    let unit = unit(call, "join")?;
    act(call, Do::Join { unit })
}

pub(super) fn leave(call: &Call<'_>) -> Result<Answer, Trouble> {
    let unit = unit(call, "leave")?;
    act(call, Do::Leave { unit })
}
