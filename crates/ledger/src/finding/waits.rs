//! What a finding waits for next (下一步): kept in a projection, so that everybody's queue is an index.

use super::decide::seen_of;
use super::{State, Status};
use crate::MeasureId;
use crate::measure;
use crate::profile::{Level, Profile, Step};

/// What a finding waits for next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Waits {
    /// To be registered or turned down.
    Registering,
    /// A measure.
    Planning,
    /// The approval of its plan or its closing by the level of that key.
    Approval(Step, String),
    /// Its measures to be done.
    Work,
    /// To be submitted.
    Submitting,
    /// Somebody else's judgement on the evidence.
    Verifying,
    /// To be struck off.
    Closing,
    /// Look-backs.
    LookBack,
    /// Nothing more.
    Nothing,
}

impl Waits {
    /// Its name in projections and addresses.
    #[must_use]
    pub fn name(&self) -> String {
        let name = match self {
            Self::Approval(step, level) => return format!("{}:{level}", step.name()),
            Self::Registering => "register",
            Self::Planning => "plan",
            Self::Work => "work",
            Self::Submitting => "submit",
            Self::Verifying => "verify",
            Self::Closing => "close",
            Self::LookBack => "look-back",
            Self::Nothing => "",
        };
        name.to_owned()
    }
}

/// What a finding waits for next; `measures` are all that are tied to it.
#[must_use]
pub fn waits(state: &State, profile: &Profile, measures: &[(MeasureId, &measure::State)]) -> Waits {
    match state.status {
        Status::Draft => Waits::Registering,
        Status::Registered | Status::Rectifying | Status::Returned | Status::Rebounded => {
            at_work(state, profile, measures)
        }
        Status::Submitted => submitted(state, profile, measures),
        Status::Closed => Waits::LookBack,
        Status::Settled | Status::Merged | Status::Rejected => Waits::Nothing,
    }
}

fn at_work(state: &State, profile: &Profile, measures: &[(MeasureId, &measure::State)]) -> Waits {
    if lacks_measure(state, measures) {
        return Waits::Planning;
    }
    if let Some(level) = next_level(state, profile, measures, Step::Plan) {
        return Waits::Approval(Step::Plan, level.key.clone());
    }
    let open = live(measures).any(|(_, measure)| measure.status == measure::Status::Open && !measure.runs_on());
    if open { Waits::Work } else { Waits::Submitting }
}

fn submitted(state: &State, profile: &Profile, measures: &[(MeasureId, &measure::State)]) -> Waits {
    let seen = seen_of(state, measures.iter().copied(), Step::Closing);
    if state.passing_verification().is_none_or(|passed| passed.seen != seen) {
        return Waits::Verifying;
    }
    let level = next_level(state, profile, measures, Step::Closing);
    level.map_or(Waits::Closing, |level| Waits::Approval(Step::Closing, level.key.clone()))
}

/// The measures that were not given up.
fn live<'m>(
    measures: &'m [(MeasureId, &'m measure::State)],
) -> impl Iterator<Item = &'m (MeasureId, &'m measure::State)> {
    measures.iter().filter(|(_, measure)| measure.status != measure::Status::Dropped)
}

/// Whether no measure answers the finding, or none answers its last rebound.
#[must_use]
pub fn lacks_measure(state: &State, measures: &[(MeasureId, &measure::State)]) -> bool {
    let unanswered = state.rebounds.last().is_some_and(|rebound| {
        !live(measures).any(|(_, m)| m.status == measure::Status::Open || m.done_at().is_some_and(|at| at > rebound.at))
    });
    live(measures).next().is_none() || unanswered
}

/// The first level whose approval of `step` does not stand for what is seen now; `None` where all stand.
#[must_use]
pub fn next_level<'p>(
    state: &State,
    profile: &'p Profile,
    measures: &[(MeasureId, &measure::State)],
    step: Step,
) -> Option<&'p Level> {
    let seen = seen_of(state, measures.iter().copied(), step);
    let given = |key: &str| state.approvals(step).iter().any(|given| given.level == key && given.seen == seen);
    profile.levels(step).iter().find(|level| !given(&level.key))
}
