//! Papers on their way in, and the review of what was read (录入、核对).

pub mod changes;
pub mod check;
pub mod job;
pub mod papers;
pub mod reading;
pub mod review;
pub mod words;

use app::access::Action;
use app::import::{Intake, Version};
use askama::Template;
use ledger::{CampaignId, PaperId, State};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::jobs;
use crate::route::{Needs, Of, Route};
use crate::trouble::Trouble;

/// Its routes.
pub const ROUTES: &[Route] = &[
    Route::get("/import", Needs::May(Action::TakeIn, Of::Each), page),
    Route::post("/import", Needs::May(Action::TakeIn, Of::Field("campaign")), begin).takes_files().shown_by(page),
    job::SHOWN,
    Route::post("/import/jobs/{job}/stop", Needs::May(Action::TakeIn, Of::Each), job::stop),
    Route::get("/papers", Needs::May(Action::See, Of::Each), papers::page),
    Route::get("/papers/{paper}", Needs::May(Action::See, Of::Path), review::page),
    Route::post("/papers/{paper}", Needs::May(Action::Keep, Of::Path), review::act).shown_by(review::page),
    Route::get("/papers/{paper}/check", Needs::May(Action::See, Of::Path), check::page),
    Route::get("/papers/{paper}/changes", Needs::May(Action::See, Of::Path), changes::page),
    Route::get("/papers/{paper}/file", Needs::May(Action::See, Of::Path), papers::file),
];

/// A choice in a list.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub words: String,
    /// Whether it is chosen.
    pub on: bool,
}

#[derive(Template)]
#[template(path = "import/form.html")]
struct Page<'a> {
    f: Frame<'a>,
    campaigns: Vec<Choice>,
    versions: Vec<Choice>,
    /// Whether options that are folded away were used.
    unfolded: bool,
    running: Vec<Running>,
    drafts: Vec<papers::Row>,
}

/// Work of this session that has not ended.
struct Running {
    to: String,
    done: usize,
    total: usize,
}

/// The campaigns that take papers from the caller.
fn campaigns(call: &Call<'_>) -> Result<Vec<(CampaignId, String)>, Trouble> {
    let all = call.view.all::<CampaignId>()?;
    let open = |state: &State| matches!(state, State::Campaign(campaign) if campaign.concluded.is_none());
    let mine = all.into_iter().filter(|(id, state)| open(state) && call.may_do(Action::TakeIn, *id));
    // The newest first: it is what people work on.
    Ok(mine.map(|(id, _)| (id, call.view.name_of(id))).rev().collect())
}

fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let mine = campaigns(call)?;
    if mine.is_empty() && !call.may_somewhere(Action::TakeIn) {
        return Err(Trouble::Denied(Action::TakeIn));
    }
    let f = call.frame("import-title");
    let wanted = f.filled("campaign", f.query("campaign")).to_owned();
    let only = mine.len() == 1;
    let choice = |(id, name): (CampaignId, String)| Choice {
        on: only || id.to_string() == wanted,
        words: format!("{id} {name}"),
        value: id.to_string(),
    };
    let campaigns: Vec<Choice> = mine.into_iter().map(choice).collect();
    let rows = papers::rows(call)?;
    let version = f.filled("version", "").to_owned();
    let latest = rows.iter().filter(|row| !row.replaced);
    let versions = latest.map(|row| Choice {
        on: row.id == version,
        words: format!("{} {}", row.id, row.title),
        value: row.id.clone(),
    });
    let versions = versions.collect();
    let session = call.session.as_ref().map_or("", |session| session.id.as_str());
    let running = call.site.jobs.under_way(session).into_iter().map(|job| {
        let progress = job.progress();
        let (done, total) = (progress.done(), progress.files.len());
        Running { to: format!("/import/jobs/{}", job.id), done, total }
    });
    let unfolded = ["enrol", "likely", "version"].iter().any(|name| call.form().given(name).is_some());
    let drafts = rows.into_iter().filter(|row| row.drafts > 0).take(10).collect();
    Answer::page(&Page { campaigns, versions, unfolded, running: running.collect(), drafts, f })
}

fn begin(call: &Call<'_>) -> Result<Answer, Trouble> {
    let form = call.form();
    let mut wrong = Vec::new();
    let mut say = |name, key: &str| wrong.push((name, call.site.texts.both(key)));
    let campaign: Option<CampaignId> = form.get("campaign").parse().ok();
    if campaign.is_none() {
        say("campaign", "import-campaign-wanted");
    }
    let files: Vec<_> = form.files.iter().filter(|file| file.field == "papers").cloned().collect();
    if files.is_empty() {
        say("papers", "import-files-wanted");
    }
    let version = match form.get("version") {
        "" => Some(Version::Likely),
        "new" => Some(Version::New),
        id => id.parse::<PaperId>().ok().map(Version::Of),
    };
    if matches!(version, None | Some(Version::Of(_))) && files.len() > 1 {
        say("version", "import-version-one");
    }
    if let Some(Version::Of(id)) = version {
        call.demand(Action::See, id)?;
    }
    let (Some(campaign), Some(version), true) = (campaign, version, wrong.is_empty()) else {
        return Err(Trouble::Fields(wrong));
    };
    let (enrol, likely) = (form.has("enrol"), form.has("likely"));
    // Whoever enters units and people keeps the organisation too.
    if enrol {
        call.demand(Action::Organise, campaign)?;
    }
    let intake = Intake { campaign, draft: true, enrol, likely, version };
    let job = jobs::begin(call, jobs::Order { intake, files })?;
    Ok(Answer::to(format!("/import/jobs/{}", job.id)))
}
