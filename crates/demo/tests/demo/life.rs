//! What happened: every state, light, kind and outcome that pages are to show.

use std::collections::BTreeSet;

use ledger::evidence::Handling;
use ledger::finding::{LookBackResult, Outcome, Scope, Status};
use ledger::light::Light;
use ledger::measure::{self, ExtensionOutcome, Status as Done};
use ledger::profile::{EvidenceKind, Kind, Step};
use ledger::{EvidenceId, RegulationId, State};

use crate::{app, built, finding_states, findings, measure_states, measures, states, view};

const KINDS: [EvidenceKind; 8] = [
    EvidenceKind::Minutes,
    EvidenceKind::Notice,
    EvidenceKind::Photo,
    EvidenceKind::Regulation,
    EvidenceKind::Voucher,
    EvidenceKind::Record,
    EvidenceKind::Report,
    EvidenceKind::Other,
];

fn evidence() -> Vec<(EvidenceId, ledger::evidence::State)> {
    states(|state| if let State::Evidence(state) = state { Some((*state).clone()) } else { None })
}

#[test]
fn findings_stand_everywhere() {
    let all = findings(&view());
    assert!((80..=90).contains(&all.len()), "{}", all.len());
    for status in Status::ALL {
        assert!(all.iter().any(|finding| finding.status.name == status.name()), "{status:?}");
    }
    let scopes: BTreeSet<_> = finding_states().into_iter().filter_map(|(_, finding)| finding.content.scope).collect();
    assert_eq!(scopes, BTreeSet::from([Scope::Team, Scope::SomeMembers, Scope::OnePerson]));
    let units: BTreeSet<_> = finding_states().into_iter().filter_map(|(_, finding)| finding.content.unit).collect();
    assert!(units.len() >= 10, "{units:?}");
}

#[test]
fn all_lights_are_on() {
    let view = view();
    for light in Light::ALL {
        let on = |told: &str| told == light.name();
        assert!(findings(&view).iter().any(|finding| on(finding.light.light)), "no finding is {light:?}");
        assert!(measures(&view).iter().any(|measure| on(measure.light.light)), "no measure is {light:?}");
    }
}

#[test]
fn measures_are_of_each_kind_and_end_in_each_way() {
    let all = measure_states();
    for kind in [Kind::Immediate, Kind::Staged, Kind::Continuous] {
        assert!(all.iter().any(|(_, measure)| measure.content.kind == Some(kind)), "{kind:?}");
    }
    for status in [Done::Open, Done::Done, Done::Dropped] {
        assert!(all.iter().any(|(_, measure)| measure.status == status), "{status:?}");
    }
    for outcome in [ExtensionOutcome::Pending, ExtensionOutcome::Granted, ExtensionOutcome::Refused] {
        let any = all.iter().any(|(_, measure)| measure.extensions.iter().any(|asked| asked.outcome == outcome));
        assert!(any, "{outcome:?}");
    }
    assert!(all.iter().any(|(_, measure)| measure.slippage().days > 60));
    assert!(all.iter().any(|(_, measure)| measure.content.owner_post.is_some()), "one is owned by a post");
    // Drafts lack things: who, by when, of what kind.
    assert!(all.iter().any(|(_, measure)| measure.content.owner.is_none() && measure.deadline.is_none()));
    assert!(finding_states().iter().any(|(_, finding)| finding.measures.is_empty()));
}

#[test]
fn promises_are_kept_late_missed_and_exceeded() {
    let view = view();
    let (all, calendar) = (measure_states(), view.calendar().unwrap());
    let profile = |measure: &measure::State| view.campaign(measure.campaign).unwrap().unwrap().profile.clone();
    let missed = |measure: &measure::State| measure.missed(&profile(measure), &calendar, view.today).next().is_some();
    let open = || all.iter().map(|(_, measure)| measure).filter(|measure| measure.status == Done::Open);
    assert!(open().any(|measure| measure.runs_on() && measure.check_ins.len() > 8 && !missed(measure)));
    assert!(open().any(|measure| measure.runs_on() && !measure.check_ins.is_empty() && missed(measure)));
    assert!(all.iter().any(|(_, measure)| measure.check_ins.iter().any(|done| done.late)));
    assert!(open().any(|measure| measure.exceeded().is_some()));
    let targets = || open().flat_map(|measure| &measure.milestones);
    assert!(targets().any(|target| target.reached.is_some_and(|on| on <= target.due)));
    assert!(targets().any(|target| target.reached.is_some_and(|on| on > target.due)));
    assert!(targets().any(|target| target.is_open() && target.due < view.today));
    assert!(targets().any(|target| target.is_open() && target.due > view.today));
    assert!(all.iter().any(|(_, measure)| measure.progress.iter().any(|report| report.repeated)));
}

#[test]
fn evidence_is_of_each_kind_and_can_be_read() {
    let all = evidence();
    for kind in KINDS {
        assert!(all.iter().any(|(_, evidence)| evidence.content.kind == kind), "{kind:?}");
    }
    for handling in [Handling::Public, Handling::Internal, Handling::Restricted] {
        assert!(all.iter().any(|(_, evidence)| evidence.content.handling == handling), "{handling:?}");
    }
    assert!(all.iter().any(|(_, evidence)| evidence.content.period.is_some()));
    assert!(all.iter().any(|(_, evidence)| evidence.withdrawn.is_some()));
    for (id, evidence) in &all {
        let mut bytes = Vec::new();
        let name = app().fetch(*id, &mut bytes).unwrap();
        assert_eq!(bytes.len() as u64, evidence.size, "{name}");
        if let Some(line) = evidence.content.note.as_deref().filter(|_| !name.ends_with(".png")) {
            let read = document::read(&bytes, &name).unwrap();
            let text: String = read.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
            let first: String = line.chars().take_while(|c| *c != '|').collect();
            assert!(text.contains(&first), "{name} says {text:?}");
        } else {
            assert_eq!(bytes.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()), "{name}");
        }
    }
}

#[test]
fn some_of_it_looks_fake() {
    let files = evidence();
    let of = |id: EvidenceId| files.iter().find(|(file, _)| *file == id).map(|(_, state)| state).unwrap();
    let all = measure_states();
    let paper = |measure: &measure::State| {
        let kinds = || measure.attachments.iter().map(|shown| of(shown.evidence).content.kind);
        kinds().count() > 0 && kinds().all(|kind| [EvidenceKind::Minutes, EvidenceKind::Notice].contains(&kind))
    };
    assert!(all.iter().any(|(_, measure)| measure.status == Done::Open && paper(measure)));
    let uses = |file: EvidenceId| {
        all.iter().filter(|(_, measure)| measure.attachments.iter().any(|shown| shown.evidence == file)).count()
    };
    assert!(files.iter().any(|(id, _)| uses(*id) >= 5), "one file for many items");
    let after = |measure: &measure::State| {
        let done = measure.done_on.filter(|_| !measure.attachments.is_empty());
        done.is_some_and(|done| measure.attachments.iter().all(|shown| of(shown.evidence).content.dated > done))
    };
    assert!(all.iter().any(|(_, measure)| after(measure)), "evidence that is younger than what it shows");
}

#[test]
fn findings_are_judged_approved_looked_at_again_and_tied_to_each_other() {
    let all = finding_states();
    for outcome in [Outcome::Passed, Outcome::Returned] {
        assert!(all.iter().any(|(_, finding)| finding.verifications.iter().any(|of| of.outcome == outcome)));
    }
    let waiting = all.iter().filter(|(_, finding)| finding.status == Status::Submitted);
    let levels: BTreeSet<usize> = waiting.map(|(_, finding)| finding.approvals(Step::Closing).len()).collect();
    assert_eq!(levels, BTreeSet::from([0, 1]));
    for result in [LookBackResult::Held, LookBackResult::Rebounded, LookBackResult::Changed] {
        assert!(all.iter().any(|(_, finding)| finding.look_backs.iter().any(|look| look.result == result)));
    }
    assert!(all.iter().any(|(_, finding)| finding.look_backs.iter().any(|look| !look.evidence.is_empty())));
    assert!(all.iter().filter(|(_, finding)| finding.repeats.is_some()).count() >= 3);
    assert!(all.iter().any(|(_, finding)| !finding.absorbed.is_empty()));
    assert!(all.iter().any(|(_, finding)| !finding.causes.is_empty()));
    assert!(all.iter().any(|(_, finding)| finding.status == Status::Rebounded && finding.measures.len() > 1));
}

#[test]
fn regulations_are_tied_by_clauses_and_in_name_only() {
    let all: Vec<(RegulationId, ledger::regulation::State)> =
        states(|state| if let State::Regulation(state) = state { Some((*state).clone()) } else { None });
    let clauses = || all.iter().flat_map(|(_, regulation)| regulation.ties.values().map(|tie| tie.clause.is_some()));
    assert!(clauses().any(|clause| clause) && clauses().any(|clause| !clause));
    assert!(all.iter().any(|(_, regulation)| !regulation.amendments.is_empty()));
    assert!(all.iter().any(|(_, regulation)| regulation.abolished.is_some()));
    assert!(all.iter().any(|(_, regulation)| regulation.content.text.is_some()));
}

/// Weekends, holidays and the ends of months fall elsewhere each time; what is shown must not.
#[test]
fn whenever_it_is_looked_at_it_shows_the_same() {
    let names = |view: &app::View<'_>| findings(view).into_iter().map(|of| of.status.name).collect::<Vec<_>>();
    let usual = names(&view());
    for until in ["2026-02-24T01:00:00Z", "2026-10-08T09:00:00Z", "2028-02-29T15:59:59Z"] {
        let (_folder, demo) = built(until);
        let view = demo.app.view().unwrap();
        assert_eq!(names(&view), usual, "{until}");
        let lights: BTreeSet<_> = findings(&view).into_iter().map(|finding| finding.light.light).collect();
        assert_eq!(lights.len(), Light::ALL.len(), "{until}: {lights:?}");
    }
}
