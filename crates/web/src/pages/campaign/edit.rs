//! Opening, revising and concluding a campaign.

use std::sync::Arc;

use app::access::Action;
use app::profile;
use askama::Template;
use ledger::campaign::{Command as Do, Content, State};
use ledger::{CampaignId, Command, Profile, UnitId};

use super::profiles::shipped;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::read::Read;
use crate::pages::named::{self, Choice};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "campaign-edit.html")]
struct Page<'a> {
    f: Frame<'a>,
    /// What is revised; none where a campaign is opened.
    campaign: Option<(CampaignId, Arc<State>)>,
    profiles: Vec<Choice>,
    /// Units, and whether each is examined.
    units: Vec<(Choice, bool)>,
    from: String,
    until: String,
    theme: String,
    examiner: String,
}

fn page(call: &Call<'_>, campaign: Option<(CampaignId, Arc<State>)>) -> Result<Answer, Trouble> {
    let content = campaign.as_ref().map(|(_, state)| state.content.clone());
    let content = content.unwrap_or_else(|| Content { from: call.view.today, ..Content::default() });
    let chosen = |choice: &Choice| {
        let stands = content.units.iter().map(ToString::to_string).any(|id| id == choice.id);
        if call.form().has("theme") { call.form().all("unit").any(|id| id == choice.id) } else { stands }
    };
    let units = named::units(&call.view)?.into_iter().map(|choice| {
        let chosen = chosen(&choice);
        (choice, chosen)
    });
    let lang = call.lang;
    let choice = |profile: Profile| Choice { name: profile.title.get(lang).to_owned(), id: profile.name };
    let page = Page {
        f: call.frame(if campaign.is_some() { "campaign-revise" } else { "campaign-open-new" }),
        profiles: shipped().into_iter().map(choice).collect(),
        units: units.collect(),
        from: content.from.to_string(),
        until: content.until.map(|day| day.to_string()).unwrap_or_default(),
        theme: content.theme,
        examiner: content.examiner.unwrap_or_default(),
        campaign,
    };
    Answer::page(&page)
}

pub(super) fn new(call: &Call<'_>) -> Result<Answer, Trouble> {
    if !call.may_somewhere(Action::OpenCampaign) {
        return Err(Trouble::Denied(Action::OpenCampaign));
    }
    page(call, None)
}

pub(super) fn form(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id()?;
    let campaign = call.view.campaign(id)?.ok_or(Trouble::Missing)?;
    page(call, Some((id, campaign)))
}

fn content(call: &Call<'_>) -> Result<Content, Trouble> {
    let read = Read::new(call);
    let content = Content {
        theme: read.words("theme"),
        examiner: read.text("examiner"),
        units: read.each::<UnitId>("unit")?.into_iter().collect(),
        from: read.day_or_today("from"),
        until: read.day("until"),
    };
    read.settle()?;
    Ok(content)
}

/// The unit that a campaign is about: the lowest that holds all that are examined.
fn common(call: &Call<'_>, content: &Content) -> Result<Option<UnitId>, Trouble> {
    Ok(call.tree()?.common(content.units.iter().copied()))
}

fn profile_of(call: &Call<'_>) -> Result<Box<Profile>, Trouble> {
    let text = call.form().file("file");
    if let Some(file) = text {
        let parsed = profile::parse(&String::from_utf8_lossy(&file.bytes), &file.name);
        return parsed
            .map(Box::new)
            .map_err(|error| Trouble::Fields(error.messages().into_iter().map(|why| ("file", why)).collect()));
    }
    profile::shipped(call.form().get("profile")).map(Box::new).ok_or_else(|| {
        Trouble::field("profile", "请选择模板，或传自己的模板文件", "choose a profile, or send a file of your own")
    })
}

pub(super) fn open(call: &Call<'_>) -> Result<Answer, Trouble> {
    let content = content(call)?;
    call.demand_about(Action::OpenCampaign, common(call, &content)?)?;
    let profile = profile_of(call)?;
    let done = call.act(|plan| {
        let id = plan.next::<CampaignId>()?;
        plan.run(&Command::Campaign(id, Do::Open { content: content.clone(), profile: profile.clone() }))
    })?;
    let id = done.new::<CampaignId>().map(|id| format!("/campaigns/{id}"));
    call.done(&done, id.as_deref().unwrap_or("/campaigns"))
}

pub(super) fn revise(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (id, content) = (call.id::<CampaignId>()?, content(call)?);
    call.demand_about(Action::RunCampaign, common(call, &content)?)?;
    let done = call.command(Command::Campaign(id, Do::Revise { content, reason: call.words("reason") }))?;
    call.done(&done, format!("/campaigns/{id}"))
}

pub(super) fn replace(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (id, profile) = (call.id::<CampaignId>()?, profile_of(call)?);
    let reason = call.words("profile_reason");
    let done = call.command(Command::Campaign(id, Do::ReplaceProfile { profile, reason }))?;
    call.done(&done, format!("/campaigns/{id}"))
}

pub(super) fn conclude(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<CampaignId>()?;
    let done = call.command(Command::Campaign(id, Do::Conclude { summary: call.words("summary") }))?;
    call.done(&done, format!("/campaigns/{id}"))
}
