//! One post.

use std::sync::Arc;

use app::access::Action;
use app::view::{Named, Said};
use askama::Template;
use jiff::civil::Date;
use ledger::post::Command as Do;
use ledger::{Bilingual, Command, MeasureId, PostId, States, UnitId, measure};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::read::Read;
use crate::pages::named::{self, Choice, Linked};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "post.html")]
struct Page<'a> {
    f: Frame<'a>,
    id: PostId,
    unit: Linked,
    holder: Option<Linked>,
    tenures: Vec<(Linked, Date, Option<Date>)>,
    abolished: Option<Said>,
    hand_over: Option<String>,
    items: Vec<Item>,
    people: Vec<Choice>,
    may: bool,
    may_hand_over: bool,
}

/// An open item of a post or of a hand-over.
pub(super) struct Item {
    pub id: MeasureId,
    /// What it is, where the caller may read that.
    pub state: Option<Arc<measure::State>>,
}

/// Open items, each with its words where the caller may read them.
pub(super) fn items(call: &Call<'_>, ids: impl IntoIterator<Item = MeasureId>) -> Result<Vec<Item>, Trouble> {
    let item = |id: MeasureId| {
        let state = if call.may_do(Action::See, id) { call.view.measure_state(id)? } else { None };
        Ok(Item { id, state })
    };
    ids.into_iter().map(item).collect()
}

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: PostId = call.id()?;
    let post = (&call.view as &dyn States).post(id).ok_or(Trouble::Missing)?;
    let link = |named: &Named| Linked::of(named);
    let tenure = |of: &ledger::post::Tenure| (link(&call.view.named(of.person)), of.from, of.until);
    let living = post.abolished.is_none();
    let page = Page {
        f: call.frame_titled(post.title.clone()),
        id,
        unit: link(&call.view.named(post.unit)),
        holder: post.holder.map(|person| link(&call.view.named(person))),
        tenures: post.tenures.iter().rev().map(tenure).collect(),
        abolished: post.abolished.as_ref().map(|act| call.view.said(act)),
        hand_over: post.hand_over.map(|hand_over| named::address(hand_over.into())),
        items: items(call, call.view.open_items(id)?)?,
        people: named::people(&call.view)?,
        may: living && call.may_do(Action::Organise, id),
        may_hand_over: living
            && post.hand_over.is_none()
            && !post.tenures.is_empty()
            && call.may_do(Action::HandOver, id),
    };
    Answer::page(&page)
}

pub(super) fn create(call: &Call<'_>) -> Result<Answer, Trouble> {
    let unit: UnitId = call.id()?;
    let create = Do::Create { unit, title: call.words("post") };
    let done = call.act(|plan| {
        let id = plan.next::<PostId>()?;
        plan.run(&Command::Post(id, create.clone()))
    })?;
    call.done(&done, format!("/units/{unit}"))
}

fn act(call: &Call<'_>, command: Do) -> Result<Answer, Trouble> {
    let id: PostId = call.id()?;
    let done = call.command(Command::Post(id, command))?;
    call.done(&done, format!("/posts/{id}"))
}

pub(super) fn fill(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let person = read.need("person", Bilingual::fixed("请写明由谁担任", "say who is to hold it"))?;
    let from = read.day_or_today("from");
    read.settle()?;
    act(call, Do::Fill { person, from })
}

pub(super) fn vacate(call: &Call<'_>) -> Result<Answer, Trouble> {
    let read = Read::new(call);
    let until = read.day_or_today("until");
    read.settle()?;
    act(call, Do::Vacate { until, reason: call.words("vacate_reason") })
}

pub(super) fn abolish(call: &Call<'_>) -> Result<Answer, Trouble> {
    act(call, Do::Abolish { reason: call.words("abolish_reason") })
}
