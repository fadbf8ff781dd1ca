//! Lights (亮灯) as columns, so that a filter by light is plain comparison with today.
//!
//! `red` is the first day of red, `yellow` the first day of yellow, `light` what holds before both: red where `red <= today`,
//! else yellow where `yellow <= today`, else `light`. What is red or yellow already has been so [`ALWAYS`]; what no day
//! changes turns [`NEVER`].

use calendar::Calendar;
use ledger::light::{self, Light, Outlook};
use ledger::{State, Stream, measure};

use crate::engine::Value;
use crate::snapshot::Snapshots;

const ALWAYS: &str = "0001-01-01";
/// What stands for a day that never comes.
pub(crate) const NEVER: &str = "9999-12-31";

/// The columns `light`, `yellow` and `red`. What has no outlook, for the campaign of a measure is not there, is grey.
pub(super) fn columns(outlook: Option<&Outlook>) -> [Value; 3] {
    let Some(outlook) = outlook else { return [Light::Grey.name().into(), NEVER.into(), NEVER.into()] };
    let boundaries = outlook.boundaries();
    let from = |day: Option<jiff::civil::Date>, already: bool| match day {
        _ if already => ALWAYS.into(),
        Some(day) => day.to_string().into(),
        None => NEVER.into(),
    };
    [
        boundaries.base.name().into(),
        from(boundaries.yellow_from, boundaries.base >= Light::Yellow),
        from(boundaries.red_from, boundaries.base == Light::Red),
    ]
}

/// The outlook of a measure under the profile of its campaign.
pub(super) fn of_measure(state: &measure::State, snapshots: &dyn Snapshots) -> Option<Outlook> {
    let campaign = snapshots.snapshot(&Stream::Campaign(state.campaign));
    let holidays = snapshots.snapshot(&Stream::Calendar);
    let State::Campaign(campaign) = campaign?.state else { return None };
    Some(match holidays.map(|s| s.state) {
        Some(State::Calendar(table)) => light::measure(state, &campaign.profile, &table.calendar()),
        _ => light::measure(state, &campaign.profile, Calendar::china()),
    })
}
