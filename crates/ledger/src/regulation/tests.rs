//! Regulations.

use jiff::civil::{Date, date};

use super::{Command, Content, Tie};
use crate::testing::Story;
use crate::{CampaignId, EvidenceId, FindingId, RegulationId, States, UnitId, finding};

fn to(command: Command) -> crate::Command {
    crate::Command::Regulation(RegulationId(1), command)
}

fn content(title: &str) -> Content {
    Content {
        title: title.to_owned(),
        number: Some("云水制〔2026〕5号".to_owned()),
        issuer: Some(UnitId(1)),
        text: Some(EvidenceId(2)),
    }
}

fn adopt(title: &str, on: Date) -> Command {
    Command::Adopt { content: content(title), on }
}

fn tie(clause: Option<&str>) -> Command {
    let tie = Tie { loophole: Some("无人负责记录".to_owned()), clause: clause.map(str::to_owned) };
    Command::Tie { finding: FindingId(1), tie }
}

fn with_finding() -> Story {
    let mut story = Story::furnished();
    let content = finding::Content { statement: "巡检记录不全".to_owned(), ..finding::Content::default() };
    let draft = finding::Command::Draft { campaign: CampaignId(1), content, sources: Vec::new() };
    story.when("", crate::Command::Finding(FindingId(1), draft));
    story.text.clear();
    story.on(date(2026, 6, 30));
    story
}

#[test]
fn a_regulation_is_adopted_tied_amended_and_abolished() {
    let mut story = with_finding();
    story
        .when("adopted", to(adopt("巡检管理办法", date(2026, 5, 1))))
        .when("by rule in name only", to(tie(None)))
        .when("with its clause", to(tie(Some("第八条"))))
        .when("amended", {
            let content = content("巡检管理办法（修订）");
            to(Command::Amend { content, on: date(2026, 6, 1), reason: "补充夜间巡检".to_owned() })
        })
        .when("the finding is answered otherwise", to(Command::Untie { finding: FindingId(1) }))
        .when("abolished", to(Command::Abolish { on: date(2026, 6, 30), reason: "并入新规".to_owned() }));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    assert!(states.regulation(RegulationId(1)).unwrap().ties.is_empty());
}

#[test]
fn a_regulation_says_no_to_everything_at_once() {
    let mut story = with_finding();
    let reject = finding::Command::Reject { reason: "不属实".to_owned() };
    let abolish = |day| Command::Abolish { on: day, reason: String::new() };
    story
        .when("no title, no such issuer, no such text, tomorrow", {
            let content = Content { issuer: Some(UnitId(9)), text: Some(EvidenceId(99)), ..Content::default() };
            to(Command::Adopt { content, on: date(2026, 7, 1) })
        })
        .when("one that is not there", to(tie(None)))
        .when("adopted", to(adopt("巡检管理办法", date(2026, 5, 1))))
        .when("taken", to(adopt("巡检管理办法", date(2026, 5, 1))))
        .when("abolished before it was adopted, without a reason", to(abolish(date(2026, 4, 30))))
        .when("not tied", to(Command::Untie { finding: FindingId(1) }))
        .when("tied", to(tie(Some("第八条"))))
        .when("the same", to(tie(Some("第八条"))))
        .when("the finding is rejected", crate::Command::Finding(FindingId(1), reject))
        .when("tied anew", to(tie(Some("第九条"))))
        .when("abolished", to(Command::Abolish { on: date(2026, 6, 1), reason: "并入".to_owned() }))
        .when("amended after that", {
            to(Command::Amend { content: content("办法"), on: date(2026, 6, 2), reason: "改".to_owned() })
        });
    insta::assert_snapshot!(story.text);
}
