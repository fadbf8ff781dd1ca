//! What was published for everybody.

use app::view::{Publication, Published};
use askama::Template;
use ledger::CampaignId;
use ledger::campaign::publication::Edition;
use ledger::profile::Kind;

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "public.html")]
struct All<'a> {
    f: Frame<'a>,
    published: Vec<Published>,
}

#[derive(Template)]
#[template(path = "public-campaign.html")]
struct One<'a> {
    f: Frame<'a>,
    publication: Publication,
    others: Vec<Published>,
}

pub(super) fn all(call: &Call<'_>) -> Result<Answer, Trouble> {
    let published = call.view.publications()?.into_iter();
    let published = published.filter(|published| published.edition == Edition::Society && published.current).collect();
    Answer::page(&All { f: call.frame("public-title"), published })
}

/// What was published of a campaign for everybody, the latest first.
fn of(call: &Call<'_>, campaign: CampaignId) -> Result<Vec<Published>, Trouble> {
    let mut published = call.view.publications_of(campaign)?;
    published.retain(|published| published.edition == Edition::Society);
    published.reverse();
    Ok(published)
}

fn page(call: &Call<'_>, campaign: CampaignId, number: Option<usize>) -> Result<Answer, Trouble> {
    let published = of(call, campaign)?;
    let wanted = published.iter().find(|published| number.is_none_or(|number| published.number == number));
    let number = wanted.ok_or(Trouble::Missing)?.number;
    let publication = call.view.publication(campaign, number)?.ok_or(Trouble::Missing)?;
    let others = published.into_iter().filter(|published| published.number != number).collect();
    Answer::page(&One { f: call.frame_titled(publication.of.theme.clone()), publication, others })
}

fn number(call: &Call<'_>) -> Result<usize, Trouble> {
    call.part("number").parse().map_err(|_| Trouble::Missing)
}

pub(super) fn latest(call: &Call<'_>) -> Result<Answer, Trouble> {
    page(call, call.id()?, None)
}

pub(super) fn one(call: &Call<'_>) -> Result<Answer, Trouble> {
    page(call, call.id()?, Some(number(call)?))
}

/// The receipt of the entry that holds the publication, words included.
pub(super) fn receipt(call: &Call<'_>) -> Result<Answer, Trouble> {
    let (campaign, number) = (call.id::<CampaignId>()?, number(call)?);
    if !of(call, campaign)?.iter().any(|published| published.number == number) {
        return Err(Trouble::Missing);
    }
    let publication = call.view.publication(campaign, number)?.ok_or(Trouble::Missing)?;
    let receipt = call.app().receipt(publication.entry, true)?.to_string();
    Ok(Answer::download("text/plain; charset=utf-8", &format!("{campaign}-{number}.receipt"), receipt))
}
