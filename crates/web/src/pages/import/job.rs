//! How papers on their way in come along, and what became of each.

use app::access::Action;
use app::import::{Change, PaperChange};
use app::review::{Piece, words};
use askama::Template;
use axum::http::{HeaderName, StatusCode};
use document::Lang;
use fluent_bundle::FluentValue;
use ledger::{Bilingual, Stream};
use serde_json::json;

use super::words::plain;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::jobs::{self, Fate, Progress, Taken};
use crate::route::{Needs, Of, Route};
use crate::texts::Texts;
use crate::trouble::Trouble;

/// The page of one; its events ask the same.
pub const SHOWN: Route = Route::get("/import/jobs/{job}", Needs::May(Action::TakeIn, Of::Each), page);

/// After how many seconds the page comes again by itself, where events do not reach it.
const AGAIN: &str = "15";

#[derive(Template)]
#[template(path = "import/job.html")]
struct Page<'a> {
    f: Frame<'a>,
    /// Its address.
    at: String,
    words: String,
    done: usize,
    total: usize,
    ended: bool,
    files: Vec<File>,
}

/// A file and what became of it.
struct File {
    name: String,
    fate: Shown,
}

enum Shown {
    Waits,
    Reads,
    Stopped,
    Refused { why: Vec<String>, advice: Option<String> },
    In(Box<Came>),
}

/// A paper that is part of the ledger now.
struct Came {
    paper: String,
    /// The key of the words for what the paper is to the ledger, and the paper that it speaks of.
    how: &'static str,
    other: String,
    /// Whether anything of it is new to the ledger.
    changed: bool,
    findings: usize,
    causes: usize,
    measures: usize,
    diagnostics: usize,
    edits: Vec<Edit>,
    remarks: Vec<String>,
    left: Vec<(String, String)>,
    enrolled: Vec<String>,
}

/// What an edited version changes in an item.
struct Edit {
    id: String,
    fields: Vec<(String, Vec<Piece>)>,
    kept: Vec<String>,
}

fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let job = jobs::of(call)?;
    let progress = job.progress();
    if progress.ended.is_some()
        && let Some(paper) = progress.only()
    {
        return Ok(Answer::to(format!("/papers/{paper}")));
    }
    let files = progress.files.iter().map(|(name, fate)| File { name: name.clone(), fate: shown(call, fate) }).collect();
    let page = Page {
        f: call.frame("import-job-title"),
        at: format!("/import/jobs/{}", job.id),
        words: now(&call.site.texts, call.lang, &progress),
        done: progress.done(),
        total: progress.files.len(),
        ended: progress.ended.is_some(),
        files,
    };
    let mut answer = Answer::page(&page)?;
    if !page.ended {
        answer.header(HeaderName::from_static("refresh"), AGAIN);
    }
    Ok(answer.status(StatusCode::OK))
}

/// Ends the work behind the file that is being read.
pub fn stop(call: &Call<'_>) -> Result<Answer, Trouble> {
    let job = jobs::of(call)?;
    job.stop();
    Ok(Answer::to(format!("/import/jobs/{}", job.id)))
}

/// What a script is told of how it comes along.
#[must_use]
pub fn message(texts: &Texts, lang: Lang, id: &str, progress: &Progress) -> String {
    let then = progress.ended.map(|_| progress.only().map_or_else(|| format!("/import/jobs/{id}"), |p| format!("/papers/{p}")));
    let (done, total) = (progress.done(), progress.files.len());
    json!({ "done": done, "total": total, "words": now(texts, lang, progress), "then": then }).to_string()
}

fn now(texts: &Texts, lang: Lang, progress: &Progress) -> String {
    let total = FluentValue::from(progress.files.len());
    let reads = progress.files.iter().enumerate().find(|(_, (_, fate))| matches!(fate, Fate::Reads));
    match (progress.ended, reads) {
        (Some(_), _) => texts.get(lang, "import-job-ended", &[("total", total)]),
        (None, Some((index, (name, _)))) => {
            let (at, name) = (FluentValue::from(index + 1), FluentValue::from(name.clone()));
            texts.get(lang, "import-job-reads", &[("at", at), ("total", total), ("name", name)])
        }
        (None, None) => {
            let done = FluentValue::from(progress.done());
            texts.get(lang, "import-job-waits", &[("done", done), ("total", total)])
        }
    }
}

fn shown(call: &Call<'_>, fate: &Fate) -> Shown {
    match fate {
        Fate::Waits => Shown::Waits,
        Fate::Reads => Shown::Reads,
        Fate::Stopped => Shown::Stopped,
        Fate::Refused { why, advice } => {
            let why = why.iter().map(|why| plain(why, call.lang)).collect();
            let advice = advice.as_ref().map(|advice| plain(advice, call.lang));
            let own = || call.t("import-refused-advice");
            Shown::Refused { why, advice: advice.map(|advice| if advice.is_empty() { own() } else { advice }) }
        }
        Fate::In(taken) => Shown::In(Box::new(came(call, taken))),
    }
}

fn came(call: &Call<'_>, taken: &Taken) -> Came {
    let proposal = &taken.proposal;
    let of = |kind: &str| proposal.items.iter().filter(|item| item.id.kind() == kind).count();
    let (how, other) = match proposal.paper {
        PaperChange::New => ("import-came-new", None),
        PaperChange::Same(paper) => ("import-came-same", Some(paper)),
        PaperChange::Earlier { latest, .. } => ("import-came-earlier", Some(latest)),
        PaperChange::Version(earlier) => ("import-came-version", Some(earlier)),
    };
    let say = |words: &Bilingual| words.get(call.lang).to_owned();
    let edit = |item: &app::import::Item| match &item.change {
        Change::New | Change::Same => None,
        Change::Edited(fields) => {
            let fields = fields.iter().map(|field| (say(&field.field), words(&field.from, &field.to))).collect();
            Some(Edit { id: item.id.to_string(), fields, kept: Vec::new() })
        }
        Change::Kept(why) => {
            let kept = why.iter().map(|why| plain(why, call.lang)).collect();
            Some(Edit { id: item.id.to_string(), fields: Vec::new(), kept })
        }
    };
    let name = |stream: &Stream| call.view.name_of(*stream);
    Came {
        paper: taken.paper.to_string(),
        how,
        other: other.map(|paper| paper.to_string()).unwrap_or_default(),
        changed: !proposal.changes_nothing(),
        findings: of("finding"),
        causes: of("cause"),
        measures: of("measure"),
        diagnostics: taken.diagnostics,
        edits: proposal.items.iter().filter_map(edit).collect(),
        remarks: proposal.remarks.iter().map(|remark| plain(remark, call.lang)).filter(|r| !r.is_empty()).collect(),
        left: proposal.left_over.iter().map(|left| (left.id.to_string(), left.text.clone())).collect(),
        enrolled: proposal.enrolled.iter().map(name).collect(),
    }
}
