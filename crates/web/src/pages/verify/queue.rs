//! What waits to be judged.

use app::access::Action;
use app::store::{FindingQuery, Sort};
use app::view::{Finding, Said};
use askama::Template;
use ledger::finding::Status;

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "verify-queue.html")]
struct Page<'a> {
    f: Frame<'a>,
    waits: Vec<Waits>,
    more: bool,
}

struct Waits {
    finding: Finding,
    submitted: Option<Said>,
    /// How many files show it.
    files: usize,
    /// How many warnings there are.
    warnings: usize,
}

/// The most that are shown.
const SHOWN: usize = 50;
/// The most that are looked at: what somebody sees and may not judge is passed over.
const LOOKED_AT: u64 = 500;

/// Shows what waits for whoever asks.
pub fn queue(call: &Call<'_>) -> Result<Answer, Trouble> {
    let query = FindingQuery {
        status: vec![Status::Submitted],
        sight: call.sight()?,
        sort: Sort::Due,
        limit: LOOKED_AT,
        ..FindingQuery::all(call.view.today)
    };
    let list = call.view.findings(&query)?;
    let mut more = list.next.is_some();
    let mut waits = Vec::new();
    for finding in list.rows {
        let Some(state) = call.view.finding_state(finding.id)? else { continue };
        if !call.may_do(Action::Verify, finding.id) || !call.view.waits_for_verdict(finding.id)? {
            continue;
        }
        if waits.len() == SHOWN {
            more = true;
            break;
        }
        let mut files = 0;
        for measure in &state.measures {
            files += call.view.measure_state(*measure)?.map_or(0, |measure| measure.attachments.len());
        }
        let warnings = call.view.warnings(finding.id)?.len();
        waits.push(Waits {
            finding,
            submitted: state.submitted.as_ref().map(|act| call.view.said(act)),
            files,
            warnings,
        });
    }
    waits.sort_by_key(|waits| waits.submitted.as_ref().map(|said| said.at));
    Answer::page(&Page { f: call.frame("verify-title"), waits, more })
}
