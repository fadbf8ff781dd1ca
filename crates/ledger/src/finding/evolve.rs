//! How events change a finding.

use jiff::Timestamp;

use super::Event;
use super::state::{Approval, LookBack, Outcome, State, Status, Verification};
use crate::profile::Step;
use crate::{Act, Actor};

/// The state after `event`, which was recorded at `at`.
#[must_use]
pub fn evolve(state: Option<State>, event: &Event, at: Timestamp) -> State {
    let mut state = state.unwrap_or_default();
    let act = |by: &Actor, words: &str| Act { by: *by, at, words: words.to_owned() };
    match event {
        Event::Drafted { campaign, content, sources } => {
            state.campaign = *campaign;
            state.content = content.clone();
            state.sources.clone_from(sources);
            state.times.drafted = at;
            state.stands(Status::Draft, at);
        }
        Event::Edited { content, .. } => {
            state.content = content.clone();
            state.substance += 1;
        }
        Event::SourceAdded { source } => state.add_source(source.clone()),
        Event::Registered { on, .. } => {
            state.times.registered_on = Some(*on);
            state.stands(Status::Registered, at);
        }
        Event::RepeatLinked { earlier } => state.repeats = Some(*earlier),
        Event::MeasureTied { measure } => {
            state.measures.insert(*measure);
            state.substance += 1;
        }
        Event::MeasureUntied { measure, .. } => {
            state.measures.remove(measure);
            state.substance += 1;
        }
        Event::CauseTied { cause } => {
            state.causes.insert(*cause);
        }
        Event::CauseUntied { cause } => {
            state.causes.remove(cause);
        }
        Event::Approved { step, level, by, note, seen } => {
            let approval = Approval { level: level.clone(), act: act(by, note), seen: seen.clone() };
            match step {
                Step::Closing => state.closing_approvals.push(approval),
                Step::Plan | Step::Extension => state.plan_approvals.push(approval),
            }
        }
        Event::Started {} => state.stands(Status::Rectifying, at),
        Event::Submitted { by, note } => {
            state.submitted = Some(act(by, note));
            state.passed = false;
            state.closing_approvals.clear();
            state.stands(Status::Submitted, at);
        }
        Event::Verified { by, grade, note, outcome, seen } => {
            let act = act(by, note);
            state.passed = *outcome == Outcome::Passed;
            state.closing_approvals.clear();
            state.verifications.push(Verification { grade: *grade, outcome: *outcome, act, seen: seen.clone() });
        }
        Event::Returned { by, reason } => state.send_back(act(by, reason)),
        Event::Closed { by, on, summary, look_backs } => {
            state.times.closed_on = Some(*on);
            state.closings.push(act(by, summary));
            state.look_backs_due.clone_from(look_backs);
            state.submitted = None;
            state.passed = false;
            state.stands(Status::Closed, at);
        }
        Event::LookedBack { by, due, on, result, note, evidence, follow_up } => {
            state.look_backs_due.retain(|day| Some(*day) != *due);
            state.look_backs.push(LookBack {
                due: *due,
                on: *on,
                result: *result,
                act: act(by, note),
                evidence: evidence.clone(),
                follow_up: *follow_up,
            });
        }
        Event::Rebounded { by, reason } => {
            state.rebounds.push(act(by, reason));
            state.times.closed_on = None;
            state.look_backs_due.clear();
            state.plan_approvals.clear();
            state.closing_approvals.clear();
            state.substance += 1;
            state.stands(Status::Rebounded, at);
        }
        Event::Settled {} => state.stands(Status::Settled, at),
        Event::Merged { into, by, reason } => {
            state.merged = Some((*into, act(by, reason)));
            state.stands(Status::Merged, at);
        }
        Event::Absorbed { from, sources, causes } => {
            state.absorbed.push(*from);
            sources.iter().for_each(|source| state.add_source(source.clone()));
            state.causes.extend(causes);
            state.substance += 1;
        }
        Event::Rejected { by, reason } => {
            state.rejected = Some(act(by, reason));
            state.stands(Status::Rejected, at);
        }
    }
    state
}

impl State {
    fn stands(&mut self, status: Status, at: Timestamp) {
        self.status = status;
        self.times.status = at;
    }

    /// A source of the same item of the same paper takes the place of the one that was kept.
    fn add_source(&mut self, source: crate::Source) {
        let same = |kept: &crate::Source| kept.paper == source.paper && kept.ordinal == source.ordinal;
        match self.sources.iter_mut().find(|kept| same(kept)) {
            Some(kept) => *kept = source,
            None => self.sources.push(source),
        }
    }

    /// A submission goes back to work; a plan, which is made of a finding that is registered or at work, is to be
    /// approved anew.
    fn send_back(&mut self, act: Act) {
        let at = act.at;
        self.returns.push(act);
        match self.status {
            Status::Submitted => {
                self.submitted = None;
                self.passed = false;
                self.closing_approvals.clear();
                self.stands(Status::Returned, at);
            }
            _ => self.plan_approvals.clear(),
        }
    }

    /// The judgement that counts now: the last one, where it let the submission that waits pass.
    #[must_use]
    pub fn passing_verification(&self) -> Option<&Verification> {
        self.verifications.last().filter(|_| self.passed)
    }
}
