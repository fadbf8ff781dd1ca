//! The page of a finding, and its receipt.

use app::access::Item;
use app::view::{FindingStory, Named, Turn};
use askama::Template;
use ledger::{Bilingual, FindingId, Stream};

use super::asks::ask;
use super::parts::{self, Moment, Seen, Step};
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::{Ask, Input};
use crate::pictures::{Qr, qr};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "finding.html")]
struct Page<'a> {
    f: Frame<'a>,
    story: FindingStory,
    steps: Vec<Step>,
    next: Option<Next>,
    asks: Vec<Ask>,
    /// The form with which a cause is taken away, by the cause's id.
    drops: Vec<Ask>,
    seen: Seen,
    papers: Vec<Stream>,
    others: Vec<Stream>,
    trail: Vec<Moment>,
    receipt: Option<Receipt>,
}

/// What comes next.
pub struct Next {
    /// In words.
    pub words: Bilingual,
    /// How whoever looks does it; `None` where somebody else does.
    pub way: Way,
}

/// How something is done.
pub enum Way {
    /// By somebody else.
    Nobody,
    /// On another page: its address, and the key of its words.
    There(String, &'static str),
    /// Here.
    Here(Box<Ask>),
}

/// Proof that the closing stands in the log.
struct Receipt {
    seq: u64,
    at: String,
    by: String,
    digest: String,
    qr: Option<Qr>,
}

impl Page<'_> {
    /// Whether the page of another finding may be opened, or its words be told.
    fn knows(&self, other: &Named) -> bool {
        self.others.contains(&other.id)
    }

    fn reads(&self, paper: &Named) -> bool {
        self.papers.contains(&paper.id)
    }

    fn drop(&self, cause: &Named) -> Option<&Ask> {
        self.drops.iter().find(|ask| ask.fields.iter().any(|field| field.value == cause.id.to_string()))
    }
}

/// Shows it.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<FindingId>()?;
    let story = call.view.finding(id)?.ok_or(Trouble::Missing)?;
    let item = call.item(id.into())?;
    let next = next(call, &story, &item)?;
    let shown = next.as_ref().and_then(|next| match &next.way {
        Way::Here(ask) => Some(ask.to.clone()),
        _ => None,
    });
    let turns: Vec<Turn> = story.turns().into_iter().filter(|turn| may(call, &item, id.into(), *turn)).collect();
    let asks = turns.iter().filter_map(|turn| ask(call, &story, *turn)).filter(|ask| Some(&ask.to) != shown.as_ref());
    let asks: Vec<Ask> = asks.collect();
    let drops = if turns.contains(&Turn::Explain) { drops(call, &story) } else { Vec::new() };
    let others = story.repeats.iter().chain(story.merged.iter().map(|(into, _)| into)).chain(&story.absorbed);
    let others = others.map(|other| other.id).filter(|other| call.may_do(app::access::Action::See, *other)).collect();
    let papers: Vec<Stream> = story.sources.iter().map(|source| source.paper.id).collect();
    let papers = papers.into_iter().filter(|paper| call.may_do(app::access::Action::See, *paper)).collect();
    let page = Page {
        f: call.frame_titled(&story.statement),
        steps: parts::steps(&story),
        next,
        asks,
        drops,
        seen: Seen::of(call, &story.measures),
        papers,
        others,
        trail: parts::story(call, id.into(), call.view.trail(&story)?),
        receipt: proof(call, &story)?,
        story,
    };
    Answer::page(&page)
}

/// Whether the caller may do `turn` to what stands at `stream`.
pub fn may(call: &Call<'_>, item: &Item, stream: Stream, turn: Turn) -> bool {
    let Some(step) = turn.step() else { return call.may(turn.action(), item) };
    let level = call.view.level(stream, step).ok().flatten().unwrap_or_default();
    call.may(turn.action(), &item.clone().at(&level))
}

fn next(call: &Call<'_>, story: &FindingStory, item: &Item) -> Result<Option<Next>, Trouble> {
    let Some(next) = &story.next else { return Ok(None) };
    let words = next.words.clone();
    let Some((stream, turn)) = next.turn else { return Ok(Some(Next { words, way: Way::Nobody })) };
    let allowed = if stream == story.id.into() {
        may(call, item, stream, turn)
    } else {
        may(call, &call.item(stream)?, stream, turn)
    };
    Ok(Some(Next { words, way: if allowed { way(call, story, stream, turn) } else { Way::Nobody } }))
}

fn way(call: &Call<'_>, story: &FindingStory, stream: Stream, turn: Turn) -> Way {
    let id = story.id;
    match turn {
        Turn::Report => Way::There(format!("/measures/{stream}/report"), "finding-to-report"),
        Turn::Verify => Way::There(format!("/findings/{id}/verify"), "finding-to-verify"),
        Turn::LookBack => Way::There(format!("/findings/{id}/look-back"), "finding-to-look-back"),
        Turn::DecideExtension => Way::There(format!("/measures/{stream}"), "finding-to-extension"),
        turn => ask(call, story, turn).map_or(Way::Nobody, |ask| Way::Here(Box::new(ask))),
    }
}

fn drops(call: &Call<'_>, story: &FindingStory) -> Vec<Ask> {
    let to = || format!("/findings/{}/causes/drop", story.id);
    story
        .causes
        .iter()
        .map(|cause| Ask::begin(call, "finding-drop-cause", to()).with("cause", cause.id.to_string()).done())
        .collect()
}

fn proof(call: &Call<'_>, story: &FindingStory) -> Result<Option<Receipt>, Trouble> {
    if story.closings.is_empty() {
        return Ok(None);
    }
    let entry = call.app().closing_of(story.id)?;
    let digest = entry.digest.to_string();
    let address = format!("{}/public/verify?entry={}&digest={digest}", call.origin(), entry.seq);
    let by = story.closings.last().map(|said| said.who.get(call.lang).to_owned()).unwrap_or_default();
    let at = call.view.local(entry.at).strftime("%Y-%m-%d %H:%M").to_string();
    Ok(Some(Receipt { seq: entry.seq, at, by, digest, qr: qr(&address) }))
}

/// Hands the receipt of the last closing out, as the command line writes it.
pub fn receipt(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<FindingId>()?;
    let entry = call.app().closing_of(id)?;
    let receipt = call.app().receipt(entry.seq, true)?.to_string();
    Ok(Answer::download("text/plain; charset=utf-8", &format!("{id}.receipt"), receipt))
}
