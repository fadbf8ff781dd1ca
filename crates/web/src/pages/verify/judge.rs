//! One submission, beside what shows it, and the judgement.

use std::collections::BTreeSet;

use app::view::{Evidence, FindingStory, Named};
use app::warnings::{THRESHOLDS, Threshold, Warning, answered};
use askama::Template;
use ledger::finding::Command as Do;
use ledger::profile::Grade;
use ledger::{Bilingual, CampaignId, Command, EvidenceId, FindingId, MeasureId, Stream};

use crate::answer::Answer;
use crate::call::Call;
use crate::frame::Frame;
use crate::pages::ask::read::Read;
use crate::pages::evidence::viewer::{Look, Piece, Viewer};
use crate::pages::finding::parts::{Seen, files};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "verify.html")]
struct Page<'a> {
    f: Frame<'a>,
    story: FindingStory,
    /// Whether it waits for a verdict.
    waits: bool,
    seen: Seen,
    /// All that shows it, with the measures that show it.
    shown: Vec<(Evidence, Vec<MeasureId>)>,
    viewer: Option<Viewer>,
    warnings: Vec<Warning>,
    thresholds: &'static [Threshold],
    passing: Vec<(&'static str, Bilingual)>,
    returning: Vec<(&'static str, Bilingual)>,
}

impl Page<'_> {
    fn sent(&self, verdict: &str) -> bool {
        self.f.trouble.is_some() && self.f.filled("verdict", "") == verdict
    }

    fn warns(&self, measure: &MeasureId) -> Vec<&Warning> {
        self.warnings.iter().filter(|warning| warning.measure == *measure).collect()
    }
}

/// Shows it.
pub fn page(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<FindingId>()?;
    let story = call.view.finding(id)?.ok_or(Trouble::Missing)?;
    let seen = Seen::of(call, &story.measures);
    let shown = shown(call, &story, &seen)?;
    let wanted = call.query().given("evidence").and_then(|id| id.parse::<EvidenceId>().ok());
    let open = shown.iter().find(|(file, _)| Some(file.id) == wanted).or_else(|| shown.first());
    let (passing, returning) = grades(call, &story.campaign)?.into_iter().partition::<Vec<_>, _>(|(_, passes)| *passes);
    let words =
        |grades: Vec<(Grade, bool)>| grades.into_iter().map(|(grade, _)| (grade.name(), grade.label())).collect();
    let page = Page {
        f: call.frame("verify-one-title"),
        viewer: open.map(|(file, _)| Viewer::new(call, file)),
        waits: call.view.waits_for_verdict(id)?,
        warnings: call.view.warnings(id)?,
        thresholds: &THRESHOLDS,
        passing: words(passing),
        returning: words(returning),
        shown,
        seen,
        story,
    };
    Answer::page(&page)
}

/// All that shows it and may be opened, each once.
fn shown(call: &Call<'_>, story: &FindingStory, seen: &Seen) -> Result<Vec<(Evidence, Vec<MeasureId>)>, Trouble> {
    let mut shown: Vec<(Evidence, Vec<MeasureId>)> = Vec::new();
    for measure in &story.measures {
        let checked_in = measure.commitments.iter().flat_map(|one| &one.check_ins).flat_map(|done| &done.evidence);
        let ids: BTreeSet<EvidenceId> = files(measure).map(|file| file.evidence).chain(checked_in.copied()).collect();
        for id in ids.into_iter().filter(|id| seen.sees(id)) {
            if let Some((_, measures)) = shown.iter_mut().find(|(file, _)| file.id == id) {
                measures.push(measure.id);
            } else if let Some(file) = call.view.evidence_of(id)? {
                shown.push((file, vec![measure.id]));
            }
        }
    }
    Ok(shown)
}

/// Every grade, and whether a finding of this campaign closes with it.
fn grades(call: &Call<'_>, campaign: &Named) -> Result<Vec<(Grade, bool)>, Trouble> {
    let Stream::Campaign(id) = campaign.id else { return Err(Trouble::Missing) };
    let campaign = call.view.campaign(id)?.ok_or(Trouble::Missing)?;
    Ok(Grade::ALL.iter().map(|grade| (*grade, campaign.profile.closes_with(*grade))).collect())
}

/// Judges it.
pub fn judge(call: &Call<'_>) -> Result<Answer, Trouble> {
    let id = call.id::<FindingId>()?;
    let campaign: CampaignId = call.view.finding_state(id)?.ok_or(Trouble::Missing)?.campaign;
    let passes = call.form().get("verdict") == "pass";
    let grades = grades(call, &call.view.named(campaign))?.into_iter().filter(|(_, closes)| *closes == passes);
    let read = Read::new(call);
    let grade = read.choice("grade", grades.map(|(grade, _)| (grade.name(), grade)));
    if grade.is_none() {
        read.missing(if passes { "pass-grade" } else { "return-grade" });
    }
    let field = if passes { "pass-note" } else { "return-note" };
    let note = read.words(field);
    if passes {
        if let Err(why) = answered(&call.view.warnings(id)?, &note) {
            read.wrong(field, why);
        }
    } else if note.is_empty() {
        read.wrong(field, Bilingual::fixed("写明为什么退回、还要补什么", "say why it goes back and what is wanted"));
    }
    read.settle()?;
    let Some(grade) = grade else { return Err(Trouble::Malformed) };
    let done = call.command(Command::Finding(id, Do::Verify { grade, note }))?;
    call.done(&done, "/verify")
}
