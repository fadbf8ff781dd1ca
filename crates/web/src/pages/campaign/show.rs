//! All campaigns, and one.

use std::sync::Arc;

use app::access::Action;
use app::store::FindingQuery;
use app::view::{self, Published};
use askama::Template;
use ledger::campaign::State;
use ledger::finding::Status;
use ledger::light::Light;
use ledger::{Bilingual, CampaignId};

use super::profiles::Rules;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::named::Linked;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "campaigns.html")]
struct All<'a> {
    f: Frame<'a>,
    campaigns: Vec<view::Campaign>,
    may_open: bool,
}

#[derive(Template)]
#[template(path = "campaign.html")]
struct One<'a> {
    f: Frame<'a>,
    id: CampaignId,
    campaign: Arc<State>,
    units: Vec<Linked>,
    figures: Vec<Figure>,
    papers: usize,
    samples: usize,
    publications: Vec<Published>,
    rules: Rules,
    concluded: Option<view::Said>,
    may_run: bool,
    may_publish: bool,
    may_sample: bool,
}

/// A number with the rows behind it.
struct Figure {
    to: String,
    count: u64,
    label: String,
    light: Option<(&'static str, char, Bilingual)>,
}

pub(super) fn all(call: &Call<'_>) -> Result<Answer, Trouble> {
    let campaigns = call.view.campaigns()?.rows.into_iter().rev().collect();
    let may_open = call.may_somewhere(Action::OpenCampaign);
    Answer::page(&All { f: call.frame("campaign-title"), campaigns, may_open })
}

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: CampaignId = call.id()?;
    let campaign = call.view.campaign(id)?.ok_or(Trouble::Missing)?;
    let units = campaign.content.units.iter().map(|unit| Linked::of(&call.view.named(*unit))).collect();
    let of_campaign = |paper: &view::Paper| paper.campaign.as_ref().is_some_and(|of| of.id == id.into());
    let papers = call.view.papers()?.rows.iter().filter(|paper| of_campaign(paper)).count();
    let page = One {
        f: call.frame_titled(campaign.content.theme.clone()),
        id,
        units,
        figures: figures(call, id)?,
        papers,
        samples: campaign.samples.len(),
        publications: call.view.publications_of(id)?.into_iter().rev().collect(),
        rules: Rules::of(campaign.profile.clone()),
        concluded: campaign.concluded.as_ref().map(|act| call.view.said(act)),
        may_run: campaign.concluded.is_none() && call.may_do(Action::RunCampaign, id),
        may_publish: call.may_do(Action::Publish, id),
        may_sample: call.may_do(Action::Sample, id),
        campaign,
    };
    Answer::page(&page)
}

/// How many findings there are, within what the caller sees.
fn figures(call: &Call<'_>, id: CampaignId) -> Result<Vec<Figure>, Trouble> {
    let all = FindingQuery { campaign: Some(id), sight: call.sight()?, ..FindingQuery::all(call.view.today) };
    let open = |status: &Status| *status != Status::Draft && !status.is_closed() && !status.is_void();
    let open: Vec<Status> = Status::ALL.into_iter().filter(open).collect();
    let closed = vec![Status::Closed, Status::Settled];
    let statuses = |statuses: &[Status]| statuses.iter().map(|s| format!("&status={}", s.name())).collect::<String>();
    let (in_open, in_closed) = (statuses(&open), statuses(&closed));
    let of = |light: Light| FindingQuery { light: Some(light), ..all.clone() };
    let figures = [
        ("campaign-all", String::new(), all.clone()),
        ("campaign-open", in_open, FindingQuery { status: open, ..all.clone() }),
        ("campaign-red", "&light=red".to_owned(), of(Light::Red)),
        ("campaign-yellow", "&light=yellow".to_owned(), of(Light::Yellow)),
        ("campaign-closed", in_closed, FindingQuery { status: closed, ..all.clone() }),
    ];
    let queries: Vec<FindingQuery> = figures.iter().map(|(.., query)| query.clone()).collect();
    let counts = call.view.counts(&queries)?.unwrap_or_default();
    let figure = |((label, more, query), count): ((&str, String, FindingQuery), u64)| Figure {
        to: format!("/findings?campaign={id}{more}"),
        count,
        label: call.t(label),
        light: query.light.map(|light| (light.name(), light.shape(), light.label())),
    };
    Ok(figures.into_iter().zip(counts).map(figure).collect())
}
