//! The review of a paper (核对): the paper left, what was read from it right, each part beside its passage; drafts are corrected,
//! merged, split, turned down and registered here. What is registered stays, as the paper's page.

mod act;
mod field;
mod item;
mod left;
mod posted;

use std::sync::Arc;

use app::access::Action;
use app::review::Piece;
use app::store::Sight;
use askama::Template;
use ledger::{FindingId, PaperId, PersonId, Stream, UnitId, paper};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;
pub use act::act;
use field::Field;
use item::{Draft, Items, Said};
use left::Block;

/// Lists of names that are longer are not sent with the page: ids and names are typed then.
const SUGGESTED: usize = 800;

/// A paper with what was read from it.
pub struct Seen {
    /// Which.
    pub id: PaperId,
    /// What is known of it.
    pub paper: Arc<paper::State>,
    /// What was read from it.
    pub items: Vec<Stream>,
}

/// A paper that the caller may see: its text tells all that was read from it, so all of that must be theirs to see.
///
/// # Errors
/// There is none, or some of it is not theirs to see.
pub fn seen(call: &Call<'_>, id: PaperId) -> Result<Seen, Trouble> {
    let paper = call.view.paper_state(id)?.ok_or(Trouble::Missing)?;
    let items = call.view.paper_items(id)?;
    if !matches!(call.sight()?, Sight::All) {
        let findings = items.iter().filter(|item| matches!(item, Stream::Finding(_)));
        if !findings.into_iter().all(|finding| call.may_do(Action::See, *finding)) {
            return Err(Trouble::Missing);
        }
    }
    Ok(Seen { id, paper, items })
}

impl Seen {
    /// Its title, or the file's name.
    #[must_use]
    pub fn title(&self) -> String {
        let content = &self.paper.content;
        content.title.clone().unwrap_or_else(|| content.name.clone())
    }
}

/// The pages of one paper.
pub struct Tabs {
    /// The paper.
    pub paper: String,
    /// The file's name.
    pub name: String,
    /// The file's size.
    pub size: u64,
    /// How many things are to be said about it.
    pub notes: usize,
    /// Whether there is an earlier version.
    pub earlier: bool,
    /// The later version.
    pub later: Option<String>,
    /// Which page this is.
    pub here: &'static str,
}

impl Tabs {
    /// Of the paper that is seen.
    #[must_use]
    pub fn of(seen: &Seen, notes: usize, here: &'static str) -> Self {
        Self {
            paper: seen.id.to_string(),
            name: seen.paper.content.name.clone(),
            size: seen.paper.content.size,
            notes,
            earlier: seen.paper.supersedes.is_some(),
            later: seen.paper.superseded_by.map(|later| later.to_string()),
            here,
        }
    }
}

#[derive(Template)]
#[template(path = "review/page.html")]
struct Page<'a> {
    f: Frame<'a>,
    tabs: Tabs,
    genre: String,
    date: String,
    campaign: Option<(String, String)>,
    may_keep: bool,
    counts: Counts,
    /// The language of the paper.
    said_lang: &'static str,
    blocks: Vec<Block>,
    drafts: Vec<Draft>,
    void: Vec<Draft>,
    loose: Vec<Said>,
    /// What can be chosen where another finding is meant: id and first words.
    others: Vec<(String, String)>,
    aspects: Vec<String>,
    units: Vec<String>,
    people: Vec<String>,
    add: Add,
}

/// How many findings stand how.
#[derive(Default)]
struct Counts {
    drafts: usize,
    ready: usize,
    lacking: usize,
    registered: usize,
    loose: usize,
}

/// The form for what the reader missed.
struct Add {
    open: bool,
    paragraph: Field,
    words: Field,
    kind: String,
    finding: String,
}

/// The review of a paper.
///
/// # Errors
/// There is no such paper, or its file cannot be read.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: PaperId = call.id()?;
    let seen = seen(call, id)?;
    let reading = call.site.jobs.readings.of(call.app(), &seen.paper.content)?;
    let may_keep = call.may_do(Action::Keep, id);
    let units = call.view.called::<UnitId>()?;
    let people = call.view.called::<PersonId>()?;
    let items = Items::read(call, &seen, &reading, may_keep, (&units, &people))?;
    let blocks = left::blocks(call, &reading, &items.marks);
    let counts = Counts {
        drafts: items.drafts.iter().filter(|draft| draft.is_draft).count(),
        ready: items.drafts.iter().filter(|draft| draft.is_draft && draft.lacks.is_empty()).count(),
        lacking: items.drafts.iter().filter(|draft| draft.is_draft && !draft.lacks.is_empty()).count(),
        registered: items.drafts.iter().filter(|draft| !draft.is_draft).count(),
        loose: items.loose.len(),
    };
    let content = &seen.paper.content;
    let names = |all: Vec<String>| if all.len() > SUGGESTED { Vec::new() } else { all };
    let mut aspects: Vec<String> = reading.extraction.aspects.iter().map(|aspect| aspect.title.clone()).collect();
    aspects.dedup();
    let page = Page {
        f: call.frame_titled(seen.title()),
        tabs: Tabs::of(&seen, reading.diagnostics.len(), "review"),
        genre: content.genre.label().get(call.lang).to_owned(),
        date: content.date.map(|date| date.to_string()).unwrap_or_default(),
        campaign: content.campaign.map(|campaign| (campaign.to_string(), call.view.name_of(campaign))),
        may_keep,
        counts,
        said_lang: if reading.document.paragraphs.iter().any(|p| p.text.contains(han)) { "zh-CN" } else { "en" },
        blocks,
        others: items.others(),
        drafts: items.drafts,
        void: items.void,
        loose: items.loose,
        aspects,
        units: names(units.into_iter().map(|(_, name)| name).collect()),
        people: names(people.into_iter().map(|(_, name)| name).collect()),
        add: add(call, &reading),
    };
    Answer::page(&page)
}

fn add(call: &Call<'_>, reading: &app::review::Reading) -> Add {
    let wanted: Option<usize> = call.query().get("add").parse().ok();
    let said = wanted.and_then(|at| reading.document.paragraphs.get(at.checked_sub(1)?)).map(|p| p.body().to_owned());
    let at = wanted.filter(|_| said.is_some()).map(|at| at.to_string()).unwrap_or_default();
    let sent = call.form().get("do") == "enter";
    let filled = |name: &str| call.form().get(name).to_owned();
    Add {
        open: sent || said.is_some(),
        paragraph: Field::plain(call, "add.paragraph", &at),
        words: Field::plain(call, "add.words", &said.unwrap_or_default()),
        kind: Some(filled("add.kind")).filter(|kind| !kind.is_empty()).unwrap_or_else(|| "finding".to_owned()),
        finding: filled("add.finding"),
    }
}

const fn han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The finding that a field names.
fn finding(text: &str) -> Option<FindingId> {
    text.parse().ok()
}
