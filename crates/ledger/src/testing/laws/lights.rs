//! Law 6: lights are a function of state, profile, calendar and day, and explain themselves. Law 4: what continues is
//! red where it missed something, and never late.

use jiff::ToSpan;
use jiff::civil::Date;

use super::book::{Book, MeasurePage};
use super::closing::{missed, runs_on};
use crate::finding::Status;
use crate::light::{self, Light, Outlook};
use crate::testing::World;
use crate::{MeasureId, State, States, Stream, finding};

pub(super) fn check(world: &World, book: &Book) {
    let Some(last) = world.history().last() else { return };
    let states: &dyn States = world;
    let calendar = calendar::Calendar::china();
    let mut outlooks = Vec::new();
    for (stream, _, state) in world.streams() {
        let (Stream::Measure(id), State::Measure(state)) = (stream, state) else { continue };
        let Some(campaign) = states.campaign(state.campaign) else { panic!("{id} has no campaign") };
        outlooks.push((*id, light::measure(state, &campaign.profile, calendar)));
    }
    let days = [0, 1, 3, 10, 40, 200].map(|days| last.given.today.saturating_add(days.days()));
    for day in days {
        for (id, outlook) in &outlooks {
            of_measure(book, *id, outlook, day);
        }
        for (stream, _, state) in world.streams() {
            let (Stream::Finding(_), State::Finding(state)) = (stream, state) else { continue };
            of_finding(state, &outlooks, day);
        }
    }
}

fn of_measure(book: &Book, id: MeasureId, outlook: &Outlook, day: Date) {
    let page = book.measure(id);
    let judgement = outlook.on(day);
    assert_eq!(judgement.light, outlook.boundaries().on(day), "{id}: boundaries on {day}");
    let words = judgement.message();
    assert!(!words.zh.is_empty() && !words.en.is_empty(), "{id}: no reason");
    if page.done.is_some() || page.dropped {
        assert_eq!(judgement.light, Light::Blue, "{id} is done with");
        return;
    }
    let overdue = !runs_on(page) && page.deadlines.last().is_some_and(|deadline| *deadline < day);
    let red = overdue || missed(book, page, day).is_some() || exceeded(page);
    assert_eq!(judgement.light == Light::Red, red, "{id} on {day}: {}", words.en);
}

/// A cap whose last report is more than it allows.
fn exceeded(page: &MeasurePage) -> bool {
    (1..).zip(&page.commitments).filter(|(_, commitment)| commitment.at_most).any(|(number, commitment)| {
        let last = page.check_ins.iter().filter(|c| c.0 == number).map(|c| c.1).max();
        let of_last = page.check_ins.iter().filter(|c| c.0 == number && Some(c.1) == last);
        let sum = of_last.fold(crate::Quantity::default(), |sum, check_in| sum.plus(check_in.2));
        commitment.quantity.is_some_and(|most| sum > most)
    })
}

fn of_finding(state: &finding::State, outlooks: &[(MeasureId, Outlook)], day: Date) {
    let tied = || outlooks.iter().filter(|(id, _)| state.measures.contains(id));
    let outlook = light::finding(state, tied().map(|(id, outlook)| (*id, outlook)));
    let judgement = outlook.on(day);
    assert_eq!(judgement.light, outlook.boundaries().on(day));
    let open: Vec<_> = tied().map(|(_, o)| o.on(day).light).filter(|light| *light != Light::Blue).collect();
    let expected = match state.status {
        Status::Closed if state.look_backs_due.iter().any(|due| *due <= day) => Light::Yellow,
        Status::Closed | Status::Settled | Status::Merged | Status::Rejected => Light::Blue,
        Status::Returned => Light::Red,
        Status::Draft => Light::Grey,
        Status::Rebounded if open.is_empty() => Light::Red,
        _ => match open.iter().max() {
            Some(worst) => *worst,
            None => return,
        },
    };
    assert_eq!(judgement.light, expected, "{:?} on {day}", state.status);
}
