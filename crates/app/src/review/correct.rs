//! Corrections of what was read from a paper, gathered into one act; everything that stands against one is told at once.

use jiff::civil::Date;
use ledger::finding::Status;
use ledger::measure::{Milestone, Plan as Promise};
use ledger::{Bilingual, CauseId, Command, FindingId, MeasureId, PaperId, Stream, cause, finding, measure, paper};

use super::Reading;
use crate::{Failure, Plan};

/// Corrections of what was read from a paper, within an act.
pub struct Review<'r, 'p> {
    pub(super) plan: &'r mut Plan<'p>,
    pub(super) paper: PaperId,
    /// As it was read.
    pub(super) reading: &'r Reading,
    lacks: Vec<Bilingual>,
}

/// What became of drafts that were to be registered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registered {
    /// Those that are registered now.
    pub done: Vec<FindingId>,
    /// Those that are not, and what each lacks.
    pub waiting: Vec<(FindingId, Vec<Bilingual>)>,
}

impl<'r, 'p> Review<'r, 'p> {
    /// Begins, within `plan`.
    #[must_use]
    pub fn new(plan: &'r mut Plan<'p>, paper: PaperId, reading: &'r Reading) -> Self {
        Self { plan, paper, reading, lacks: Vec::new() }
    }

    /// The paper.
    #[must_use]
    pub const fn paper(&self) -> PaperId {
        self.paper
    }

    /// Lets a draft say `content`.
    ///
    /// # Errors
    /// The database failed.
    pub fn finding(&mut self, id: FindingId, content: finding::Content) -> Result<(), Failure> {
        let same = self.plan.states().finding(id).is_some_and(|state| state.content == content);
        let edit = finding::Command::Edit { content, reason: self.reason() };
        if same { Ok(()) } else { self.run(&Command::Finding(id, edit)).map(drop) }
    }

    /// Lets a cause say `statement`.
    ///
    /// # Errors
    /// The database failed.
    pub fn cause(&mut self, id: CauseId, statement: &str) -> Result<(), Failure> {
        let same = self.plan.states().cause(id).is_some_and(|state| state.statement == statement);
        let edit = cause::Command::Edit { statement: statement.to_owned(), reason: self.reason() };
        if same { Ok(()) } else { self.run(&Command::Cause(id, edit)).map(drop) }
    }

    /// Lets a measure say `content` and be due by `deadline`. A deadline that stands moves only by an extension; but one that was
    /// misread is no deadline, and while all findings that the measure answers are drafts, a measure that is read rightly
    /// takes its place.
    ///
    /// # Errors
    /// The database failed.
    pub fn measure(&mut self, id: MeasureId, content: measure::Content, deadline: Option<Date>) -> Result<(), Failure> {
        let Some(state) = self.plan.states().measure(id) else { return Ok(()) };
        let drafts = || state.findings.iter().filter_map(|id| self.plan.states().finding(*id));
        let moved = state.deadline.is_some() && state.deadline != deadline;
        if moved && drafts().all(|finding| finding.status == Status::Draft) {
            return self.replace(id, &state, content, deadline);
        }
        if moved {
            self.lack(
                id.into(),
                Bilingual::fixed("时限只能经延期审批改变", "a deadline moves only by an approved extension"),
            );
        }
        if state.content != content {
            let edit = measure::Command::Edit { content: Box::new(content), reason: self.reason() };
            self.run(&Command::Measure(id, edit))?;
        }
        if let Some(deadline) = deadline.filter(|_| state.deadline.is_none()) {
            self.run(&Command::Measure(id, measure::Command::SetDeadline { deadline, words: None }))?;
        }
        Ok(())
    }

    fn replace(
        &mut self,
        id: MeasureId,
        state: &measure::State,
        content: measure::Content,
        deadline: Option<Date>,
    ) -> Result<(), Failure> {
        let milestones = state.milestones.iter().filter(|milestone| milestone.is_open());
        let plan = Promise {
            content,
            deadline,
            deadline_words: state.deadline_words.clone(),
            milestones: milestones.map(|m| Milestone { reached: None, ..m.clone() }).collect(),
            commitments: state.commitments.clone(),
            checklist: state.checklist.clone(),
        };
        let new = self.plan.next()?;
        let register = measure::Command::Register {
            campaign: state.campaign,
            findings: state.findings.iter().copied().collect(),
            plan: Box::new(plan),
            sources: state.sources.clone(),
        };
        if self.run(&Command::Measure(new, register))? {
            let reason = format!("{}：更正时限，见 {new}", self.reason());
            for finding in state.findings.iter().copied() {
                let untie = measure::Command::Untie { finding, reason: reason.clone() };
                self.run(&Command::Measure(id, untie))?;
            }
            self.run(&Command::Measure(id, measure::Command::Drop { reason }))?;
            self.keep(new.into())?;
        }
        Ok(())
    }

    /// Ties a cause or measure to a finding.
    ///
    /// # Errors
    /// The database failed.
    pub fn tie(&mut self, item: Stream, finding: FindingId) -> Result<(), Failure> {
        let command = match item {
            Stream::Cause(id) => Command::Cause(id, cause::Command::Tie { finding }),
            Stream::Measure(id) => Command::Measure(id, measure::Command::Tie { finding }),
            _ => return Ok(()),
        };
        self.run(&command).map(drop)
    }

    /// Unties a cause or measure from a finding.
    ///
    /// # Errors
    /// The database failed.
    pub fn untie(&mut self, item: Stream, finding: FindingId) -> Result<(), Failure> {
        let reason = self.reason();
        let command = match item {
            Stream::Cause(id) => Command::Cause(id, cause::Command::Untie { finding }),
            Stream::Measure(id) => Command::Measure(id, measure::Command::Untie { finding, reason }),
            _ => return Ok(()),
        };
        self.run(&command).map(drop)
    }

    /// Says that an item is none: a finding is rejected, a cause withdrawn, a measure given up.
    ///
    /// # Errors
    /// The database failed.
    pub fn drop(&mut self, item: Stream, reason: &str) -> Result<(), Failure> {
        let reason = reason.to_owned();
        let command = match item {
            Stream::Finding(id) => Command::Finding(id, finding::Command::Reject { reason }),
            Stream::Cause(id) => Command::Cause(id, cause::Command::Withdraw { reason }),
            Stream::Measure(id) => Command::Measure(id, measure::Command::Drop { reason }),
            _ => return Ok(()),
        };
        self.run(&command).map(drop)
    }

    /// Lets another finding stand for one.
    ///
    /// # Errors
    /// The database failed.
    pub fn merge(&mut self, id: FindingId, into: FindingId, reason: &str) -> Result<(), Failure> {
        let merge = finding::Command::Merge { into, reason: reason.to_owned() };
        self.run(&Command::Finding(id, merge)).map(drop)
    }

    /// Registers all of `ids` that lack nothing.
    ///
    /// # Errors
    /// The database failed.
    pub fn register(&mut self, ids: impl IntoIterator<Item = FindingId>) -> Result<Registered, Failure> {
        let mut registered = Registered::default();
        for id in ids {
            match self.plan.run(&Command::Finding(id, finding::Command::Register {})) {
                Ok(()) => registered.done.push(id),
                Err(Failure::Refused(refusal)) => {
                    registered.waiting.push((id, refusal.reasons.iter().map(ledger::Reason::message).collect()));
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok(registered)
    }

    /// Goes on where nothing stands against anything.
    ///
    /// # Errors
    /// Everything that does.
    pub fn finish(self) -> Result<(), Failure> {
        if self.lacks.is_empty() {
            return Ok(());
        }
        let advice = Bilingual::fixed(
            "改好后再提交，填写的内容都还在下面",
            "mend it and send it again: what was filled in stands below",
        );
        Err(Failure::Unfit { what: self.lacks, advice })
    }

    /// Says that something stands against what was wanted of `item`.
    pub fn lack(&mut self, item: Stream, why: Bilingual) {
        self.lacks.push(Bilingual::new(format!("{item}：{}", why.zh), format!("{item}: {}", why.en)));
    }

    /// Keeps something that was entered among the paper's items.
    pub(super) fn keep(&mut self, item: Stream) -> Result<(), Failure> {
        self.run(&Command::Paper(self.paper, paper::Command::AddItem { item })).map(drop)
    }

    /// Does a command, or keeps why it is refused.
    pub(super) fn run(&mut self, command: &Command) -> Result<bool, Failure> {
        match self.plan.run(command) {
            Ok(()) => Ok(true),
            Err(Failure::Refused(refusal)) => {
                for reason in &refusal.reasons {
                    self.lack(command.stream(), reason.message());
                }
                Ok(false)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Why something is changed that was read.
    fn reason(&self) -> String {
        format!("核对材料 {}", self.paper)
    }
}
