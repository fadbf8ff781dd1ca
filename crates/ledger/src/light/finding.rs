//! The light of a finding: the worst of its open measures.

use super::{Light, Outlook, Why};
use crate::MeasureId;
use crate::finding::{State, Status};

/// What the light of a finding is and will be; `measures` are the outlooks of all measures that are tied to it.
#[must_use]
pub fn finding<'a>(state: &State, measures: impl IntoIterator<Item = (MeasureId, &'a Outlook)>) -> Outlook {
    let own = Why::Stands(state.status);
    match state.status {
        Status::Closed => Outlook {
            yellow: state.look_backs_due.iter().min().map(|day| (*day, Why::LookBackDue(*day))),
            ..Outlook::fixed(Light::Blue, own)
        },
        Status::Settled | Status::Merged | Status::Rejected => Outlook::fixed(Light::Blue, own),
        Status::Returned => Outlook::fixed(Light::Red, own),
        Status::Draft => Outlook::fixed(Light::Grey, own),
        Status::Registered | Status::Rectifying | Status::Rebounded | Status::Submitted => {
            worst(measures).unwrap_or_else(|| without_measures(state))
        }
    }
}

/// The worst of those that are open; `None` where none is.
fn worst<'a>(measures: impl IntoIterator<Item = (MeasureId, &'a Outlook)>) -> Option<Outlook> {
    let open = measures.into_iter().filter(|(_, outlook)| outlook.base.0 != Light::Blue);
    open.map(|(id, outlook)| outlook.of(id)).reduce(|mut worst, next| {
        worst.join(next);
        worst
    })
}

fn without_measures(state: &State) -> Outlook {
    match state.status {
        Status::Rebounded => Outlook::fixed(Light::Red, Why::ReboundUnanswered),
        Status::Submitted => Outlook::fixed(Light::Green, Why::Stands(state.status)),
        _ if state.measures.is_empty() => Outlook::fixed(Light::Grey, Why::NoMeasure),
        _ => Outlook::fixed(Light::Green, Why::AllDone),
    }
}

impl Outlook {
    /// The same, told of the measure.
    fn of(&self, measure: MeasureId) -> Self {
        let of = |why: &Why| Why::Of(measure, Box::new(why.clone()));
        let due = |slot: &Option<(jiff::civil::Date, Why)>| slot.as_ref().map(|(day, why)| (*day, of(why)));
        Self { base: (self.base.0, of(&self.base.1)), yellow: due(&self.yellow), red: due(&self.red) }
    }
}
