//! The light of a measure.

use calendar::Calendar;
use jiff::civil::Date;

use super::{Light, Outlook, Why};
use crate::measure::{Owed, State, Status};
use crate::profile::Profile;

/// What the light of a measure is and will be, by the profile of its campaign.
#[must_use]
pub fn measure(state: &State, profile: &Profile, calendar: &Calendar) -> Outlook {
    match state.status {
        Status::Done => return Outlook::fixed(Light::Blue, Why::Done),
        Status::Dropped => return Outlook::fixed(Light::Blue, Why::Dropped),
        Status::Open => {}
    }
    let owed = state.owed(profile, calendar);
    let mut outlook = base(state, &owed, calendar);
    if let Some((commitment, _)) = state.exceeded() {
        outlook.base = (Light::Red, Why::CapExceeded(commitment));
    }
    for owed in owed {
        let (number, due) = (owed.commitment, owed.occurrence.due);
        outlook.yellow_from(day_after(due), Why::CheckInWaits(number, due, owed.last));
        outlook.red_from(day_after(owed.last), Why::CheckInMissed(number, due));
    }
    for (number, milestone) in (1..).zip(&state.milestones).filter(|(_, m)| m.is_open()) {
        outlook.yellow_from(profile.yellow_from(milestone.due, calendar), Why::Milestone(number, milestone.due));
    }
    if !state.runs_on() {
        if let Some(deadline) = state.deadline {
            outlook.yellow_from(profile.yellow_from(deadline, calendar), Why::DueSoon(deadline));
            outlook.red_from(day_after(deadline), Why::Overdue(deadline));
        }
        let since = state.worked_on.unwrap_or(state.registered_on);
        outlook.yellow_from(profile.lights.stalled.value.after(since, calendar), Why::Stalled(since));
    }
    outlook
}

fn base(state: &State, owed: &[Owed], calendar: &Calendar) -> Outlook {
    if state.runs_on() {
        let next = owed.iter().map(|owed| owed.occurrence.due).min();
        // Whoever still owes the first period of everything has kept nothing yet.
        let first = |owed: &Owed| {
            let commitment = state.commitment(owed.commitment);
            commitment
                .and_then(|of| of.occurrences(calendar).next())
                .is_some_and(|first| first.due == owed.occurrence.due)
        };
        let why = match next {
            Some(next) if owed.iter().all(first) => Why::FirstPeriod(next),
            next => Why::Kept(next),
        };
        Outlook::fixed(Light::Purple, why)
    } else if state.worked_on.is_some() {
        Outlook::fixed(Light::Green, Why::UnderWay(state.deadline))
    } else {
        Outlook::fixed(Light::Grey, Why::NotStarted(state.deadline))
    }
}

fn day_after(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}
