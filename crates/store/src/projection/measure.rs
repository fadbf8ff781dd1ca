//! One row a measure, one for each finding that it answers, and what it is found by.

use std::collections::BTreeSet;

use jiff::Timestamp;
use ledger::{MeasureId, State, Stream, measure, profile};

use super::{Rows, light};
use crate::search::{self, MEASURE_TEXT};
use crate::snapshot::Snapshots;
use crate::table::{Table, int, text};

pub(crate) static MEASURE: Table = Table {
    name: "measure",
    key: 1,
    columns: &[
        int("number"),
        int("campaign"),
        int("unit"),
        int("owner"),
        int("post"),
        int("lead"),
        text("kind"),
        text("status"),
        text("heading"),
        text("statement"),
        text("first_due"),
        text("due"),
        int("slips"),
        int("slip_days"),
        text("light"),
        text("yellow"),
        text("red"),
        int("updated"),
        text("words"),
        // `extension:` and the key of the level that must decide on the extension that is asked for; empty where none is.
        text("waits"),
    ],
};

/// Which evidence was shown for which measure.
pub(crate) static SHOWN: Table = Table { name: "shown", key: 2, columns: &[int("measure"), int("evidence")] };

/// Which measure answers which finding.
pub(crate) static TIE: Table = Table { name: "tie", key: 2, columns: &[int("measure"), int("finding")] };

pub(super) fn rows(id: MeasureId, state: &measure::State, at: Timestamp, snapshots: &dyn Snapshots, rows: &mut Rows) {
    let content = &state.content;
    let slippage = state.slippage();
    let parts = content.heading.iter().chain([&content.statement]);
    let words = search::normal(&parts.map(String::as_str).collect::<Vec<_>>().join("\n"));
    let [light, yellow, red] = light::columns(light::of_measure(state, snapshots).as_ref());
    rows.add(
        &MEASURE,
        vec![
            id.0.into(),
            state.campaign.0.into(),
            content.unit.map(|unit| unit.0).into(),
            content.owner.map(|person| person.0).into(),
            content.owner_post.map(|post| post.0).into(),
            content.lead.map(|person| person.0).into(),
            content.kind.map(kind).into(),
            state.status.name().into(),
            content.heading.as_deref().into(),
            content.statement.as_str().into(),
            state.first_deadline.map(|day| day.to_string()).into(),
            state.deadline.map_or_else(|| light::NEVER.to_owned(), |day| day.to_string()).into(),
            i64::from(slippage.times).into(),
            i64::from(slippage.days).into(),
            light,
            yellow,
            red,
            at.as_microsecond().into(),
            words.as_str().into(),
            waits(state, snapshots).into(),
        ],
    );
    rows.add(&MEASURE_TEXT, vec![id.0.into(), words.into()]);
    for finding in &state.findings {
        rows.add(&TIE, vec![id.0.into(), finding.0.into()]);
    }
    let attached = state.attachments.iter().map(|attached| attached.evidence);
    let checked = state.check_ins.iter().flat_map(|check_in| check_in.evidence.iter().copied());
    for evidence in attached.chain(checked).collect::<BTreeSet<_>>() {
        rows.add(&SHOWN, vec![id.0.into(), evidence.0.into()]);
    }
}

fn waits(state: &measure::State, snapshots: &dyn Snapshots) -> String {
    let campaign = state.pending_extension().and_then(|_| snapshots.snapshot(&Stream::Campaign(state.campaign)));
    let Some(State::Campaign(campaign)) = campaign.map(|campaign| campaign.state) else { return String::new() };
    state.extension_waits(&campaign.profile).map(|level| format!("extension:{level}")).unwrap_or_default()
}

/// Its name in the table.
pub(crate) const fn kind(kind: profile::Kind) -> &'static str {
    match kind {
        profile::Kind::Immediate => "immediate",
        profile::Kind::Staged => "staged",
        profile::Kind::Continuous => "continuous",
    }
}

/// Its place in the column `kinds` of a finding.
pub(crate) const fn bit(kind: profile::Kind) -> i64 {
    match kind {
        profile::Kind::Immediate => 1,
        profile::Kind::Staged => 2,
        profile::Kind::Continuous => 4,
    }
}
