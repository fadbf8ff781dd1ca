//! Pieces that the pages of findings, measures and judgements share.

use std::collections::BTreeSet;

use app::access::Action;
use app::history::Line;
use app::view::{Attachment, FindingStory, Item, MeasureStory};
use ledger::{EvidenceId, Stream};

use crate::call::Call;
use crate::pages::named::address;

/// The files whose pages somebody may open.
#[derive(Debug, Default)]
pub struct Seen(BTreeSet<EvidenceId>);

impl Seen {
    /// Among the evidence of `measures`.
    #[must_use]
    pub fn of<'m>(call: &Call<'_>, measures: impl IntoIterator<Item = &'m MeasureStory>) -> Self {
        let all: BTreeSet<EvidenceId> = measures.into_iter().flat_map(files).map(|file| file.evidence).collect();
        Self(all.into_iter().filter(|id| call.may_do(Action::See, *id)).collect())
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn sees(&self, id: &EvidenceId) -> bool {
        self.0.contains(id)
    }

    /// Whether something is shown for an item of a checklist.
    #[must_use]
    pub fn met(&self, item: &Item) -> bool {
        item.evidence.iter().any(|file| !file.withdrawn)
    }
}

/// All evidence of a measure, that for items of its checklist first.
pub fn files(measure: &MeasureStory) -> impl Iterator<Item = &Attachment> {
    measure.checklist.iter().flat_map(|item| &item.evidence).chain(&measure.other_evidence)
}

/// A step of a finding's life.
pub struct Step {
    /// The key of its words.
    pub key: &'static str,
    /// `done`, `now` or nothing yet.
    pub state: &'static str,
    /// When it was done, or why it is not.
    pub note: String,
}

/// The steps that a finding goes through; none of one that stands for nothing any more.
#[must_use]
pub fn steps(story: &FindingStory) -> Vec<Step> {
    let passed = story.submitted.is_some() && story.verifications.last().is_some_and(|last| last.passed);
    let at = match story.status.name {
        "draft" => 0,
        "registered" | "rectifying" | "returned" | "rebounded" => 1,
        "submitted" if !passed => 2,
        "submitted" => 3,
        "closed" => 4,
        "settled" => 5,
        _ => return Vec::new(),
    };
    let last =
        |kind: &str| story.history.iter().rfind(|line| line.kind == kind).map(|line| line.local.date().to_string());
    let done = ["finding.registered", "finding.submitted", "finding.verified", "finding.closed", "finding.looked_back"];
    let keys = [
        "finding-step-register",
        "finding-step-work",
        "finding-step-verify",
        "finding-step-close",
        "finding-step-look",
    ];
    let one = |(index, (key, kind))| {
        let (state, note) = match usize::cmp(&index, &at) {
            std::cmp::Ordering::Less => ("done", last(kind)),
            std::cmp::Ordering::Equal => ("now", None),
            std::cmp::Ordering::Greater => ("", None),
        };
        Step { key, state, note: note.unwrap_or_default() }
    };
    keys.into_iter().zip(done).enumerate().map(one).collect()
}

/// Something that happened, in a story.
pub struct Moment {
    /// What happened.
    pub line: Line,
    /// What it happened to, where that is not what the page is about.
    pub about: Option<(String, Stream)>,
    /// `key` for a milestone, `bad` for a setback, or nothing.
    pub tone: &'static str,
    /// What happened, in short.
    pub head: String,
    /// In whose words.
    pub said: String,
}

/// What happened, as the page of `subject` tells it.
#[must_use]
pub fn story(call: &Call<'_>, subject: Stream, lines: Vec<Line>) -> Vec<Moment> {
    lines.into_iter().map(|line| moment(call, subject, line)).collect()
}

fn moment(call: &Call<'_>, subject: Stream, line: Line) -> Moment {
    let tone = match line.kind.as_str() {
        "finding.registered" | "finding.started" | "finding.submitted" | "finding.closed" | "finding.settled"
        | "measure.completed" => "key",
        "finding.returned"
        | "finding.rebounded"
        | "finding.rejected"
        | "measure.reopened"
        | "measure.dropped"
        | "measure.extension_refused" => "bad",
        _ => "",
    };
    let words = if line.erased { call.t("finding-erased") } else { line.words.get(call.lang).to_owned() };
    // What people said stands behind the last colon that is ours.
    let colons = match line.kind.as_str() {
        _ if line.erased => 0,
        "measure.attached" | "finding.source_added" => 0,
        "finding.verified" | "finding.looked_back" => 2,
        _ => 1,
    };
    let (head, said) = split(&words, colons);
    let page = || Some(address(line.stream)).filter(|page| !page.is_empty()).unwrap_or_else(|| "/log".to_owned());
    let about = (line.stream != subject).then(|| (page(), line.stream));
    Moment { about, tone, head, said, line }
}

/// `words` before and behind the colon of that number; all of them where there are fewer.
fn split(words: &str, colons: usize) -> (String, String) {
    let mut ends =
        words.match_indices(['：', ':']).filter(|(at, colon)| *colon == "：" || words[at + 1..].starts_with(' '));
    let Some((at, colon)) = colons.checked_sub(1).and_then(|before| ends.nth(before)) else {
        return (words.to_owned(), String::new());
    };
    (words[..at].to_owned(), words[at + colon.len()..].trim().to_owned())
}
