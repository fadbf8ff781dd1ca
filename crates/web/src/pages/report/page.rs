//! The form of a report.

use app::view::{Commitment, MeasureStory, Milestone};
use askama::Template;
use ledger::{Bilingual, MeasureId};

use super::waiting::File;
use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::evidence::acts::{HANDLINGS, kinds};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    f: Frame<'a>,
    m: MeasureStory,
    today: String,
    /// Why it went back last.
    returned: Option<String>,
    /// What came with the form that is shown again, and its key.
    kept: Vec<File>,
    key: String,
    kinds: Vec<(&'static str, Bilingual)>,
    handlings: Vec<(&'static str, Bilingual)>,
    ticked: Vec<(String, String)>,
}

impl Page<'_> {
    fn milestones(&self) -> Vec<&Milestone> {
        self.m.milestones.iter().filter(|one| one.reached.is_none() && !one.dropped).collect()
    }

    fn ticks(&self, name: &str, value: impl ToString) -> bool {
        let value = value.to_string();
        self.ticked.iter().any(|(field, ticked)| field == name && *ticked == value)
    }

    fn quantity(&self, one: &Commitment) -> String {
        self.f.filled(&format!("quantity-{}", one.number), "").to_owned()
    }

    fn again(&self) -> bool {
        self.f.trouble.is_some()
    }
}

/// Shows it.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<MeasureId>()?;
    let story = call.view.measure(id)?.ok_or(Trouble::Missing)?;
    let mut returned = None;
    for finding in &story.findings {
        let ledger::Stream::Finding(finding) = finding.id else { continue };
        let state = call.view.finding_state(finding)?;
        let last = state.and_then(|state| state.returns.last().map(|act| (act.at, act.words.clone())));
        returned = returned.max(last);
    }
    let key = call.form().get("key").to_owned();
    let page = Page {
        f: call.frame("report-title"),
        m: story,
        today: call.view.today.to_string(),
        returned: returned.map(|(_, words)| words),
        kept: call.site.waiting.of(call.person()?, &key),
        key,
        kinds: kinds().map(|(name, kind)| (name, kind.label())).collect(),
        handlings: HANDLINGS.map(|(name, one)| (name, one.label())).to_vec(),
        ticked: call.form().fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    };
    Answer::page(&page)
}
