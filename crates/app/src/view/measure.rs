//! The whole story of a measure.

use jiff::civil::Date;
use ledger::light::{self, Outlook};
use ledger::measure::{ExtensionOutcome, State};
use ledger::{Bilingual, EvidenceId, MeasureId, Quantity};
use serde::Serialize;

use super::{Lit, Named, Next, Said, View, Word, format};
use crate::Failure;
use crate::history::Line;

/// The whole story of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeasureStory {
    /// What this is, and the version of its JSON.
    pub format: String,
    /// Which.
    pub id: MeasureId,
    /// Its light, with its reason.
    pub light: Lit,
    /// Where it stands.
    pub status: Word,
    /// Its campaign.
    pub campaign: Named,
    /// The findings that it answers.
    pub findings: Vec<Named>,
    /// Title of the item of the paper that it stands in.
    pub heading: Option<String>,
    /// What will be done.
    pub statement: String,
    /// How it is carried out.
    pub kind: Option<Word>,
    /// Who leads it.
    pub lead: Option<Named>,
    /// Who owns it.
    pub owner: Option<Named>,
    /// The post whose holder owns it.
    pub post: Option<Named>,
    /// The unit that answers for it.
    pub unit: Option<Named>,
    /// Units that help.
    pub cooperating: Vec<Named>,
    /// Lead, owner and helpers as the paper writes them.
    pub written: [Option<String>; 3],
    /// The deadline that it first had.
    pub first_deadline: Option<Date>,
    /// Its deadline now.
    pub deadline: Option<Date>,
    /// The deadline's words as first written.
    pub deadline_words: Option<String>,
    /// How often the deadline was moved.
    pub slips: u32,
    /// By how many days.
    pub slip_days: u32,
    /// Dated targets.
    pub milestones: Vec<Milestone>,
    /// Countable promises.
    pub commitments: Vec<Commitment>,
    /// Evidence owed, item by item.
    pub checklist: Vec<Item>,
    /// Evidence shown for no item.
    pub other_evidence: Vec<Attachment>,
    /// Reports of how it goes.
    pub progress: Vec<Report>,
    /// Every extension that was asked.
    pub extensions: Vec<Extension>,
    /// Every completion.
    pub completions: Vec<Said>,
    /// Every reopening.
    pub reopenings: Vec<Said>,
    /// Why it was given up.
    pub dropped: Option<Said>,
    /// What comes next.
    pub next: Option<Next>,
    /// Everything that happened, in order; empty inside a finding's story.
    pub history: Vec<Line>,
}

/// A report of how it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Who said so, when, in what words.
    #[serde(flatten)]
    pub said: Said,
    /// Whether an earlier report already said the same words.
    pub repeated: bool,
}

/// A dated target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// Its number, from 1.
    pub number: u32,
    /// What is to be reached.
    pub text: String,
    /// By when.
    pub due: Date,
    /// On which day it was.
    pub reached: Option<Date>,
    /// Whether it was given up.
    pub dropped: bool,
}

/// A countable promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Commitment {
    /// Its number, from 1.
    pub number: u32,
    /// Its clause.
    pub text: String,
    /// How often: a recurrence rule.
    pub rhythm: Option<String>,
    /// How many a time.
    pub quantity: Option<Quantity>,
    /// Of what.
    pub unit: Option<String>,
    /// Whether the quantity is the most.
    pub at_most: bool,
    /// The first day on which it is owed.
    pub from: Date,
    /// The last day on which it is owed.
    pub until: Option<Date>,
    /// The last day of the earliest period that is not kept, whether it has come or not.
    pub next_due: Option<Date>,
    /// The last day on which a check-in for that period counts as kept.
    pub next_by: Option<Date>,
    /// What was done for it.
    pub check_ins: Vec<CheckIn>,
}

/// Something done for a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckIn {
    /// The last day of the period that it counts for.
    pub due: Option<Date>,
    /// On which day it was done.
    pub on: Date,
    /// How many.
    pub quantity: Quantity,
    /// Whether it was recorded only after the grace had run out.
    pub late: bool,
    /// What shows it.
    pub evidence: Vec<EvidenceId>,
}

/// An item of the evidence checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its number, from 1.
    pub number: u32,
    /// What is owed.
    pub text: String,
    /// What was shown for it.
    pub evidence: Vec<Attachment>,
}

/// Evidence shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// The file.
    pub evidence: EvidenceId,
    /// Its name.
    pub name: String,
    /// Its own date.
    pub dated: Option<Date>,
    /// Whether it was withdrawn since, so that it shows nothing.
    pub withdrawn: bool,
}

/// A later deadline that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extension {
    /// The deadline when it was asked.
    pub from: Date,
    /// The deadline that was asked for.
    pub to: Date,
    /// Who asked, and why.
    pub asked: Said,
    /// The levels that approved, in order.
    pub approvals: Vec<Said>,
    /// What became of it: `pending`, `granted` or `refused`.
    pub outcome: Word,
    /// Who refused it, and why.
    pub refused: Option<Said>,
}

impl View<'_> {
    /// The whole story of a measure; `None` where there is none.
    ///
    /// # Errors
    /// The database failed.
    pub fn measure(&self, id: MeasureId) -> Result<Option<MeasureStory>, Failure> {
        let Some(mut story) = self.measure_story(id) else { return self.sound(None) };
        story.history = self.history(id.into())?;
        story.next = self.next_for(id.into());
        self.sound(Some(story))
    }

    /// Without its history.
    pub(super) fn measure_story(&self, id: MeasureId) -> Option<MeasureStory> {
        let state = self.states().measure(id)?;
        let (content, slippage) = (&state.content, state.slippage());
        let shown_for = |number| self.attachments(&state, Some(number));
        let checklist = (1..).zip(&state.checklist);
        let light = self.measure_outlook(&state).map(|outlook| Lit::told(&outlook.on(self.today)));
        Some(MeasureStory {
            format: format("measure"),
            id,
            light: light.unwrap_or_else(|| Lit::plain(light::Light::Grey)),
            status: Word { name: state.status.name(), label: state.status.label() },
            campaign: self.named(state.campaign),
            findings: state.findings.iter().map(|finding| self.named(*finding)).collect(),
            heading: content.heading.clone(),
            statement: content.statement.clone(),
            kind: content.kind.map(|kind| Word { name: kind.name(), label: kind.label() }),
            lead: content.lead.map(|person| self.named(person)),
            owner: content.owner.map(|person| self.named(person)),
            post: content.owner_post.map(|post| self.named(post)),
            unit: content.unit.map(|unit| self.named(unit)),
            cooperating: content.cooperating.iter().map(|unit| self.named(*unit)).collect(),
            written: [&content.written.lead, &content.written.owner, &content.written.cooperating].map(Clone::clone),
            first_deadline: state.first_deadline,
            deadline: state.deadline,
            deadline_words: state.deadline_words.clone(),
            slips: slippage.times,
            slip_days: slippage.days,
            milestones: (1..).zip(&state.milestones).map(|(number, of)| milestone(number, of)).collect(),
            commitments: self.commitments(&state),
            checklist: checklist
                .map(|(number, text)| Item { number, text: text.clone(), evidence: shown_for(number) })
                .collect(),
            other_evidence: self.attachments(&state, None),
            progress: state
                .progress
                .iter()
                .map(|report| Report { said: self.said(&report.act), repeated: report.repeated })
                .collect(),
            extensions: state.extensions.iter().map(|extension| self.extension(extension)).collect(),
            completions: state.completions.iter().map(|act| self.said(act)).collect(),
            reopenings: state.reopenings.iter().map(|act| self.said(act)).collect(),
            dropped: state.dropped.as_ref().map(|act| self.said(act)),
            next: None,
            history: Vec::new(),
        })
    }

    /// What the light of a measure is and will be.
    pub(super) fn measure_outlook(&self, state: &State) -> Option<Outlook> {
        Some(light::measure(state, &self.profile(state.campaign)?, &self.states().calendar()))
    }

    fn attachments(&self, state: &State, item: Option<u32>) -> Vec<Attachment> {
        let of_item = state.attachments.iter().filter(|attached| attached.item == item);
        of_item
            .map(|attached| {
                let evidence = self.states().evidence(attached.evidence);
                Attachment {
                    evidence: attached.evidence,
                    name: self.name_of(attached.evidence),
                    dated: evidence.as_ref().map(|evidence| evidence.content.dated),
                    withdrawn: evidence.is_some_and(|evidence| evidence.withdrawn.is_some()),
                }
            })
            .collect()
    }

    fn commitments(&self, state: &State) -> Vec<Commitment> {
        let calendar = self.states().calendar();
        let owed = self.profile(state.campaign).map(|profile| state.owed(&profile, &calendar)).unwrap_or_default();
        let one = |(number, of): (u32, &ledger::measure::Commitment)| {
            let next = owed.iter().find(|owed| owed.commitment == number);
            let done = state.check_ins.iter().filter(|check_in| check_in.commitment == number);
            Commitment {
                number,
                text: of.text.clone(),
                rhythm: of.rhythm.as_ref().map(ToString::to_string),
                quantity: of.quantity,
                unit: of.unit.clone(),
                at_most: of.at_most,
                from: of.from,
                until: of.until,
                next_due: next.map(|owed| owed.occurrence.due),
                next_by: next.map(|owed| owed.last),
                check_ins: done.map(check_in).collect(),
            }
        };
        state.numbered_commitments().map(one).collect()
    }

    fn extension(&self, of: &ledger::measure::Extension) -> Extension {
        Extension {
            from: of.from,
            to: of.to,
            asked: self.said(&of.asked),
            approvals: of.approvals.iter().map(|(_, act)| self.said(act)).collect(),
            outcome: outcome(of.outcome),
            refused: of.refused.as_ref().map(|act| self.said(act)),
        }
    }
}

fn milestone(number: u32, of: &ledger::measure::Milestone) -> Milestone {
    Milestone { number, text: of.text.clone(), due: of.due, reached: of.reached, dropped: of.dropped }
}

fn check_in(of: &ledger::measure::CheckIn) -> CheckIn {
    CheckIn { due: of.due, on: of.on, quantity: of.quantity, late: of.late, evidence: of.evidence.clone() }
}

fn outcome(outcome: ExtensionOutcome) -> Word {
    let (name, label) = match outcome {
        ExtensionOutcome::Pending => ("pending", Bilingual::fixed("待批准", "waits")),
        ExtensionOutcome::Granted => ("granted", Bilingual::fixed("已准", "granted")),
        ExtensionOutcome::Refused => ("refused", Bilingual::fixed("不准", "refused")),
    };
    Word { name, label }
}
