//! What somebody in the script does: commands, with what the ledger knows when their day has come.

mod promise;

use std::collections::BTreeMap;

use app::{Failure, Kept, Plan};
use jiff::Span;
use jiff::civil::Date;
use ledger::measure::{self, Content, Milestone, Status};
use ledger::profile::Kind;
use ledger::{
    Command, EvidenceId, FindingId, MeasureId, PersonId, Quantity, RegulationId, States, evidence, finding, regulation,
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
    /// A look-back found the problem in another form, which becomes a finding of its own.
    Changed(FindingId, &'static str, &'static str),
    /// A regulation is adopted; its text is the file of that name.
    Adopt(RegulationId, regulation::Content, &'static str),
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
            Self::Owner(finding) => live(states, finding).find_map(|(_, of)| of.content.owner).unwrap_or(HE),
        }
    }
}

impl Turn {
    /// The file that it shows.
    pub fn file(&self) -> Option<&File> {
        if let Self::Show(_, file) = self { Some(file) } else { None }
    }

    /// Does it. `kept` are files that were stored for it, `files` those that were entered by their names.
    pub fn take(
        &self,
        plan: &mut Plan<'_>,
        kept: &BTreeMap<&'static str, Kept>,
        files: &mut BTreeMap<&'static str, EvidenceId>,
    ) -> Result<(), Failure> {
        match self {
            Self::Do(command) => plan.run(command),
            Self::Each(finding, command) => {
                each(plan, *finding, |plan, id, _| plan.run(&Command::Measure(id, command.clone())))
            }
            Self::Show(finding, file) => show(plan, *finding, file, kept, files),
            Self::Keep(finding, count) => {
                each(plan, *finding, |plan, id, state| promise::keep(plan, id, state, count.map(Quantity::whole)))
            }
            Self::Finish(finding, note) => {
                each(plan, *finding, |plan, id, state| promise::finish(plan, id, state, note))
            }
            Self::Answer(finding, answer) => answer.register(plan, *finding),
            Self::Changed(finding, note, form) => changed(plan, *finding, note, form),
            Self::Adopt(id, content, file) => {
                let content = regulation::Content { text: files.get(file).copied(), ..content.clone() };
                let on = plan.given().today;
                plan.run(&Command::Regulation(*id, regulation::Command::Adopt { content, on }))
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

fn show(
    plan: &mut Plan<'_>,
    finding: FindingId,
    file: &File,
    kept: &BTreeMap<&'static str, Kept>,
    files: &mut BTreeMap<&'static str, EvidenceId>,
) -> Result<(), Failure> {
    if let Some(kept) = kept.get(file.name).filter(|_| !files.contains_key(file.name)) {
        let id = plan.next()?;
        let content = file.content(plan.given().today);
        let register = evidence::Command::Register { digest: kept.digest, size: kept.size, content };
        plan.run(&Command::Evidence(id, register))?;
        files.insert(file.name, id);
    }
    let Some(evidence) = files.get(file.name).copied() else { return Ok(()) };
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

fn changed(plan: &mut Plan<'_>, finding: FindingId, note: &str, form: &str) -> Result<(), Failure> {
    let Some(of) = plan.states().finding(finding) else { return Ok(()) };
    let new: FindingId = plan.next()?;
    let content = finding::Content { statement: form.to_owned(), number: None, ..of.content.clone() };
    let draft = finding::Command::Draft { campaign: of.campaign, content, sources: of.sources.clone() };
    plan.run(&Command::Finding(new, draft))?;
    plan.run(&Command::Finding(new, finding::Command::Register {}))?;
    let look = finding::Command::LookBack {
        due: None,
        on: plan.given().today,
        result: finding::LookBackResult::Changed,
        note: note.to_owned(),
        evidence: Vec::new(),
        follow_up: Some(new),
    };
    plan.run(&Command::Finding(finding, look))
}
