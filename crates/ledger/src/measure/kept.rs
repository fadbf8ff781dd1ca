//! Whether what was promised is kept: occurrences against check-ins.

use std::collections::BTreeMap;

use calendar::Calendar;
use jiff::civil::Date;

use super::state::{Commitment, State};
use crate::profile::{Kind, Profile};
use crate::{Occurrence, Quantity};

/// A commitment with its number, for the occurrences of a measure's rhythms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The commitment's number.
    pub commitment: u32,
    /// The earliest period that owes something that was not done.
    pub occurrence: Occurrence,
    /// The last day on which a check-in for it still counts as kept.
    pub last: Date,
}

impl Commitment {
    /// Periods that owe something, in order.
    pub fn occurrences<'a>(&'a self, calendar: &'a Calendar) -> impl Iterator<Item = Occurrence> + 'a {
        let until = self.until.unwrap_or(Date::MAX);
        let all = self.rhythm.iter().flat_map(move |rhythm| rhythm.occurrences(self.from, calendar));
        all.take_while(move |period| period.due <= until)
    }

    /// Whether `done` is what one period, or a promise for once, owes. Of a cap only the report is owed: 0 keeps it too.
    #[must_use]
    pub fn is_met(&self, done: Option<Quantity>) -> bool {
        done.is_some_and(|done| self.at_most || done >= self.quantity.unwrap_or(Quantity::whole(1)))
    }
}

impl State {
    /// The commitments with their numbers.
    pub fn numbered_commitments(&self) -> impl Iterator<Item = (u32, &Commitment)> {
        (1..).zip(&self.commitments)
    }

    /// Whether it is continuing and has a rhythm to keep. Then it is neither done nor late while that is kept; a
    /// continuing measure without a rhythm is measured by its deadline, as there is nothing else to measure it by.
    #[must_use]
    pub fn runs_on(&self) -> bool {
        self.content.kind == Some(Kind::Continuous) && self.commitments.iter().any(|c| c.rhythm.is_some())
    }

    /// What was done for a commitment, by the occurrence that it counts for.
    #[must_use]
    pub fn done_by_occurrence(&self, commitment: u32) -> BTreeMap<Option<Date>, Quantity> {
        let mut done = BTreeMap::new();
        for check_in in self.check_ins.iter().filter(|check_in| check_in.commitment == commitment) {
            let sum: &mut Quantity = done.entry(check_in.due).or_default();
            *sum = sum.plus(check_in.quantity);
        }
        done
    }

    /// Of each commitment with a rhythm the earliest period that is not kept, whether it has come or not.
    #[must_use]
    pub fn owed(&self, profile: &Profile, calendar: &Calendar) -> Vec<Owed> {
        let next = |(number, commitment): (u32, &Commitment)| {
            let done = self.done_by_occurrence(number);
            let occurrence =
                commitment.occurrences(calendar).find(|o| !commitment.is_met(done.get(&Some(o.due)).copied()))?;
            let last = profile.last_day_to_check_in(occurrence.due, calendar);
            Some(Owed { commitment: number, occurrence, last })
        };
        self.numbered_commitments().filter_map(next).collect()
    }

    /// What was missed by `today`: earliest period of each commitment whose grace has run out.
    pub fn missed(&self, profile: &Profile, calendar: &Calendar, today: Date) -> impl Iterator<Item = Owed> {
        self.owed(profile, calendar).into_iter().filter(move |owed| owed.last < today)
    }

    /// A cap that the last report for it exceeds: the commitment's number and the occurrence.
    #[must_use]
    pub fn exceeded(&self) -> Option<(u32, Option<Date>)> {
        self.numbered_commitments().filter(|(_, c)| c.at_most).find_map(|(number, commitment)| {
            let done = self.done_by_occurrence(number);
            let (occurrence, sum) = done.last_key_value()?;
            (commitment.quantity.is_some_and(|most| *sum > most)).then_some((number, *occurrence))
        })
    }
}
