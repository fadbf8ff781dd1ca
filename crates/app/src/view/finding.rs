//! The whole story of a finding.

use std::sync::Arc;

use jiff::civil::Date;
use ledger::finding::State;
use ledger::profile::Step;
use ledger::{Bilingual, CampaignId, FindingId, MeasureId, PaperId, RegulationId, light, measure};
use serde::Serialize;

use super::item::Tie;
use super::{Lit, MeasureStory, Named, Next, Said, View, Word, format, words};
use crate::Failure;
use crate::history::Line;

/// The whole story of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingStory {
    /// What this is, and the version of its JSON.
    pub format: String,
    /// Which.
    pub id: FindingId,
    /// Its light, with its reason.
    pub light: Lit,
    /// Where it stands.
    pub status: Word,
    /// Its campaign.
    pub campaign: Named,
    /// What is wrong.
    pub statement: String,
    /// What illustrates it.
    pub manifestations: Vec<String>,
    /// The area that it falls in.
    pub aspect: Option<String>,
    /// Whose problem it is.
    pub scope: Option<Word>,
    /// The unit that has it.
    pub unit: Option<Named>,
    /// Its number as the paper writes it.
    pub number: Option<String>,
    /// Where it was read.
    pub sources: Vec<Passage>,
    /// Why it came about.
    pub causes: Vec<Named>,
    /// The measures that answer it.
    pub measures: Vec<MeasureStory>,
    /// The regulations that answer it, and how.
    pub regulations: Vec<(Named, Tie)>,
    /// Approvals of the plan, level by level.
    pub plan: Vec<Approval>,
    /// The submission that waits to be judged.
    pub submitted: Option<Said>,
    /// Judgements on the evidence.
    pub verifications: Vec<Verification>,
    /// Approvals of the closing, level by level.
    pub closing: Vec<Approval>,
    /// Every time it was sent back.
    pub returns: Vec<Said>,
    /// Every closing.
    pub closings: Vec<Said>,
    /// Days on which to look back that have had no look-back.
    pub look_backs_due: Vec<Date>,
    /// Every look-back.
    pub look_backs: Vec<LookBack>,
    /// Every return of the problem after a closing.
    pub rebounds: Vec<Said>,
    /// The finding of an earlier campaign that it repeats.
    pub repeats: Option<Named>,
    /// The finding that stands for it.
    pub merged: Option<(Named, Said)>,
    /// The findings that it stands for.
    pub absorbed: Vec<Named>,
    /// Why it is no finding.
    pub rejected: Option<Said>,
    /// Everything that lacks before it can be closed; empty where nothing does, or where it is closed or void.
    pub lacks: Vec<Bilingual>,
    /// What comes next.
    pub next: Option<Next>,
    /// Everything that happened to it, in order.
    pub history: Vec<Line>,
}

/// The passage of a paper that something was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The paper.
    pub paper: Named,
    /// The how-manieth item of its kind in the paper, from 1.
    pub ordinal: Option<u32>,
    /// The paragraph, from 1.
    pub paragraph: Option<u32>,
    /// Its words, where the paper's file can be read.
    pub text: Option<String>,
}

/// An approval that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Approval {
    /// The level's key in the profile.
    pub level: String,
    /// Who that is.
    pub title: Bilingual,
    /// Where it stands.
    pub standing: Standing,
    /// Who approved last.
    pub said: Option<Said>,
}

/// Where an approval stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Not given.
    Waits,
    /// Given, and what was approved has changed since.
    Fell,
    /// Given, and it holds.
    Holds,
}

/// A judgement on the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// The result.
    pub grade: Word,
    /// Whether it could close with that.
    pub passed: bool,
    /// Who judged.
    pub said: Said,
}

/// A look-back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LookBack {
    /// The scheduled day that it answers.
    pub due: Option<Date>,
    /// The day on which it was done.
    pub on: Date,
    /// What was found.
    pub result: Word,
    /// Who looked.
    pub said: Said,
    /// The finding that holds the problem's new form.
    pub follow_up: Option<FindingId>,
}

impl Passage {
    /// Its words, unless they are these.
    #[must_use]
    pub fn other_than(&self, words: &str) -> Option<&str> {
        self.text.as_deref().filter(|text| text.trim() != words.trim())
    }
}

impl Standing {
    /// Its word.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Waits => Bilingual::fixed("待批准", "waits"),
            Self::Fell => Bilingual::fixed("内容有变，须重新批准", "fell: what was approved has changed"),
            Self::Holds => Bilingual::fixed("已批准", "approved"),
        }
    }
}

impl View<'_> {
    /// The whole story of a finding; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn finding(&self, id: FindingId) -> Result<Option<FindingStory>, Failure> {
        let Some(state) = self.states().finding(id) else { return self.sound(None) };
        let (content, said) = (&state.content, |acts: &[ledger::Act]| acts.iter().map(|act| self.said(act)).collect());
        let story = FindingStory {
            format: format("finding"),
            id,
            light: self.finding_light(&state),
            status: Word { name: state.status.name(), label: state.status.label() },
            campaign: self.named(state.campaign),
            statement: content.statement.clone(),
            manifestations: content.manifestations.clone(),
            aspect: content.aspect.clone(),
            scope: content.scope.map(scope),
            unit: content.unit.map(|unit| self.named(unit)),
            number: content.number.clone(),
            sources: state.sources.iter().map(|source| self.passage(source)).collect(),
            causes: state.causes.iter().map(|cause| self.named(*cause)).collect(),
            measures: state.measures.iter().filter_map(|measure| self.measure_story(*measure)).collect(),
            regulations: self.regulations_for(id)?,
            plan: self.approvals(&state, Step::Plan),
            submitted: state.submitted.as_ref().map(|act| self.said(act)),
            verifications: state.verifications.iter().map(|of| self.verification(of)).collect(),
            closing: self.approvals(&state, Step::Closing),
            returns: said(&state.returns),
            closings: said(&state.closings),
            look_backs_due: state.look_backs_due.clone(),
            look_backs: state.look_backs.iter().map(|look| self.look_back(look)).collect(),
            rebounds: said(&state.rebounds),
            repeats: state.repeats.map(|earlier| self.named(earlier)),
            merged: state.merged.as_ref().map(|(into, act)| (self.named(*into), self.said(act))),
            absorbed: state.absorbed.iter().map(|from| self.named(*from)).collect(),
            rejected: state.rejected.as_ref().map(|act| self.said(act)),
            lacks: self.lacks(id, &state).iter().map(ledger::Reason::message).collect(),
            next: self.next_for(id.into()),
            history: self.history(id.into())?,
        };
        self.sound(Some(story))
    }

    /// Everything that lacks before a finding can be closed; nothing where it is closed or void.
    pub(super) fn lacks(&self, id: FindingId, state: &State) -> Vec<ledger::Reason> {
        if state.status.is_closed() || state.status.is_void() {
            return Vec::new();
        }
        ledger::finding::lacks_before_closing(self, id, &self.given())
    }

    pub(super) fn finding_light(&self, state: &State) -> Lit {
        let outlooks: Vec<_> = state
            .measures
            .iter()
            .filter_map(|id| Some((*id, self.measure_outlook(&*self.states().measure(*id)?)?)))
            .collect();
        let outlook = light::finding(state, outlooks.iter().map(|(id, outlook)| (*id, outlook)));
        Lit::told(&outlook.on(self.today))
    }

    /// The measures that are tied to a finding.
    pub(crate) fn measures_of(&self, state: &State) -> Vec<(MeasureId, Arc<measure::State>)> {
        state.measures.iter().filter_map(|id| Some((*id, self.states().measure(*id)?))).collect()
    }

    /// The levels that must approve `step`, the lowest first.
    pub(crate) fn approvals(&self, state: &State, step: Step) -> Vec<Approval> {
        let Some(profile) = self.profile(state.campaign) else { return Vec::new() };
        let seen = ledger::finding::seen(self, state, step);
        let levels = profile.levels(step).iter().map(|level| {
            let given = || state.approvals(step).iter().filter(|approval| approval.level == level.key);
            let standing = match given().next_back() {
                None => Standing::Waits,
                Some(_) if given().any(|approval| approval.seen == seen) => Standing::Holds,
                Some(_) => Standing::Fell,
            };
            let said = given().next_back().map(|approval| self.said(&approval.act));
            Approval { level: level.key.clone(), title: level.title.clone(), standing, said }
        });
        levels.collect()
    }

    fn verification(&self, of: &ledger::finding::Verification) -> Verification {
        Verification {
            grade: Word { name: of.grade.name(), label: of.grade.label() },
            passed: of.outcome == ledger::finding::Outcome::Passed,
            said: self.said(&of.act),
        }
    }

    fn look_back(&self, of: &ledger::finding::LookBack) -> LookBack {
        let name = words::LOOK_BACKS.iter().find(|(_, result)| *result == of.result).map_or("", |(name, _)| name);
        let result = Word { name, label: words::look_back(of.result) };
        LookBack { due: of.due, on: of.on, result, said: self.said(&of.act), follow_up: of.follow_up }
    }

    fn regulations_for(&self, finding: FindingId) -> Result<Vec<(Named, Tie)>, Failure> {
        let mut all = Vec::new();
        for (id, state) in self.all::<RegulationId>()? {
            let ledger::State::Regulation(regulation) = state else { continue };
            if let Some(tie) = regulation.ties.get(&finding) {
                let (loophole, clause) = (tie.loophole.clone(), tie.clause.clone());
                all.push((self.named(id), Tie { finding, loophole, clause }));
            }
        }
        Ok(all)
    }

    fn passage(&self, source: &ledger::Source) -> Passage {
        Passage {
            paper: self.named(source.paper),
            ordinal: source.ordinal,
            paragraph: source.passage.map(|passage| passage.paragraph + 1),
            text: source.passage.and_then(|passage| self.text_of(source.paper, passage)),
        }
    }

    /// The words of a passage; `None` where the paper's file is not there or cannot be read.
    fn text_of(&self, paper: PaperId, passage: ledger::Passage) -> Option<String> {
        let paper = self.states().paper(paper)?;
        let bytes = self.app().blobs.get(&tlog::Digest(paper.content.digest.0)).ok()?;
        let document = document::read(&bytes, &paper.content.name).ok()?;
        let text = &document.paragraphs.get(usize::try_from(passage.paragraph).ok()?)?.text;
        let (start, end) = (passage.start as usize, passage.end as usize);
        Some(text.chars().skip(start).take(end.saturating_sub(start)).collect())
    }

    /// Whether there is such a campaign, for whoever asks about all that belongs to it.
    #[must_use]
    pub fn has_campaign(&self, id: CampaignId) -> bool {
        self.states().campaign(id).is_some()
    }
}

pub(super) fn scope(scope: ledger::finding::Scope) -> Word {
    Word { name: words::scope_name(scope), label: words::scope(scope) }
}
