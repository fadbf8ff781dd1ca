//! Units, people, campaigns and evidence: few columns each, for filters, choices and other people's tools.

use ledger::{CampaignId, EvidenceId, PersonId, UnitId, campaign, evidence, person, unit};

use super::Rows;
use crate::table::{Table, int, text};

pub(crate) static UNIT: Table = Table {
    name: "unit",
    key: 1,
    columns: &[int("number"), int("parent"), text("name"), text("short"), int("dissolved")],
};

pub(crate) static PERSON: Table = Table { name: "person", key: 1, columns: &[int("number"), text("name")] };

/// Who belongs to which unit.
pub(crate) static MEMBER: Table = Table { name: "member", key: 2, columns: &[int("person"), int("unit")] };

pub(crate) static CAMPAIGN: Table = Table {
    name: "campaign",
    key: 1,
    columns: &[int("number"), text("theme"), text("profile"), text("received"), text("until"), int("concluded")],
};

pub(crate) static EVIDENCE: Table = Table {
    name: "evidence",
    key: 1,
    columns: &[
        int("number"),
        text("digest"),
        int("size"),
        text("name"),
        // Its own date, and the period that it supports; beside the day on which it was stored.
        text("dated"),
        text("supports_from"),
        text("supports_to"),
        text("stored"),
        int("withdrawn"),
    ],
};

pub(super) fn unit(id: UnitId, state: &unit::State, rows: &mut Rows) {
    rows.add(
        &UNIT,
        vec![
            id.0.into(),
            state.parent.map(|parent| parent.0).into(),
            state.name.as_str().into(),
            state.short.as_deref().into(),
            i64::from(state.dissolved.is_some()).into(),
        ],
    );
}

pub(super) fn person(id: PersonId, state: &person::State, rows: &mut Rows) {
    rows.add(&PERSON, vec![id.0.into(), state.name.as_str().into()]);
    for unit in &state.units {
        rows.add(&MEMBER, vec![id.0.into(), unit.0.into()]);
    }
}

pub(super) fn campaign(id: CampaignId, state: &campaign::State, rows: &mut Rows) {
    let content = &state.content;
    rows.add(
        &CAMPAIGN,
        vec![
            id.0.into(),
            content.theme.as_str().into(),
            state.profile.name.as_str().into(),
            content.from.to_string().into(),
            content.until.map(|day| day.to_string()).into(),
            i64::from(state.concluded.is_some()).into(),
        ],
    );
}

pub(super) fn evidence(id: EvidenceId, state: &evidence::State, rows: &mut Rows) {
    let content = &state.content;
    let period = content.period.as_ref();
    rows.add(
        &EVIDENCE,
        vec![
            id.0.into(),
            state.digest.to_string().into(),
            state.size.into(),
            content.name.as_str().into(),
            content.dated.to_string().into(),
            period.map_or(content.dated, |period| period.from).to_string().into(),
            period.map_or(content.dated, |period| period.to).to_string().into(),
            state.stored_on.to_string().into(),
            i64::from(state.withdrawn.is_some()).into(),
        ],
    );
}
