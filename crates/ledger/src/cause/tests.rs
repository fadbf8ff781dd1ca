//! Causes.

use std::collections::BTreeSet;

use super::Command;
use crate::testing::Story;
use crate::{CampaignId, CauseId, FindingId, PaperId, Source, States, finding};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Cause(CauseId(id), command)
}

fn draft(id: u64) -> crate::Command {
    let content =
        finding::Content { statement: format!("巡检记录不全（{id}）"), ..finding::Content::default() };
    let command = finding::Command::Draft { campaign: CampaignId(1), content, sources: Vec::new() };
    crate::Command::Finding(FindingId(id), command)
}

fn register(statement: &str, findings: &[u64], paper: u64) -> Command {
    Command::Register {
        statement: statement.to_owned(),
        findings: findings.iter().copied().map(FindingId).collect::<BTreeSet<_>>(),
        sources: vec![source(paper)],
    }
}

fn source(paper: u64) -> Source {
    Source { paper: PaperId(paper), passage: None, ordinal: Some(1) }
}

fn with_findings() -> Story {
    let mut story = Story::furnished();
    story.when("", draft(1)).when("", draft(2));
    story.text.clear();
    story
}

#[test]
fn a_cause_and_its_findings_know_each_other() {
    let mut story = with_findings();
    story
        .when("why", to(1, register("制度没有规定由谁记录", &[1], 1)))
        .when("read again", to(1, Command::AddSource { source: source(2) }))
        .when("it explains another", to(1, Command::Tie { finding: FindingId(2) }))
        .when("and the first no more", to(1, Command::Untie { finding: FindingId(1) }))
        .when("in better words", {
            to(1, Command::Edit { statement: "制度没有明确记录责任".to_owned(), reason: "措辞".to_owned() })
        });
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    assert!(states.finding(FindingId(1)).unwrap().causes.is_empty());
    assert_eq!(states.finding(FindingId(2)).unwrap().causes, BTreeSet::from([CauseId(1)]));
    story.text.clear();
    story.when("it was none", to(1, Command::Withdraw { reason: "查无实据".to_owned() }));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    assert!(states.finding(FindingId(2)).unwrap().causes.is_empty());
}

#[test]
fn a_cause_says_no_to_everything_at_once() {
    let mut story = with_findings();
    story
        .when("nothing, of a finding that is not there, read nowhere", to(1, register("", &[1, 9], 9)))
        .when("why", to(1, register("制度没有规定", &[1], 1)))
        .when("taken", to(1, register("制度没有规定", &[1], 1)))
        .when("tied already", to(1, Command::Tie { finding: FindingId(1) }))
        .when("not tied", to(1, Command::Untie { finding: FindingId(2) }))
        .when("the same words, without a reason", {
            to(1, Command::Edit { statement: "制度没有规定".to_owned(), reason: String::new() })
        })
        .when("read there already", to(1, Command::AddSource { source: source(1) }))
        .when("a finding is rejected", {
            let reject = finding::Command::Reject { reason: "不属实".to_owned() };
            crate::Command::Finding(FindingId(2), reject)
        })
        .when("tied to it", to(1, Command::Tie { finding: FindingId(2) }))
        .when("withdrawn", to(1, Command::Withdraw { reason: "查无实据".to_owned() }))
        .when("tied after that", to(1, Command::Tie { finding: FindingId(1) }));
    insta::assert_snapshot!(story.text);
}
