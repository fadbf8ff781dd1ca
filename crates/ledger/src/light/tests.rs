//! Lights over time, and their reasons.

use std::collections::BTreeSet;

use calendar::Calendar;
use jiff::civil::{Date, date};

use super::{Boundaries, Light, Outlook, Why, finding, measure};
use crate::measure::{CheckIn, Commitment, Content, Milestone, State, Status};
use crate::profile::Kind;
use crate::testing::{lenient, strict};
use crate::{Actor, MeasureId, Quantity, finding as findings};

fn state(kind: Kind) -> State {
    State {
        content: Content { statement: "修订巡检办法".to_owned(), kind: Some(kind), ..Content::default() },
        registered_on: date(2026, 3, 2),
        first_deadline: Some(date(2026, 6, 30)),
        deadline: Some(date(2026, 6, 30)),
        ..State::default()
    }
}

fn worked(on: Date) -> State {
    State { worked_on: Some(on), ..state(Kind::Staged) }
}

fn monthly() -> Commitment {
    Commitment {
        text: "每月巡检".to_owned(),
        rhythm: "FREQ=MONTHLY".parse().ok(),
        quantity: None,
        unit: None,
        at_most: false,
        from: date(2026, 3, 2),
        until: None,
    }
}

fn check_in(due: Date, quantity: u32) -> CheckIn {
    let (quantity, evidence) = (Quantity::whole(quantity), Vec::new());
    CheckIn { commitment: 1, due: Some(due), on: due, quantity, late: false, by: Actor::LOCAL, evidence }
}

/// The days on which the light or its reason changes, from March 2026 for a year.
fn over_time(outlook: &Outlook) -> String {
    let mut lines = Vec::new();
    let mut before = None;
    let mut day = date(2026, 3, 2);
    while day < date(2027, 3, 2) {
        let judgement = outlook.on(day);
        if before.as_ref() != Some(&judgement) {
            let message = judgement.message();
            lines.push(format!("  {day} {} {} | {}", judgement.light.shape(), message.zh, message.en));
        }
        before = Some(judgement);
        day = day.tomorrow().unwrap();
    }
    lines.join("\n")
}

#[test]
fn measures_over_time() {
    let running = State { commitments: vec![monthly()], deadline: None, ..state(Kind::Continuous) };
    let kept = State { check_ins: vec![check_in(date(2026, 3, 31), 1)], ..running.clone() };
    let capped = Commitment { at_most: true, quantity: Some(Quantity::whole(2)), ..monthly() };
    let ended = Commitment { until: Some(date(2026, 4, 30)), ..monthly() };
    let milestone = |due, reached| Milestone { text: "排查".to_owned(), due, reached, dropped: false };
    let cases = [
        ("nothing done", state(Kind::Staged)),
        ("no deadline", State { deadline: None, ..state(Kind::Immediate) }),
        ("under way", worked(date(2026, 6, 1))),
        (
            "a milestone ahead",
            State {
                milestones: vec![
                    milestone(date(2026, 3, 1), Some(date(2026, 3, 1))),
                    milestone(date(2026, 4, 30), None),
                ],
                ..worked(date(2026, 4, 20))
            },
        ),
        ("a rhythm of which nothing is kept", running.clone()),
        ("a rhythm that is kept until March", kept.clone()),
        (
            "a cap that was reported and kept",
            State {
                commitments: vec![capped.clone()],
                check_ins: vec![check_in(date(2026, 3, 31), 0)],
                ..running.clone()
            },
        ),
        (
            "a cap that was exceeded",
            State { commitments: vec![capped], check_ins: vec![check_in(date(2026, 3, 31), 3)], ..running.clone() },
        ),
        (
            "a rhythm that ended and was kept",
            State {
                commitments: vec![ended],
                check_ins: vec![check_in(date(2026, 3, 31), 1), check_in(date(2026, 4, 30), 1)],
                ..running
            },
        ),
        ("continuous without a rhythm", State { worked_on: Some(date(2026, 3, 9)), ..state(Kind::Continuous) }),
        ("done", State { status: Status::Done, ..kept.clone() }),
        ("dropped", State { status: Status::Dropped, ..kept }),
    ];
    let told =
        cases.map(|(title, state)| format!("{title}\n{}", over_time(&measure(&state, &strict(), Calendar::china()))));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn findings_over_time() {
    let of = |status, measures: &[u64]| findings::State {
        status,
        measures: measures.iter().copied().map(MeasureId).collect::<BTreeSet<_>>(),
        ..findings::State::default()
    };
    let calendar = Calendar::china();
    let done = measure(&State { status: Status::Done, ..state(Kind::Staged) }, &strict(), calendar);
    let late = measure(&worked(date(2026, 6, 25)), &strict(), calendar);
    let running = State { commitments: vec![monthly()], deadline: None, ..state(Kind::Continuous) };
    let running = measure(&running, &lenient(), calendar);
    let (done, late, running) = ((MeasureId(1), &done), (MeasureId(2), &late), (MeasureId(3), &running));
    let cases = [
        ("draft", finding(&of(findings::Status::Draft, &[1]), [late])),
        ("registered without measures", finding(&of(findings::Status::Registered, &[]), [])),
        ("all measures done", finding(&of(findings::Status::Rectifying, &[1]), [done])),
        ("worst of three", finding(&of(findings::Status::Rectifying, &[1, 2, 3]), [done, late, running])),
        ("submitted", finding(&of(findings::Status::Submitted, &[1]), [done])),
        ("returned", finding(&of(findings::Status::Returned, &[1]), [done])),
        ("rebounded", finding(&of(findings::Status::Rebounded, &[1]), [done])),
        ("rebounded and answered", finding(&of(findings::Status::Rebounded, &[1, 2]), [done, late])),
        ("closed", finding(&of(findings::Status::Closed, &[3]), [running])),
    ];
    let told = cases.map(|(title, outlook)| format!("{title}\n{}", over_time(&outlook)));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn every_light_has_a_shape_of_its_own() {
    let shapes: BTreeSet<_> = Light::ALL.iter().map(|light| light.shape()).collect();
    assert_eq!(shapes.len(), Light::ALL.len());
    let names: BTreeSet<_> = Light::ALL.iter().map(|light| light.name()).collect();
    assert_eq!(names.len(), Light::ALL.len());
}

#[test]
fn a_store_can_tell_lights_by_dates_alone() {
    let day = date(2026, 6, 1);
    let boundaries = Boundaries { base: Light::Green, yellow_from: Some(day), red_from: day.tomorrow().ok() };
    assert_eq!(boundaries.on(day.yesterday().unwrap()), Light::Green);
    assert_eq!(boundaries.on(day), Light::Yellow);
    assert_eq!(boundaries.on(day.tomorrow().unwrap()), Light::Red);
    let red = Outlook::fixed(Light::Red, Why::ReboundUnanswered).boundaries();
    assert_eq!(Boundaries { yellow_from: Some(day), ..red }.on(day), Light::Red, "yellow mends no red");
}
