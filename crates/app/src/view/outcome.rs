//! What an act came to, and what comes next.

use ledger::finding::{self, Refusal};
use ledger::profile::Step;
use ledger::{Bilingual, CampaignId, Command, FindingId, MeasureId, Reason, Stream, measure};
use serde::Serialize;
use store::FindingQuery;

use super::{Standing, Turn, View, format};
use crate::history::Line;
use crate::{Done, Failure};

/// What an act came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// What this is, and the version of its JSON.
    pub format: String,
    /// What happened, in one sentence for each thing that it happened to; the main one first. What only mirrors another's
    /// entry is left out.
    pub happened: Vec<(Stream, Bilingual)>,
    /// What began with it.
    pub begun: Vec<Stream>,
    /// Whether the same key had done it before, so that nothing was recorded now.
    pub replayed: bool,
    /// What comes next.
    pub next: Option<Next>,
    /// Its entries.
    pub entries: Vec<Line>,
}

/// What comes next for somebody to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Next {
    /// What.
    pub words: Bilingual,
    /// The command that does it, with `…` where something is to be filled in.
    pub command: Option<Bilingual>,
    /// The act, and what it is done to.
    #[serde(skip)]
    pub turn: Option<(Stream, Turn)>,
}

impl Next {
    fn new(zh: impl Into<String>, en: impl Into<String>, command: impl Into<String>) -> Self {
        let command = command.into();
        Self::with(zh, en, Bilingual::new(command.clone(), command))
    }

    fn with(zh: impl Into<String>, en: impl Into<String>, command: Bilingual) -> Self {
        Self { words: Bilingual::new(zh.into(), en.into()), command: Some(command), turn: None }
    }

    fn by(mut self, turn: Turn, of: impl Into<Stream>) -> Self {
        self.turn = Some((of.into(), turn));
        self
    }
}

impl View<'_> {
    /// What an act came to, and what comes next.
    ///
    /// # Errors
    /// The database failed.
    pub fn outcome(&self, done: &Done) -> Result<Outcome, Failure> {
        let entries = done.entries.iter().map(|entry| self.line(entry)).collect::<Result<Vec<Line>, _>>()?;
        let works = |stream: &&Line| matches!(stream.stream, Stream::Finding(_) | Stream::Measure(_));
        let subject = entries.iter().find(works).or(entries.first()).map(|line| line.stream);
        let outcome = Outcome {
            format: format("act"),
            happened: happened(&entries),
            begun: done.begun().collect(),
            replayed: done.replayed,
            next: subject.and_then(|stream| self.next_for(stream)),
            entries,
        };
        self.sound(outcome)
    }

    /// What comes next for something; `None` where nothing is owed.
    pub(crate) fn next_for(&self, stream: Stream) -> Option<Next> {
        match stream {
            Stream::Finding(id) => self.next_for_finding(id),
            Stream::Measure(id) => self.next_for_measure(id),
            Stream::Campaign(id) => self.next_for_campaign(id),
            Stream::HandOver(id) => {
                let hand_over = self.states().hand_over(id)?;
                let waits = hand_over.status == ledger::hand_over::Status::Proposed;
                let name = self.name_of(hand_over.to);
                waits.then(|| {
                    let command = format!("bihuan hand-over accept {id} --as {}", hand_over.to);
                    Next::new(format!("由{name}接收"), format!("{name} accepts"), command)
                })
            }
            _ => None,
        }
    }

    fn next_for_campaign(&self, id: CampaignId) -> Option<Next> {
        if self.states().campaign(id)?.concluded.is_none() {
            return Some(Next::with(
                "录入材料或问题",
                "enter papers or findings",
                Bilingual::new(
                    format!("bihuan import 材料… --campaign {id}"),
                    format!("bihuan import FILE… --campaign {id}"),
                ),
            ));
        }
        let owed = finding::Status::ALL.into_iter().filter(|status| !status.is_closed() && !status.is_void());
        let query = FindingQuery { campaign: Some(id), status: owed.collect(), ..FindingQuery::all(self.today) };
        match self.reader.count_findings(&query) {
            Ok(0) => None,
            Ok(open) => Some(Next::new(
                format!("还有 {open} 个问题没有销号，照旧要办"),
                format!("findings that are not closed and stay owed: {open}"),
                format!("bihuan list --campaign {id} --sort due"),
            )),
            Err(error) => {
                self.failed.borrow_mut().get_or_insert(error);
                None
            }
        }
    }

    fn next_for_finding(&self, id: FindingId) -> Option<Next> {
        use finding::Status;
        let state = self.states().finding(id)?;
        match state.status {
            Status::Draft => Some(self.next_for_draft(id)),
            Status::Registered | Status::Rectifying | Status::Returned | Status::Rebounded => {
                self.next_for_work(id, &state)
            }
            Status::Submitted => Some(self.next_for_submitted(id, &state)),
            Status::Closed => state.look_backs_due.first().map(|day| {
                let command = format!("bihuan look-back {id} --result held --as P…");
                Next::new(format!("{day} 回头看"), format!("look back on {day}"), command).by(Turn::LookBack, id)
            }),
            Status::Settled | Status::Merged | Status::Rejected => None,
        }
    }

    fn next_for_draft(&self, id: FindingId) -> Next {
        let register = Command::Finding(id, finding::Command::Register {});
        let given = self.given();
        let command = format!("bihuan finding register {id}");
        match ledger::decide(self, &register, &given) {
            Ok(_) => Next::new("核对后登记", "check it and register it", command).by(Turn::Register, id),
            Err(refusal) => {
                let lacks = refusal.message();
                Next::new(
                    format!("补齐后登记（{}）", lacks.zh),
                    format!("complete and register it ({})", lacks.en),
                    format!("bihuan finding edit {id} …"),
                )
                .by(Turn::Edit, id)
            }
        }
    }

    fn next_for_work(&self, id: FindingId, state: &finding::State) -> Option<Next> {
        let measures = self.measures_of(state);
        let measures: Vec<_> = measures.iter().map(|(id, measure)| (*id, &**measure)).collect();
        if finding::lacks_measure(state, &measures) {
            let command = Bilingual::new(
                format!("bihuan measure add 措施 --for {id}"),
                format!("bihuan measure add TEXT --for {id}"),
            );
            return Some(Next::with("提出整改措施", "promise a measure", command).by(Turn::Plan, id));
        }
        let waiting =
            self.approvals(state, Step::Plan).into_iter().find(|approval| approval.standing != Standing::Holds);
        if let Some(level) = waiting {
            let command = format!("bihuan approve {id} --plan --as P…");
            let (zh, en) = (format!("{}批准整改方案", level.title.zh), format!("{} approves the plan", level.title.en));
            return Some(Next::new(zh, en, command).by(Turn::ApprovePlan, id));
        }
        let open = measures.iter().find(|(_, m)| m.status == measure::Status::Open && !m.runs_on());
        match open {
            Some((measure, state)) => Some(self.next_for_open(*measure, state)),
            None => Some(self.next_for_done(id)),
        }
    }

    /// All measures are done or run on: it is submitted, once nothing lacks.
    fn next_for_done(&self, id: FindingId) -> Next {
        let submit = Command::Finding(id, finding::Command::Submit { note: String::new() });
        let Err(refusal) = ledger::decide(self, &submit, &self.given()) else {
            return Next::new("提交验收", "submit it", format!("bihuan submit {id}")).by(Turn::Submit, id);
        };
        let words = refusal.message();
        let (zh, en) = (format!("补齐后提交验收（{}）", words.zh), format!("complete and submit it ({})", words.en));
        let owes = refusal.reasons.iter().find_map(|reason| match reason {
            Reason::Finding(
                Refusal::TooLittleEvidence(measure, ..)
                | Refusal::WeakEvidence(measure)
                | Refusal::ChecklistUnmet(measure, ..),
            ) => Some((*measure, evidence_for(*measure))),
            Reason::Finding(Refusal::CheckInMissed(measure, n, _) | Refusal::NeverCheckedIn(measure, n)) => {
                let command = format!("bihuan measure check-in {measure} {n}");
                Some((*measure, Bilingual::new(command.clone(), command)))
            }
            _ => None,
        });
        match owes {
            Some((measure, command)) => Next::with(zh, en, command).by(Turn::Report, measure),
            None => Next { words: Bilingual::new(zh, en), command: None, turn: None },
        }
    }

    fn next_for_submitted(&self, id: FindingId, state: &finding::State) -> Next {
        let lacks = self.lacks(id, state);
        let unverified = lacks.iter().any(|lack| {
            matches!(
                lack,
                Reason::Finding(Refusal::NotVerified | Refusal::VerificationFell(_) | Refusal::VerifierOwns(..))
            )
        });
        if unverified {
            let command = format!("bihuan verify-finding {id} --grade done --as P…");
            return Next::new("由非责任人验收", "somebody who answers for no measure verifies it", command)
                .by(Turn::Verify, id);
        }
        let level = lacks.iter().find_map(|lack| match lack {
            Reason::Finding(
                Refusal::NotApproved(Step::Closing, level) | Refusal::ApprovalFell(Step::Closing, level),
            ) => Some(level),
            _ => None,
        });
        if let Some(level) = level {
            let command = format!("bihuan approve {id} --as P…");
            let (zh, en) = (format!("{}批准销号", level.title.zh), format!("{} approves the closing", level.title.en));
            return Next::new(zh, en, command).by(Turn::ApproveClosing, id);
        }
        match lacks.first() {
            None => Next::with(
                "销号",
                "close it",
                Bilingual::new(
                    format!("bihuan close {id} --summary 成效 --as P…"),
                    format!("bihuan close {id} --summary TEXT --as P…"),
                ),
            )
            .by(Turn::Close, id),
            Some(lack) => Next { words: lack.message(), command: None, turn: None },
        }
    }

    fn next_for_measure(&self, id: MeasureId) -> Option<Next> {
        let state = self.states().measure(id)?;
        if let Some(extension) = state.pending_extension() {
            let to = extension.to;
            let command = format!("bihuan measure grant {id} --as P…");
            let (zh, en) = (format!("审批延期到 {to}"), format!("decide on the extension to {to}"));
            return Some(Next::new(zh, en, command).by(Turn::DecideExtension, id));
        }
        let findings = || state.findings.iter().copied();
        let planned = findings().find(|id| {
            self.states()
                .finding(*id)
                .is_some_and(|finding| matches!(finding.status, finding::Status::Draft | finding::Status::Registered))
        });
        match state.status {
            measure::Status::Open if planned.is_none() && !state.runs_on() => Some(self.next_for_open(id, &state)),
            _ => planned.or_else(|| findings().next()).and_then(|finding| self.next_for_finding(finding)),
        }
    }

    /// What an open measure owes before it is done.
    fn next_for_open(&self, id: MeasureId, state: &measure::State) -> Next {
        let shown = |number: u32| state.attachments.iter().any(|attached| attached.item == Some(number));
        let owed = (1..).zip(&state.checklist).find(|(number, _)| !shown(*number));
        if let Some((number, item)) = owed {
            return Next::with(
                format!("备齐佐证“{item}”"),
                format!("show evidence: {item}"),
                Bilingual::new(
                    format!("bihuan evidence add 文件 --for {id} --item {number} --dated 日期"),
                    format!("bihuan evidence add FILE --for {id} --item {number} --dated DAY"),
                ),
            )
            .by(Turn::Report, id);
        }
        let milestone = (1..).zip(&state.milestones).find(|(_, milestone)| milestone.is_open());
        if let Some((number, milestone)) = milestone {
            return Next::with(
                format!("节点“{}”，{}", milestone.text, milestone.due),
                format!("milestone “{}” by {}", milestone.text, milestone.due),
                Bilingual::new(
                    format!("bihuan measure reach {id} {number}"),
                    format!("bihuan measure reach {id} {number}"),
                ),
            )
            .by(Turn::Report, id);
        }
        Next::new(format!("{id} 做完后报完成"), format!("say that {id} is done"), format!("bihuan measure done {id}"))
            .by(Turn::Report, id)
    }
}

fn evidence_for(measure: MeasureId) -> Bilingual {
    Bilingual::new(
        format!("bihuan evidence add 文件 --for {measure} --dated 日期"),
        format!("bihuan evidence add FILE --for {measure} --dated DAY"),
    )
}

/// Kinds whose entry only tells one side what another's entry tells in full.
pub(super) const MIRRORS: [&str; 8] = [
    "finding.measure_tied",
    "finding.measure_untied",
    "finding.cause_tied",
    "finding.cause_untied",
    "unit.unit_joined",
    "unit.unit_left",
    "post.hand_over_proposed",
    "post.hand_over_declined",
];

fn happened(entries: &[Line]) -> Vec<(Stream, Bilingual)> {
    let mut all: Vec<(Stream, Vec<Bilingual>)> = Vec::new();
    for line in entries.iter().filter(|line| !MIRRORS.contains(&line.kind.as_str())) {
        match all.iter_mut().find(|(stream, _)| *stream == line.stream) {
            Some((_, said)) => said.push(line.words.clone()),
            None => all.push((line.stream, vec![line.words.clone()])),
        }
    }
    all.into_iter().map(|(stream, said)| (stream, Bilingual::joined(&said, "；", "; "))).collect()
}
