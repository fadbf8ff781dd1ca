//! The life of a finding: given, when, then.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::{Command, Content, LookBackResult, Scope, Status, lacks_before_closing};
use crate::measure::{self, Plan};
use crate::profile::{Grade, Kind, Step};
use crate::testing::{Story, given, strict};
use crate::{
    CampaignId, EvidenceId, FindingId, MeasureId, PaperId, Passage, PersonId, Source, States, UnitId, evidence,
};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Finding(FindingId(id), command)
}

fn measure(id: u64, command: measure::Command) -> crate::Command {
    crate::Command::Measure(MeasureId(id), command)
}

fn content(statement: &str) -> Content {
    Content {
        statement: statement.to_owned(),
        manifestations: vec!["东站三月份缺四次".to_owned()],
        aspect: Some("供水安全".to_owned()),
        scope: Some(Scope::Team),
        unit: Some(UnitId(2)),
        number: Some("问题7".to_owned()),
    }
}

fn draft(campaign: u64, statement: &str) -> Command {
    let passage = Some(Passage { paragraph: 12, start: 3, end: 41 });
    let sources = vec![Source { paper: PaperId(campaign), passage, ordinal: Some(7) }];
    Command::Draft { campaign: CampaignId(campaign), content: content(statement), sources }
}

/// A staged measure of P5, led by P4, that owes one item of evidence.
fn promise(campaign: u64, findings: &[u64]) -> measure::Command {
    let content = measure::Content {
        statement: "修订巡检办法".to_owned(),
        kind: Some(Kind::Staged),
        owner: Some(PersonId(5)),
        lead: Some(PersonId(4)),
        ..measure::Content::default()
    };
    let checklist = vec!["巡检记录".to_owned()];
    let plan = Box::new(Plan { content, deadline: Some(date(2026, 6, 30)), checklist, ..Plan::default() });
    let findings = findings.iter().copied().map(FindingId).collect();
    measure::Command::Register { campaign: CampaignId(campaign), findings, plan, sources: Vec::new() }
}

fn approve(step: Step) -> Command {
    Command::Approve { step, level: None, note: "同意".to_owned() }
}

fn look_back(on: jiff::civil::Date, result: LookBackResult) -> Command {
    let note = "抽查三处泵房".to_owned();
    Command::LookBack { due: None, on, result, note, evidence: vec![EvidenceId(1)], follow_up: None }
}

/// F1 of the strict campaign with M1, at work.
fn at_work() -> Story {
    let mut story = Story::furnished();
    story
        .when("draft", to(1, draft(1, "巡检记录不全")))
        .when("register", to(1, Command::Register {}))
        .when("promise", measure(1, promise(1, &[1])))
        .by(PersonId(6))
        .when("first level", to(1, approve(Step::Plan)))
        .by(PersonId(7))
        .when("second level", to(1, approve(Step::Plan)));
    story
}

fn do_the_work(story: &mut Story, id: u64) {
    let evidence = EvidenceId(1);
    story
        .by(PersonId(5))
        .when("show", measure(id, measure::Command::Attach { evidence, item: Some(1) }))
        .when("do", measure(id, measure::Command::Complete { note: "办法已印发，逐站培训".to_owned() }));
}

/// F1 closed with its work done, on the day at which the story stands.
fn judge_and_close(story: &mut Story) {
    story
        .when("submit", to(1, Command::Submit { note: "申请验收".to_owned() }))
        .by(PersonId(8))
        .when("verify", to(1, Command::Verify { grade: Grade::Done, note: "记录齐全".to_owned() }))
        .by(PersonId(6))
        .when("first level", to(1, approve(Step::Closing)))
        .by(PersonId(7))
        .when("second level", to(1, approve(Step::Closing)))
        .when("close", to(1, Command::Close { summary: "巡检记录完整率由六成升至全部".to_owned() }));
}

fn closed() -> Story {
    let mut story = at_work();
    do_the_work(&mut story, 1);
    judge_and_close(&mut story);
    story
}

/// Only what follows is told.
fn silently(mut story: Story) -> Story {
    assert!(!story.text.contains("no: "), "{}", story.text);
    story.text.clear();
    story
}

fn status(story: &Story, id: u64) -> Status {
    let states: &dyn States = &story.world;
    states.finding(FindingId(id)).unwrap().status
}

#[test]
fn from_draft_to_settled() {
    let mut story = closed();
    story
        .on(date(2026, 6, 2))
        .by(PersonId(8))
        .when("look back", to(1, look_back(date(2026, 6, 2), LookBackResult::Held)))
        .on(date(2026, 9, 3))
        .when("look back again", to(1, look_back(date(2026, 9, 3), LookBackResult::Held)));
    insta::assert_snapshot!(story.text);
    assert_eq!(status(&story, 1), Status::Settled);
    story.world.check();
}

#[test]
fn a_closing_is_refused_with_everything_that_lacks() {
    let mut story = silently(at_work());
    story.by(PersonId(4)).when("the lead closes at once", to(1, Command::Close { summary: String::new() }));
    let mut other = closed_but_for_the_closing();
    let withdraw = evidence::Command::Withdraw { reason: "并非本站记录".to_owned() };
    other
        .when("the evidence is withdrawn", crate::Command::Evidence(EvidenceId(1), withdraw))
        .when("close without it", to(1, Command::Close { summary: "完成".to_owned() }));
    insta::assert_snapshot!(format!("{}\n{}", story.text, other.text));
}

fn closed_but_for_the_closing() -> Story {
    let mut story = at_work();
    do_the_work(&mut story, 1);
    story
        .when("", to(1, Command::Submit { note: String::new() }))
        .by(PersonId(8))
        .when("", to(1, Command::Verify { grade: Grade::Done, note: String::new() }))
        .by(PersonId(6))
        .when("", to(1, approve(Step::Closing)))
        .by(PersonId(7))
        .when("", to(1, approve(Step::Closing)));
    silently(story)
}

#[test]
fn what_lacks_is_told_before_anybody_tries() {
    let mut story = at_work();
    let of = |story: &Story| lacks_before_closing(&story.world, FindingId(1), &given(None, date(2026, 3, 2)));
    assert_eq!(of(&story).len(), 7, "{:?}", of(&story));
    story = closed_but_for_the_closing();
    assert_eq!(of(&story), Vec::new());
}

#[test]
fn nobody_judges_what_they_answer_for() {
    let mut story = at_work();
    do_the_work(&mut story, 1);
    story = silently(story);
    let verify = || to(1, Command::Verify { grade: Grade::Done, note: String::new() });
    story
        .when("submit", to(1, Command::Submit { note: String::new() }))
        .when("the owner verifies", verify())
        .by(PersonId(4))
        .when("the lead verifies", verify())
        .by(PersonId(8))
        .when("somebody else verifies", verify())
        .by(PersonId(5))
        .when("the owner approves", to(1, approve(Step::Closing)))
        .by(PersonId(6))
        .when("approve", to(1, approve(Step::Closing)))
        .when("approve twice", to(1, approve(Step::Closing)))
        .by(PersonId(7))
        .when("out of turn", to(1, named_level("office")))
        .when("no such level", to(1, named_level("board")))
        .when("approve", to(1, named_level("lead")))
        .by(PersonId(5))
        .when("the owner closes", to(1, Command::Close { summary: "完成".to_owned() }));
    insta::assert_snapshot!(story.text);
}

fn named_level(level: &str) -> Command {
    Command::Approve { step: Step::Closing, level: Some(level.to_owned()), note: String::new() }
}

#[test]
fn the_operator_of_the_machine_judges_nothing() {
    let mut story = Story::furnished();
    story
        .when("", to(1, draft(1, "巡检记录不全")))
        .when("", to(1, Command::Register {}))
        .when("", measure(1, promise(1, &[1])));
    story = silently(story);
    story.when("approve without a name", to(1, approve(Step::Plan)));
    insta::assert_snapshot!(story.text);
}

#[test]
fn approvals_and_judgements_fall_with_what_they_were_given_for() {
    let mut story = closed_but_for_the_closing();
    let more = || measure(1, measure::Command::Attach { evidence: EvidenceId(3), item: None });
    story
        .by(PersonId(5))
        .when("one more file", more())
        .by(PersonId(7))
        .when("close", to(1, Command::Close { summary: "完成".to_owned() }));
    let mut plan = silently(at_work());
    let edited = measure::Content {
        statement: "修订巡检办法，并增设夜间巡检".to_owned(),
        owner: Some(PersonId(5)),
        ..measure::Content::default()
    };
    let edit = measure::Command::Edit { content: Box::new(edited), reason: "补充夜间".to_owned() };
    plan.by(PersonId(5)).when("the plan changes", measure(1, edit));
    do_the_work(&mut plan, 1);
    plan.when("submit", to(1, Command::Submit { note: String::new() }));
    insta::assert_snapshot!(format!("{}\n{}", story.text, plan.text));
}

#[test]
fn a_weak_result_goes_back_with_a_reason() {
    let mut story = at_work();
    do_the_work(&mut story, 1);
    story = silently(story);
    let verify = |note: &str| to(1, Command::Verify { grade: Grade::Partly, note: note.to_owned() });
    story
        .when("submit", to(1, Command::Submit { note: String::new() }))
        .by(PersonId(8))
        .when("verify without a note", verify(""))
        .when("verify", verify("夜间仍有缺漏"))
        .when("verify what was sent back", verify("夜间仍有缺漏"))
        .by(PersonId(5))
        .when("submit again", to(1, Command::Submit { note: "已补夜间记录".to_owned() }))
        .by(PersonId(8))
        .when("send back", to(1, Command::Return { reason: "缺培训签到".to_owned() }))
        .when("without a reason", to(1, Command::Return { reason: " ".to_owned() }));
    insta::assert_snapshot!(story.text);
    assert_eq!(status(&story, 1), Status::Returned);
}

#[test]
fn a_plan_is_sent_back_to_planning() {
    let mut story = Story::furnished();
    story
        .when("", to(1, draft(1, "巡检记录不全")))
        .when("", to(1, Command::Register {}))
        .when("", measure(1, promise(1, &[1])))
        .by(PersonId(6))
        .when("", to(1, approve(Step::Plan)));
    story = silently(story);
    story
        .by(PersonId(7))
        .when("the second level sends it back", to(1, Command::Return { reason: "责任未到岗".to_owned() }))
        .when("and approves first of all", to(1, approve(Step::Plan)));
    insta::assert_snapshot!(story.text);
    assert_eq!(status(&story, 1), Status::Registered);
}

#[test]
fn a_rebound_reopens_with_its_history_and_wants_something_new() {
    let mut story = silently(closed());
    let submit = || to(1, Command::Submit { note: String::new() });
    story
        .on(date(2026, 6, 2))
        .by(PersonId(8))
        .when("look back", to(1, look_back(date(2026, 6, 2), LookBackResult::Rebounded)))
        .by(PersonId(5))
        .when("submit as it is", submit())
        .when("promise more", measure(2, promise(1, &[1])))
        .by(PersonId(6))
        .when("", to(1, approve(Step::Plan)))
        .by(PersonId(7))
        .when("", to(1, approve(Step::Plan)))
        .on(date(2026, 6, 20));
    do_the_work(&mut story, 2);
    judge_and_close(&mut story);
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    let finding = states.finding(FindingId(1)).unwrap();
    assert_eq!((finding.closings.len(), finding.rebounds.len(), finding.look_backs.len()), (2, 1, 1));
    story.world.check();
}

proptest! {
    /// A measure for what came back is not overdue at birth: its time counts from the day on which that was seen.
    #[test]
    fn what_answers_a_rebound_has_its_time_from_there(days in 0_i64..700, late in 0_i64..20, staged in any::<bool>()) {
        let mut story = silently(closed());
        let seen = date(2026, 6, 2).saturating_add(days.days());
        let kind = if staged { Kind::Staged } else { Kind::Immediate };
        let without_deadline = |id: u64, findings: &[u64]| {
            let mut command = promise(1, findings);
            if let measure::Command::Register { plan, .. } = &mut command {
                (plan.deadline, plan.content.kind) = (None, Some(kind));
            }
            measure(id, command)
        };
        story.on(seen).by(PersonId(8)).when("", to(1, look_back(seen, LookBackResult::Rebounded)));
        story.on(seen.saturating_add(late.days())).by(PersonId(5)).when("", without_deadline(2, &[1]));
        story.when("", to(2, draft(1, "另一问题"))).when("", without_deadline(3, &[2]));
        let states: &dyn States = &story.world;
        let rule = strict().default_deadline(kind).unwrap().value;
        let due = |id| states.measure(MeasureId(id)).unwrap().deadline;
        prop_assert_eq!(due(2), Some(rule.after(seen, &states.calendar())));
        prop_assert!(due(2) > Some(seen));
        prop_assert_eq!(due(3), Some(rule.after(date(2026, 3, 2), &states.calendar())), "nothing came back of this one");
    }
}

#[test]
fn look_backs_are_refused_with_everything_that_lacks() {
    let mut story = silently(closed());
    let with = |due, on, result, note: &str, follow_up: Option<u64>| {
        let (note, follow_up) = (note.to_owned(), follow_up.map(FindingId));
        to(1, Command::LookBack { due, on, result, note, evidence: vec![EvidenceId(99)], follow_up })
    };
    let changed = LookBackResult::Changed;
    story
        .by(PersonId(5))
        .when("by the owner, too early", with(None, date(2026, 2, 1), changed, "", None))
        .by(PersonId(8))
        .when("of no scheduled day", with(Some(date(2026, 7, 1)), date(2026, 3, 3), changed, "走样", Some(1)))
        .when("before its day", with(Some(date(2026, 6, 2)), date(2026, 3, 3), LookBackResult::Held, "", None))
        .when("another form", to(2, draft(1, "巡检以照片代替")))
        .on(date(2026, 6, 2))
        .when("unknown follow-up", with(None, date(2026, 6, 2), changed, "走样", Some(9)));
    insta::assert_snapshot!(story.text);
}

#[test]
fn merging_keeps_sources_causes_and_measures() {
    let mut story = Story::furnished();
    let cause = crate::cause::Command::Register {
        statement: "制度缺失".to_owned(),
        findings: [FindingId(2)].into(),
        sources: Vec::new(),
    };
    story
        .when("", to(1, draft(1, "巡检记录不全")))
        .when("", to(1, Command::Register {}))
        .when("", to(2, draft(2, "记录缺失")))
        .when("", to(2, Command::Register {}))
        .when("", measure(1, promise(2, &[2])))
        .when("", crate::Command::Cause(crate::CauseId(1), cause));
    story = silently(story);
    story
        .by(PersonId(6))
        .when("into itself", to(2, Command::Merge { into: FindingId(2), reason: String::new() }))
        .when("merge", to(2, Command::Merge { into: FindingId(1), reason: "同一问题".to_owned() }))
        .when("merge again", to(2, Command::Merge { into: FindingId(1), reason: "同一问题".to_owned() }))
        .when("into what is gone", to(1, Command::Merge { into: FindingId(2), reason: "同一问题".to_owned() }));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    let finding = states.finding(FindingId(1)).unwrap();
    assert_eq!((finding.sources.len(), finding.causes.len(), finding.measures.len()), (2, 1, 1));
    story.world.check();
}

#[test]
fn what_it_says_is_changed_with_a_reason_and_nothing_is_assumed() {
    let mut story = Story::furnished();
    let edit =
        |statement: &str, reason: &str| to(1, Command::Edit { content: content(statement), reason: reason.to_owned() });
    let bare = Content { statement: "巡检记录不全".to_owned(), ..Content::default() };
    let blank = Content { unit: Some(UnitId(77)), ..Content::default() };
    let nowhere = Source { paper: PaperId(9), passage: None, ordinal: None };
    story
        .when(
            "a draft of nothing",
            to(1, Command::Draft { campaign: CampaignId(9), content: blank, sources: vec![nowhere.clone()] }),
        )
        .when("draft", to(1, Command::Draft { campaign: CampaignId(1), content: bare, sources: Vec::new() }))
        .when("draft again", to(1, draft(1, "巡检记录不全")))
        .when("register without what the profile wants", to(1, Command::Register {}))
        .when("edit the draft", edit("巡检记录不全", ""))
        .when("edit nothing", edit("巡检记录不全", ""))
        .when("source", to(1, Command::AddSource { source: Source { paper: PaperId(1), ..nowhere.clone() } }))
        .when("unknown source", to(1, Command::AddSource { source: nowhere }))
        .when("register", to(1, Command::Register {}))
        .when("register again", to(1, Command::Register {}))
        .when("edit without a reason", edit("夜间巡检记录不全", ""))
        .when("edit", edit("夜间巡检记录不全", "核实后更正"))
        .by(PersonId(6))
        .when("reject without a reason", to(1, Command::Reject { reason: String::new() }))
        .when("reject", to(1, Command::Reject { reason: "查无此事".to_owned() }))
        .when("edit what was rejected", edit("巡检", "再改"))
        .when("nothing of the kind", to(5, Command::Register {}));
    insta::assert_snapshot!(story.text);
}

#[test]
fn the_same_problem_in_a_later_campaign_is_linked() {
    let mut story = Story::furnished();
    story
        .when("", to(1, draft(1, "巡检记录不全")))
        .when("", to(3, draft(2, "台账缺页")))
        .on(date(2026, 5, 6))
        .when("", to(2, draft(2, "巡检记录仍不全")));
    story = silently(story);
    let link = |earlier: u64| to(2, Command::LinkRepeat { earlier: FindingId(earlier) });
    story
        .when("to itself", link(2))
        .when("of the same campaign", link(3))
        .when("link", link(1))
        .when("link again", link(1))
        .when("the earlier to the later", to(1, Command::LinkRepeat { earlier: FindingId(2) }));
    insta::assert_snapshot!(story.text);
}
