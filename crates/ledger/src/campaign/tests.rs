//! Campaigns.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::{Command, Content};
use crate::testing::{Story, lenient, strict};
use crate::{CampaignId, States, UnitId, unit};

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
