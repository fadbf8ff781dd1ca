//! One row a finding, and what it is found by.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use ledger::light::Outlook;
use ledger::profile::EvidenceKind;
use ledger::{FindingId, MeasureId, State, Stream, finding, measure};

use super::measure::bit;
use super::{Rows, light};
use crate::search::{self, FINDING_TEXT};
use crate::snapshot::{Snapshot, Snapshots};
use crate::table::{Table, int, text};

pub(crate) static FINDING: Table = Table {
    name: "finding",
    key: 1,
    columns: &[
        int("number"),
        int("campaign"),
        int("unit"),
        text("aspect"),
        text("scope"),
        text("status"),
        text("statement"),
        // As the paper writes it.
        text("label"),
        int("measures"),
        int("done"),
        // Of which kinds its measures are: the sum of `measure::bit`.
        int("kinds"),
        // The nearest deadline of its open measures at which one turns red, ISO 8601; 9999-12-31 where there is none. So what
        // is not red today, for a deadline of its measures, is due today or later: a list by deadline begins there.
        text("due"),
        // The most of its measures.
        int("slips"),
        int("slip_days"),
        int("returns"),
        int("rebounds"),
        text("light"),
        text("yellow"),
        text("red"),
        // Of the last entry of the finding and of its measures.
        int("updated"),
        // What is searched, in the form in which texts are compared.
        text("words"),
        // The day of its registration, and of its closing where it is closed.
        text("registered"),
        text("closed"),
        // The day by which its measures were to be done when they were promised; 9999-12-31 where none was named.
        text("planned"),
        // How many of its measures show nothing but evidence that the profile calls weak (纸面整改).
        int("papers"),
        // What it waits for: `Waits::name`.
        text("waits"),
        // The next day on which to look back, ISO 8601; 9999-12-31 where there is none.
        text("look_back"),
    ],
};

/// Which evidence a look-back at which finding was shown.
pub(crate) static LOOKED: Table = Table { name: "looked", key: 2, columns: &[int("finding"), int("evidence")] };

pub(super) fn rows(id: FindingId, state: &finding::State, at: Timestamp, snapshots: &dyn Snapshots, rows: &mut Rows) {
    // Those only that tie themselves to it too: a change of a measure reaches the findings that it names, and a finding that
    // was merged goes on naming the measures that left it.
    let tied: Vec<(MeasureId, Snapshot)> = state
        .measures
        .iter()
        .filter_map(|measure| Some((*measure, snapshots.snapshot(&Stream::Measure(*measure))?)))
        .filter(|(_, measure)| of(&measure.state).is_some_and(|measure| measure.findings.contains(&id)))
        .collect();
    let updated = tied.iter().map(|(_, measure)| measure.at).fold(at, Timestamp::max);
    let measures: Vec<(MeasureId, &measure::State)> =
        tied.iter().filter_map(|(id, m)| Some((*id, of(&m.state)?))).collect();
    let outlooks: Vec<(MeasureId, Outlook)> =
        measures.iter().filter_map(|(id, measure)| Some((*id, light::of_measure(measure, snapshots)?))).collect();
    let judged = |id: &MeasureId| outlooks.iter().any(|(of, _)| of == id);
    let binding = |m: &measure::State| m.status == measure::Status::Open && !m.runs_on();
    let due = measures.iter().filter(|(id, m)| judged(id) && binding(m)).filter_map(|(_, m)| m.deadline).min();
    let kinds = measures.iter().filter_map(|(_, m)| m.content.kind).fold(0, |kinds, kind| kinds | bit(kind));
    let slippage = measures.iter().map(|(_, m)| m.slippage());
    let (slips, slip_days) = slippage.fold((0, 0), |(times, days), s| (s.times.max(times), s.days.max(days)));
    let live = || measures.iter().map(|(_, m)| *m).filter(|m| m.status != measure::Status::Dropped);
    let planned = live().filter(|m| !m.runs_on()).filter_map(|m| m.first_deadline).max();
    let campaign = match snapshots.snapshot(&Stream::Campaign(state.campaign)).map(|campaign| campaign.state) {
        Some(State::Campaign(campaign)) => campaign,
        _ => Arc::default(),
    };
    let profile = &campaign.profile;
    let papers = live().filter(|m| profile.is_weak(shown(m, snapshots))).count();
    let waits = finding::waits(state, profile, &measures).name();
    let content = &state.content;
    let words = words(content);
    let outlook = ledger::light::finding(state, outlooks.iter().map(|(id, outlook)| (*id, outlook)));
    let [light, yellow, red] = light::columns(Some(&outlook));
    rows.add(
        &FINDING,
        vec![
            id.0.into(),
            state.campaign.0.into(),
            content.unit.map(|unit| unit.0).into(),
            content.aspect.as_deref().into(),
            content.scope.map(scope).into(),
            state.status.name().into(),
            content.statement.as_str().into(),
            content.number.as_deref().into(),
            (measures.len() as u64).into(),
            (measures.iter().filter(|(_, m)| m.status == measure::Status::Done).count() as u64).into(),
            kinds.into(),
            due.map_or_else(|| light::NEVER.to_owned(), |day| day.to_string()).into(),
            i64::from(slips).into(),
            i64::from(slip_days).into(),
            (state.returns.len() as u64).into(),
            (state.rebounds.len() as u64).into(),
            light,
            yellow,
            red,
            updated.as_microsecond().into(),
            words.as_str().into(),
            state.times.registered_on.map(|day| day.to_string()).into(),
            state.times.closed_on.map(|day| day.to_string()).into(),
            planned.map_or_else(|| light::NEVER.to_owned(), |day| day.to_string()).into(),
            (papers as u64).into(),
            waits.into(),
            state.look_backs_due.first().map_or_else(|| light::NEVER.to_owned(), ToString::to_string).into(),
        ],
    );
    rows.add(&FINDING_TEXT, vec![id.0.into(), words.into()]);
    for evidence in state.look_backs.iter().flat_map(|look| &look.evidence).collect::<BTreeSet<_>>() {
        rows.add(&LOOKED, vec![id.0.into(), evidence.0.into()]);
    }
}

/// The kinds of the evidence that a measure shows and that was not withdrawn.
fn shown(measure: &measure::State, snapshots: &dyn Snapshots) -> Vec<EvidenceKind> {
    let shown = measure.attachments.iter().filter_map(|shown| {
        match snapshots.snapshot(&Stream::Evidence(shown.evidence))?.state {
            State::Evidence(evidence) if evidence.withdrawn.is_none() => Some(evidence.content.kind),
            _ => None,
        }
    });
    shown.collect()
}

fn words(content: &finding::Content) -> String {
    let parts = [&content.statement].into_iter().chain(&content.manifestations).chain(&content.aspect);
    search::normal(&parts.map(String::as_str).collect::<Vec<_>>().join("\n"))
}

pub(crate) const fn scope(scope: finding::Scope) -> &'static str {
    match scope {
        finding::Scope::Team => "team",
        finding::Scope::SomeMembers => "some_members",
        finding::Scope::OnePerson => "one_person",
    }
}

/// Whose problem a row says that it is.
pub(crate) fn scope_of(name: &str) -> Option<finding::Scope> {
    finding::Scope::ALL.into_iter().find(|known| scope(*known) == name)
}

fn of(state: &State) -> Option<&measure::State> {
    if let State::Measure(state) = state { Some(state) } else { None }
}
