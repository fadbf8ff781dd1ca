//! Campaigns.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::publication::{Edition, Shown};
use super::{Command, Content};
use crate::finding::{self, Scope};
use crate::measure::{self, Plan};
use crate::testing::{Story, lenient, strict};
use crate::{CampaignId, FindingId, MeasureId, PersonId, States, UnitId, unit};

fn to(id: u64, command: Command) -> crate::Command {
    crate::Command::Campaign(CampaignId(id), command)
}

fn content(theme: &str, units: &[u64], until: i8) -> Content {
    Content {
        theme: theme.to_owned(),
        examiner: Some("集团审计部".to_owned()),
        units: units.iter().copied().map(UnitId).collect::<BTreeSet<_>>(),
        from: date(2026, 3, 9),
        until: Some(date(2026, 9, until)),
    }
}

fn revise(content: Content, reason: &str) -> Command {
    Command::Revise { content, reason: reason.to_owned() }
}

#[test]
fn a_campaign_opens_changes_and_ends() {
    let mut story = Story::furnished();
    story
        .when("opened", to(7, Command::Open { content: content("采购审计", &[2, 3], 8), profile: Box::new(lenient()) }))
        .when("longer", to(7, revise(content("采购审计", &[2, 3], 30), "上级延长")))
        .when("over", to(7, Command::Conclude { summary: "问题清零".to_owned() }));
    insta::assert_snapshot!(story.text);
    let states: &dyn States = &story.world;
    assert_eq!(states.campaign(CampaignId(7)).unwrap().changes.len(), 1);
}

#[test]
fn a_profile_that_is_replaced_binds_from_then_on() {
    let mut story = Story::furnished();
    let replace = |reason: &str| Command::ReplaceProfile { profile: Box::new(strict()), reason: reason.to_owned() };
    story.when("a stricter one", to(2, replace("集团新规")));
    let states: &dyn States = &story.world;
    assert_eq!(states.campaign(CampaignId(2)).unwrap().profile, strict());
    story.text.clear();
    story.when("the same again, without a reason", to(2, replace(" ")));
    insta::assert_snapshot!(story.text);
}

#[test]
fn a_campaign_says_no_to_everything_at_once() {
    let mut story = Story::furnished();
    let mut backwards = content("", &[8, 9], 1);
    backwards.until = Some(date(2026, 3, 8));
    story
        .when("taken, no theme, no such units, backwards", {
            to(1, Command::Open { content: backwards.clone(), profile: Box::new(lenient()) })
        })
        .when("one that is not there", to(9, revise(content("采购", &[1], 8), "改")))
        .when("it ends, with nothing to say", to(1, Command::Conclude { summary: String::new() }))
        .when("it ends", to(1, Command::Conclude { summary: "完成".to_owned() }))
        .when("changed after its end, and badly", to(1, revise(backwards, "")));
    insta::assert_snapshot!(story.text);
}

#[test]
fn units_that_were_dissolved_since_may_stay_in_a_campaign() {
    let mut story = Story::furnished();
    let dissolve = unit::Command::Dissolve { successor: None, open: [].into(), reason: "合并".to_owned() };
    story
        .when("opened", to(7, Command::Open { content: content("采购", &[3], 8), profile: Box::new(lenient()) }))
        .when("a unit goes", crate::Command::Unit(UnitId(3), dissolve));
    story.text.clear();
    story
        .when("longer", to(7, revise(content("采购", &[3], 30), "延长")))
        .when("a dissolved unit comes into another", to(1, revise(content("供水", &[3], 30), "扩大")));
    insta::assert_snapshot!(story.text);
}

/// Three findings of C2, the last of them one person's; the second with a measure.
fn examined() -> Story {
    let mut story = Story::furnished();
    for (id, statement) in [(1, "水表周期检定台账缺两个片区"), (2, "夜间抢修备件没有清单"), (3, "一名干部请假未报备")]
    {
        let scope = Some(if id == 3 { Scope::OnePerson } else { Scope::Team });
        let content =
            finding::Content { statement: statement.to_owned(), scope, unit: Some(UnitId(2)), ..Default::default() };
        let draft = finding::Command::Draft { campaign: CampaignId(2), content, sources: Vec::new() };
        story.when("drafted", crate::Command::Finding(FindingId(id), draft));
        story.when("registered", crate::Command::Finding(FindingId(id), finding::Command::Register {}));
    }
    let content = measure::Content { statement: "编备件清单，每月核对".to_owned(), ..Default::default() };
    let plan = Box::new(Plan { content, deadline: Some(date(2026, 4, 30)), ..Plan::default() });
    let register = measure::Command::Register {
        campaign: CampaignId(2),
        findings: [FindingId(2)].into(),
        plan,
        sources: Vec::new(),
    };
    story.when("promised", crate::Command::Measure(MeasureId(1), register));
    story.by(PersonId(1));
    story.text.clear();
    story
}

fn publish(edition: Edition, shown: &[(u64, Option<&str>)]) -> crate::Command {
    let how = |reason: &Option<&str>| reason.map_or(Shown::Told, |reason| Shown::Withheld(reason.to_owned()));
    let findings = shown.iter().map(|(id, reason)| (FindingId(*id), how(reason))).collect();
    let all = [1, 2, 3].map(FindingId).into();
    to(2, Command::Publish { edition, text: "现将整改情况公开如下。".to_owned(), findings, all })
}

#[test]
fn a_publication_tells_of_every_finding_and_a_later_one_stands_beside_it() {
    let mut story = examined();
    let withheld = Some("属个人事项");
    story
        .when("for everybody", publish(Edition::Society, &[(1, None), (2, None), (3, withheld)]))
        .when("for those inside", publish(Edition::Inside, &[(1, Some("正在核实")), (2, None), (3, None)]));
    insta::assert_snapshot!(story.text);
    story.world.check();
    let states: &dyn States = &story.world;
    let campaign = states.campaign(CampaignId(2)).unwrap();
    let counts: Vec<_> = campaign.publications.iter().map(|p| (p.edition.name(), p.told, p.withheld)).collect();
    assert_eq!(counts, [("society", 2, 1), ("inside", 2, 1)]);
}

#[test]
fn a_publication_says_no_to_everything_at_once() {
    let mut story = examined();
    story
        .when("one person's for everybody", publish(Edition::Society, &[(1, None), (2, None), (3, None)]))
        .when("left out, no reason, not there", publish(Edition::Inside, &[(1, Some(" ")), (9, None)]))
        .when("of another campaign", {
            let findings = [(FindingId(1), Shown::Told)].into();
            to(1, Command::Publish { edition: Edition::Inside, text: String::new(), findings, all: [].into() })
        })
        .when("of nothing", {
            let (findings, all) = ([].into(), [].into());
            to(1, Command::Publish { edition: Edition::Inside, text: "说明".to_owned(), findings, all })
        });
    insta::assert_snapshot!(story.text);
}

#[test]
fn what_was_published_can_be_erased_by_law_and_still_counts() {
    let mut story = examined();
    story.when("published", publish(Edition::Society, &[(1, None), (2, None), (3, Some("属个人事项"))]));
    let mut event = story.world.history().last().unwrap().event.clone();
    event.redact();
    let payload = String::from_utf8(event.to_payload()).unwrap();
    for word in ["水表", "备件", "供水分公司", "属个人事项", "现将"] {
        assert!(!payload.contains(word), "{word} in {payload}");
    }
    assert!(payload.contains("2026-04-30") && payload.contains("\"F3\""));
}
