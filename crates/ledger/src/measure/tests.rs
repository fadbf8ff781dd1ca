//! The life of a measure: given, when, then.

use jiff::civil::{Date, date};

use super::{Command, Commitment, Content, Milestone, Plan, Slippage, Status};
use crate::profile::Kind;
use crate::testing::Story;
use crate::{
    CampaignId, EvidenceId, FindingId, MeasureId, PaperId, PersonId, PostId, Quantity, Source, States, UnitId, finding,
};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Measure(MeasureId(id), command)
}

fn draft(id: u64, campaign: u64) -> crate::Command {
    let content = finding::Content { statement: "巡检记录不全".to_owned(), ..finding::Content::default() };
    let draft = finding::Command::Draft { campaign: CampaignId(campaign), content, sources: Vec::new() };
    crate::Command::Finding(FindingId(id), draft)
}

fn content(kind: Kind) -> Content {
    Content {
        statement: "修订巡检办法".to_owned(),
        kind: Some(kind),
        owner: Some(PersonId(5)),
        lead: Some(PersonId(4)),
        ..Content::default()
    }
}

fn commitment(rule: &str, quantity: Option<u32>) -> Commitment {
    Commitment {
        text: "每月巡检不少于2次".to_owned(),
        rhythm: rule.parse().ok(),
        quantity: quantity.map(Quantity::whole),
        unit: Some("次".to_owned()),
        at_most: false,
        from: date(2026, 3, 2),
        until: None,
    }
}

fn milestone(due: Date) -> Milestone {
    Milestone { text: "完成排查".to_owned(), due, reached: None, dropped: false }
}

fn plan(kind: Kind) -> Plan {
    Plan { content: content(kind), deadline: Some(date(2026, 6, 30)), ..Plan::default() }
}

fn register(campaign: u64, findings: &[u64], plan: Plan) -> Command {
    let findings = findings.iter().copied().map(FindingId).collect();
    Command::Register { campaign: CampaignId(campaign), findings, plan: Box::new(plan), sources: Vec::new() }
}

/// M1 of the strict campaign for F1.
fn with(plan: Plan) -> Story {
    let mut story = Story::furnished();
    story.when("", draft(1, 1)).when("", to(1, register(1, &[1], plan)));
    assert!(!story.text.contains("no: "), "{}", story.text);
    story.text.clear();
    story.by(PersonId(5));
    story
}

fn state(story: &Story) -> std::sync::Arc<super::State> {
    let states: &dyn States = &story.world;
    states.measure(MeasureId(1)).unwrap()
}

#[test]
fn it_is_promised_whole_or_refused_with_everything_that_lacks() {
    let mut story = Story::furnished();
    let whole = Plan {
        milestones: vec![milestone(date(2026, 4, 30))],
        commitments: vec![commitment("FREQ=MONTHLY", Some(2))],
        checklist: vec!["巡检记录".to_owned()],
        deadline_words: Some("2026年6月底前".to_owned()),
        ..plan(Kind::Staged)
    };
    let nothing = Plan {
        content: Content {
            lead: Some(PersonId(77)),
            owner_post: Some(PostId(77)),
            unit: Some(UnitId(77)),
            cooperating: vec![UnitId(78)],
            ..Content::default()
        },
        deadline: Some(date(2026, 6, 30)),
        milestones: vec![Milestone { text: String::new(), ..milestone(date(2026, 7, 1)) }],
        commitments: vec![Commitment {
            text: String::new(),
            quantity: Some(Quantity::whole(0)),
            until: Some(date(2026, 3, 1)),
            ..commitment("FREQ=DAILY", None)
        }],
        checklist: vec![" ".to_owned()],
        ..Plan::default()
    };
    let lost = Command::Register {
        campaign: CampaignId(9),
        findings: vec![FindingId(9)],
        plan: Box::new(nothing),
        sources: vec![Source { paper: PaperId(9), passage: None, ordinal: Some(1) }],
    };
    story
        .when("", draft(1, 1))
        .when("", draft(2, 1))
        .when("promise", to(1, register(1, &[1, 2], whole.clone())))
        .when("promise again", to(1, register(1, &[1], whole)))
        .when("promise nothing", to(2, lost));
    insta::assert_snapshot!(story.text);
}

#[test]
fn a_deadline_that_is_not_given_comes_from_the_profile() {
    let mut story = Story::furnished();
    let without = |kind| Plan { deadline: None, ..plan(kind) };
    story
        .when("", draft(1, 1))
        .when("immediate", to(1, register(1, &[1], without(Kind::Immediate))))
        .when("staged", to(2, register(1, &[1], without(Kind::Staged))))
        .when("continuous", to(3, register(1, &[1], without(Kind::Continuous))));
    let states: &dyn States = &story.world;
    let deadline = |id| states.measure(MeasureId(id)).unwrap().first_deadline;
    assert_eq!(deadline(1), Some(date(2026, 5, 1)));
    assert_eq!(deadline(2), Some(date(2026, 9, 2)));
    assert_eq!(deadline(3), None);
}

#[test]
fn work_on_a_free_plan_begins_with_its_first_measure() {
    let mut story = Story::furnished();
    story
        .when("draft", draft(1, 2))
        .when("register", crate::Command::Finding(FindingId(1), finding::Command::Register {}))
        .when("promise", to(1, register(2, &[1], plan(Kind::Staged))));
    insta::assert_snapshot!(story.text);
}

#[test]
fn what_it_says_changes_with_a_reason_and_its_deadline_does_not() {
    let mut story = with(Plan { deadline: None, ..plan(Kind::Continuous) });
    let edit = |statement: &str, reason: &str| {
        let content = Content { statement: statement.to_owned(), ..content(Kind::Staged) };
        to(1, Command::Edit { content: Box::new(content), reason: reason.to_owned() })
    };
    let day = date(2026, 5, 8);
    story
        .when("edit without anything", edit("", ""))
        .when("edit", edit("修订巡检办法并培训", "补充培训"))
        .when("edit nothing", edit("修订巡检办法并培训", "补充培训"))
        .when("deadline", to(1, Command::SetDeadline { deadline: day, words: Some("五月上旬".to_owned()) }))
        .when("another deadline", to(1, Command::SetDeadline { deadline: date(2026, 8, 1), words: None }))
        .when("checklist", to(1, Command::AddChecklistItem { item: "培训签到".to_owned() }))
        .when("nothing on it", to(1, Command::AddChecklistItem { item: String::new() }))
        .when("milestone", to(1, Command::AddMilestone { milestone: milestone(day) }))
        .when("late milestone", to(1, Command::AddMilestone { milestone: milestone(date(2026, 5, 9)) }))
        .when("drop it", to(1, Command::DropMilestone { milestone: 1, reason: "并入培训".to_owned() }))
        .when("drop it again", to(1, Command::DropMilestone { milestone: 1, reason: String::new() }))
        .when("commitment", to(1, Command::AddCommitment { commitment: commitment("FREQ=WEEKLY;BYDAY=FR", None) }))
        .when("end it", end(1, date(2026, 4, 30), "改为系统记录"))
        .when("end it in the past", end(1, date(2026, 2, 1), ""))
        .when("end another", end(3, date(2026, 4, 30), "没有"));
    insta::assert_snapshot!(story.text);
}

fn end(commitment: u32, until: Date, reason: &str) -> crate::Command {
    to(1, Command::EndCommitment { commitment, until, reason: reason.to_owned() })
}

#[test]
fn findings_are_tied_and_untied_on_both_sides() {
    let mut story = with(plan(Kind::Staged));
    let untie =
        |finding: u64, reason: &str| to(1, Command::Untie { finding: FindingId(finding), reason: reason.to_owned() });
    story
        .when("", draft(2, 2))
        .when("tie", to(1, Command::Tie { finding: FindingId(2) }))
        .when("tie again", to(1, Command::Tie { finding: FindingId(2) }))
        .when("tie to nothing", to(1, Command::Tie { finding: FindingId(9) }))
        .when("untie without a reason", untie(2, ""))
        .when("untie", untie(2, "另有措施"))
        .when("untie again", untie(2, "另有措施"));
    insta::assert_snapshot!(story.text);
    story.world.check();
}

#[test]
fn work_is_told_and_shown() {
    let mut story = with(Plan {
        milestones: vec![milestone(date(2026, 4, 30))],
        checklist: vec!["巡检记录".to_owned()],
        ..plan(Kind::Staged)
    });
    let attach = |evidence: u64, item| to(1, Command::Attach { evidence: EvidenceId(evidence), item });
    let progress = |words: &str| to(1, Command::Progress { words: words.to_owned() });
    let withdraw = crate::evidence::Command::Withdraw { reason: "误传".to_owned() };
    story
        .when("report", progress("已完成东站排查。"))
        .when("report the same", progress("已完成东站排查"))
        .when("report nothing", progress(" "))
        .when("reach tomorrow", to(1, Command::Reach { milestone: 1, on: date(2026, 3, 3) }))
        .when("reach", to(1, Command::Reach { milestone: 1, on: date(2026, 3, 1) }))
        .when("reach again", to(1, Command::Reach { milestone: 1, on: date(2026, 3, 1) }))
        .when("show", attach(1, Some(1)))
        .when("show again", attach(1, Some(1)))
        .when("show for what is not owed", attach(9, Some(2)))
        .when("", crate::Command::Evidence(EvidenceId(2), withdraw))
        .when("show what was withdrawn", attach(2, None))
        .when("take back", to(1, Command::Detach { evidence: EvidenceId(1), reason: "换新版".to_owned() }))
        .when("take back again", to(1, Command::Detach { evidence: EvidenceId(1), reason: String::new() }));
    insta::assert_snapshot!(story.text);
}

fn check_in(on: Date, due: Option<Date>, quantity: Option<u32>) -> crate::Command {
    let quantity = quantity.map(Quantity::whole);
    let note = "东站、西站".to_owned();
    to(1, Command::CheckIn { commitment: 1, on, due, quantity, note, evidence: vec![EvidenceId(1)] })
}

#[test]
fn check_ins_count_for_their_period_and_late_ones_say_so() {
    let mut story = with(Plan { commitments: vec![commitment("FREQ=MONTHLY", Some(2))], ..plan(Kind::Continuous) });
    let march = Some(date(2026, 3, 31));
    story
        .on(date(2026, 3, 20))
        .when("once in March", check_in(date(2026, 3, 19), None, None))
        .when("in the future", check_in(date(2026, 3, 21), None, Some(0)))
        .on(date(2026, 4, 3))
        .when("within the grace", check_in(date(2026, 3, 30), None, None))
        .on(date(2026, 4, 8))
        .when("too late, made good", check_in(date(2026, 4, 7), march, None))
        .when("for a day that ends no period", check_in(date(2026, 4, 7), Some(date(2026, 3, 30)), None))
        .when("for a period to come", check_in(date(2026, 4, 7), Some(date(2026, 5, 31)), None))
        .when("before it began", check_in(date(2026, 3, 1), None, None))
        .when("of no commitment", to(1, nothing_owed()));
    insta::assert_snapshot!(story.text);
}

fn nothing_owed() -> Command {
    let (on, note) = (date(2026, 4, 7), String::new());
    Command::CheckIn { commitment: 4, on, due: None, quantity: None, note, evidence: vec![EvidenceId(9)] }
}

#[test]
fn extensions_have_a_reason_another_approver_a_limit_and_a_time() {
    let mut story = with(plan(Kind::Staged));
    let ask = |to_day: Date, reason: &str| to(1, Command::RequestExtension { to: to_day, reason: reason.to_owned() });
    let approve = || to(1, Command::ApproveExtension { level: None, note: "同意".to_owned() });
    let level = |key: &str| to(1, Command::ApproveExtension { level: Some(key.to_owned()), note: String::new() });
    let refuse = |reason: &str| to(1, Command::RefuseExtension { reason: reason.to_owned() });
    story
        .when("approve what nobody asked", approve())
        .when("ask for an earlier day without a reason", ask(date(2026, 6, 30), ""))
        .by(PersonId(3))
        .when("ask", ask(date(2026, 8, 31), "设备到货推迟"))
        .when("ask again", ask(date(2026, 9, 30), "设备到货推迟"))
        .when("approve one's own request", approve())
        .by(PersonId(5))
        .when("the owner approves", approve())
        .when("the owner refuses without a reason", refuse(""))
        .by(PersonId(7))
        .when("no such level", level("board"))
        .when("approve", level("office"))
        .when("approve again", approve())
        .by(PersonId(5))
        .on(date(2026, 8, 25))
        .when("ask too late", ask(date(2026, 9, 30), "汛期"))
        .on(date(2026, 8, 20))
        .when("ask in time", ask(date(2026, 9, 30), "汛期"))
        .by(PersonId(7))
        .when("refuse", refuse("可先行安装"))
        .by(PersonId(5))
        .when("ask once more", ask(date(2026, 9, 15), "汛期延长"))
        .by(PersonId(7))
        .when("approve", approve())
        .by(PersonId(5))
        .when("ask a third time", ask(date(2026, 12, 31), "再延"));
    insta::assert_snapshot!(story.text);
    let state = state(&story);
    assert_eq!((state.first_deadline, state.deadline), (Some(date(2026, 6, 30)), Some(date(2026, 9, 15))));
    assert_eq!(state.slippage(), Slippage { times: 2, days: 77 });
    story.world.check();
}

#[test]
fn it_is_done_when_everything_promised_is() {
    let mut story = with(Plan {
        milestones: vec![milestone(date(2026, 4, 30))],
        commitments: vec![Commitment { rhythm: None, ..commitment("", Some(2)) }, commitment("FREQ=WEEKLY", None)],
        ..plan(Kind::Staged)
    });
    let complete = || to(1, Command::Complete { note: "办法已印发".to_owned() });
    let reason = || "抽查不合格".to_owned();
    story
        .on(date(2026, 3, 13))
        .when("done already", complete())
        .when("reopen what is open", to(1, Command::Reopen { reason: String::new() }))
        .when("", to(1, Command::Reach { milestone: 1, on: date(2026, 3, 9) }))
        .when("", check_in(date(2026, 3, 9), None, Some(2)))
        .when("", weekly(date(2026, 3, 5)))
        .when("", weekly(date(2026, 3, 12)))
        .when("done", complete())
        .when("done again", complete())
        .when("drop what is done", to(1, Command::Drop { reason: reason() }))
        .when("reopen", to(1, Command::Reopen { reason: reason() }))
        .when("drop", to(1, Command::Drop { reason: reason() }))
        .when("report on what was dropped", to(1, Command::Progress { words: "继续".to_owned() }));
    insta::assert_snapshot!(story.text);
    assert_eq!(state(&story).status, Status::Dropped);
}

fn weekly(on: Date) -> crate::Command {
    let note = String::new();
    to(1, Command::CheckIn { commitment: 2, on, due: None, quantity: None, note, evidence: Vec::new() })
}

#[test]
fn what_runs_on_is_kept_rather_than_done() {
    let plan = Plan { commitments: vec![commitment("FREQ=MONTHLY", None)], ..plan(Kind::Continuous) };
    let mut story = with(Plan { deadline: None, ..plan.clone() });
    let complete = || to(1, Command::Complete { note: "完成".to_owned() });
    story.when("without a last day", complete());
    let mut dated = with(plan);
    dated.on(date(2026, 6, 29)).when("before its last day", complete());
    for month in 3..=6 {
        dated.when("", check_in(date(2026, month, 20), None, None));
    }
    dated.on(date(2026, 6, 30)).when("on its last day", complete());
    insta::assert_snapshot!(format!("{}\n{}", story.text, dated.text));
}

#[test]
fn a_promise_of_a_closed_finding_stays_as_it_is() {
    let mut story = Story::furnished();
    let of_finding = |command| crate::Command::Finding(FindingId(1), command);
    let grade = crate::profile::Grade::Done;
    story
        .when("", draft(1, 2))
        .when("", of_finding(finding::Command::Register {}))
        .when("", to(1, register(2, &[1], plan(Kind::Staged))))
        .when(
            "",
            to(
                2,
                register(
                    2,
                    &[1],
                    Plan { commitments: vec![commitment("FREQ=MONTHLY", None)], ..plan(Kind::Continuous) },
                ),
            ),
        )
        .by(PersonId(5))
        .when("", to(1, Command::Complete { note: String::new() }))
        .when(
            "",
            to(
                2,
                Command::CheckIn {
                    commitment: 1,
                    on: date(2026, 3, 2),
                    due: None,
                    quantity: None,
                    note: String::new(),
                    evidence: Vec::new(),
                },
            ),
        )
        .when("", of_finding(finding::Command::Submit { note: String::new() }))
        .by(PersonId(8))
        .when("", of_finding(finding::Command::Verify { grade, note: String::new() }))
        .when("", of_finding(finding::Command::Close { summary: "已落实".to_owned() }));
    assert!(!story.text.contains("no: "), "{}", story.text);
    story.text.clear();
    let reason = || "理由".to_owned();
    story
        .when("reopen", to(1, Command::Reopen { reason: reason() }))
        .when("edit", to(2, Command::Edit { content: Box::new(content(Kind::Staged)), reason: reason() }))
        .when("untie", to(2, Command::Untie { finding: FindingId(1), reason: reason() }))
        .when("tie another", to(3, register(2, &[1], plan(Kind::Staged))))
        .when("what runs on is still told", to(2, Command::Progress { words: "四月已巡检".to_owned() }));
    insta::assert_snapshot!(story.text);
}
