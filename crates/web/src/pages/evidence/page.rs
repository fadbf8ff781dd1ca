//! The page of a file, and the file itself.

use app::access::Action;
use app::history::Line;
use app::view::Evidence;
use askama::Template;
use axum::http::header;
use ledger::{EvidenceId, Stream};

use super::acts::asks;
use super::viewer::{Look, Piece, Viewer, shown_as};
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::{Ask, Input};
use crate::pages::finding::parts::{self, Moment};
use crate::pages::named::address;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "evidence.html")]
struct Page<'a> {
    f: Frame<'a>,
    of: Evidence,
    viewer: Viewer,
    /// What it was shown for and may be opened: address, id, name.
    uses: Vec<(String, Stream, String)>,
    asks: Vec<Ask>,
    trail: Vec<Moment>,
}

/// Shows it.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<EvidenceId>()?;
    let of = call.view.evidence_of(id)?.ok_or(Trouble::Missing)?;
    let may = of.withdrawn.is_none() && call.may_do(Action::Report, id);
    let uses = of.shown_for.iter().filter(|stream| call.may_do(Action::See, **stream));
    let mut lines: Vec<Line> = call.view.history(id.into())?;
    lines.reverse();
    let page = Page {
        f: call.frame_titled(&of.name),
        viewer: Viewer::new(call, &of),
        uses: uses.map(|stream| (address(*stream), *stream, call.view.name_of(*stream))).collect(),
        asks: if may { asks(call, &of) } else { Vec::new() },
        trail: parts::story(call, id.into(), lines),
        of,
    };
    Answer::page(&page)
}

/// Hands the file out: to be saved, or where a browser shows it safely and is asked to, to be seen.
pub fn file(call: &Call<'_>) -> Result<Answer, Trouble> {
    let mut bytes = Vec::new();
    let name = call.app().fetch(call.id::<EvidenceId>()?, &mut bytes)?;
    let kind = shown_as(&bytes).filter(|_| call.query().given("view").is_some());
    let Some(kind) = kind else {
        let mut answer = Answer::download("application/octet-stream", &name, bytes);
        answer.header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'");
        return Ok(answer);
    };
    let mut answer = Answer::bytes(kind, bytes).named("inline", &name);
    // Browsers show no PDF in a sandbox; their viewers run nothing of ours, and it may load nothing.
    let policy = if kind == PDF { VIEWED } else { "sandbox; default-src 'none'" };
    answer.header(header::CONTENT_SECURITY_POLICY, policy);
    Ok(answer)
}

const PDF: &str = "application/pdf";
const VIEWED: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
