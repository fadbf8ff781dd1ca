//! Composing a publication, and reading one.

use std::collections::BTreeMap;

use app::access::Action;
use app::view::{Candidate, Publication};
use askama::Template;
use ledger::campaign::publication::{Edition, Shown};
use ledger::profile::Kind;
use ledger::{CampaignId, FindingId};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "campaign-publish.html")]
struct Compose<'a> {
    f: Frame<'a>,
    id: CampaignId,
    theme: String,
    edition: Edition,
    rows: Vec<Row>,
    text: String,
}

/// A finding, and what is proposed or was chosen.
struct Row {
    candidate: Candidate,
    /// The name of its field.
    field: String,
    told: bool,
    reason: String,
}

#[derive(Template)]
#[template(path = "campaign-publication.html")]
struct Show<'a> {
    f: Frame<'a>,
    id: CampaignId,
    publication: Publication,
    may_publish: bool,
}

fn edition(call: &Call<'_>) -> Edition {
    let name = call.form().given("edition").or_else(|| call.query().given("edition"));
    Edition::ALL.into_iter().find(|edition| Some(edition.name()) == name).unwrap_or(Edition::Society)
}

pub(super) fn form(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: CampaignId = call.id()?;
    let edition = edition(call);
    let chosen = call.form().has("text");
    let row = |candidate: Candidate| {
        let field = format!("why-{}", candidate.id);
        let proposed = candidate.reason.as_ref().map_or("", |reason| reason.get(call.lang)).to_owned();
        let (told, reason) = if chosen {
            let told = call.form().all("told").any(|told| told == candidate.id.to_string());
            (told, call.form().get(&field).to_owned())
        } else {
            (candidate.reason.is_none(), proposed)
        };
        Row { candidate, field, told, reason }
    };
    let theme = call.view.name_of(id);
    let text = call.site.texts.get(call.lang, "campaign-publish-text", &[("theme", theme.clone().into())]);
    let page = Compose {
        f: call.frame("campaign-publish"),
        id,
        theme,
        edition,
        rows: call.view.candidates(id, edition)?.into_iter().map(row).collect(),
        text,
    };
    Answer::page(&page)
}

pub(super) fn publish(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: CampaignId = call.id()?;
    let told: Vec<FindingId> = call.form().all("told").filter_map(|id| id.parse().ok()).collect();
    let mut findings = BTreeMap::new();
    for listed in call.form().all("listed").filter_map(|id| id.parse::<FindingId>().ok()) {
        let reason = call.form().get(&format!("why-{listed}")).to_owned();
        findings.insert(listed, if told.contains(&listed) { Shown::Told } else { Shown::Withheld(reason) });
    }
    let actor = call.actor()?;
    let key = call.act_key()?;
    let head = (edition(call), call.form().get("text"));
    let done = call.app().publish_campaign(actor, key.as_deref(), id, head, &findings)?;
    call.done(&done, format!("/campaigns/{id}"))
}

pub(super) fn show(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id: CampaignId = call.id()?;
    let number = call.part("number").parse().map_err(|_| Trouble::Missing)?;
    let publication = call.view.publication(id, number)?.ok_or(Trouble::Missing)?;
    let f = call.frame_titled(publication.of.theme.clone());
    let may_publish = call.may_do(Action::Publish, id);
    Answer::page(&Show { f, id, publication, may_publish })
}
