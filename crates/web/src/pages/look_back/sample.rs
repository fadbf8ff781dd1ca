//! Verifiable random samples (随机抽查).

use app::access::Action;
use app::roster;
use app::sample::Drawn;
use askama::Template;
use ledger::{CampaignId, FindingId};

use crate::answer::{Answer, XLSX};
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "samples.html")]
struct All<'a> {
    f: Frame<'a>,
    id: CampaignId,
    theme: String,
    samples: Vec<Sample>,
    closed: u64,
    may: bool,
}

struct Sample {
    number: usize,
    take: u32,
    of: usize,
    said: app::view::Said,
}

#[derive(Template)]
#[template(path = "sample.html")]
struct One<'a> {
    f: Frame<'a>,
    id: CampaignId,
    drawn: Drawn,
    rows: Vec<Row>,
}

/// A finding that was drawn.
struct Row {
    id: FindingId,
    hash: String,
    /// What it says, where the caller may read that.
    statement: Option<String>,
    may: bool,
}

pub(super) fn all(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: CampaignId = call.id()?;
    let campaign = call.view.campaign(id)?.ok_or(Trouble::Missing)?;
    let sample = |(at, sample): (usize, &ledger::campaign::Sample)| Sample {
        number: at + 1,
        take: sample.take,
        of: sample.candidates.len(),
        said: call.view.said(&sample.act),
    };
    let status = vec![ledger::finding::Status::Closed, ledger::finding::Status::Settled];
    let closed = app::store::FindingQuery {
        campaign: Some(id),
        status,
        limit: 1,
        ..app::store::FindingQuery::all(call.view.today)
    };
    let page = All {
        f: call.frame("look-back-samples"),
        id,
        theme: campaign.content.theme.clone(),
        samples: campaign.samples.iter().enumerate().map(sample).rev().collect(),
        closed: call.view.findings(&closed)?.total,
        may: call.may_do(Action::Sample, id),
    };
    Answer::page(&page)
}

pub(super) fn draw(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: CampaignId = call.id()?;
    let take = call
        .form()
        .get("take")
        .parse::<u32>()
        .map_err(|_| Trouble::field("take", "请填要抽几个，填整数", "say how many to draw, as a whole number"))?;
    let actor = call.actor()?;
    let key = call.act_key()?;
    let drawn = call.app().draw_sample(actor, key.as_deref(), id, take)?;
    let words = ledger::Bilingual::new(
        format!("从 {} 个问题里抽出 {} 个", drawn.candidates.len(), drawn.drawn.len()),
        format!("{} of {} findings were drawn", drawn.drawn.len(), drawn.candidates.len()),
    );
    Ok(call.told(&words, format!("/campaigns/{id}/samples/{}", drawn.sample)))
}

fn drawn(call: &Call<'_>) -> Result<Drawn, Trouble> {
    let id: CampaignId = call.id()?;
    let number = call.part("number").parse::<usize>().map_err(|_| Trouble::Missing)?;
    let campaign = call.view.campaign(id)?.ok_or(Trouble::Missing)?;
    if number == 0 || number > campaign.samples.len() {
        return Err(Trouble::Missing);
    }
    Ok(call.app().sample(id, number)?)
}

fn rows(call: &Call<'_>, drawn: &Drawn) -> Vec<Row> {
    let row = |ticket: &app::sample::Ticket| Row {
        id: ticket.finding,
        hash: ticket.hash.clone(),
        statement: call.may_do(Action::See, ticket.finding).then(|| call.view.name_of(ticket.finding)),
        may: call.may_do(Action::LookBack, ticket.finding),
    };
    drawn.drawn.iter().map(row).collect()
}

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let drawn = drawn(call)?;
    let rows = rows(call, &drawn);
    Answer::page(&One { f: call.frame("look-back-sample"), id: drawn.campaign, rows, drawn })
}

fn name(drawn: &Drawn) -> String {
    format!("{}-{}", drawn.campaign, drawn.sample)
}

pub(super) fn json(call: &Call<'_>) -> Result<Answer, Trouble> {
    let drawn = drawn(call)?;
    // Our own types with string keys always serialise.
    let text = serde_json::to_string_pretty(&drawn).unwrap_or_default();
    Ok(Answer::download("application/json", &format!("{}.json", name(&drawn)), text))
}

pub(super) fn xlsx(call: &Call<'_>) -> Result<Answer, Trouble> {
    let drawn = drawn(call)?;
    let head = ["look-back-order", "look-back-id", "look-back-finding", "look-back-hash"].map(|key| call.t(key));
    let rows: Vec<Vec<String>> = rows(call, &drawn)
        .into_iter()
        .zip(1..)
        .map(|(row, order)| vec![order.to_string(), row.id.to_string(), row.statement.unwrap_or_default(), row.hash])
        .collect();
    let bytes = roster::table(&name(&drawn), &head.each_ref().map(String::as_str), &rows)?;
    Ok(Answer::download(XLSX, &format!("{}.xlsx", name(&drawn)), bytes))
}
