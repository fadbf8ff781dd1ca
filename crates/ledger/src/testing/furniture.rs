//! What a ledger has before anything is found: units, people, posts, campaigns, papers, evidence.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

use crate::profile::{
    Approvals, Deadlines, EvidenceDemands, EvidenceKind, Extensions, FindingField, Grade, Level, Lights, MeasureField,
    Sourced, Span,
};
use crate::{
    Actor, Bilingual, CampaignId, Command, Digest, EvidenceId, Given, PaperId, PersonId, PostId, Profile, UnitId,
    campaign, evidence, paper, person, post, unit,
};

/// The first day of the furniture's ledger, a Monday.
pub(super) const FIRST_DAY: Date = date(2026, 3, 2);

/// Somebody, or nobody, on a day; at eight in the morning in Shanghai.
#[must_use]
pub fn given(person: Option<PersonId>, today: Date) -> Given {
    Given { actor: person.map_or(Actor::LOCAL, Actor::local), at: morning(today), today }
}

/// Eight in the morning in Shanghai.
pub(super) fn morning(day: Date) -> Timestamp {
    let days = i64::from(crate::days_between(date(1970, 1, 1), day));
    Timestamp::UNIX_EPOCH.saturating_add((days * 24).hours()).unwrap_or(Timestamp::MAX)
}

/// Commands that furnish a ledger: units U1 to U3, persons P1 to P8, posts J1 (held by P2) and J2 (held by P3), the
/// campaigns C1 (of the strict profile) and C2 (of the lenient one), papers D1 and D2, evidence E1 to E6.
#[must_use]
pub fn furniture() -> Vec<(Command, Given)> {
    let mut commands = vec![
        unit(1, "云溪水务集团", None),
        unit(2, "供水分公司", Some(UnitId(1))),
        unit(3, "财务资产部", Some(UnitId(1))),
    ];
    let names = ["沈知行", "顾明远", "林书禾", "贺砚秋", "宋望舒", "程亦安", "许青禾", "陆见山"];
    commands.extend((1..).zip(names).map(|(id, name)| person(id, name)));
    for (id, title, holder) in [(1, "分公司经理", PersonId(2)), (2, "部门负责人", PersonId(3))] {
        let unit = UnitId(id + 1);
        commands.push(Command::Post(PostId(id), post::Command::Create { unit, title: title.to_owned() }));
        commands.push(Command::Post(PostId(id), post::Command::Fill { person: holder, from: FIRST_DAY }));
    }
    commands.push(campaign(1, "供水服务质量专项检查", strict()));
    commands.push(campaign(2, "年度管理自查", lenient()));
    commands.extend([paper(1, "检查通报.docx"), paper(2, "自查报告.docx")]);
    let kinds = [
        EvidenceKind::Record,
        EvidenceKind::Regulation,
        EvidenceKind::Voucher,
        EvidenceKind::Minutes,
        EvidenceKind::Photo,
        EvidenceKind::Report,
    ];
    commands.extend((1..).zip(kinds).map(|(id, kind)| evidence(id, kind)));
    commands.into_iter().map(|command| (command, given(None, FIRST_DAY))).collect()
}

fn unit(id: u64, name: &str, parent: Option<UnitId>) -> Command {
    Command::Unit(UnitId(id), unit::Command::Register { name: name.to_owned(), short: None, parent })
}

fn person(id: u64, name: &str) -> Command {
    let units = BTreeSet::from([UnitId(1 + id % 3)]);
    Command::Person(PersonId(id), person::Command::Register { name: name.to_owned(), units })
}

fn campaign(id: u64, theme: &str, profile: Profile) -> Command {
    let units = BTreeSet::from([UnitId(1)]);
    let content = campaign::Content { theme: theme.to_owned(), examiner: None, units, from: FIRST_DAY, until: None };
    Command::Campaign(CampaignId(id), campaign::Command::Open { content, profile: Box::new(profile) })
}

fn paper(id: u8, name: &str) -> Command {
    let content = paper::Content { name: name.to_owned(), digest: Digest([id; 32]), size: 4096, ..Default::default() };
    Command::Paper(PaperId(id.into()), paper::Command::Register { content, supersedes: None })
}

fn evidence(id: u8, kind: EvidenceKind) -> Command {
    let content =
        evidence::Content { name: format!("材料{id}.pdf"), kind, dated: FIRST_DAY, ..evidence::Content::default() };
    let command = evidence::Command::Register { digest: Digest([100 + id; 32]), size: 1024, content };
    Command::Evidence(EvidenceId(id.into()), command)
}

/// A profile that demands much: two levels for plans and closings, one for extensions, two look-backs.
#[must_use]
pub fn strict() -> Profile {
    Profile {
        name: "strict".to_owned(),
        version: "1".to_owned(),
        title: Bilingual::fixed("严", "strict"),
        aspects: vec![Bilingual::fixed("供水安全", "safety of supply")],
        finding_fields: BTreeSet::from([FindingField::Aspect, FindingField::Unit]),
        measure_fields: BTreeSet::from([MeasureField::Owner, MeasureField::Deadline]),
        deadlines: Deadlines {
            immediate: Some(sourced(Span::Days(60))),
            staged: Some(sourced(Span::Months(6))),
            continuous: None,
        },
        lights: Lights { yellow: sourced(Span::WorkingDays(5)), stalled: sourced(Span::Days(60)) },
        check_in_grace: sourced(Span::WorkingDays(3)),
        approvals: Approvals {
            plan: vec![level("unit", "单位负责人", "head of the unit"), level("office", "整改办", "office")],
            closing: vec![level("office", "整改办", "office"), level("lead", "领导小组", "leading group")],
            extension: vec![level("office", "整改办", "office")],
        },
        extensions: Extensions { most: sourced(2), ask_before: sourced(Span::WorkingDays(5)) },
        look_backs: sourced(vec![3, 6]),
        closing_grades: sourced(BTreeSet::from([Grade::Done])),
        evidence: EvidenceDemands {
            least: sourced(1),
            weak: sourced(BTreeSet::from([EvidenceKind::Minutes, EvidenceKind::Photo])),
        },
    }
}

/// A profile that demands nothing but the laws.
#[must_use]
pub fn lenient() -> Profile {
    Profile {
        name: "lenient".to_owned(),
        version: "1".to_owned(),
        title: Bilingual::fixed("宽", "lenient"),
        lights: Lights { yellow: sourced(Span::Days(7)), stalled: sourced(Span::Days(90)) },
        check_in_grace: sourced(Span::Days(0)),
        extensions: Extensions { most: sourced(9), ask_before: sourced(Span::Days(0)) },
        closing_grades: sourced(BTreeSet::from([Grade::Done, Grade::MostlyDone])),
        ..Profile::default()
    }
}

fn level(key: &str, zh: &'static str, en: &'static str) -> Level {
    Level { key: key.to_owned(), title: Bilingual::fixed(zh, en), source: "测试".to_owned() }
}

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced { value, source: "测试".to_owned() }
}
