//! A hand-over (交接): a post and its open items pass to somebody else.

use std::sync::Arc;

use app::access::Action;
use app::view::Said;
use askama::Template;
use ledger::hand_over::{Command as Do, State, Status};
use ledger::{Bilingual, Command, HandOverId, PostId, States};

use super::post::{Item, items};
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::read::Read;
use crate::pages::named::Linked;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "hand-over.html")]
struct Page<'a> {
    f: Frame<'a>,
    id: HandOverId,
    post: Linked,
    from: Linked,
    to: Linked,
    status: Bilingual,
    proposed: Said,
    answered: Option<Said>,
    items: Vec<Item>,
    /// Open items that came up since.
    unlisted: usize,
    may_accept: bool,
    may_decline: bool,
}

fn state(call: &Call<'_>, id: HandOverId) -> Result<Arc<State>, Trouble> {
    (&call.view as &dyn States).hand_over(id).ok_or(Trouble::Missing)
}

/// Whom it is for, and who proposed it, may decline it.
fn declines(call: &Call<'_>, id: HandOverId, state: &State) -> bool {
    let proposed = state.proposed.by.person.is_some() && state.proposed.by.person == call.who.person;
    proposed || call.may_do(Action::AnswerHandOver, id)
}

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: HandOverId = call.id()?;
    let state = state(call, id)?;
    let waits = state.status == Status::Proposed;
    let open = if waits { call.view.open_items_of(id)? } else { Default::default() };
    let page = Page {
        f: call.frame("organisation-hand-over"),
        id,
        post: Linked::of(&call.view.named(state.post)),
        from: Linked::of(&call.view.named(state.from)),
        to: Linked::of(&call.view.named(state.to)),
        status: state.status.label(),
        proposed: call.view.said(&state.proposed),
        answered: state.answered.as_ref().map(|act| call.view.said(act)),
        items: items(call, state.items.iter().copied())?,
        unlisted: open.difference(&state.items).count(),
        may_accept: waits && call.may_do(Action::AnswerHandOver, id),
        may_decline: waits && declines(call, id, &state),
    };
    Answer::page(&page)
}

pub(super) fn propose(call: &Call<'_>) -> Result<Answer, Trouble> {
    let post: PostId = call.id()?;
    let read = Read::new(call);
    let to = read.need("to", Bilingual::fixed("请写明交给谁", "say who takes it over"))?;
    read.settle()?;
    let propose = Do::Propose { post, to, items: call.view.open_items(post)?, note: call.words("note") };
    let done = call.act(|plan| {
        let id = plan.next::<HandOverId>()?;
        plan.run(&Command::HandOver(id, propose.clone()))
    })?;
    let begun = done.new::<HandOverId>().map(|id| format!("/hand-overs/{id}"));
    call.done(&done, begun.unwrap_or_else(|| format!("/posts/{post}")))
}

pub(super) fn accept(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: HandOverId = call.id()?;
    let accept = Do::Accept { open: call.view.open_items_of(id)?, note: call.words("note") };
    let done = call.command(Command::HandOver(id, accept))?;
    call.done(&done, format!("/hand-overs/{id}"))
}

pub(super) fn decline(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: HandOverId = call.id()?;
    if !declines(call, id, &*state(call, id)?) {
        return Err(Trouble::Denied(Action::AnswerHandOver));
    }
    let done = call.command(Command::HandOver(id, Do::Decline { reason: call.words("reason") }))?;
    call.done(&done, format!("/hand-overs/{id}"))
}
