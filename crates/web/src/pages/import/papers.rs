//! All papers, and the files that they were read from.

use std::collections::BTreeMap;

use app::access::Action;
use app::view::Named;
use askama::Template;
use ledger::{PaperId, Stream};

use super::review::seen;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

/// How many papers a page of the list holds.
const PAGE: usize = 50;

/// A paper in a list.
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its title, or the file's name.
    pub title: String,
    /// The file's name.
    pub name: String,
    /// Its own date.
    pub date: String,
    /// Its campaign: id and theme.
    pub campaign: Option<(String, String)>,
    /// Whether a later version replaces it.
    pub replaced: bool,
    /// The later version.
    pub later: String,
    /// How many of its findings are drafts.
    pub drafts: usize,
}

#[derive(Template)]
#[template(path = "import/papers.html")]
struct Page<'a> {
    f: Frame<'a>,
    campaigns: Vec<super::Choice>,
    rows: Vec<Row>,
    total: usize,
    first: usize,
    earlier: Option<String>,
    more: Option<String>,
    may_take_in: bool,
}

/// The papers that the caller may see, the newest first.
///
/// # Errors
/// The database failed.
pub fn rows(call: &Call<'_>) -> Result<Vec<Row>, Trouble> {
    let drafts = call.view.drafts_by_paper(call.sight()?)?;
    // Papers of one campaign are about the same unit.
    let mut may: BTreeMap<Option<Stream>, bool> = BTreeMap::new();
    let mut rows = Vec::new();
    for paper in call.view.papers()?.rows.into_iter().rev() {
        let of = paper.campaign.as_ref().map(|campaign: &Named| campaign.id);
        if !*may.entry(of).or_insert_with(|| call.may_do(Action::See, paper.id)) {
            continue;
        }
        rows.push(Row {
            id: paper.id.to_string(),
            title: paper.title.unwrap_or_else(|| paper.name.clone()),
            name: paper.name,
            date: paper.date.map(|date| date.to_string()).unwrap_or_default(),
            campaign: paper.campaign.map(|campaign| (campaign.id.to_string(), campaign.name)),
            replaced: paper.superseded_by.is_some(),
            later: paper.superseded_by.map(|later| later.to_string()).unwrap_or_default(),
            drafts: drafts.get(&paper.id).copied().unwrap_or(0),
        });
    }
    Ok(rows)
}

/// All papers, by campaign.
///
/// # Errors
/// The database failed.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let mut rows = rows(call)?;
    let wanted = call.query().get("campaign").to_owned();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    known.extend(rows.iter().filter_map(|row| row.campaign.clone()));
    let campaigns =
        known.into_iter().map(|(value, words)| super::Choice { on: value == wanted, words, value }).collect();
    if !wanted.is_empty() {
        rows.retain(|row| row.campaign.as_ref().is_some_and(|(id, _)| *id == wanted));
    }
    let total = rows.len();
    let at = call.query().get("from").parse::<usize>().unwrap_or(0).min(total);
    let to = |from: usize| {
        let from = if from == 0 { String::new() } else { from.to_string() };
        format!("/papers?{}", call.query().address(&[("from", &from)]))
    };
    let earlier = (at > 0).then(|| to(at.saturating_sub(PAGE)));
    let more = (at + PAGE < total).then(|| to(at + PAGE));
    let rows = rows.into_iter().skip(at).take(PAGE).collect();
    let f = call.frame("import-papers-title");
    let may_take_in = call.may_somewhere(Action::TakeIn);
    Answer::page(&Page { f, campaigns, rows, total, first: at + 1, earlier, more, may_take_in })
}

/// The file as it came.
///
/// # Errors
/// There is none, or the caller may not see all that was read from it.
pub fn file(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: PaperId = call.id()?;
    let paper = seen(call, id)?.paper;
    let bytes = call.app().paper_file(&paper.content)?;
    Ok(Answer::download("application/octet-stream", &paper.content.name, bytes))
}
