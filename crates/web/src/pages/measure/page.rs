//! The page of a measure.

use app::access::{Action, Item};
use app::view::{MeasureStory, Turn};
use askama::Template;
use ledger::{MeasureId, Stream};

use super::asks::asks;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::{Ask, Input};
use crate::pages::finding::page::may;
use crate::pages::finding::parts::{self, Moment, Seen};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "measure.html")]
struct Page<'a> {
    f: Frame<'a>,
    m: MeasureStory,
    asks: Vec<Ask>,
    reports: bool,
    /// The findings that it answers, whose pages may be opened.
    findings: Vec<Stream>,
    seen: Seen,
    trail: Vec<Moment>,
}

/// Shows it.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<MeasureId>()?;
    let mut story = call.view.measure(id)?.ok_or(Trouble::Missing)?;
    let item: Item = call.item(id.into())?;
    let turns: Vec<Turn> = story.turns().into_iter().filter(|turn| may(call, &item, id.into(), *turn)).collect();
    let mut lines = std::mem::take(&mut story.history);
    lines.reverse();
    let findings = story.findings.iter().map(|finding| finding.id);
    let page = Page {
        f: call.frame_titled(&story.statement),
        asks: turns.iter().flat_map(|turn| asks(call, &story, *turn)).collect(),
        reports: turns.contains(&Turn::Report),
        findings: findings.filter(|finding| call.may_do(Action::See, *finding)).collect(),
        seen: Seen::of(call, [&story]),
        trail: parts::story(call, id.into(), lines),
        m: story,
    };
    Answer::page(&page)
}
