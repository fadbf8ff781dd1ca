//! Anything, to anything.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::advance::soon;
use super::{Step, findings, later, measures, open_items};
use crate::campaign::publication::{Edition, Shown};
use crate::finding::{self, LookBackResult, Scope};
use crate::measure::{self, Commitment, Content, Milestone, Plan, Rhythm};
use crate::profile::{EvidenceKind, Grade, Kind, Step as Approving};
use crate::testing::World;
use crate::testing::furniture::{lenient, strict};
use crate::{
    CampaignId, CauseId, Command, Digest, EvidenceId, FindingId, HandOverId, MeasureId, PaperId, Passage, PersonId,
    PostId, Quantity, Source, States, Stream, UnitId, campaign, cause, evidence, hand_over, paper, person, post, unit,
};

/// Enough to tie, merge and repeat, and few enough to get somewhere with each.
const MOST_FINDINGS: usize = 6;
const MOST_MEASURES: usize = 10;

const WORDS: &str = "按要求办理";

pub(super) fn any(step: &Step, world: &World, today: Date) -> Command {
    let findings = findings(world);
    let measures = measures(world);
    if findings.is_empty() || (step.what.is_multiple_of(8) && findings.len() < MOST_FINDINGS) {
        return draft(step, &findings);
    }
    let finding = step.pick(&findings).unwrap_or_default();
    if measures.is_empty() || (step.what % 8 == 1 && measures.len() < MOST_MEASURES) {
        return register_measure(step, world, vec![finding], today);
    }
    let measure = step.pick(&measures).unwrap_or_default();
    match step.what % 8 {
        2 | 3 => Command::Finding(finding, to_finding(step, world, today)),
        4..=6 => Command::Measure(measure, to_measure(step, world, measure, today)),
        _ => around(step, world, today),
    }
}

fn draft(step: &Step, findings: &[FindingId]) -> Command {
    let id = findings.iter().max().map_or(1, |last| last.0 + 1);
    let campaign = CampaignId(1 + u64::from(step.which % 2));
    let command = finding::Command::Draft { campaign, content: content(step, id), sources: vec![source(step)] };
    Command::Finding(FindingId(id), command)
}

fn content(step: &Step, id: u64) -> finding::Content {
    finding::Content {
        statement: format!("巡检记录不全（{id}-{}）", step.how),
        manifestations: vec!["三处泵房无记录".to_owned()],
        aspect: (step.how != 1).then(|| "供水安全".to_owned()),
        scope: Some(Scope::Team),
        unit: (step.how != 2).then_some(UnitId(1 + u64::from(step.how % 3))),
        number: None,
    }
}

fn source(step: &Step) -> Source {
    let paragraph = u32::from(step.how);
    let passage = Some(Passage { paragraph, start: 0, end: 12 });
    Source { paper: PaperId(1 + u64::from(step.how % 2)), passage, ordinal: Some(u32::from(step.how % 5)) }
}

pub(super) fn register_measure(step: &Step, world: &World, findings: Vec<FindingId>, today: Date) -> Command {
    let id = measures(world).iter().max().map_or(1, |last| last.0 + 1);
    let plan = Box::new(plan(step, today));
    let campaign = CampaignId(1 + u64::from(step.which % 2));
    let findings = if step.how.is_multiple_of(17) { Vec::new() } else { findings };
    Command::Measure(
        MeasureId(id),
        measure::Command::Register { campaign, findings, plan, sources: vec![source(step)] },
    )
}

fn plan(step: &Step, today: Date) -> Plan {
    let how = step.how;
    let deadline = (!how.is_multiple_of(5)).then(|| soon(step, today));
    let milestone = Milestone { text: "完成排查".to_owned(), due: today, reached: None, dropped: false };
    Plan {
        content: measure_content(step),
        deadline,
        deadline_words: None,
        milestones: if how.is_multiple_of(4) { vec![milestone] } else { Vec::new() },
        commitments: if how.is_multiple_of(3) { vec![commitment(step, today)] } else { Vec::new() },
        checklist: if how.is_multiple_of(2) { vec!["巡检记录".to_owned()] } else { Vec::new() },
    }
}

fn measure_content(step: &Step) -> Content {
    let kinds = [None, Some(Kind::Immediate), Some(Kind::Staged), Some(Kind::Continuous), Some(Kind::Continuous)];
    let person = |n: u8| Some(PersonId(1 + u64::from(n % 8)));
    let by_post = step.which.is_multiple_of(3);
    Content {
        statement: format!("修订巡检办法并逐站落实（{}）", step.how),
        kind: kinds.get(usize::from(step.how) % kinds.len()).copied().flatten(),
        lead: if step.how.is_multiple_of(2) { person(step.which) } else { None },
        owner: if by_post { None } else { person(step.which.wrapping_add(1)) },
        owner_post: by_post.then(|| PostId(1 + u64::from(step.how % 2))),
        unit: Some(UnitId(2 + u64::from(step.which % 2))),
        ..Content::default()
    }
}

fn commitment(step: &Step, today: Date) -> Commitment {
    let rules = ["FREQ=MONTHLY", "FREQ=WEEKLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=FR"];
    let rhythm = rules.get(usize::from(step.which) % 5).and_then(|rule| rule.parse::<Rhythm>().ok());
    let at_most = rhythm.is_some() && step.which.is_multiple_of(7);
    let quantity = (!step.which.is_multiple_of(2)).then_some(Quantity::whole(2));
    let unit = Some("次".to_owned());
    Commitment {
        text: "每月检查不少于1次".to_owned(), rhythm, quantity, unit, at_most, from: today, until: None
    }
}

fn to_finding(step: &Step, world: &World, today: Date) -> finding::Command {
    let other = FindingId(1 + u64::from(step.how % 6));
    let words = if step.how.is_multiple_of(11) { String::new() } else { WORDS.to_owned() };
    let grades = [Grade::Done, Grade::Done, Grade::MostlyDone, Grade::Partly, Grade::NotDone, Grade::Impossible];
    let grade = grades.get(usize::from(step.how) % grades.len()).copied().unwrap_or(Grade::Done);
    let of = if step.how.is_multiple_of(2) { Approving::Plan } else { Approving::Closing };
    match step.how % 16 {
        0 => finding::Command::Edit { content: content(step, step.which.into()), reason: words },
        1 => finding::Command::AddSource { source: source(step) },
        2 => finding::Command::LinkRepeat { earlier: other },
        3 => finding::Command::Merge { into: other, reason: words },
        4 if step.which.is_multiple_of(3) => finding::Command::Reject { reason: words },
        5 | 6 => finding::Command::Approve { step: of, level: None, note: words },
        7 => finding::Command::Approve { step: of, level: Some("office".to_owned()), note: words },
        8 => finding::Command::Submit { note: words },
        9 | 10 => finding::Command::Verify { grade, note: words },
        11 => finding::Command::Return { reason: words },
        12 => finding::Command::Close { summary: words },
        13 => finding::Command::Register {},
        _ => {
            let results = [LookBackResult::Held, LookBackResult::Rebounded, LookBackResult::Changed];
            let result = results.get(usize::from(step.which) % 3).copied().unwrap_or(LookBackResult::Held);
            let evidence = vec![EvidenceId(1 + u64::from(step.how % 6))];
            let follow_up = findings(world).last().copied();
            finding::Command::LookBack { due: None, on: today, result, note: words, evidence, follow_up }
        }
    }
}

fn to_measure(step: &Step, world: &World, id: MeasureId, today: Date) -> measure::Command {
    let words = || if step.how.is_multiple_of(11) { String::new() } else { WORDS.to_owned() };
    let finding = findings(world).get(usize::from(step.how) % 6).copied().unwrap_or_default();
    let evidence = EvidenceId(1 + u64::from(step.which % 6));
    let states: &dyn States = world;
    let deadline = states.measure(id).and_then(|measure| measure.deadline).unwrap_or(today);
    match step.how % 24 {
        0 => measure::Command::Edit { content: Box::new(measure_content(step)), reason: words() },
        1 => measure::Command::SetDeadline { deadline: soon(step, today), words: None },
        2 => measure::Command::Tie { finding },
        3 => measure::Command::Untie { finding, reason: words() },
        4 => {
            let milestone = Milestone { text: words(), due: soon(step, today), reached: None, dropped: false };
            measure::Command::AddMilestone { milestone }
        }
        5 => measure::Command::Reach { milestone: 1, on: today },
        6 => measure::Command::DropMilestone { milestone: 1, reason: words() },
        7 => measure::Command::AddCommitment { commitment: commitment(step, today) },
        8 => measure::Command::EndCommitment { commitment: 1, until: soon(step, today), reason: words() },
        9 => measure::Command::AddChecklistItem { item: words() },
        10..=12 => measure::Command::CheckIn {
            commitment: 1 + u32::from(step.which % 2),
            on: today,
            due: None,
            quantity: (!step.how.is_multiple_of(2)).then_some(Quantity::whole(u32::from(step.which % 4))),
            note: String::new(),
            evidence: vec![evidence],
        },
        13 => measure::Command::Progress { words: words() },
        14 => measure::Command::Attach { evidence, item: Some(u32::from(step.which % 2)) },
        15 => measure::Command::Detach { evidence, reason: words() },
        16 | 17 => measure::Command::RequestExtension { to: later(deadline, step.which), reason: words() },
        18 | 19 => measure::Command::ApproveExtension { level: None, note: words() },
        20 => measure::Command::RefuseExtension { reason: words() },
        21 => measure::Command::Complete { note: words() },
        22 => measure::Command::Reopen { reason: words() },
        _ => measure::Command::Drop { reason: words() },
    }
}

/// Evidence, causes, posts, people, campaigns.
fn around(step: &Step, world: &World, today: Date) -> Command {
    let evidence = EvidenceId(1 + u64::from(step.which % 6));
    let post = PostId(1 + u64::from(step.which % 2));
    match step.how % 12 {
        0 => {
            let content = evidence::Content {
                name: "补充材料.pdf".to_owned(),
                kind: EvidenceKind::Record,
                dated: later(today, step.which % 3),
                ..evidence::Content::default()
            };
            let command = evidence::Command::Register { digest: Digest([step.which; 32]), size: 9, content };
            Command::Evidence(EvidenceId(7 + u64::from(step.which)), command)
        }
        1 => Command::Evidence(evidence, evidence::Command::Withdraw { reason: WORDS.to_owned() }),
        2 if step.which.is_multiple_of(3) => {
            let finding = findings(world).first().copied().unwrap_or_default();
            Command::Cause(CauseId(1 + u64::from(step.which % 4)), cause::Command::Untie { finding })
        }
        2 => {
            let findings = findings(world).into_iter().take(2).collect::<BTreeSet<_>>();
            let command =
                cause::Command::Register { statement: WORDS.to_owned(), findings, sources: vec![source(step)] };
            Command::Cause(CauseId(1 + u64::from(step.which % 4)), command)
        }
        3..=5 => propose(step, world, post),
        6..=8 => accept(world, post),
        9 => {
            let profile = Box::new(if step.which.is_multiple_of(2) { strict() } else { lenient() });
            let command = campaign::Command::ReplaceProfile { profile, reason: WORDS.to_owned() };
            Command::Campaign(CampaignId(1 + u64::from(step.which % 2)), command)
        }
        10 if step.which.is_multiple_of(5) => {
            let item = findings(world).first().copied().unwrap_or_default().into();
            Command::Paper(PaperId(1 + u64::from(step.which % 2)), paper::Command::AddItem { item })
        }
        10 if step.which.is_multiple_of(2) => publish(step, world),
        10 => {
            let command = person::Command::Join { unit: UnitId(1 + u64::from(step.which % 3)) };
            Command::Person(PersonId(1 + u64::from(step.which % 8)), command)
        }
        _ if step.which.is_multiple_of(4) => {
            let (successor, reason) = (step.which.is_multiple_of(8).then_some(UnitId(2)), WORDS.to_owned());
            let open = measures(world).into_iter().collect();
            Command::Unit(UnitId(3), unit::Command::Dissolve { successor, open, reason })
        }
        _ => {
            let parent = Some(UnitId(1 + u64::from(step.how % 3)));
            Command::Unit(UnitId(1 + u64::from(step.which % 3)), unit::Command::Move { parent })
        }
    }
}

fn publish(step: &Step, world: &World) -> Command {
    let states: &dyn States = world;
    let campaign = CampaignId(1 + u64::from(step.which / 2 % 2));
    let stands = |id: &FindingId| {
        states.finding(*id).is_some_and(|finding| {
            finding.campaign == campaign && finding.status != finding::Status::Draft && !finding.status.is_void()
        })
    };
    let all: BTreeSet<FindingId> = findings(world).into_iter().filter(stands).collect();
    let told = |id: &FindingId| (id.0 + u64::from(step.which)).is_multiple_of(3);
    let shown = |id: &FindingId| if told(id) { Shown::Told } else { Shown::Withheld(WORDS.to_owned()) };
    let command = campaign::Command::Publish {
        edition: Edition::ALL[usize::from(step.which / 4 % 2)],
        text: WORDS.to_owned(),
        findings: all.iter().map(|id| (*id, shown(id))).collect(),
        all,
    };
    Command::Campaign(campaign, command)
}

fn propose(step: &Step, world: &World, post: PostId) -> Command {
    let id = world.streams().filter(|(stream, _, _)| matches!(stream, Stream::HandOver(_))).count() as u64 + 1;
    let states: &dyn States = world;
    let Some(from) = states.post(post).and_then(|post| post.holder) else {
        let person = PersonId(1 + u64::from(step.which % 8));
        return Command::Post(post, post::Command::Fill { person, from: super::FIRST_DAY });
    };
    let to = PersonId(1 + u64::from(step.how % 8));
    let items = open_items(world, from, post);
    Command::HandOver(HandOverId(id), hand_over::Command::Propose { post, to, items, note: WORDS.to_owned() })
}

/// The last hand-over is accepted, with all open items as they are now.
fn accept(world: &World, post: PostId) -> Command {
    let states: &dyn States = world;
    let id = world.streams().filter(|(stream, _, _)| matches!(stream, Stream::HandOver(_))).count() as u64;
    let open = states.hand_over(HandOverId(id)).map(|hand_over| open_items(world, hand_over.from, hand_over.post));
    let open = open.unwrap_or_else(|| open_items(world, PersonId::default(), post));
    Command::HandOver(HandOverId(id), hand_over::Command::Accept { open, note: WORDS.to_owned() })
}
