//! One entry with its proof, and that the log only grew.

use app::view::{EntryProof, Growth};
use askama::Template;

use super::list::Row;
use super::reads;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "log-entry.html")]
struct Page<'a> {
    f: Frame<'a>,
    row: Row,
    proof: EntryProof,
    last: bool,
}

#[derive(Template)]
#[template(path = "log-growth.html")]
struct Grown<'a> {
    f: Frame<'a>,
    growth: Option<Growth>,
    from: String,
    to: String,
}

fn seq(call: &Call<'_>) -> Result<u64, Trouble> {
    call.part("seq").parse().map_err(|_| Trouble::Missing)
}

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let seq = seq(call)?;
    let proof = call.view.entry_proof(seq)?.ok_or(Trouble::Missing)?;
    let title = call.site.texts.get(call.lang, "log-entry", &[("seq", seq.to_string().into())]);
    let row = Row::of(call, proof.line.clone());
    Answer::page(&Page { f: call.frame_titled(title), row, last: seq + 1 == proof.size, proof })
}

/// With what happened, where the caller may read that.
pub(super) fn receipt(call: &Call<'_>) -> Result<Answer, Trouble> {
    let seq = seq(call)?;
    let line = call.view.entry_proof(seq)?.ok_or(Trouble::Missing)?.line;
    let receipt = call.app().receipt(seq, reads(call, line.stream))?.to_string();
    Ok(Answer::download("text/plain; charset=utf-8", &format!("{seq}.receipt"), receipt))
}

/// The signed checkpoint of the log as it is.
pub(super) fn checkpoint(call: &Call<'_>) -> Result<Answer, Trouble> {
    let size = call.view.head()?.size;
    Ok(Answer::download("text/plain; charset=utf-8", &format!("checkpoint-{size}.txt"), call.view.checkpoint()?))
}

pub(super) fn growth(call: &Call<'_>) -> Result<Answer, Trouble> {
    let head = call.view.head()?.size;
    let number = |name: &str| call.query().given(name).and_then(|size| size.parse::<u64>().ok());
    let old = number("from").or_else(|| call.view.published_sizes().ok()?.first().copied()).unwrap_or(1);
    let new = number("to").unwrap_or(head);
    let page = Grown {
        f: call.frame("log-growth"),
        growth: call.view.growth_between(old, new)?,
        from: old.to_string(),
        to: new.to_string(),
    };
    Answer::page(&page)
}
