//! Papers.

use jiff::civil::date;

use super::{Command, Content, Genre};
use crate::testing::Story;
use crate::{CampaignId, Digest, FindingId, PaperId, finding};

fn to(id: u64, content: Content, supersedes: u64) -> crate::Command {
    let supersedes = (supersedes > 0).then_some(PaperId(supersedes));
    crate::Command::Paper(PaperId(id), Command::Register { content, supersedes })
}

fn content(name: &str, byte: u8, campaign: u64) -> Content {
    Content {
        name: name.to_owned(),
        digest: Digest([byte; 32]),
        size: 20_480,
        campaign: (campaign > 0).then_some(CampaignId(campaign)),
        title: Some("供水服务质量整改方案".to_owned()),
        number: Some("云水发〔2026〕3号".to_owned()),
        genre: Genre::RectificationPlan,
        date: Some(date(2026, 2, 27)),
    }
}

#[test]
fn papers_have_a_lineage() {
    let mut story = Story::furnished();
    story
        .when("a plan", to(5, content("方案.docx", 1, 1), 0))
        .when("its second version", to(6, content("方案（修订）.docx", 2, 1), 5))
        .when("its third", to(7, content("方案（定稿）.docx", 3, 1), 6));
    insta::assert_snapshot!(story.text);
}

#[test]
fn a_paper_says_no_to_everything_at_once() {
    let mut story = Story::furnished();
    story
        .when("taken, without a name, of no campaign, instead of no paper", to(1, content("", 1, 9), 9))
        .when("a plan", to(5, content("方案.docx", 1, 1), 0))
        .when("the same bytes", to(6, content("方案2.docx", 1, 1), 5))
        .when("another version", to(6, content("方案2.docx", 2, 1), 5))
        .when("a second one beside it, which is the first", to(7, content("方案3.docx", 1, 1), 5));
    insta::assert_snapshot!(story.text);
}

#[test]
fn what_people_read_from_a_paper_by_hand_is_kept_once() {
    let add = |paper, item: &str| {
        let item = item.parse().unwrap();
        crate::Command::Paper(PaperId(paper), Command::AddItem { item })
    };
    let content = finding::Content { statement: "巡检记录不全".to_owned(), ..finding::Content::default() };
    let draft = finding::Command::Draft { campaign: CampaignId(1), content, sources: Vec::new() };
    let mut story = Story::furnished();
    story
        .when("a finding", crate::Command::Finding(FindingId(1), draft))
        .when("by hand", add(1, "F1"))
        .when("again", add(1, "F1"))
        .when("of no paper, and there is no such measure", add(9, "M9"))
        .when("a person", add(1, "P1"));
    insta::assert_snapshot!(story.text);
}

#[test]
fn digests_are_written_in_hexadecimal_and_nothing_else() {
    let text = "00ff".repeat(16);
    assert_eq!(text.parse::<Digest>().unwrap().to_string(), text);
    for wrong in ["", "00ff", &"00FF".repeat(16), &"0 ff".repeat(16), &"00ff".repeat(17), &"中".repeat(32)] {
        assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
    }
}
