//! What somebody in the script does: commands, with what the ledger knows when their day has come.

mod promise;

use std::collections::BTreeMap;

use app::{Failure, Kept, Plan};
use jiff::Span;
use jiff::civil::Date;
use ledger::finding::LookBackResult;
use ledger::measure::{self, Content, Milestone, Status};
use ledger::profile::Kind;
use ledger::{
    Command, EvidenceId, FindingId, MeasureId, PersonId, Quantity, RegulationId, States, evidence, finding, owners,
    regulation,
};

use crate::files::File;
use crate::organisation::HE;

/// Who does it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Who {
    /// That person.
    Person(PersonId),
    /// Whoever owns the first measure of that finding then.
    Owner(FindingId),
}

/// What is done.
#[derive(Debug, Clone)]
pub(crate) enum Turn {
    /// A command that needs nothing but itself.
    Do(Command),
    /// The same to every open measure of a finding.
    Each(FindingId, measure::Command),
    /// A file is shown for every open measure of a finding.
    Show(FindingId, File),
    /// What has come due of the rhythms of a finding's measures is checked in; a cap is reported with this count.
    Keep(FindingId, Option<u32>),
    /// Everything that the measures of a finding promise is done, and they are completed.
    Finish(FindingId, &'static str),
    /// A finding that stands without an answer gets one.
    Answer(FindingId, Answer),
    /// A finding that was struck off is looked at again.
    Look(FindingId, Look),
    /// A regulation is adopted; its text is the file of that name.
    Adopt(RegulationId, regulation::Content, &'static str),
    /// The file of that name shows nothing after all, for that reason.
    Withdraw(&'static str, &'static str),
}

/// A look-back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// What was found.
    pub result: LookBackResult,
    /// In words.
    pub note: &'static str,
    /// The form that the problem took, which becomes a finding of its own.
    pub form: Option<&'static str>,
    /// What shows it.
    pub file: Option<File>,
}

/// Files that were stored for an act, and those that are entered in the ledger, by name.
pub(crate) struct Shelf<'a> {
    pub kept: &'a BTreeMap<&'static str, Kept>,
    pub entered: &'a mut BTreeMap<&'static str, EvidenceId>,
}

/// A measure that somebody promises later.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// What will be done.
    pub statement: &'static str,
    /// Who leads it, and who owns it.
    pub people: (PersonId, PersonId),
    /// By when.
    pub deadline: Date,
}

impl Who {
    /// The person that it is now.
    pub fn on(self, states: &dyn States) -> PersonId {
        match self {
            Self::Person(person) => person,
            Self::Owner(finding) => {
                live(states, finding).find_map(|(_, of)| owners(states, &of).pop_first()).unwrap_or(HE)
            }
        }
    }
}

impl Turn {
    /// The file that it shows.
    pub fn file(&self) -> Option<&File> {
        match self {
            Self::Show(_, file) => Some(file),
            Self::Look(_, look) => look.file.as_ref(),
            _ => None,
        }
    }

    /// Does it.
    pub fn take(&self, plan: &mut Plan<'_>, shelf: &mut Shelf<'_>) -> Result<(), Failure> {
        match self {
            Self::Do(command) => plan.run(command),
            Self::Each(finding, command) => {
                each(plan, *finding, |plan, id, _| plan.run(&Command::Measure(id, command.clone())))
            }
            Self::Show(finding, file) => show(plan, *finding, file, shelf),
            Self::Keep(finding, count) => {
                each(plan, *finding, |plan, id, state| promise::keep(plan, id, state, count.map(Quantity::whole)))
            }
            Self::Finish(finding, note) => {
                each(plan, *finding, |plan, id, state| promise::finish(plan, id, state, note))
            }
            Self::Answer(finding, answer) => answer.register(plan, *finding),
            Self::Look(finding, look) => look.record(plan, *finding, shelf),
            Self::Adopt(id, content, file) => {
                let content = regulation::Content { text: shelf.entered.get(file).copied(), ..content.clone() };
                let on = plan.given().today;
                plan.run(&Command::Regulation(*id, regulation::Command::Adopt { content, on }))
            }
            Self::Withdraw(file, reason) => {
                let Some(id) = shelf.entered.get(file) else { return Ok(()) };
                plan.run(&Command::Evidence(*id, evidence::Command::Withdraw { reason: (*reason).to_owned() }))
            }
        }
    }
}

type Measure = std::sync::Arc<measure::State>;

/// The measures of a finding that were not given up.
fn live(states: &dyn States, finding: FindingId) -> impl Iterator<Item = (MeasureId, Measure)> + '_ {
    let measures = states.finding(finding).map(|finding| finding.measures.clone()).unwrap_or_default();
    let found = measures.into_iter().filter_map(|id| Some((id, states.measure(id)?)));
    found.filter(|(_, measure)| measure.status != Status::Dropped)
}

/// For each open measure of a finding.
fn each(
    plan: &mut Plan<'_>,
    finding: FindingId,
    mut act: impl FnMut(&mut Plan<'_>, MeasureId, &measure::State) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let open: Vec<_> = live(plan.states(), finding).filter(|(_, measure)| measure.status == Status::Open).collect();
    open.iter().try_for_each(|(id, state)| act(plan, *id, state))
}

impl Shelf<'_> {
    /// The file, entered where it is not yet.
    fn enter(&mut self, plan: &mut Plan<'_>, file: &File) -> Result<Option<EvidenceId>, Failure> {
        if let Some(kept) = self.kept.get(file.name).filter(|_| !self.entered.contains_key(file.name)) {
            let id = plan.next()?;
            let content = file.content(plan.given().today);
            let register = evidence::Command::Register { digest: kept.digest, size: kept.size, content };
            plan.run(&Command::Evidence(id, register))?;
            self.entered.insert(file.name, id);
        }
        Ok(self.entered.get(file.name).copied())
    }
}

fn show(plan: &mut Plan<'_>, finding: FindingId, file: &File, shelf: &mut Shelf<'_>) -> Result<(), Failure> {
    let Some(evidence) = shelf.enter(plan, file)? else { return Ok(()) };
    let shown: Vec<_> = live(plan.states(), finding).collect();
    for (id, state) in shown {
        // What is owed by a list of evidence is met in its order.
        let met = state.attachments.iter().filter_map(|shown| shown.item).max().unwrap_or(0);
        let item = Some(met + 1).filter(|next| state.checklist_item(*next).is_some());
        plan.run(&Command::Measure(id, measure::Command::Attach { evidence, item }))?;
    }
    Ok(())
}

impl Answer {
    fn register(&self, plan: &mut Plan<'_>, finding: FindingId) -> Result<(), Failure> {
        let Some(campaign) = plan.states().finding(finding).map(|finding| finding.campaign) else { return Ok(()) };
        let (lead, owner) = self.people;
        let unit = plan.states().person(owner).and_then(|person| person.units.first().copied());
        let content = Content {
            statement: self.statement.to_owned(),
            kind: Some(Kind::Staged),
            lead: Some(lead),
            owner: Some(owner),
            unit,
            ..Content::default()
        };
        let days = i64::from((self.deadline - plan.given().today).get_days());
        let half = plan.given().today.saturating_add(Span::new().days(days / 2));
        let milestone =
            Milestone {
                text: "完成过半，报整改办核对".to_owned(), due: half, reached: None, dropped: false
            };
        let promised = measure::Plan {
            content,
            deadline: Some(self.deadline),
            milestones: vec![milestone],
            ..measure::Plan::default()
        };
        let id = plan.next()?;
        let register = measure::Command::Register {
            campaign,
            findings: vec![finding],
            plan: Box::new(promised),
            sources: Vec::new(),
        };
        plan.run(&Command::Measure(id, register))
    }
}

impl Look {
    fn record(&self, plan: &mut Plan<'_>, id: FindingId, shelf: &mut Shelf<'_>) -> Result<(), Failure> {
        let evidence = self.file.as_ref().map(|file| shelf.enter(plan, file)).transpose()?.flatten();
        let look = finding::Command::LookBack {
            due: None,
            on: plan.given().today,
            result: self.result,
            note: self.note.to_owned(),
            evidence: evidence.into_iter().collect(),
            follow_up: self.form.map(|form| follow_up(plan, id, form)).transpose()?,
        };
        plan.run(&Command::Finding(id, look))
    }
}

/// The new form of a problem, registered as a finding beside the old one.
fn follow_up(plan: &mut Plan<'_>, old: FindingId, form: &str) -> Result<FindingId, Failure> {
    let id = plan.next()?;
    let old = plan.states().finding(old).unwrap_or_default();
    let content = finding::Content { statement: form.to_owned(), number: None, ..old.content.clone() };
    let draft = finding::Command::Draft { campaign: old.campaign, content, sources: old.sources.clone() };
    plan.run(&Command::Finding(id, draft))?;
    plan.run(&Command::Finding(id, finding::Command::Register {}))?;
    Ok(id)
}
